"""A story asked for as a whole, and what only sounds like one."""

import pytest


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Tell me about the wreck.", ["A ship that sank"]),
        ("Summarise the article about the wreck", ["A ship that sank"]),
        ("Can you tell me about the flood in Tollerby?", ["The flood that swept", "Eleven months"]),
        ("Tell me about the elections", ["The Coast Alliance remains the strongest party"]),
        (
            "Tell me about the flood according to the Ulde Valley Post",
            ["TOLLERBY — More than 1,300", "Eleven"],
        ),
        ("Tell me about Tomas Brekkan", ["The great winner is the Valley List of Tomas Brekkan"]),
    ],
)
def test_a_story_is_told_by_how_the_articles_on_it_begin(samples, question, begins) -> None:
    quotes = [citation.quote for citation in samples.ask(question).citations]
    assert all(any(quote.startswith(begin) for quote in quotes) for begin in begins)
    assert len(quotes) == len(begins) or len(quotes) == 3


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Tell me about the school in Nova Scotia", "from a school in Nova Scotia"),
        ("Tell me about the injured in the fire", "Nobody was injured"),
        ("Tell me about the cost of the Nessgate Bridge", "238 million crowns"),
        ("Tell me about Piet Lowan", "Mayor Piet Lowan said"),
        ("Tell me about Elias Wendt", "finance director Elias Wendt"),
    ],
)
def test_what_no_article_begins_with_is_told_by_what_says_something_of_it(
    samples, question, says
) -> None:
    assert says in samples.ask(question).citations[0].quote


def test_of_a_story_that_no_article_tells_nothing_is_told(samples) -> None:
    assert samples.ask("Tell me about the moon landing").status == "not_found"


def test_of_a_place_that_no_article_has_it_is_not_certain_what_is_told(samples) -> None:
    answer = samples.ask("Tell me about the flood in Berlin")
    assert "No article has the word “Berlin”" in (answer.notice or "")
    assert "not certain" in (answer.notice or "")


def test_to_tell_how_much_it_costs_is_to_say_how_much(samples) -> None:
    answer = samples.ask("Tell me about how much the Nessgate Bridge costs")
    assert {one.value for one in answer.differing} == {"238 million crowns", "214 million crowns"}


def test_a_story_of_a_time_is_what_was_published_then_and_the_latest_comes_first(
    assistant_over,
) -> None:
    assistant = assistant_over(
        {
            "title": "Flood in Cobb",
            "text": "A flood swept through Cobb on Monday and killed two people.",
            "published": "2023-11-10",
        },
        {
            "title": "Flood wall",
            "text": "Cobb is to get a wall against the flood.",
            "published": "2024-06-10",
        },
    )
    (told,) = assistant.ask("Tell me about the flood in 2023").citations
    assert told.quote.startswith("A flood swept")
    first, second = assistant.ask("Tell me about the latest flood in Cobb").citations
    assert (first.published, second.published) == ("2024-06-10", "2023-11-10")

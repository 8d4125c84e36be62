"""Where a question names a time, what is of another is not quoted beside what is of that."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from index.constraints import Constraints

TOPIC = "the salt mine of Heller"


@pytest.fixture
def asking(assistant_over):
    """Makes an assistant over articles on one thing, by day."""

    def make(**texts: str) -> Assistant:
        return assistant_over(*(article(name, text) for name, text in texts.items()))

    return make


def article(name: str, text: str) -> dict[str, str]:
    day = name.removeprefix("on_").replace("_", "-")
    told = {"title": f"News of {TOPIC}", "text": text, "source": "The Gazette"}
    return told if day == "none" else told | {"published": day}


@pytest.mark.parametrize(
    "question",
    [
        f"What did The Gazette report on {TOPIC} in November 2023?",
        f"What was written of {TOPIC} in November 2023?",
    ],
)
def test_what_was_published_then_is_quoted_alone(asking, question) -> None:
    answer = asking(
        on_2023_11_14="The salt mine of Heller was sold on Monday to a bank in Norrtun.",
        on_2023_09_28="The salt mine of Heller was flooded on Tuesday after a storm.",
        on_none="The salt mine of Heller has 412 steps and a lift from the year 1911.",
    ).ask(question)
    assert [(citation.published or "")[:10] for citation in answer.citations] == ["2023-11-14"]


def test_what_tells_of_that_time_later_is_quoted_too(asking) -> None:
    answer = asking(
        on_2024_11_14="In 2023 the salt mine of Heller had 31,000 visitors, its director said.",
        on_2023_09_28="The salt mine of Heller had many visitors in the summer of its year.",
    ).ask("How many visitors did the salt mine of Heller have in 2023?")
    assert "31,000" in " ".join(citation.quote for citation in answer.citations)


def test_what_is_of_another_time_alone_is_quoted_and_said_to_be(asking) -> None:
    answer = asking(
        on_2023_09_28="The salt mine of Heller was flooded on Tuesday after a storm."
    ).ask("When was the salt mine of Heller flooded, in November 2023?")
    assert answer.citations
    assert "time that you name" in (answer.notice or "")


def test_the_notice_says_which_time_was_understood(asking) -> None:
    asked = asking(
        on_2023_09_28="The salt mine of Heller was flooded on Tuesday after a storm."
    ).ask
    answer = asked("When was the salt mine of Heller flooded, in November 2023?")
    assert (
        answer.notice
        == "It is not known whether this is of the time that you name (November 2023)."
    )
    answer = asked(
        "Which paper reported in November 2023 that the salt mine of Heller was flooded?"
    )
    assert (answer.notice or "").startswith(
        "No answer was found in what was published in the time that you name (November 2023);"
        " this is not from then."
    )
    refused = asked("Who painted the salt mine of Heller on 3 March 2022?")
    assert "None of them is from the time that you ask about (3 March 2022)." in refused.text


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("By the 1901 census the salt mine of Heller had 56 miners.", "in 1901"),
        ("The salt mine of Heller got its lift for 56 miners early (1901).", "in 1901"),
        ("Until 2000 the salt mine of Heller had 56 miners.", "until 2000"),
        ("From 2000 on the salt mine of Heller had 56 miners.", "since 2000"),
    ],
)
def test_what_tells_of_that_time_is_not_said_to_be_of_another(asking, told, question) -> None:
    answer = asking(on_2023_09_28=told).ask(f"How many miners did Heller have {question}?")
    assert answer.citations and not answer.notice


def test_of_what_has_no_date_it_is_not_said_when_it_was_published(asking) -> None:
    asked = asking(on_none="The salt mine of Heller was flooded on Tuesday after a storm.").ask
    answer = asked("When was the salt mine of Heller flooded, in November 2023?")
    assert (answer.notice or "").startswith("It is not known whether this is of the time that you")
    refused = asked("Who painted the salt mine of Heller on 3 March 2022?").text
    assert refused.startswith("Nothing in 1 article answers this. None of those that have a date")
    limited = asked("Who?", constraints=Constraints(after=date(2023, 12, 1))).text
    assert limited == "No article is known to be from 1 December 2023 on."


def test_a_month_is_one_of_the_articles_where_they_ended_years_ago(asking) -> None:
    answer = asking(
        on_2021_11_17="The salt mine of Heller was sold on Wednesday to a bank in Norrtun.",
        on_2021_03_02="The salt mine of Heller was shut on Tuesday after a fire in a lift.",
    ).ask("Who bought the salt mine of Heller in November?")
    assert [(citation.published or "")[:10] for citation in answer.citations] == ["2021-11-17"]
    assert answer.notice is None


MONTHS = {
    f"on_2023_{month:02}_14": f"The mine of Heller was {what} on Monday, the mayor of Norrtun said."
    for month, what in enumerate(("sold", "flooded", "painted", "closed", "opened"), 7)
}


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What was published in November 2023?", {"2023-11-14"}),
        ("What has The Gazette published since October 2023?", {"2023-11-14", "2023-10-14"}),
        ("What did The Gazette report in August 2023?", {"2023-08-14"}),
        ("What happened in September 2023?", {"2023-09-14"}),
    ],
)
def test_a_question_for_a_time_alone_is_answered_from_that_time(asking, question, days) -> None:
    answer = asking(**MONTHS).ask(question)
    assert {(citation.published or "")[:10] for citation in answer.citations} == days
    assert answer.notice is None


def test_each_article_is_told_by_the_sentence_that_says_what_its_title_does(asking) -> None:
    answer = asking(
        on_2023_11_14="Sign up to our free newsletter. Hi, friends! It has been quite a week."
        " The salt mine of Heller was sold to a bank in Norrtun. It has 412 steps.",
        on_2023_11_12="All of Norrtun was on its feet on Sunday. They had come from far away.",
    ).ask("What was published in November 2023?")
    assert [citation.quote for citation in answer.citations] == [
        "The salt mine of Heller was sold to a bank in Norrtun.",
        "All of Norrtun was on its feet on Sunday.",
    ]


def test_of_how_many_articles_it_quotes_is_said(asking) -> None:
    answer = asking(**MONTHS).ask("What was published between July and November 2023?")
    assert answer.notice == "5 articles are from that time."
    days = [(citation.published or "")[5:7] for citation in answer.citations]
    assert days == ["11", "10", "09"]


def test_of_many_articles_the_newest_are_quoted(asking) -> None:
    days = {
        f"on_2023_05_{day:02}": f"The mine of Heller had {day * 37} visitors, of whom "
        f"{day} came by boat and the rest of them on foot, in May and on the {day}th day of it."
        for day in range(1, 29)
    }
    answer = asking(**days).ask("What was published in May 2023?")
    assert answer.notice == "28 articles are from that time."
    assert [(citation.published or "")[8:10] for citation in answer.citations] == ["28", "27", "26"]


def test_a_question_for_a_time_within_a_publisher_that_is_set_is_one_too(asking) -> None:
    limit = Constraints(publishers=("The Gazette",))
    answer = asking(**MONTHS).ask(
        "What has The Gazette published since November 2023?", constraints=limit
    )
    assert [(one.published or "")[:10] for one in answer.citations] == ["2023-11-14"]


def test_of_an_article_of_the_time_its_beginning_is_quoted(asking) -> None:
    text = "The mine was flooded on Monday. In November 2023 the news of it was published twice."
    answer = asking(on_2023_11_14=text).ask("What was published in November 2023?")
    assert [citation.quote for citation in answer.citations] == ["The mine was flooded on Monday."]


def test_a_label_over_an_article_is_not_how_it_begins(asking) -> None:
    text = "OPINION. The mine was flooded on Monday. Nobody was hurt."
    answer = asking(on_2023_11_14=text).ask("What was published in November 2023?")
    assert [citation.quote for citation in answer.citations] == ["The mine was flooded on Monday."]


def test_of_a_time_from_which_nothing_is_that_is_said(asking) -> None:
    answer = asking(**MONTHS).ask("What was published in May 2019?")
    assert (answer.status, answer.reason) == ("not_found", "outside_dates")


def test_a_question_for_a_time_and_a_thing_is_not_answered_with_something_else(asking) -> None:
    answer = asking(**MONTHS).ask("What was published on volcanoes in November 2023?")
    assert answer.status == "not_found"


def test_of_long_articles_the_beginnings_are_quoted(asking) -> None:
    def long(thing: str, told: str) -> str:
        more = (
            f"In part {n} of the report of May 2023 on the {thing} {told.format(n * len(told))}"
            for n in range(1, 120)
        )
        return " ".join([f"The {thing} of Ormley begins here.", *more])

    days = {
        "on_2023_05_03": long("mine", "a shaft of {} metres is told of, with all who dug it."),
        "on_2023_05_02": long("mill", "somebody ground {} sacks of rye, as a letter has it."),
        "on_2023_05_01": long("pier", "no fewer than {} boats from the south were tied up."),
    }
    answer = asking(**days).ask("What was published in May 2023?")
    assert [citation.quote for citation in answer.citations] == [
        f"The {thing} of Ormley begins here." for thing in ("mine", "mill", "pier")
    ]


def test_of_a_story_and_its_copies_one_is_quoted(asking) -> None:
    wire = (
        "The mine of Heller was flooded on Monday. Nobody was hurt, said Ida Lund, who leads it. "
        "Some 340 people work there, 12 of them below, and 41 pumps ran through the night until "
        "the water had sunk by 17 metres. It is to open again on Friday, she told the council of "
        "Ormley, which had asked for a report of 90 pages by 8 May."
    )
    other = "The pier of Ormley was sold for a crown. Its owner, Paul Brand, had wanted 600,000."
    days = {f"on_2023_05_{day:02}": wire for day in (5, 6, 7)}
    answer = asking(**days, on_2023_05_01=other).ask("What was published in May 2023?")
    assert [citation.quote for citation in answer.citations] == [
        "The mine of Heller was flooded on Monday.",
        "The pier of Ormley was sold for a crown.",
    ]
    assert answer.notice == "4 articles are from that time."

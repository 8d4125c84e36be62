"""Composing an answer of quotes, and a refusal."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Citation, Evidence, Reason, Searched, Turn
from assistant.dates import Span
from assistant.question import Question
from assistant.quote import choose, choose_from_each, cite, compose, nothing, numbered, widened
from index.constraints import Constraints

ASKED = Question("Did Bloomberg say?", {}, {}, "other", (), frozenset(), unknown=("Bloomberg",))
FIRST = Evidence("a", "v", "A bridge", "Courier", "2024-02-07", None, "It costs 214.", 0, 13, 0.9)


def at(article: str, text: str, start: int, score: float) -> Evidence:
    return replace(
        FIRST, article_id=article, text=text, start=start, end=start + len(text), score=score
    )


def test_at_most_three_quotes_are_chosen_best_first() -> None:
    texts = ["Red barns burn.", "Cold rain fell.", "Two men left.", "No one saw it."]
    many = [at(text, text, 0, 0.9 - i / 100) for i, text in enumerate(texts)]
    assert choose(many) == many[:3]


def test_the_third_quote_is_of_another_article() -> None:
    second, third = at("a", "Rain fell all day.", 20, 0.8), at("a", "Two men left.", 50, 0.7)
    other = at("b", "No one saw it.", 0, 0.6)
    assert choose([FIRST, second, third, other]) == [FIRST, second, other]


def test_a_copy_of_a_quote_adds_nothing() -> None:
    assert choose([FIRST, at("b", "It costs 214!", 0, 0.8)]) == [FIRST]


BRIDGE = (
    "The council said on Monday that the new bridge over the Vanse will cost {} million crowns."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BRIDGE.format(214), BRIDGE.format(238)),
        (BRIDGE.format("two hundred"), BRIDGE.format("three hundred")),
        (BRIDGE.format(214), BRIDGE.format(214).replace("will cost", "will not cost")),
        (BRIDGE.format(214), BRIDGE.format(214).replace("Vanse", "Selja")),
    ],
)
def test_what_contradicts_a_quote_is_no_copy_of_it(one: str, other: str) -> None:
    both = [at("a", one, 0, 0.9), at("b", other, 0, 0.8)]
    assert choose(both) == both


def test_a_copy_with_a_word_changed_or_a_name_added_is_a_copy() -> None:
    said = BRIDGE.format(214)
    for copy in (said.replace("new", "second"), said.replace("The council", "The Norr council")):
        assert choose([at("a", said, 0, 0.9), at("b", copy, 0, 0.8)]) == [at("a", said, 0, 0.9)]


def test_overlapping_quotes_of_one_article_are_one() -> None:
    assert choose([FIRST, at("a", "costs 214. He left the hall.", 3, 0.8)]) == [FIRST]


def test_a_sentence_with_the_one_before_it_takes_the_place_of_that_one() -> None:
    both = at("a", "It costs 214. It is long.", 0, 0.8)
    assert choose([FIRST, both]) == [both]


def test_a_quote_far_worse_than_the_best_is_left_out() -> None:
    assert choose([FIRST, at("b", "Rain fell on the fair.", 0, 0.05)]) == [FIRST]


@pytest.mark.parametrize(("publishers", "number"), [(0, 2), (2, 2), (3, 3), (5, 3)])
def test_several_sides_are_answered_by_as_many_articles_as_publishers(
    publishers: int, number: int
) -> None:
    texts = ["Red barns burn.", "Cold rain fell.", "Two men left.", "No one saw it."]
    many = [at(text, text, 0, 0.1 + i / 10) for i, text in enumerate(texts)]
    assert choose_from_each(many, many[::-1], publishers) == many[:number]


def test_a_copy_answers_no_other_side() -> None:
    other = at("c", "Rain fell on the fair.", 0, 0.1)
    assert choose_from_each([FIRST, at("b", "It costs 214!", 0, 0.8), other], [], 2) == [
        FIRST,
        other,
    ]


def test_what_else_a_cited_article_says_to_a_side_comes_last() -> None:
    second, elsewhere = at("b", "Cold rain fell.", 0, 0.2), at("c", "No one saw it.", 0, 0.9)
    more, weak = at("a", "Two men left the hall.", 40, 0.5), at("a", "Two men left.", 40, 0.1)
    assert choose_from_each([FIRST, second], [FIRST, elsewhere, more], 2) == [FIRST, second, more]
    assert choose_from_each([FIRST, second], [FIRST, elsewhere, weak], 2) == [FIRST, second]


def test_a_sentence_names_publisher_and_date() -> None:
    (sentence,) = compose([cite(1, FIRST)])
    assert sentence.text == "Courier, 7 February 2024: “It costs 214.” [1]"
    assert sentence.citations == (1,)


def test_without_a_publisher_the_title_stands_for_it() -> None:
    bare: Citation = replace(cite(2, FIRST), publisher=None, published=None)
    (sentence,) = compose([bare])
    assert sentence.text == "“A bridge”: “It costs 214.” [2]"


@pytest.mark.parametrize(
    ("searched", "expected"),
    [
        (
            Searched(609, date(2023, 9, 26), date(2023, 12, 25)),
            "Nothing in 609 articles, 26 September – 25 December 2023, answers this.",
        ),
        (
            Searched(20, date(2023, 9, 26), date(2023, 12, 25), undated=3),
            "Nothing in 20 articles, 26 September – 25 December 2023 (3 undated), answers this.",
        ),
        (
            Searched(2, date(2023, 9, 26), date(2023, 9, 26), undated=1),
            "Nothing in 2 articles, 26 September 2023 (1 undated), answers this.",
        ),
        (Searched(1, None, None), "Nothing in 1 article answers this."),
        (Searched(3, None, None, undated=3), "Nothing in 3 articles answers this."),
        (
            Searched(2, date(2023, 12, 30), date(2024, 1, 2)),
            "Nothing in 2 articles, 30 December 2023 – 2 January 2024, answers this.",
        ),
        (
            Searched(0, None, None),
            "There are no articles yet, so there is nothing to answer from.",
        ),
        (
            Searched(0, None, None, Constraints(publishers=("Herald",), after=date(2024, 5, 1))),
            "No article is known to be from Herald from 1 May 2024 on.",
        ),
        (
            Searched(
                1, date(2024, 5, 1), date(2024, 5, 1), Constraints(articles=("a",)), ("Quay sold",)
            ),
            "Nothing in “Quay sold”, 1 May 2024, answers this.",
        ),
        (
            Searched(2, None, None, Constraints(articles=("a", "b")), ("Quay sold", "Quay bought")),
            "Nothing in 2 chosen articles answers this.",
        ),
        (
            Searched(0, None, None, Constraints(articles=("a",))),
            "No article of those chosen is there any more.",
        ),
        (
            Searched(0, None, None, Constraints(("Herald",), articles=("a",)), ("Quay sold",)),
            "No article of those chosen is from Herald.",
        ),
    ],
)
def test_a_refusal_says_what_was_searched(searched: Searched, expected: str) -> None:
    assert nothing(searched, None, ASKED) == expected


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("nothing_close", "Nothing in 9 articles answers this."),
        (
            "close_but_not_answering",
            "Nothing in 9 articles answers this. Some are about it, but no sentence was found that "
            "says what you ask.",
        ),
        (
            "unknown_publisher",
            "Nothing in 9 articles answers this. None of them is from Bloomberg.",
        ),
        (
            "outside_dates",
            "Nothing in 9 articles answers this. None of them is from the time that you ask about.",
        ),
    ],
)
def test_a_refusal_says_why(reason: Reason, expected: str) -> None:
    assert nothing(Searched(9, None, None), reason, ASKED) == expected


def test_an_answer_says_where_it_looked_beyond_what_was_named() -> None:
    citation = cite(1, FIRST)
    courier = replace(ASKED, unknown=(), publishers=("The Courier",))
    assert widened(ASKED, [citation]) == (
        "There is no article from Bloomberg; this is what others say."
    )
    assert "No answer was found in what is from The Courier" in (widened(courier, [citation]) or "")
    assert widened(courier, [replace(citation, publisher="The Courier")]) is None
    dated = replace(ASKED, unknown=(), dates=(Span(date(2024, 3, 1), date(2024, 3, 31), 0, 1),))
    assert "time that you name" in (
        widened(dated, [replace(citation, published="2024-04-01")]) or ""
    )
    assert widened(dated, [replace(citation, published="2024-03-01T08:00:00+00:00")]) is None
    told = replace(citation, published="2024-05-01", quote="On 7 March it was sold.")
    assert widened(dated, [told]) is None
    assert widened(dated, [replace(told, quote="On 7 April it was sold, in 2024.")])
    assert widened(dated, [replace(told, published="2024-02-28", quote="It opened on Friday.")])
    july = replace(
        dated, text="How much is it from July?", dates=(Span(date(2026, 7, 1), None, 0, 1),)
    )
    assert widened(july, [replace(told, quote="From 1 July it costs 56 crowns.")]) is None
    assert widened(july, [replace(told, quote="From 1 June it costs 56 crowns.")])
    reported = replace(dated, text="What was published on it in March 2024?")
    assert widened(reported, [told])
    since = replace(dated, dates=(Span(date(2024, 3, 1), None, 0, 1),))
    assert widened(since, [replace(told, published="2024-02-01", quote="It opens in 2026.")])
    year = replace(dated, dates=(Span(date(1999, 1, 1), date(1999, 12, 31), 0, 1),))
    assert widened(year, [replace(told, quote="In 1999 it was sold.")]) is None
    assert widened(year, [replace(told, quote="A seat costs 1999 crowns.")])


def test_an_answer_says_which_of_several_publishers_it_leaves_out() -> None:
    asked = replace(
        ASKED, unknown=(), publishers=("The Courier", "BBC News", "BBC Sport", "The Post"),
        mentions=(("The Courier",), ("BBC News", "BBC Sport"), ("The Post",)),
    )  # fmt: skip
    cited = [replace(cite(1, FIRST), publisher=name) for name in ("The Courier", "BBC Sport")]
    assert widened(asked, cited) == "None of what is cited is from The Post."
    assert widened(asked, cited[:1]) == (
        "None of what is cited is from BBC News, BBC Sport or The Post."
    )
    assert widened(asked, [*cited, replace(cited[0], publisher="The Post")]) is None


def test_a_number_means_the_same_citation_through_a_conversation() -> None:
    second, third = at("b", "Rain fell.", 0, 0.8), at("b", "Two men left.", 20, 0.7)
    first = numbered([FIRST, second], ())
    assert [citation.number for citation in first] == [1, 2]
    history = [Turn("What does it cost?", "It costs 214. [1]", first), Turn("Why?", "No.")]
    again = numbered([third, FIRST, replace(FIRST, version="w")], history)
    assert [citation.number for citation in again] == [3, 1, 4]
    assert [citation.quote for citation in again] == ["Two men left.", FIRST.text, FIRST.text]

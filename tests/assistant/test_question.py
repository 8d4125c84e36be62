"""Reading a question."""

import pytest

from assistant.answer import Turn
from assistant.question import kind, named, read, telling
from index.keywords import Tokenizer

TOKENIZER = Tokenizer()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who heads the council?", "who"),
        ("Whom did she blame?", "who"),
        ("How many people died?", "number"),
        ("What was the cost of the bridge?", "other"),
        ("What percentage voted yes?", "number"),
        ("Since when have they coordinated?", "when"),
        ("Which year did it open?", "when"),
        ("Where is the base?", "where"),
        ("What lay to the west when he died?", "other"),
        ("Is the bridge open?", "other"),
    ],
)
def test_the_first_asking_word_tells_the_kind(question: str, expected: str) -> None:
    assert kind(question) == expected


def test_names_tell_more_than_common_words_and_asking_words_nothing() -> None:
    weights = telling("Where did Tollerby's council meet in the end?", TOKENIZER)
    assert weights["tollerbi"] > weights["council"] > weights["end"] > 0
    assert not weights.keys() & {"where", "did", "in", "the"}


def test_publishers_are_found_in_the_order_in_which_they_are_named() -> None:
    known = ["The Age", "The Verge", "TechCrunch", "Sporting News", "Age of Sport"]
    assert named("Do TechCrunch and The Age agree?", known) == ("TechCrunch", "The Age")
    assert named("What did Age of Sport say?", known) == ("Age of Sport",)
    assert named("At what age do people verge on it?", known) == ()


def test_a_follow_up_is_searched_with_the_question_before_it() -> None:
    history = [Turn("Who is Hanne Castell?", "A fire chief.")]
    asked = read("And when did she say that?", history, [], TOKENIZER)
    assert asked.text == "And when did she say that? (Who is Hanne Castell?)"


def test_a_question_that_stands_alone_is_left_alone() -> None:
    history = [Turn("Who is Hanne Castell?", "A fire chief.")]
    question = "How much will the Tollerby flood wall cost?"
    assert read(question, history, [], TOKENIZER).text == question

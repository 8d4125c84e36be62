"""What is said out of courtesy is no part of a question."""

import pytest

from assistant.answer import Turn
from assistant.courtesy import asked_before, without


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("ok thanks. how deep is it?", "how deep is it?"),
        ("Thank you, and when does it start?", "and when does it start?"),
        ("OK so who won", "so who won"),
        ("Hi! Hmm, who won?", "who won?"),
        ("No, who won in May?", "who won in May?"),
        ("How high is it, please?", "How high is it?"),
        ("How high is it? Thanks a lot!", "How high is it?"),
        ("Thanks!", ""),
        ("hello there", ""),
    ],
)
def test_what_is_polite_is_left_out(said: str, asked: str) -> None:
    assert without(said) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Good Friday services in Tollerby?",
        "Great Lakes water level",
        "Right-wing parties in Norland",
        "Hello Fresh profits",
        "No. 4 quay fire",
        "Yes or no: is it closed?",
        "Fine for Westmere Water",
        "Why did he say thank you?",
        "Hey Jude, who wrote it?",
    ],
)
def test_what_only_looks_polite_stays(question: str) -> None:
    assert without(question) == question


def test_thanks_between_two_questions_are_no_turn() -> None:
    history = [Turn("Who won, please?", "Lena Forss."), Turn("Thanks!", "")]
    assert [turn.question for turn in asked_before(history)] == ["Who won?"]


def test_after_thanks_a_question_follows_on_from_the_one_before(samples) -> None:
    first = samples.ask("What did the Nessgate Bridge cost?")
    history = [Turn(first.question, first.text, first.citations), Turn("Great, thanks!", "")]
    alone = samples.ask("When does it open?", history[:1])
    polite = samples.ask("OK. When does it open?", history)
    assert polite.citations[0].quote == alone.citations[0].quote

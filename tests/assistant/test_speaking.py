"""What somebody said is answered by their words."""

import pytest

from assistant.assistant import UNCERTAIN
from assistant.fits.speaking import asked

COURT = {
    "title": "Bookkeeper of the Larches jailed",
    "publisher": "Westmere Courier",
    "published": "2024-05-22",
    "text": (
        "Lorraine Tasker, 52, stole £164,000 from a care home. Judge Ruth Okafor told Tasker that "
        "she had betrayed those who trusted her. Her colleague Susan Bell noticed the "
        "withdrawals. “We felt sick,” said the home's manager, Alan Reid. Joan Bell, of the "
        "union, added that staff had been heroic. A spokesman for Beacon Homes said every family "
        "had been repaid. The Bank of Norland said it would wait. Paul Iqbal, a neighbour, "
        "abstained from comment. Residents hope for better times."
    ),
}


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did Susan Bell say?", "Susan Bell"),
        ("what has the head of the school said", "the head of the school"),
        ("What did Tasker tell the court?", "Tasker"),
        ("What did the police say to reporters?", "the police"),
        ("What did the mayor say about the bridge?", None),
        ("What did the mayor say on Monday?", None),
        ("What did the mayor say the bridge would cost?", None),
        ("What do the articles say?", None),
        ("What did he say?", None),
    ],
)
def test_whose_words_are_asked_for(question, who) -> None:
    assert asked(question) == who


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did the judge say?", "she had betrayed"),
        ("What did the Judge say?", "she had betrayed"),
        ("What did Ruth Okafor say?", "she had betrayed"),
        ("What did Alan Reid say?", "“We felt sick,”"),
        ("What did the manager say?", "“We felt sick,”"),
        ("What did Joan Bell say?", "staff had been heroic"),
        ("What did Beacon Homes say?", "every family had been repaid"),
        ("What did the Bank of Norland say?", "it would wait"),
    ],
)
def test_it_is_their_words_that_are_quoted(assistant_over, question, words) -> None:
    (told,) = assistant_over(COURT).ask(question).citations
    assert words in told.quote


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did Susan Bell say?", "Susan Bell"),  # only another Bell speaks
        ("What did Lorraine Tasker say?", "Tasker"),  # she is told something
        ("what did Paul Iqbal say", "Iqbal"),
    ],
)
def test_of_whom_no_words_are_told_nobody_elses_are_quoted(assistant_over, question, named) -> None:
    answer = assistant_over(COURT).ask(question)
    assert answer.status == "not_found" or UNCERTAIN in (answer.notice or "")
    assert all(named in citation.quote for citation in answer.citations)


def test_a_question_of_nobody_is_none() -> None:
    assert asked("What did   say?") is None
    assert asked("What did 's say?") is None
    assert asked("What did the mayor say " + "a" * 1900 + " b c d e f?") is None  # at once


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("A Tesla spokesman said it would reopen.", "What did Tesla say?"),
        ("According to Ada Lunn, it would reopen.", "What did Ada Lunn say?"),
        ("Mayor Sean O’Neill said it would reopen.", "What did Sean O'Neill say?"),
        ("Bo Marsh said it would reopen.", "What did Ada Lunn and Bo Marsh say?"),
        ("The bank said it would reopen.", "What did the Bank of Marl say?"),
        ("Governor Ada Vos said it would reopen.", "What did the governor of the Bank say?"),
        ("Ada Vos: “It would reopen.”", "What did Ada Vos say?"),
        ("Ofsted found it would reopen.", "What did Ofsted say?"),
    ],
)
def test_it_is_told_in_many_ways_that_somebody_speaks(assistant_over, text, question) -> None:
    told = f"{text} The pool in Marl was shut in May. It has 6 lanes."
    answer = assistant_over({"title": "Pool shut", "text": told}).ask(question)
    assert "would reopen" in answer.citations[0].quote
    assert UNCERTAIN not in (answer.notice or "")


@pytest.mark.parametrize("question", ["What did the family say?", "What did the residents say?"])
def test_of_who_may_be_called_something_else_it_is_not_certain(assistant_over, question) -> None:
    answer = assistant_over(COURT).ask(question)
    assert answer.status == "not_found" or UNCERTAIN in (answer.notice or "")


def test_a_quotation_that_goes_on_is_still_theirs(samples) -> None:
    quotes = [one.quote for one in samples.ask("What did Piet Lowan say?").citations]
    assert all("Lowan" in quote or "She" in quote for quote in quotes)

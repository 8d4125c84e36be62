"""What is said of one body is no answer about another of its kind."""

import re

import numpy as np
import pytest
from langchain_core.documents import Document

from assistant.assistant import UNCERTAIN
from assistant.evidence import Candidate
from assistant.fits import bodies

PRISON = {
    "title": "Inspectors condemn Stoneleat prison",
    "publisher": "Westmere Courier",
    "published": "2026-03-02",
    "text": (
        "Stoneleat prison is unfit for the 640 men who live there, inspectors said on Monday. They "
        "found rats on every landing.\n\n"
        "The governor, Paula Threlfall, arrived in May and is the third in as many years. She has "
        "asked for 40 more officers.\n\n"
        "HMP Garrow, thirty miles away, was closed for less in 2019. It had opened in 1911.\n\n"
        "The ministry promised £3m for new windows."
    ),
}
FERRY = {
    "title": "Hesk's ferry arrives at last",
    "publisher": "Westmere Courier",
    "published": "2026-03-09",
    "text": (
        "The Kittiwake reached Hesk on Sunday, three years late. A pipe band met her.\n\n"
        "She cost £41m and can take 64 cars. She was built in Gdansk.\n\n"
        "The Sula Maid, which she replaces, was sold to Greece. She had served since 1989."
    ),
}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is the governor of HMP Garrow?", ("HMP Garrow",)),
        ("Who was the architect of the Plaza in Hexley?", ("Plaza",)),
        ("How many pupils are there in Hexley?", ("Hexley",)),
        (
            "Who heads the Kalinagar Institute of Technology?",
            ("Kalinagar Institute of Technology",),
        ),
        ("Is the Ormsay ferry running?", ("Ormsay",)),
        ("Did the December gale injure anybody?", ()),
        ("What does the Courier say of Rift Air's losses?", ("Rift Air",)),
        ("How long is it?", ()),
        ("Brent Vale Railway staff", ("Brent Vale Railway",)),
        ("Local 112 members", ("Local 112",)),
        ("Who's Garrow's governor?", ("Garrow",)),
        ("Explain Brexit", ("Brexit",)),
        ("Thanks! What does Garrow cost?", ("Garrow",)),
        ("How Much Does Rift Air Owe?", ()),  # capitals tell nothing
        ("Who is the CEO of Łódź airport?", ("Łódź",)),
        ("What did J.K. Rowling's firm earn?", ("J.K. Rowling",)),
        ("How many MPs are there?", ()),
    ],
)
def test_which_names_may_be_of_a_body(question, named) -> None:
    assert bodies.asked(question, ["Westmere Courier", "Courier"]) == named


def quoted_in(text: str, sentence: str) -> Candidate:
    """A sentence of a text that is one passage."""
    spans = [match.span() for match in re.finditer(r"[^\s.][^.]*\.[”]?", text)]
    start = text.index(sentence)
    number = next(n for n, (a, b) in enumerate(spans) if a <= start < b)
    document = Document(text, metadata={"sentences": spans, "start": 0})
    first, end = spans[number]
    return Candidate(document, number, first, end, text[first:end], np.array([]))


@pytest.mark.parametrize(
    ("name", "quoted", "is_of_it"),
    [
        ("Stoneleat", "The governor, Paula Threlfall", True),  # in the title
        ("HMP Garrow", "The governor, Paula Threlfall", False),
        ("Garrow", "The ministry promised £3m", False),
        ("HMP Garrow", "HMP Garrow, thirty miles away, was closed for less", True),
        ("HMP Garrow", "It had opened in 1911", True),  # the sentence before names it
        ("HMP Ludworth", "It had opened in 1911", None),
        ("Paula Threlfall", "The ministry promised £3m", None),  # somebody
        ("Ms Threlfall", "The ministry promised £3m", None),
    ],
)
def test_whether_a_quote_is_of_a_body(name, quoted, is_of_it) -> None:
    text = PRISON["text"]
    lead = f"{PRISON['title']} {text[:90]}"
    assert bodies.is_of_them([name], quoted_in(text, quoted), quoted, text, lead) is is_of_it


@pytest.mark.parametrize(
    ("name", "sentence", "is_of_it"),
    [
        ("NHS", "The National Health Service treated 1.4 million people.", True),
        ("European Union", "The EU fined Quaero.", True),
        ("Rift Airlines", "RIFT AIR has 900 workers.", True),
        ("UN", "Help came under fire.", False),
        ("Austria", "Australia has 40 of them.", False),
        ("Australian", "Australia has 40 of them.", True),
        ("HMP Garrow", "Garrett has 640 men.", False),
        ("North Korea", "South Korea showed 40 missiles.", False),
        ("Ostley City", "Ostley United have a new manager.", False),
    ],
)
def test_what_a_body_is_called(name, sentence, is_of_it) -> None:
    text = f"Nothing was said.\n\n{sentence}\n\nThe day was long. Some spoke of {name}."
    own = bodies.is_of_them([name], quoted_in(text, sentence), sentence, text, "A long day")
    assert own is is_of_it


def test_a_paragraph_is_of_what_it_begins_with() -> None:
    text = (
        "Hobday sold more roses.\n\nKandu, an app, raised £40m. It has 18 workers. “We grow” it "
        "says. It was started by Dominic Asher."
    )
    own = quoted_in(text, "It was started by Dominic Asher.")
    assert (
        bodies.is_of_them(["Kandu"], own, own.text, text, "Briefing Hobday sold more roses.")
        is True
    )
    assert bodies.is_of_them(["Hobday"], own, own.text, text, "Briefing") is False


@pytest.mark.parametrize(
    ("question", "doubted"),
    [
        ("Who is the governor of Stoneleat prison?", False),
        ("Who is the governor of HMP Garrow?", True),
        ("When did HMP Garrow open?", False),
        ("How many cars can the Kittiwake take?", False),
        ("How many cars could the Sula Maid take?", True),
        ("How much did the Kittiwake cost?", False),
        ("How much did the Sula Maid cost?", True),
        ("Is Paula Threlfall the governor of Stoneleat prison?", False),
    ],
)
def test_what_is_of_another_is_not_certain(assistant_over, question, doubted) -> None:
    answer = assistant_over(PRISON, FERRY).ask(question)
    is_sure = answer.status == "answered" and UNCERTAIN not in (answer.notice or "")
    assert is_sure is not doubted


def test_what_is_of_it_comes_first(assistant_over) -> None:
    """Whichever the close reader likes better."""
    clubs = [
        {
            "title": f"{name} change their manager",
            "text": f"{name} won again. The manager, {who}, was pleased. {other} lost.",
        }
        for name, who, other in (
            ("Peltham Town", "Gwen Astley", "Ostley Rovers"),
            ("Ostley Rovers", "Kevin Stobbs", "Peltham Town"),
        )
    ]
    assistant = assistant_over(*clubs)
    for name, who in (("Peltham Town", "Astley"), ("Ostley Rovers", "Stobbs")):
        assert who in assistant.ask(f"Who manages {name}?").citations[0].quote

"""What is said of one body is no answer about another of its kind."""

import pytest

from assistant.answer import Evidence
from assistant.assistant import UNCERTAIN
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
    ],
)
def test_which_names_may_be_of_a_body(question, named) -> None:
    assert bodies.asked(question, ["Westmere Courier", "Courier"]) == named


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
    start = text.index(quoted)
    own = Evidence(
        "p", "1", PRISON["title"], None, None, None, quoted, start, start + len(quoted), 1
    )
    lead = f"{PRISON['title']} {text[:90]}"
    assert bodies.is_of_them([name], own, text, lead) is is_of_it


def test_a_paragraph_is_of_what_it_begins_with() -> None:
    text = (
        "Hobday sold more roses.\n\nKandu, an app, raised £40m. It has 18 workers. “We grow,” it "
        "says. It was started by Dominic Asher."
    )
    quoted = "It was started by Dominic Asher."
    own = Evidence("p", "1", "Briefing", None, None, None, quoted, text.index(quoted), len(text), 1)
    assert bodies.is_of_them(["Kandu"], own, text, "Briefing Hobday sold more roses.") is True
    assert bodies.is_of_them(["Hobday"], own, text, "Briefing") is False


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

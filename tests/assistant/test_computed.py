"""Figures that stand nowhere, and that a reader can make of those that do."""

import pytest

from assistant.answer import Evidence
from assistant.claims import faults
from assistant.source import Source
from assistant.support import Support
from assistant.verify import Verifier

ROOF = "The grant demands 400 seats under a roof, and Lowgate Park has 250."


def found(claim: str, text: str) -> list[str]:
    return list(faults(claim, [Source(text, "", None, None, None, text)]))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Lowgate Park is 150 seats short of the grant's demand.", ROOF),
        ("Together the two halls hold 900.", "The old hall holds 300 people, the new one 600."),
        ("Nobody voted either way in 9 of the 60 wards.", "Of 60 wards 31 said yes and 20 no."),
        ("The pass is $30 cheaper now.", "A pass cost $120 in the autumn and now costs $90."),
        ("Ten of the forty boats leak.", "A quarter of the 40 boats in the harbour leak."),
        ("About 30 per cent of the seats are left.", "Of 200 seats in the hall 60 are free."),
        ("The rest, 15 per cent, did not say.", "Some 50 per cent said yes and 35 per cent no."),
        ("Ormley won by 22 points.", "It was a 45–23 win for Ormley, seen by 3,000 people."),
        ("The old bell weighed 40 kilograms.", "The bell weighs 80 kilograms, twice the old one."),
    ],
)
def test_a_figure_that_follows_from_those_of_a_text_is_no_other(claim: str, text: str) -> None:
    assert "number" not in found(claim, text)
    assert "computed" in found(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Lowgate Park is 160 seats short of the grant's demand.", ROOF),
        ("Lowgate Park has 150 crowns for the grant.", ROOF),  # of seats crowns cannot be made
        ("The grant demands 400 seats under a roof, and Lowgate Park has 150.", ROOF),  # a copy
        ("The team won by 3–0.", "The team won 2–1, in front of 30 people."),
        ("Lund came third.", "The second of the races was Lund's, the first Berg's."),
        ("She has four cats.", "She has three cats, and one dog."),
        ("More than 60 boats leak.", "Fewer than 60 boats leak, 40 sail and 20 are new."),
        (
            "It took 96 days.",
            "It took 1, 3, 7, 12, 25, 31, 40, 52, 64, 77, 81 and 99 days in other years.",
        ),  # of so many anything follows
    ],
)
def test_a_figure_that_does_not_follow_is_another(claim: str, text: str) -> None:
    assert "number" in found(claim, text)
    assert "computed" not in found(claim, text)


def test_what_was_reckoned_is_shown_with_what_to_compare_it_with_and_never_as_said() -> None:
    told = Evidence("a", "1", "Seats", "The Post", "2024-02-07", None, ROOF, 0, len(ROOF), 0.9)
    verifier = Verifier(Support())
    short = "Lowgate Park is 150 seats short of what the grant demands."
    verdict = verifier.verify(short, [told], [told])
    assert (verdict.why, verdict.supported, verdict.evidence) == ("computed", False, (told,))
    wrong = verifier.verify(short.replace("150", "160"), [told], [told])
    assert (wrong.why, wrong.evidence) == ("number", ())

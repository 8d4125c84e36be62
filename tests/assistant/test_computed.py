"""Figures that stand nowhere, and that a reader can make of those that do."""

import pytest

from assistant.claims.rules import faults
from assistant.claims.source import Source

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
        ("Together they weigh 3.3 kilograms.", "One weighs 1.1 kilograms, one 2.2 kilograms."),
        ("Only 20 boats leak.", "Two thirds of the 30 boats leak."),
        ("It costs £290, up from £250.", "The fee was raised by £40 to £290, it said."),
        ("Ormley won by 22 points.", "It was a 45–23 win for Ormley, seen by 3,000 people."),
        (
            "More than half of the 90 million is gone.",
            "It cost 90 million euros; 50 million is gone.",
        ),
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
        ("Lowgate Park is 150 crowns short of the grant's demand.", ROOF),  # crowns of no seats
        ("The grant demands 400 seats under a roof, and Lowgate Park has 150.", ROOF),  # a copy
        ("At Lowgate Park there are 150 seats.", ROOF),  # nothing says that it was reckoned
        ("The team won by 7–3, which left Lund happy.", "The team won 5–2, in front of 9 people."),
        ("Lund was only seventh.", "Lund was fifth in May, and second in June."),
        ("She has four cats left.", "She has three cats, and one dog."),
        (
            "Of the boats of Ormley, more than 60 boats leak.",
            "Fewer than 60 boats leak, 40 boats sail and 20 boats are new.",
        ),
        ("Sales fell from then to 30 crowns.", "Sales fell by 10 crowns to 20 crowns."),
        ("Still it has 8 rooms.", "The inn opens at 10:00 and shuts at 18:00."),
        (
            "More than half of the 90 million is gone.",
            "It cost 90 million euros; 30 million is gone.",
        ),
        ("The old bell weighed 160 kilograms.", "The bell weighs 80 kilograms."),
        ("The old hall holds 600 people.", "Both halls are open; the new one holds 300 people."),
        (
            "It took 86 days less.",
            "In other years it took 3 days, 7 days, 12 days, 25 days, 31 days and 99 days, 117 days"
            " with the 6 days of rain.",
        ),  # of so many anything follows
        ("Sales fell by 40 per cent.", "The result was -£5m, against £0 a year earlier."),
    ],
)
def test_a_figure_that_does_not_follow_is_another(claim: str, text: str) -> None:
    assert "number" in found(claim, text)
    assert "computed" not in found(claim, text)

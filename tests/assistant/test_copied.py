"""What a claim that is otherwise a copy of its source has changed."""

import pytest

from assistant.copied import exchanged, replaced

SAID = [
    (
        "Last time out, Bournemouth beat Everton 3-0.",
        "Last time out, Everton beat Bournemouth 3-0 – for the eighth time.",
    ),
    (
        "In 421 there were 2023 births at St. Alda's.",
        "In 2023 there were 421 births at St. Alda’s.",
    ),
    (
        "The region rejected the government's application in January.",
        "The government rejected the region's application in January, arguing about means.",
    ),
    (
        "A lower figure means a lower level, a higher figure a higher level of pressing.",
        "A lower figure means a higher level, a higher figure a lower level of pressing.",
    ),
    (
        "The divers brought up 30 pewter plates, a clay pipe and a bell.",
        "The divers brought up 30 clay pipes, a pewter plate and a bell.",
    ),
    (
        "Coach Milo Sandvær took off Skåre and sent on a keeper for Lund.",
        "Coach Milo Sandvær took off Lund and sent on a keeper for Skåre.",
    ),
]


@pytest.mark.parametrize(("claim", "text"), SAID)
def test_what_has_changed_places_is_seen(claim, text):
    assert exchanged(claim, text)
    assert not exchanged(text, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "There are buyers in Canada and Greece for her.",
            "There are buyers in Greece and Canada for her.",
        ),
        (
            "Green Skarn and The Valley List were against it.",
            "The Valley List and Green Skarn were against it.",
        ),
        (
            "Jazz, folk or rock is played on Sundays there.",
            "Rock, jazz or folk is played on Sundays there.",
        ),
        (
            "It rained on Monday. It was dry on Tuesday.",
            "It was dry on Tuesday. It rained on Monday.",
        ),
        ("She beat him twice.", "He beat her twice."),
        (
            "The old ferry was sold to a buyer in Malta.",
            "A buyer in Malta has bought the old ferry.",
        ),
        ("Everton beat Leeds at home.", "Leeds beat Everton at home. Everton beat Leeds at home."),
    ],
)
def test_what_may_stand_in_any_order_or_is_in_other_words_is_left(claim, text):
    assert not exchanged(claim, text)


COURSES = "The courses are held in Haverstrand, 52 kilometres away, and begin at 8 a.m."
FAMILY = "They have lived since December in a two-room cabin with three children and a dog."


@pytest.mark.parametrize(
    ("claim", "text", "kind"),
    [
        (COURSES.replace("Haverstrand", "Tollerby"), COURSES, "name"),
        (COURSES.replace("Haverstrand", "In Tollerby"), COURSES, "name"),
        (COURSES.replace("52", "8"), f"Before: {COURSES} After.", "number"),
        (FAMILY.replace("two", "three"), FAMILY, "number"),
        (FAMILY.replace("two", "million"), FAMILY, "number"),
    ],
)
def test_another_name_or_figure_in_a_copy_is_seen(claim, text, kind):
    assert replaced(claim, text) == kind
    assert replaced(text, text) is None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (FAMILY.replace("two", "2"), FAMILY),
        (FAMILY.replace("They have", "The Dahlbecks have"), FAMILY),
        (COURSES.replace("held", "given"), COURSES),
        (
            "Mayor Lund said on Monday that it would open.",
            "Kari Lund said on Monday that it would open.",
        ),
        (
            "In May the EU said that it would pay.",
            "In May the European Union said that it would pay.",
        ),
        ("About 300 people came to see the ship off.", "Some 310 people came to see the ship off."),
        ("It cost 8 million crowns, she said.", "Lund said that the house was sold for 9 million."),
    ],
)
def test_what_says_the_same_or_is_no_copy_is_left(claim, text):
    assert replaced(claim, text) is None

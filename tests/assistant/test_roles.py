"""Who did what to whom, where a claim has the words of its source in other places."""

import pytest

from assistant.roles import exchanged

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

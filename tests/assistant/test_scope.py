"""Whether a claim says of all what its source says of some."""

import pytest

from assistant.claims.scope import told_as_sole, told_of_all


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The tenants have signed.", "Nine of the tenants have signed."),
        ("The players left early.", "Some of the players left early."),
        ("All the players left early.", "Many of the players left early."),
        ("All pupils passed.", "Many pupils passed."),
        ("Every village has a school.", "Some villages have a school."),
        (
            "The boats are old, all of them built here.",
            "The boats are old, most of them built here.",
        ),
        ("All of it is paid for.", "Most of it is paid for."),
    ],
)
def test_what_is_said_of_some_is_not_said_of_all(claim, text):
    assert told_of_all(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Nine tenants have signed.", "Nine of the tenants have signed."),
        ("Some players left early.", "Some of the players left early."),
        ("Most of the players left early.", "Most of the players left early."),
        (
            "The players trained, and some left early.",
            "The players trained. Some of the players left.",
        ),
        ("All players trained.", "All the players trained. Some of the players left."),
        ("Not all players left early.", "Some players left early."),
        ("Tenants have signed.", "Two tenants have signed."),
        ("The two teachers retired.", "Two teachers retired."),
        ("The committee has met.", "One of the committees has met."),
    ],
)
def test_what_is_said_of_as_many_is(claim, text):
    assert not told_of_all(claim, text)


def test_what_is_among_the_oldest_may_be_said_to_be_and_is_not_the_oldest():
    text = "The fort is one of the oldest buildings in Ormley."
    assert not told_as_sole("The fort is among Ormley's oldest buildings.", text)
    assert not told_as_sole("The fort is one of Lower Ormley's oldest buildings.", text)
    assert told_as_sole("The fort is Ormley's oldest building.", text)
    assert told_as_sole("The fort is the oldest building in Ormley.", text)

"""Values that a claim gives to what a text gives another one."""

from datetime import date

import pytest

from assistant.claims.given import to_another, wrong_often
from assistant.claims.rules import faults
from assistant.claims.source import Source

POOL = (
    "It has eight lanes, each twenty-five metres long, and a diving tower that is five metres high."
)
ENTRY = "Entry costs 19 crowns for adults and is free for children under six."


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The diving tower is 25 metres high.", POOL),
        ("The tower is twenty-five metres tall.", POOL),
        ("The pool has eight lanes that are five metres long.", POOL),
        ("Entry is free for adults.", ENTRY),
        ("Children pay: entry costs 19 crowns for children under six.", ENTRY),
    ],
)
def test_a_value_of_something_else_is_told(claim: str, text: str) -> None:
    assert to_another(claim, text)
    assert "role" in faults(claim, [Source(text, "", None, None, None)])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The diving tower is five metres high.", POOL),
        ("The lanes are 25 metres long.", POOL),
        ("The tower is 10 metres high.", POOL),  # a figure that nobody tells is none of another
        ("Entry is free for children under six.", ENTRY),
        ("Entry costs 19 crowns for adults.", ENTRY),
        ("It is 25 metres wide.", "It is 25 metres long."),
        ("It is free for all.", "It is free for children."),
    ],
)
def test_what_is_given_as_it_was_is_not(claim: str, text: str) -> None:
    assert not to_another(claim, text)


def test_once_is_not_twice() -> None:
    assert wrong_often("The alarm said it once.", "The alarm said it twice.") == ["once"]
    assert wrong_often("They met twice.", "They met twice, and once more in May.") == []
    assert wrong_often("It closes once it is dark.", "It closed twice.") == []
    assert wrong_often("It is twice as long.", "It rang once.") == []
    source = Source("The alarm said it twice.", "", None, None, None)
    assert "number" in faults("The alarm said it once.", [source])


def test_a_year_that_something_is_only_compared_with_is_not_when_it_was() -> None:
    text = "Some 3,100 runners took part, two hundred fewer than last year."
    source = Source(text, "", None, None, date(2024, 9, 12))
    assert "date" in faults("3,100 runners took part last year.", [source])
    assert "date" not in faults("Last year two hundred more took part.", [source])

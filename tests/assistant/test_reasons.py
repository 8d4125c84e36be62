"""Why something is so is told by what gives a reason."""

import pytest

from assistant.assistant import UNCERTAIN
from assistant.language.reasons import GIVEN, WHY

LIBRARY = (
    "The library in Carrow opened again on Monday. The refurbishment cost £6.8 million, which was "
    "£1.1 million over budget. Its manager said the rise was due to an underground stream that "
    "nobody had known about. Ada Lunn borrowed the first book."
)
TROUT = (
    "No trout will be put into the Ayle this year. Restocking from farms has been ruled out there. "
    "Its biologist explained that bred fish would mix with the few that are left there. "
    "Anglers will meet in May."
)


@pytest.mark.parametrize(
    "question",
    [
        "Why did it close?",
        "What caused the fire?",
        "What has led to the strike?",
        "What was behind the delay?",
        "how come it is late",
    ],
)
def test_a_question_asks_why(question) -> None:
    assert WHY.search(question)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It closed because of rain.", True),
        ("He left on the advice of his doctor.", True),
        ("The cables had failed twice.", True),
        ("They moved in order to save money.", True),
        ("It has been shut since Monday.", False),
        ("It has been shut since the fire.", False),
        ("Two firefighters were treated for smoke.", False),
        ("The town had 40 looms.", False),
    ],
)
def test_a_reason_is_given(text, expected) -> None:
    assert bool(GIVEN.search(text)) is expected


def test_the_reason_that_follows_comes_along(assistant_over) -> None:
    assistant = assistant_over({"title": "Library opens again", "text": LIBRARY})
    first = assistant.ask("Why did the library refurbishment go over budget?").citations[0]
    assert "over budget" in first.quote
    assert "underground stream" in first.quote
    plain = assistant.ask("How much did the library refurbishment cost?").citations[0]
    assert "stream" not in plain.quote


def test_what_gives_a_reason_comes_before_what_gives_none_and_is_not_certain(
    assistant_over,
) -> None:
    assistant = assistant_over({"title": "No farmed trout for the Ayle", "text": TROUT})
    answer = assistant.ask("Why won't they put farmed trout into the Ayle?")
    assert "would mix" in answer.citations[0].quote
    assert UNCERTAIN in (answer.notice or "")

"""Dates of a claim in the words of what it cites."""

from datetime import date

import pytest

from assistant.retold import retold
from assistant.source import Source

ON = date(2024, 4, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        (
            "The alarm was raised on 16 April 2024.",
            "The alarm was raised on Tuesday.",
            "The alarm was raised on Tuesday.",
        ),
        (
            "It opened on 1 July 2023 and closed in 2024.",
            "It opened on 1 July 2023 and closed this year.",
            "It opened on 1 July 2023 and closed in this year.",
        ),
        (
            "Trains run since 26 February 2024.",
            "Since 26 February, they run.",
            "Trains run since 26 February.",
        ),
        ("It opened in May.", "It opened in June.", "It opened in May."),
        ("It opened.", "It opened on Monday.", "It opened."),
    ],
)
def test_a_date_is_told_as_the_source_tells_it(claim: str, text: str, expected: str) -> None:
    assert retold(claim, [Source(text, "Title", None, None, ON)]) == expected


def test_the_first_source_that_says_a_date_lends_its_words() -> None:
    sources = [Source("Nothing.", "A", None, None, ON), Source("On Tuesday.", "B", None, None, ON)]
    assert retold("On 16 April.", sources) == "On Tuesday."
    assert retold("On 16 April.", []) == "On 16 April."

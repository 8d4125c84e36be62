"""Dates and figures of a claim in the words of what it cites."""

from datetime import date

import pytest

from assistant.claims.retold import claim_as_read, source_as_read
from assistant.claims.source import Source

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
        (
            "The drive takes 70 minutes.",
            "The drive takes an hour and ten minutes.",
            "The drive takes 70 minutes.",
        ),
        (
            "It was sold for 69 billion dollars (about £56bn).",
            "It was sold for $69bn (£56 billion).",
            "It was sold for $69 billion (about £56 billion).",
        ),
        (
            "Some thirty people paid over 1,200 crowns.",
            "About 30 people paid more than 1,200 crowns.",
            "About 30 people paid more than 1,200 crowns.",
        ),
        ("Fewer than 50 people died.", "50 people died.", "Fewer than 50 people died."),
        ("Up to 50 people died.", "Nearly fifty people died.", "Up to 50 people died."),
        ("More than half of them will.", "54% of them will.", "54% of them will."),
        ("50 people died.", "Fewer than fifty people died.", "50 people died."),
        ("The 12 pupils got it.", "It was got for 12 crowns.", "The 12 pupils got it."),
        ("It cost 12 crowns.", "It cost 13 crowns.", "It cost 12 crowns."),
        ("It opened.", "It opened on Monday.", "It opened."),
    ],
)
def test_a_date_or_figure_is_told_as_the_source_tells_it(
    claim: str, text: str, expected: str
) -> None:
    assert claim_as_read(claim, [Source(text, "Title", None, None, ON)]) == expected


def test_the_first_source_that_says_a_date_lends_its_words() -> None:
    sources = [Source("Nothing.", "A", None, None, ON), Source("On Tuesday.", "B", None, None, ON)]
    assert claim_as_read("On 16 April.", sources) == "On Tuesday."
    assert claim_as_read("On 16 April.", []) == "On 16 April."


def test_a_source_is_read_with_its_title_and_author_and_figures_in_digits() -> None:
    one = Source("It cost seven million crowns, 1,234,567 in all.", "Two bells", None, "Ida", ON)
    assert source_as_read(one) == "2 bells. Ida: It cost 7 million crowns, 1,234,567 in all."


@pytest.mark.parametrize(
    ("claim", "text", "read"),
    [
        ("It has not been low.", "It hasn’t been low.", "It hasn't been low."),
        ("It hasn't been low.", "It has not been low.", "It has not been low."),
        ("It cannot be, and was not.", "It can’t be.", "It can't be, and was not."),
    ],
)
def test_a_denial_is_read_as_the_source_has_it(claim, text, read) -> None:
    assert claim_as_read(claim, [Source(text, "", None, None, None)]) == read

"""What is over is not so still, and what happened once is no habit."""

import pytest

from assistant.still import told_as_lasting


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The firm employs 300 people.", "The firm employed 300 people until last year."),
        ("Lund is the chairman of the board.", "Lund was chairman of the board until 2019."),
        ("The hospital has a maternity ward.", "The hospital had a maternity ward until June."),
        ("The mayor often visits the mill.", "The mayor visited the mill on Friday."),
        ("Every Friday the market sells fish.", "On Friday the market sold fish."),
    ],
)
def test_a_claim_that_makes_it_last_is_found(claim: str, text: str) -> None:
    assert told_as_lasting(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Lund was the chairman until 2019.", "Lund was chairman of the board until 2019."),
        ("The road is closed until Monday.", "The road was closed until Monday."),
        ("The bridge is old.", "The bridge is old. It was open until nine."),
        ("The ward is shut every night.", "The ward is closed between 8 p.m. and 7 a.m."),
        ("He always wears a hat.", "He has never been seen without his hat."),
        ("The market usually sells fish.", "On Fridays the market sells fish."),
    ],
)
def test_one_that_does_not_is_let_be(claim: str, text: str) -> None:
    assert not told_as_lasting(claim, text)

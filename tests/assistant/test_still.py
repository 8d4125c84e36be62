"""What is over is not so still, and what happened once is no habit."""

import pytest

from assistant.claims.still import holds_no_more, told_as_lasting


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


RESIGNED = "Council leader Tilda Roan said so on 22 October. She resigned two days later."


@pytest.mark.parametrize(
    ("claim", "article", "left"),
    [
        ("Tilda Roan is the leader of the council.", RESIGNED, ["roan"]),
        ("Tilda Roan remains council leader.", RESIGNED, ["roan"]),
        ("Tilda Roan is the leader.", "Breck follows Tilda Roan, who resigned in May.", ["roan"]),
        ("Tilda Roan was the leader of the council.", RESIGNED, []),
        ("Jonas Breck is the leader.", "Jonas Breck follows Tilda Roan, who resigned.", []),
        ("Piet Lowan is the mayor.", "Mayor Piet Lowan refused to resign.", []),
        ("Ida Lund is the mayor.", "Ida Lund retired from farming. Mayor Ida Lund spoke.", []),
        ("Karl Moe is the mayor.", "Ida Lund retired before Karl Moe was elected.", []),
    ],
)
def test_nobody_holds_an_office_that_an_article_says_they_left(claim, article, left):
    assert holds_no_more(claim, [article]) == left

"""Who did something to whom, where one of two sentences tells it in the passive."""

import pytest

from assistant.claims.passive import converse, from_other_side, in_active


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Nordic Care acquired Berg Clinics.", "Nordic Care was acquired by Berg Clinics in May."),
        ("The union was criticised by the firm.", "The union criticised the firm on Monday."),
        ("Lund was succeeded by Vik as mayor.", "In May, Lund succeeded Vik as mayor."),
        ("Almeda is taking over Rhon.", "Almeda is being taken over by Rhon, a Swiss group."),
        ("Germany beat France.", "Germany were beaten by France, who go on to the final."),
    ],
)
def test_parts_that_are_exchanged_are_told(claim: str, text: str) -> None:
    assert len(converse(claim, text)) == 1


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Berg Clinics acquired Nordic Care.", "Nordic Care was acquired by Berg Clinics in May."),
        ("The firm was criticised by the union.", "The union criticised the firm on Monday."),
        ("The plan was backed by the firm.", "The union backed the plan, and the firm paid."),
        ("The firm was fined by the city.", "The firm was fined by the city in May."),
        ("The bridge was closed by the storm.", "The storm closed the bridge by the mill."),
    ],
)
def test_the_same_told_the_other_way_is_the_same(claim: str, text: str) -> None:
    assert converse(claim, text) == []


@pytest.mark.parametrize(
    ("claim", "text", "word", "other", "same"),
    [
        ("Berg sold the mill to Vik.", "Vik bought the mill from Berg.", "sold", "bought", True),
        ("Vik sold the mill to Berg.", "Vik bought the mill from Berg.", "sold", "bought", False),
        ("Berg is younger than Vik.", "Vik is older than Berg.", "younger", "older", True),
        ("Vik is younger than Berg.", "Vik is older than Berg.", "younger", "older", False),
    ],
)
def test_what_is_seen_from_the_other_side_is_not_turned_round(
    claim: str, text: str, word: str, other: str, *, same: bool
) -> None:
    assert from_other_side(claim, text, word, other) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund was hired by Ada Berg as director.", "Ada Berg hired Lund as director."),
        ("Vik was beaten by Berg in Oslo.", "Berg beaten Vik in Oslo."),
        ("The plan was dropped in May.", "The plan was dropped in May."),
    ],
)
def test_what_is_done_by_somebody_is_put_as_what_they_did(text: str, expected: str) -> None:
    assert in_active(text) == expected

"""Who did something to whom, where one of two sentences tells it in the passive."""

import pytest

from assistant.passive import converse


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Nordic Care acquired Berg Clinics.", "Nordic Care was acquired by Berg Clinics in May."),
        ("The union was criticised by the firm.", "The union criticised the firm on Monday."),
        ("Lund was succeeded by Vik as mayor.", "In May, Lund succeeded Vik as mayor."),
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

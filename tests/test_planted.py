"""The errors that the benchmark plants are errors."""

import random

import pytest

from benchmarks.support.plant import exchanged, renamed


def _all(plant, text, *more):
    return {plant(text, random.Random(seed), *more) for seed in range(40)}


@pytest.mark.parametrize(
    "text",
    [
        "It was carried by Lund and Vik.",
        "The mother of Martha, Melinda, Edward and Lisa Rogers died.",
        "It is on Prime Video, Hoopla, Freevee.",
    ],
)
def test_in_a_list_nothing_is_exchanged(text):
    assert _all(exchanged, text) == {None}


def test_two_that_stand_apart_change_places():
    assert "In Oslo, Vik beat Lund at Bergen." in _all(
        exchanged, "In Oslo, Lund beat Vik at Bergen."
    )


def test_a_name_is_not_replaced_by_itself_with_more_before_it():
    text = "The flood reached Ormley and Tollerby in May."
    found = _all(renamed, text, ["In Tollerby", "Vik"])
    assert found == {
        "The flood reached Vik and Tollerby in May.",
        "The flood reached Ormley and Vik in May.",
    }

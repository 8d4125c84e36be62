"""The errors that the benchmark plants are errors."""

import random

import pytest

from benchmarks.support.plant import exchanged, negated, refigured, renamed, shortened


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


def test_only_a_name_is_replaced_and_only_by_a_name():
    found = _all(renamed, "The flood reached Ormley in May.", ["Consequently", "In June", "Vik"])
    assert found == {"The flood reached Vik in May."}
    assert _all(renamed, "It is over (He lost it).", ["Vik"]) == {None}


def test_a_figure_is_replaced_by_one_of_another_value():
    found = _all(refigured, "It closed at 64.20 crowns.")
    assert not any("64.2" in one for one in found)


def test_a_word_that_denies_is_taken_out_and_no_second_one_put_in():
    assert _all(negated, "It couldn’t stop.") == {"It could stop."}
    assert _all(negated, "It can’t stop.") == {None}


def test_nothing_is_left_out_of_a_quotation():
    text = "“It is long, and I say so gladly, and wide,” said Lund."
    assert _all(shortened, text) == {None}
    text = "“It is long,” said Lund, who had come by train at last, and left."
    assert _all(shortened, text) == {"“It is long,” said Lund and left."}

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.markers import FIND, Draft, issue

SHAPES = json.loads((Path(__file__).parent / "marker_shapes.json").read_text("utf-8"))
IDS = ["k7m2", "b3c4", "t5x9"]
PIECES = [
    *("The bridge ", "costs 214", " million.", " ", "\n", "\n\n", "- ", "1. ", "Mr. X", " (2023)"),
    *("U.S. ", "[k7m2]", "[b3c4, k7m2]", "[K7M2][t5x9]", "(k7m2)", "【b3c4】", "[1]", "[zz9]"),
    *("[w2w2]", "k7m2", "[k7", "m2]", "[", "]", "(", "[source b3c4]", "“Never.” ", "3.5 ", "!"),
    *("?", "…", "é", "[sic]", "`k7m2`", "\\[b3c4\\]", "[k7m2](https://x.y)", "[[k7m2]]", "**"),
    *('[k7m2: "so it is"]', "(k7m2 and others)", "(The Post, b3c4)", "[@k7m2]", "`", "\\", "(/"),
]
WHOLE = [piece for piece in PIECES if piece not in {"[k7", "m2]", "[", "]", "(", "(/"}]


def whole(text, ids=IDS, cuts=()):
    draft = Draft(ids)
    edges = [0, *cuts, len(text)]
    found = []
    for start, end in pairwise(edges):
        found += draft.feed(text[start:end])
        assert not any(one in draft.pending for one in ids)
    return [(one.text, list(one.ids)) for one in [*found, *draft.end()]]


@pytest.mark.parametrize("shape", SHAPES, ids=[shape["name"] for shape in SHAPES])
def test_a_shape_of_markers(shape):
    wanted = [(one["text"], one["ids"]) for one in shape["sentences"]]
    assert whole(shape["text"], shape["issued"]) == wanted


@pytest.mark.parametrize("shape", SHAPES, ids=[shape["name"] for shape in SHAPES])
def test_a_shape_comes_sign_by_sign(shape):
    text = shape["text"]
    assert whole(text, shape["issued"], range(1, len(text))) == whole(text, shape["issued"])


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.data())
def test_however_a_stream_is_cut_it_gives_the_same(text, data):
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    assert whole(text, cuts=cuts) == whole(text)


@given(st.lists(st.sampled_from(WHOLE), max_size=14).map("".join))
def test_no_id_and_no_half_of_one_is_ever_shown(text):
    draft = Draft(IDS)
    shown = []
    for sign in text:
        shown += [one.text for one in draft.feed(sign)]
        shown.append(draft.pending)
    shown += [one.text for one in draft.end()]
    parts = [one[:length] for one in IDS for length in (2, 3, 4)]
    assert not any(part in said.lower() for said in shown for part in parts)


@given(st.text(max_size=60), st.data())
def test_any_text_can_be_cut_anywhere(text, data):
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted))
    assert whole(text, cuts=cuts) == whole(text)


def test_ids_are_different_and_the_same_for_the_same_seed():
    assert len(set(issue(200, "seed"))) == 200
    assert issue(20, "a") == issue(20, "a") != issue(20, "b")
    assert all(FIND.fullmatch(one) for one in issue(50, "x"))

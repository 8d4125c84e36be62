"""What a model says to itself is no part of its answer, however the stream is cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.thoughts import Anew, Thoughts, without

PIECES = [
    *("<think>", "</think>", "<Thinking>", "</thinking>", "<reasoning>", "</reasoning>"),
    *("It costs 214. ", "a < b ", "<", "</", "<th", "<b>", "İ", "\n"),
]


def cut(text, cuts=()):
    thoughts, said = Thoughts(), []
    for start, end in pairwise([0, *cuts, len(text)]):
        for part in thoughts.said(text[start:end]):
            said = [] if isinstance(part, Anew) else [*said, part]
    return "".join([*said, *thoughts.end()])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<think>Let me see. 3 < 4.</think>It costs 214.", "It costs 214."),
        ("<THINKING>\nSo?\n</THINKING>\nIt costs 214.", "\nIt costs 214."),
        ("It <reasoning>hm</reasoning>costs 214.", "It costs 214."),
        ("Let me see. So it is.</think>It costs 214.", "It costs 214."),
        ("One.</think>Two.<think>Three.</think>Four.", "Two.Four."),
        ("<think>It costs 214.", ""),
        ("It costs 214.<thi", "It costs 214.<thi"),
        ("If a<b it costs 214.", "If a<b it costs 214."),
        ("İ<think>Hm.</think>It costs 214.", "İIt costs 214."),
        ("", ""),
    ],
)
def test_thoughts_are_no_part_of_what_is_said(text, said):
    assert without(text) == said
    assert cut(text, range(1, len(text))) == said


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.data())
def test_however_a_stream_is_cut_the_same_is_said(text, data):
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    assert cut(text, cuts) == without(text)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_of_a_tag_is_said(text):
    assert not any(tag in without(text).lower() for tag in ("<think>", "</think>", "</reasoning>"))

"""What the sentences of passages say of a question's words."""

from pathlib import Path

import pytest

from index.index import Index

TEXT = """Harbour

The harbour of Vessby was dredged. It took a month. The ferry sails again, the ferry is full.
"""


@pytest.fixture
def vessby(make_index, tmp_path) -> Index:
    home = tmp_path / "vessby"
    home.mkdir()
    (home / "a.txt").write_text(TEXT, "utf-8")
    (home / "b.txt").write_text("Ferry\n\nThe ferry is late.", "utf-8")
    made: Index = make_index(home=home)
    made.sync()
    return made


def said(index: Index, *words: str) -> list[list[float]]:
    stems = [set(own.split()) for own in words]
    passages = range(1, index.library.count_passages() + 1)
    return [of.tolist() for of in index.sentences.said(stems, passages).values()]


def test_two_sentences_in_a_row_count_together_and_not_three(vessby: Index) -> None:
    ((one, beside, apart, none), _) = said(vessby, "dredg", "dredg month", "dredg again", "ferri")
    assert one > 0
    assert beside == pytest.approx(2 * one)
    assert apart == pytest.approx(one)
    assert none == 0  # every passage has it


def test_a_passage_ends_before_the_next_begins(vessby: Index) -> None:
    first, second = said(vessby, "sail late")
    assert first == second == pytest.approx(said(vessby, "late")[1])


def test_words_that_nothing_has_count_nothing(vessby: Index) -> None:
    assert said(vessby, "zebra", "") == [[0, 0], [0, 0]]
    assert vessby.sentences.said([{"ferri"}], []) == {}
    assert vessby.sentences.said([{"ferri"}], [99]) == {}


def test_what_changes_is_read_again(vessby: Index) -> None:
    before = said(vessby, "late")
    (Path(vessby.home.location) / "b.txt").write_text("Ferry\n\nThe ferry is on time.", "utf-8")
    vessby.sync()
    assert before[1][0] > 0
    ids = range(1, 20)
    assert not any(of[0] for of in vessby.sentences.said([{"late"}], ids).values())

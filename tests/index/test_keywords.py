"""Keyword search: each word looked up once, its tokenizer the one of the index."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import keywords
from index.index import Index
from index.keywords import TOKENIZER, Keywords, Tokenizer, Word, best

TEXTS = [
    "The ferry sailed; the ferry returned.",
    "“Ferries” (plural) cost 12.5 million kroner – a façade?",
    "Ærøskøbing's harbour-master said\tnothing\0here.",
    "新聞 記事、フェリー naïve e\u0301tude Straße",
    "",
    "... !!! --",
    "x" * 500,
]


@pytest.fixture
def fts() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE u USING fts5(t, tokenize='porter {TOKENIZER}')")
    db.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(u, instance)")
    yield db
    db.close()


def test_stems_are_those_of_the_index(fts: sqlite3.Connection) -> None:
    fts.executemany(
        "INSERT INTO u (rowid, t) VALUES (?, ?)",
        [(n, text.replace("\0", " ")) for n, text in enumerate(TEXTS)],
    )
    seen = sorted(fts.execute("SELECT doc, offset, term FROM seen").fetchall())
    expected = [[term for doc, _, term in seen if doc == n] for n in range(len(TEXTS))]
    assert [[word.stem for word in own] for own in Tokenizer()(TEXTS)] == expected


def test_what_is_remembered_is_what_was_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = Tokenizer()
    first = tokenizer(["The ferries sailed"])
    assert first == [[Word("the", "the"), Word("ferries", "ferri"), Word("sailed", "sail")]]
    assert tokenizer(["The ferries sailed"]) == first
    monkeypatch.setattr(keywords, "REMEMBERED", 0)
    assert tokenizer(["The ferries sailed", "The ferries"]) == [first[0], first[0][:2]]


def test_the_scores_of_words_add_up_to_those_of_fts5(index: Index) -> None:
    index.sync()
    (words,) = index.tokenizer(["bridge repairs"])
    found = Keywords(index.library.database).scores(words)
    with index.library.database.reading() as db:
        rows = db.execute(
            "SELECT rowid, -rank FROM keywords WHERE keywords MATCH ? AND rank MATCH ?",
            ('"bridge" OR "repairs"', "bm25(2.0, 1.0, 1.0, 1.0)"),
        ).fetchall()
    assert set(found.stems) == {word.stem for word in words}
    own = dict(zip(found.ids.tolist(), found.of(words).tolist(), strict=True))
    assert own == pytest.approx({row[0]: row[1] for row in rows})
    assert found.of(words[1:2]).max() < found.of(words).max()
    assert not found.of([Word("zebra", "zebra")]).any()


def test_the_rarest_words_are_looked_up_until_the_budget_is_spent(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.sync()
    (words,) = index.tokenizer(["the ferry"])
    own = Keywords(index.library.database)
    assert set(own.scores(words).stems) == {"the", "ferri"}
    monkeypatch.setattr(keywords, "MOST", 1)
    assert set(own.scores(words).stems) == {"ferri"}
    assert own.scores([]).ids.tolist() == []


def test_the_best_are_those_above_nothing() -> None:
    values = np.array([0.5, 2.0, 0.0, 0.5])
    assert best(values, 9).tolist() == [1, 0, 3]
    assert best(values, 1).tolist() == [1]


def test_a_word_is_looked_up_again_once_an_article_is_new(index: Index) -> None:
    index.sync()
    (words,) = index.tokenizer(["ferry"])
    own = Keywords(index.library.database)
    before = own.scores(words)
    assert own.scores(words).rows.tolist() == before.rows.tolist()
    (Path(index.home.location) / "new.txt").write_text("News\n\nThe new ferry sails.", "utf-8")
    index.sync()
    assert set(own.scores(words).ids) > set(before.ids)

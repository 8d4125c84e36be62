"""Keyword search in SQLite FTS5, and its tokenizer for everything else that compares words."""

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.database import Database
from index.remembered import Remembered

TOKENIZER = "unicode61 remove_diacritics 2"
WEIGHTS = (2.0, 1.0, 1.0, 1.0)
"""bm25 weights of title, publisher, date, text."""
BUDGET, LEAST, MOST = 1.0, 5_000, 25_000
"""Words are searched for rarest first until their postings reach this share of all passages, which
is taken as at least and at most so many: the cost is the sum of them, 2.4 µs each, and recall@10
stays (.752 of .752, FACTS)."""
NOTHING = np.zeros(0, np.int64)
CHUNK = re.compile("[0-9A-Za-z\x80-\U0010ffff]+")
"""What may hold a word: FTS5's unicode61 takes every other ASCII character for a separator."""
REMEMBERED = 200_000
"""Chunks: some 60 MB."""
POSTINGS = 2_000_000
"""Of the words looked up last: 32 MB. Most of a question's time here goes to a few frequent words,
which other questions have too."""

Postings = tuple[NDArray[np.int64], NDArray[np.float64]]
"""The passages that hold a word, ascending, and the bm25 of each."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded to lower case without accents, and its stem (Porter)."""

    text: str
    stem: str


class Tokenizer:
    """Splits texts as the keyword index does, because the same FTS5 tokenizer does it.

    What stands between ASCII separators never depends on what is beside it, so that each such
    chunk is asked of FTS5 once and remembered.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Word, ...]] = {}
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        for name, tokenizer in (("words", TOKENIZER), ("stems", f"porter {TOKENIZER}")):
            self._db.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(t, tokenize='{tokenizer}')")
            self._db.execute(f"CREATE VIRTUAL TABLE {name}_seen USING fts5vocab({name}, instance)")

    def __call__(self, texts: Sequence[str]) -> list[list[Word]]:
        """The words of each text, in order."""
        chunks = [CHUNK.findall(text) for text in texts]
        with self._lock:
            self._seen_before(set().union(*chunks))
            return [[word for chunk in own for word in self._known[chunk]] for own in chunks]

    def _seen_before(self, chunks: set[str]) -> None:
        """Ask FTS5 for those of some chunks that are not remembered."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        if new := chunks.difference(self._known):
            self._learn(list(new))

    def _learn(self, chunks: Sequence[str]) -> None:
        self._db.execute("BEGIN")
        try:
            for table in ("words", "stems"):
                self._db.executemany(
                    f"INSERT INTO {table} (rowid, t) VALUES (?, ?)", enumerate(chunks)
                )
            words, stems = self._seen("words"), self._seen("stems")
        finally:
            self._db.execute("ROLLBACK")
        found: list[list[Word]] = [[] for _ in chunks]
        for (chunk, _, word), (_, _, stem) in zip(words, stems, strict=True):
            found[chunk].append(Word(word, stem))
        self._known.update(zip(chunks, map(tuple, found), strict=True))

    def _seen(self, table: str) -> list[tuple[int, int, str]]:
        return sorted(self._db.execute(f"SELECT doc, offset, term FROM {table}_seen"))


@dataclass(frozen=True, slots=True)
class Scores:
    """How well passages match some words, each on its own; bm25 is a sum over the words.

    Args:
        ids: of the passages that hold any of them, ascending.
        stems: of the words, the number of each one's row.
        rows: of the shape (stems, passages), bm25, higher is better; 0 where it does not occur.
    """

    ids: NDArray[np.int64]
    stems: dict[str, int]
    rows: NDArray[np.float64]

    def of(self, words: Iterable[Word]) -> NDArray[np.float64]:
        """The score of each passage for some of the words; others count nothing."""
        own = {self.stems[word.stem] for word in words if word.stem in self.stems}
        total: NDArray[np.float64] = self.rows[sorted(own)].sum(axis=0)
        return total


class Keywords:
    """Scores passages by words; what was looked up is remembered while nothing is written."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._looked_up = Remembered[str, Postings](
            database.state, POSTINGS, lambda postings: len(postings[0])
        )

    def scores(self, words: Sequence[Word]) -> Scores:
        """Score all passages by the words of a question that the budget affords.

        Each word is looked up once, so that parts of a question cost nothing beside the whole.
        """
        with self._database.reading() as db:
            wanted = _affordable(db, words)
            postings = self._looked_up.get(
                wanted.values(), lambda new: {word: _of_word(db, word) for word in new}
            )
        found = [postings[word] for word in wanted.values()]
        ids = np.unique(np.concatenate([own for own, _ in found])) if found else NOTHING
        rows = np.zeros((len(found), len(ids)))
        for row, (own, values) in zip(rows, found, strict=True):
            row[np.searchsorted(ids, own)] = values
        return Scores(ids, {stem: number for number, stem in enumerate(wanted)}, rows)


def best(values: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Where the `k` greatest values above 0 stand, the greatest first."""
    first = np.argsort(-values, kind="stable")[:k]
    return first[values[first] > 0]


def _of_word(db: sqlite3.Connection, word: str) -> Postings:
    rows = db.execute(
        "SELECT rowid, rank FROM keywords WHERE keywords MATCH ? AND rank MATCH ?",
        (f'"{word}"', f"bm25({', '.join(map(str, WEIGHTS))})"),
    ).fetchall()
    ids = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    return ids, np.fromiter((-row[1] for row in rows), np.float64, len(rows))


def _affordable(db: sqlite3.Connection, words: Sequence[Word]) -> dict[str, str]:
    """The different words that occur at all by stem, rarest first, while they fit the budget."""
    by_stem = {word.stem: word.text for word in words}
    counts = term_counts(db, by_stem)
    left = min(max(BUDGET * count_passages(db), LEAST), MOST)
    chosen: dict[str, str] = {}
    for term, passages in sorted(counts.items(), key=lambda pair: pair[::-1]):
        if chosen and passages > left:
            break
        chosen[term] = by_stem[term]
        left -= passages
    return chosen


def count_passages(db: sqlite3.Connection) -> int:
    """How many passages there are."""
    count: int = db.execute("SELECT count(*) FROM passages").fetchone()[0]
    return count


def term_counts(db: sqlite3.Connection, stems: Iterable[str]) -> dict[str, int]:
    """By stem, how many passages hold it; of those that any has."""
    rows = db.execute(
        "SELECT term, passages FROM term_counts WHERE term IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(stems)),),
    ).fetchall()
    return {row["term"]: row["passages"] for row in rows}


def count_terms(db: sqlite3.Connection) -> None:
    """Count how many passages hold each term, where a search can ask for it fast.

    Only terms that were counted are searched for: a word of a new article has to be among them as
    soon as the article is.
    """
    db.execute("DELETE FROM term_counts")
    db.execute("INSERT INTO term_counts SELECT term, doc FROM keyword_terms")


def refresh_terms(db: sqlite3.Connection) -> None:
    """The same once all is written, with the keyword index put in order."""
    db.execute("INSERT INTO keywords (keywords) VALUES ('optimize')")
    count_terms(db)
    db.execute("INSERT OR REPLACE INTO meta VALUES ('terms', 'fresh')")

"""Keyword search in SQLite FTS5, and its tokenizer for everything else that compares words."""

import json
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from index.library import Constraints

TOKENIZER = "unicode61 remove_diacritics 2"
WEIGHTS = (2.0, 1.0, 1.0, 1.0)
"""bm25 weights of title, publisher, date, text."""
BUDGET = 1.0
"""Words are searched for rarest first until their postings reach this share of all passages:
the cost of an FTS5 query is the sum of them, and recall@10 stays (.752 of .752, FACTS)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded to lower case without accents, and its stem (Porter)."""

    text: str
    stem: str


class Tokenizer:
    """Splits texts as the keyword index does, because the same FTS5 tokenizer does it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        for name, tokenizer in (("words", TOKENIZER), ("stems", f"porter {TOKENIZER}")):
            self._db.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(t, tokenize='{tokenizer}')")
            self._db.execute(f"CREATE VIRTUAL TABLE {name}_seen USING fts5vocab({name}, instance)")

    def __call__(self, texts: Sequence[str]) -> list[list[Word]]:
        """The words of each text, in order."""
        rows = [(i, text.replace("\0", " ")) for i, text in enumerate(texts)]
        with self._lock:
            self._db.execute("BEGIN")
            try:
                for table in ("words", "stems"):
                    self._db.executemany(f"INSERT INTO {table} (rowid, t) VALUES (?, ?)", rows)
                words, stems = self._seen("words"), self._seen("stems")
            finally:
                self._db.execute("ROLLBACK")
        result: list[list[Word]] = [[] for _ in texts]
        for (text, _, word), (_, _, stem) in zip(words, stems, strict=True):
            result[text].append(Word(word, stem))
        return result

    def _seen(self, table: str) -> list[tuple[int, int, str]]:
        return sorted(self._db.execute(f"SELECT doc, offset, term FROM {table}_seen"))


def search(
    db: sqlite3.Connection, words: Sequence[Word], k: int, constraints: Constraints
) -> list[tuple[int, float]]:
    """The `k` passages that match words of a question best: id and bm25, higher is better."""
    wanted = _affordable(db, words)
    if not wanted:
        return []
    query = " OR ".join(f'"{word}"' for word in wanted)
    condition, values = constraints.sql()
    within = (
        # the + keeps SQLite from asking FTS5 for each passage on its own: 800 ms against 20
        "AND +rowid IN (SELECT passages.id FROM passages JOIN articles"
        f" ON articles.id = passages.article_id WHERE {condition})"
        if constraints
        else ""
    )
    rows = db.execute(
        f"SELECT rowid, rank FROM keywords WHERE keywords MATCH ? AND rank MATCH ? {within}"
        " ORDER BY rank LIMIT ?",
        (query, f"bm25({', '.join(map(str, WEIGHTS))})", *(values if constraints else ()), k),
    ).fetchall()
    return [(row[0], -row[1]) for row in rows]


def _affordable(db: sqlite3.Connection, words: Sequence[Word]) -> list[str]:
    """The different words that occur at all, rarest first, while their postings fit the budget."""
    by_stem = {word.stem: word.text for word in words}
    rows = db.execute(
        "SELECT term, passages FROM term_counts WHERE term IN (SELECT value FROM json_each(?))",
        (json.dumps(list(by_stem)),),
    ).fetchall()
    left = BUDGET * db.execute("SELECT count(*) FROM passages").fetchone()[0]
    chosen: list[str] = []
    for term, passages in sorted(rows, key=lambda row: (row["passages"], row["term"])):
        if chosen and passages > left:
            break
        chosen.append(by_stem[term])
        left -= passages
    return chosen

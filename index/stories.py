"""Stories: which articles of the library are copies of each other, found as they are taken in.

Each article has a sketch: MinHash signatures (Broder 1997) of its wording and of its particulars,
by which the few articles of the same days are found that are worth comparing with `copies`. What
is found depends on the articles alone, not on the order in which they came.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from index.article import iso
from index.copies import WITHIN, Story, are_copies
from index.library import Library

PERMUTATIONS = 128
WORDING, PARTICULARS = 0.04, 0.08
"""Estimated Jaccard overlap of shingles, and of figures and names, from which two articles are
compared: unrelated ones have less, copies mostly several times as much."""

BATCH = 100
"""Articles that are compared in one transaction."""
TEXTS = 400
"""Articles that are kept in memory to be compared: 0.1 GB of ordinary ones."""

Signatures = NDArray[np.uint32]
"""Of the shape (articles, 2, PERMUTATIONS): of the wording, of the particulars."""


class Sketches:
    """The sketches of a library in memory, to which more are added."""

    def __init__(self, db: sqlite3.Connection) -> None:
        rows = db.execute("SELECT article_id, day, sketch FROM sketches").fetchall()
        self._ids: list[str] = [row["article_id"] for row in rows]
        self._at = {article_id: number for number, article_id in enumerate(self._ids)}
        self._days = np.array([_ordinal(row["day"]) for row in rows], dtype=np.int64)
        self._signatures = np.zeros((len(rows), 2, PERMUTATIONS), dtype=np.uint32)
        for number, row in enumerate(rows):
            self._signatures[number] = unpacked(row["sketch"])

    def put(self, article_id: str, on: date | None, signature: Signatures) -> None:
        """Add one, or put one in the place of what it was."""
        if article_id not in self._at:
            self._at[article_id] = len(self._ids)
            self._ids.append(article_id)
            self._make_room()
        number = self._at[article_id]
        self._days[number], self._signatures[number] = _ordinal(iso(on)), signature

    def _make_room(self) -> None:
        if len(self._ids) > len(self._days):
            more = max(len(self._days), BATCH)
            self._days = np.pad(self._days, (0, more))
            self._signatures = np.pad(self._signatures, ((0, more), (0, 0), (0, 0)))

    def near(self, article_id: str) -> list[str]:
        """The articles that may be copies of one: of its days, or without a day."""
        number, count = self._at[article_id], len(self._ids)
        days, on = self._days[:count], self._days[number]
        window = (days == 0) | (on == 0) | (abs(days - on) <= WITHIN.days)
        window[number] = False
        places = np.flatnonzero(window)
        alike = (self._signatures[places] == self._signatures[number]).mean(axis=2)
        worth = (alike[:, 0] >= WORDING) | (alike[:, 1] >= PARTICULARS)
        return [self._ids[place] for place in places[worth]]


def stale(db: sqlite3.Connection) -> list[str]:
    """The articles that were not compared as they are now."""
    rows = db.execute(
        "SELECT id FROM articles LEFT JOIN sketches ON article_id = id"
        " WHERE sketches.fingerprint IS NOT articles.fingerprint ORDER BY id"
    )
    return [row["id"] for row in rows]


def group(
    library: Library, progress: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Compare what is new or changed, and put copies together; what is done is kept.

    Args:
        progress: hears how many of how many articles are compared.
    """
    with library.database.reading() as db:
        waiting = stale(db)
        sketches = Sketches(db) if waiting else None
    if sketches is not None:
        story = lru_cache(TEXTS)(lambda article_id: _story(library, article_id))
        for start in range(0, len(waiting), BATCH):
            progress(start, len(waiting))
            _compare(library, sketches, waiting[start : start + BATCH], story)
    with library.database.writing() as db:
        name(db)


def _story(library: Library, article_id: str) -> Story | None:
    article = library.article(article_id)
    return Story.of(article) if article else None


def _compare(
    library: Library,
    sketches: Sketches,
    chosen: Iterable[str],
    story: Callable[[str], Story | None],
) -> None:
    with library.database.writing() as db:
        for article_id in chosen:
            own = story(article_id)
            if own is None:
                continue
            signature = sketch(own)
            sketches.put(article_id, own.day, signature)
            db.execute("DELETE FROM copies WHERE one = ?1 OR other = ?1", (article_id,))
            for other_id in sketches.near(article_id):
                other = story(other_id)
                if other is not None and are_copies(own, other):
                    pair = sorted((article_id, other_id))
                    db.execute("INSERT OR IGNORE INTO copies VALUES (?, ?)", pair)
            db.execute(
                "INSERT OR REPLACE INTO sketches SELECT id, fingerprint, day, ? FROM articles"
                " WHERE id = ?",
                (signature.tobytes(), article_id),
            )


def name(db: sqlite3.Connection) -> None:
    """Give the copies of each story one name: the least id among them."""
    pairs = db.execute("SELECT one, other FROM copies").fetchall()
    wanted = groups((row["one"], row["other"]) for row in pairs)
    rows = db.execute("SELECT id, story FROM articles WHERE story IS NOT NULL").fetchall()
    held = {row["id"]: row["story"] for row in rows}
    changes = [
        (wanted.get(article_id), article_id)
        for article_id in held.keys() | wanted.keys()
        if held.get(article_id) != wanted.get(article_id)
    ]
    db.executemany("UPDATE articles SET story = ? WHERE id = ?", changes)


def groups(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """By article, the least id among those that it is connected with through pairs.

    What is a copy of several articles that are no copies of each other is a digest of them, and
    connects nothing.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    digests = {one for one, others in beside.items() if is_digest(others, beside)}
    beside = defaultdict(
        set, {one: others - digests for one, others in beside.items() if one not in digests}
    )
    named: dict[str, str] = {}
    for first in sorted(one for one, others in beside.items() if others):
        for member in _connected(first, beside) if first not in named else ():
            named[member] = first
    return named


def is_digest(others: Collection[str], beside: Mapping[str, Collection[str]]) -> bool:
    """Whether of three or more copies of an article hardly any are copies of each other."""
    possible = list(combinations(sorted(others), 2))
    alike = sum(other in beside[one] for one, other in possible)
    return len(possible) >= 3 and alike < len(possible) / 3


def _connected(first: str, beside: Mapping[str, Collection[str]]) -> Iterator[str]:
    seen, waiting = {first}, [first]
    while waiting:
        yield (one := waiting.pop())
        new = set(beside[one]) - seen
        seen |= new
        waiting += sorted(new)


def sketch(story: Story) -> Signatures:
    """The signatures of an article, of the shape (2, PERMUTATIONS)."""
    wording = (" ".join(shingle) for shingle in story.shingles)
    particulars = (*story.figures, *story.names)
    return np.stack([_signature(wording), _signature(particulars)])


def _signature(features: Iterable[str]) -> Signatures:
    from datasketch import MinHash  # noqa: PLC0415 - with scipy, which takes half a second

    signature = MinHash(num_perm=PERMUTATIONS, seed=1)
    signature.update_batch([feature.encode() for feature in features])
    return signature.hashvalues.astype(np.uint32)  # type: ignore[no-any-return]


def unpacked(blob: bytes) -> Signatures:
    """The signatures in a blob."""
    return np.frombuffer(blob, dtype=np.uint32).reshape(2, PERMUTATIONS)


def _ordinal(day: str | None) -> int:
    """A day as a number; 0 where it is not known."""
    return date.fromisoformat(day).toordinal() if day else 0

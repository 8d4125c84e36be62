"""A large library made from a small one, for measuring time and nothing else.

It holds the articles of the small one and then, round after round, copies of them: in each round
every name is another name that is about as frequent, or where it is rare a new one, and months,
weekdays, days and years are others. So each word is about as frequent as before, though what is
said makes no sense. The vectors of a copy's passages, sentences and tokens are the real ones with
noise: nothing is embedded anew. Everything is written by the functions that a sync writes with.
"""

import calendar
import json
import random
import re
import shutil
import sqlite3
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import NamedTuple

import numpy as np

from benchmarks.corpora import FOLDER, opened
from index.article import Article, digest
from index.changes import Origin, put
from index.index import Index
from index.library import Library
from index.mirror import from_blob
from index.split import Passage, in_words
from index.sync import BATCH
from index.tokens import Matrix, Tokens, normalised

MADE = 1
"""Raised when the same library would come out otherwise: kept ones are then made again."""
SEED = 0
NOISE = 0.5
"""Length of what is added to a vector of length 1: a copy's cosine to the original is .89."""
BAND = 20
"""Names that are next to each other by frequency, among which one takes another's place."""
RARE = 2
"""A name in no more places becomes a new one: a larger library has more of them."""
YEARS = 5
"""By how many years copies go back in time at most."""

MONTHS, WEEKDAYS = calendar.month_name[1:], calendar.day_name[:]
WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(r"[12]?\d|3[01]")

Names = Mapping[str, str]


class Vectors(NamedTuple):
    """What is stored of a passage beside its text."""

    vector: bytes
    sentences: bytes
    tokens: bytes | None


@dataclass(frozen=True)
class Original:
    """An article with its passages and their vectors."""

    article: Article
    passages: list[Passage]
    vectors: list[Vectors]


def enlarged(small: Index, passages: int) -> Index:
    """A library of at least so many passages, made from a small one at first use and kept."""
    folder = FOLDER / f"latency_{passages}"
    made = f"{MADE} {passages} {small.embeddings.name}"
    if folder.exists():
        index = opened(folder.name, small.embeddings)
        if index.library.meta("made") == made:
            index.mirror()
            return index
        index.close()
        shutil.rmtree(folder)
    index = opened(folder.name, small.embeddings)
    index.mirror().adopt(small.embeddings.name)
    _fill(index, small.library, passages)
    print("\ncounting terms ...", file=sys.stderr, flush=True)
    index.library.remember(terms="stale")
    index.sync([])  # of no source: counts the terms, and nothing else
    index.library.remember(made=made)
    return index


def _fill(index: Index, small: Library, passages: int) -> None:
    done, begun = 0, time.monotonic()
    batch: list[Original] = []
    for number, original in enumerate(copies(small)):
        batch.append(original)
        done += len(original.passages)
        if len(batch) < BATCH and done < passages:
            continue
        with index.library.database.writing() as db:
            for item in batch:
                _write(db, item, Origin(index.home.id, f"{number}", 0))
        index.mirror().settle(index.embeddings)
        batch = []
        left = (time.monotonic() - begun) / done * (passages - done)
        print(
            f"\r{done}/{passages} passages, {max(left, 0):.0f} s left   ", end="", file=sys.stderr
        )
        if done >= passages:
            return


def _write(db: sqlite3.Connection, item: Original, origin: Origin) -> None:
    put(db, item.article, origin, item.passages, "made", datetime.now(UTC))
    rows = db.execute(
        "SELECT id FROM passages WHERE article_id = ? ORDER BY start", (item.article.id,)
    ).fetchall()
    db.executemany(
        "UPDATE passages SET vector = ?, sentence_vectors = ?, tokens = ? WHERE id = ?",
        [(*own, row["id"]) for own, row in zip(item.vectors, rows, strict=True)],
    )


def copies(small: Library) -> Iterator[Original]:
    """The articles of a library; then, without end, copies of them."""
    with small.database.reading() as db:
        ids = [row["id"] for row in db.execute("SELECT id FROM articles ORDER BY id")]
        texts = [
            row["text"]
            for row in db.execute(
                "SELECT title || ' ' || text AS text FROM versions WHERE retired IS NULL"
            )
        ]
    names = frequent_first(texts)
    yield from (_original(small, i) for i in ids)
    for number in count(1):
        changes = Changes.drawn(names, number)
        noise = np.random.default_rng((SEED, number))
        for article_id in ids:
            yield _copy(_original(small, article_id), changes, noise)


def _original(library: Library, article_id: str) -> Original:
    article = library.article(article_id)
    assert article
    with library.database.reading() as db:
        rows = db.execute(
            "SELECT * FROM passages WHERE article_id = ? ORDER BY start", (article_id,)
        ).fetchall()
    passages = [
        Passage(
            header=row["header"],
            title=row["title"],
            publisher=row["publisher"],
            date=row["date"],
            text=row["text"],
            start=row["start"],
            end=row["end"],
            sentences=tuple((start, end) for start, end in json.loads(row["sentences"])),
        )
        for row in rows
    ]
    vectors = [Vectors(row["vector"], row["sentence_vectors"], row["tokens"]) for row in rows]
    return Original(article, passages, vectors)


def frequent_first(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Words that are names, with how often each occurs: written with a capital at least four times
    as often as without."""
    seen = Counter(word for text in texts for word in WORD.findall(text))
    lower: Counter[str] = Counter()
    for word, times in seen.items():
        if word[0].islower():
            lower[word.lower()] += times
    dates = {*MONTHS, *WEEKDAYS}
    names = [
        (word, times)
        for word, times in seen.items()
        if word[0].isupper() and word not in dates and times >= 4 * lower[word.lower()]
    ]
    return sorted(names, key=lambda name: (-name[1], name[0]))


@dataclass(frozen=True)
class Changes:
    """What is another in one round of copies."""

    number: int
    words: Names
    back: int

    @classmethod
    def drawn(cls, names: list[tuple[str, int]], number: int) -> "Changes":
        """Drawn anew for each round, and the same whenever it is drawn."""
        chance = random.Random(f"{SEED} {number}")
        common = [name for name, times in names if times > RARE]
        bands = [common[first : first + BAND] for first in range(0, len(common), BAND)]
        words: dict[str, str] = {}
        for band in (*bands, MONTHS, WEEKDAYS):
            words.update(zip(band, chance.sample(band, len(band)), strict=True))
        all_names = [name for name, _ in names]
        for name in all_names[len(common) :]:
            other = chance.choice(all_names)
            words[name] = name[: len(name) // 2 + 1] + other[len(other) // 2 :].lower()
        return cls(number, words, 1 + number % YEARS)

    def of(self, word: str, before: str) -> str:
        """What stands for a word after another one."""
        if YEAR.fullmatch(word):
            return str(int(word) - self.back)
        if before in MONTHS and DAY.fullmatch(word):
            return str((int(word) + self.number) % 28 + 1)
        return self.words.get(word, word)


def rewritten(text: str, changes: Changes) -> tuple[str, Callable[[int], int]]:
    """A text with its words replaced, and where each place in it is now."""
    parts, ends, shifts = list[str](), [0], [0]
    last, before = 0, ""
    for found in WORD.finditer(text):
        word = found.group()
        other = changes.of(word, before)
        before = word
        if other != word:
            parts += (text[last : found.start()], other)
            last = found.end()
            ends.append(last)
            shifts.append(shifts[-1] + len(other) - len(word))
    return "".join(
        (*parts, text[last:])
    ), lambda place: place + shifts[bisect_right(ends, place) - 1]


def _copy(original: Original, changes: Changes, noise: np.random.Generator) -> Original:
    old = original.article
    text, place = rewritten(old.text, changes)
    article = replace(
        old,
        id=digest(f"{old.id} {changes.number}"),
        title=rewritten(old.title, changes)[0],
        text=text,
        url=f"{old.url}?copy={changes.number}" if old.url else None,
        published=old.published and old.published - timedelta(days=365 * changes.back),
    )
    passages = [_moved(passage, article, place) for passage in original.passages]
    return Original(article, passages, [_noisy(own, noise) for own in original.vectors])


def _moved(passage: Passage, article: Article, place: Callable[[int], int]) -> Passage:
    date = in_words(article)
    start, end = place(passage.start), place(passage.end)
    under = ", ".join(part for part in (passage.publisher, date) if part)
    return Passage(
        header="\n".join(part for part in (article.title, under) if part),
        title=article.title,
        publisher=passage.publisher,
        date=date,
        text=article.text[start:end],
        start=start,
        end=end,
        sentences=tuple(
            (place(passage.start + a) - start, place(passage.start + b) - start)
            for a, b in passage.sentences
        ),
    )


def _noisy(own: Vectors, noise: np.random.Generator) -> Vectors:
    vector = from_blob(own.vector)
    sentences = np.frombuffer(own.sentences, dtype="<f2").reshape(-1, len(vector))
    tokens = own.tokens and Tokens.unpack(own.tokens)
    return Vectors(
        _moved_about(vector, noise).astype("<f4").tobytes(),
        _moved_about(sentences.astype(np.float32), noise).astype("<f2").tobytes(),
        Tokens(_moved_about(tokens.vectors, noise), tokens.sentences).pack() if tokens else None,
    )


def _moved_about(rows: Matrix, noise: np.random.Generator) -> Matrix:
    """Rows of length 1 with noise of the length `NOISE` added, at length 1 again."""
    drawn = noise.standard_normal(rows.shape, dtype=np.float32)
    return normalised(rows + drawn * (NOISE / np.sqrt(rows.shape[-1])))

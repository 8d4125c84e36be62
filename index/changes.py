"""Writing into the library: an article put in or taken out, with its passages and keywords.

Each function works inside a transaction of its caller and never calls Chroma.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from index.article import Article, day, iso
from index.split import Passage

PASSAGE = "header, title, publisher, date, text, sentences"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where an article stands: a source, a path in it, and the position in that file from 0."""

    source_id: int
    path: str
    position: int


def put(
    db: sqlite3.Connection,
    article: Article,
    origin: Origin,
    passages: Iterable[Passage],
    split: str,
    now: datetime,
) -> None:
    """Make the library hold exactly this of an article.

    A passage whose header and text the article had before keeps its row, and so its vector;
    only its offsets move.
    """
    _retire(db, article.id, now, but=article.version)
    _put_row(db, article, origin, split, now)
    _put_version(db, article)
    _put_passages(db, article.id, passages)


def remove(db: sqlite3.Connection, article_id: str, now: datetime) -> None:
    """Take an article out; its text is kept as a retired version."""
    _retire(db, article_id, now)
    db.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM articles WHERE id = ?", (article_id,))


def move(db: sqlite3.Connection, article_id: str, origin: Origin) -> None:
    """Note that the same article now stands elsewhere."""
    db.execute(
        "UPDATE articles SET source_id = ?, path = ?, position = ? WHERE id = ?",
        (origin.source_id, origin.path, origin.position, article_id),
    )


def _retire(db: sqlite3.Connection, article_id: str, now: datetime, but: str = "") -> None:
    db.execute(
        "UPDATE versions SET retired = ? WHERE article_id = ? AND version <> ? AND retired IS NULL",
        (now.isoformat(), article_id, but),
    )


def _put_row(
    db: sqlite3.Connection, article: Article, origin: Origin, split: str, now: datetime
) -> None:
    values: dict[str, str | int | None] = {
        "id": article.id,
        "source_id": origin.source_id,
        "path": origin.path,
        "position": origin.position,
        "fingerprint": article.fingerprint,
        "split": split,
        "version": article.version,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": iso(article.published),
        "dated": article.dated,
        "day": iso(day(article.published)),
        "modified": iso(article.modified),
        "url": article.url,
        "language": article.language,
        "indexed": now.isoformat(),
    }
    _upsert(db, "articles", values, "id")


def _put_version(db: sqlite3.Connection, article: Article) -> None:
    values = {
        "article_id": article.id,
        "version": article.version,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": iso(article.published),
        "dated": article.dated,
        "modified": iso(article.modified),
        "url": article.url,
        "language": article.language,
        "text": article.text,
        "pages": json.dumps(article.pages) if article.pages else None,
        "retired": None,
    }
    _upsert(db, "versions", values, "article_id, version")


def _upsert(
    db: sqlite3.Connection, table: str, values: Mapping[str, str | int | None], key: str
) -> None:
    marks = ", ".join(f":{name}" for name in values)
    changes = ", ".join(f"{name} = excluded.{name}" for name in values)
    db.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        f" ON CONFLICT ({key}) DO UPDATE SET {changes}",
        values,
    )


def _put_passages(db: sqlite3.Connection, article_id: str, passages: Iterable[Passage]) -> None:
    before: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in db.execute(
        f"SELECT id, {PASSAGE} FROM passages WHERE article_id = ? ORDER BY start DESC",
        (article_id,),
    ):
        before[tuple(row)[1:]].append(row["id"])
    for p in passages:
        content = (p.header, p.title, p.publisher, p.date, p.text, json.dumps(p.sentences))
        if kept := before.get(content):
            db.execute(
                'UPDATE passages SET start = ?, "end" = ? WHERE id = ?',
                (p.start, p.end, kept.pop()),
            )
        else:
            db.execute(
                f'INSERT INTO passages (article_id, {PASSAGE}, start, "end")'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (article_id, *content, p.start, p.end),
            )
    gone = [(i,) for ids in before.values() for i in ids]
    db.executemany("DELETE FROM passages WHERE id = ?", gone)

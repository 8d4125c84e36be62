"""What the sources held at the last sync, article by article: what need not be read again."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from index.article import Article, same_page
from index.changes import Origin
from index.library import Library

READERS = 3
"""Raised when the readers would make something else of the same file: all are then read again."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a file or a page holds it, or why it could not be read.

    Args:
        article_id: `None` where it could not be read; then `reason` says why.
        place: the address at which a page stands, in the form of `same_page`.
        address: the one that it states as its own.
        version: that of its text.
        since: when a page was first seen with this text; `None` for a file.
    """

    origin: Origin
    name: str
    article_id: str | None
    fingerprint: str | None = None
    modified: str | None = None
    reason: str | None = None
    place: str | None = None
    address: str | None = None
    title: str | None = None
    version: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What is remembered of a file that was read."""

    size: int
    mtime_ns: int
    hash: str
    seen_ns: int


Path_ = tuple[int, str]
"""A source's id and a path in it."""


Files = dict[Path_, list[Record]]
"""The records of the last sync by file."""


def record_of(origin: Origin, article: Article, path: str, of: int) -> Record:
    """The record of one of so many articles in a file or a page."""
    name = path if of == 1 else f"{path} ({article.title})"
    own = same_page(article.url) if article.url else None
    return Record(
        origin,
        name,
        article.id,
        article.fingerprint,
        _moment(article.modified),
        place=own,
        address=own,
        title=article.title,
        version=article.version,
    )


def _moment(modified: date | datetime | None) -> str | None:
    """A form in which times of different zones, and days, compare as text."""
    if isinstance(modified, datetime):
        return modified.astimezone(UTC).isoformat()
    return modified.isoformat() if modified else None


def remembered(library: Library) -> tuple[dict[Path_, list[Record]], dict[Path_, Seen]]:
    """The records of the last sync by file, and which files need not be read again."""
    records: dict[Path_, list[Record]] = defaultdict(list)
    with library.database.snapshot() as db:
        for row in db.execute("SELECT * FROM records ORDER BY source_id, path, position"):
            origin = Origin(row["source_id"], row["path"], row["position"])
            records[origin.source_id, origin.path].append(Record(origin, *tuple(row)[3:]))
        rows = db.execute("SELECT * FROM files").fetchall()
    current = library.meta("readers") == str(READERS)
    return records, {(r[0], r[1]): Seen(*tuple(r)[2:]) for r in rows if current}


def remember(
    db: sqlite3.Connection, records: Mapping[Origin, Record], seen: Mapping[Path_, Seen]
) -> None:
    """Write down what the next survey need not read again."""
    known = {row["id"] for row in db.execute("SELECT id FROM sources")}  # one may just have gone
    db.execute("DELETE FROM records")
    db.execute("DELETE FROM files")
    db.executemany(
        f"INSERT INTO records VALUES ({', '.join('?' * (2 + len(Record.__slots__)))})",
        (
            (
                o.source_id,
                o.path,
                o.position,
                *(getattr(record, name) for name in Record.__slots__[1:]),
            )
            for o, record in records.items()
            if o.source_id in known
        ),
    )
    db.executemany(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
        (
            (*key, s.size, s.mtime_ns, s.hash, s.seen_ns)
            for key, s in seen.items()
            if key[0] in known
        ),
    )
    db.execute("INSERT OR REPLACE INTO meta VALUES ('readers', ?)", (str(READERS),))

"""What was got from the web for one source, as the library remembers it."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from index.article import digest, from_iso, iso
from index.database import Database
from index.read.facts import Facts

Role = Literal["page", "entry", "list"]
"""A page; the text of an article that stands in a feed; a feed or a sitemap."""


@dataclass(frozen=True, slots=True)
class Page:
    """Something that was listed, and mostly got; the fields are those of the table `fetched`.

    `hash` is that of what was got, which can be large and is read with `body`; None where nothing
    was got yet. `beside` is set where the text stood in a feed: the hash of its page's own text.
    """

    url: str
    place: str
    role: Role = "page"
    listed: str = ""
    facts: Facts = field(default_factory=Facts)
    kind: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    hash: str | None = None
    found: str = ""
    asked: str | None = None
    missing: str | None = None
    gone: str | None = None
    beside: str | None = None

    @property
    def path(self) -> str:
        """What it is called within its source."""
        return self.url

    @property
    def mark(self) -> str:
        """Another one, where an article read from it might be."""
        return digest(f"{self.place} {packed(self.facts)} {self.kind} {self.charset} {self.hash}")


COLUMNS = tuple(Page.__dataclass_fields__)
FACTS = tuple(Facts.__dataclass_fields__)


def pages(database: Database, source_id: int) -> dict[str, Page]:
    """Everything that was listed for a source, by its address, in the order in which it was."""
    with database.reading() as db:
        rows = db.execute(
            f"SELECT {', '.join(COLUMNS)} FROM fetched WHERE source_id = ? ORDER BY rowid",
            (source_id,),
        ).fetchall()
    return {row["url"]: _page(row) for row in rows}


def page(database: Database, source_id: int, url: str) -> Page | None:
    """One of them."""
    with database.reading() as db:
        row = db.execute(
            f"SELECT {', '.join(COLUMNS)} FROM fetched WHERE source_id = ? AND url = ?",
            (source_id, url),
        ).fetchone()
    return _page(row) if row else None


def body(database: Database, source_id: int, url: str) -> bytes | None:
    """What was got of one of them."""
    with database.reading() as db:
        row = db.execute(
            "SELECT body FROM fetched WHERE source_id = ? AND url = ?", (source_id, url)
        ).fetchone()
    return zlib.decompress(row["body"]) if row and row["body"] is not None else None


def keep(database: Database, source_id: int, found: Page, body: bytes | None = None) -> Page:
    """Remember something as it is now, with its new body where it has one.

    Where its source was just forgotten, nothing is remembered.
    """
    if body is not None:
        found = replace(found, hash=hashlib.sha256(body).hexdigest())
    values = {name: getattr(found, name) for name in COLUMNS}
    values |= {"facts": packed(found.facts), "source_id": source_id}
    if body is not None:
        values["body"] = zlib.compress(body)
    changes = ", ".join(f"{name} = excluded.{name}" for name in values)
    with database.writing() as db:
        if db.execute("SELECT 1 FROM sources WHERE id = ?", (source_id,)).fetchone():
            db.execute(
                f"INSERT INTO fetched ({', '.join(values)})"
                f" VALUES ({', '.join(f':{name}' for name in values)})"
                f" ON CONFLICT (source_id, url) DO UPDATE SET {changes}",
                values,
            )
    return found


def forget(database: Database, source_id: int, urls: Iterable[str]) -> None:
    """Remember some of them no longer."""
    with database.writing() as db:
        db.executemany(
            "DELETE FROM fetched WHERE source_id = ? AND url = ?", [(source_id, u) for u in urls]
        )


def missed(db: sqlite3.Connection, source_id: int, urls: Iterable[str], now: datetime) -> None:
    """Note that some were not found by a sync that ended."""
    db.executemany(
        "UPDATE fetched SET missing = ? WHERE source_id = ? AND url = ? AND missing IS NULL",
        [(now.isoformat(timespec="seconds"), source_id, url) for url in urls],
    )


def lost(db: sqlite3.Connection, source_id: int, urls: Iterable[str], now: datetime) -> None:
    """Note that some are gone for good, once a sync has deleted what came from them."""
    moment = now.isoformat(timespec="seconds")
    db.executemany(
        "UPDATE fetched SET gone = ?, asked = ? WHERE source_id = ? AND url = ?",
        [(moment, moment, source_id, url) for url in urls],
    )


def packed(facts: Facts) -> str:
    """Facts as JSON, without what was not said."""
    values = {
        name: iso(value) if isinstance(value, date) else value
        for name in FACTS
        if (value := getattr(facts, name)) is not None
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def unpacked(text: str) -> Facts:
    """The inverse of `packed`."""
    values = json.loads(text)
    moments = {name: from_iso(values.get(name)) for name in ("published", "modified")}
    return Facts(**values | moments)


def _page(row: sqlite3.Row) -> Page:
    return Page(**dict(row) | {"facts": unpacked(row["facts"])})

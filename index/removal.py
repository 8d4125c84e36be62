"""Articles that a person took out of the index: they stay out though a source still holds them."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from index import changes
from index.keywords import refresh_terms
from index.library import Library
from index.mirror import Mirror


@dataclass(frozen=True, slots=True)
class Removed:
    """An article as it was when it was taken out; `removed` is when, as ISO 8601."""

    article_id: str
    title: str
    publisher: str | None
    published: str | None
    removed: str


def removed(library: Library) -> list[Removed]:
    """What was taken out, the latest first."""
    with library.database.reading() as db:
        rows = db.execute("SELECT * FROM removed ORDER BY removed DESC, article_id").fetchall()
    return [Removed(**row) for row in rows]


def left_out(db: sqlite3.Connection) -> set[str]:
    """The ids of what was taken out."""
    return {row[0] for row in db.execute("SELECT article_id FROM removed")}


def remove(library: Library, mirror: Callable[[], Mirror], article_id: str) -> bool:
    """Take an article out of keyword and vector search; False where there is no such article."""
    now = datetime.now(UTC)
    with library.database.writing() as db:
        there = db.execute(
            "INSERT OR REPLACE INTO removed (article_id, title, publisher, published, removed)"
            " SELECT id, title, publisher, published, ? FROM articles WHERE id = ?",
            (now.isoformat(), article_id),
        ).rowcount
        if not there:
            return False
        changes.remove(db, article_id, now)
    mirror().forget()
    with library.database.writing() as db:
        refresh_terms(db)
    return True


def let_in(library: Library, article_id: str) -> bool:
    """Let the next sync take an article in again; False where it was not taken out."""
    with library.database.writing() as db:
        return bool(db.execute("DELETE FROM removed WHERE article_id = ?", (article_id,)).rowcount)

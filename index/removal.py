"""Articles that a person took out of the index: they stay out though a source still holds them."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index import changes, stories
from index.article import Article, same_page
from index.keywords import refresh_terms
from index.library import Library
from index.mirror import Mirror
from index.read import read
from index.survey import failing_alone


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
    """Take an article out of keyword and vector search; False where there is no such article.

    Raises:
        LibraryError: the vectors cannot be used; nothing was taken out.
    """
    now, vectors = datetime.now(UTC), mirror()
    vectors.check()
    with library.database.writing() as db:
        there = db.execute(
            "INSERT OR REPLACE INTO removed (article_id, title, publisher, published, removed)"
            " SELECT id, title, publisher, published, ? FROM articles WHERE id = ?",
            (now.isoformat(), article_id),
        ).rowcount
        if not there:
            return False
        changes.remove(db, article_id, now)
        stories.name(db)
    vectors.forget()
    with library.database.writing() as db:
        refresh_terms(db)
    return True


def let_in(library: Library, article_id: str) -> bool:
    """Let the next sync take an article in again; False where it was not taken out."""
    with library.database.writing() as db:
        return bool(db.execute("DELETE FROM removed WHERE article_id = ?", (article_id,)).rowcount)


def let_in_file(library: Library, file: Path, name: str) -> tuple[list[Removed], list[Removed]]:
    """Let in again what a file holds that a person gave anew, where all of it was taken out.

    Where only some was, nothing is let in: who gives a file of many articles anew does not ask
    for just the one that was taken out of it.

    Args:
        name: what the file's articles are known by; its source's prefix and its path there.

    Returns:
        what is let in, and what stays out.
    """
    out = {one.article_id: one for one in removed(library)}
    if not out:
        return [], []
    places = _places(library)
    held = {
        places.get(same_page(found.url), found.id) if found.url else found.id: None
        for found in failing_alone(read(file, name), name)
        if isinstance(found, Article)
    }
    mine = [out[article_id] for article_id in held if article_id in out]
    if len(mine) < len(held):
        return [], mine
    return [one for one in mine if let_in(library, one.article_id)], []


def _places(library: Library) -> dict[str, str]:
    """The ids of what was taken out by the addresses at which sources hold it: an article may go
    by another of its addresses than the one that a file states."""
    with library.database.reading() as db:
        rows = db.execute(
            "SELECT place, article_id FROM records JOIN removed USING (article_id)"
            " WHERE place IS NOT NULL"
        ).fetchall()
    return {row["place"]: row["article_id"] for row in rows}

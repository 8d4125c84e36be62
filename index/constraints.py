"""What a search is limited to, and which passages that leaves."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a search is limited to; days are included, an article without a date is then left out.

    `articles` are article ids. Empty and `None` mean no limit.
    """

    publishers: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    articles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.publishers or self.after or self.before or self.articles)

    def to_json(self) -> dict[str, Any]:
        """As the HTTP API takes them."""
        return {
            "publishers": list(self.publishers),
            "after": self.after and self.after.isoformat(),
            "before": self.before and self.before.isoformat(),
            "articles": list(self.articles),
        }

    def sql(self) -> tuple[str, list[str]]:
        """A condition on the table `articles`, and its arguments."""
        terms, values = ["1"], list[str]()
        for column, wanted in (("publisher", self.publishers), ("id", self.articles)):
            if wanted:
                marks = ", ".join("?" * len(wanted))
                terms.append(f"articles.{column} COLLATE NOCASE IN ({marks})")
                values += wanted
        if self.after:
            terms.append("articles.day >= ?")
            values.append(self.after.isoformat())
        if self.before:
            terms.append("articles.day <= ?")
            values.append(self.before.isoformat())
        return " AND ".join(terms), values


def within(db: sqlite3.Connection, constraints: Constraints, most: int = -1) -> list[int]:
    """The ids of the passages within constraints, or of so many of them."""
    condition, values = constraints.sql()
    rows = db.execute(
        "SELECT id FROM passages WHERE article_id IN"  # a join takes seven times as long
        f" (SELECT id FROM articles WHERE {condition}) LIMIT ?",
        (*values, most),
    ).fetchall()
    return [row[0] for row in rows]


def fitting(db: sqlite3.Connection, ids: Sequence[int], constraints: Constraints) -> list[int]:
    """Those of some passages that are within constraints, in their order."""
    condition, values = constraints.sql()
    rows = db.execute(
        "SELECT passages.id FROM json_each(?) JOIN passages ON passages.id = value"
        f" JOIN articles ON articles.id = article_id WHERE {condition}",
        (json.dumps(list(ids)), *values),
    ).fetchall()
    found = {row[0] for row in rows}
    return [i for i in ids if i in found]

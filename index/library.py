"""What a reader asks of the library: articles, their earlier versions, passages, counts."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from langchain_core.documents import Document

from index import keywords
from index.article import Article, Failure, from_iso, page_at
from index.constraints import Constraints
from index.database import Database
from index.errors import LibraryError
from index.tokens import Matrix, Tokens

FILE = "library.sqlite3"
WORD = re.compile(r"\w+")
ORDERS = {
    "newest": "day DESC, title",
    "oldest": "day IS NULL, day, title",
    "title": "title COLLATE NOCASE",
    "publisher": "publisher IS NULL, publisher COLLATE NOCASE, day DESC",
    "indexed": "indexed DESC, title",
}
"""How a list of articles can stand; one without a day or a publisher comes last."""
COPY = ("article_id", "publisher", "url")
"""What is told of a copy."""
SOURCES = "LEFT JOIN sources ON sources.id = articles.source_id"


@dataclass(frozen=True, slots=True)
class Extent:
    """How many articles there are within some constraints, from which day to which, and how many of
    them have no date."""

    articles: int
    first: date | None
    last: date | None
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the list of the library shows it."""

    article_id: str
    version: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    source: str
    path: str
    indexed: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands; `day` is that of publication, `story` the same for all copies."""

    article_id: str
    publisher: str | None
    day: date | None
    start: int
    story: str | None = None


class Library:
    """The articles of one data folder.

    Raises:
        LibraryError: the folder cannot be made, or holds something else.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The data folder {str(folder)!r} cannot be made ({error.strerror}); "
                "set COPYDESK_DATA to a folder that can be written."
            ) from error
        self.folder = folder
        self.database = Database(folder / FILE)
        self.id = self.meta("library") or ""

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    def meta(self, key: str) -> str | None:
        """A value that the library remembers of itself."""
        with self.database.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else None

    def remember(self, **values: str) -> None:
        """Write values that the library remembers of itself."""
        with self.database.writing() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def article(self, article_id: str, version: str | None = None) -> Article | None:
        """An article as it is now, or as it was in an earlier version that is still kept.

        Without `version`, an article that is no longer there is not found.
        """
        condition = "version = ?" if version else "retired IS NULL"
        with self.database.reading() as db:
            row = db.execute(
                f"SELECT * FROM versions WHERE article_id = ? AND {condition}",
                (article_id, version) if version else (article_id,),
            ).fetchone()
        return _article(row) if row else None

    def retired(self, article_id: str, version: str) -> str | None:
        """When a version stopped being the current one; `None` while it is."""
        with self.database.reading() as db:
            row = db.execute(
                "SELECT retired FROM versions WHERE article_id = ? AND version = ?",
                (article_id, version),
            ).fetchone()
        return row["retired"] if row else None

    def entries(
        self,
        query: str = "",
        offset: int = 0,
        limit: int = 50,
        order: str = "newest",
        *,
        constraints: Constraints = Constraints(),
        source: str = "",
    ) -> tuple[int, list[Entry]]:
        """The number of articles that hold `query`, and a page of them.

        Args:
            query: a part of the title or of the publisher, or words of one passage of the text,
                of which the last may be unfinished; empty: any.
            order: one of `ORDERS`.
            source: the location of the one that they come from; empty: any.
        """
        condition, values = _listed(query, constraints, source)
        with self.database.snapshot() as db:
            total = db.execute(
                f"SELECT count(*) FROM articles {SOURCES} WHERE {condition}", values
            ).fetchone()[0]
            rows = db.execute(
                "SELECT articles.id AS article_id, version, title, publisher, published, url,"
                f" coalesce(location, '') AS source, path, indexed FROM articles {SOURCES}"
                f" WHERE {condition} ORDER BY {ORDERS[order]}, articles.id LIMIT ? OFFSET ?",
                (*values, limit, offset),
            ).fetchall()
        return total, [Entry(**row) for row in rows]

    def by_month(
        self, query: str = "", *, constraints: Constraints = Constraints(), source: str = ""
    ) -> list[tuple[str, str | None, int]]:
        """How many of the articles that `entries` would list are of each month and publisher.

        Returns:
            the month as `2024-05`, the publisher, the number, the earliest month first; articles
            without a date are left out.
        """
        condition, values = _listed(query, constraints, source)
        with self.database.reading() as db:
            rows = db.execute(
                f"SELECT substr(day, 1, 7), publisher, count(*) FROM articles {SOURCES}"
                f" WHERE day IS NOT NULL AND {condition} GROUP BY 1, 2 ORDER BY 1, 2",
                values,
            ).fetchall()
        return [tuple(row) for row in rows]

    def extent(self, constraints: Constraints = Constraints()) -> Extent:
        """What is searched under some constraints."""
        condition, values = constraints.sql()
        with self.database.reading() as db:
            row = db.execute(
                "SELECT count(*), count(*) - count(day), min(day), max(day) FROM articles"
                f" WHERE {condition}",
                values,
            ).fetchone()
        first, last = (date.fromisoformat(text) if text else None for text in row[2:])
        return Extent(row[0], first, last, row[1])

    def newest(self) -> date | None:
        """The day of the newest article; `None` where none has a date."""
        with self.database.reading() as db:
            (day,) = db.execute("SELECT max(day) FROM articles").fetchone()
        return date.fromisoformat(day) if day else None

    def titles(self, article_ids: Sequence[str]) -> tuple[str, ...]:
        """The titles of those of some articles that are there, in their order."""
        if not article_ids:
            return ()
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT title FROM json_each(?) JOIN articles ON articles.id = value"
                " ORDER BY json_each.key",
                (json.dumps(list(article_ids)),),
            ).fetchall()
        return tuple(row["title"] for row in rows)

    def publishers(self) -> list[str]:
        """Every publisher, the one with most articles first."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT publisher FROM articles WHERE publisher IS NOT NULL"
                " GROUP BY publisher ORDER BY count(*) DESC, publisher"
            ).fetchall()
        return [row["publisher"] for row in rows]

    def count_passages(self) -> int:
        """How many passages there are."""
        with self.database.reading() as db:
            return keywords.count_passages(db)

    def term_counts(self, stems: Collection[str]) -> dict[str, int]:
        """By stem, how many passages hold it; of those that any has."""
        with self.database.reading() as db:
            return keywords.term_counts(db, stems)

    def authors(self) -> list[str]:
        """Who wrote the articles, as they name it, each once."""
        with self.database.reading() as db:
            rows = db.execute("SELECT DISTINCT author FROM articles WHERE author IS NOT NULL")
            return [row["author"] for row in rows]

    def _rows(self, query: str, ids: Sequence[int] | Sequence[str]) -> list[sqlite3.Row]:
        """The rows of a query that ends with the column that is one of `ids`."""
        with self.database.reading() as db:
            return db.execute(
                f"{query} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
            ).fetchall()

    def passages(self, ids: Sequence[int]) -> list[Document]:
        """The passages that there are of `ids`, in their order, as LangChain documents."""
        rows = self._rows(
            "SELECT passages.*, articles.version, articles.published, articles.url,"
            " articles.title AS headline, articles.publisher AS named, articles.author"
            " FROM passages JOIN articles ON articles.id = passages.article_id"
            " WHERE passages.id",
            ids,
        )
        found = {row["id"]: _document(row) for row in rows}
        return [found[i] for i in ids if i in found]

    def openings(self, article_ids: Sequence[str]) -> list[Document]:
        """The first passage of each of those of some articles that are there, in their order."""
        rows = self._rows(
            "SELECT id, article_id, start FROM passages WHERE article_id", article_ids
        )
        first = {row["article_id"]: row["id"] for row in sorted(rows, key=lambda r: -r["start"])}
        return self.passages([first[own] for own in article_ids if own in first])

    def sentences(self, ids: Sequence[int]) -> dict[int, list[str]]:
        """By passage id, its sentences; of those that there are."""
        rows = self._rows("SELECT id, text, sentences FROM passages WHERE id", ids)
        return {row["id"]: _sentences(row) for row in rows}

    def sentences_of(self, article_ids: Sequence[str]) -> list[str]:
        """All sentences of some articles as they are now."""
        rows = self._rows("SELECT text, sentences FROM passages WHERE article_id", article_ids)
        return [sentence for row in rows for sentence in _sentences(row)]

    def places(self, ids: Sequence[int]) -> dict[int, Place]:
        """By passage id, where it stands; of those that there are."""
        rows = self._rows(
            "SELECT passages.id, article_id, articles.publisher, day, start, story"
            " FROM passages JOIN articles ON articles.id = passages.article_id"
            " WHERE passages.id",
            ids,
        )
        return {
            row["id"]: Place(
                row["article_id"],
                row["publisher"],
                date.fromisoformat(row["day"]) if row["day"] else None,
                row["start"],
                row["story"],
            )
            for row in rows
        }

    def sentence_vectors(self, ids: Sequence[int]) -> dict[int, Matrix]:
        """By passage id, an array of the shape (its sentences, dimensions); of those embedded."""
        rows = self._rows(
            "SELECT id, json_array_length(sentences) AS count, sentence_vectors FROM passages"
            " WHERE sentence_vectors IS NOT NULL AND id",
            ids,
        )
        return {
            row["id"]: np.frombuffer(row["sentence_vectors"], dtype="<f2")
            .reshape(row["count"], -1)
            .astype(np.float32)
            for row in rows
        }

    def tokens(self, ids: Sequence[int]) -> dict[int, Tokens]:
        """By passage id, its tokens; of those embedded with the packaged model."""
        rows = self._rows("SELECT id, tokens FROM passages WHERE tokens IS NOT NULL AND id", ids)
        return {row["id"]: Tokens.unpack(row["tokens"]) for row in rows}

    def copies(self, ids: Collection[str]) -> dict[str, list[dict[str, str | None]]]:
        """By article, its copies: `article_id`, `publisher` and `url`, the earliest first."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT own.id AS of, other.id AS article_id, other.publisher, other.url"
                " FROM articles AS own JOIN articles AS other"
                " ON other.story = own.story AND other.id <> own.id"
                " WHERE own.id IN (SELECT value FROM json_each(?))"
                " ORDER BY other.published, other.id",
                (json.dumps(list(ids)),),
            ).fetchall()
        found: dict[str, list[dict[str, str | None]]] = {}
        for row in rows:
            found.setdefault(row["of"], []).append({key: row[key] for key in COPY})
        return found

    def text(self, article_id: str, version: str) -> str:
        """The text of an article's version; empty where it is not kept any more."""
        found = self.article(article_id, version)
        return found.text if found else ""

    def page_of(self, article_id: str, version: str, start: int) -> int | None:
        """The page, from 1, on which an offset of a version stands; None where it has no pages."""
        with self.database.reading() as db:
            row = db.execute(
                "SELECT pages FROM versions WHERE article_id = ? AND version = ?"
                " AND pages IS NOT NULL",
                (article_id, version),
            ).fetchone()
        return page_at(json.loads(row["pages"]), start) if row else None

    def failures(self, limit: int | None = None, source_id: int | None = None) -> list[Failure]:
        """What could not be read when it was last looked at, and why.

        Args:
            limit: at most so many.
            source_id: of this source alone.
        """
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT name, reason FROM records WHERE reason IS NOT NULL"
                " AND source_id = ifnull(?, source_id) ORDER BY name LIMIT ifnull(?, -1)",
                (source_id, limit),
            ).fetchall()
        return [Failure(row["name"], row["reason"]) for row in rows]

    def first_sentences(self, limit: int) -> list[tuple[str, str]]:
        """Title and first sentence of the newest articles."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT articles.title, passages.text, sentences FROM articles"
                " JOIN passages ON article_id = articles.id AND start ="
                " (SELECT min(start) FROM passages WHERE article_id = articles.id)"
                " ORDER BY day DESC, articles.id LIMIT ?",
                (limit,),
            ).fetchall()
        return [(r["title"], r["text"][slice(*json.loads(r["sentences"])[0])]) for r in rows]


def _listed(query: str, constraints: Constraints, source: str) -> tuple[str, list[str]]:
    """A condition on articles joined with their sources, and its arguments."""
    condition, values = constraints.sql()
    if source:
        condition += " AND location = ?"
        values.append(source)
    if query:
        escaped = query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        condition += " AND (title LIKE ? ESCAPE '\\' OR publisher LIKE ? ESCAPE '\\'"
        values += [f"%{escaped}%"] * 2
        if words := WORD.findall(query):
            condition += (
                " OR articles.id IN (SELECT article_id FROM keywords"
                " JOIN passages ON passages.id = keywords.rowid WHERE keywords MATCH ?)"
            )
            text = " ".join(f'"{word}"' for word in words)
            values.append(f"text : ({text}*)")  # the last word may be unfinished
        condition += ")"
    return condition, values


def _article(row: sqlite3.Row) -> Article:
    return Article(
        id=row["article_id"],
        title=row["title"],
        text=row["text"],
        publisher=row["publisher"],
        author=row["author"],
        published=from_iso(row["published"]),
        modified=from_iso(row["modified"]),
        url=row["url"],
        language=row["language"],
        dated=row["dated"],
        pages=tuple(json.loads(row["pages"] or "[]")),
    )


def _sentences(row: sqlite3.Row) -> list[str]:
    """The sentences of a passage."""
    return [row["text"][slice(*span)] for span in json.loads(row["sentences"])]


def _document(row: sqlite3.Row) -> Document:
    sentences: Iterable[tuple[int, int]] = json.loads(row["sentences"])
    return Document(
        id=str(row["id"]),
        page_content=row["text"],
        metadata={
            "article_id": row["article_id"],
            "version": row["version"],
            "header": row["header"],
            "title": row["headline"],
            "publisher": row["named"],
            "author": row["author"],
            "published": row["published"],
            "url": row["url"],
            "start": row["start"],
            "end": row["end"],
            "sentences": [tuple(span) for span in sentences],
        },
    )

"""Conversations kept on the server: each with its turns, each its owner's alone."""

import json
import re
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation, Turn, in_paragraphs
from assistant.quote import place
from index.article import printable, shortened
from index.database import Database, Schema

FILE = "conversations.sqlite3"
SCHEMA = Schema(
    noun="file of conversations",
    script=("assistant", "conversations.sql"),
    application_id=0x43_44_53_43,  # CDSC
    version=2,
    upgrades={
        1: "CREATE TABLE cited (conversation TEXT NOT NULL, number INTEGER NOT NULL,"
        " article_id TEXT NOT NULL, version TEXT NOT NULL,"
        " PRIMARY KEY (conversation, number, article_id, version),"
        " FOREIGN KEY (conversation, number) REFERENCES turns (conversation, number)"
        " ON DELETE CASCADE) WITHOUT ROWID;"
        " CREATE TRIGGER turns_added AFTER INSERT ON turns BEGIN INSERT OR IGNORE INTO cited"
        " SELECT new.conversation, new.number,"
        " json_extract(value, '$.article_id'), json_extract(value, '$.version')"
        " FROM json_each(new.answer, '$.citations'); END;"
        " INSERT OR IGNORE INTO cited"
        " SELECT conversation, number,"
        " json_extract(value, '$.article_id'), json_extract(value, '$.version')"
        " FROM turns, json_each(answer, '$.citations');",
    },
    remedy="Move it away to begin with none; the articles are not in it.",
)
WORDS = 50
"""Of a query; more make a condition that SQLite refuses."""
LISTED = (
    "SELECT id, title, changed,"
    " (SELECT count(*) FROM turns WHERE conversation = id) AS turns FROM conversations"
)
TITLE = 80
"""Characters of a title."""
MARKS = re.compile(r"(?:\[\d+\])+$")
"""The numbers of a sentence's citations, at its end."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in a list; `changed` is when its last turn came, as ISO 8601."""

    id: str
    title: str
    changed: str
    turns: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn as it is kept.

    Args:
        number: within its conversation, from 1.
        good: a thumb up or down, and `word` what was said with it.
    """

    number: int
    question: str
    answer: Answer
    asked: str
    good: bool | None = None
    word: str | None = None

    def turn(self) -> Turn:
        """As the assistant takes what was asked before."""
        return Turn(self.question, self.answer.text, self.answer.citations)

    def to_json(self) -> dict[str, Any]:
        """As it is exported."""
        rating = None if self.good is None else {"good": self.good, "word": self.word}
        return {"question": self.question, "asked": self.asked, "rating": rating} | {
            "answer": self.answer.to_json()
        }


TURN = ("number", "question", "answer", "folded", "asked", "good", "word")
"""What there is of a turn, beside the conversation that it is in."""


class Conversations:
    """The conversations of a data folder; an owner sees only their own.

    What is not there, or is another's, reads as nothing and changes nothing.

    Raises:
        LibraryError: the file is damaged, holds something else, or is from a newer Copydesk.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = Database(folder / FILE, SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def all(self, owner: str, query: str = "") -> list[Conversation]:
        """Those of an owner, the last changed first: all, or those in which all words of a query
        stand, in the title, a question or an answer."""
        words = folded(query).split()[:WORDS]
        held = (
            " AND (instr(folded, ?)"
            " OR EXISTS (SELECT 1 FROM turns WHERE conversation = id AND instr(turns.folded, ?)))"
        )
        values = (owner, *(word for word in words for _ in range(2)))
        with self._database.reading() as db:
            rows = db.execute(
                f"{LISTED} WHERE owner = ?{held * len(words)} ORDER BY changed DESC, id", values
            ).fetchall()
        return [Conversation(**row) for row in rows]

    def find(self, owner: str, conversation: str) -> Conversation | None:
        """One of an owner's."""
        with self._database.reading() as db:
            row = db.execute(
                f"{LISTED} WHERE owner = ? AND id = ?", (owner, conversation)
            ).fetchone()
        return Conversation(**row) if row else None

    def turns(self, owner: str, conversation: str) -> list[Kept]:
        """The turns of a conversation, in order."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT turns.* FROM turns JOIN conversations ON id = conversation"
                " WHERE owner = ? AND conversation = ? ORDER BY number",
                (owner, conversation),
            ).fetchall()
        return [
            Kept(
                number=row["number"],
                question=row["question"],
                answer=Answer.from_json(json.loads(row["answer"])),
                asked=row["asked"],
                good=None if row["good"] is None else bool(row["good"]),
                word=row["word"],
            )
            for row in rows
        ]

    def add(
        self, owner: str, conversation: str | None, question: str, answer: Answer
    ) -> tuple[str, Kept]:
        """Keep a turn after the others of a conversation, or as the first of a new one.

        Returns:
            the conversation it is in, a new one too where the one named is gone meanwhile; and
            the turn, whose citations have other numbers than the answer gave them where another
            answer, made at the same time, gave those to other sentences.
        """
        now = datetime.now(UTC).isoformat()
        with self._database.writing() as db:
            own = _changed(db, owner, conversation, now)
            last = db.execute(
                "SELECT coalesce(max(number), 0) FROM turns WHERE conversation = ?", (own,)
            ).fetchone()[0]
            if not last:
                title = titled(question)
                db.execute(
                    "UPDATE conversations SET title = ?, folded = ? WHERE id = ? AND NOT named",
                    (title, folded(title), own),
                )
            answer = _numbered_after(answer, _citations(db, own))
            text, searched = printable(question), folded(f"{question} {answer.text}")
            db.execute(
                "INSERT INTO turns (conversation, number, question, answer, folded, asked)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (own, last + 1, text, json.dumps(answer.to_json()), searched, now),
            )
        return own, Kept(last + 1, text, answer, now)

    def cut(self, owner: str, conversation: str, number: int) -> None:
        """Forget a turn and all after it: it is asked again, or otherwise."""
        with self._database.writing() as db:
            db.execute(
                "DELETE FROM turns WHERE number >= ? AND conversation IN"
                " (SELECT id FROM conversations WHERE owner = ? AND id = ?)",
                (number, owner, conversation),
            )

    def branch(self, owner: str, conversation: str, number: int) -> str:
        """A new conversation with the turns before one, as they are; the old one stays.

        Returns:
            the new one, or nothing where there are no such turns.
        """
        now, new = datetime.now(UTC).isoformat(), uuid.uuid4().hex
        with self._database.writing() as db:
            db.execute(
                "INSERT INTO conversations (id, owner, title, folded, named, changed)"
                " SELECT ?, owner, title, folded, named, ? FROM conversations"
                " WHERE owner = ? AND id = ?"
                " AND EXISTS (SELECT 1 FROM turns WHERE conversation = id AND number < ?)",
                (new, now, owner, conversation, number),
            )
            copied = db.execute(
                f"INSERT INTO turns (conversation, {', '.join(TURN)})"
                f" SELECT conversations.id, {', '.join(f'turns.{name}' for name in TURN)}"
                " FROM turns JOIN conversations ON conversations.id = ?"
                " WHERE conversation = ? AND number < ?",
                (new, conversation, number),
            ).rowcount
        return new if copied else ""

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give it a title; an empty one leaves it as it was."""
        if name := titled(title):
            with self._database.writing() as db:
                db.execute(
                    "UPDATE conversations SET title = ?, folded = ?, named = 1"
                    " WHERE owner = ? AND id = ?",
                    (name, folded(name), owner, conversation),
                )

    def delete(self, owner: str, conversation: str) -> None:
        """Forget a conversation with all its turns."""
        with self._database.writing() as db:
            db.execute(
                "DELETE FROM conversations WHERE owner = ? AND id = ?", (owner, conversation)
            )

    def rate(
        self, owner: str, conversation: str, number: int, good: bool | None, word: str = ""
    ) -> None:
        """Keep a thumb, with a word or without; `None` takes it back."""
        with self._database.writing() as db:
            db.execute(
                "UPDATE turns SET good = ?, word = ? WHERE number = ? AND conversation IN"
                " (SELECT id FROM conversations WHERE owner = ? AND id = ?)",
                (good, printable(word) or None, number, owner, conversation),
            )

    def cited(self) -> set[tuple[str, str]]:
        """The article id and the version of every text that a kept turn cites."""
        with self._database.reading() as db:
            rows = db.execute("SELECT DISTINCT article_id, version FROM cited").fetchall()
        return {(row["article_id"], row["version"]) for row in rows}

    def rated(self) -> Iterator[dict[str, Any]]:
        """Every turn that has a thumb, the oldest first, without whose it is."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT * FROM turns WHERE good IS NOT NULL ORDER BY asked, conversation, number"
            ).fetchall()
        for row in rows:
            yield {
                "asked": row["asked"],
                "question": row["question"],
                "good": bool(row["good"]),
                "word": row["word"],
                "answer": json.loads(row["answer"]),
            }


def _changed(db: sqlite3.Connection, owner: str, conversation: str | None, now: str) -> str:
    """The conversation named, marked as changed, or a new one where the owner has none such."""
    known = db.execute(
        "UPDATE conversations SET changed = ? WHERE owner = ? AND id = ?",
        (now, owner, conversation),
    ).rowcount
    if known and conversation:
        return conversation
    new = uuid.uuid4().hex
    db.execute(
        "INSERT INTO conversations (id, owner, title, folded, changed) VALUES (?, ?, '', '', ?)",
        (new, owner, now),
    )
    return new


def _citations(db: sqlite3.Connection, conversation: str) -> list[Citation]:
    """What a conversation cites so far."""
    rows = db.execute("SELECT answer FROM turns WHERE conversation = ?", (conversation,))
    answers = (Answer.from_json(json.loads(row["answer"])) for row in rows)
    return [citation for answer in answers for citation in answer.citations]


def _numbered_after(answer: Answer, before: list[Citation]) -> Answer:
    """An answer in whose conversation a number means one citation, whoever gave it first."""
    held = {place(citation): citation.number for citation in before}
    new: dict[int, int] = {}
    for citation in answer.citations:
        taken = {*held.values()}
        free = max(taken) + 1 if citation.number in taken else citation.number
        new[citation.number] = held.setdefault(place(citation), free)
    return answer if all(old == now for old, now in new.items()) else _renumbered(answer, new)


def _renumbered(answer: Answer, new: Mapping[int, int]) -> Answer:
    """The same answer, whose citations have new numbers."""

    def marks(found: re.Match[str]) -> str:
        return re.sub(r"\d+", lambda old: str(new.get(int(old[0]), old[0])), found[0])

    sentences = tuple(
        replace(
            sentence,
            text=MARKS.sub(marks, sentence.text) if sentence.citations else sentence.text,
            citations=tuple(new[number] for number in sentence.citations),
            compare=tuple(new[number] for number in sentence.compare),
        )
        for sentence in answer.sentences
    )
    return replace(
        answer,
        text=in_paragraphs(sentences),
        sentences=sentences,
        citations=tuple(replace(c, number=new[c.number]) for c in answer.citations),
        differing=tuple(replace(one, citation=new[one.citation]) for one in answer.differing),
    )


def titled(text: str) -> str:
    """A text as a title: on one line, and not too long."""
    return shortened(" ".join(printable(text).split()), TITLE)


def folded(text: str) -> str:
    """A text as it is searched: without case."""
    return printable(text).casefold()

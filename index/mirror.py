"""Keeps Chroma what the library says: nothing more, nothing less, after any interruption.

The library's transaction comes first and leaves passages without a vector (`stored` = 0) and a
list of ids to forget. What is done here can be repeated at any time with the same result.
"""

import json
import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np
from chromadb.errors import ChromaError, InternalError

from index.embedding import SentenceEmbeddings
from index.errors import LibraryError
from index.library import Library
from index.tokens import Matrix
from index.vectors import Vectors

FOLDER = "chroma"
BATCH = 64
"""Passages that are embedded, and then written, at a time."""
FORGOTTEN_SHARE = 0.5
"""A collection is made anew when this share of its live vectors has been deleted from it."""
FORGOTTEN_LEAST = 1000
"""Below this many deletes a collection is not worth making anew."""

log = logging.getLogger(__name__)


class Mirror:
    """The vectors of one library.

    Args:
        chroma_url: a Chroma server; `None` keeps the vectors in the library's folder.

    Raises:
        LibraryError: the server does not answer.
    """

    def __init__(self, library: Library, chroma_url: str | None = None) -> None:
        self._library = library
        self._location: Path | str = chroma_url or library.folder / FOLDER
        self.vectors = self._open()

    def close(self) -> None:
        """Let go of Chroma."""
        self.vectors.close()

    def _open(self) -> Vectors:
        if isinstance(self._location, Path) and (
            self._library.meta("opening") or _emptied(self._location)
        ):
            # the last opening never came back, or this one would not: a damaged file can hang
            # or end the whole process
            self._wipe()
        self._library.remember(opening="1")
        with self._explained():
            try:
                vectors = self._healed()
            except (InternalError, sqlite3.DatabaseError):
                if not isinstance(self._location, Path):
                    raise
                self._wipe()
                vectors = self._healed()
        self._library.remember(opening="", writing="")
        return vectors

    def _healed(self) -> Vectors:
        vectors = Vectors(self._location, self._collection())
        try:
            self._heal(vectors)
        except BaseException:
            vectors.close()  # else the next client of this folder would share its open files
            raise
        return vectors

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say what Chroma's errors mean for the person at the desk."""
        try:
            yield
        except (ChromaError, httpx.HTTPError, sqlite3.DatabaseError) as error:
            if isinstance(self._location, Path):
                raise LibraryError(
                    f"The vectors in {self._location} cannot be used ({error}). Nothing indexed is "
                    "lost: see that the disk has room and the folder can be written, then run "
                    "`copydesk index` again."
                ) from error
            raise LibraryError(
                f"The Chroma server at {self._location} does not do what it should ({error!r}). "
                "Nothing indexed is lost: start it again, then run `copydesk index` again."
            ) from error

    def _wipe(self) -> None:
        """Throw the folder away; every vector is in the library too."""
        assert isinstance(self._location, Path)
        log.warning(
            "The vectors in %s were damaged or left half open; they are made again from the "
            "library. Nothing is lost.",
            self._location,
        )
        shutil.rmtree(self._location, ignore_errors=True)

    def _collection(self, later: int = 0) -> str:
        generation = int(self._library.meta("generation") or 1) + later
        return f"copydesk-{self._library.id}-{generation}"

    def _heal(self, vectors: Vectors) -> None:
        """Bring Chroma to the state of the library, whatever came between."""
        # a server may keep the collections of others; the folder is the library's alone
        ours = "" if isinstance(self._location, Path) else f"copydesk-{self._library.id}-"
        others = [n for n in vectors.collections() if n.startswith(ours) and n != vectors.name]
        vectors.drop(others)
        with self._library.database.reading() as db:
            rows = db.execute("SELECT id, stored FROM passages").fetchall()
        stored = {row["id"] for row in rows if row["stored"]}
        if vectors.count() != len(stored) or self._library.meta("writing"):
            there = vectors.ids()
            vectors.forget(sorted(there - {row["id"] for row in rows}))
            with self._library.database.writing() as db:
                lost = [(i,) for i in stored - there]
                db.executemany("UPDATE passages SET stored = 0 WHERE id = ?", lost)
        self._forget(vectors)
        self._store(vectors)

    def _forget(self, vectors: Vectors) -> None:
        with self._library.database.reading() as db:
            ids = [row[0] for row in db.execute("SELECT id FROM forgotten ORDER BY id")]
        if not ids:
            return
        vectors.forget(ids)
        total = int(self._library.meta("forgotten") or 0) + len(ids)
        with self._library.database.writing() as db:
            db.executemany("DELETE FROM forgotten WHERE id = ?", [(i,) for i in ids])
            db.execute("INSERT OR REPLACE INTO meta VALUES ('forgotten', ?)", (str(total),))

    def _store(self, vectors: Vectors) -> None:
        """Give Chroma every vector that the library has and Chroma has not."""
        while True:
            with self._library.database.reading() as db:
                rows = db.execute(
                    "SELECT id, vector FROM passages WHERE stored = 0 AND vector IS NOT NULL"
                    " ORDER BY id LIMIT ?",
                    (BATCH,),
                ).fetchall()
            if not rows:
                return
            ids = [row["id"] for row in rows]
            vectors.upsert(ids, np.stack([from_blob(row["vector"]) for row in rows]))
            with self._library.database.writing() as db:
                db.executemany("UPDATE passages SET stored = 1 WHERE id = ?", [(i,) for i in ids])

    def adopt(self, model: str) -> None:
        """Make these the vectors of an embedding model: those of another one are given up."""
        with self._explained():
            self._catch_up()
        before = self._library.meta("embeddings")
        if before == model:
            return
        generation = int(self._library.meta("generation") or 1)
        if before:
            with self._explained():
                self.vectors.drop([self._collection(later=1)])  # a half-filled one
        with self._library.database.writing() as db:
            db.execute(
                "UPDATE passages"
                " SET vector = NULL, sentence_vectors = NULL, tokens = NULL, stored = 0"
            )
            values = [("embeddings", model), ("forgotten", "0")]
            if before:
                values.append(("generation", str(generation + 1)))
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)
        with self._explained():
            self._catch_up()

    def _catch_up(self) -> None:
        """Switch to the collection that the library names, now or where that failed before."""
        old, named = self.vectors.name, self._collection()
        if old != named:
            self.vectors.switch(named)
            self.vectors.drop([old])

    def check(self) -> None:
        """See that Chroma answers, before something is done that it has a part in.

        Raises:
            LibraryError: it does not.
        """
        with self._explained():
            self.vectors.count()

    def forget(self) -> None:
        """Delete from Chroma what the library no longer holds."""
        self._library.remember(writing="1")
        with self._explained():
            self._catch_up()
            self._forget(self.vectors)
        self._library.remember(writing="")

    def settle(
        self,
        embeddings: SentenceEmbeddings,
        before: Callable[[], None] = lambda: None,
        done: Callable[[int], None] = lambda count: None,
    ) -> None:
        """Forget what is deleted, embed and store what is new.

        Args:
            before: called when there is something to embed, before the first batch.
            done: hears how many passages each batch embedded.
        """
        self._library.remember(writing="1")
        with self._explained():
            self._catch_up()
            self._forget(self.vectors)
            first = True
            while batch := self._unembedded():
                if first:
                    before()
                    first = False
                self._embed(embeddings, batch)
                self._store(self.vectors)
                done(len(batch))
            self._store(self.vectors)
            self._renew_if_worn()
        self._library.remember(writing="")

    def _unembedded(self) -> list[sqlite3.Row]:
        with self._library.database.reading() as db:
            return db.execute(
                "SELECT id, header, text, sentences FROM passages"
                " WHERE stored = 0 AND vector IS NULL ORDER BY id LIMIT ?",
                (BATCH,),
            ).fetchall()

    def incomplete(self) -> int:
        """Articles of which some passage is not embedded yet."""
        with self._library.database.reading() as db:
            count: int = db.execute(
                "SELECT count(DISTINCT article_id) FROM passages"
                " WHERE stored = 0 AND vector IS NULL"
            ).fetchone()[0]
        return count

    def _embed(self, embeddings: SentenceEmbeddings, batch: Sequence[sqlite3.Row]) -> None:
        texts = [f"{row['header']}\n{row['text']}" for row in batch]
        values = [
            (
                one.vector.astype("<f4").tobytes(),
                one.sentences.astype("<f2").tobytes(),
                one.tokens.pack() if one.tokens else None,
                row["id"],
            )
            for one, row in zip(
                embeddings.embed_passages(texts, [_spans(row) for row in batch]),
                batch,
                strict=True,
            )
        ]
        with self._library.database.writing() as db:
            db.executemany(
                "UPDATE passages SET vector = ?, sentence_vectors = ?, tokens = ? WHERE id = ?",
                values,
            )

    def _renew_if_worn(self) -> None:
        """Deletes wear an HNSW graph out: past a share of them, fill a new one and switch to it."""
        forgotten = int(self._library.meta("forgotten") or 0)
        if forgotten >= max(FORGOTTEN_LEAST, FORGOTTEN_SHARE * self.vectors.count()):
            self.renew()

    def renew(self) -> None:
        """Fill a new collection from the library, switch to it, drop the old one."""
        generation = int(self._library.meta("generation") or 1) + 1
        self.vectors.drop([self._collection(later=1)])  # one that an error left half filled
        fresh = Vectors(self._location, self._collection(later=1))
        last = 0
        while rows := self._vectors_after(last):
            fresh.upsert([i for i, _ in rows], np.stack([vector for _, vector in rows]))
            last = rows[-1][0]
        self._library.remember(generation=str(generation), forgotten="0")
        fresh.close()
        self._catch_up()

    def _vectors_after(self, last: int) -> list[tuple[int, Matrix]]:
        with self._library.database.reading() as db:
            rows = db.execute(
                "SELECT id, vector FROM passages WHERE stored = 1 AND id > ? ORDER BY id LIMIT ?",
                (last, BATCH),
            ).fetchall()
        return [(row["id"], from_blob(row["vector"])) for row in rows]


def _spans(row: sqlite3.Row) -> list[tuple[int, int]]:
    """Where a passage's sentences stand in the text that is embedded."""
    before = len(row["header"]) + 1
    return [(before + start, before + end) for start, end in json.loads(row["sentences"])]


def _emptied(folder: Path) -> bool:
    """Whether a power cut left a file of a collection without its content."""
    files = ("header.bin", "data_level0.bin", "index_metadata.pickle")
    return any(not path.stat().st_size for name in files for path in folder.glob(f"*/{name}"))


def from_blob(blob: bytes) -> Matrix:
    """A vector as the library keeps it: 32-bit floats, little endian."""
    return np.frombuffer(blob, dtype="<f4")

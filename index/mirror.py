"""Keeps Chroma what the library says: nothing more, nothing less, after any interruption.

The library's transaction comes first and leaves passages without a vector (`stored` = 0) and a
list of ids to forget. What is done here can be repeated at any time with the same result.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
from chromadb.errors import InternalError
from langchain_core.embeddings import Embeddings

from index.errors import LibraryError
from index.library import Library
from index.vectors import Matrix, Vectors

FOLDER = "chroma"
BATCH = 512
"""Passages that are embedded, and then written, at a time."""
FORGOTTEN_SHARE = 0.5
"""A collection is made anew when this share of its live vectors has been deleted from it."""
FORGOTTEN_LEAST = 1000
"""Below this many deletes a collection is not worth making anew."""


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
        if isinstance(self._location, Path) and self._library.meta("opening"):
            # the last opening never came back: a damaged file can end the whole process
            self._wipe()
        self._library.remember(opening="1")
        try:
            vectors = Vectors(self._location, self._collection())
            self._heal(vectors)
        except (InternalError, sqlite3.DatabaseError) as error:
            if not isinstance(self._location, Path):
                raise LibraryError(
                    f"The Chroma server at {self._location} cannot use its collection ({error})."
                ) from error
            self._wipe()
            vectors = Vectors(self._location, self._collection())
            self._heal(vectors)
        self._library.remember(opening="")
        return vectors

    def _wipe(self) -> None:
        """Throw the folder away; every vector is in the library too."""
        assert isinstance(self._location, Path)
        shutil.rmtree(self._location, ignore_errors=True)

    def _collection(self) -> str:
        generation = self._library.meta("generation") or "1"
        return f"copydesk-{self._library.id}-{generation}"

    def _heal(self, vectors: Vectors) -> None:
        """Bring Chroma to the state of the library, whatever came between."""
        ours = f"copydesk-{self._library.id}-"
        others = [n for n in vectors.collections() if n.startswith(ours) and n != vectors.name]
        vectors.drop(others)
        with self._library.database.reading() as db:
            known = {row[0] for row in db.execute("SELECT id FROM passages WHERE stored = 1")}
        if vectors.count() != len(known) or self._library.meta("writing"):
            there = vectors.ids()
            vectors.forget(sorted(there - known))
            with self._library.database.writing() as db:
                lost = [(i,) for i in known - there]
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
        before = self._library.meta("embeddings")
        if before == model:
            return
        old, generation = self.vectors.name, int(self._library.meta("generation") or 1)
        with self._library.database.writing() as db:
            db.execute("UPDATE passages SET vector = NULL, stored = 0")
            values = [("embeddings", model), ("forgotten", "0")]
            if before:
                values.append(("generation", str(generation + 1)))
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)
        if before:
            self.vectors.switch(self._collection())
            self.vectors.drop([old])

    def forget(self) -> None:
        """Delete from Chroma what the library no longer holds."""
        self._library.remember(writing="1")
        self._forget(self.vectors)
        self._library.remember(writing="")

    def settle(
        self,
        embeddings: Embeddings,
        before: Callable[[], None] = lambda: None,
        done: Callable[[int], None] = lambda count: None,
    ) -> None:
        """Forget what is deleted, embed and store what is new.

        Args:
            before: called when there is something to embed, before the first batch.
            done: hears how many passages each batch embedded.
        """
        self._library.remember(writing="1")
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

    def _unembedded(self) -> list[tuple[int, str]]:
        with self._library.database.reading() as db:
            rows = db.execute(
                "SELECT id, header, text FROM passages WHERE stored = 0 AND vector IS NULL"
                " ORDER BY id LIMIT ?",
                (BATCH,),
            ).fetchall()
        return [(row["id"], f"{row['header']}\n{row['text']}") for row in rows]

    def _embed(self, embeddings: Embeddings, batch: list[tuple[int, str]]) -> None:
        vectors = np.asarray(embeddings.embed_documents([t for _, t in batch]), dtype="<f4")
        values = [(v.tobytes(), i) for v, (i, _) in zip(vectors, batch, strict=True)]
        with self._library.database.writing() as db:
            db.executemany("UPDATE passages SET vector = ? WHERE id = ?", values)

    def _renew_if_worn(self) -> None:
        """Deletes wear an HNSW graph out: past a share of them, fill a new one and switch to it."""
        forgotten = int(self._library.meta("forgotten") or 0)
        if forgotten >= max(FORGOTTEN_LEAST, FORGOTTEN_SHARE * self.vectors.count()):
            self.renew()

    def renew(self) -> None:
        """Fill a new collection from the library, switch to it, drop the old one."""
        old = self.vectors.name
        generation = int(self._library.meta("generation") or 1) + 1
        fresh = Vectors(self._location, f"copydesk-{self._library.id}-{generation}")
        last = 0
        while rows := self._vectors_after(last):
            fresh.upsert([i for i, _ in rows], np.stack([vector for _, vector in rows]))
            last = rows[-1][0]
        self._library.remember(generation=str(generation), forgotten="0")
        self.vectors.switch(fresh.name)
        fresh.close()
        self.vectors.drop([old])

    def _vectors_after(self, last: int) -> list[tuple[int, Matrix]]:
        with self._library.database.reading() as db:
            rows = db.execute(
                "SELECT id, vector FROM passages WHERE stored = 1 AND id > ? ORDER BY id LIMIT ?",
                (last, BATCH),
            ).fetchall()
        return [(row["id"], from_blob(row["vector"])) for row in rows]


def from_blob(blob: bytes) -> Matrix:
    """A vector as the library keeps it: 32-bit floats, little endian."""
    return np.frombuffer(blob, dtype="<f4")

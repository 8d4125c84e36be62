"""What an index holds, compared by content with what another one of the same articles holds."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from index.library import FILE
from index.mirror import FOLDER, from_blob
from index.tokens import Matrix, normalised

UNLIKE = ("id", "vector", "sentence_vectors", "tokens", "stored")
"""Columns of a passage that are not its content, or that are compared as vectors."""
ALIKE = 0.9999
"""The least cosine between a vector and that of the same passage embedded anew."""
LIVE = "SELECT * FROM fetched WHERE hash IS NOT NULL AND gone IS NULL AND role <> 'list'"
"""Pages of which articles are read."""


@dataclass
class Contents:
    """All that two indexes of the same articles must have alike, whatever their ids are."""

    rows: dict[str, Counter[Any]]
    vectors: dict[Any, np.ndarray[Any, Any]]


def contents(data: Path) -> Contents:
    """The content of an index, without ids and times."""
    with closing(sqlite3.connect(data / FILE)) as db:
        db.row_factory = sqlite3.Row
        passages = db.execute("SELECT * FROM passages").fetchall()
        keys = {p["id"]: tuple(without(p, *UNLIKE)) for p in passages}
        db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, keywords, instance)")
        words = db.execute("SELECT term, doc, col, offset FROM temp.words").fetchall()
        rows = {
            "articles": counted(db.execute("SELECT * FROM articles"), "indexed"),
            "texts": counted(db.execute("SELECT * FROM versions WHERE retired IS NULL")),
            "passages": Counter(keys.values()),
            "keywords": Counter(
                (keys.get(w["doc"]), w["term"], w["col"], w["offset"]) for w in words
            ),
            "term counts": counted(db.execute("SELECT * FROM term_counts")),
            "records": counted(db.execute("SELECT * FROM records"), "since"),
            "files": counted(db.execute("SELECT * FROM files"), "seen_ns"),
            "pages": counted(db.execute(LIVE), "body", "found", "asked", "beside"),
            "copies": counted(db.execute("SELECT * FROM copies")),
            "sketches": counted(db.execute("SELECT * FROM sketches")),
        }
    return Contents(rows, {keys[p["id"]]: vectors(p) for p in passages if p["vector"]})


def vectors(passage: sqlite3.Row) -> Matrix:
    """The vector of a passage and those of its sentences, each of length 1, one a row."""
    whole = from_blob(passage["vector"])[None]
    own = np.frombuffer(passage["sentence_vectors"], dtype="<f2").reshape(-1, whole.shape[1])
    rows = np.concatenate([whole, own.astype("<f4")])
    return normalised(rows)


def counted(rows: Iterable[sqlite3.Row], *but: str) -> Counter[Any]:
    return Counter(tuple(without(row, *but)) for row in rows)


def without(row: sqlite3.Row, *but: str) -> Iterator[Any]:
    names = row.keys()
    return (row[name] for name in names if name not in but)


def compared(ours: Contents, clean: Contents) -> Iterator[str]:
    """Where two indexes differ."""
    for name, rows in clean.rows.items():
        if ours.rows[name] != rows:
            more, less = ours.rows[name] - rows, rows - ours.rows[name]
            example = str(next(iter(more or less)))[:200]
            yield f"{name}: {more.total()} too many, {less.total()} missing, such as {example}"
    if ours.vectors.keys() != clean.vectors.keys():
        yield "other passages have vectors"
    for key in ours.vectors.keys() & clean.vectors.keys():
        mine, other = ours.vectors[key], clean.vectors[key]
        if mine.shape != other.shape or (mine * other).sum(axis=1).min() < ALIKE:
            yield f"a vector of {str(key)[:200]} is another one"


def leftovers(data: Path) -> Iterator[str]:
    """What is in Chroma and not in the library, or the other way round, and unfinished work."""
    with closing(sqlite3.connect(data / FILE)) as db:
        vectors = dict(db.execute("SELECT id, vector FROM passages"))
        meta = dict(db.execute("SELECT * FROM meta"))
        forgotten = db.execute("SELECT count(*) FROM forgotten").fetchone()[0]
        unstored = db.execute("SELECT count(*) FROM passages WHERE stored = 0").fetchone()[0]
        db.execute("INSERT INTO keywords (keywords, rank) VALUES ('integrity-check', 1)")
    if forgotten or unstored or meta["terms"] != "fresh" or meta["writing"] or meta["opening"]:
        yield f"left over: {forgotten} to forget, {unstored} to store, {meta}"
    settings = Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(path=str(data / FOLDER), settings=settings)
    try:
        yield from strays(client, vectors)
    finally:
        client.close()  # type: ignore[attr-defined]
    with closing(sqlite3.connect(data / FOLDER / "chroma.sqlite3")) as db:
        segments = {row[0] for row in db.execute("SELECT id FROM segments")}
    folders = {path.name for path in (data / FOLDER).iterdir() if path.is_dir()}
    if folders - segments:
        yield f"folders of no collection: {folders - segments}"


def strays(client: Any, vectors: dict[int, bytes]) -> Iterator[str]:
    collections = client.list_collections()
    if len(collections) != 1:
        yield f"{len(collections)} collections instead of one"
        return
    held = collections[0].get(include=["embeddings"])
    there = dict(zip(map(int, held["ids"]), held["embeddings"], strict=True))
    if there.keys() != vectors.keys():
        yield f"Chroma has {len(there.keys() - vectors.keys())} ids too many, lacks "
        yield f"{len(vectors.keys() - there.keys())}"
        return
    wanted = {number: from_blob(blob) for number, blob in vectors.items()}
    if not all(np.allclose(there[number], wanted[number], atol=1e-6) for number in wanted):
        yield "a vector in Chroma is not the library's"
    order = list(wanted)
    query = np.stack([wanted[number] for number in order])
    found = collections[0].query(query_embeddings=query, n_results=3, include=["distances"])
    lost = [n for n, ids in zip(order, found["ids"], strict=True) if str(n) not in ids]
    if lost:
        yield f"{len(lost)} passages are not found by their own vectors"

"""Kill a sync at random moments; after each, the next sync must end where a clean one would.

    python -m benchmarks.kill [--times 30] [--seed N]

Each round changes a folder of invented articles at random, starts a real sync of it in a child
process and ends that with SIGKILL: half of the times at a moment drawn from the whole length of
such a sync, a quarter from what follows its first sign of progress, a quarter shortly after a
random sign of progress, where the writes are. Then the library must still open and find an
article by its words; a second child syncs to the end; and what it leaves is compared, by content,
with an index made of the same folder from nothing.
"""

import argparse
import contextlib
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from index.embedding import SentenceEmbeddings
from index.index import Index
from index.library import FILE
from index.mirror import FOLDER, from_blob
from index.tokens import Matrix, normalised

ARTICLES = 40
UNLIKE = ("id", "vector", "sentence_vectors", "tokens", "stored")
"""Columns of a passage that are not its content, or that are compared as vectors."""
ALIKE = 0.9999
"""The least cosine between a vector and that of the same passage embedded anew."""
CHILD = """
import sys
from pathlib import Path
import index.mirror, index.sync
from index.embedding import SentenceEmbeddings
from index.index import Index

index.sync.BATCH, index.mirror.BATCH = 4, 3  # more moments between two writes

def tell(progress):
    if progress.stage != "reading" or progress.done == progress.total:
        print(progress.stage, progress.done, progress.total, flush=True)

made = Index(Path(sys.argv[1]), Path(sys.argv[2]), SentenceEmbeddings())
made.sync(progress=tell)
print("finishing", flush=True)
made.close()
"""
PLACES = ("harbour", "bridge", "quarry", "school", "ferry", "library", "railway", "market")
WHO = ("the council", "the mayor", "residents", "the contractor", "an auditor", "two experts")
DID = ("approved", "rejected", "delayed", "criticised", "welcomed", "measured", "reopened")
WHAT = ("a new plan", "the repairs", "the survey", "its own report", "the extension")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--times", type=int, default=30, help="kills (30)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    print(f"{options.times} kills, seed {options.seed}", flush=True)
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="copydesk-kill-") as folder:
        trial = Trial(Path(folder), draw)
        trial.start()
        good = sum(trial.round(number) for number in range(1, options.times + 1))
    print(f"{good} of {options.times} converged", flush=True)
    return 0 if good == options.times else 1


@dataclass
class Trial:
    """One folder of articles and its index, killed again and again."""

    folder: Path
    draw: random.Random
    length: float = 0.0
    signs: int = 0
    embeddings: SentenceEmbeddings = field(default_factory=SentenceEmbeddings)

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Write the articles, index them, and measure how long a sync of some changes takes."""
        self.articles.mkdir()
        for number in range(ARTICLES):
            write(self.articles, number, self.draw)
        self.sync()
        mutate(self.articles, self.draw)
        self.sync()
        print(f"a sync takes {self.length:.1f} s and gives {self.signs} signs", flush=True)

    def round(self, number: int) -> bool:
        """Change, kill, look, sync, compare; says whether all was well."""
        mutate(self.articles, self.draw)
        moment, stage = self.kill()
        pending = self.pending()
        faults: list[str] = []
        try:
            faults += self.unanswered()
            self.sync()
            faults += self.differences()
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            faults.append(f"the next sync failed: {error}\n{error.stderr!r}")
        result = "; ".join(faults) or "converged"
        print(f"{number:3} at {moment:5.2f} s, {stage}, {pending}: {result}", flush=True)
        return not faults

    def child(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", CHILD, str(self.data), str(self.articles)]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
        )

    def sync(self) -> None:
        """A sync to the end; how long it takes, and how often it tells, set the next kill."""
        began = time.monotonic()
        with self.child() as child:
            out, err = child.communicate(timeout=600)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, "sync", out, err)
        if len(signs := out.splitlines()) > 3:  # it had articles to embed
            self.length, self.signs = time.monotonic() - began, len(signs)

    def kill(self) -> tuple[float, str]:
        """A sync ended in mid-work: after how many seconds, and what it had said last."""
        wanted, wait = self.moment()
        began = time.monotonic()
        with self.child() as child:
            lines: list[str] = []
            reached = threading.Event()
            reader = threading.Thread(target=self.read, args=(child, lines, wanted, reached))
            reader.start()
            if wanted:
                reached.wait(600)
            time.sleep(wait)
            child.send_signal(signal.SIGKILL)
            moment = time.monotonic() - began
            child.wait()
            reader.join()
        return moment, lines[-1].strip() if lines else "starting"

    def moment(self) -> tuple[int, float]:
        """After which sign of progress, and how many seconds later."""
        kind = self.draw.random()
        if kind < 0.5:
            return 0, self.draw.uniform(0, self.length)
        if kind < 0.75:
            return 1, self.draw.uniform(0, self.length * 0.75)
        sign = self.draw.choice([1, self.draw.randint(1, self.signs)])  # all was read, or later
        return sign, self.draw.uniform(0, 0.1)

    @staticmethod
    def read(
        child: subprocess.Popen[str], lines: list[str], wanted: int, reached: threading.Event
    ) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            lines.append(line)
            if len(lines) >= wanted:
                reached.set()
        reached.set()

    def pending(self) -> str:
        """What the kill left undone."""
        with closing(sqlite3.connect(self.data / FILE)) as db:
            without = db.execute("SELECT count(*) FROM passages WHERE vector IS NULL").fetchone()[0]
            stored = db.execute(
                "SELECT count(*) FROM passages WHERE stored = 0 AND vector IS NOT NULL"
            ).fetchone()[0]
            forgotten = db.execute("SELECT count(*) FROM forgotten").fetchone()[0]
        return f"{without} not embedded, {stored} not stored, {forgotten} to forget"

    def unanswered(self) -> Iterator[str]:
        """Whether the half-synced library finds an article by the words of its title."""
        index = Index(self.data, self.articles, self.embeddings)
        with contextlib.closing(index):
            _, entries = index.library.entries(limit=10**6)
            entry = self.draw.choice(entries)
            search = index.search.model_copy(update={"arms": frozenset({"keyword"}), "k": 50})
            found = {d.metadata["article_id"] for d in search.invoke(entry.title)}
            if entry.article_id not in found:
                yield f"{entry.title!r} was not found while it was half synced"

    def differences(self) -> Iterator[str]:
        """What tells this index from one made of the same articles from nothing."""
        with tempfile.TemporaryDirectory(dir=self.folder) as fresh:
            clean = Index(Path(fresh), self.articles, self.embeddings)
            with contextlib.closing(clean):
                clean.sync()
            yield from compared(contents(self.data), contents(Path(fresh)))
        yield from leftovers(self.data)


def write(folder: Path, number: int, draw: random.Random) -> None:
    """An invented article: text, Markdown or JSON; some share a URL, so that one is a duplicate."""
    title = f"{draw.choice(PLACES).title()} number {number} {draw.choice(DID)} in draft {number}x"
    lengths = [draw.randint(1, 4) for _ in range(5 if number % 5 == 0 else 1)]
    paragraphs = [" ".join(sentence(draw) for _ in range(length)) for length in lengths]
    day = f"2024-{draw.randint(1, 9):02}-{draw.randint(1, 28):02}"
    if number % 4 == 0:
        url = f"https://news.example/{number // 8}"
        record = {"title": title, "text": "\n\n".join(paragraphs), "url": url, "modified": day}
        (folder / f"{number}.json").write_text(json.dumps(record), "utf-8")
    elif number % 4 == 1:
        front = f"---\ntitle: {title}\npublisher: The Courier\ndate: {day}\n---\n"
        (folder / f"{number}.md").write_text(front + "\n\n".join(paragraphs), "utf-8")
    else:
        (folder / f"{number}.txt").write_text("\n\n".join([title, *paragraphs]), "utf-8")


def sentence(draw: random.Random) -> str:
    """A sentence that is unlike the others."""
    who, did, what = draw.choice(WHO), draw.choice(DID), draw.choice(WHAT)
    place, year, cost = draw.choice(PLACES), draw.randint(1950, 2023), draw.randint(2, 900)
    return f"In {year} {who} {did} {what} of the {place}, which had cost £{cost}m."


def mutate(folder: Path, draw: random.Random) -> None:
    """Add, change, edit in place, rename and delete some articles."""
    files = sorted(folder.iterdir())
    draw.shuffle(files)
    for path in files[:3]:
        path.unlink()
    for path in files[3:6]:
        write(folder, int(path.stem.split("-")[0]), draw)
    for path in files[6:9]:
        if path.suffix != ".json":
            path.write_text(f"{path.read_text('utf-8')} {sentence(draw)}", "utf-8")
    path = files[9]
    path.rename(path.with_stem(f"{path.stem.split('-')[0]}-{draw.randrange(1000)}"))
    held = {int(path.stem.split("-")[0]) for path in folder.iterdir()}
    missing = [number for number in range(ARTICLES) if number not in held]
    for number in draw.sample(missing, min(len(missing), draw.randint(1, 5))):
        write(folder, number, draw)


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
            "records": counted(db.execute("SELECT * FROM records")),
            "files": counted(db.execute("SELECT * FROM files"), "seen_ns"),
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


if __name__ == "__main__":
    sys.exit(main())

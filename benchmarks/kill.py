"""Kill a sync at random moments; after each, the next sync must end where a clean one would.

    python -m benchmarks.kill [--times 100] [--seed N]

The sources are a folder of invented files, and a site on this machine with a page, a feed of
teasers, a feed of whole texts and a sitemap. Each round changes them at random (added, edited,
gone, not found, moved; for the sync that will be killed some pages answer 404 or 503 for a while),
starts a sync in a process of its own and ends that with SIGKILL at a random sign of progress of a
random stage, or shortly after. Then nothing may be lost that the sources still hold, the library
must find an article by its words, and what a second sync leaves is compared, by content, with an
index made of the same sources from nothing. Every other time the sources have changed again by
then. A page that is not found goes with the second sync that ends and does not find it.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.contents import compared, contents, leftovers
from benchmarks.sources import Paper
from benchmarks.syncing import Sign, Sync
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.library import FILE
from index.stories import stale

STAGES = ("fetching", "reading", "embedding", "comparing", "ended")
"""In which a sync gives signs, and the last one; what is between is told by what is there."""
WEIGHTS = (3, 2, 5, 2, 0)
"""How often each is chosen: most where most is written."""
SOON = 0.1
"""Seconds within which the kill follows the sign."""
LONG = 300
"""Seconds after which a sync is taken for stuck."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--times", type=int, default=100, help="kills (100)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    print(f"{options.times} kills, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="copydesk-kill-") as folder:
        trial, good = Trial.in_folder(Path(folder), options.seed), 0
        with trial.paper.served():
            for number in range(1, options.times + 1):
                faults = trial.round()
                good += not faults
                what = "; ".join(faults) or "converged"
                print(f"{number:3} {trial.stage}, {trial.pending()}: {what}", flush=True)
    print(f"{good} of {options.times} converged; killed in: {dict(trial.stages)}", flush=True)
    return 0 if good == options.times else 1


@dataclass
class Trial:
    """Sources and their index, whose syncs are killed again and again."""

    folder: Path
    draw: random.Random
    paper: Paper
    stage: str = ""
    stages: Counter[str] = field(default_factory=Counter)
    signs: list[Sign] = field(default_factory=list)
    embeddings: SentenceEmbeddings = field(default_factory=SentenceEmbeddings)

    @classmethod
    def in_folder(cls, folder: Path, seed: int) -> "Trial":
        """One that has its sources, and no index yet: the first sync, too, is killed."""
        draw = random.Random(seed)
        paper = Paper(folder / "articles", draw)
        paper.begin()
        return cls(folder, draw, paper)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def round(self) -> list[str]:
        """Change, kill, look, sync, compare; what was wrong."""
        before = self.held()
        self.paper.change()
        self.paper.be_in_trouble()
        self.kill()
        faults = list(self.unanswered())
        after, missed = self.held(), self.missed()
        self.paper.trouble.clear()
        if self.draw.random() < 0.5:
            self.paper.change()
        try:
            self.sync(self.data)
            faults += self.given_up_too_soon(before, missed)
            if self.paper.vanishing or self.paper.forgotten:
                self.paper.now += timedelta(days=1)
                self.sync(self.data)
                self.paper.vanishing.clear()
                self.paper.forgotten = False
            faults += self.differences(before - after)
        except RuntimeError as error:
            faults.append(str(error))
        return faults

    def kill(self) -> None:
        """A sync ended in mid-work."""
        (wanted,) = self.draw.choices(STAGES, WEIGHTS)
        usual = sum(sign[0] == wanted for sign in self.signs)
        nth, wait = self.draw.randint(1, max(usual // 2, 1)), self.draw.uniform(0, SOON)
        process, heard = self.planned(self.data).start()
        signs = []
        with closing(heard):
            for sign in said(heard):
                signs.append(sign)
                past = STAGES.index(sign[0]) > STAGES.index(wanted)
                if past or sum(s[0] == wanted for s in signs) >= nth:
                    break
            time.sleep(wait)
            process.kill()
            process.join()
            signs += said(heard)
        self.stage = self.named(signs[-1][0] if signs else "opening")
        self.stages[self.stage] += 1

    def sync(self, data: Path) -> None:
        """A sync to the end."""
        process, heard = self.planned(data).start()
        with closing(heard):
            signs = list(said(heard))
        process.join()
        if not signs or signs[-1][0] != "ended":
            raise RuntimeError(f"a sync failed after {signs[-1:]}, exit code {process.exitcode}")
        self.signs = signs if data == self.data else self.signs or signs

    def planned(self, data: Path) -> Sync:
        paper = self.paper
        return Sync(data, paper.folder, paper.host, paper.addresses, paper.now)

    def named(self, last: str) -> str:
        """The stage in which a sync was killed, by its last sign and what it left undone."""
        without, unstored, waiting = self.undone()
        if last == "embedding":
            return "embedding" if without else "storing" if unstored else "writing"
        return "finishing" if last == "comparing" and not waiting else last

    def undone(self) -> tuple[int, int, int]:
        """Passages without a vector, passages that Chroma lacks, articles not compared."""
        with closing(self.opened()) as db:
            rows = db.execute("SELECT vector IS NULL FROM passages WHERE stored = 0").fetchall()
            without = sum(row[0] for row in rows)
            return without, len(rows) - without, len(stale(db))

    def pending(self) -> str:
        """How many articles the library holds."""
        return f"{len(self.held())} articles"

    def opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.data / FILE)
        db.row_factory = sqlite3.Row
        return db

    def held(self) -> set[str]:
        """The ids of the articles that the library holds."""
        if not (self.data / FILE).is_file():
            return set()
        with closing(self.opened()) as db:
            return {row["id"] for row in db.execute("SELECT id FROM articles")}

    def missed(self) -> set[str]:
        """The addresses that a sync that ended did not find."""
        with closing(self.opened()) as db:
            rows = db.execute("SELECT url FROM fetched WHERE missing IS NOT NULL").fetchall()
        return {row["url"] for row in rows}

    def unanswered(self) -> Iterator[str]:
        """Whether the half-synced library opens, and finds an article by the words of its title."""
        with closing(Index(self.data, self.paper.folder, self.embeddings)) as index:
            _, entries = index.library.entries(limit=10**6)
            if not entries:
                return
            entry = self.draw.choice(entries)
            search = index.search.model_copy(update={"arms": frozenset({"keyword"}), "k": 50})
            found = {d.metadata["article_id"] for d in search.invoke(entry.title)}
            if entry.article_id not in found:
                yield f"{entry.title!r} was not found while it was half synced"

    def given_up_too_soon(self, before: set[str], missed: set[str]) -> Iterator[str]:
        """Articles of pages that only one sync that ended did not find, and that are gone."""
        first = {f"{self.paper.address}{path}" for path in self.paper.vanishing} - missed
        with closing(self.opened()) as db:
            rows = db.execute("SELECT url FROM fetched WHERE gone IS NOT NULL AND hash IS NOT NULL")
            for row in rows:
                if row["url"] in first:
                    yield f"{row['url']} was given up when it was not found for the first time"

    def differences(self, missing: set[str]) -> Iterator[str]:
        """What tells this index from one made of the same sources from nothing.

        Args:
            missing: articles that were there before the kill and not after it.
        """
        with tempfile.TemporaryDirectory(dir=self.folder) as fresh:
            self.sync(Path(fresh))
            with closing(sqlite3.connect(Path(fresh) / FILE)) as db:
                clean = {row[0] for row in db.execute("SELECT id FROM articles")}
            if lost := missing & clean:
                yield f"the kill lost {len(lost)} articles that the sources hold"
            yield from compared(contents(self.data), contents(Path(fresh)))
        yield from leftovers(self.data)
        yield from self.unfound()

    def unfound(self) -> Iterator[str]:
        """Articles of which no word is found."""
        with closing(self.opened()) as db:
            for row in db.execute("SELECT id, title FROM articles").fetchall():
                words = " ".join(f'"{word}"' for word in row["title"].split())
                found = db.execute(
                    "SELECT 1 FROM keywords JOIN passages ON passages.id = keywords.rowid"
                    " WHERE keywords MATCH ? AND article_id = ?",
                    (words, row["id"]),
                )
                if not found.fetchone():
                    yield f"{row['title']!r} is not found by its title"


def said(heard: Connection) -> Iterator[Sign]:
    """The signs of a sync until it ends, in whatever way."""
    while True:
        try:
            if not heard.poll(LONG):
                return
            yield heard.recv()
        except (EOFError, OSError):
            return


if __name__ == "__main__":
    sys.exit(main())

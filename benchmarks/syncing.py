"""Syncs in processes of their own, which are there at once: forked from one that has all loaded."""

import multiprocessing
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import index.mirror
import index.sync
import index.web.look
from index.index import Index
from index.sync import Progress
from index.web.fetch import Fetcher
from index.web.look import Web

ALWAYS = 1e-6
"""Of a page's age: each is due whenever time went by, and not when none did."""

Sign = tuple[str, int, int]
"""A sign of progress: a stage, and how many of how many are done in it."""

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["benchmarks.loaded", "benchmarks.syncing"])


@dataclass(frozen=True, slots=True)
class Sync:
    """A sync of a folder and some addresses into a data folder, at some time.

    Args:
        host: of the site, which may be asked though it is of this machine.
    """

    data: Path
    home: Path
    host: str
    addresses: Sequence[str]
    now: datetime

    def start(self) -> tuple[ForkServerProcess, Connection]:
        """The process, and where its signs are heard."""
        heard, told = processes.Pipe(duplex=False)
        process = processes.Process(target=run, args=(self, told), daemon=True)
        process.start()
        told.close()
        return process, heard


def run(sync: Sync, told: Connection) -> None:
    """Sync, with more moments between two writes than there would be."""
    from benchmarks.loaded import EMBEDDINGS  # noqa: PLC0415 - in the process that is forked alone

    index.sync.BATCH, index.mirror.BATCH = 4, 3
    index.web.look.AGE_SHARE = ALWAYS

    def tell(progress: Progress) -> None:
        told.send((progress.stage, progress.done, progress.total))

    web = Web(Fetcher([sync.host], pause=0), lambda: sync.now)
    with closing(Index(sync.data, sync.home, EMBEDDINGS, web=web)) as made:
        for address in sync.addresses:
            made.add(address)
        made.sync(progress=tell)
    told.send(("ended", 0, 0))

"""Reading apart: formats whose parsers may hang, crash or eat memory are read in another process.

A worker (`index.read.worker`) is started when it is first needed, is kept for the next file, and
is killed when it does not answer; it ends by itself when this process does.
"""

import atexit
import contextlib
import io
import logging
import os
import pickle
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

from index.article import Article, Failure
from index.errors import SourceError
from index.read.decode import check
from index.read.nested import INSIDE

log = logging.getLogger(__name__)

KINDS = {
    ".docx": "docx",
    ".eml": "mail",
    ".epub": "epub",
    ".odt": "odt",
    ".pdf": "pdf",
    ".rtf": "rtf",
}
"""The module that reads files of an ending; it is imported by the worker alone."""

SECONDS = 10.0
"""How long a worker may take for the next article of a file, or the next page of a long one."""

LONGEST = 180.0
"""How long it may take for an article however many pages it has: some 1,500 on a slow machine."""

START_SECONDS = 120.0
"""How long one may take to start, on a machine that is busy."""

MEMORY = 2_000_000_000
"""Bytes of address space that a worker may have, where the system can limit it."""

WAITING = 2
"""Workers that are kept for the next file."""

HEAD = struct.Struct(">I")
KNOWN = {
    ("index.article", "Article"),
    ("index.article", "Failure"),
    ("index.read.apart", "Alive"),
    ("index.read.apart", "Asked"),
    ("index.read.apart", "Done"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("dateutil.tz.tz", "tzutc"),
    ("dateutil.tz.tz", "tzoffset"),
}
"""All that is sent: a worker that a file has taken over can send no code."""

IN_WORKER = threading.Event()
"""Set in a worker: there files are read at once, also those that stand in another."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker says at the end of a file; `tired`: it holds much memory and should go."""

    tired: bool


@dataclass(frozen=True, slots=True)
class Alive:
    """What a worker says when one more part of a document is read."""


class Ended(Exception):  # noqa: N818 - what became of a worker, said as a failure of its file
    """A worker is gone; the reason is what its file did to it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A file that a worker is to read; `around`: the endings of the files that it stands in."""

    path: str
    name: str
    around: tuple[str, ...]


def read(path: Path, name: str) -> Iterator[Article | Failure]:
    """The articles in a file, read by a worker; in a worker itself, read at once.

    Raises:
        SourceError: it took longer than `SECONDS` for an article, or more memory than there is,
            or it is damaged.
    """
    if IN_WORKER.is_set():
        yield from read_here(path, name)
        return
    check(path, name)
    worker, rested = POOL.take(), False
    try:
        for item in worker.read(path, name):
            if isinstance(item, Done):
                rested = not item.tired
            else:
                yield item
    except Ended as error:
        raise SourceError(f"{name!r} {error}; export it again or as text") from error
    finally:
        POOL.give(worker, rested=rested)


def read_here(path: Path, name: str) -> Iterator[Article | Failure]:
    """The articles in a file, read in this process.

    Raises:
        SourceError: it cannot be read; whatever its parser raised.
    """
    check(path, name)
    reader: Callable[[Path, str], Iterator[Article | Failure]]
    try:
        reader = import_module(f"index.read.{KINDS[path.suffix.lower()]}").read
        yield from reader(path, name)
    except (SourceError, OSError):
        raise
    except MemoryError as error:
        raise SourceError(
            f"{name!r} needs more than {MEMORY / 1e9:.0f} GB of memory to read; "
            "export it again or as text"
        ) from error
    except Exception as error:  # parsers raise all there is where a file is damaged
        log.info("reading %s", name, exc_info=True)
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise SourceError(
            f"{name!r} is damaged or unusual ({' '.join(what.split())[:200]}); "
            "export it again or as text"
        ) from error


def send(pipe: IO[bytes], item: object) -> None:
    """Write an object, its length before it."""
    content = pickle.dumps(item)
    pipe.write(HEAD.pack(len(content)) + content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object:
    """The next object that was sent.

    Raises:
        EOFError: the other side is gone.
    """
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    content = pipe.read(HEAD.unpack(head)[0])
    return Plain(io.BytesIO(content)).load()


class Plain(pickle.Unpickler):
    """Loads what is `KNOWN` and no more."""

    def find_class(self, module: str, name: str) -> object:
        """The class of that name, if it is one of those.

        Raises:
            EOFError: it is not; what comes after it is not trusted either.
        """
        if (module, name) not in KNOWN:
            raise EOFError(f"{module}.{name}")
        return super().find_class(module, name)


class Worker:
    """A process that reads one file after another; one thread at a time may use it.

    Args:
        seconds: how long it may take for the next article.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        here = str(Path(__file__).parents[2])
        paths = [*filter(None, sys.path), here]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "index.read.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        assert self.process.stdin
        assert self.process.stdout
        self.to, self.back = self.process.stdin, self.process.stdout
        self.started = False

    def read(self, path: Path, name: str) -> Iterator[Article | Failure | Done]:
        """What it finds in a file, at last `Done`.

        Raises:
            Ended: it is gone, and what is said of the file.
        """
        try:
            if not self.started:
                self.next(START_SECONDS)
                self.started = True
            send(self.to, Asked(str(path.absolute()), name, INSIDE.get()))
            item: object = None
            begun = time.monotonic()
            while not isinstance(item, Done):
                left = begun + LONGEST - time.monotonic()
                if left <= 0:
                    self.process.kill()
                    raise Ended(f"took longer than {LONGEST:.0f} seconds to read")
                item = self.next(self.seconds)
                if isinstance(item, Article | Failure | Done):
                    yield item
                    begun = time.monotonic()
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise Ended("stopped its reader") from error

    def next(self, seconds: float) -> object:
        """What it says next.

        Raises:
            Ended: it did not within so many seconds, and was killed.
            EOFError: it is gone.
        """
        late = threading.Event()
        timer = threading.Timer(seconds, self.kill, (late,))
        timer.daemon = True
        timer.start()
        try:
            return receive(self.back)
        except EOFError as error:
            if late.is_set():
                raise Ended(f"took longer than {seconds:.0f} seconds to read") from error
            raise
        finally:
            timer.cancel()

    def kill(self, late: threading.Event) -> None:
        """End it at once, and say so."""
        late.set()
        self.process.kill()

    def close(self, *, gently: bool = False) -> None:
        """End it, at once or after what it does."""
        for pipe in (self.to, self.back):
            with contextlib.suppress(OSError):  # what was not written yet
                pipe.close()
        if gently:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
        self.process.kill()
        self.process.wait()


class Pool:
    """The workers that wait for the next file: threads that read at once have their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.idle: list[Worker] = []

    def take(self) -> Worker:
        """A worker that nobody else uses."""
        while True:
            with self._lock:
                worker = self.idle.pop() if self.idle else None
            if worker is None:
                return Worker()
            if worker.process.poll() is None:
                return worker
            worker.close()

    def give(self, worker: Worker, *, rested: bool) -> None:
        """Give one back; it is kept where it is `rested` and fewer than `WAITING` wait."""
        if rested:
            with self._lock:
                if len(self.idle) < WAITING:
                    self.idle.append(worker)
                    return
        worker.close()

    def close(self) -> None:
        """End those that wait; the next file has a new one."""
        with self._lock:
            workers, self.idle = self.idle, []
        for worker in workers:
            worker.close(gently=True)


POOL = Pool()
atexit.register(POOL.close)

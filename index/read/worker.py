"""The process in which `index.read.apart` has files read: `python -m index.read.worker`."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from index.read import read
from index.read.apart import IN_WORKER, MEMORY, SECONDS, Alive, Asked, Done, receive, send
from index.read.nested import INSIDE
from index.read.pulse import hear

MUCH = 500_000_000
"""Bytes of memory after which a worker is replaced by a fresh one."""

GRACE = 5.0
"""Seconds after which a worker that nobody killed in time ends itself."""

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def main() -> None:
    """Read what is asked for on standard input until it closes."""
    back = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is no answer
    logging.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory()
    IN_WORKER.set()
    hear(lambda: alive(back))
    send(back, Done(tired=False))
    while True:
        try:
            asked = receive(sys.stdin.buffer)
        except (EOFError, OSError):
            return
        if isinstance(asked, Asked):
            INSIDE.set(asked.around)
            answer(back, Path(asked.path), asked.name)


def answer(back: IO[bytes], path: Path, name: str) -> None:
    """Send what is found in a file; time counts while the next item is looked for."""
    items = read(path, name)
    while True:
        with_alarm(SECONDS + GRACE)
        item = next(items, None)
        with_alarm(0)
        if item is None:
            break
        send(back, item)
    send(back, Done(tired=held() > MUCH))


def alive(back: IO[bytes]) -> None:
    """Say so: the next part has its own time."""
    with_alarm(SECONDS + GRACE)
    send(back, Alive())


def with_alarm(seconds: float) -> None:
    """Have the system end this process in so many seconds; 0: not any more."""
    setitimer: Callable[[int, float], object] | None = getattr(signal, "setitimer", None)
    if setitimer is not None:
        setitimer(signal.ITIMER_REAL, seconds)


def limit_memory() -> None:
    """Let an allocation beyond `MEMORY` fail, and leave no core behind."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def held() -> int:
    """The bytes of memory that this process has; 0 where that is not known.

    Not its peak: that begins, on Linux, with what its parent had.
    """
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


if __name__ == "__main__":
    main()

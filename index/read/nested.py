"""Files that stand in other files: which kinds are being opened, outermost first."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

INSIDE: ContextVar[tuple[str, ...]] = ContextVar("INSIDE", default=())
"""The endings of the files around the one that is read: `(".zip", ".eml")`."""


@contextmanager
def inside(kind: str) -> Iterator[None]:
    """Say that what is read now stands in a file of that ending; yield no item out of this."""
    token = INSIDE.set((*INSIDE.get(), kind))
    try:
        yield
    finally:
        INSIDE.reset(token)

"""How long each step of an answer takes, for the log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

log = logging.getLogger(__name__)


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Tell how long a step took, once it is done."""
    begun = monotonic()
    yield
    took(step, monotonic() - begun)


def took(step: str, seconds: float) -> None:
    """Tell how long a step took."""
    log.info("%s: %.0f ms", step, 1000 * seconds)

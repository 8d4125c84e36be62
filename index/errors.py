"""The errors that a person is meant to read; everything else is a bug and propagates.

CopydeskError
├── LibraryError      the library or the vector store cannot be used as it stands
├── ModelError        a model is missing or is not the one expected
├── SourceError       a source cannot be read, or may not be added
├── NoArticle         a page was read and is no article
├── MassDelete        a sync would delete more than half of a source's articles
├── Busy              another process or job holds what is needed
└── Cancelled         somebody stopped what ran
"""

from collections.abc import Sequence
from dataclasses import dataclass


class CopydeskError(Exception):
    """A message for the person: what is wrong, with the value, and what to do about it."""


class LibraryError(CopydeskError):
    """The library or the vector store cannot be used as it stands."""


class ModelError(CopydeskError):
    """A model is missing, or is not the one that was expected."""


class SourceError(CopydeskError):
    """A source cannot be read, or may not be added."""


class NoArticle(CopydeskError):  # noqa: N818 - what a page is, not a failure
    """A page was read and is no article: a list of articles, an author's page, a form."""


@dataclass(frozen=True, slots=True)
class Loss:
    """How many of the articles that are held of a source would be deleted."""

    location: str
    going: int
    held: int

    def __str__(self) -> str:
        return f"{self.going} of {self.held} articles of {self.location}"


def would_go(losses: Sequence[Loss]) -> str:
    """What would be deleted, as a clause."""
    return f"{' and '.join(map(str, losses))} would be deleted"


class MassDelete(CopydeskError):  # noqa: N818 - a question to the person, not a failure
    """A sync would delete more than half (and more than five) of a source's articles.

    Args:
        losses: every source of which that is so.
    """

    def __init__(self, losses: Sequence[Loss]) -> None:
        super().__init__(
            f"{would_go(losses)}; nothing was changed. "
            "If they should go: copydesk index --allow-mass-delete."
        )
        self.losses = tuple(losses)


class Busy(CopydeskError):  # noqa: N818 - a state, not a failure
    """Another process or another job holds what is needed."""


class Cancelled(CopydeskError):  # noqa: N818 - what was asked for, not a failure
    """Somebody stopped what ran; what was done until then is kept."""

"""The errors that a person is meant to read; everything else is a bug and propagates.

CopydeskError
├── LibraryError      the library or the vector store cannot be used as it stands
├── ModelError        a model is missing or is not the one expected
├── SourceError       a source cannot be read, or may not be added
├── NoArticle         a page was read and is no article
├── Busy              another process or job holds what is needed
└── Cancelled         somebody stopped what ran
"""


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


class Busy(CopydeskError):  # noqa: N818 - a state, not a failure
    """Another process or another job holds what is needed."""


class Cancelled(CopydeskError):  # noqa: N818 - what was asked for, not a failure
    """Somebody stopped what ran; what was done until then is kept."""

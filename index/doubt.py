"""Whether what stands in the place of an article is too little to be taken for its new text."""

from collections.abc import Sequence

from index.article import Article, Failure
from index.copies import Story, contained
from index.library import Library
from index.record import Record

LESS, SHARED = 0.5, 0.2
"""A text that has less than half of the words of what it replaces, and of its shingles less than a
fifth in common with it, or that is its beginning, is doubted until the next sync finds it too."""


def doubted(
    library: Library, items: Sequence[Article | Failure], before: Sequence[Record]
) -> Article | None:
    """What a page has in place of its article, where that is hardly one and was not there before:
    the beginning of what it was, or something much shorter and about something else, as a page
    that is broken off, closed for repair or behind a question has."""
    held = next((record.article_id for record in before if record.article_id), None)
    if len(items) != 1 or not isinstance(items[0], Article) or held is None:
        return None
    found = items[0]
    if any(record.version == found.version for record in before):
        return None
    known = library.article(held)
    return found if known and is_hardly(found.text, known.text) else None


def is_hardly(text: str, of: str) -> bool:
    """Whether a text is too little of another one to take its place at once."""
    new, old = Story(None, None, text), Story(None, None, of)
    if len(new.spoken) > LESS * len(old.spoken):
        return False
    if new.spoken[:-1] == old.spoken[: len(new.spoken) - 1]:  # the last word may have been cut too
        return True
    return contained(new.shingles, old.shingles) < SHARED

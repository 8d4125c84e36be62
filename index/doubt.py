"""Whether what stands in the place of an article is too little to be taken for its new text."""

import re
from collections.abc import Sequence

from index.article import Article, Failure
from index.library import Library
from index.record import Record

LESS, RUN, SHARED = 0.5, 3, 0.2
"""A text that has less than half of the words of what it replaces, and of its runs of three words
less than a fifth, or that is its beginning, is doubted until the next sync finds it too."""
WORD = re.compile(r"\w+")


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
    new, old = WORD.findall(text.casefold()), WORD.findall(of.casefold())
    if len(new) > LESS * len(old):
        return False
    if new[:-1] == old[: len(new) - 1]:  # the last word may have been cut too
        return True
    runs = {tuple(new[at : at + RUN]) for at in range(len(new) - RUN + 1)}
    known = {tuple(old[at : at + RUN]) for at in range(len(old) - RUN + 1)}
    return len(runs & known) < SHARED * len(runs)

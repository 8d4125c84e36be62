"""Whether the texts that a feed gives are whole articles, or beginnings that look like it."""

import re
from collections.abc import Iterable, Iterator

from index.errors import NoArticle, SourceError
from index.read import html
from index.read.facts import Facts
from index.read.kinds import HTML
from index.web.feeds import Entry, plain_text
from index.web.fetch import Fetched

TRIED = 2
"""Pages of a feed that are asked for, once, to compare them with the texts that it gives."""

MORE, SHARE = 300, 0.2
"""Characters, and their share of a feed's text, from which a page that goes on after it goes on
with the article, and not with a line about its author."""

SENTENCE = 40
"""Characters of a sentence that is no line of a menu."""

BREAK = re.compile(r"(?<=[.!?…。！？])\s+|\n+")
WORD = re.compile(r"\w+")


def to_try(listed: Iterable[Entry]) -> list[Entry]:
    """The entries by whose pages it is told: where not all texts are whole, the shortest ones."""
    texts = [entry for entry in listed if entry.markup is not None]
    return sorted(texts, key=lambda entry: len(entry.markup or ""))[:TRIED]


def is_teaser(entry: Entry, got: Fetched) -> bool:
    """Whether an article goes on on its page, where the text of its entry ends."""
    return goes_on(plain_text(entry.markup or ""), text_of(got))


def text_of(got: Fetched) -> str:
    """The text of the article of a page; "" where there is none."""
    if got.kind not in HTML:
        return ""
    try:
        found = html.article(
            got.body, got.url, encoding=got.charset, known=Facts(), address=got.url
        )
    except (NoArticle, SourceError):
        return ""
    return found.text


def goes_on(text: str, page: str) -> bool:
    """Whether the text of a page says a good deal more after the last sentence of a text."""
    given, told, rest = words(text), False, 0
    for sentence in sentences(page):
        if words(sentence) in given:
            told, rest = True, 0
        else:
            rest += len(sentence)
    return told and rest >= max(MORE, SHARE * len(text))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, without lines that are none."""
    return (each for each in BREAK.split(text) if len(each) >= SENTENCE)


def words(text: str) -> str:
    """The words of a text, in lower case and apart by one blank."""
    return " ".join(WORD.findall(text.casefold()))

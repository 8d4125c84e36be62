"""The texts that a feed gives, beside their pages: whole articles, or beginnings like such."""

import re
from collections.abc import Iterable, Iterator

from index.read.decode import decode
from index.read.kinds import HTML
from index.read.markup import parse
from index.read.served import text_sent
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


def still_says(sent: Fetched, text: str) -> bool:
    """Whether what a feed gave as the text holds beside its page: the page has each paragraph of
    it, or shows the beginning alone, as to who does not pay, or has no article."""
    own = text_of(sent)
    if words(own) in words(text):
        return True
    shown = own
    if sent.kind in HTML:
        shown = parse(decode(sent.body, sent.url, sent.charset), sent.url).text_content()
    said = words(shown)
    return all(words(line) in said for line in text.splitlines())


def text_of(sent: Fetched) -> str:
    """The text of the article of a page; "" where there is none."""
    return text_sent(sent.body, sent.kind, sent.charset, sent.url)


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

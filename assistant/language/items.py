"""The items of a piece that tells of one thing after another: “Gallow Hill. A steep climb …”

What stands under one says nothing of another, and seldom names its own.
"""

import re
from functools import lru_cache
from itertools import pairwise

from langchain_core.documents import Document

from assistant.language.opinion import is_label

FEWEST, MOST = 3, 6
"""Items of such a piece, and sentences of each at most: what has longer parts has headings."""
LINE, RUN_IN = 8, 6
"""Words of a head that is a line of its own, at most, and of one that begins its paragraph."""
NEARLY_ALL = 0.8
"""The share of the paragraphs from the first such beginning on that begin so."""
MARK = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])(?:\s+|$)")
NAME = re.compile(r"[^,:;(|–—]+")
"""What a head names, without where it is."""
Spans = tuple[tuple[int, int], ...]


def heads(document: Document) -> tuple[int | None, ...]:
    """For each sentence of a passage that of its item's head, as they are numbered in its metadata;
    `None` for what is of no item."""
    return _heads(document.page_content, tuple(map(tuple, document.metadata["sentences"])))


def name(document: Document, head: int) -> set[str]:
    """What the head of an item names, which may stand behind its number."""
    spans = document.metadata["sentences"]
    texts = [document.page_content[slice(*span)] for span in spans[head : head + 2]]
    return named(texts[0]) or (named(texts[1]) if MARK.fullmatch(texts[0]) else set())


def is_run_in(document: Document, head: int) -> bool:
    """Whether the head of an item stands at the beginning of its paragraph, and not above it."""
    spans = document.metadata["sentences"]
    return "\n" not in document.page_content[spans[head][1] : spans[head + 1][0]]


def named(head: str) -> set[str]:
    """The words of what a head names, in lower case; of a name those with a capital."""
    found = NAME.match(MARK.sub("", head))
    words = re.findall(r"[^\W\d_][\w’'-]*", found[0]) if found else []
    capitals = [word for word in words if word[0].isupper()]
    return {word.casefold() for word in (capitals if len(capitals) > 1 else words)} - {"the"}


@lru_cache(maxsize=512)
def _heads(text: str, spans: Spans) -> tuple[int | None, ...]:
    begins = [not n or "\n" in text[spans[n - 1][1] : start] for n, (start, _) in enumerate(spans)]
    ends = [*begins[1:], True]
    lines, run_in = [], []
    for number, (start, end) in enumerate(spans):
        told = text[start:end]
        words = len(MARK.sub("", told).split()) or 1  # a number alone is a sentence
        if not begins[number] or is_label(told):
            continue
        if ends[number]:
            if words <= LINE and told[-1] not in '.!?:…”"':
                lines.append(number)
        elif words <= RUN_IN and told[-1] == ".":
            run_in.append(number)
    if run_in and sum(begins[run_in[0] :]) * NEARLY_ALL > len(run_in):
        run_in = []
    return next(
        filter(None, (_items(len(spans), own) for own in (lines, run_in))), (None,) * len(spans)
    )


def _items(count: int, own: list[int]) -> tuple[int | None, ...] | None:
    """The head of each of so many sentences; `None` where these are no heads of items."""
    if len(own) < FEWEST:
        return None
    lengths = [b - a - 1 for a, b in pairwise([*own, count])]
    if not all(1 <= one <= MOST for one in lengths):
        return None
    return tuple(max((head for head in own if head <= n), default=None) for n in range(count))

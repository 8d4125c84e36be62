"""An article's text → sentences with exact offsets → passages of whole sentences."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from sentencex import get_sentence_boundaries

from index.article import Article, day
from index.embedding import MAX_TOKENS

MARKS = 2
"""Tokens that the model adds at the start and the end of a text."""
SENTENCE_TOKENS = 200
"""A longer sentence is cut at clause marks, so that it fits a passage beside a header."""
HEADER_TOKENS = MAX_TOKENS - MARKS - SENTENCE_TOKENS
FILL = 0.6
"""The least share of the room that a passage uses where the text goes on."""

PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
ITEM = re.compile(r"(?m)^(?=[-*•–] |\d{1,2}[.)] )")
CLAUSE = re.compile(r"(?<=[;:,—–])\s+")
BLANK = re.compile(r"\s+")
ORDINAL = re.compile(
    r"(?:\b(?:[Dd](?:er|ie|as|em|en|es)|(?<!\bI )[Aa]m|[Ii]m|[Vv]om|[Zz]u[mr])\s(?P<of>\d{1,2})"
    r"|\b\d{1,2})\.$"
)
MONTH = re.compile(
    r"(?:jan[uú]ar|januari|febr[uú]ar|mär[zts]|mars|marts|maj|mai|maí|jun[ií]|jul[ií]|okt[oó]ber"
    r"|de[zs]ember|helmikuu|\w+kuuta)\b",
    re.IGNORECASE,
)
"""“ab dem 1. Januar”, “den 17. mai”, “im 19. Jahrhundert”: what ends no sentence in German and in
the north, of which many an article does not tell that it is written in it."""

Counter = Callable[[Sequence[str]], list[int]]
"""Gives for each text how many tokens it has, the model's marks left out."""


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of a text, in code points; `opens` tells whether a paragraph begins with it."""

    start: int
    end: int
    tokens: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved: whole sentences of one article, and the header that is indexed with it.

    `sentences` are offsets relative to `start`; `date` is in words.
    """

    header: str
    title: str
    publisher: str
    date: str
    text: str
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]


def split(article: Article, count: Counter) -> list[Passage]:
    """The passages of an article, each of at most 256 tokens with its header."""
    header = _header(article, count)
    room = MAX_TOKENS - MARKS - count([header])[0]
    date = in_words(article)
    return [
        Passage(
            header=header,
            title=article.title,
            publisher=article.publisher or "",
            date=date,
            text=article.text[group[0].start : group[-1].end],
            start=group[0].start,
            end=group[-1].end,
            sentences=tuple((s.start - group[0].start, s.end - group[0].start) for s in group),
        )
        for group in _pack(article.text, sentences(article, count), room)
    ]


def sentences(article: Article, count: Counter) -> list[Span]:
    """The sentences of an article in order, without the blanks between them."""
    spans: list[tuple[int, int, bool]] = []
    for start, end in _blocks(article.text):
        opens = True
        for a, b in _segment(article.text, start, end, article.language):
            spans.append((a, b, opens))
            opens = False
    counts = count([article.text[a:b] for a, b, _ in spans])
    result: list[Span] = []
    for (a, b, opens), tokens in zip(spans, counts, strict=True):
        if tokens <= SENTENCE_TOKENS:
            result.append(Span(a, b, tokens, opens))
        else:
            result += _cut(article.text, a, b, opens, count)
    return result


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, and within them the items of a list: no sentence crosses their borders."""
    for paragraph in PARAGRAPH.finditer(text):
        marks = [m.start() for m in ITEM.finditer(text, paragraph.start(), paragraph.end())]
        edges = [paragraph.start(), *(m for m in marks if m > paragraph.start()), paragraph.end()]
        yield from pairwise(edges)


def _segment(text: str, start: int, end: int, language: str | None) -> Iterator[tuple[int, int]]:
    block, first = text[start:end], 0
    for boundary in get_sentence_boundaries((language or "en")[:2], block):
        last = boundary["end_index"]
        piece = block[first:last]
        if last < len(block) and _ends_with_an_ordinal(piece.rstrip(), block, last):
            continue
        if piece.strip():
            a = start + first + len(piece) - len(piece.lstrip())
            yield a, a + len(piece.strip())
        first = last


def _ends_with_an_ordinal(piece: str, block: str, end: int) -> bool:
    """Whether a piece ends with a number that is the third, not three, of what follows in its block
    from `end` on."""
    ordinal = ORDINAL.search(piece)
    return bool(ordinal and (ordinal["of"] or MONTH.match(block, end)))


def _cut(text: str, start: int, end: int, opens: bool, count: Counter) -> list[Span]:
    """Cut an over-long sentence near its middle: at a clause mark, else a blank, else anywhere."""
    tokens = count([text[start:end]])[0]
    if tokens <= SENTENCE_TOKENS or end - start < 2:
        return [Span(start, end, tokens, opens)]
    middle = (start + end) // 2
    quarter = (end - start) // 4
    gaps: list[tuple[int, int]] = []
    for pattern in (CLAUSE, BLANK):
        found = pattern.finditer(text, start, end)
        gaps = [m.span() for m in found if start + quarter < m.start() < end - quarter]
        if gaps:
            break
    left, right = min(gaps, key=lambda gap: abs(gap[0] - middle), default=(middle, middle))
    return [*_cut(text, start, left, opens, count), *_cut(text, right, end, False, count)]


def _pack(text: str, spans: list[Span], room: int) -> Iterator[list[Span]]:
    """Group sentences so that an edit does not shift every passage after it.

    Among the places where a passage may end (between `FILL` and all of its room, before a
    paragraph if there is one), the one whose next sentence has the smallest hash is taken: what
    follows an edit soon cuts where it cut before (content-defined chunking, Muthitacharoen et
    al. 2001).
    """
    first = 0
    while first < len(spans):
        used, last = 0, first
        ends: list[int] = []
        while last < len(spans) and (last == first or used + spans[last].tokens <= room):
            used += spans[last].tokens
            last += 1
            if used >= FILL * room:
                ends.append(last)
        if last < len(spans):
            ends = [e for e in ends if spans[e].opens] or ends or [last]
            last = min(ends, key=lambda e: crc32(text[spans[e].start : spans[e].end].encode()))
        yield spans[first:last]
        first = last


def _header(article: Article, count: Counter) -> str:
    """Title, publisher and date; a title that leaves too little room loses its last words."""
    tail = ", ".join(part for part in (article.publisher, in_words(article)) if part)[:120]
    words = article.title.split()
    while True:
        header = "\n".join(part for part in (" ".join(words), tail) if part)
        if count([header])[0] <= HEADER_TOKENS:
            return header
        words, tail = (words[:-1], tail) if words else ([], tail[: len(tail) // 2])


def in_words(article: Article) -> str:
    """The day it was published, as a header says it: 26 October 2023; empty if not known."""
    published = day(article.published)
    return f"{published.day} {published:%B %Y}" if published else ""

"""Copies: the same story as several publishers print it, and as they rewrite it.

Wording alone does not tell: results, reports and recalls written in one form share more words than
a story and its rewrite do. What a rewrite keeps are the story's particulars: its figures, the
names in it, and what is quoted. So two articles are copies where they are near in time,
their figures do not differ, and one's wording is largely the other's, or their words and names
overlap and so do their figures or what they quote, by as much as unrelated stories do not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from index.article import Article, day

T = TypeVar("T")

WITHIN = timedelta(days=3)
"""A wire story is printed on the day, or within some days after."""

GRAM = 3
"""Words of a shingle."""

WORDING = 0.5
"""Of the shorter one's shingles: as much as this in common, and its wording is the other's."""

OWN_WORDING = 0.75
"""The same between two articles of one publisher, which takes its own text up again in other ones
(.64 between a preview and the live report of one match in `multihop_rag`)."""

WORDS, FIGURES, NAMES = 0.16, 0.55, 0.15
"""Jaccard overlap of words, of figures and of names, from which a rewrite is one: below the least
of the pairs in `tests/index/copies.json`, above what two reports of one trial share in the news of
`multihop_rag` (figures .5)."""

QUOTED, QUOTED_LEAST, CLOSE_NAMES, SOME_WORDING = 0.5, 3, 0.3, 0.35
"""Where there are few figures: containment of what is quoted, in runs of `QUOTE_GRAM` words of
which at least so many are shared, or of shingles; and the names that must then overlap. Two reports
of one dismissal in `multihop_rag`, by two houses, share .22 of what they quote."""

QUOTE_GRAM = 6

FIGURES_LEAST = 5.0
"""Weight of the figures of whoever has fewer, from which they can tell that two are copies."""

DIFFER_LEAST, DIFFER = 3.0, 0.5
"""The same, from which they can tell that two are not; and what they share of them, below which
they do: reports in one form share their wording and not their figures."""

WORD = re.compile(r"[^\W_]+(?:['’.,]\w+)*")
FIGURE = re.compile(r"\d[\d.,:]*\d|\d")
YEAR = re.compile(r"(?:19|20)\d\d")
QUOTATION = re.compile(r"[“\"„]([^”\"“]{15,}?)[”\"“]")
NAME = re.compile(r"(?<![.!?:“\"‘'\n]\s)(?<![“\"‘'\n])(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’'-]+")
"""A word with a capital that does not begin a sentence."""


@dataclass(frozen=True)
class Story:
    """What an article is compared by."""

    publisher: str | None
    day: date | None
    text: str

    @classmethod
    def of(cls, article: Article) -> "Story":
        """Of an article as it stands."""
        return cls(article.publisher, day(article.published), article.text)

    @cached_property
    def spoken(self) -> list[str]:
        """Its words in order, without case."""
        return [word.casefold().replace("’", "'") for word in WORD.findall(self.text)]

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.spoken)

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Each `GRAM` words that stand together."""
        return frozenset(runs(self.spoken, GRAM))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its figures but years, which stories of one time have in common."""
        found = (figure.rstrip(".,:").replace(",", "") for figure in FIGURE.findall(self.text))
        return frozenset(figure for figure in found if not YEAR.fullmatch(figure))

    @cached_property
    def quoted(self) -> frozenset[tuple[str, ...]]:
        """Each `QUOTE_GRAM` words that stand together in one quotation."""
        return frozenset(
            run
            for quotation in QUOTATION.findall(self.text)
            for run in runs([word.casefold() for word in WORD.findall(quotation)], QUOTE_GRAM)
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are names, or parts of such."""
        return frozenset(NAME.findall(self.text))


def are_copies(one: Story, other: Story) -> bool:
    """Whether two articles are the same story, printed twice or rewritten."""
    if one.day and other.day and abs(one.day - other.day) > WITHIN:
        return False
    fewer = min(weight(one.figures), weight(other.figures))
    shared = weight(one.figures & other.figures)
    if fewer >= DIFFER_LEAST and shared < DIFFER * fewer:
        return False
    wording = contained(one.shingles, other.shingles)
    if one.publisher is not None and one.publisher == other.publisher:
        return wording >= OWN_WORDING
    if wording >= WORDING:
        return True
    if not (one.day and other.day) or jaccard(one.words, other.words) < WORDS:
        return False
    names = jaccard(one.names, other.names)
    every = weight(one.figures | other.figures)
    return (
        (fewer >= FIGURES_LEAST and shared >= FIGURES * every and names >= NAMES)
        or (quote_alike(one, other) and names >= CLOSE_NAMES)
        or (wording >= SOME_WORDING and names >= CLOSE_NAMES)
    )


def quote_alike(one: Story, other: Story) -> bool:
    """Whether one quotes largely what the other does."""
    shared = len(one.quoted & other.quoted)
    return shared >= QUOTED_LEAST and contained(one.quoted, other.quoted) >= QUOTED


def runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """Each so many words that stand together."""
    return zip(*(words[i:] for i in range(length)), strict=False)


def weight(figures: Iterable[str]) -> float:
    """How much figures tell together: one of more digits is less likely the same by chance."""
    return sum({1: 0.5, 2: 1.0}.get(sum(map(str.isdigit, figure)), 2.0) for figure in figures)


def jaccard(one: frozenset[T], other: frozenset[T]) -> float:
    """What two sets share of what they hold together, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def contained(one: frozenset[T], other: frozenset[T]) -> float:
    """What two sets share of the smaller one, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0

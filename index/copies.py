"""Copies: the same story as several publishers print it, and as they rewrite it.

Wording alone does not tell: results, reports and recalls written in one form share more words than
a story and its rewrite do. What a rewrite keeps are the story's particulars: its figures, the
names in it, and what is quoted. So two articles are copies where they are near in time and, either
one's wording is largely the other's and its figures do not differ, or their words, their figures
and their names overlap, each by as much as unrelated stories of one form do not.
"""

import re
from collections.abc import Iterable
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

FIGURES_LEAST = 5.0
"""Weight of the figures of whoever has fewer, from which they can tell that two are copies."""

DIFFER_LEAST, DIFFER = 3.0, 0.5
"""The same, from which they can tell that two are not; and what they share of them, below which
they do: reports in one form share their wording and not their figures."""

WORD = re.compile(r"[^\W_]+(?:['’.,]\w+)*")
FIGURE = re.compile(r"\d[\d.,:]*\d|\d")
YEAR = re.compile(r"(?:19|20)\d\d")
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
        spoken = self.spoken
        return frozenset(zip(*(spoken[i:] for i in range(GRAM)), strict=False))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its figures but years, which stories of one time have in common."""
        found = (figure.rstrip(".,:").replace(",", "") for figure in FIGURE.findall(self.text))
        return frozenset(figure for figure in found if not YEAR.fullmatch(figure))

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are names, or parts of such."""
        return frozenset(NAME.findall(self.text))


def are_copies(one: Story, other: Story) -> bool:
    """Whether two articles are the same story, printed twice or rewritten."""
    if one.day and other.day and abs(one.day - other.day) > WITHIN:
        return False
    shared = weight(one.figures & other.figures)
    fewer = min(weight(one.figures), weight(other.figures))
    differ = fewer >= DIFFER_LEAST and shared < DIFFER * fewer
    same_house = one.publisher is not None and one.publisher == other.publisher
    wording = contained(one.shingles, other.shingles)
    if wording >= (OWN_WORDING if same_house else WORDING):
        return not differ
    if differ or fewer < FIGURES_LEAST or same_house or not (one.day and other.day):
        return False
    every = weight(one.figures | other.figures)
    return (
        jaccard(one.words, other.words) >= WORDS
        and shared >= FIGURES * every
        and jaccard(one.names, other.names) >= NAMES
    )


def weight(figures: Iterable[str]) -> float:
    """How much figures tell together: one of more digits is less likely the same by chance."""
    return sum({1: 0.5, 2: 1.0}.get(sum(map(str.isdigit, figure)), 2.0) for figure in figures)


def jaccard(one: frozenset[T], other: frozenset[T]) -> float:
    """What two sets share of what they hold together, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def contained(one: frozenset[T], other: frozenset[T]) -> float:
    """What two sets share of the smaller one, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0

"""Copies: the same story as several publishers print it, and as they rewrite it.

Wording alone does not tell: results, reports and recalls written in one form share more words than
a story and its rewrite do; nor do quotations, as independent reports share the official statement.
What a rewrite keeps are the story's particulars: its figures and its names. So two articles are
copies where they are near in time, their figures do not differ, and one's wording is largely the
other's, or their words overlap and so do their figures, or their names, by more than those of two
reports of one event do. The thresholds were chosen on `tests/index/copies.json` and
`copies_second.json`, of which the second was written blind, and measured before: of its pairs the
rules until then found .66, and .875 of those found were right.

What one corrected and the other printed uncorrected is no copy, however much of the rest is: where
both have the same words around a figure or a day, it must be the same one. Else the one value would
be quoted, and nothing told of the other.
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
"""Jaccard overlap of words, of figures and of names, from which a rewrite is one by its figures.
Two reports of one trial, by two houses, share half of their figures in `multihop_rag`."""

FIGURES_LEAST = 5.0
"""Weight of the figures of whoever has fewer, from which they can tell that two are copies."""

SAME_WORDS, SAME_NAMES, NAMES_LEAST = 0.25, 0.5, 5
"""Jaccard overlap of words and of names, from which a rewrite is one by its names, and how many
whoever has fewer must have. Independent reports of one event share up to .24 and .41, as each has
people of its own in it."""

BRIEF_NAMES, BRIEF_LEAST, BRIEF_FIGURES, BRIEF_WORDING = 0.85, 4, 0.9, 0.1
"""A brief is one where its names, of which it must have so many, and its figures or its shingles
are contained in the longer one's by as much."""

DIFFER_LEAST, DIFFER = 3.0, 0.5
"""The same, from which they can tell that two are not; and what they share of them, below which
they do: reports in one form share their wording and not their figures."""

AROUND = 3
"""Words on either side of a figure or a day, by which it is the same place of a story."""

WORD = re.compile(r"[^\W_]+(?:['’.,]\w+)*")
SIGNED = re.compile(rf"{WORD.pattern}|[$£€¥₹%°+]|(?<!\w)[-−](?=\d)")
"""A word, or a sign that is none of punctuation's."""
FIGURE = re.compile(r"\d[\d.,:]*\d|\d")
YEAR = re.compile(r"(?:19|20)\d\d")
NAME = re.compile(r"(?<![.!?:“\"‘'\n]\s)(?<![“\"‘'\n])(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’'-]+")
"""A word with a capital that does not begin a sentence."""
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
TELLING = re.compile(
    rf"\d.*|{'|'.join(NUMBERS)}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march"
    r"|april|june|july|august|september|october|november|december"
)
"""A word that is a figure or a part of a day."""


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
        return _words(self.text)

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
    def told(self) -> dict[tuple[str, ...], frozenset[str]]:
        """Its figures and days by the words around them in their paragraph."""
        found: dict[tuple[str, ...], frozenset[str]] = {}
        for paragraph in self.text.splitlines():
            words = ["", *_words(paragraph), ""]
            plain = ["#" if TELLING.fullmatch(word) else word for word in words]
            for at in (at for at, word in enumerate(plain) if word == "#"):
                around = (*plain[max(at - AROUND, 0) : at], "#", *plain[at + 1 : at + 1 + AROUND])
                found[around] = found.get(around, frozenset()) | {_in_digits(words[at])}
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are names, or parts of such."""
        return frozenset(NAME.findall(self.text))


def are_copies(one: Story, other: Story) -> bool:
    """Whether two articles are the same story, printed twice or rewritten."""
    if one.day and other.day and abs(one.day - other.day) > WITHIN:
        return False
    if figures_differ(one, other) or says_otherwise(one, other):
        return False
    wording = contained(one.shingles, other.shingles)
    if one.publisher is not None and one.publisher == other.publisher:
        return wording >= OWN_WORDING
    if wording >= WORDING:
        return True
    dated = one.day is not None and other.day is not None
    return dated and (is_rewrite(one, other) or is_brief(one, other, wording))


def figures_differ(one: Story, other: Story) -> bool:
    """Whether each has figures and they are not the other's."""
    fewer, shared = figures_of(one, other)
    return fewer >= DIFFER_LEAST and shared < DIFFER * fewer


def says_otherwise(one: Story, other: Story) -> bool:
    """Whether one has another figure, or another day, than the other has in the same words."""
    places = one.told.keys() & other.told.keys()
    return any(one.told[place].isdisjoint(other.told[place]) for place in places)


def repeats(text: str, quote: str) -> bool:
    """Whether a text says a quote word for word, but for case, spaces and punctuation."""
    said, own = (
        " ".join(["", *SIGNED.findall(part.casefold().replace("’", "'")), ""])
        for part in (text, quote)
    )
    return own in said


def is_rewrite(one: Story, other: Story) -> bool:
    """Whether two articles of much the same length tell one story, by its figures or its names."""
    words, names = jaccard(one.words, other.words), jaccard(one.names, other.names)
    fewer, shared = figures_of(one, other)
    by_figures = fewer >= FIGURES_LEAST and shared >= FIGURES * weight(one.figures | other.figures)
    by_names = min(len(one.names), len(other.names)) >= NAMES_LEAST and names >= SAME_NAMES
    return (by_figures and words >= WORDS and names >= NAMES) or (by_names and words >= SAME_WORDS)


def is_brief(one: Story, other: Story, wording: float) -> bool:
    """Whether one is a few sentences of what the other tells.

    Args:
        wording: what they share of the shingles of whoever has fewer.
    """
    few = min(len(one.names), len(other.names)) < BRIEF_LEAST
    if few or contained(one.names, other.names) < BRIEF_NAMES:
        return False
    fewer, shared = figures_of(one, other)
    figures_too = fewer >= DIFFER_LEAST and shared >= BRIEF_FIGURES * fewer
    return wording >= (BRIEF_WORDING / 2 if figures_too else BRIEF_WORDING)


def figures_of(one: Story, other: Story) -> tuple[float, float]:
    """The weight of the figures of whoever has fewer, and of those that both have."""
    fewer = min(weight(one.figures), weight(other.figures))
    return fewer, weight(one.figures & other.figures)


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in WORD.findall(text)]


def _in_digits(word: str) -> str:
    return str(NUMBERS.index(word)) if word in NUMBERS else word.replace(",", "")


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

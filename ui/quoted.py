"""What became of a quote in a later text: it stands there, was changed, or is gone."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from ui.corrections import corrections
from ui.difference import sentences, spaced, words

LONGEST = 5_000
"""Characters of a quote that is looked for."""
ALIKE = 0.6
"""The share of words in common (Dice) from which a sentence is the other one, changed."""
NEAREST = 1_000
"""New sentences that a quote is compared with: those nearest to where it stood."""
LOOKED_THROUGH = 1_000_000
"""Characters that it is compared with, at most."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What became of a quote.

    `start` and `end` are where it stands now, or what it was changed to, in code points of the
    later text; 0 where it is gone.
    """

    state: Literal["same", "changed", "gone"]
    start: int = 0
    end: int = 0


def quoted(cited: range, old: str, new: str) -> Quoted:
    """What became of a quote in a later text; how its words are spaced does not count.

    What a correction in the later text repeats does not stand, but of a quote of a correction.

    Args:
        cited: the quote in the earlier text, in code points; not empty.
    """
    quote = old[cited.start : cited.stop]
    if not any(n.start < cited.stop and cited.start < n.end for n in corrections(old)):
        new = _without_corrections(new)
    if found := _standing(quote, new):
        return Quoted("same", *found)
    if len(quote) > LONGEST:
        return Quoted("gone")
    wanted, best, place, left = Counter(words(quote)), 0.0, (0, 0), LOOKED_THROUGH
    for start, end in _new_sentences(old, new, cited):
        if end - start > 3 * len(quote) + 100:
            continue
        left -= end - start
        if left < 0:
            break
        given = Counter(words(new[start:end]))
        alike = 2 * (wanted & given).total() / max(wanted.total() + given.total(), 1)
        if alike > best:
            best, place = alike, (start, end)
    return Quoted("changed", *place) if best >= ALIKE else Quoted("gone")


def _without_corrections(text: str) -> str:
    """A text with blanks in the place of its corrections."""
    pieces, last = list[str](), 0
    for note in corrections(text):
        pieces += [text[last : note.start], " " * (note.end - note.start)]
        last = note.end
    return "".join(pieces) + text[last:]


def _standing(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands word for word, and not as a part of longer words."""
    parts = quote.split()
    if not parts or spaced(quote) not in spaced(text):
        return None
    if len(quote) > LONGEST:
        start = text.find(quote)
        return (start, start + len(quote)) if start >= 0 else None
    first = r"(?<!\w)" if parts[0][0].isalnum() else ""
    last = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    found = re.search(first + r"\s+".join(map(re.escape, parts)) + last, text)
    return found.span() if found else None


def _new_sentences(old: str, new: str, cited: range) -> Iterator[tuple[int, int]]:
    """Rows of at most one sentence more than a quote has, without blanks around, of which one is
    new or was quoted; what is nearest to where the quote stood comes first."""
    own = [spaced(one) for one in sentences(old[cited.start : cited.stop])]
    before, after, number = {*map(spaced, sentences(old))} - {*own}, sentences(new), len(own)
    edges = [0, *accumulate(map(len, after))]
    fresh = [at for at, one in enumerate(after) if (bare := spaced(one)) and bare not in before]
    fresh.sort(key=lambda at: abs(edges[at] - cited.start))
    windows = {
        (first, first + size): None
        for at in fresh[: max(NEAREST // number**2, 10)]
        for size in range(1, number + 2)
        for first in range(max(at - size + 1, 0), at + 1)
        if first + size <= len(after)
    }
    for first, last in windows:
        shown = new[edges[first] : edges[last]]
        start = edges[first] + len(shown) - len(shown.lstrip())
        yield start, start + len(shown.strip())

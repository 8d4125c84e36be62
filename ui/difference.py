"""What changed between two texts, by paragraphs, then sentences, then words."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from ui.paragraphs import has_lines, paragraphs

Run = tuple[Literal["same", "went", "came"], str]
"""A piece of text, and whether both texts have it, or only the earlier, or only the later."""

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]{0,3}\s+|(?<=[。！？])[”’」』]?\s*|\n\s*")
CJK = r"\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(
    rf"[{CJK}]\s*|[^\W{CJK}]+(?:[-'’.,][^\W{CJK}]+)*\s*|[^\w\s]\s*|\s+"  # the last: at the start
)
CELLS = 250_000
"""Words of one side times words of the other that are compared one by one, as that is quadratic;
where there are more, all of one side went and all of the other came."""
ALL_CELLS = 2_000_000
"""The same for a whole text."""
ALIKE = 0.4
"""The share of words that two stretches have in common, below which one replaces the other."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the blanks after it: together they are the text."""
    ends = [found.end() for found in SENTENCE_END.finditer(text)]
    edges = sorted({0, *ends, len(text)})
    return [text[start:end] for start, end in pairwise(edges)]


def words(text: str) -> list[str]:
    """The words of a text, without blanks and marks."""
    return [word.strip() for word in WORD.findall(text) if word[0].isalnum()]


def spaced(text: str) -> str:
    """A text as it is compared: whatever blanks it has between words."""
    return " ".join(text.split())


def changes(old: str, new: str) -> Iterator[list[Run]]:
    """Each place where two texts differ: whole paragraphs, as the runs that they are made of."""
    before, after = _paragraphs(old), _paragraphs(new)
    left = ALL_CELLS
    for was, now in stretches([*map(spaced, before)], [*map(spaced, after)]):
        runs, used = _by_sentences("\n\n".join(before[was]), "\n\n".join(after[now]), left)
        left -= used
        yield runs


def stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Where two sequences differ, in time O(n log n).

    What stands once in each, in the same order, is held fast; what is between is made shorter
    from both its ends (patience diff, Bram Cohen).
    """
    start, begin = 0, 0
    for fixed, place in [*_held(old, new), (len(old), len(new))]:
        stop, end = fixed, place
        while start < stop and begin < end and old[start] == new[begin]:
            start, begin = start + 1, begin + 1
        while start < stop and begin < end and old[stop - 1] == new[end - 1]:
            stop, end = stop - 1, end - 1
        if start < stop or begin < end:
            yield slice(start, stop), slice(begin, end)
        start, begin = fixed + 1, place + 1


def _held(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest row of places that hold what stands once in each, in order in both."""
    times, other = Counter(old), Counter(new)
    places = {one: at for at, one in enumerate(new) if other[one] == 1}
    pairs = [(at, places[one]) for at, one in enumerate(old) if times[one] == 1 and one in places]
    ends: list[int] = []  # by length, where the row that ends first in `new` ends
    last: list[int] = []  # the same as positions in `pairs`
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1], last[length : length + 1] = [place], [number]
        before.append(last[length - 1] if length else None)
    row: list[tuple[int, int]] = []
    here = last[-1] if last else None
    while here is not None:
        row.append(pairs[here])
        here = before[here]
    return row[::-1]


def _paragraphs(text: str) -> list[str]:
    found = [text[start:end] for start, end in paragraphs(text)]
    return [one if has_lines(one) else one.replace("\n", " ") for one in found]


def _by_sentences(old: str, new: str, cells: int) -> tuple[list[Run], int]:
    """Two stretches as runs, and how many words times words that took of those it may take."""
    before, after = sentences(old), sentences(new)
    runs: list[Run] = []
    here = used = 0
    for was, now in stretches([*map(spaced, before)], [*map(spaced, after)]):
        runs.append(("same", "".join(after[here : now.start])))
        went, came = "".join(before[was]), "".join(after[now])
        by_words, size = _by_words(went, came, min(CELLS, cells - used))
        runs += by_words or [("went", went), ("came", came)]
        used += size
        here = now.stop
    runs.append(("same", "".join(after[here:])))
    return [run for run in runs if run[1]], used


def _by_words(went: str, came: str, cells: int) -> tuple[list[Run], int]:
    """The same by words; no runs where they would be too many or have too little in common."""
    before, after = WORD.findall(went), WORD.findall(came)
    old, new = [word.strip() for word in before], [word.strip() for word in after]
    first, last = _common(old, new)
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    size = len(old) * len(new)
    if size > cells:
        return [], 0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    common = first + last + sum(block.size for block in matcher.get_matching_blocks())
    if 2 * common < ALIKE * (len(before) + len(after)):
        return [], size
    runs: list[Run] = [("same", "".join(after[:first]))]
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            runs.append(("same", "".join(after[first + c : first + d])))
        else:
            runs.append(("went", "".join(before[first + a : first + b])))
            runs.append(("came", "".join(after[first + c : first + d])))
    runs.append(("same", "".join(after[len(after) - last :])))
    return runs, size


def _common(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words two stretches begin with alike, and how many of the rest they end with."""
    shorter = min(len(old), len(new))
    first = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - first
    last = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return first, last

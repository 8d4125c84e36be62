"""Lines on pages to paragraphs: what recurs on pages goes, what was broken is joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

EDGE = 4
"""Lines at the top and at the bottom of a page that may be running heads."""

OFTEN = 3
"""Pages on which a line stands at an edge that is a running head; of few pages, half."""

BROKEN = re.compile(r"[^\W\d_][-‐]$")
COMPOUND = re.compile(r"\w+(?:[-‐]\w+)+")
LAST_WORD = re.compile(r"(?:\w+[-‐])+$")
FIRST_WORD = re.compile(r"\w+")
ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
"""How a line ends with which a paragraph may."""

ITEM = re.compile(r"[•‣▪●◦*–—-]\s|\(?\d{1,3}[.)]\s")
ROMAN = re.compile(r"[ivxlc]+")
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)

APART = 1.4
"""Times the usual distance of lines from which one stands apart."""

LEADING = 1.35
"""Times the size of a heading up to which its lines belong together."""

OTHER_SIZE = 1.12
"""Times larger or smaller from which two lines are of different kinds."""

INDENT = 0.5
"""Times its size by which a line that begins a paragraph is set in."""

SHORT = 0.75
"""Of the usual length of lines: one that is shorter and ends a sentence ends a paragraph."""


HALF = 0.6
"""The same of one that ends none: a heading, a name, an item of a list."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, cleaned and not blank; where it begins and its size, in points from the
    lower left corner. A size of 0 means that place and size are not known."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


Pages = Sequence[Sequence[Line]]
Head = tuple[str, int, int]
"""A running head: its words with `#` for numbers, its height on the page, its size."""


def without_heads(pages: Pages) -> Pages:
    """The pages without the lines that recur at their tops or bottoms, whatever their numbers."""
    counted: Counter[Head] = Counter()
    for page in pages:
        counted.update({key(line) for line in (*page[:EDGE], *page[-EDGE:])})
    enough = min(OFTEN, max(2, -(-len(pages) // 2)))
    heads = {each for each, count in counted.items() if count >= enough}
    kept = [inner(page, heads) for page in pages]
    return kept if any(kept) else pages


def key(line: Line) -> Head:
    """What is the same of a running head on every page; a title is larger than its head."""
    words = " ".join(re.sub(r"\d+", "#", line.text.casefold()).split())
    return "#" if ROMAN.fullmatch(words) else words, round(line.y), round(line.size)


def inner(page: Sequence[Line], heads: set[Head]) -> Sequence[Line]:
    """What of a page is left between the running heads at its edges."""
    first, last = 0, len(page)
    while first < min(EDGE, len(page)) and key(page[first]) in heads:
        first += 1
    while last > max(first, len(page) - EDGE) and key(page[last - 1]) in heads:
        last -= 1
    return page[first:last]


def joined(pages: Pages) -> tuple[str, tuple[int, ...]]:
    """The text of pages, a blank line between paragraphs, and the offset at which each begins.

    A blank page begins where the next does; the last offsets may be the length of the text.
    """
    usual = Usual.of(pages)
    parts: list[str] = []
    starts: list[int] = []
    length, before = 0, None
    for page in pages:
        starts.append(-1)
        for number, line in enumerate(page):
            between = usual.between(before, line, turned=not number) if before else ""
            if between == "-":  # the hyphen goes
                parts[-1], between, length = parts[-1][:-1], "", length - 1
            length += len(between)
            starts[-1] = length if starts[-1] < 0 else starts[-1]
            shown = line.text.translate(LIGATURES)
            parts += [between, shown]
            length += len(shown)
            before = line
    return "".join(parts), tuple(filled(starts, length))


def filled(starts: Sequence[int], length: int) -> list[int]:
    """The offsets with those of blank pages, which are -1; the first is 0."""
    following = length
    found: list[int] = []
    for start in reversed(starts):
        following = start if start >= 0 else following
        found.append(following)
    found.reverse()
    return [0, *found[1:]]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual in a document: the distance, length and size of lines, and its compounds."""

    distance: float
    length: int
    size: float
    compounds: frozenset[str]

    @classmethod
    def of(cls, pages: Pages) -> "Usual":
        """What is usual in these pages."""
        lines = [line for page in pages for line in page]
        lengths = sorted(len(line.text) for line in lines) or [0]
        distances = [d for page in pages for a, b in pairwise(page) if (d := a.y - b.y) > 1]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        return cls(
            distance=median(distances) if distances else 0.0,
            length=lengths[int(len(lengths) * 0.9)],
            size=sizes.most_common(1)[0][0] if sizes else 0.0,
            compounds=frozenset(compounds(lines)),
        )

    def between(self, before: Line, line: Line, *, turned: bool) -> str:
        """What stands between two lines: nothing, a blank, a blank line; "-" where the hyphen that
        ends the first one is to go.

        Args:
            turned: whether a new page begins.
        """
        if BROKEN.search(before.text) and line.text[0].isalnum() and not ITEM.match(line.text):
            return "-" if self.divided(before.text, line.text) else ""
        same = not self.begins(before, line, turned=turned)
        return " " if same else "\n\n"

    def divided(self, before: str, after: str) -> bool:
        """Whether a hyphen only divides a word: lower case around it, and no compound."""
        if not (before[-2].islower() and after[0].islower()):
            return False
        head, tail = LAST_WORD.search(before), FIRST_WORD.match(after)
        whole = (head[0] if head else "") + (tail[0] if tail else "")
        return whole.casefold().replace("‐", "-") not in self.compounds

    def begins(self, before: Line, line: Line, *, turned: bool) -> bool:
        """Whether a line begins a paragraph."""
        if ITEM.match(line.text) or self.is_other(before, line):
            return True
        distance = before.y - line.y
        placed = bool(self.distance and line.size and before.size) and not turned
        if placed and distance > self.far(line):
            return True
        if placed and distance > 0 and line.x > before.x + INDENT * line.size:
            return not ITEM.match(before.text)
        ends = bool(ENDS.search(before.text))
        if turned or (placed and distance <= 0):  # the next page or column
            return ends
        if ends:
            return len(before.text) < SHORT * self.length
        return len(before.text) < HALF * self.length and not line.text[0].islower()

    def far(self, line: Line) -> float:
        """The distance from which a line stands apart from the one before."""
        heading = line.size > OTHER_SIZE * self.size
        return max(APART * self.distance, LEADING * line.size if heading else 0.0)

    def is_other(self, before: Line, line: Line) -> bool:
        """Whether two lines are of quite different sizes."""
        small, large = sorted((before.size, line.size))
        return small > 0 and large > OTHER_SIZE * small


def compounds(lines: Sequence[Line]) -> Iterator[str]:
    """The words with hyphens that stand within a line, in small letters."""
    for line in lines:
        for found in COMPOUND.findall(line.text):
            yield found.casefold().replace("‐", "-")

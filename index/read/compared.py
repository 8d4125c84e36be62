"""The text that was found in a page beside the page's own lines: what is lost, what too much."""

import re
from collections import defaultdict
from collections.abc import Sequence

from lxml import html  # type: ignore[import-untyped]

from index.read.blocks import BREAKS, Line
from index.read.clean import folded
from index.read.days import days_in
from index.read.furniture import is_heading
from index.read.labels import BY, says_later

PROSE = 40
"""Characters from which a line that ends like a sentence is prose."""

STANDFIRST, WORDS, BEFORE = 400, 5, 2
"""Characters at most and words at least of a standfirst, and lines of it at most."""

LOOSE, RUN = 100, 6
"""Characters of a line that is no sentence, and how many such before or after the prose are no
part of it: more are a list."""

MOST = 300
"""Lines of a page that are looked for, or put back, at most."""

END = re.compile(r"[.!?…:;。！？؟۔।](?:[\"'”’»)\]\d*]|\s)*$")
MARKED = re.compile(
    r"(?:^|[\s_-])(?:byline|by|author\w*|credits?|caption|meta|tags?|kicker|label|breadcrumbs?)"
    r"(?=[\s_-]|$)",
    re.IGNORECASE,
)
"""Classes of lines that are about the article and not of it."""

PICTURE = re.compile(
    r"(?:^|[\s_-])(?:\w*caption\w*|photo\w*|image\w*|img\w*|picture\w*|cutline|gallery|slide\w*)"
    r"(?=[\s_-]|$)",
    re.IGNORECASE,
)
"""Classes of what shows a picture and says what is on it."""

CONTACT = re.compile(r"\S@\S+\.\w|(?:\+|\b0)\d[\d /-]{6,}")
"""An address of mail or a number of a telephone."""

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
QUOTED = frozenset({"table", "button", "figcaption", "label"})


def key(text: str) -> str:
    """The letters and figures of a line, by which it is known again."""
    return "".join(re.findall(r"\w+", text.casefold()))


def compared(text: str, page: Sequence[Line]) -> str:
    """`text` with the standfirst and the paragraphs that were lost, without what is no prose
    before and after it.

    Args:
        text: as it was found in the page.
        page: the lines of the page from its headline on.
    """
    found = [line for line in text.split("\n") if line.strip()]
    places = {key(line.text): number for number, line in reversed(list(enumerate(page)))}
    at = [places.get(key(line)) for line in found]
    prose = [n for line, n in zip(found, at, strict=True) if n is not None and is_prose(line)]
    if not prose:
        return text
    return with_lost(trimmed(text, page, places), page, prose[0], prose[-1])


def with_lost(text: str, page: Sequence[Line], first: int, last: int) -> str:
    """`text` with the lines that were lost before `first`, between it and `last`, and after them
    beside the one that was found last."""
    known = Known(text)
    beside = block_of(page[last]).getparent()
    after = (n for n in range(last + 1, len(page)) if block_of(page[n]).getparent() is beside)
    within = [n for n in (*range(first + 1, last), *after) if is_lost(page, n, known)]
    above = [n for n in range(first) if is_standfirst(page[n], loosely=n == 0)]
    standfirst = [page[n].text for n in above[:BEFORE] if not known.has(page[n].text)]
    return "\n\n".join([*standfirst, inserted(text, page, within[:MOST])])


class Known:
    """What a text has: looked up line by line, then anywhere, as lines may be joined in it."""

    def __init__(self, text: str) -> None:
        self.lines = {key(line) for line in text.split("\n")}
        self.whole = key(text)
        self.looked = 0

    def has(self, line: str) -> bool:
        """Whether a line is in the text; True of all lines of a page that has nothing of it."""
        wanted = key(line)
        if wanted in self.lines:
            return True
        self.looked += 1
        return self.looked > MOST or wanted in self.whole


def inserted(text: str, page: Sequence[Line], lost: list[int]) -> str:
    """`text` with the lost lines of a page, each after the nearest line before it that it has."""
    lines = text.split("\n")
    places = {key(line): number for number, line in enumerate(lines) if line}
    additions: dict[int, list[str]] = defaultdict(list)
    place: int | None = None
    number = 0
    for each in lost:
        for before in range(number, each):
            place = places.get(key(page[before].text), place)
        number = each
        if place is not None:
            additions[place] += ["", page[each].text]
            if place + 1 < len(lines) and lines[place + 1]:
                additions[place].append("")
    return "\n".join(
        each for number, line in enumerate(lines) for each in (line, *additions.get(number, ()))
    )


def block_of(line: Line) -> html.HtmlElement:
    """The block that a line is in."""
    element = line.element
    while element.tag not in BREAKS and "-" not in element.tag and element.getparent() is not None:
        element = element.getparent()
    return element


def is_prose(line: str) -> bool:
    """Whether a line is a sentence or more."""
    return len(line) >= PROSE and bool(END.search(line))


def is_lost(page: Sequence[Line], number: int, known: Known) -> bool:
    """Whether a line is prose of the article that is not in the text, or a heading before such."""
    line = page[number]
    if is_prose(line.text):
        return (
            line.linked * 2 <= len(line.text) and not is_marked(line) and not known.has(line.text)
        )
    if heading_of(line) is None or line.linked or is_heading(line.text):
        return False
    following = page[number + 1] if number + 1 < len(page) else line
    return is_prose(following.text) and known.has(following.text) and not known.has(line.text)


def heading_of(line: Line) -> html.HtmlElement | None:
    """The heading in which a line stands."""
    chain = (line.element, *line.element.iterancestors())
    return next((each for each in chain[:3] if each.tag in HEADINGS), None)


def is_marked(line: Line) -> bool:
    """Whether a line is called a byline or the like, or stands in a table, a caption, a button."""
    chain = (line.element, *line.element.iterancestors())
    called = [f"{each.get('class', '')} {each.get('id', '')}" for each in chain[:3]]
    return (
        any(each.tag in QUOTED for each in chain)
        or any(MARKED.search(name) for name in called[:2])
        or any(PICTURE.search(name) for name in called)
    )


def is_standfirst(line: Line, *, loosely: bool) -> bool:
    """Whether a line between the headline and the article is a sentence about it.

    Args:
        loosely: whether it need not end like one, as it is the first below the headline.
    """
    text = line.text
    if len(text) > STANDFIRST or len(text.split()) < WORDS or is_marked(line):
        return False
    start = folded(text[:80])
    if BY.match(start) or says_later(start[:30]) or (len(text) < LOOSE and days_in(start)):
        return False
    return line.linked * 2 <= len(text) and (
        is_prose(text)
        or heading_of(line) is not None
        or (loosely and len(text.split()) >= 2 * WORDS)
    )


def trimmed(text: str, page: Sequence[Line], places: dict[str, int]) -> str:
    """`text` without the loose lines before its first sentence and after its last one."""
    paragraphs = text.split("\n\n")
    lines = [page[places[key(each)]] if key(each) in places else None for each in paragraphs]
    loose = [is_loose(*pair) for pair in zip(paragraphs, lines, strict=True)]
    heading = [line is not None and heading_of(line) is not None for line in lines]
    if all(one or two for one, two in zip(loose, heading, strict=True)):
        return text
    end = len(loose)
    while loose[end - 1] or heading[end - 1]:
        end -= 1
    end = end if len(loose) - end <= RUN else len(loose)
    begin = next((n for n, each in enumerate(paragraphs) if len(each) >= LOOSE), 0)
    first = lines[0]
    if first is not None and page and first is page[0] and is_standfirst(first, loosely=True):
        loose[0] = False
    kept = [each for n, each in enumerate(paragraphs[:begin]) if not loose[n] or begin > RUN]
    return "\n\n".join([*kept, *paragraphs[begin:end]])


def is_loose(paragraph: str, line: Line | None) -> bool:
    """Whether a paragraph is neither a sentence nor a heading, a list or a table."""
    if paragraph.startswith("- ") or " | " in paragraph or len(paragraph) >= 2 * LOOSE:
        return False
    if "\n" in paragraph:
        return bool(CONTACT.search(paragraph)) and not END.search(paragraph)
    if line is not None and heading_of(line) is not None:
        return False
    linked = line is not None and line.linked * 2 > len(paragraph)
    return len(paragraph) < LOOSE and (linked or not END.search(paragraph))

"""The day that a page shows at its headline in words or figures, without any mark-up for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]

from index.read.blocks import Line, lines, pieces, pieces_after
from index.read.clean import folded
from index.read.days import Order, Written, days_in, order_in
from index.read.labels import BY, ISSUED, TIME, says_issued, says_later, words_of

LINE = 200
"""Characters up to which a line may be that of a date; PROSE from which it is a paragraph."""

PROSE = 100
ENDS = frozenset('.!?…"”»’')
LINES = 40
"""Lines after a headline in which its date is looked for."""

PARAGRAPHS = 2
"""Paragraphs after which it is looked for no more: a standfirst may stand before it."""

DATED = re.compile(
    r"(?:^|[\s_-])(?:\w*date|date\w*|timestamp|pub\w*|posted\w*|fecha|datum|dato|article-info)"
    r"(?=[\s_-]|$)",
    re.IGNORECASE,
)
"""Classes of an element with the date of an article."""

UNDATED = re.compile(r"event|expir|today|current-?date|countdown", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"comment|kommentar|coment|komentar|reaction|related|recommend|teaser|promo|newsletter"
    r"|most-?read|sidebar|ticker|breadcrumb",
    re.IGNORECASE,
)
"""Classes and ids of the parts of a page that are by readers or about other things."""

BETWEEN = re.compile(r"\s*(?:[-–—/]|to|until|till|bis|au|al|ao|tot|til|till|do|a|по|до)\s*")
"""What stands between the two days of a span of days."""

AFTER = re.compile(r"\s*(?:$|[|·•–—,;:()/-])")

YEAR = re.compile(r"\d{4}|\d[./-]\d\d(?!\d)")
CHANGED = re.compile(r"(?:^|[\s_-])(?:updated?|modified|lastmod\w*)(?=[\s_-]|$)", re.IGNORECASE)
CELLS = frozenset({"td", "dd"})
LEVELS = 3
"""Boxes around a headline whose lines before it may have its date."""

MOST = 50_000
"""Characters of a page in which dates in figures are looked at."""

MONTH_FIRST = frozenset({"us", "ph", "gov", "mil", "edu"})
DAY_FIRST = frozenset({"gb", "uk", "ie", "au", "nz", "in", "za", "ng", "ke", "sg", "mt", "pk"})
"""Countries that write English, and some domains, by how 03/04/2024 is written there (CLDR 47)."""

AMBIGUOUS = frozenset({("es", "us"), ("es", "pr"), ("fr", "ca")})


@dataclass(frozen=True, slots=True)
class Shown:
    """The days of publication and of the last change that a page shows."""

    published: date | None = None
    modified: date | None = None

    def or_else(self, other: "Shown") -> "Shown":
        """These days, with the gaps filled from `other`."""
        return Shown(self.published or other.published, self.modified or other.modified)


def shown_at(
    headline: html.HtmlElement, tree: html.HtmlElement, address: str | None, language: str | None
) -> Shown:
    """The days shown with a headline, before the article begins.

    Args:
        headline: of the page's article.
        tree: the page.
        address: of the page; its country helps to tell what 03/04/2024 is.
        language: of the page, as far as it states one, with its country: `en-gb`.
    """
    around = frozenset(headline.iterancestors())
    order = order_of(tree, address, language)
    shown = Shown()
    paragraphs = 0
    for line in islice(lines(pieces_after(headline)), LINES):
        if is_paragraph(line, order, language):
            paragraphs += 1
        if paragraphs > PARAGRAPHS or (shown.published and paragraphs):
            break
        if len(line.text) <= LINE and not is_elsewhere(line.element, around):
            shown = shown.or_else(stated(line, order, language, certain=paragraphs > 0))
    for line in () if shown.published else lines_before(headline):
        if not is_elsewhere(line.element, around):
            shown = shown.or_else(stated(line, order, language, certain=False))
    return shown


def is_paragraph(line: Line, order: Order, language: str | None) -> bool:
    """Whether a line is one of prose and not of dates and names."""
    prose = len(line.text) >= PROSE and line.text[-1] in ENDS
    return prose and (len(line.text) > LINE or not days_in(folded(line.text), order, language))


def stated(line: Line, order: Order, language: str | None, *, certain: bool) -> Shown:
    """The days that a line states, else those of its parts that say themselves what they are.

    Args:
        certain: whether a day alone is not enough, and a word or a class has to say what it is.
    """
    shown = stated_whole(line, order, language, certain=certain)
    if shown != Shown():
        return shown
    for part in line.parts:
        shown = shown.or_else(stated_whole(part, order, language, certain=True))
    return shown


def stated_whole(line: Line, order: Order, language: str | None, *, certain: bool) -> Shown:
    """The days that a line states, taken as one."""
    if not YEAR.search(line.text):
        return Shown()
    text = folded(line.spaced)
    days = [day for day in days_in(text, order, language) if not in_span(day, text, order)]
    published = modified = None
    named = is_dated(line.element)
    heading = cell_before(line.element)
    for before, day, rest in labelled(text, days):
        label = f"{heading} {before}"
        if says_later(label) or marked_later(line.element):
            modified = modified or day
        elif published is None and is_issue(label, rest, named=named, certain=certain):
            published = day
    return Shown(published, modified)


def cell_before(element: html.HtmlElement) -> str:
    """What a table or a list of terms says of a cell in the cell before it."""
    cell = next((each for each in (element, *element.iterancestors()) if each.tag in CELLS), None)
    before = None if cell is None else cell.getprevious()
    if before is None or before.tag not in {"th", "dt", "td"} or cell is None:
        return ""
    if cell.tag == "td" or before.tag == "dt":
        return folded(before.text_content()[:LINE])
    return ""


def labelled(text: str, days: list[Written]) -> Iterator[tuple[str, date, str]]:
    """Each day of a line with the words before it and the text after it."""
    start = 0
    for day in days:
        label = re.split(r"[|·•–—]", text[start : day.start].rstrip("|·•–— "))[-1]
        yield label, day.day, text[day.end :]
        start = day.end


def is_issue(label: str, rest: str, *, named: bool, certain: bool) -> bool:
    """Whether a day with this before and after it is that of publication."""
    ends = AFTER.match(TIME.sub("", rest.lstrip(" ,"), count=1)) or not words_of(rest)
    if not (says_issued(label) and (ends or named or ISSUED.search(label) or BY.search(label))):
        return False
    return not certain or named or bool(ISSUED.search(label))


def in_span(day: Written, text: str, order: Order) -> bool:
    """Whether a day is the first or the last of several: 12–14 May 2024, 3 May to 5 June 2024."""
    before, after = text[: day.start].rstrip(), text[day.end :]
    if re.search(r"\d\s*(?:[–—-]|to|bis|und|and|et|y|e|i|и)$", before, re.IGNORECASE):
        return not TIME.search(before[-8:])
    between = BETWEEN.match(after)
    return bool(between and any(d.start == 0 for d in days_in(after[between.end() :], order)))


def lines_before(headline: html.HtmlElement) -> list[Line]:
    """The few lines between the begin of the box of the headline and the headline itself."""
    found: list[Line] = []
    for element in islice((headline, *headline.iterancestors()), LEVELS):
        parent = element.getparent()
        if parent is None or parent.tag in {"body", "html"}:
            break
        before = reversed(list(element.itersiblings(preceding=True)))
        found = [*lines(piece for each in before for piece in pieces(each)), *found]
        if sum(len(line.text) for line in found) > LINE:
            return []
    return found


def is_dated(element: html.HtmlElement) -> bool:
    """Whether an element, or what it is in, is called a date."""
    named = [classes(each) for each in (element, *islice(element.iterancestors(), 2))]
    return any(DATED.search(name) for name in named)


def marked_later(element: html.HtmlElement) -> bool:
    """Whether an element is called a change."""
    return bool(CHANGED.search(classes(element)))


def is_elsewhere(element: html.HtmlElement, around: frozenset[html.HtmlElement]) -> bool:
    """Whether an element is in a part of the page that is not about its article.

    Args:
        around: what the headline is in, whatever it is called.
    """
    own = takewhile(lambda each: each not in around, (element, *element.iterancestors()))
    return any(ELSEWHERE.search(classes(each)) or UNDATED.search(classes(each)) for each in own)


def classes(element: html.HtmlElement) -> str:
    """The class and the id of an element."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def order_of(tree: html.HtmlElement, address: str | None, language: str | None) -> Order:
    """Whether a page writes the day first, by its language, its country and its other dates.

    English alone does not tell. None where these contradict each other.
    """
    told = {by_language(language), by_domain(address), order_in(tree.text_content()[:MOST])}
    told.discard(None)
    return told.pop() if len(told) == 1 else None


def by_language(language: str | None) -> Order:
    """How a language is written: all but English day first, and that as its country does."""
    code, _, country = (language or "").lower().replace("_", "-").partition("-")
    if not code:
        return None
    if code != "en":
        return None if (code, country) in AMBIGUOUS else "day first"
    return by_country(country)


def by_country(country: str) -> Order:
    """How a country that writes English does."""
    if country in MONTH_FIRST:
        return "month first"
    return "day first" if country in DAY_FIRST else None


def by_domain(address: str | None) -> Order:
    """How the country does whose domain an address has."""
    domain = (urlsplit(address or "").hostname or "").rpartition(".")[2]
    return by_country(domain)

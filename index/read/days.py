"""Days that a line of text names, in the languages of Europe and a few more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.read.dates import plausible
from index.read.months import month

Order = Literal["day first", "month first"] | None
"""What 03/04/2024 is on a page, None where the page does not tell."""

OF = r"(?:(?:of|de|del|di|do|da|d['’])\s*)?"
WORDED = re.compile(
    rf"(?<![\d.,:/-])(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|:?e|[oa.])?[\s,-]*{OF}(?P<m1>[^\W\d_]{{3,15}})"
    rf"\.?[\s,-]*{OF}(?P<y1>(?:19|20)\d\d)(?!\d)"
    rf"|(?<![^\W_])(?P<m2>[^\W\d_]{{3,15}})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    rf"(?P<y2>(?:19|20)\d\d)(?!\d)"
    rf"|(?<!\d)(?P<y3>(?:19|20)\d\d)\.?(?:\s*m\.)?\s+(?P<m3>[^\W\d_]{{3,15}})\.?\s+(?P<d3>\d{{1,2}})"
    r"(?!\d)\.?(?:\s*d\.)?",
    re.IGNORECASE,
)
"""7 March 2024, 7. März 2024, 7 de marzo de 2024, March 7, 2024, 2024. március 7."""

YEAR_FIRST = re.compile(
    r"(?<![\d./-])((?:19|20)\d\d)([./-])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d/-])"
    r"|(?<!\d)((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"
)
"""2024-03-07, 2024/3/7, 2024. 3. 7, 2024年3月7日."""

FIGURES = re.compile(
    r"(?<![\d./:-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)"
)
"""07.03.2024, 7/3/2024, 07-03-24."""


@dataclass(frozen=True, slots=True)
class Written:
    """A day that a line names, and where it stands in it."""

    day: date
    start: int
    end: int


def days_in(line: str, order: Order = None, language: str | None = None) -> list[Written]:
    """The days that a `folded` line names, as they follow each other; no two in one place.

    Args:
        line: at most a few hundred characters.
        order: of days and months in figures; without it 03/04/2024 is no day, 13/04/2024 is one.
        language: of the page, for the few names that mean two months (`listopad`).
    """
    found: list[Written] = []
    for written in (*worded(line, language), *year_first(line), *figures(line, order)):
        apart = all(written.end <= each.start or each.end <= written.start for each in found)
        if apart and plausible(written.day):
            found.append(written)
    return sorted(found, key=lambda written: written.start)


def worded(line: str, language: str | None) -> Iterator[Written]:
    """The days with the name of a month."""
    for match in WORDED.finditer(line):
        day, name, year = (part for part in parts_of(match) if part)
        number = month(name.casefold(), language)
        if number and (found := day_of(int(year), number, int(day))):
            yield Written(found, *match.span())


def parts_of(match: re.Match[str]) -> tuple[str | None, ...]:
    """Day, month and year of the one form that matched, in this order."""
    return tuple(match[f"{part}{form}"] for form in (1, 2, 3) for part in "dmy")


def year_first(line: str) -> Iterator[Written]:
    """The days in figures whose year comes first: then the month does before the day."""
    for match in YEAR_FIRST.finditer(line):
        year, month_, day = (int(part) for part in match.groups() if part and part.isdecimal())
        if found := day_of(year, month_, day):
            yield Written(found, *match.span())


def figures(line: str, order: Order) -> Iterator[Written]:
    """The days in figures whose year comes last, as far as their order is known."""
    for match in FIGURES.finditer(line):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        day_first = day_of(year, second, first)
        month_first = None if match[2] == "." else day_of(year, first, second)
        if day_first and month_first and day_first != month_first:
            either = {"day first": day_first, "month first": month_first, None: None}[order]
        else:
            either = day_first or month_first
        if either:
            yield Written(either, *match.span())


def order_in(text: str) -> Order:
    """The order that the dates of a page have where one of two figures is no month.

    None where there is none such, or there are both.
    """
    pairs = [(int(m[1]), int(m[3])) for m in FIGURES.finditer(text) if m[2] != "."]
    day_first = any(first > 12 >= second for first, second in pairs)
    month_first = any(second > 12 >= first for first, second in pairs)
    if day_first == month_first:
        return None
    return "day first" if day_first else "month first"


def day_of(year: int, month_: int, day: int) -> date | None:
    """The day of a calendar, None where it has no such day."""
    try:
        return date(year, month_, day)
    except ValueError:
        return None

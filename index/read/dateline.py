"""The day in the dateline with which a report begins: "Berlin, 7. März 2024 – "."""

import re
from datetime import date, datetime

from index.read.clean import folded
from index.read.dates import parse_date
from index.read.days import days_in
from index.read.labels import words_of

CAPITALS = re.compile(
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’ .-]{1,40}(?:,\s*[A-Z][\w.' ]{1,30})??[,;]?\s+"
    r"([A-Za-z0-9][A-Za-z0-9., ]{5,24}?)\s*(?:\([^()\n]{1,60}\)\s*)?(?:[—–]|--| - )"
)
"""A place in capitals, a date, perhaps an agency, and a dash, as reports begin."""

PLACE = re.compile(
    r"[^\W\d_][\w'’.-]{1,30}(?:(?: (?:am|an der|bei|da|de|del|do|la|nad|ob|sur|upon))?"
    r" [^\W\d_a-z][\w'’.-]{0,30}){0,3}"
    r"(?:, [^\W\d_a-z][\w.' -]{1,30}|/[^\W\d_][\w-]+)?(?: ?\([^()]{2,40}\))?(?:[,:]|$)"
)
"""A place, perhaps with its country and the agency, and a comma."""

DASH = re.compile(r"\.?\s*(?:\([^()]{1,60}\)\s*)?(?:[—–]|--|- |/ ?[A-Z]{2,})")
BEGIN = 140
"""Characters of a paragraph in which its dateline is looked for."""

PARAGRAPHS = 3
"""Paragraphs at the begin of a text that may have one: a standfirst stands before it."""


def dateline_day(text: str) -> date | None:
    """The day in the dateline of a text; None where it gives no year."""
    for paragraph in text.split("\n\n")[:PARAGRAPHS]:
        if found := after_capitals(paragraph) or after_place(folded(paragraph[:BEGIN])):
            return found
    return None


def after_capitals(begin: str) -> date | None:
    """The day that follows a place in capitals, and comes before a dash."""
    found = CAPITALS.match(begin)
    moment = parse_date(found[1]) if found else None
    return moment.date() if isinstance(moment, datetime) else moment


def after_place(begin: str) -> date | None:
    """The day that follows a place at the begin of a paragraph, and comes before a dash."""
    days = days_in(begin)
    if not days or not DASH.match(begin[days[0].end :]):
        return None
    before = begin[: days[0].start].rstrip()
    place = PLACE.match(before)
    if place is None or not before[0].isupper() or not words_of(place[0]):
        return None
    if words_of(before[place.end() :]):
        return None
    return days[0].day

"""Dates as sources write them: a day, a moment with its zone, or nothing; never a guess."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import urlsplit

from dateutil import parser

from index.read.months import in_english

EARLIEST = 1900
AHEAD = timedelta(days=2)
"""How far a date may lie ahead: time zones and embargoes, but not a mistaken year."""

EPOCH = (1e8, 1e14)
"""Numbers between are seconds (to 1e11), then milliseconds, since 1970; smaller ones a day or
a year (20231007, 2023) that JSON or YAML took for a number."""

EPOCH_DAYS = frozenset({(1970, 1, 1), (1969, 12, 31)})
"""Where clocks begin, in some zone."""

MILLISECONDS = 1e11
LONGEST = 80
"""Characters; no date is longer, and a whole text is not worth parsing."""

IN_PATH = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/.-]|$)"
    r"|(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)",
    re.IGNORECASE,
)
"""A day in the path of an address: /2024/03/17/, /2024/mar/17/, /2024-03-17-, 20240317."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
YEAR_FIRST = re.compile(r"\d{4}[-/.]")
ISO_DAY = re.compile(r"\d{4}-?\d\d-?\d\d(?!\d)")
ASIDE = re.compile(r"\([^)]*\)|[|·•]")
"""What stands in dates and says nothing: "(Coordinated Universal Time)" and dividers."""

BEFORE_OFFSET = re.compile(r"(?<![a-z])(?:GMT|UTC|UT)\s*(?=[+-]\d)", re.IGNORECASE)
"""What says where an offset counts from. JavaScript writes GMT-0500 for five hours behind GMT;
dateutil reads it as POSIX does, as five hours ahead."""

HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
HOURS |= {"CET": 1, "CEST": 2}
"""Zone names of RFC 2822 and two that mean one thing; a day is kept from any other."""

DEFAULTS = (datetime(2000, 1, 1, 0), datetime(2004, 2, 2, 1))
"""What dateutil fills gaps with: where two results differ, the source did not say."""


def parse_date(value: object) -> date | datetime | None:
    """What `value` says about a day or a moment.

    Args:
        value: a `date` or `datetime`, seconds or milliseconds since 1970, or a string: ISO 8601,
            RFC 2822, "October 7, 2023", "7 October 2023", "7. Oktober 2023".

    Returns:
        An aware `datetime` where time and zone are given, a `date` where either is missing, and
        None for what is partial ("October"), ambiguous ("03/04/2023"), before 1900, more than
        two days ahead, or no date.
    """
    moment = moment_of(value)
    if isinstance(moment, datetime) and moment.utcoffset() is None:
        moment = moment.date()
    return moment if moment is not None and plausible(moment) else None


def moment_of(value: object) -> date | datetime | None:
    """`value` as a date or a moment, plausible or not."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return from_text(" ".join(ASIDE.sub(" ", value[: LONGEST + 1]).split()))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return from_number(value)
    return None


def plausible(moment: date | datetime) -> bool:
    """Whether `moment` is neither before 1900, nor the first day of 1970 (what programs write for
    no date), nor more than two days ahead."""
    if moment.year < EARLIEST or (moment.year, moment.month, moment.day) in EPOCH_DAYS:
        return False
    latest = datetime.now(UTC) + AHEAD
    return moment <= latest if isinstance(moment, datetime) else moment <= latest.date()


def in_address(url: str | None) -> date | None:
    """The day that the path of an address names; None where it names none, or no whole one."""
    found = IN_PATH.search(urlsplit(url).path) if url else None
    if not found:
        return None
    year, month, number = (part for part in found.groups() if part)
    return parse_date(f"{year}-{month:0>2}-{number:0>2}")


def from_number(number: float) -> date | datetime | None:
    """Seconds or milliseconds since 1970 as a moment in UTC, 20231007 as a day."""
    if EPOCH[0] <= number < EPOCH[1]:
        seconds = number / 1000 if number >= MILLISECONDS else number
        return datetime.fromtimestamp(seconds, UTC)
    return from_text(str(number)) if isinstance(number, int) and 0 < number < EPOCH[0] else None


def from_text(text: str) -> date | datetime | None:
    """A date written out, in one of the forms of `parse_date`."""
    if len(text) > LONGEST:
        return None
    if re.fullmatch(r"\d{10}|\d{13}", text, re.ASCII):
        return from_number(int(text))
    if ISO_DAY.match(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return moment if len(text) > len("2023-10-07") else moment.date()
    return from_words(text) if YEAR.search(text) else None


def from_words(text: str) -> date | datetime | None:
    """A date in words or figures, None where two readings of it differ.

    dateutil fills what is missing from a default, and takes 03/04 for March or April by a
    switch; so it reads twice, with both different.
    """
    text = in_english(BEFORE_OFFSET.sub("", text))
    try:
        first = parser.parse(text, default=DEFAULTS[0], tzinfos=zone)
        second = parser.parse(
            text, default=DEFAULTS[1], dayfirst=not YEAR_FIRST.match(text), tzinfos=zone
        )
    except (ValueError, OverflowError):
        return None
    if first.date() != second.date() or str(first.year) not in text:
        return None
    return first if first.timetz() == second.timetz() else first.date()


def zone(name: str | None, seconds: int | None) -> timezone | None:
    """The zone that a date names: by its offset in seconds, else by one of `HOURS`.

    Where it has both (IST+0530), dateutil has turned the sign of the offset round, as in POSIX.
    """
    if seconds is not None:
        return timezone(timedelta(seconds=-seconds if name else seconds))
    hours = HOURS.get((name or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))

"""The dates that a sentence says, seen from the day its article was published, and whether another
sentence says them too."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Literal

from assistant.language.days import MONTHS, SEASONS, WEEKDAYS
from assistant.language.digits import ORDINALS

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)(?!\w)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_YEAR = r"(?:1[5-9]|20)\d\d(?!(?!s\b)[\w%]|[.,]\d|-\d)"
YEAR = re.compile(_YEAR)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%:]|[.,]\d)"
A_DATE = (
    rf"(?i:(?:{_WEEKDAY},?\s+)?(?:{_DAY}\s+{_MONTH}|{_MONTH}\s+{_DAY})(?:,?\s+{_YEAR})?"
    rf"|{_MONTH},?\s+{_YEAR}|\d{{4}}-\d\d-\d\d|{_WEEKDAY})"
)
"""A day, or a month of a year, as part of another pattern: it has no groups."""
TIME = re.compile(
    rf"""(?:(?<![\w$€£.,-])|(?<=\bmid-))(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)
    | (?:(?P<wd1>{_WEEKDAY}),?\s+)?(?:the\s+)?(?P<d1>{_DAY})\s+(?:of\s+)?(?P<m1>{_MONTH})
      (?:,?\s+(?P<y1>{_YEAR}))?
    | (?:(?P<wd2>{_WEEKDAY}),?\s+)?(?P<m2>{_MONTH})\s+(?:the\s+)?(?P<d2>{_DAY})
      (?:,?\s+(?P<y2>{_YEAR}))?
    | the\s+(?P<d3>{"|".join(ORDINALS)})\s+of\s+(?P<m4>{_MONTH})(?:,?\s+(?P<y4>{_YEAR}))?
    | (?P<m3>{_MONTH})(?:,?\s+(?:of\s+)?(?P<y3>{_YEAR}))?
    | (?P<feast>new\s+year[’']s\s+(?:day|eve)|christmas\s+(?:day|eve)|boxing\s+day)
      (?:,?\s+(?P<y6>{_YEAR}))?
    | (?P<wd4>{_WEEKDAY})
    | (?P<season>{"|".join(SEASONS)})(?:\s+of)?\s+(?P<y7>{_YEAR})
    | (?P<y5>{_YEAR})(?P<s5>s)?
    | (?P<near>today|tonight|yesterday|tomorrow)
    | (?P<end>the|last|this|past|next|coming|following)\s+weekend
    | (?P<which>last|this|next)\s+(?P<unit>week|month|year|{"|".join(SEASONS)})
    | (?P<n>\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+
      (?P<ago>day|week|month|year)s?\s+(?:ago|earlier|before)
    )(?![\w])""",
    re.IGNORECASE | re.VERBOSE,
)
_TO_DATE = (
    r"\s+(?:(?:the|early|late|mid|its|this|next|last|end|start|beginning|middle|of|in|on|at|noon"
    r"|midnight|\w+\so[’']clock|[\d.:]+\s?[ap]\.?m\.?)\s+)*$"
)
BEGINS = re.compile(rf"\b(?:from|since|after|between|no earlier than){_TO_DATE}", re.IGNORECASE)
ENDS = re.compile(
    rf"\b(?:until|till|before|by|from\s[^.;,]{{2,40}}?\sto|between\s[^.;,]{{2,40}}?\sand){_TO_DATE}",
    re.IGNORECASE,
)
"""What stands before the first and the last day of something."""
UP_TO = re.compile(
    rf"\b(?:from|between)\s[^.;,]{{2,40}}\s(?:to|and|until|till){_TO_DATE}", re.IGNORECASE
)
"""What stands before the last day where both are told: from May to June."""
NOT_UNTIL = re.compile(
    rf"(?:\b(?:not|no)|n[’']t)\s(?:[\w’'-]+\s){{0,5}}?(?:before|until){_TO_DATE}", re.IGNORECASE
)
"""What stands before a day on which something starts, and until which it is not."""
STARTS = re.compile(
    r"\b(?:start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|open(?:s|ed|ing)|(?:will|to) open"
    r"|launch(?:es|ed|ing)?|t[ao]kes? effect|took effect|com(?:es?|ing) into (?:force|effect)"
    r"|came into (?:force|effect))\b"
    r"(?:\s(?!(?:by|until|till|before|end\w*|finish\w*|clos\w+|to|after|and|but|or)\b)"
    r"[^\s.;,]+){0,5}\s$",
    re.IGNORECASE,
)
"""What stands before such a day."""
Edge = Literal["from", "until", ""]
MID = re.compile(r"\bmid[\s-]$", re.IGNORECASE)
"""Stands before a month of which only the days from the 8th to the 23rd are meant."""
AND_MONTH = re.compile(
    rf"\s?(?:,|[-–]|(?:and|or|to|until|through)\b)\s?(?:{_MONTH},?\s(?:and|or|to)\s)?"
    rf"{_MONTH},?\s(?:of\s)?(?P<year>{_YEAR})",
    re.IGNORECASE,
)
"""What stands behind the first of two or three months of one year: May and June of 2022."""
FEASTS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
}
"""Month and day of days that go by a name."""
BESIDE_A_DAY = re.compile(r"\b(last|previous|next|following|coming)\s$", re.IGNORECASE)
COMING = re.compile(
    r"\b(?:will|would|shall|won[’']t|\w+[’']ll|(?:is|are|was|were|due|set|going|about|ready|plan\w*"
    r"|hop\w+|intend\w*|expect\w*|schedul\w+|aim\w*|want\w*|need\w*|ha[sd]) to|next|tomorrow"
    r"|(?:due|set|plan\w*|expect\w*|schedul\w+|slated) (?:for|on|in)"
    r"|call(?:s|ed)? off|cancel\w*|postpon\w*|avert\w*|ahead of)\b",
    re.IGNORECASE,
)
"""Before a weekday or a month: it is still to come."""
LEADS = re.compile(r"\b(?:until|by|from|before)\s(?:[\w’'-]+\s){0,3}$", re.IGNORECASE)
"""It may be to come; farther off these stand before something else: two brothers from Leeds."""
MAY_COME = re.compile(r"\b(?:may|might|could|is|are)\b", re.IGNORECASE)
BESIDE_IT = 10
"""It may be, behind what is past or so many characters before that: is planned, are being held."""
GERUND = re.compile(r"\b\w+ing\b", re.IGNORECASE)
"""It may be, where nothing is past: not in “was acquitted of taking bribes”."""
SINCE = re.compile(r"\bsince\s(?:[\w’'-]+\s){0,3}$", re.IGNORECASE)
"""It is past, whatever is to come: it will be the longest since November."""
PAST = re.compile(
    r"\b(?:was|were|had|did|\w{3,}ed|said|told|won|lost|beat|met|went|came|began|took|gave|left|fell"
    r"|rose|broke|made|spoke|wrote|held|sent|found|struck|hit|fled|felt|saw|grew|kept|led|paid|ran"
    r"|sold|stood|built|bought|brought|caught|chose|drew|drove|flew|sank|shook|shot|spent|stole"
    r"|shrank|threw|blew|tore|fought|sought|swung|hung|dealt|set (?:off|out))\b",
    re.IGNORECASE,
)
"""Before a weekday or a month: what it is the time of is past."""
ABOUT_AS_FAR = 60
"""Days by which the month of one year may be farther from the publication than that of another, for
both to be about as far."""
SEASON_WEEKS = 16
"""Weeks from the first of the month in which a season begins to its end, both taken broadly."""
COUNTS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Time:
    """A date as far as it is said. `spans` are the days that it may stand for, seen from the day of
    publication; empty where that is not known. `text[start:end]` says it."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    spans: tuple[tuple[date, date], ...]
    start: int
    end: int

    @property
    def is_day(self) -> bool:
        """Whether it is a day, or two: yesterday, at the weekend."""
        return any(last - first < timedelta(2) for first, last in self.spans)


@lru_cache(maxsize=512)
def times(text: str, published: date | None) -> tuple[Time, ...]:
    """The dates of a text, in its order."""
    found = (match for match in TIME.finditer(text) if _is_time(match, text))
    return tuple(_time(match, published) for match in found)


_WITH = re.compile(r"(?<![\w.,])\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–]\s?|\s(?:and|to|or|until)\s)$")
"""The first of two days of one month: 10 and 11 August."""


@lru_cache(maxsize=512)
def blanked(text: str) -> str:
    """A text with a word in the place of each of its dates: what is left are its figures."""
    for one in reversed(times(text, None)):
        before = _WITH.sub("", text[: one.start]) if one.day else text[: one.start]
        text = f"{before}then{text[one.end :]}"
    return text


OF_A_NAME = re.compile(r"\b(?:Black|Cyber|Good|Easter|Whit|Ash|Palm|Super|Giving)[ -]$")
"""What makes a weekday behind it the name of one day of the year."""


SHOWS = frozenset(["Today", "Tonight"])
INSIDE = re.compile(r"\b[a-z]+ $")
"""What stands before a word inside a sentence, which is no headline with capitals: there it is a
name, of the show “Today”."""


def _is_time(match: re.Match[str], text: str) -> bool:
    if match["wd4"] and OF_A_NAME.search(text[: match.start()]):
        return False
    if match["near"] in SHOWS and INSIDE.search(text[: match.start()]):
        return False
    lone = match["m3"]
    if lone and not match["y3"]:
        if lone[0].islower():
            return False
        if lone in {"May", "March"} and not re.search(
            r"\b(in|of|since|by|until|last|next|early|late|mid|from|to|the)[\s-]+$",
            text[: match.start()],
            re.IGNORECASE,
        ):
            return False
    return True


def _time(m: re.Match[str], published: date | None) -> Time:
    def made(
        year: int | None,
        month: int | None,
        day: int | None,
        weekday: int | None,
        spans: Sequence[tuple[date, date]],
    ) -> Time:
        return Time(year, month, day, weekday, tuple(spans), m.start(), m.end())

    if m["iso"]:
        try:
            on = date.fromisoformat(m["iso"])
        except ValueError:
            return made(None, None, None, None, ())
        return made(on.year, on.month, on.day, None, [(on, on)])
    month = next(
        (MONTHS.index(m[k][:3].lower()) + 1 for k in ("m1", "m2", "m3", "m4") if m[k]), None
    )
    day = next((int(re.sub(r"\D", "", m[k])) for k in ("d1", "d2") if m[k]), None)
    day = ORDINALS.index(m["d3"].lower()) + 1 if m["d3"] else day
    year = next((int(m[k]) for k in ("y1", "y2", "y3", "y4", "y5", "y6") if m[k]), None)
    if m["m3"] and not year and (both := AND_MONTH.match(m.string, m.end())):
        year = int(both["year"])
    if m["feast"]:
        month, day = FEASTS[" ".join(m["feast"].lower().replace("’", "'").split())]
    weekday = next((WEEKDAYS.index(m[k][:3].lower()) for k in ("wd1", "wd2", "wd4") if m[k]), None)
    if spans := _several_months(m):
        return made(None, None, None, None, spans)
    if month or year:
        which = re.search(r"\b(last|next)\s$", m.string[: m.start()], re.IGNORECASE)
        if year:
            years = [year]
        elif which and not day:
            years = _beside(published, month or 1, which[1].lower())
        else:
            years = _nearest(published, month or 1, day, _sentence(m))
        spans = [s for y in years if (s := _span(y, month, day))]
        if month and not day and MID.search(m.string[: m.start()]):
            spans = [(first.replace(day=8), first.replace(day=23)) for first, _ in spans]
        return made(year, month, day, weekday, spans)
    if published is None:
        return made(None, None, None, weekday, ())
    return made(None, None, None, weekday, list(_relative(m, weekday, published)))


def _several_months(m: re.Match[str]) -> list[tuple[date, date]]:
    """The days of a decade, or of a season of a year."""
    if m["s5"]:
        return [(date(int(m["y5"]), 1, 1), date(int(m["y5"]) + 9, 12, 31))]
    return _seasons(m["season"], [int(m["y7"])]) if m["season"] else []


def _nearest(published: date | None, month: int, day: int | None, before: str) -> list[int]:
    """The year in which a day without one is nearest to the publication; of a month that is about
    as far away on either side the one before, where the words before it tell what was."""
    if published is None:
        return []

    def off(year: int) -> int:
        return abs((date(year, month, min(day or 15, 28)) - published).days)

    years = (published.year + n for n in (-1, 0, 1))
    first, second = sorted((y for y in years if MINYEAR <= y <= MAXYEAR), key=off)[:2]
    to_come, past = _tense(before)
    if not day and COMING.search(before) and not past and not SINCE.search(before):
        return [min(published.year + (month < published.month), MAXYEAR)]
    if not day and past and not to_come and off(second) - off(first) < ABOUT_AS_FAR:
        return [min(first, second)]
    return [first]


def _beside(published: date | None, month: int, which: str) -> list[int]:
    """The year of the last or the next month of a name, seen from the publication."""
    if published is None:
        return []
    if which == "last":
        return [published.year - (month >= published.month)]
    return [published.year + (month <= published.month)]


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        if month and day:
            return date(year, month, day), date(year, month, day)
        if month:
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), after - timedelta(1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _relative(
    m: re.Match[str], weekday: int | None, published: date
) -> Iterator[tuple[date, date]]:
    if weekday is not None:
        if m["wd4"].lower().endswith("s"):
            return  # on Sundays is no day
        back = (published.weekday() - weekday) % 7
        for days in _weeks(m, back):
            on = published + timedelta(days - back)
            yield on, on
    elif near := (m["near"] or "").lower():
        on = published + timedelta({"yesterday": -1, "tomorrow": 1}.get(near, 0))
        yield on, on
    elif m["which"]:
        yield from _unit_beside(m["unit"].lower(), published, m["which"].lower())
    elif m["end"]:
        back = (published.weekday() - WEEKDAYS.index("sat")) % 7
        for days in _ends(m, back):
            first = published + timedelta(days - back)
            yield first, first + timedelta(1)
    elif m["ago"]:
        yield from _ago(m, published)


def _unit_beside(unit: str, published: date, which: str) -> Iterator[tuple[date, date]]:
    """The last, this or next week, month, season or year, seen from the publication."""
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        begin = published - timedelta(published.weekday()) + timedelta(7 * step)
        yield begin, begin + timedelta(6)
    elif unit == "month":
        number = published.year * 12 + published.month - 1 + step
        if span := _span(number // 12, number % 12 + 1, None):
            yield span
    elif unit in SEASONS:
        yield from _season_beside(unit, published, which)
    elif span := _span(published.year + step, None, None):
        yield span


def _seasons(name: str, years: Iterable[int]) -> list[tuple[date, date]]:
    """The days of a season of each year, north and south of the equator, the earliest first; of one
    that goes into the next year also where it is that one's: the winter of 2024."""
    north = SEASONS[name.lower()]
    begins = [
        date(year - before, month, 1)
        for year in years
        if MINYEAR < year < MAXYEAR
        for month in (north, (north + 5) % 12 + 1)  # half a year later in the south
        for before in ((0, 1) if month == 12 else (0,))
    ]
    return [(on, on + timedelta(weeks=SEASON_WEEKS)) for on in sorted(set(begins))]


def _season_beside(name: str, published: date, which: str) -> list[tuple[date, date]]:
    """The last, this or next season of a name, seen from the publication: of each half of the earth
    the last that is over and the one that began, those of the year, and the next to begin."""
    near = _seasons(name, range(published.year - 2, published.year + 3))
    if which == "this":
        return [span for span in near if published.year in (span[0].year, span[1].year)]
    if which == "next":
        return [span for span in near if span[0] > published][:2]
    over = [span for span in near if span[1] < published][-2:]
    return [*over, *(span for span in near if span[0] <= published <= span[1])]


def _ago(m: re.Match[str], published: date) -> Iterator[tuple[date, date]]:
    """What “three years ago” may be: days around that, and of years and months the one itself."""
    count, name = m["n"].lower(), m["ago"].lower()
    number = (
        int(count) if count.isdigit() else max(1, COUNTS.index(count) if count in COUNTS else 1)
    )
    on = published - timedelta(number * _UNITS[name])
    slack = timedelta(0 if name == "day" else _UNITS[name])
    yield on - slack, on + slack
    if (
        name == "year"
        and m.group().lower().endswith("ago")
        and (span := _span(published.year - number, None, None))
    ):
        yield span


def _ends(m: re.Match[str], back: int) -> tuple[int, ...]:
    """The weekends that one may be, in days after the last Saturday up to the publication.

    Args:
        back: from that day to the publication, from 0 to 6 days.
    """
    said, (to_come, past) = m["end"].lower(), _tense(_sentence(m))
    if said in {"last", "past"}:
        return (0, -7) if back <= 1 else (0,)
    if said in {"next", "coming", "following"} or (to_come and not past):
        return (0, 7) if back <= 1 else (7,)
    return (0,) if past and not to_come else (0, 7)


def _weeks(m: re.Match[str], back: int) -> tuple[int, ...]:
    """The days that a weekday may be, in days after the last such day up to the publication: told
    by “last” or “next” before it, else by whether the words before it are of the past or to come.

    Args:
        back: from that day to the publication, from 0 to 6 days.
    """
    before = _sentence(m)
    own = BESIDE_A_DAY.search(before)
    if own:
        return (0, -7) if own[1].lower() in {"last", "previous"} else (7, 14)
    to_come, past = _tense(before)
    if past and not to_come:
        return (0,)
    if to_come and not past:
        return (7,) if back and COMING.search(before) else (0, 7)
    return (0, 7, -7)


def _sentence(m: re.Match[str]) -> str:
    """What of its sentence stands before a date."""
    return re.split(r"[.!?;]\s", m.string[: m.start()])[-1]


def _tense(before: str) -> tuple[bool, bool]:
    """Whether the words before a date may be of what is to come, and of what is past."""
    past = [*PAST.finditer(before)]
    last = before[max(0, past[-1].start() - BESIDE_IT) :] if past else before
    to_come = COMING.search(before) or LEADS.search(before) or MAY_COME.search(last)
    return bool(to_come or (not past and GERUND.search(before))), bool(past)


def says(claimed: Time, told: Sequence[Time]) -> bool:
    """Whether a date of a claim is one that is told: as it is written, or the same days, or days
    within those that are told by a coarser date of the claim."""
    return any(_agrees(claimed, one) for one in told)


def _agrees(claimed: Time, told: Time) -> bool:
    if claimed.day and not (
        told.day or told.weekday is not None or any(a == b for a, b in told.spans)
    ):
        return False  # finer than what is told
    bare = all(one.month and not one.year and not one.day for one in (claimed, told))
    if bare:
        return claimed.month == told.month  # in September, last September
    if claimed.weekday is not None and told.weekday is not None and claimed.weekday != told.weekday:
        return False
    if claimed.spans and told.spans:
        return any(
            (first <= a and b <= last)
            or (
                claimed.weekday is not None
                and not claimed.day
                and a == b
                and a.weekday() == claimed.weekday
            )
            for first, last in claimed.spans
            for a, b in told.spans
        )
    mine = (claimed.year, claimed.month, claimed.day)
    theirs = (told.year, told.month, told.day)
    same = [a == b for a, b in zip(mine, theirs, strict=True) if a is not None]
    if same:
        return all(same)
    return claimed.weekday is not None and claimed.weekday == told.weekday


def edge(text: str, one: Time) -> Edge:
    """Whether something is said to begin with a date, to end with it, or neither."""
    before = text[: one.start]
    if NOT_UNTIL.search(before):
        return ""  # it starts then, and until then it is not
    if BEGINS.search(before) and not UP_TO.search(before):
        return "from"
    return "until" if ENDS.search(before) else ""


def starts(text: str, one: Time) -> bool:
    """Whether a date is, without “from”, when something starts: it opens on Monday."""
    return bool(STARTS.search(text[: one.start]))

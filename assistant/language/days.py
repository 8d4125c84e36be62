"""The days that a date in words stands for, seen from today: "early May", "three weeks ago"."""

import re
from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
"""The first and the last day, both included."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each begins, in the north; a winter ends in the year after."""
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PARTS = {
    "early": (1, 10),
    "start": (1, 10),
    "beginning": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
    "first week": (1, 7),
    "last week": (-7, 31),
}
"""Days of a month; negative ones count from its end."""


def days_of(match: re.Match[str], today: date) -> Days | None:
    """The days of a match of `dates.DATE`; `None` for what no calendar has, such as February 30."""
    try:
        if match["iso"]:
            day = date.fromisoformat(match["iso"])
            return day, day
        if match["month"]:
            return _month(match, today)
        if match["lone"]:
            return _year(match)
        return _relative(match, today)
    except (ValueError, OverflowError):
        return None


def _month(match: re.Match[str], today: date) -> Days:
    number = MONTHS.index(match["month"][:3].lower()) + 1
    part, said = (match["part"] or "").lower(), (match["year"] or "").lower()
    begin, end = (_day(match[name] or match[name + "2"]) for name in ("day", "to"))
    if said:
        year = int(said) if said.isdigit() else today.year - said.startswith("last")
    elif part == "this":
        year = today.year
    else:
        year = _latest(number, begin or 1, today.replace(day=1) if part == "last" else today)
        year -= part == "last" and (year, number) == (today.year, today.month)
    if begin:
        return _ordered(date(year, number, begin), date(year, number, end or begin))
    return _part(year, number, part)


def _day(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None


def _ordered(first: date, last: date) -> Days:
    if last < first:
        raise ValueError(f"{last} comes before {first}")
    return first, last


def _latest(month: int, day: int, today: date) -> int:
    """The last year in which that day was; February 29 has to be looked for."""
    for year in range(today.year, today.year - 9, -1):
        if day <= monthrange(year, month)[1] and date(year, month, day) <= today:
            return year
    raise ValueError(f"no day {day} in month {month}")


def _part(year: int, month: int, part: str) -> Days:
    """A month, or the part of it that the words say."""
    key = re.sub(r"^the | of$", "", " ".join(part.split()))
    begin, end = PARTS.get(key, (1, 31))
    length = monthrange(year, month)[1]
    begin = begin if begin > 0 else length + 1 + begin
    return date(year, month, begin), date(year, month, min(end, length))


def _year(match: re.Match[str]) -> Days:
    """A year, a season of it, or the third of it that the words say."""
    year, part = int(match["lone"]), (match["ypart"] or "").lower()
    first, last = 1, 12
    if match["season"]:
        first = SEASONS[match["season"].lower()]
        last = first + 2
    elif "week" in part:
        return _part(year, 12 if "last" in part else 1, part)
    elif part:
        first = 1 if re.search("early|start|begin", part) else 5 if "mid" in part else 9
        last = first + 3
    return date(year, first, 1), _shifted(date(year, first, 1), last - first + 1) - timedelta(1)


def _relative(match: re.Match[str], today: date) -> Days:
    if match["weekday"]:
        day = _weekday(match["weekday"].lower(), today)
        return day, day
    if match["plain"]:
        day = today - timedelta(match["plain"].lower() == "yesterday")
        return day, day
    if match["which"]:
        return _whole(match["unit"].lower(), match["which"].lower() != "this", today)
    if match["ago"]:
        return _whole(match["ago_unit"].lower(), _count(match["ago"]), today)
    unit, count = (match["past_unit"] or match["one"]).lower(), _count(match["past"] or "one")
    return _back(today, unit, count), today


def _weekday(text: str, today: date) -> date:
    """The latest day of that name up to today; of "last", before; of "this", in this week."""
    *which, name = text.split()
    past = (today.weekday() - WEEKDAYS.index(name[:3])) % 7
    if which == ["this"]:
        return today - timedelta(today.weekday() - WEEKDAYS.index(name[:3]))
    return today - timedelta(7 if which == ["last"] and past == 0 else past)


def _count(text: str) -> int:
    lower = text.lower()
    if lower.isdigit():
        return int(lower)
    return NUMBERS.index(lower) + 1 if lower in NUMBERS else 1


def _back(day: date, unit: str, count: int) -> date:
    """The day so many units before another."""
    if unit in {"day", "week"}:
        return day - timedelta(count * (7 if unit == "week" else 1))
    return _shifted(day, -count * (12 if unit == "year" else 1))


def week_of(day: date) -> Days:
    """The week, from Monday to Sunday, in which a day is."""
    monday = day - timedelta(min(day.weekday(), (day - date.min).days))
    return monday, monday + min(timedelta(6), date.max - monday)


def _whole(unit: str, count: int, today: date) -> Days:
    """The calendar's day, week, month or year that lies so many back."""
    day = _back(today, unit, count)
    if unit == "day":
        return day, day
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return _part(day.year, day.month, "")
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _shifted(day: date, months: int) -> date:
    """The same day some months on, or the last of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

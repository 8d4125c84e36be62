"""The dates that a question names: the days that it asks about, seen from today.

Regular expressions and plain `datetime`: the shapes are fixed, so this is no longer than
dateparser with what it lacks (ranges, parts of months, open ends), and some 200 times faster
than its search.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.language.days import NUMBERS, SEASONS, Days, days_of, week_of

WITHIN = frozenset(["in", "during", "throughout", "through", "since", "until", "till", "up to"])
"""Words that make a date of a lone month, weekday or year."""
NEAR = frozenset(["before", "prior to", "after", "by", "from", "of", "between"])
"""Words that do so where no name goes on after it ("by April Jones")."""

_TO = r"\s*(?:[-–—]|\bto\b|\buntil\b|(?(between)\band\b|(?!)))\s*"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,]\d{1,3}(?!\d))"
_YEAR = r"(?:19|20)\d\d(?![\w%]|[.,]\d|[-–/]\d)(?!(?<=2000)\s+[a-z])"
_PART = r"early|mid|late|(?:the\s+)?(?:start|beginning|middle|end|first\s+week|last\s+week)\s+of"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_COUNT = rf"\d{{1,3}}|an?|{'|'.join(NUMBERS)}"

DATE = re.compile(
    rf"""(?<![\w$€£-])(?<!\d[.,:])
    (?:(?P<word>in|on|during|throughout|through|since|until|till|up\s+to|before|prior\s+to|after
        |by|of|(?P<between>between|from))\s+)?
    (?P<when>
      (?P<iso>\d{{4}}-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])
    | (?:{_WEEKDAY},?\s+)?
      (?:(?P<part>this|last|{_PART})[\s-]+(?:in\s+)?)?
      (?:(?:the\s+)?(?P<day>{_DAY})(?:{_TO}(?P<to>{_DAY}))?\s+(?:of\s+)?)?
      (?P<month>{_MONTH})
      (?:\s+(?:the\s+)?(?P<day2>{_DAY})(?:{_TO}(?P<to2>{_DAY}))?)?
      (?:(?:,\s*|\s+)(?:of\s+)?(?P<year>{_YEAR}|(?:this|last)\s+year\b))?
    | (?:(?P<ypart>{_PART})[\s-]+)?
      (?:(?:the\s+)?(?P<season>{"|".join(SEASONS)})\s+(?:of\s+)?|the\s+year\s+)?(?P<lone>{_YEAR})
    | (?P<weekday>(?:(?:last|this)\s+)?{_WEEKDAY})
    | (?P<plain>(?<!usa\ )(?<!india\ )(?<!business\ )today|yesterday)\b
    | (?P<which>this|last)\s+(?P<unit>week|month|year)\b(?!\s+of\b)
    | (?P<ago>{_COUNT})\s+(?P<ago_unit>day|week|month|year)s?\s+ago\b
    | (?:the\s+)?(?:past|last)\s+
      (?:(?P<past>{_COUNT})\s+(?P<past_unit>day|week|month|year)s?|(?P<one>week|month|year))\b
      (?!\s+of\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
RANGE = re.compile(r"\s*(?:(?P<and>and)|to|until|till|through|[-–—])\s*", re.I)
LIST = re.compile(r"(?:,|,?\s+(?:and|or))\s+(?:\w+\s+)?", re.I)
WEEK_OF = re.compile(
    r"(?:^|\b(?:in|during|for|over|about|of)\s)(?:the\s)?week\s(?:of|beginning|starting|commencing)"
    r"(?:\son)?\s(?:the\s)?$",
    re.IGNORECASE,
)
"""What makes of a day its week."""
NAME = re.compile(r"\s+[A-Z]")
TITLE = re.compile(
    r"\s+(?:Madness|Day|Fools|Night|Lights|Football|Tonight|Mass"
    r"|Times|Post|Herald|Mail|Mirror|Telegraph|Express|Star|Independent|Mercury)\b"
)
"""What makes a month or a weekday before it part of a name."""
EVENT = re.compile(
    r"(?:\s+[A-Z][\w'’]*)*\s+(?:Cup|Olympics|Games|Open|Championships?|Bowl|Series|Awards?"
    r"|Festival|Prix|Tour|Draft|Finals?|Masters|season|elections?|edition)\b"
)
"""What makes a year before it part of a name."""

YEAR = timedelta(365)
"""How long after the newest article a month without a year is one of the articles, not of today's
last twelve: nothing is from those."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days that a question names, included; `None` is open.

    `text[start:end]` names them, with the word that opens or closes ("since October").
    """

    first: date | None
    last: date | None
    start: int
    end: int


def dates(text: str, today: date, newest: date | None = None) -> tuple[Span, ...]:
    """The dates and spans that a text names, in its order.

    A day or a month without a year is its latest that is not after `today`; a year given once
    counts for both ends of a range. Weeks begin on Monday. A lone year counts only after a word
    such as "in" and if it is not in the future: "by 2030" is about a plan, not an article.

    Args:
        newest: the day of the newest article. Where that is more than a year ago no month of the
            last twelve has any, and one without a year is its latest that is not after that.
    """
    return tuple(_spans(text, today, newest if newest and today - newest > YEAR else today))


def _spans(text: str, today: date, newest: date) -> Iterator[Span]:
    left = list(DATE.finditer(text))
    while left:
        match = left.pop(0)
        seen = newest if _lacks_year(match) else today
        until = seen if left and left[0]["month"] else today  # “from May to yesterday”
        if left and _is_range(match, left[0], text) and (days := _between(match, left[0], until)):
            yield Span(*days, match.start(), left.pop(0).end())
        elif _is_date(match, text, today):
            listed = left and LIST.fullmatch(text, match.end(), left[0].start("when"))
            shared = listed and left[0]["year"] and _floats(match)
            days = _between(match, left[0], seen) if shared else None
            if days := days_of(match, days[0] if days else seen):
                if days[0] == days[1] and WEEK_OF.search(text[: match.start("when")]):
                    days = week_of(days[0])
                yield Span(*_opened(match, days), match.start(), match.end())


def _word(match: re.Match[str]) -> str:
    return " ".join((match["word"] or "").lower().split())


def _is_range(match: re.Match[str], after: re.Match[str], text: str) -> bool:
    """Whether two dates are the ends of one range: "between ... and ...", "... to ..."."""
    if _word(match) not in {"", "from", "between", "in"} or _kind(match) != _kind(after):
        return False
    if _word(after) in {"until", "till", "through"}:
        return text[match.end() : after.start()].isspace()
    joined = RANGE.fullmatch(text, match.end(), after.start())
    return joined is not None and (not joined["and"] or _word(match) == "between")


def _kind(match: re.Match[str]) -> str:
    """What both ends of a range have to be."""
    return "year" if match["lone"] else "weekday" if match["weekday"] else "day"


def _is_date(match: re.Match[str], text: str, today: date) -> bool:
    """Whether what looks like a date is one, from the words around it and its capitals."""
    word, end = _word(match), match.end()
    if match["month"]:
        return _is_month(match, text)
    if match["lone"]:
        told = match["ypart"] or match["season"] or word in WITHIN | NEAR
        return bool(told) and not EVENT.match(text, end) and int(match["lone"]) <= today.year
    if match["weekday"]:
        told = " " in match["weekday"] or word in WITHIN | {"on"}
        near = word in NEAR and not NAME.match(text, end)
        return bool(told or near) and not TITLE.match(text, end)
    if match["plain"]:
        return match["plain"].islower() or match.start() == 0
    return (match["unit"] or match["one"] or "week").islower()


def _is_month(match: re.Match[str], text: str) -> bool:
    word, month, day = _word(match), match["month"], match["day"] or match["day2"]
    if match["year"]:
        return True
    if month in {"may", "march"}:
        return word in WITHIN or (bool(day) and (bool(word) or not day.isdigit()))
    if day:
        return True
    near = word in NEAR and not NAME.match(text, match.end())
    return bool(match["part"] or word in WITHIN or near) and not TITLE.match(text, match.end())


def _opened(match: re.Match[str], days: Days) -> tuple[date | None, date | None]:
    """The days with the side open that the word before them leaves open."""
    first, last = days
    match _word(match):
        case "since":
            return first, None
        case "after":
            return (last + timedelta(1) if last < date.max else last), None
        case "before" | "prior to":
            return None, (first - timedelta(1) if first > date.min else first)
        case "until" | "till" | "up to" | "through" | "by":
            return None, last
    return first, last


def _between(match: re.Match[str], after: re.Match[str], today: date) -> Days | None:
    """From the one date to the other; where one has no year, they are less than one apart."""
    begin, end = days_of(match, today), days_of(after, today)
    if begin and end and _floats(match) and not _floats(after):
        begin = days_of(match, end[1])
    elif begin and end and _floats(after):
        ahead = timedelta(6 if after["weekday"] else 364)
        end = days_of(after, begin[0] + min(ahead, date.max - begin[0]))
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _lacks_year(match: re.Match[str]) -> bool:
    """Whether a month is said without its year, and not told from today: "last May"."""
    told = match["year"] or (match["part"] or "").lower() in {"this", "last"}
    return bool(match["month"]) and not told


def _floats(match: re.Match[str]) -> bool:
    """Whether a date says no year, or a weekday no week."""
    return bool(match["weekday"] or match["month"]) and not match["year"]

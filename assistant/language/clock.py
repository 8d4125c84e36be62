"""The times of day that a sentence says, and whether another sentence says them too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.digits import NUMERALS

_HALVES = {"am": 0, "morning": 0, "pm": 12, "afternoon": 12, "evening": 12, "night": 12}
"""By what says it, the hours that a half of the day begins with; a night has hours of both."""
_FIVES = {"twenty-five": 25, "twenty": 20, "ten": 10, "five": 5}
_PAST = {"half": 30, "quarter": 15, **_FIVES, **{str(n): n for n in _FIVES.values()}}
"""Minutes past an hour, or to it, by how they are said."""
# “ten to twelve people” are no time: “to” stands behind minutes, or the whole behind “at”
_FIVE = "|".join((*_FIVES, *map(str, _FIVES.values())))
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}
_HALF = (
    r"(?P<m>[ap])\.?\s?m\b\.?"
    r"|(?:o[’']clock\s)?(?:in\sthe\s(?P<part>morning|afternoon|evening)|at\s(?P<night>night))"
)
CLOCK = re.compile(
    rf"""(?<![\w.:,£$€-])(?:
      (?P<named>(?-i:noon|mid-?day|midnight))
    | (?:(?P<past>half\ past|(?:a\ )?quarter\ (?:past|to)
        |(?:{_FIVE})(?:\ minutes)?\ past|(?:{_FIVE})\ minutes\ to|(?<=\bat\ )(?:{_FIVE})\ to)\s)?
      (?P<h>\d{{1,2}}|{"|".join(NUMERALS)})
      (?:(?P<colon>:[ ]?)(?P<m1>[0-5]\d)(?::[0-5]\d)?|\.(?P<m2>[0-5]\d))?
      (?:\s?(?:{_HALF})|(?P<oclock>\s?o[’']clock))?
    )(?![\w%]|[.:,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_TWO = re.compile(r"(?<![\w.:,])\d+:\d+(?![\w:])")
"""A time of day, or what is none and must stand in a text as it is: 3:2, 13:8 p.m."""
_AT = re.compile(
    r"(?:\b(?:at|by|until|till|around|about|before|after|since|from|past|between|and|to)\s|[–-])$",
    re.IGNORECASE,
)


_ENDS = re.compile(
    r"\s?(?:$|[.,;:!?)”\"–-]|(?:on|in|and|to|or|until|till|this|that|every|each|when|for|by|before)\b)"
    r"|\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|\s(?:tomorrow|yesterday|today|tonight)",
    re.IGNORECASE,
)
"""What follows a time of day without its half, and no figure that counts something."""
_HEDGE = re.compile(
    r"\b(?:(?P<early>before|towards|nearly|almost)|(?P<late>after|past)|around|about)\s$",
    re.IGNORECASE,
)
OFF = 30
"""Minutes that a time of day may be off, to the side that the word before it names."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: its minute, counted from midnight; without a half of the day `either`. What
    is told may be so many minutes `early` or `late`. `text[start:end]` says it."""

    minute: int
    either: bool
    early: int
    late: int
    start: int
    end: int


def clocks(text: str) -> list[Clock]:
    """The times of day that a text surely says, in its order."""
    return [one for match in CLOCK.finditer(text) if _is_sure(match) and (one := _clock(match))]


def blanked(text: str) -> str:
    """A text with a word in the place of each of its times of day."""
    for one in reversed(clocks(text)):
        text = f"{text[: one.start]}then{text[one.end :]}"
    return text


def wrong(claim: str, text: str) -> list[str]:
    """The times of day of a claim that a text does not say; "at seven" agrees with both halves."""
    told = [one for match in CLOCK.finditer(text) if _may_be(match) and (one := _clock(match))]
    said = clocks(claim)
    others = (
        match[0]
        for match in _IN_TWO.finditer(claim)
        if not any(one.start <= match.start() < one.end for one in said)
    )
    return [
        *(claim[one.start : one.end] for one in said if not _says(one, told)),
        *(one for one in others if one not in text),
    ]


def _says(one: Clock, told: Sequence[Clock]) -> bool:
    return any(-one.early <= _apart(one, other) <= one.late for other in told)


def _apart(one: Clock, other: Clock) -> int:
    """By how many minutes another time of day is later."""
    circle = 720 if one.either or other.either else 1440
    return (other.minute - one.minute + circle // 2) % circle - circle // 2


def _is_sure(m: re.Match[str]) -> bool:
    """Whether what could be a time of day is nothing else."""
    return bool(m["named"] or m["past"] or m["colon"] or m["oclock"] or _half(m))


def _may_be(m: re.Match[str]) -> bool:
    at = _AT.search(m.string[: m.start()]) and _ENDS.match(m.string, m.end())
    return _is_sure(m) or bool(at)


def _half(m: re.Match[str]) -> str:
    return (f"{m['m']}m" if m["m"] else m["part"] or m["night"] or "").lower()


def _hour(m: re.Match[str]) -> int:
    if m["named"]:
        return _NAMED[m["named"].replace("-", "")]
    return NUMERALS.get(m["h"].lower()) or int(m["h"])


def _clock(m: re.Match[str]) -> Clock | None:
    hour = _hour(m)
    if hour > 24:
        return None
    half = _half(m)
    either = not half and not m["named"] and hour <= 12
    if half and hour <= 12:
        small = half == "night" and hour in {12, 1, 2, 3, 4}
        hour = hour % 12 + (0 if small else _HALVES[half])
    minute = (60 * hour + int(m["m1"] or m["m2"] or 0) + _past(m["past"] or "")) % 1440
    hedge = _HEDGE.search(m.string[: m.start()])
    early = OFF if hedge and not hedge["late"] else 0
    late = OFF if hedge and not hedge["early"] else 0
    return Clock(minute, either, early, late, m.start(), m.end())


def _past(said: str) -> int:
    """By how many minutes a time is past the hour that it names: half past, ten minutes to."""
    if not said:
        return 0
    first, *_, last = said.lower().removeprefix("a ").split()
    return -_PAST[first] if last == "to" else _PAST[first]

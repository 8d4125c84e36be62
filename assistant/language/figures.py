"""The figures that a sentence says, and whether another sentence says them too: what counts as the
same number, rounded or hedged, is decided here."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor, log10

from assistant.language import beside, units
from assistant.language.beside import Way
from assistant.language.digits import HEDGES, NUMBER, ORDINALS, in_digits, in_minutes

_INCLUDED = re.compile(
    r"not (?:to )?exceed(?:ing)?|not more than|up to|at most|no (?:more|less|fewer) than|at least"
    r"|(?:a )?m(?:ax|in)imum of|\w+ out at",
    re.IGNORECASE,
)
"""Hedges of a number that may be that number itself."""
NEAR = {"below": 0.12, "above": 0.12, "about": 0.07, "exact": 0.0, "": 0.0}
"""By how much of it a hedged number may be off, to the side that the hedge names."""
OF_FRACTION = 0.16
"""The same of a fraction told in words."""
LARGE = 100_000
"""From here on a number is rounded without a word: 2.1 million for 2,112,000."""
COUNTS = {
    2: r"both|pair|duo|couple|(?<!digital )(?-i:twins?)|twice|double[sd]?|brace",
    3: r"trio|triplets?|thrice|tripled?|hat-?trick",
}
"""Words that say a number without being one."""

_FULL = (
    r"\+|more|extra|additional|further|full|whole|entire|straight|consecutive|successive|solid|long"
    r"|short|other|different|separate|new|good|mere"
)
"""What may stand between a figure and its unit."""
FIGURE = re.compile(
    rf"(?:\b(?P<hedge>{'|'.join(HEDGES.values())})\s+(?:the\s+|a\s+)?)?"
    rf"(?P<minus>minus\s|(?<![\w)\]%])[−-](?=\d|[$£€¥₹]))?"
    rf"(?P<sign>{units.SIGN})?\s?(?<![\w.,])(?<![A-Za-z]-)(?P<number>{NUMBER})(?![,.]?\d)"
    rf"(?:st|nd|rd|th|s)?\b(?:[\s-]*(?:(?:{_FULL})\s+)?"
    rf"(?P<unit>(?:{'|'.join(f'(?:{p})' for p in units.UNITS.values())})(?!\w)))?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\b(?:{'|'.join(HEDGES.values())})\s+(?:the\s+|a\s+)?)?(?:{units.SIGN})?\s?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"(?:{units.SIGN})\s?$", re.IGNORECASE)
_RECORD = re.compile(
    r"(?<![\w-])\d{1,3}(?:[-–]\d{1,3}){2,}(?![\w-])|(?<![\w./])\d{1,4}(?:([./])\d{1,4})(?:\1\d{1,4})+(?!\w)"
)
_JOINED = re.compile(r"[a-z%]\s(?:instead of|rather than|to)\s(?:every\s)?$", re.IGNORECASE)
"""What joins a figure to another whose unit it has: 28 minutes instead of 35."""
_COUNTS_NOTHING = re.compile(
    r"[.,;:!?)”\"]*\s*(?:$|(?<=[.,;:!?)”\"]\s)|(?:by|in|on|from|at|until|after|before|this|last|next"
    r"|and|or|but|if|when|while|so far)\b)",
    re.IGNORECASE,
)
"""What follows a figure that names no thing that it counts."""
_BEHIND = re.compile(
    r"\s+(?:(?P<about>or so)|(?P<below>or less|or fewer|at (?:the )?most)"
    r"|(?P<above>or more|at (?:the very )?least))\b",
    re.IGNORECASE,
)
"""A hedge behind a figure: 18 watts at most."""
_SPAN = re.compile(
    r"\b(?:after|for|in|within|over|under|than|about|around|nearly|almost|roughly|takes?|took"
    r"|last(?:s|ed|ing)?|half|barely|just)\s(?:an?|the (?:past|first|whole|next|coming))\s"
    r"(?P<unit>minute|hour|day|week|month|year|decade|century)\b(?! and a half)"
    r"|\b(?P<half>half[\s-]year(?:ly)?|(?:the )?first[\s-]half)\b(?! of the (?!year))",
    re.IGNORECASE,
)
"""A span of time without a number."""
_NEGATED = re.compile(r"(?:\b(?:not|never)|n[’']t)(?:\s\w+)?$", re.IGNORECASE)
"""What stands before a hedge that means its opposite: never fewer than."""
_BETWEEN = re.compile(rf"\s(?:to|or|and)\s(?:the\s|{units.SIGN})?|\s?[–-]\s?", re.IGNORECASE)
"""What stands between two figures the second of which has the unit of both."""
PAIRED = 20
"""How many times one of them may be the other."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
SCORE = re.compile(r"(?<![\d-])(\d{1,3})[-–](\d{1,3})(?![\d-])")
"""How a match or a vote ended: 2–1."""
_CONTRARY: tuple[set[str], ...] = ({"by", "to"}, {"from", "to"}, {"by", "from"})
"""Ways in which a figure cannot be one and the other."""
_PEAK = re.compile(r"(?<!times )(?<!twice )(?<!half )\bas (?:much|many|high|long) as\s?$", re.I)
"""What stands before the most of something, which may be said to be that and to be up to that."""
_BESIDE = 12
"""Characters in which that stands."""
_AN_AGE = re.compile(r",\s$")
_ORDINALS = ORDINALS[:4]
_QUARTER = re.compile(
    rf"\bQ(?P<n>[1-4])\b|\b(?P<said>{'|'.join(_ORDINALS)})[\s-]quarter\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is said; `text[start:end]` says it, in the text with digits. `beyond`: it is
    said to be on one side of the number, and not the number itself: fewer than 50. `peak`: it is
    the most of it: as much as 50. `joined`: it stands in another's place and may have that one's
    unit, said before; `bare`: no word of what it counts follows it; `per`: the period for each of
    which it is; `way`: whether something changed by it, to it or from it; `denied`: it is said not
    to be; `more`: it is how much more or less something is or became. “40 more people” are 40, and
    no difference."""

    value: float
    unit: str | None
    hedge: str
    beyond: bool
    peak: bool
    digits: int
    rounded: bool
    start: int
    end: int
    joined: bool
    bare: bool
    per: str
    way: Way
    denied: bool
    more: bool


def records(text: str) -> list[str]:
    """What of a text is figures in a row: 40-33-1, won, lost and drawn; 11.3.2023."""
    return [found.group().replace("–", "-") for found in _RECORD.finditer(text)]


def without_records(text: str) -> str:
    """A text without its figures in a row."""
    return _RECORD.sub(" ", text)


def quarters(text: str) -> set[str]:
    """The quarters of a year that a text says, from 1 to 4: Q2, the second quarter."""
    found = _QUARTER.finditer(text)
    return {one["n"] or str(_ORDINALS.index(one["said"].lower()) + 1) for one in found}


def without_quarters(text: str) -> str:
    """A text without the quarters of a year, which are no figures."""
    return _QUARTER.sub(" ", text)


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in its order; of fractions the share in per cent."""
    told = in_digits(text)
    found = [_figure(match, told) for match in FIGURE.finditer(told)]
    for n in range(len(found) - 1, 0, -1):
        one, other = found[n - 1], found[n]
        if not one.unit and other.unit and _are_paired(one, other, told):
            found[n - 1] = replace(one, unit=other.unit)
    return tuple(found)


def _are_paired(one: Figure, other: Figure, told: str) -> bool:
    """Whether a unit is that of two figures: 35 to 12 per cent; not 250,000 or 40 per cent."""
    alike = one.value <= PAIRED * other.value and other.value <= PAIRED * one.value
    ordinals = {is_ordinal(told, a) for a in (one, other)}
    between = _BETWEEN.fullmatch(told[one.end : other.start])
    return alike and len(ordinals) == 1 and bool(between)


def is_ordinal(told: str, one: Figure) -> bool:
    """Whether a figure of a text with digits is a place in an order: 3rd."""
    return bool(_ORDINAL.match(told, one.start))


def unnumbered(text: str) -> tuple[Figure, ...]:
    """The spans of time that a text says without a number, as figures of one: after an hour, in the
    past decade, in the first half of the year. What is paid an hour, or done once a week, is none.
    """
    units_said = (one["unit"] for one in _SPAN.finditer(text))  # none of half a year
    return figures(". ".join(f"1 {one}" if one else "6 months" for one in units_said))


def durations(text: str) -> tuple[Figure, ...]:
    """The figures of a text that says hours with minutes, those as minutes; else none."""
    told = in_minutes(text)
    return figures(told) if told != in_digits(text) else ()


def _figure(m: re.Match[str], told: str) -> Figure:
    digits = m["number"].replace(",", "")
    value = -float(digits) if m["minus"] else float(digits)
    said = m["hedge"] or ""
    hedge = next((name for name, p in HEDGES.items() if re.fullmatch(p, said, re.IGNORECASE)), "")
    if _NEGATED.search(told[: m.start()].rstrip()):
        hedge = {"above": "below", "below": "above"}.get(hedge, hedge)
    behind = _BEHIND.match(told[m.end() :])
    if not hedge and behind:
        hedge = "about" if behind["about"] else "below" if behind["below"] else "above"
    own = "sign" if m["sign"] else "unit"
    unit = _unit(value, units.of(told, *m.span(own)) if m[own] else None)
    during = said.lower() == "over" and units.MEASURES.get(unit or "", ("",))[0] == "time"
    return Figure(
        value=value,
        unit=unit,
        hedge=hedge,
        beyond=hedge in {"above", "below"} and not (_INCLUDED.fullmatch(said) or during or behind),
        peak=bool(_PEAK.search(told, max(0, m.start() - _BESIDE), m.start())),
        digits=len(digits.replace(".", "").strip("0")),
        rounded=value >= LARGE or (m["unit"] or "").lower() in {"%", "per cent", "percent"},
        start=m.start("number"),
        end=m.end(),
        joined=bool(_JOINED.search(told[: m.start("number")])),
        bare=not _AN_AGE.search(told[: m.start("number")])
        and bool(_COUNTS_NOTHING.match(told[m.end() :])),
        per=beside.per(told, m.end()),
        way=beside.way(told, m.start(), said),
        denied=beside.is_denied(told, m.start()),
        more=bool(unit) and beside.is_difference(told, m.start(), m.end()),
    )


def _unit(value: float, unit: str | None) -> str | None:
    """A unit; pounds are money where there are as many as nothing weighs."""
    return "gbp" if unit == "pound" and value >= LARGE else unit


def begins(told: str, one: Figure, *, hedged: bool = True) -> int:
    """Where in a text with digits a figure begins with its sign and, if `hedged`, its hedge."""
    own = (_BEFORE if hedged else _SIGNED).search(told[: one.start])
    return one.start - len(own.group().lstrip()) if own else one.start


def measure(one: Figure) -> str:
    """What a figure measures: a currency, "percent", "length", "time" …; without a unit "count"."""
    if one.unit in units.MEASURES:
        return units.MEASURES[one.unit][0]
    return one.unit or "count"


def is_money(one: Figure) -> bool:
    """Whether a figure is of a currency."""
    return one.unit in units.CURRENCIES


def counted(text: str) -> set[float]:
    """The numbers that a text says by other words: both, a trio."""
    return {n for n, p in COUNTS.items() if re.search(rf"\b(?:{p})\b", text, re.IGNORECASE)}


def says(claimed: Figure, told: Figure) -> bool:
    """Whether a figure of a claim is one that the evidence says."""
    if _differ(claimed.per, told.per) or {claimed.way, told.way} in _CONTRARY:
        return False
    if claimed.unit == "percent" or told.unit == "percent":
        return claimed.unit == told.unit and _near(claimed, told, claimed.value, told.value)
    if not claimed.unit or not told.unit or _is_one_unit(claimed.unit, told.unit):
        return _near(claimed, told, claimed.value, told.value)
    one, other = units.MEASURES.get(claimed.unit), units.MEASURES.get(told.unit)
    if not one or not other or one[0] != other[0]:
        return False
    a = _in_first_unit(claimed.value, claimed.unit)
    b = _in_first_unit(told.value, told.unit)
    if b and abs(a - b) <= units.SAME_UNIT * b:
        return not _leaves(claimed, told)
    return bool(b) and _near(claimed, told, a, b)


def converts(one: str, other: str) -> bool:
    """Whether two units measure the same: miles, kilometres."""
    a, b = units.MEASURES.get(one), units.MEASURES.get(other)
    return _is_one_unit(one, other) or bool(a and b and a[0] == b[0])


def _is_one_unit(one: str, other: str) -> bool:
    """Whether two units may be one: pounds are a weight or money."""
    return one == other or {one, other} == {"pound", "gbp"}


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _in_first_unit(value: float, unit: str) -> float:
    """A value in the first unit of what it measures: metres, grams, degrees Celsius."""
    return (value - 32 if unit == "fahrenheit" else value) * units.MEASURES[unit][1]


def _near(claimed: Figure, told: Figure, value: float, other: float) -> bool:
    """Whether a value is another as far as both are hedged."""
    off = (value - other) / abs(other) if other else value
    if claimed.hedge == "exact" and told.hedge not in {"", "exact"}:
        return False
    if {claimed.hedge, told.hedge} == {"above", "below"}:
        return _is_beside(claimed.hedge, off, NEAR[claimed.hedge])
    if not off or not other:
        return not off and not _leaves(claimed, told)
    if claimed.hedge == "about":
        return abs(off) <= NEAR["about"] and _may_be_rounded(claimed, value, other)
    if claimed.hedge in {"above", "below"}:
        bounds = claimed.hedge == told.hedge and not (claimed.beyond or told.beyond)
        fraction = (
            claimed.rounded and claimed.unit == "percent"
        )  # more than a third, of 38 per cent
        far = OF_FRACTION if fraction else NEAR[claimed.hedge]
        return not bounds and _is_beside(claimed.hedge, off, far)  # up to 20 is not up to 18
    return claimed.rounded and claimed.digits >= 2 and value == _to_digits(other, claimed.digits)


def _leaves(claimed: Figure, told: Figure) -> bool:
    """Whether of a number and the same, one is said and the other is just not reached or passed:
    fewer than 50, where it is 50; 50, where it is fewer or up to that. Who says 50 of more than 50
    rounds."""
    plain = {"", "exact"}
    if claimed.beyond:
        return told.hedge in plain
    return told.hedge == "below" and claimed.hedge in plain and not claimed.peak


def _is_beside(hedge: str, off: float, most: float) -> bool:
    """Whether a number is off by little, to the side that its hedge names."""
    return 0 < (off if hedge == "below" else -off) <= most


def _may_be_rounded(claimed: Figure, value: float, told: float) -> bool:
    """Whether a number could be another rounded to its own digits, or to a five in the last of
    them; a third is no rounded 33.33."""
    if claimed.digits > 3:
        return True
    last = 10.0 ** (floor(log10(abs(claimed.value))) - claimed.digits + 1)
    step = 5 if round(claimed.value / last) % 10 == 5 else 1
    return abs(value - told) <= 0.51 * step * last * abs(value / claimed.value)


def _to_digits(value: float, digits: int) -> float:
    """A number rounded to so many significant digits."""
    return float(f"{value:.{digits - 1}e}")

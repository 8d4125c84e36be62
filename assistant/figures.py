"""The figures that a sentence says, and whether another sentence says them too.

Numbers in words become digits by text2num; what counts as the same number, rounded or hedged, is
decided here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import alpha2digit

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "dozen": 12,
}
_CURRENCIES = {
    "usd": r"us\$|\$us|\$|u\.?s\.? dollars?|dollars?|usd|bucks",
    "gbp": r"£|pounds? sterling|gbp|quid",
    "eur": r"€|euros?|eur",
    "jpy": r"¥|yen",
    "inr": r"₹|rupees?",
    "crowns": r"crowns?|kroner|kronor|kronas?",
    "cents": r"cents?|pence|p\b",
}
_MEASURES = {
    "second": ("time", 1, r"seconds?|secs?"),
    "minute": ("time", 60, r"minutes?|mins?"),
    "hour": ("time", 3600, r"hours?|hrs?"),
    "day": ("time", 86_400, r"days?"),
    "week": ("time", 604_800, r"weeks?"),
    "month": ("time", 2_629_800, r"months?"),
    "year": ("time", 31_557_600, r"years?|yrs?"),
    "decade": ("time", 315_576_000, r"decades?"),
    "century": ("time", 3_155_760_000, r"centur(?:y|ies)"),
    "millimetre": ("length", 0.001, r"millimet(?:er|re)s?|mm"),
    "centimetre": ("length", 0.01, r"centimet(?:er|re)s?|cm"),
    "metre": ("length", 1, r"met(?:er|re)s?"),
    "kilometre": ("length", 1000, r"kilomet(?:er|re)s?|km"),
    "inch": ("length", 0.0254, r"inch(?:es)?"),
    "foot": ("length", 0.3048, r"foot|feet|ft"),
    "yard": ("length", 0.9144, r"yards?"),
    "mile": ("length", 1609.344, r"miles?"),
    "gram": ("mass", 0.001, r"grams?"),
    "kilogram": ("mass", 1, r"kilo(?:gram)?s?|kg"),
    "pound": ("mass", 0.4536, r"lbs?"),
    "tonne": ("mass", 1000, r"tonnes?|tons?"),
    "acre": ("area", 4046.86, r"acres?"),
    "hectare": ("area", 10_000, r"hectares?|ha"),
    "mph": ("speed", 1.609344, r"miles (?:per|an) hour|mph"),
    "km/h": ("speed", 1, r"kilomet(?:er|re)s (?:per|an) hour|km/h|kmh|kph"),
    "celsius": ("heat", 1, r"degrees (?:celsius|centigrade|c)"),
    "fahrenheit": ("heat", 5 / 9, r"degrees (?:fahrenheit|f)"),
}
"""By unit: what it measures, how much of the first unit of that it is, and how it is written."""
_GLUED = {
    **{short: f" {short}" for short in ("mph", "km/h", "kmh", "kph", "km", "cm", "mm", "kg", "ft")},
    **{"C": " degrees C", "F": " degrees F"},
}
"""Units that stand at their number without a blank, and are too short to be found by themselves."""
_PERCENT = r"%|per ?cent\b|percent\b|percentage points?"
_HEDGES = {
    "below": r"nearly|almost|just under|close to|approaching|just short of|not quite|less than|"
    r"fewer than|under|below|up to|at most|no more than",
    "above": r"more than|over|above|at least|just over|upwards of|exceeding|topp(?:ed|ing)|"
    r"in excess of|no less than|no fewer than|well over|a little over|a little more than|"
    r"exceed(?:s|ed)?",
    "about": r"about|around|some|roughly|approximately|circa|an estimated|in the region of",
}
NEAR = {"below": 0.12, "above": 0.12, "about": 0.07, "": 0.0}
"""By how much of it a hedged number may be off, to the side that the hedge names."""
LARGE = 100_000
"""From here on a number is rounded without a word: 2.1 million for 2,112,000."""
SAME_UNIT = 0.03
"""By how much numbers in different units may differ: 6 miles, 10 kilometres."""
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
WORDS = {
    **{"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10},
}
COUNTS = {
    2: r"both|pair|duo|couple|(?<!digital )(?-i:twins?)|twice|double[sd]?|brace",
    3: r"trio|triplets?|thrice|tripled?|hat-?trick",
}
"""Words that say a number without being one."""

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = r"us\$|\$us|au?\$|[$£€¥₹]"
_UNITS = {  # the longer ones first: "miles per hour" before "miles"
    "percent": _PERCENT,
    **_CURRENCIES,
    **{name: _MEASURES[name][2] for name in ("mph", "km/h")},
    **{name: pattern for name, (_, _, pattern) in _MEASURES.items()},
}
FIGURE = re.compile(
    rf"(?:\b(?P<hedge>{'|'.join(_HEDGES.values())})\s+(?:the\s+|a\s+)?)?"
    rf"(?P<minus>minus\s|(?<![\w)\]%])[−-](?=\d|[$£€¥₹]))?"
    rf"(?P<sign>{_SIGN})?\s?(?<![\w.,])(?<![A-Za-z]-)(?P<number>{_NUMBER})(?![,.]?\d)"
    rf"(?:st|nd|rd|th|s)?\b"
    rf"[\s-]*(?P<unit>(?:{'|'.join(f'(?:{p})' for p in _UNITS.values())})(?!\w))?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\b(?:{'|'.join(_HEDGES.values())})\s+(?:the\s+|a\s+)?)?(?:{_SIGN})?\s?$", re.IGNORECASE
)
_SCALED = re.compile(
    rf"(?<![\w.,])(?P<n>{_NUMBER})[\s-]*"
    r"(?P<scale>(?:hundred|thousand|million|billion|trillion|mn|bn|tn)\b"
    rf"|(?<=\d)(?<![\s-])(?:k|m|b)\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<!first )(?<!second )(?<!last )(?<!next )(?<!other )"
    r"(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )"
    r"\b(?:(?P<n>one|a|an|two|three|four|\d)[\s-]+)?(?P<of>half|third|quarter|fifth|tenth)s?\b"
    r"(?=\s+(?:of|the|all|a|an|as|more|less)\b|$|[.,;])",
    re.IGNORECASE,
)
_SAYINGS = (
    (re.compile(r"\bhalf a per ?cent\b", re.I), "0.5 percent"),
    (re.compile(r"\b(?:a|one) tenth of (?:a|one) per ?cent\b", re.I), "0.1 percent"),
    (re.compile(r"\bhalf a century\b", re.I), "50 years"),
    (re.compile(r"\ba decade and a half\b", re.I), "15 years"),
    (re.compile(r"\b(?:a|one) fortnight\b", re.I), "14 days"),
    (re.compile(r"\b(?:an?|one|the)? ?hour and a half\b", re.I), " 90 minutes"),
    (re.compile(r"\b(?:for|in|over|of) a decade\b", re.I), "for 10 years"),
)
_AT_NUMBER = re.compile(
    rf"(?<![\w.,£$€¥₹])({_NUMBER})\s?°?\s?"
    r"(?:(?<=\d)(mph|km/h|kmh|kph|km|cm|mm|kg|ft|C|F)|(?<=[°\s])([CF]))(?![\w’'])"
)
_METRES = re.compile(
    rf"(?<![\w.,£$€¥₹])({_NUMBER})m(?=[\s-](?:tall|long|wide|high|deep|above|below|away|sprint|race"
    r"|hurdles|freestyle|relay|dash|apart|of (?:rope|pipe|track|fence|cable))\b)"
)
_MILLIONS = re.compile(
    rf"(?<![\w.,£$€¥₹])({_NUMBER})m(?= (?!(?:in|at|on|to|by|and|or|of|from|for|with|up|down|the"
    r"|into|under|over|behind|ahead)\b)[a-z]{3,})"
)
"""5m is five metres or five million, which only what follows can tell; else it is left as it is."""
_OF_TEN = re.compile(
    rf"\b(?P<n>{'|'.join(WORDS)}|\d)\s+(?:out of|in)(?: every)?\s+(?:ten|10)\b", re.IGNORECASE
)
_RECORD = re.compile(r"(?<![\w-])\d{1,3}(?:[-–]\d{1,3}){2,}(?![\w-])")
_JOINED = re.compile(r"[a-z%]\s(?:instead of|rather than|to)\s$", re.IGNORECASE)
"""What joins a figure to another whose unit it has: 28 minutes instead of 35."""
_COUNTS_NOTHING = re.compile(
    r"[.,;:!?)”\"]*\s*(?:$|(?<=[.,;:!?)”\"]\s)|(?:by|in|on|from|at|until|after|before|this|last|next"
    r"|and|or|but|if|when|while|so far)\b)",
    re.IGNORECASE,
)
"""What follows a figure that names no thing that it counts."""
_AN_AGE = re.compile(r",\s$")
_DOLLARS = re.compile(r"(?<!\w)(?:US\$|\$US)\s?(?=\d)", re.IGNORECASE)
_HOURS = re.compile(
    r"(?<![\w.,])(?P<h>\d{1,2}|an) (?:hours?|hrs?)(?:,| and|, and)? (?P<m>\d{1,2}) "
    r"(?:minutes?|mins?)\b(?! (?:later|after|ago|earlier|before)\b)",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth")
_QUARTER = re.compile(
    rf"\bQ(?P<n>[1-4])\b|\b(?P<said>{'|'.join(_ORDINALS)})[\s-]quarter\b",
    re.IGNORECASE,
)
_NUMERO = re.compile(r"\b(no)\.(?=\d)", re.IGNORECASE)
_DOZENS = re.compile(rf"\b(?P<n>{'|'.join(WORDS)}|\d{{1,3}})\s+dozen\b", re.IGNORECASE)
_HALF_MORE = re.compile(
    rf"\b(?:(?P<n>\d+(?:\.\d+)?|{'|'.join(WORDS)}) and a half|half an?)[\s-]+"
    r"(?P<scale>hundred|thousand|million|billion|dozen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is said; `text[start:end]` says it, in the text with digits. `joined`: it
    stands in another's place and may have that one's unit, said before; `bare`: no word of what it
    counts follows it."""

    value: float
    unit: str | None
    hedge: str
    digits: int
    rounded: bool
    start: int
    end: int
    joined: bool
    bare: bool


def records(text: str) -> list[str]:
    """What of a text is figures in a row: 40-33-1, won, lost and drawn."""
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


def in_minutes(text: str) -> str:
    """A text with its numbers in digits and its hours with minutes in minutes: 70 for an hour and
    ten."""
    return _HOURS.sub(_in_minutes, in_digits(text))


def _in_minutes(found: re.Match[str]) -> str:
    hours = found["h"].lower()
    return f"{60 * (WORDS.get(hours) or int(hours)) + int(found['m'])} minutes"


@lru_cache(maxsize=512)
def in_digits(text: str) -> str:
    """A text with its numbers written in digits, and its fractions as per cent."""
    text = _DOLLARS.sub("$", _NUMERO.sub(r"\1. ", text))
    for pattern, digits in _SAYINGS:
        text = pattern.sub(digits, text)
    text = _OF_TEN.sub(_of_ten, text)
    text = _HALF_MORE.sub(_half_more, text)
    text = _METRES.sub(r"\1 metres", text)
    text = _MILLIONS.sub(r"\1 million", text)
    text = _SCALED.sub(_scaled, text)
    text = _AT_NUMBER.sub(lambda found: f"{found[1]}{_GLUED[found[2] or found[3]]}", text)
    text = _SHARE.sub(_share, text)
    text = _DOZENS.sub(_dozens, text)
    scales = "hundred|thousand|million|billion"
    text = re.sub(rf"\b(?:a|the) (?=(?:{scales})\b)", "one ", text, flags=re.IGNORECASE)
    told: str = alpha2digit(text, "en", 1.0)
    return told


def _of_ten(found: re.Match[str]) -> str:
    n = found["n"].lower()
    return f"{10 * float(WORDS.get(n, 0) or n):.4g} percent"


def _dozens(found: re.Match[str]) -> str:
    n = found["n"].lower()
    return _plain(12 * float(WORDS.get(n, 0) or n))


def _half_more(found: re.Match[str]) -> str:
    n = found["n"]
    value = 0.5 if not n else float(WORDS.get(n.lower(), 0) or n) + 0.5
    return _plain(value * SCALES[found["scale"].lower()])


def _scaled(found: re.Match[str]) -> str:
    scale = found["scale"].lower()
    if scale in {"k", "m", "b"} and not re.search(r"[$£€¥₹]\s?$", found.string[: found.start()]):
        return found[0]  # 3m of rope
    return _plain(float(found["n"].replace(",", "")) * SCALES[scale])


def _share(found: re.Match[str]) -> str:
    """A fraction as its share in per cent: a third is about as exact as that."""
    value = 100 * WORDS.get((found["n"] or "a").lower(), 1) * FRACTIONS[found["of"].lower()]
    hedged = any(
        re.search(rf"(?:{p})\s+$", found.string[: found.start()], re.I) for p in _HEDGES.values()
    )
    about = "" if hedged else "around "
    return f"{about}{value:.4g} percent" if value <= 100 else found[0]


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def figures(text: str) -> list[Figure]:
    """The figures of a text, in its order; of fractions the share in per cent."""
    told = in_digits(text)
    return [_figure(match, told) for match in FIGURE.finditer(told)]


def durations(text: str) -> list[Figure]:
    """The figures of a text that says hours with minutes, those as minutes; else none."""
    told = in_digits(text)
    return figures(_HOURS.sub(_in_minutes, told)) if _HOURS.search(told) else []


def _figure(m: re.Match[str], told: str) -> Figure:
    digits = m["number"].replace(",", "")
    value = -float(digits) if m["minus"] else float(digits)
    said = m["hedge"] or ""
    hedge = next((name for name, p in _HEDGES.items() if re.fullmatch(p, said, re.IGNORECASE)), "")
    if not hedge and re.match(r"\s+or so\b", told[m.end() :]):
        hedge = "about"
    return Figure(
        value=value,
        unit=_unit(m["sign"] or m["unit"]),
        hedge=hedge,
        digits=len(digits.replace(".", "").strip("0")),
        rounded=value >= LARGE or (m["unit"] or "").lower() in {"%", "per cent", "percent"},
        start=m.start("number"),
        end=m.end(),
        joined=bool(_JOINED.search(told[: m.start("number")])),
        bare=not _AN_AGE.search(told[: m.start("number")])
        and bool(_COUNTS_NOTHING.match(told[m.end() :])),
    )


def _unit(said: str | None) -> str | None:
    if not said:
        return None
    return next((name for name, p in _UNITS.items() if re.fullmatch(p, said.strip(), re.I)), None)


def begins(told: str, one: Figure) -> int:
    """Where in a text with digits a figure begins with its hedge and its sign."""
    own = _BEFORE.search(told[: one.start])
    return own.start() if own else one.start


def measure(one: Figure) -> str:
    """What a figure measures: a currency, "percent", "length", "time" …; without a unit "count"."""
    if one.unit in _MEASURES:
        return _MEASURES[one.unit][0]
    return one.unit or "count"


def is_money(one: Figure) -> bool:
    """Whether a figure is of a currency."""
    return one.unit in _CURRENCIES


def counted(text: str) -> set[float]:
    """The numbers that a text says by other words: both, a trio."""
    return {n for n, p in COUNTS.items() if re.search(rf"\b(?:{p})\b", text, re.IGNORECASE)}


def says(claimed: Figure, told: Figure) -> bool:
    """Whether a figure of a claim is one that the evidence says."""
    if claimed.unit == "percent" or told.unit == "percent":
        return claimed.unit == told.unit and _near(claimed, claimed.value, told.value)
    if claimed.unit and told.unit and claimed.unit != told.unit:
        one, other = _MEASURES.get(claimed.unit), _MEASURES.get(told.unit)
        if not one or not other or one[0] != other[0]:
            return False
        a = _in_first_unit(claimed.value, claimed.unit)
        b = _in_first_unit(told.value, told.unit)
        return bool(b) and (abs(a - b) <= SAME_UNIT * b or _near(claimed, a, b))
    return _near(claimed, claimed.value, told.value)


def _in_first_unit(value: float, unit: str) -> float:
    """A value in the first unit of what it measures: metres, grams, degrees Celsius."""
    return (value - 32 if unit == "fahrenheit" else value) * _MEASURES[unit][1]


def _near(claimed: Figure, value: float, told: float) -> bool:
    if value == told:
        return True
    if not told:
        return False
    off = (value - told) / abs(told)
    if claimed.hedge == "about":
        return abs(off) <= NEAR["about"]
    if claimed.hedge == "below":
        return 0 < off <= NEAR["below"]
    if claimed.hedge == "above":
        return -NEAR["above"] <= off < 0
    return claimed.rounded and claimed.digits >= 2 and value == _to_digits(told, claimed.digits)


def _to_digits(value: float, digits: int) -> float:
    """A number rounded to so many significant digits."""
    return float(f"{value:.{digits - 1}e}")

"""The words beside a figure that change what it says: 40 a day, by 40, to 40, not 40."""

import re
from typing import Literal

Way = Literal["by", "to", "from", ""]
PERIODS = {
    "minute": r"minutes?",
    "hour": r"hourly|hours?",
    "day": r"daily|days?",
    "night": r"nightly|nights?",
    "week": r"weekly|weeks?",
    "month": r"monthly|months?",
    "year": r"yearly|annual(?:ly)?|annum|years?|12 months",
}
"""By period how it is said, as a noun or of what is for each."""
_EACH = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in PERIODS.items())
_WITHIN = (
    r"(?:\s+(?!(?:and|or|but|to|from|in|on|at|by|after|before|with|than|over|for"
    r"|about|around|within|some|nearly|almost)\b)[\w’'-]+)"
)
_AFTER = re.compile(
    rf"(?:[’']s?)?{_WITHIN}{{0,4}}?(?:[\s-]+(?:for\s+)?(?:an?|per|each|every)[\s-]+|/)"
    rf"(?:(?P<n>\d+)\s+)?(?:{_EACH})\b"
    r"(?!-|[’']s|\s+(?:ago|later|earlier|before|after(?:wards)?|hence|apart|old(?:er)?"
    r"|and a half|or|on)\b)",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    rf"{_WITHIN}{{0,3}}?\s+(?:(?P<hour>hourly)|(?P<day>daily)|(?P<night>nightly)|(?P<week>weekly)"
    r"|(?P<month>monthly)|(?P<year>yearly|annually))(?=[.,;]|\s(?:in|on|at|to|for|from)\b|$)",
    re.IGNORECASE,
)
_CHANGE = (
    r"(?:rises?|rose|risen|rising|falls?|fell|fallen|falling|drop(?:s|ped|ping)?|gr[eo]ws?|grown"
    r"|growing|increas(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|climb(?:s|ed|ing)?"
    r"|jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:e[sd]?|ing)|plung(?:e[sd]?|ing)|slump(?:s|ed)?"
    r"|shr[iau]nk(?:s|ing)?|cut(?:s|ting)?|reduc(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|lower(?:s|ed|ing)?"
    r"|lift(?:s|ed|ing)?|slash(?:es|ed|ing)?|widen(?:s|ed|ing)?|expand(?:s|ed|ing)?|slip(?:s|ped)?"
    r"|tumbl(?:e[sd]?|ing)|gain(?:s|ed|ing)?|los[ts]|los(?:es?|ing)|up|down|swell(?:s|ed)?|swollen"
    r"|advanc(?:e[sd]?|ing)|edg(?:e[sd]?|ing)|eas(?:e[sd]?|ing))"
)
_HOW = re.compile(
    rf"\b{_CHANGE}\b(?:\s+(?!(?:by|to|and|or|but|from)\b)[\w’'-]+){{0,4}}?\s+(?P<how>by|to)$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s[^.;:]{1,40}\sto$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|instead of|rather than)$", re.IGNORECASE)
_AT_CHANGE = re.compile(rf"\b(?!rais){_CHANGE}(?:\s(?:of|another|a further))?$", re.IGNORECASE)
_COMPARATIVE = (
    r"more|less|fewer|higher|lower|extra|dearer|cheaper|longer|shorter|older|younger|taller|wider|deeper"
    r"|heavier|larger|bigger|smaller|ahead|behind"
)
_COMPARED = re.compile(
    rf"\s+(?:an?\s(?:hour|day|week|month|year)\s)?(?:{_COMPARATIVE})\b(?!\sor\b)", re.IGNORECASE
)
_LOOSELY = re.compile(r"\s(?:an average of|a further|another|a record|roughly|around)$")
"""What may stand between “by” or “to” and the figure."""
_BY = re.compile(
    rf"\b{_CHANGE}\b[^.;:,]{{0,60}}\sby(?:\s(?:an average of|about|some|around))?\s*$", re.I
)
_BY_TO = re.compile(rf"\b{_CHANGE}\b[^.;:]{{1,60}}\sby\s[^.;:]{{1,30}}\sto$", re.IGNORECASE)
COMPARES = re.compile(
    rf"\b(?:{_CHANGE}|{_COMPARATIVE}|another|additional\w*|faster|slower|later|earlier|greater|above"
    r"|below|beat\w*|by|(?:over|under)(?!\s(?:the|an?|its|this|that|new)\b)|differ\w*|gap"
    r"|margin|lead|lag\w*|improv\w*|sav\w+|add\w*|rises?"
    r"|falls?|drops?|increases?|decreases?|cuts?|gains?|loss(?:es)?|growth|decline|short of|than|up"
    r"|down|beyond|within|surplus|deficit|extend\w*|shorten\w*|further|supplement|surcharge|on top"
    r"|plus|cost\w* it)\b",
    re.IGNORECASE,
)
"""What in a claim says that a figure is a difference."""
_DENIED = re.compile(r"(?<!\bif )\bnot$", re.IGNORECASE)

REACH = 100
"""Characters before a figure in which its verb is looked for."""


def per(text: str, end: int) -> str:
    """The period for each of which a figure is, that ends there: "1 year" of 40 crowns a year."""
    end = len(text[:end].rstrip())
    found = _AFTER.match(text, end) or _ADVERB.match(text, end)
    if not found:
        return ""
    period = next(name for name in PERIODS if found.groupdict().get(name))
    return f"{found.groupdict().get('n') or 1} {period}"


def is_named(rate: str, text: str) -> bool:
    """Whether a text names the period of a rate."""
    return bool(re.search(rf"\b(?:{PERIODS[rate.split()[1]]})\b", text, re.IGNORECASE))


def way(text: str, start: int, hedge: str) -> Way:
    """Whether a figure that begins there is by how much something changed, to what, or from what.

    Args:
        hedge: the words between: what is "up to 40" may be what it went up to.
    """
    before = _LOOSELY.sub("", text[max(0, start - REACH) : start].rstrip())
    if _BY_TO.search(before):
        return "to"
    if found := _HOW.search(before):
        return "by" if found["how"].lower() == "by" else "to"
    if _FROM_TO.search(before):
        return "to"
    if _FROM.search(before):
        return "from"
    level = hedge.lower() in {"up to", "above", "below"}
    return "by" if _AT_CHANGE.search(before) and not level else ""


def is_difference(text: str, start: int, end: int) -> bool:
    """Whether a figure that stands there says how much more or less there is: 40 crowns more, by
    40 crowns."""
    return bool(_COMPARED.match(text, end) or _BY.search(text[max(0, start - REACH) : start]))


def is_denied(text: str, start: int) -> bool:
    """Whether a figure that begins there is said not to be: 180, not 140."""
    return bool(_DENIED.search(text[:start].rstrip()))

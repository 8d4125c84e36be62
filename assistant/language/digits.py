"""A text with its numbers in digits: “two and a half million”, “half an hour”, “a third of them”.

Numbers in words become digits by text2num; what says a number in another way is put so before.
"""

import re
from functools import lru_cache

from text_to_num import alpha2digit

from assistant.language import units

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "dozen": 12,
}
HEDGES = {
    "below": r"not (?:to )?exceed(?:ing)?|not more than|"
    r"nearly|almost|just under|close to|approaching|just short of|not quite|less than|"
    r"(?:few|young)er than|under(?: the age of)?|below|up to|at most|no more than|"
    r"(?:a )?maximum of|(?:top(?:s|ped|ping)?|max(?:es|ed|ing)?) out at|"
    r"the (?:best|better) part of",
    "above": r"more than|over(?: the age of)?|above|at least|just over|upwards of|exceeding|"
    r"topp(?:ed|ing)|"
    r"in excess of|no less than|no fewer than|well over|a little over|a little more than|"
    r"older than|(?:a )?minimum of|"
    r"exceed(?:s|ed)?",
    "about": r"about|around|some|roughly|approximately|circa|an estimated|in the region of",
    "exact": r"exactly|precisely",
}
"""What stands before a number that is not, or just, that: patterns by what they make of it."""
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
SMALL = {"sixth": 1 / 6, "seventh": 1 / 7, "eighth": 1 / 8, "ninth": 1 / 9, "twelfth": 1 / 12}
"""Fractions, of which some are told with a number before them alone: an eighth of the homes."""
WORDS = {
    **{"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10},
}
NUMERALS = {word: n for word, n in WORDS.items() if len(word) > 2} | {"eleven": 11, "twelve": 12}
"""Those of them that say nothing but a number, and the two that follow."""
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALED = re.compile(
    rf"(?<![\w.,])(?P<n>{NUMBER})[\s+-]*"
    r"(?P<scale>(?:hundred|thousand|million|billion|trillion|lakh|crore|mn|bn|tn)\b"
    rf"|(?<=\d)(?:k|m|b)\b)",
    re.IGNORECASE,
)
_NO_PLACE = (
    r"\b(?=[oathqf\d])(?<!first )(?<!second )(?<!last )(?<!next )(?<!other )"
    r"(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )"
)
"""What does not stand before a share: “the first quarter”. A share begins with one of those signs,
which is looked at first because that is quick."""
_BY = (
    *("", "about ", "around ", "roughly ", "nearly ", "almost ", "over ", "more than "),
    *("less than ", "at least ", "up to ", "some "),
)
"""What stands between “by” and a share."""
_SHARES = (
    re.compile(
        rf"{_NO_PLACE}(?:(?P<n>one|a|an|two|three|four|\d)[\s-]+|(?<!the )(?<!this )(?<!that ))"
        r"(?P<of>half|third|quarter|fifth|tenth)s?\b"
        r"(?=\s+(?:of|the|all|a|an|as|more|less|its|their|his|her|what)\b|$|[.,;])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_NO_PLACE}(?P<n>one|a)[\s-](?P<of>third|quarter|fifth|tenth)(?=\s+(?:among"
        r"|than|lower|higher|cheaper|dearer|longer"
        r"|shorter|smaller|larger|bigger|fewer|on average|compared|have|were|are|say|voted)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?=[oa])(?:{'|'.join(rf'(?<=by {hedge})' for hedge in _BY)})"
        rf"(?P<n>one|an?)[\s-](?P<of>third|quarter|fifth|tenth|{'|'.join(SMALL)})"
        r"(?=\s+(?:and|or|but|in|from|to|since|over|last|this|after|during|compared|on|within)\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"{_NO_PLACE}(?P<n>two|three|four|\d)[\s-](?P<of>third|fifth)s\b", re.IGNORECASE),
    re.compile(
        rf"\b(?P<n>one|an?|two|three|four|five|seven)[\s-](?P<of>{'|'.join(SMALL)})s?(?=\sof\b)",
        re.IGNORECASE,
    ),
)
"""Shares by what stands beside them: “a third of them”, “a third among the nurses”, “cut by about
a third and”, “two thirds”, “an eighth of them”."""
_SAYINGS = (
    (re.compile(r"\bhalf a per ?cent\b", re.I), "0.5 percent"),
    (re.compile(r"\b(?:a|one) tenth of (?:a|one) per ?cent\b", re.I), "0.1 percent"),
    (re.compile(r"\bhalf a century\b", re.I), "50 years"),
    (re.compile(r"\ba decade and a half\b", re.I), "15 years"),
    (re.compile(r"\b(?:a|one) fortnight\b", re.I), "14 days"),
    (re.compile(r"\ban? (hour|day|week|month|year) or two\b", re.I), r"1 or 2 \1s"),
    (re.compile(r"\bhalf an hour\b|\bhalf[\s-]hour\b", re.I), "30 minutes"),
    (
        re.compile(
            r"\bhalf an? (minute|mile|kilomet(?:re|er)|met(?:re|er)|ton(?:ne)?|lit(?:re|er)|acre"
            r"|hectare|degree|(?:percentage )?point)\b",
            re.I,
        ),
        r"0.5 \1s",
    ),
    (re.compile(r"\bthree[\s-]quarters of an hour\b", re.I), "45 minutes"),
    (re.compile(r"\b(?:(?:a|one) )?quarter of an hour\b", re.I), "15 minutes"),
    (
        re.compile(
            r"\b((?:up|down|rose|risen|fell|fallen|grew|grown|cut|dropped|jumped|climbed|increased"
            r"|reduced|shrank|shrunk|soared|slashed)\s(?:by\s)?(?:(?:about|around|roughly|nearly"
            r"|almost|over|under|more than|less than)\s)?)three[\s-]quarters\b"
            r"(?!\s(?:of|in a row|running|straight))",
            re.I,
        ),
        r"\g<1>75 percent",
    ),
    (re.compile(r"\b(?:(?:an?|one|the) )?hour and a half\b", re.I), "90 minutes"),
    (re.compile(r"\b(?:a|one) year and a half\b", re.I), "18 months"),
    (
        re.compile(
            r"\b(?:a|one) (met(?:re|er)|mile|kilomet(?:re|er)|ton(?:ne)?|lit(?:re|er))"
            r" and a half\b",
            re.I,
        ),
        r"1.5 \1s",
    ),
    (re.compile(r"\bhalf a year\b(?:[’']s)?", re.I), "6 months"),
    (re.compile(r"\bhalf a decade\b", re.I), "5 years"),
    (re.compile(r"\b(?:a|one) decade\b", re.I), "10 years"),
    (
        re.compile(
            r"\b((?:more|less|fewer) than|over|nearly|almost|just (?:under|over)|about|around"
            r"|at least|only) half\b"
            rf"(?=\s(?!(?:an?|of|the|hour|year|day|time|dozen|price|million|billion|past|way|term"
            rf"|board|asleep|{'|'.join(NUMERALS)}|\d+)\b))",
            re.I,
        ),
        r"\1 50 percent",
    ),
)
_AT_NUMBER = re.compile(
    rf"(?<![\w.,£$€¥₹])({NUMBER})\s?°?\s?"
    rf"(?:(?<=\d)({'|'.join(units.GLUED)})|(?<=[°\s])([CF]))(?![\w’'])"
)
_OUT_OF = re.compile(
    rf"\b(\d+|{'|'.join(NUMERALS)})-(of|for)-(?=\d|(?:{'|'.join(NUMERALS)})\b)", re.IGNORECASE
)
"""What joins two figures: 31-of-44 passes, six-of-eight targets."""
_TIMES = re.compile(rf"\b(\d+|{'|'.join(NUMERALS)})-time\b(?=\s[A-Za-z])", re.IGNORECASE)
"""So often: a four-time champion."""
_TEENS = (
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
_BEFORE_HYPHEN = re.compile(
    rf"\b(?:(?!one\b)(?:{'|'.join(NUMERALS)}|{_TEENS})"
    r"|one(?=-(?:second|minute|hour|day|night|week|month|year|metre|mile|acre|goal|point|storey)\b))"
    rf"(?=-(?!(?:{'|'.join((*NUMERALS, *ORDINALS, *SCALES))})(?:s|th)?\b)[a-z])",
    re.IGNORECASE,
)
"""A number in words as part of a word: a nineteen-year-old, a twelve-mile detour, not a one-off."""
_METRES = re.compile(
    rf"(?<![\w.,£$€¥₹])({NUMBER})m(?=[\s-](?:tall|long|wide|high|deep|above|below|away|sprint|race"
    r"|hurdles|freestyle|relay|dash|apart|of (?:rope|pipe|track|fence|cable))\b)"
)
_MILLIONS = re.compile(
    rf"(?<![\w.,£$€¥₹])({NUMBER})m(?= (?!(?:in|at|on|to|by|and|or|of|from|for|with|up|down|the"
    r"|into|under|over|behind|ahead)\b)[a-z]{3,})"
)
"""5m is five metres or five million, which only what follows can tell; else it is left as it is."""
_SOME_OF = re.compile(
    rf"(?<![\d.,])\b(?P<n>{'|'.join(NUMERALS)}|\d)\s+(?:out of|in)(?: every)?\s"
    rf"(?P<all>{'|'.join(NUMERALS)}|10)\b"
    r"(?!\s(?:(?:second|minute|hour|day|night|week|month|season|year|decade)s?|hundred|thousand|million"
    r"|billion|and|point|a|the|to|or)\b)",
    re.IGNORECASE,
)
"""Two in five, of people or homes, not of minutes."""
_ONE_IN = re.compile(
    r"\bone (?P<what>[a-z]{3,}) in (?P<all>two|three|four|five|six|seven|eight|nine|ten"
    r"|(?:[2-9]|10)(?![.,]?\d))\b"
    r"(?!\s(?:hundred|thousand|(?!(?:was|is|has|as|says)\b)[a-z]+s)\b)",
    re.IGNORECASE,
)
"""A share of people or things, one pupil in eight; not one clinic in three towns."""
_EVERY = re.compile(
    r"\bevery (?P<all>second|third|fourth|fifth|tenth)\s"
    r"(?!(?:minute|hour|night|week|month|year|summer|winter|time|\w*day)\b)(?P<what>[a-z]{3,})\b",
    re.IGNORECASE,
)
"""A share of people or things: every fifth nurse."""
_MANY = re.compile(
    r"\b(?:(?<=several )|(?<=by the )|(?=\w+s\b))(hundred|thousand|million|billion)(?=s?\b)",
    re.IGNORECASE,
)
"""No figure: hundreds, several hundred."""
_DOLLARS = re.compile(r"(?<!\w)(?:US\$|\$US)\s?(?=\d)", re.IGNORECASE)
_HOURS = re.compile(
    r"(?<![\w.,])(?P<h>\d{1,2}|an) (?:hours?|hrs?)(?:,| and|, and)? (?P<m>\d{1,2}) "
    r"(?:minutes?|mins?)\b(?! (?:later|after|ago|earlier|before)\b)",
    re.IGNORECASE,
)
_NUMERO = re.compile(r"\b(no)\.(?=\d)", re.IGNORECASE)
_DOZENS = re.compile(rf"\b(?P<n>{'|'.join(WORDS)}|\d{{1,3}})\s+dozen\b", re.IGNORECASE)
_HALF_MORE = re.compile(
    rf"\b(?:(?P<n>\d+(?:\.\d+)?|{'|'.join(WORDS)}) and a half|half an?)[\s-]+"
    r"(?P<scale>hundred|thousand|million|billion|dozen)\b",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(
    rf"\b(?P<n>\d+|{'|'.join(NUMERALS)})[\s-]and[\s-]a[\s-]half(?=[\s-])"
    r"(?!\s(?:hundred|thousand|million|billion|dozen)\b)",
    re.IGNORECASE,
)

_PARTS = "|".join(FRACTIONS | SMALL)
_IN_PARTS = re.compile(rf"{_PARTS}|fortnight|decade|or two", re.IGNORECASE)
"""What any text has that tells a number by its parts, or as one says it: `_SAYINGS`, `_SHARES`."""
_NUMBERED = re.compile(
    rf"\d|{'|'.join((*ORDINALS, *NUMERALS, *(one for one in SCALES if len(one) > 2)))}"
    rf"|{_PARTS}|teen|twent|thirt|fort|fift|nil|zero|decade|year|month|week|day|hour",
    re.IGNORECASE,
)
"""What any text has that tells a number at all."""


def in_minutes(text: str) -> str:
    """A text with its numbers in digits and its hours with minutes in minutes: 70 for an hour and
    ten."""
    return _HOURS.sub(_in_minutes, in_digits(text))


def _in_minutes(found: re.Match[str]) -> str:
    return f"{60 * _value(found['h']) + int(found['m']):.0f} minutes"


@lru_cache(maxsize=512)
def in_digits(text: str) -> str:
    """A text with its numbers written in digits, and its fractions as per cent."""
    if not _NUMBERED.search(text):
        return text
    text = _MANY.sub(r"\1ª", text)
    text = _DOLLARS.sub("$", _NUMERO.sub(r"\1. ", text))
    text = units.GLUED_SIGN.sub(r"\1 ", text)
    in_parts = bool(_IN_PARTS.search(text))
    if in_parts:
        text = _AND_A_HALF.sub(lambda found: _plain(_value(found["n"]) + 0.5), text)
        for pattern, digits in _SAYINGS:
            text = pattern.sub(digits, text)
    text = _SOME_OF.sub(_some_of, text)
    for share_of in (_ONE_IN, _EVERY):
        text = share_of.sub(_one_of, text)
    if in_parts:
        text = _HALF_MORE.sub(_half_more, text)
    text = _TIMES.sub(r"\1 times", _OUT_OF.sub(r"\1 \2 ", text))
    text = _METRES.sub(r"\1 metres", text)
    text = _MILLIONS.sub(r"\1 million", text)
    text = _SCALED.sub(_scaled, text)
    text = _AT_NUMBER.sub(lambda found: f"{found[1]}{units.GLUED[found[2] or found[3]]}", text)
    for share in _SHARES if in_parts else ():
        text = share.sub(_share, text)
    text = _DOZENS.sub(_dozens, text)
    text = _BEFORE_HYPHEN.sub(lambda found: alpha2digit(found[0], "en", 1.0), text)
    scales = "hundred|thousand|million|billion"
    text = re.sub(rf"\b(?:a|the) (?=(?:{scales})\b)", "one ", text, flags=re.IGNORECASE)
    told: str = alpha2digit(text, "en", 1.0)
    return told.replace("ª", "")


def _some_of(found: re.Match[str]) -> str:
    n, every = _value(found["n"]), _value(found["all"])
    return f"{100 * n / every:.4g} percent" if n < every else found[0]


def _one_of(found: re.Match[str]) -> str:
    """One pupil in eight, every eighth pupil, as per cent of pupils."""
    said = found["all"].lower()
    every = ORDINALS.index(said) + 1 if said in ORDINALS else _value(said)
    return f"{100 / every:.4g} percent of {found['what']}s"


def _value(said: str) -> float:
    """What a number in digits, or a word of `WORDS` or `NUMERALS`, comes to."""
    known = WORDS | NUMERALS
    return known[said.lower()] if said.lower() in known else float(said)


def _dozens(found: re.Match[str]) -> str:
    return _plain(SCALES["dozen"] * _value(found["n"]))


def _half_more(found: re.Match[str]) -> str:
    whole = _value(found["n"]) if found["n"] else 0.0
    return _plain((whole + 0.5) * SCALES[found["scale"].lower()])


def _scaled(found: re.Match[str]) -> str:
    scale = found["scale"].lower()
    if scale in {"k", "m", "b"} and not re.search(r"[$£€¥₹]\s?$", found.string[: found.start()]):
        return found[0]  # 3m of rope
    more = " or more" if "+" in found[0] else ""
    return f"{_plain(float(found['n'].replace(',', '')) * SCALES[scale])}{more}"


def _share(found: re.Match[str]) -> str:
    """A fraction as its share in per cent: a third is about as exact as that."""
    value = 100 * _value(found["n"] or "a") * (FRACTIONS | SMALL)[found["of"].lower()]
    hedged = any(
        re.search(rf"(?:{p})\s+$", found.string[: found.start()], re.I) for p in HEDGES.values()
    )
    about = "" if hedged else "around "
    return f"{about}{value:.4g} percent" if value <= 100 else found[0]


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")

"""Whether a claim says of all of a kind what a text says of some of them."""

import re

from assistant.claims.modality import root
from assistant.language.digits import NUMERALS

_COUNT = "|".join(NUMERALS)
_SOME = r"some|few|several|many|most|half|part|dozens|hundreds|(?:number|majority|minority|third)"
_SET = r"(?:the|its|their|his|her|our|those|these)"
OF_ALL = re.compile(
    rf"\b(?:{_SOME}|{_COUNT}|\d+)\s+of\s+{_SET}\s+(?P<things>[a-z]+)\b", re.IGNORECASE
)
"""A part of things, which are named."""
SOME = re.compile(rf"\b(?:{_SOME})\s+(?:of\s+)?(?:{_SET}\s+)?(?P<things>[a-z]+)\b", re.IGNORECASE)
"""The same without saying of which."""
ALL = re.compile(
    rf"\b(?:all|every|each)\s+(?:of\s+)?(?:{_SET}\s+)?(?P<things>[a-z]+)\b", re.IGNORECASE
)
WHOLE = re.compile(r"\b(?:all|every\w*|each|entire|whole|any|always)\b", re.IGNORECASE)
_MOST = r"(?:(?:most|least|best|worst)(?:-\w+)?\s\w+|best|worst|\w{2,}est)"
AMONG = re.compile(
    r"\b(?:among|one of|some of|two of|three of)\s"
    rf"(?:{_SET}\s(?:\w+[’']s\s)?|(?:\w+\s)?\w+[’']s?\s)"
    rf"(?P<most>{_MOST})\b",
    re.IGNORECASE,
)
SOLE = re.compile(
    rf"(?<!among )(?<!of )\b(?:{_SET}|a)\s(?:\w+[’']s\s)?(?P<most>{_MOST})\b"
    rf"|\w[’']s\s(?P<its>{_MOST})\b",
    re.IGNORECASE,
)
"""What is one of the largest, and what is the largest."""
_LIMIT = r"(?:over|under|aged|above|below|with|without|born|older|younger)\b"
"""What says which of some things are meant: adults over 60."""
COUNTED = re.compile(rf"\b(?:{_SOME}|{_COUNT})\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:not|no|never|hardly)\b|n[’']t\b", re.IGNORECASE)
"""Not all are some."""
MANY = re.compile(r"\w*[^s\W]s|(?:wo)?men|people|children", re.IGNORECASE)
"""A plural."""


def told_of_all(claim: str, text: str) -> list[str]:
    """The things of all of which a claim says what a text says of a part of them only."""
    parts = {root(match["things"]) for match in SOME.finditer(text)}
    found = [
        match["things"]
        for match in ALL.finditer(claim)
        if (root(match["things"]) in parts or _is_limited(match["things"], claim, text))
        and not WHOLE.search(text)
        and not DENIED.search(claim)
    ]
    if COUNTED.search(claim):
        return found
    return found + [
        things
        for things in {match["things"] for match in OF_ALL.finditer(text)}
        if MANY.fullmatch(things)
        and re.search(rf"(?<!of )\bthe {things}\b", claim, re.IGNORECASE)
        and not re.search(rf"(?<!of )\bthe {things}\b", text, re.IGNORECASE)
    ]


def told_as_sole(claim: str, text: str) -> bool:
    """Whether a claim calls the largest what a text calls one of the largest."""
    among = {match["most"].lower() for match in AMONG.finditer(text)}
    sole, own = (
        {(match["most"] or match["its"]).lower() for match in SOLE.finditer(AMONG.sub("", told))}
        for told in (text, claim)
    )
    return bool((among - sole) & own)


def _is_limited(things: str, claim: str, text: str) -> bool:
    """Whether a text says of which of some things it tells, and a claim does not."""
    limited = re.compile(rf"\b{things}\s{_LIMIT}", re.IGNORECASE)
    return bool(limited.search(text)) and not limited.search(claim)

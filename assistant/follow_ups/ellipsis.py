"""The question that “and in Tollerby?” asks: the one before, with Tollerby where its like was.

What is named takes the place of what was: a time that of a time, a name behind “in” that of a name
behind “in”, a name that of the name, a thing that of the thing that was counted or that cost
something. Where it is open whose place it takes, nothing is said here; then the question before is
kept in brackets (`assistant.follow_ups.following`).
"""

import re
from collections.abc import Sequence
from datetime import date

from assistant.dates import dates
from assistant.publishers import named
from assistant.question import ASKING, ASKS, AUXILIARIES, WHETHER

LEAD = re.compile(
    r"\W*(?:(?:(?:and|but|so|or) )?(?:what|how) about|and|but|or)\s+(?P<rest>[^?.!]+?)\W*$",
    re.IGNORECASE,
)
WORDS = 5
"""Of what is named, at most."""
PREPOSITION = r"in|of|at|on|for|from|by|with|to|during|under|after|before|since|until|against|about"
BEHIND = re.compile(rf"(?P<how>{PREPOSITION}) (?P<what>.+)", re.IGNORECASE)
PHRASE = re.compile(
    rf"\b(?P<how>{PREPOSITION}) "
    rf"(?P<what>(?:(?!(?:{PREPOSITION}|and|or|who|that|which)\b)[^\s?,;]+ ?)+)",
    re.IGNORECASE,
)
"""A part of a question with a preposition."""
PLACES = frozenset(["in", "of", "at", "for", "from", "on", "during", "under"])
"""Prepositions that may stand for each other: the mayor of Haverstrand, and in Tollerby?"""
NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'.-]*(?:\s(?:of\s|the\s)?[A-ZÀ-Þ][\w’'.-]*)*")
VERB = re.compile(AUXILIARIES, re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?:one|ones|else|others?|same|that|this|these|those|it|he|she|they|him|her|them|his|their|its"
    r"|before|after|earlier|later|then|now|there|yesterday|again|next|first|second|third|last)\b",
    re.IGNORECASE,
)
"""Words of what is named by what was told: “and the other one?”, “and the year before?”."""
DETERMINED = re.compile(r"(?:the|an?|its|their|his|her) ", re.IGNORECASE)
"""How a thing begins that is one, and is not counted."""
ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
COUNTED = re.compile(
    r"\bhow many (?P<what>[a-z]+(?: [a-z]+)??)"
    r"(?= (?:was|were|are|is|have|has|had|did|do|does|will|died|live|work)\b)",
    re.IGNORECASE,
)
"""What a question counts."""
DOES = re.compile(
    r"\b(?:will|does|did|do|would|has|have) (?P<what>(?:the |an? )?[a-zà-þ]+(?: [a-zà-þ]+){0,2}?)"
    r"(?= (?:cost|rise|fall|take|last|begin|start|open|close|end|bring|need|look|taste|work|win"
    r"|lose|get|pay|want|earn|spend|raise|sell|hold|have|say|think|vote|make|gain)\b)",
    re.IGNORECASE,
)
"""What a question says does something: will water cost."""
BEFALLEN = re.compile(
    r"\b(?:died|(?:was|were|are|have been|has been|got) [a-z]+(?:ed|t|n))\b", re.I
)
HARMED = re.compile(
    r"(?:injured|hurt|killed|wounded|missing|arrested|evacuated|rescued|displaced|detained)",
    re.IGNORECASE,
)
"""What may befall people."""


def asked_again(text: str, before: str, publishers: Sequence[str], today: date) -> str | None:
    """The question before with what a bare follow-up names in the place of its like; `None` where
    it is none, or it is open whose place that takes.

    Args:
        before: a question that stands alone.
        publishers: those that the library has; one that is named is no thing that is asked about.
    """
    lead = LEAD.match(text)
    rest = lead["rest"].strip() if lead else ""
    if not rest or len(rest.split()) > WORDS or ASKS.search(rest.lower()) or VERB.search(rest):
        return None
    asks = ASKS.search(before.lower()) or WHETHER.match(before)
    if not asks or OTHERS.search(rest) or named(rest, publishers) or before.endswith(")"):
        return None
    return _of_a_time(rest, before, today) or _of_another(rest, before, today)


def _of_a_time(rest: str, before: str, today: date) -> str | None:
    """With another time, where all that is named is one; behind it, where there was none."""
    if not BEHIND.match(rest) and not dates(rest, today):
        rest = f"in {rest}"  # 2010
    given = dates(rest, today)
    if len(given) != 1 or len(rest[given[0].start : given[0].end]) < len(rest) - 1:
        return None
    said = dates(before, today)
    if len(said) > 1:
        return None
    if not said:
        return f"{before.rstrip(' ?')} {rest}?"
    start, end = said[0].start, said[0].end
    old, new = before[start:end], rest
    if not BEHIND.match(old) and (behind := BEHIND.match(new)):
        new = behind["what"]
    elif (was := BEHIND.match(old)) and not BEHIND.match(new):
        new = f"{was['how']} {new}"
    return _replaced(before, start, end, new)


def _of_another(rest: str, before: str, today: date) -> str | None:
    """With another place, person or thing."""
    behind = BEHIND.match(rest)
    what = behind["what"] if behind else rest
    is_name = bool(NAME.search(what))
    if behind:
        return _behind(behind["how"].lower(), what, before, is_name=is_name)
    if HARMED.fullmatch(what):
        found = BEFALLEN.search(before)
        return _replaced(before, *found.span(), f"were {what}") if found else None
    names = _names(before, today)
    if is_name and names:
        return _replaced(before, *names[0], what) if len(names) == 1 else None
    counts = not is_name and not DETERMINED.match(what)
    for pattern in (COUNTED, DOES) if counts else (DOES,):
        if found := pattern.search(before):
            return _replaced(before, *found.span("what"), what)
    return None


def _behind(how: str, what: str, before: str, *, is_name: bool) -> str | None:
    """With another part behind the same preposition, or one of its kind. A thing takes the place of
    a thing with what is said of that: the flood, of the fire at the harbour."""
    every = list(PHRASE.finditer(before))
    if is_name:
        parts = [found for found in every if NAME.search(found["what"])]
    else:
        parts = [found for found in every if not NAME.match(found["what"])] or every
    same = [found for found in parts if found["how"].lower() == how]
    alike = [found for found in parts if {how, found["how"].lower()} <= PLACES]
    for found in (same or alike)[-1:]:
        start, end = found.span("what")
        if is_name:  # in Tollerby, of “in Tollerby cost”
            end = max(one.end() for one in NAME.finditer(before, start, end))
        else:
            end = every[-1].end()
        return _replaced(before, start, start + len(before[start:end].rstrip()), what)
    return None


def _names(before: str, today: date) -> list[tuple[int, int]]:
    """Where the names of a question stand, its first word and those of a time aside."""
    found = []
    for span in dates(before, today):
        before = before[: span.start] + " " * (span.end - span.start) + before[span.end :]
    for one in NAME.finditer(before):
        start, end = one.span()
        first = one.group().split()[0]
        if first.casefold() in ASKING:
            start += len(first) + 1
        if start < end:
            found.append((start, end))
    return found


def _replaced(before: str, start: int, end: int, what: str) -> str:
    """A question with something else in a place of it, without a second article."""
    if ARTICLE.search(before[:start]):
        what = re.sub(r"^(?:the|an?) ", "", what, flags=re.IGNORECASE)
    return f"{before[:start]}{what}{before[end:]}"

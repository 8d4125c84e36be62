"""Whether the days of a claim are those of its sources, seen from the day they were published."""

import re
from collections.abc import Iterator, Sequence

from assistant.claims.modality import AUXILIARIES, is_past, root
from assistant.claims.source import Source
from assistant.claims.speakers import SAYING
from assistant.language import figures as numbers
from assistant.language import times as days
from assistant.language.beside import COMPARES
from assistant.language.days import MONTHS, SEASONS

SPOKEN = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow)\b(?=[^“”]*”|[^\"“”]*\"[^\"]*$)", re.IGNORECASE
)
"""A day that somebody names in a quotation: it is seen from when they spoke."""
REPORTED = re.compile(
    r"\b(?:report(?:s|ed|ing)?|wrote|writes|publish(?:ed|es)|according to|article|story|said"
    r"|says)\b(?:(?!\b(?:that|had|has|have|was|were|is|are|been|be|would|will|could|can|after"
    r"|before|when|while|since|until|because|through)\b|[’'](?:re|d|ve|ll)\b)[^.;]){0,60}$",
    re.IGNORECASE,
)
"""What stands before the day on which something was reported, and not before that of what was."""
SAID_ON = re.compile(
    r"(?:[,”\"]|\bthat)\s[^,.;“”\"]+\b(?:said|told|announced|reported|confirmed|stated|added)\b"
    r"[^,.;:“”\"]{0,40}$"
)
"""Stands, behind what is told, before the day on which it was said: “…, police said on Monday”."""
HAPPENED_TOO = re.compile(
    rf"\b(?:{SAYING}|tell|adds?|deny|confirm\w*|call\w*|stat(?:es?|ed|ement)|wr(?:ites?|ote|itten)|publi\w+|reveal\w*|unveil\w*"
    r"|presented|declar\w+|learn\w*|heard|disput\w+|resign\w*|launch\w*|emerg\w*|apologi\w+"
    r"|as of)\b",
    re.IGNORECASE,
)
"""What in a claim was done on the day on which it was said, or by saying it."""
SINCE = re.compile(r"\bsince\s(?:the\s)?(?:\w+\s)?(?:of\s)?$", re.IGNORECASE)
AT = re.compile(r"\b(?<!than )(?<!as )(?<!back )(?:in|on)\s$", re.IGNORECASE)
"""What stands before the time since something is so, and before that at which something was."""
BEGAN = re.compile(
    r"\b(?:married|wed|start\w*|beg[aiu]n\w*|open\w*|launch\w*|found(?:ed|ing)|introduc\w+|join\w*|bec[ao]me"
    r"|took|came|moved|lost|left|clos\w+|shut|end(?:ed|s)|elected|appointed|first|adopted|entered"
    r"|compared|from|arriv\w+|switched|return\w*|resum\w*)\b",
    re.IGNORECASE,
)
"""What began, or ceased, is on a day; and so is what is compared."""
LOWER = re.compile(r"[a-z]{3,}")
"""A word that is no name."""
SEASON = re.compile("|".join(SEASONS), re.IGNORECASE)
FROM_HERE = re.compile(r"(?:last|this|next)\s", re.IGNORECASE)
"""What is seen from the day of publication: of an article without one it is not known when."""
NTH = re.compile(
    r"\b(?P<nth>(?:first|second|third|fourth|last)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"\s(?:of|in))\s$",
    re.IGNORECASE,
)
"""What stands before a month of which one day of the week is meant."""
PART = re.compile(
    r"\b(?:(early|mid|late)(?:[\s-]|\sin\s)|the\s(start|beginning|middle|end)\sof\s)(?:the\s)?$",
    re.IGNORECASE,
)
"""What stands before a month or year of which a part is meant; “start in 2027” is a verb."""
THIRDS = {"early": 1, "start": 1, "beginning": 1, "mid": 2, "middle": 2, "late": 3, "end": 3}
SHUT = re.compile(
    r"\b(?:clos\w+|shut\w*|suspend\w*|halt\w*|not|no longer|between)\b|n[’']t\b", re.I
)
"""What ends where something else starts: closed until Monday."""
NOWADAYS = re.compile(
    r"\b(?:now|nowadays|currently|these days|at present|to this day)\b", re.IGNORECASE
)
"""What in a text “today” stands for that is no day."""
IS_SO = re.compile(
    r"\s(?:(?:it|they|he|she|we)\s)?(?:is|are|has|have|can|(?!was\b|has\b)[a-z]{3,}s)\b"
)
"""What follows such a “today”: today it carries, the firm today has."""
A_YEAR_AGO = re.compile(r"(?:an?|one) year (?:ago|earlier|before)|last year", re.IGNORECASE)
ON_YEAR = re.compile(
    r"\byear[\s-](?:over|on|to)[\s-]year\b|\bYoY\b|\b(?:from|than|in) the (?:previous|prior)"
    r" year\b",
    re.IGNORECASE,
)
"""What a figure is compared with, and what tells so without a date."""
DAYS_AGO = re.compile(r"[\w-]+ days? (?:ago|earlier|before)", re.IGNORECASE)
HOURS_AGO = re.compile(r"[\w-]+ hours (?:ago|earlier|before|previously)\b", re.IGNORECASE)
"""Days before, which may be told as hours: two days before, 48 hours previously."""
AGO = re.compile(r"[\w-]+ (?:week|month|year)s? (?:ago|earlier|before)", re.IGNORECASE)
SPAN_OF = re.compile(
    r"\b(?:in|over|within|for|by|last|past) (?:[\w-]+ ){1,2}(?:week|month|year)s?\b", re.I
)
"""A time before, which may be told as how long it took: it doubled in four years."""
WEEKLY = re.compile(r"days$", re.IGNORECASE)
THAN = re.compile(
    r"\b(?:than|compared (?:with|to))\s(?:(?:in|on|it was|the|that of)\s)*$", re.IGNORECASE
)
"""What stands before a time that something is only compared with: fewer than last year."""
HABIT = re.compile(
    r"\b\w+days\b|\b(?:every|each|weekly|daily|always|usually|regular\w*|weekdays?|weekends"
    r"|a week)\b",
    re.IGNORECASE,
)
"""On Mondays, and what of a text may say so."""


def wrong_dates(claim: str, sources: Sequence[Source]) -> list[str]:
    """The dates of a claim that no source says and that are not the day of publication."""
    of_saying, compares = bool(HAPPENED_TOO.search(claim)), bool(COMPARES.search(claim))
    told = list(_told(sources, of_saying=of_saying, compares=compares))
    dated = any(one.day or one.month or one.weekday is not None or one.is_day for one, _ in told)
    published = [source.published for source in sources if source.published]
    headers = [one for on in published for one in days.times(on.isoformat(), None)]
    said = " ".join(source.text for source in sources)
    once = bool(days.PAST.search(said)) and not HABIT.search(said)
    shut = bool(SHUT.search(said))
    wrong = []
    for one in days.times(SPOKEN.sub(_blank, claim), next(iter(published), None)):
        on = claim[one.start : one.end]
        # the day of publication is the day of what has no other, or of the report itself
        report = REPORTED.search(claim[: one.start])
        own = headers if (one.year or one.month) and (report or not dated) else []
        edge = days.edge(claim, one) or ("from" if not shut and days.starts(claim, one) else "")
        near = [other for other, its in told if not edge or its in {edge, ""}]
        habit = once and WEEKLY.search(on)
        held = days.says(one, [*near, *own]) or _is_said_so(claim, one, said, edge)
        other = _is_of_another_month(claim, one, said) or _is_of_another_part(claim, one, sources)
        if habit or not held or other:
            wrong.append(on)
    return wrong


def _is_said_so(claim: str, one: days.Time, said: str, edge: days.Edge) -> bool:
    """Whether a text says in words what no days tell: “now” for “today”, and “next year” where it
    is not known from when."""
    on = claim[one.start : one.end]
    if on.lower() == "today":
        return bool(IS_SO.match(claim, one.end) and NOWADAYS.search(said))
    on_year = A_YEAR_AGO.fullmatch(on) and ON_YEAR.search(said)
    if on_year or (on.lower() == "the weekend" and re.search(r"\bweekends\b", said)):
        return True
    if DAYS_AGO.fullmatch(on) or AGO.fullmatch(on):
        return _lasted(on, said)
    if season := SEASON.search(on):  # in the summer, of an article of the year
        bare = rf"\b{season[0].lower()}\b(?!\s(?:of\s)?\d)"
        return bool(re.search(rf"(?<!last )(?<!next )(?<!this ){bare}", said))
    if one.spans or not FROM_HERE.match(on):
        return False
    if edge:  # until last week
        on = f"{claim[: one.start].rsplit(maxsplit=1)[-1]} {on}"
    return bool(re.search(rf"\b{re.escape(on)}\b", said, re.IGNORECASE))


def _lasted(on: str, said: str) -> bool:
    """Whether a text tells as a span what a claim tells as a time before."""
    spans = HOURS_AGO if DAYS_AGO.fullmatch(on) else SPAN_OF
    told = [one for found in spans.findall(said) for one in numbers.figures(found)]
    return any(numbers.says(own, one) for own in numbers.figures(on) for one in told)


def _is_of_another_month(claim: str, one: days.Time, said: str) -> bool:
    """Whether a claim has the first Thursday of one month where a text has that of another."""
    found = NTH.search(claim[: one.start])
    if not found or not one.month:
        return False
    nth = re.compile(rf"\b{re.escape(found['nth'])}\s(\w{{3}})", re.IGNORECASE)
    there = {month.lower() for month in nth.findall(said)} & set(MONTHS)
    return bool(there) and MONTHS[one.month - 1] not in there


def _is_of_another_part(claim: str, one: days.Time, sources: Sequence[Source]) -> bool:
    """Whether a claim has the beginning of a month or year where its sources have the end."""
    if not (own := _part(claim, one)):
        return False
    told = {
        _part(source.text, other)
        for source in sources
        for other in days.times(source.text, source.published)
        if other.spans == one.spans
    }
    return bool(told) and told.isdisjoint({own, None})


def _part(text: str, one: days.Time) -> int | None:
    """Which third of a time in a text is meant, if not all of it."""
    found = PART.search(text[: one.start])
    return THIRDS[(found[1] or found[2]).lower()] if found else None


def told_as_then(claim: str, sources: Sequence[Source]) -> bool:
    """Whether a claim puts on a day, or in a month or year, what its sources only tell of the time
    since, with the same verb: in 2022 she campaigned, for she has been campaigning since 2022."""
    if BEGAN.search(claim) or not any("since" in source.text.lower() for source in sources):
        return False
    told_of = {root(word) for source in sources for word in LOWER.findall(source.text)}
    done = {root(word) for word in LOWER.findall(claim) if is_past(word)}
    if not done & told_of - AUXILIARIES:
        return False
    published = next((source.published for source in sources if source.published), None)
    told = [
        (one, bool(SINCE.search(source.text[: one.start])))
        for source in sources
        for one in days.times(source.text, source.published)
    ]
    for one in days.times(claim, published):
        own = [since for other, since in told if days.says(one, [other])]
        if own and all(own) and AT.search(claim[: one.start]):
            return True
    return False


def _told(
    sources: Sequence[Source], *, of_saying: bool, compares: bool
) -> Iterator[tuple[days.Time, days.Edge]]:
    """The dates of sources, and whether something begins or ends there.

    Args:
        of_saying: with those of which is only told that something was said then.
        compares: with those that something is only compared with.
    """
    for source in sources:
        text = f"{source.title}. {SPOKEN.sub(' ', source.text)}"
        for one in days.times(text, source.published):
            before = text[: one.start]
            left_out = SAID_ON.search(before) and not of_saying
            if not left_out and (compares or not THAN.search(before)):
                yield one, days.edge(text, one)


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found[0])

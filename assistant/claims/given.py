"""Whether a claim gives a value to what a text gives another one: “25 metres high”, where 25 metres
is the length and the height is five; “free for adults”, where it is so for children."""

import re
from collections.abc import Collection

from assistant.language.digits import in_digits
from assistant.language.polarity import stem

_NUMBER = r"(?<![\d.,])\d(?:[\d.,]*\d)?"
MEASURED = re.compile(
    rf"(?P<value>{_NUMBER})[\s-](?:[a-z]+\s)?(?P<of>long|high|tall|wide|broad|deep|thick)\b",
    re.IGNORECASE,
)
"""By how much something measures which way."""
SAME = {"tall": "high", "broad": "wide"}
MEANT_FOR = re.compile(
    rf"\b(?P<value>free|{_NUMBER})(?:\s(?!for\b)[a-z]+)?\sfor\s(?:the\s)?(?P<of>[a-z]{{3,}})",
    re.IGNORECASE,
)
"""What it costs, or how many there are, for whom."""
HOW_OFTEN = re.compile(
    r"\b(?<!at )(?<!than )(?:once(?=[.,;!?”\"]|$|\sa\s)|twice(?!\s(?:as|the|that)\b)|thrice\b)",
    re.IGNORECASE,
)
"""How often; not “once it is built”, and not “twice as much”."""

Given = tuple[str, str]
"""A value, and what it is given to."""


def to_another(claim: str, text: str) -> bool:
    """Whether a value of a claim is given to what has another one in a text, and there the value is
    given to something else."""
    return any(
        _is_of_another(own, told)
        for pattern in (MEASURED, MEANT_FOR)
        if (told := _given(pattern, text))
        for own in _given(pattern, claim)
    )


def wrong_often(claim: str, text: str) -> list[str]:
    """How often a claim says that something was, where a text says how often and not that."""
    told = {found[0].lower() for found in HOW_OFTEN.finditer(text)}
    said = [found[0] for found in HOW_OFTEN.finditer(claim)]
    return [one for one in said if told and one.lower() not in told]


def _given(pattern: re.Pattern[str], text: str) -> set[Given]:
    found = pattern.finditer(in_digits(text))
    return {(one["value"].lower(), _thing(one["of"].lower())) for one in found}


def _thing(word: str) -> str:
    return stem(SAME.get(word, word))


def _is_of_another(own: Given, told: Collection[Given]) -> bool:
    value, thing = own
    others = {one for one, of in told if of == thing}
    things = {of for one, of in told if one == value}
    return bool(others and things) and value not in others

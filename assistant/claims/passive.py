"""Whether what is done to somebody by another is told as done by them: “A acquired B”, where “A was
acquired by B”."""

import re
from collections.abc import Iterator

from assistant.claims.modality import is_past, root
from assistant.language.polarity import STOP, stem, words

_BE = r"\b(?:was|were|is|are|be|been|being|got)\s+"
PASSIVE = re.compile(
    rf"{_BE}(?P<said>(?:(?!by\b)[\w’'-]+\s+){{1,6}}?)by\s"
    r"(?!the\s(?:end|start|beginning|middle|time)\b|\d|then\b|now\b|(?:next|this|last)\s)",
)
"""The verbs and what stands with them where something is done by somebody, not by a time."""
BE = re.compile(rf"{_BE}(?:[a-z]+ly\s+)?(?:[a-z]+\s+(?:and|or)\s+)?$")
"""What stands before a verb that is not told of whoever stands before it."""
_WHOLE = re.compile(
    r"(?P<to>[^.,;:!?“”\"]{2,60}?)\s(?:was|were|is|are|has been|have been|had been|will be|to be)\s"
    r"(?:[a-z]+ly\s)?(?P<verb>[a-z]{3,}(?:ed|en|n|t|d|un|ught))\sby\s"
    r"(?P<by>(?:[^\s.,;:!?“”\"]+\s){0,4}?[^\s.,;:!?“”\"]+)"
    r"(?=\s(?:in|on|at|for|as|to|from|with|after|before|during|who|which|and)\b|[.,;:!?]|$)"
)
PART = re.compile(r"[.;:!?]\s|,\s(?:and|but|who|which|while)\s")
"""What ends a part of a sentence."""
NEAR, FAR = 4, 12
"""Telling words to each side of a verb that tell whom it is of; the far ones where its opposite is
told of the same two, so that more is known of them."""


def in_active(text: str) -> str:
    """A text with “B beaten A in May” for “A was beaten by B in May”: its order is what is
    compared, not the form of the verb."""
    return _WHOLE.sub(r"\g<by> \g<verb> \g<to>", text)


def converse(claim: str, text: str) -> list[str]:
    """The verbs that a claim and a text have of the same two with their parts exchanged, of which
    one is told in the passive."""
    return [
        verb
        for one, other in ((claim, text), (text, claim))
        for verb, done_to, doer in _passives(one)
        for before, after in _actives(other, verb)
        if _is_rather(before, done_to, doer) and _is_rather(after, doer, done_to)
    ]


def from_other_side(claim: str, text: str, word: str, other: str) -> bool:
    """Whether a claim says with a word what a text says with its opposite of the same two, who have
    changed sides as well: A bought it from B, B sold it to A."""
    mine, theirs = (
        [
            _sides(told, one.start(), one.end(), FAR)
            for one in re.finditer(rf"\b{re.escape(own)}\b", told, re.IGNORECASE)
        ]
        for own, told in ((word, claim), (other, text))
    )
    return any(
        before & after_there - before_there and before_there & after - before
        for before, after in mine
        for before_there, after_there in theirs
    )


def _is_rather(words: set[str], of_one: set[str], of_other: set[str]) -> bool:
    """Whether more of some words are one's than the other's."""
    return len(words & of_one) > len(words & of_other)


def _passives(text: str) -> Iterator[tuple[str, set[str], set[str]]]:
    for found in PASSIVE.finditer(text):
        for verb in filter(is_past, found["said"].split()):
            yield root(verb), *_sides(text, found.start(), found.end())


def _actives(text: str, verb: str) -> Iterator[tuple[set[str], set[str]]]:
    for found in re.finditer(r"[a-z]{3,}", text):
        passive = BE.search(text[: found.start()]) and not found.group().endswith("ing")
        if root(found.group()) == verb and not passive:
            yield _sides(text, found.start(), found.end())


def _sides(text: str, start: int, end: int, near: int = NEAR) -> tuple[set[str], set[str]]:
    """The telling words before and after a verb, in its part of the sentence."""
    before, after = PART.split(text[:start])[-1], PART.split(text[end:])[0]
    return set(_telling(before)[-near:]), set(_telling(after)[:near])


def _telling(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in STOP]

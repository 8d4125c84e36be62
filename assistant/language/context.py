"""How far a quote reaches: the sentences beside one without which it would say something else."""

import re

from langchain_core.documents import Document

from assistant.language.correction import (
    gives_what_is_right,
    is_correction,
    says_what_is_right,
    tells_of_an_error,
)
from assistant.language.items import heads
from assistant.language.opinion import is_label
from assistant.language.reasons import GIVEN, REASON, SURELY, WHY
from assistant.language.taken_back import FALSE
from index.split import ITEM

BEFORE = 2
"""Sentences that come along before one at most, while it is open who or what it is about."""
PRONOUN = re.compile(
    r"^[“\"'‘(]*(he|she|it|they|his|her|their|its|this|these|those|that)\b", re.IGNORECASE
)
THERE = re.compile(
    r"^[“\"'‘(]*(?:in|at|on|by|for|after|before|since|during|until|from|with|under)"
    r"(?: [\w’'-]+){1,3},? (?:he|she|it|they)\b",
    re.IGNORECASE,
)
"""In Tollerby it fell: of whom, the sentence before says."""
TOLD = re.compile(r"\b(he|she|they) (said|says|added|adds|told|wrote|writes)\b", re.IGNORECASE)
CALLED = re.compile(
    r"\b(?:call|describe|dismiss|denounce|praise|reject|welcome|condemn)(?:s|ed|d) "
    r"(?:that|this|it|them|these|those)\b",
    re.IGNORECASE,
)
SPEECH = re.compile(r"^[“\"][^“”\"]*[”\"]$")
TURNS = re.compile(
    r"^[“\"'‘(]*(?:(?:but|yet|however|instead|nevertheless|nonetheless|even so|not so)\b"
    r"|(?:that|this|it|both|these|those|neither) (?:is|was|were|are|turned out to be)"
    rf" {FALSE}\b)",
    re.IGNORECASE,
)
"""A sentence that takes back a part of the one before it: neither is quoted without the other."""
AFTER = 2
"""Sentences that come along after one that tells of an error, at most: what is right."""
ITEM_BEFORE = 4
"""Sentences before one of an item that come along, with its head, which says what it is of."""
LIST = 5
"""Items of a list that come along with one at most, with what stands above the list: “- 11 million
crowns for roads” says of nothing what it is."""


def reach(document: Document, number: int, question: str = "") -> tuple[int, int]:
    """The first and the last sentence of a passage that are quoted with one.

    Args:
        number: of the sentence, as `sentences` in the passage's metadata counts.
        question: where it asks why, the reason comes along.
    """
    first = last = number
    if (head := _head_of_list(document, number)) is not None:
        return head, last
    if (head := heads(document)[number]) is not None and number - head <= ITEM_BEFORE:
        return head, last
    while first and number - first < BEFORE and _needs_before(_sentence(document, first)):
        if is_label(_sentence(document, first - 1)):
            break
        first -= 1
    following = _next(document, number)
    asked_for = following and WHY.search(question) and _is_reason(document, number, following)
    if asked_for or _goes_on(document, number):
        last = number + 1
    if _tells_of_an_error(document, number):
        return first, max(last, _end_of_correction(document, number))
    for before in range(max(0, number - AFTER), first):
        if takes_back(document, before) and _end_of_correction(document, before) >= number:
            return before, last  # “He is Byron Teague” is what is right there
    return first, last


def _is_reason(document: Document, number: int, following: str) -> bool:
    """Whether the sentence after another gives the reason for it, which it does not give itself."""
    if REASON.match(following):
        return True
    return not GIVEN.search(_sentence(document, number)) and bool(SURELY.search(following))


def takes_back(document: Document, number: int) -> bool:
    """Whether a sentence of a passage takes back what its publisher reported."""
    sentence, following = _sentence(document, number), _what_is_right(document, number)
    title, publisher = document.metadata["title"], document.metadata["publisher"]
    return is_correction(title, sentence, " ".join(following), publisher)


def _tells_of_an_error(document: Document, number: int) -> bool:
    """Whether a sentence tells what was reported, wrongly or to be put right."""
    return tells_of_an_error(_sentence(document, number)) or takes_back(document, number)


def _end_of_correction(document: Document, number: int) -> int:
    """The last sentence that says what is right, of one that tells of an error; that itself where
    it has both."""
    if says_what_is_right(_sentence(document, number)):
        return number
    return number + len(_what_is_right(document, number))


def _what_is_right(document: Document, number: int) -> list[str]:
    """The sentences behind one that may say what is right where that tells of an error: those of
    its paragraph, `AFTER` at most; of the next where it is the last and that goes on."""
    following: list[str] = []
    while len(following) < AFTER:
        if (one := _next(document, number + len(following), paragraph=True)) is None:
            break
        following.append(one)
    if following or not (one := _next(document, number)):
        return following
    return [one] if gives_what_is_right(one) else []


def _head_of_list(document: Document, number: int) -> int | None:
    """The sentence above the list that one is an item of; `None` where it is none, or far below."""
    first = number
    while first and number - first < LIST and ITEM.match(_sentence(document, first)):
        first -= 1
    return first if first < number and _sentence(document, first).endswith(":") else None


def _needs_before(sentence: str) -> bool:
    """Whether it is open who or what a sentence is about, or what it takes back."""
    return any(
        pattern.search(sentence) for pattern in (PRONOUN, THERE, TOLD, CALLED, SPEECH, TURNS)
    )


def _goes_on(document: Document, number: int) -> bool:
    """Whether the next sentence of the paragraph takes this one back, or somebody speaks on."""
    following = _next(document, number, paragraph=True)
    spoken = re.search(r"[”\"]", _sentence(document, number)[1:])
    return bool(
        following and (TURNS.match(following) or (spoken and re.match(r"[“\"]", following)))
    )


def _next(document: Document, number: int, *, paragraph: bool = False) -> str | None:
    """The sentence after one; `None` at the passage's end, or where another paragraph begins."""
    spans = document.metadata["sentences"]
    if number + 1 >= len(spans):
        return None
    between = document.page_content[spans[number][1] : spans[number + 1][0]]
    return None if paragraph and "\n" in between else _sentence(document, number + 1)


def _sentence(document: Document, number: int) -> str:
    return document.page_content[slice(*document.metadata["sentences"][number])]

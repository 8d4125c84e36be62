"""Whether a claim tells as lasting what a text tells as over, or as a habit what happened once."""

import re
from collections.abc import Sequence

from assistant.claims.modality import is_past, root
from assistant.language.offices import without_stops
from assistant.language.persons import NAME, OFFICE, SENTENCE, last
from assistant.language.polarity import STOPPED, overlap, words

OVER = re.compile(
    r"\b(?:until|till)\s(?!then\b)|\b(?:formerly|previously|once|at the time|back then)\b",
    re.IGNORECASE,
)
"""Words of a sentence in the past of what was so for a time, and is no more."""
STILL = re.compile(
    r"\b(?:until|till|once|formerly|previously|former|was|were|had|did|used to|no longer|been|then"
    r"|will|would|\w{2,}ed)\b",
    re.IGNORECASE,
)
"""Words of a claim that tells it so too, or of something else."""
NOW = {"is": "was", "are": "were", "has": "had", "have": "had"}
"""Auxiliaries of the present, with those of the past."""
SAME = 0.7
"""The least share of a claim's words that a sentence has which tells of it as over."""
_TIMES = (
    r"time|hour|day|morning|afternoon|evening|night|week|weekend|month|year|spring|summer|autumn"
    r"|winter|season"
)
HABIT = re.compile(
    rf"\b(?:every (?:single )?(?:{_TIMES}|\w+day)|often|always|usually|regularly|routinely"
    r"|frequently|constantly|habitually|daily|weekly|monthly|hourly|yearly)\b",
    re.IGNORECASE,
)
"""Words of what happens again and again."""
AGAIN = re.compile(
    rf"{HABIT.pattern}|\b(?:every|each|all|any|most|many|several|twice|repeated\w*|again|tends?"
    r"|common\w*|typical\w*|normal\w*|tradition\w*|annual\w*|permanent\w*|rout\w+|generally|mostly"
    r"|whenever|times|continu\w+|never|ever|used to|\w+days|per|nightly|[ap]\.?m\b|o[’']clock"
    rf"|an?\s(?:{_TIMES}))\b",
    re.IGNORECASE,
)
"""The same of a text, in wider use: what is so from eight to seven is so each night."""


HOLDS = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w’'.-]*(?:\s[A-ZÀ-Þ][\w’'.-]*)*),?\s(?:is|remains)\s(?:(?:still|currently|now)\s)?"
    rf"(?:(?:the|an?|its|their|[A-ZÀ-Þ\w’'.-]+[’']s)\s)?(?:(?!former\b|not\b)[\w-]+\s){{0,2}}?{OFFICE}\b"
)
"""Who holds an office, in a claim."""
LEFT = re.compile(
    r"\b(?:resign(?:ed|s)|stepped down|steps down|stood down|quit|was (?:sacked|dismissed|fired"
    r"|removed|ousted|voted out|replaced|succeeded)|has (?:gone|left|retired|stepped down|quit"
    r"|resigned)|left (?:office|the post|the job|the company|the club)|retired|died|lost (?:his|her"
    r"|their) (?:post|seat|job|office)|handed in (?:his|her|their) (?:notice|resignation))\b",
    re.IGNORECASE,
)
"""What ends that, in a text."""
UNDONE = re.compile(
    r"\b(?:not|never|if|would|refus\w+|declin\w+|call(?:s|ed)? (?:for|on)|demand\w*|urg\w+"
    r"|rumou?r\w*|whether|deni\w+)\b|n[’']t\b",
    re.IGNORECASE,
)
"""What says that it did not end, or not yet."""
BY_PRONOUN = re.compile(r"\s*(?:He|She|They)\b")
IN_OFFICE = re.compile(rf"(?<!former )(?<!Former )\b{OFFICE}\b", re.IGNORECASE)


def holds_no_more(claim: str, articles: Sequence[str]) -> list[str]:
    """Who holds an office in a claim, of whom an article says that they left it: in a sentence that
    names them, or in the one after that, where it begins with a pronoun.

    Args:
        articles: their whole texts.
    """
    names = {last(found["name"]) for found in HOLDS.finditer(claim)}
    return sorted(name for name in names if any(_left(name, article) for article in articles))


def _left(name: str, article: str) -> bool:
    """Whether an article tells that somebody left, and gives them no office after that."""
    spoken_of = left = False
    for sentence in SENTENCE.findall(without_stops(article)):
        own = name in set(map(last, re.findall(r"[\w’'-]+", sentence)))
        goes_on = spoken_of and bool(BY_PRONOUN.match(sentence))
        leaves = LEFT.search(sentence) if own or goes_on else None
        if leaves and not UNDONE.search(sentence):
            left = left or not own or _last_named(sentence[: leaves.start()]) == name
        elif own and IN_OFFICE.search(sentence):
            left = False
        spoken_of = own or goes_on
    return left


def _last_named(text: str) -> str:
    """The last word of the last name in a text."""
    return next((last(one) for one in reversed(NAME.findall(text))), "")


def told_as_lasting(claim: str, text: str) -> list[str]:
    """What a claim says is so, or happens again and again, where a text has it as over, or once."""
    return [*_over(claim, text), *_habits(claim, text)]


def _habits(claim: str, text: str) -> list[str]:
    found = HABIT.findall(claim)
    return found if found and not AGAIN.search(text) else []


def _over(claim: str, text: str) -> list[str]:
    """The verbs of a claim in the present that a text has in the past, of what is over."""
    if STILL.search(claim):
        return []
    ended = (
        set(words(one))
        for one in STOPPED.split(text)
        if OVER.search(one) and overlap(claim, one) >= SAME
    )
    return [
        word
        for there in ended
        for word in words(claim)
        if word not in there and any(_was(word, other) for other in there)
    ]


def _was(word: str, other: str) -> bool:
    """Whether a word may be the past of another."""
    return other == NOW.get(word) or (is_past(other) and root(other) == root(word))

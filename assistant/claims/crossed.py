"""Whether the clauses of a claim have each other's part: “In the centre it will be a grassed bank,
below the bridge of concrete”, where the text has concrete in the centre and a bank below the
bridge; and whether one source's subject does what another source tells of its own.

What is told of two things in words of one's own no comparison of names or figures sees
(`assistant.claims.roles`). A clause is compared by the words that it has and the other has not.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from assistant.claims.modality import root
from assistant.claims.roles import NAME
from assistant.claims.speakers import SAYING
from assistant.language.offices import without_stops
from assistant.language.polarity import STOP
from assistant.language.words import is_english

WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
CLAUSE = re.compile(
    r"[.!?](?:\s(?=\W?[A-ZÀ-Þ])|$)|[,;:]\s|,?\s(?:and(?=\s[a-z])|but|while|whereas|although|though"
    r"|compared with|as against|instead of|rather than)\s"
)
"""What stands between clauses, and things of a list."""
JOINS = frozenset(
    """when who which whose whom where what how why just only also after before over under while
    both each other others another said says say told if well""".split()  # noqa: SIM905
)
"""Words that any clause may have, beside those of `STOP`."""
MOVED = 2
"""The least of them of each that stand in the other's clause: one verb may say the same."""
MOST = 16, 40
"""Clauses of a claim and of a text that are compared."""
NEAR = 2
"""How many clauses apart the two of a text may be."""
MANY = 6
"""Words on both sides in all that have to stand crosswise; fewer do where they are all that tells
the two clauses of the text apart: “Smaller dots are bluer. Bigger dots are redder.”"""

SUBJECT = re.compile(
    r"\W*(?:(?:In|At|Shares (?:of|in)|The)\s)?"
    rf"(?P<name>{NAME})"
    rf"(?![\w’'-]|\s[A-ZÀ-Þ]|,?\s(?:{SAYING})\b)"
)
"""Whom or what a sentence begins with; who only says it is none."""
STRANGE = 3
"""Words that only another source has, from which on a claim tells of its subject what that does."""

Words = frozenset[str]


def crossed(claim: str, text: str) -> bool:
    """Whether two clauses of a claim each begin as one of a text and go on as the other."""
    said, told = (_clauses(one)[:most] for one, most in zip((claim, text), MOST, strict=True))
    return any(
        _stand_crosswise(one, other, first, second)
        for one, other in permutations(said, 2)
        for first, second in _pairs(told)
    )


def of_others(claim: str, texts: Sequence[str]) -> bool:
    """Whether a claim tells of whom one text begins with what another tells of somebody else, whom
    the claim does not name."""
    subject, said = _subject(claim), _words(claim)
    told = [(_subject(text), _words(text)) for text in texts]
    return bool(subject) and any(
        own
        and subject <= words
        and not own & (said | words)
        and not subject & others
        and len(said & others - words) >= STRANGE
        for _, words in told
        for own, others in told
    )


def _subject(text: str) -> Words:
    """The words of the name that a text begins with; none where it may begin with another word."""
    found = SUBJECT.match(text)
    if not found or is_english(found["name"].lower()):
        return Words()
    return _words(found["name"])


def _stand_crosswise(one: Words, other: Words, first: Words, second: Words) -> bool:
    """Whether one clause has words of both clauses of a text, and the other the rest of both."""
    of_first, of_second = first - second, second - first
    mine = one - other
    own, strange = mine & of_first, mine & of_second
    theirs = other - one
    left, taken = theirs & of_second, theirs & of_first
    if not (own and strange and left and taken):
        return False
    if of_first <= own | taken and of_second <= strange | left:
        return True
    moved = min(len(strange), len(taken)) >= MOVED
    return moved and len(own) + len(strange) + len(left) + len(taken) >= MANY


def _pairs(told: list[Words]) -> Iterator[tuple[Words, Words]]:
    for n, first in enumerate(told):
        for second in told[n + 1 : n + 1 + NEAR]:
            yield first, second


def _clauses(text: str) -> list[Words]:
    """The telling words of each clause that has any."""
    return [one for part in CLAUSE.split(without_stops(text)) if (one := _words(part))]


def _words(text: str) -> Words:
    """The roots of the telling words of a text, each name without an “'s”."""
    words = (word.lower().replace("’", "'") for word in WORD.findall(text))
    return frozenset(root(word.removesuffix("'s")) for word in words if word not in STOP | JOINS)

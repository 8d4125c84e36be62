"""Figures that no source says, and that follow from those it does: 600 seats too few, of 1,500 that
are demanded and 900 that are there.

Who wrote one reckoned, perhaps with the wrong figures: the article does not say it, nor is it made
up. So the reader is shown what to compare it with.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from assistant.claims.claimed_figures import amounts_alone
from assistant.claims.source import Source
from assistant.language import figures as numbers
from assistant.language.digits import NUMERALS, in_digits
from assistant.language.figures import Figure

MOST = 5
"""Figures of one kind of which others are made. Of ten every third number from 2 to 300 follows, of
four every thirtieth; no claim by hand is made of more than five."""
SHARE = "percent"
RECKONED = re.compile(
    r"\b(?:more|less|fewer|\w{2,}er than|cheaper|dearer|larger|smaller|bigger|short|shy|off|behind"
    r"|ahead|gap|margin|difference|apart|total\w*|together|altogether|combined|between them"
    r"|in all|sum|rest|others?|remain\w*|left|leav\w+|still|only|of (?:the|those|its|their|them)"
    r"|out of|old|previous\w*|earlier|before|until|ago|twice|half)\b"
    rf"|\b(?:by|from)\s(?=[$£€\d]|(?:{'|'.join(NUMERALS)})\b)",
    re.IGNORECASE,
)
"""What says of a figure that it was reckoned: by how much, what is left, what it was before. A
claim without it gives a figure as the article's own: “there are 150 seats”."""
TWICE = re.compile(r"\b(?:twice|doubl\w+|half as)\b", re.IGNORECASE)
NEXT = 1.0
"""What makes of each figure the one beside it, which is the commonest slip."""
OFF = 0.001
"""By which part of it a figure may be off: two thirds are 66.67 per cent."""


def are_computed(wrong: Sequence[str], claim: str, sources: Sequence[Source]) -> bool:
    """Whether each of some figures of a claim, which no source says, follows from those of one.

    Args:
        wrong: the figures as `claimed_figures.wrong_numbers` gives them.
    """
    if not RECKONED.search(claim):
        return False
    bare = amounts_alone(claim)
    told = in_digits(bare)
    claimed = {told[one.start : one.end]: one for one in _amounts(bare)}
    return all(one in claimed and _follows(claimed[one], sources) for one in wrong)


def _follows(one: Figure, sources: Sequence[Source]) -> bool:
    if one.way == "to":  # what something came to is told, not reckoned
        return False
    texts = [f"{source.title}. {source.text}" for source in sources]
    kinds = [_kinds(amounts_alone(text)) for text in texts]
    if any(one.value in values for own in kinds for values in own.values()):
        return False  # it stands there, with another hedge
    return any(
        _equals(one, value)
        for text, own in zip(texts, kinds, strict=True)
        for value in (
            *_made(one.unit, own, twice=bool(TWICE.search(text))),
            *(abs(int(a) - int(b)) for a, b in numbers.SCORE.findall(text) if not one.unit),
        )
    )


def _equals(one: Figure, value: float) -> bool:
    """Whether a figure is a value, as far as it is hedged."""
    if abs(value - one.value) <= OFF * abs(one.value):
        return True
    return numbers.says(one, replace(one, hedge="", beyond=False, denied=False, value=value))


def _kinds(text: str) -> dict[str | None, list[float]]:
    """The figures of a text by their unit, each once."""
    kinds: dict[str | None, dict[float, None]] = defaultdict(dict)
    for one in _amounts(text):
        kinds[one.unit][one.value] = None
    return {unit: [*values] for unit, values in kinds.items()}


def _amounts(text: str) -> Iterator[Figure]:
    """The figures of a text that may be reckoned with: no scores, and no places in an order."""
    told = in_digits(text)
    scores = [score.span() for score in numbers.SCORE.finditer(told)]
    for one in numbers.figures(text):
        scored = any(first <= one.start < end for first, end in scores)
        if one.value != NEXT and not scored and not numbers.is_ordinal(told, one):
            yield one


def _made(
    unit: str | None, kinds: dict[str | None, list[float]], *, twice: bool
) -> Iterator[float]:
    """What the figures of a text make in a unit: by a sum, a difference, what is left of one after
    two others, a share.

    Args:
        twice: whether it says that something is twice or half as much.
    """
    few = {kind: values for kind, values in kinds.items() if len(values) <= MOST}
    own, shares = few.get(unit, []), few.get(SHARE, [])
    for a, b in combinations(own, 2):
        yield from (a + b, abs(a - b))
    whole = [100.0, *own] if unit == SHARE else own
    yield from (a - b - c for a, b, c in permutations(whole, 3) if b > c and a > b + c)
    if unit == SHARE:
        bare = few.get(None, [])  # of 214 million crowns the state pays 120 million
        counts = [bare, *([*few[kind], *bare] for kind in few if kind not in {SHARE, None})]
        yield from (100 * a / b for values in counts for a in values for b in values if 0 < a < b)
    else:
        yield from (share / 100 * a for share in shares for a in own)
    if twice:
        yield from (one for a in own for one in (a / 2, a * 2))

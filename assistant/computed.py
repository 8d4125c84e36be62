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

from assistant import figures as numbers
from assistant import times as days
from assistant.digits import in_digits
from assistant.figures import Figure
from assistant.source import Source

MOST = 10
"""Of more figures of one kind any number could be made."""
SHARE = "percent"
SCORE = re.compile(r"(?<![\d-])(\d{1,3})[-–](\d{1,3})(?![\d-])")
"""A score, from which follows by how much it was won."""
NEXT = 1.0
"""What makes of each figure the one beside it, which is the commonest slip."""


def follow(wrong: Sequence[str], claim: str, sources: Sequence[Source]) -> bool:
    """Whether each of some figures of a claim, which no source says, follows from those of one."""
    bare = days.blanked(claim)
    told = in_digits(bare)
    claimed = {told[one.start : one.end]: one for one in _amounts(bare)}
    return all(one in claimed and _follows(claimed[one], sources) for one in wrong)


def _follows(one: Figure, sources: Sequence[Source]) -> bool:
    plain = replace(one, hedge="", beyond=False, denied=False)
    texts = [f"{source.title}. {source.text}" for source in sources]
    kinds = [_kinds(text) for text in texts]
    said = any(one.value in values for own in kinds for values in own.values())  # otherwise hedged
    return not said and any(
        numbers.says(one, replace(plain, value=value))
        for text, own in zip(texts, kinds, strict=True)
        for value in (
            *_made(one.unit, own, twice=2.0 in numbers.counted(text)),
            *(abs(int(a) - int(b)) for a, b in SCORE.findall(text) if not one.unit),
        )
    )


def _kinds(text: str) -> dict[str | None, list[float]]:
    """The figures of a text by their unit, each once."""
    kinds: dict[str | None, dict[float, None]] = defaultdict(dict)
    for one in _amounts(days.blanked(text)):
        kinds[one.unit][one.value] = None
    return {unit: [*values] for unit, values in kinds.items()}


def _amounts(text: str) -> Iterator[Figure]:
    """The figures of a text that may be reckoned with: no scores, and no places in an order."""
    told = in_digits(text)
    for one in numbers.figures(text):
        if (
            one.value != NEXT
            and not numbers.is_ordinal(told, one)
            and not numbers.in_score(told, one)
        ):
            yield one


def _made(
    unit: str | None, kinds: dict[str | None, list[float]], *, twice: bool
) -> Iterator[float]:
    """What the figures of a text make in a unit: by a sum, a difference, what is left of one after
    two others, a share.

    Args:
        twice: whether it says that something is twice or half of another.
    """
    few = {kind: values for kind, values in kinds.items() if len(values) <= MOST}
    own, shares = few.get(unit, []), few.get(SHARE, [])
    for a, b in combinations(own, 2):
        yield from (a + b, abs(a - b))
    whole = [100.0, *own] if unit == SHARE else own
    yield from (a - b - c for a, b, c in permutations(whole, 3) if b > c and a > b + c)
    if unit == SHARE:
        counts = [values for kind, values in few.items() if kind != SHARE]
        yield from (100 * a / b for values in counts for a in values for b in values if a < b)
    else:
        yield from (share / 100 * a for share in shares for a in own)
    if twice:
        yield from (one for a in own for one in (a / 2, a * 2))

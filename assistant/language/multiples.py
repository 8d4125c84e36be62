"""How many times something is something else, and amounts named by their scale alone: doubled,
twice as much, dozens of millions."""

import re
from collections.abc import Sequence

from assistant.language.digits import NUMERALS, SCALES
from assistant.language.figures import Figure

_THAN = r"(?=\s(?:as(?! an?\b)|the|its|their|his|her|that|what|more|over|[a-z]{2,}er(?=\sthan))\b)"
_FACTORS = tuple(
    (factor, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))
    for factor, pattern in (
        (1.5, r"half as (?:\w+ )?again|half again as"),
        (
            0.5,
            r"hal(?:ved|ves|ving)|half as(?! \w+ again)"
            r"|(?<=by )half(?=$|[,.;]|\s(?!as\b|past\b|an?\b))",
        ),
        (2, rf"doubl(?:ed|es|ing)|twice{_THAN}|double{_THAN}|two-?fold"),
        (3, rf"tripl(?:ed|es|ing)|trebl(?:ed|es|ing)|(?:triple|thrice){_THAN}|three-?fold"),
        (4, rf"quadrupl(?:ed|es|ing)|quadruple{_THAN}|four-?fold"),
    )
)
_TIMES = re.compile(
    rf"\b(?P<n>\d+(?:\.\d+)?|{'|'.join(NUMERALS)})(?: times{_THAN}|-?fold\b)", re.IGNORECASE
)
_MANY = re.compile(
    r"\b(?P<some>dozens|tens|scores|hundreds|thousands|millions|billions"
    r"|(?<=several )(?:hundred|thousand|million))"
    r"(?: of (?P<of>thousand|million|billion|trillion)s)?\b",
    re.IGNORECASE,
)
_SOME = {"tens": 10, "scores": 20}
_SEVERAL = re.compile(
    r"\b(?:several|many|some|numerous|multiple|various|countless|number of|crowds?|groups?|lots?"
    r"|masses|range of|host of|series of)\b",
    re.IGNORECASE,
)
"""What may be dozens."""
TIMES_OFF = 0.12
"""By how much two figures may be off a factor that is told of them."""
ALIKE = 2.5
"""How many times one vague amount may be another: tens, dozens, scores."""


def wrong(claim: str, text: str, told: Sequence[Figure]) -> list[str]:
    """The multiples and vague amounts of a claim in the place of which a text has others, and that
    do not follow from its figures."""
    factors_told, amounts = set(factors(text).values()), set(vague(text).values())
    amounts |= {SCALES[found["of"].lower()] for found in _MANY.finditer(text) if found["of"]}
    return [
        *(
            said
            for said, factor in factors(claim).items()
            if factor not in factors_told
            and not _follows(factor, claim, said, told, shares=not factors_told)
        ),
        *(
            said
            for said, amount in vague(claim).items()
            if (amounts or amount >= 100 or not _SEVERAL.search(text))
            and not any(amount / ALIKE <= other <= amount * ALIKE for other in amounts)
            and not any(amount <= abs(one.value) < 100 * amount for one in told)
        ),
    ]


def factors(text: str) -> dict[str, float]:
    """The multiples that a text says, by their words."""
    found = {
        match.group(): factor for factor, pattern in _FACTORS for match in pattern.finditer(text)
    }
    for match in _TIMES.finditer(text):
        said = match["n"].lower()
        found[match.group()] = float(NUMERALS.get(said) or said)
    return found


def is_change(figure: Figure, text: str) -> bool:
    """Whether a change by so many per cent is a multiple that a text says: by 100, doubled."""
    if figure.unit != "percent" or figure.way != "by":
        return False
    share = figure.value / 100
    return any(factor in (1 + share, 1 - share) for factor in factors(text).values())


def vague(text: str) -> dict[str, float]:
    """The amounts of which a text names the scale alone, by their words."""
    found = {}
    for match in _MANY.finditer(text):
        some = match["some"].lower()
        scale = SCALES[match["of"].lower()] if match["of"] else 1
        found[match.group()] = scale * (_SOME.get(some) or SCALES[some.removesuffix("s")])
    return found


def _follows(factor: float, claim: str, said: str, told: Sequence[Figure], *, shares: bool) -> bool:
    """Whether two figures of one unit are so many times each other, or, if `shares` count, it is
    told in per cent: doubled, by 100 per cent or to 200."""
    values = [(abs(one.value), one.unit) for one in told if one.value]
    times = [a / b for a, one in values for b, two in values if one == two or not (one and two)]
    part = [abs(one.value) / 100 for one in told if shares and one.unit == "percent"]
    times += [*part, *(1 + share for share in part), *(1 - share for share in part)]
    more = re.search(rf"\b(?:more than|over)\s(?:\w+\s)?{re.escape(said)}", claim, re.IGNORECASE)
    most = factor * (1.5 if more else 1 + TIMES_OFF)
    return any(factor * (1 - TIMES_OFF) <= one <= most for one in times)

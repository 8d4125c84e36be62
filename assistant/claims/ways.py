"""Whether a claim takes a way in the other direction than a text: to Leipzig, for from there."""

import re

from assistant.claims.copied import DAY_OR_MONTH

_PLACE = rf"(?!(?:{DAY_OR_MONTH.pattern})\b)(?P<place>[A-ZÀ-Þ][\w’'-]*)"
FROM = re.compile(rf"\b(?:from|from and to|out of)\s(?:[Tt]he\s)?{_PLACE}")
TO = re.compile(
    r"(?<!according )(?<!compared )(?<!due )(?<!thanks )(?<!similar )(?<!close )"
    rf"\b(?:to|to and from|into|towards?|bound for|heading for)\s(?:[Tt]he\s)?{_PLACE}"
)


def turned_back(claim: str, text: str) -> list[str]:
    """The names to which a claim goes and a text only comes from, or the other way round."""
    here, there = _ends(claim), _ends(text)
    return [
        place
        for mine, other in ((0, 1), (1, 0))
        for place in sorted(here[mine] - here[other])
        if place in there[other] - there[mine]
    ]


def _ends(text: str) -> tuple[set[str], set[str]]:
    """The names from which something comes, and those to which it goes."""
    return (
        {one["place"] for one in FROM.finditer(text)},
        {one["place"] for one in TO.finditer(text)},
    )

"""What a claim changed that is otherwise a copy of its source: words that changed places, a name or
a figure that took the place of another.

Word for word copies with an error are what models write most, and here an error can be told with
certainty: other names and figures of the source, or of its title, do not excuse it.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from assistant import figures as numbers
from assistant.roles import stem

FEWEST, MOVED = 5, 0.5
"""Words of a claim that is compared word for word; the share of them that may have moved."""
ALIKE, LONGEST = 0.75, 3
"""The share of a claim's words that are copied where one thing took the place of another, and how
many words that may be."""
JOINING = frozenset(["and", "or", ",", "the", "a", "an", "both", "either"])
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[.'’-][^\W\d_]+)*|,")


def exchanged(claim: str, text: str) -> bool:
    """Whether a claim is a part of a text word for word, but that words have changed places: who
    beat whom, which figure is the year. What is joined by "and" or "or" may stand in any order."""
    mine, theirs = _plain(_words(claim)), _plain(_words(text))
    count = len(mine)
    if count < FEWEST:
        return False
    windows = [theirs[n : n + count] for n in range(len(theirs) - count + 1)]
    return mine not in windows and any(_has_changed_places(mine, there) for there in windows)


def _has_changed_places(mine: Sequence[str], there: Sequence[str]) -> bool:
    places = [n for n, (own, other) in enumerate(zip(mine, there, strict=True)) if own != other]
    moved = [mine[n] for n in places]
    if len(places) > len(mine) * MOVED or sorted(moved) != sorted(there[n] for n in places):
        return False
    between = {mine[n] for n in range(places[0], places[-1]) if n not in places}
    return not (between & {"and", "or"} and between <= JOINING)


def replaced(claim: str, text: str) -> Literal["name", "number"] | None:
    """Whether a claim is a copy of a part of a text, but for one name or figure that is another."""
    said, told = (_words(numbers.in_digits(HYPHEN.sub(" ", one))) for one in (claim, text))
    mine, theirs = _plain(said), _plain(told)
    if len(mine) < FEWEST:
        return None
    steps = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    while steps and steps[0][0] == "insert":
        steps = steps[1:]
    while steps and steps[-1][0] == "insert":
        steps = steps[:-1]
    apart = [step for step in steps if step[0] != "equal"]
    if len(apart) != 1 or apart[0][0] != "replace":
        return None
    _, a, b, c, d = apart[0]
    if max(b - a, d - c) > LONGEST or (len(mine) - (b - a)) < ALIKE * len(mine):
        return None
    return _another(said[a:b], told[c:d], a == 0)


def _another(
    said: Sequence[str], told: Sequence[str], opens: bool
) -> Literal["name", "number"] | None:
    """What kind of thing took the place of another of its kind."""
    mine, theirs = (numbers.figures(" ".join(words)) for words in (said, told))
    if theirs and (mine or numbers.SCALES.keys() & set(_plain(said))):
        return None if any(numbers.says(one, o) for one in mine for o in theirs) else "number"
    own, other = ([w for w in words if w[0].isupper()] for words in (said, told))
    if not own or not other or opens or _one_name(own, other):
        return None
    return "name"


def _one_name(own: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names may be one: a word or its beginning in common, or the initials."""
    short = {"".join(word[0] for word in words) for words in (own, other)}
    if short & {word.replace(".", "") for word in (*own, *other)}:
        return True
    return any(a[:3].lower() == b[:3].lower() for a in own for b in other)


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def _plain(words: Sequence[str]) -> list[str]:
    """Words as they are compared."""
    return [stem(re.sub(r"['’]s?$", "", word.lower())) for word in words]

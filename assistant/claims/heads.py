"""Whether a claim says of a thing what a text says of something of it: “Lund has resigned”, where
“a former aide of Lund has resigned”."""

import re
from collections.abc import Iterator

from assistant.claims.modality import is_past
from assistant.language.polarity import STOP

TOKEN = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*|[.,;:!?()—–“”\"]")
OF = frozenset(["of", "for", "to", "by", "from", "against", "with"])
"""What stands between something and what it is of."""
SAYS = re.compile(r"said|says|told|announced|added|admitted|confirmed|declined|promised|warned")
"""What somebody's spokeswoman does, they do."""
WITHIN = 14
"""Words between a name and the verb of what is theirs, at most."""
PREPOSITIONS = OF | {"in", "on", "at", "as", "than", "about", "over", "after", "before", "between"}
"""What may stand in a claim for that: work on the wall, for construction of it."""
BEFORE = frozenset("the a an his her its their this that late former then new".split())  # noqa: SIM905
"""What may stand between that and a name."""
VERBS = frozenset("is are was were has have had will would can could may might must".split())  # noqa: SIM905
SPEAKS_FOR = re.compile(
    r"all|both|each|city|town|village|island|port|state|republic|kingdom|province|county|region"
    r"|municipality|university|government|authorities|administration|board|management|parliament"
    r"|people|name|title|likes?|police|army|forces|council|pair|couple|handful|tens|dozens|scores"
    r"|hundreds|thousands|millions|number|group|majority|crews?|teams?|rows?|units?|prices?|value",
    re.IGNORECASE,
)
"""What is, counts or speaks for what it is of: the city of Oslo, dozens of passengers, Norway's
government."""


def of_another(claim: str, text: str) -> list[str]:
    """The words of a claim before a verb that a text has before it only behind “of”, “for” …"""
    said, told = TOKEN.findall(claim), TOKEN.findall(text)
    mine, theirs = [one.lower() for one in said], [one.lower() for one in told]
    found = []
    for place, length in _subjects(said, mine):
        words = mine[place : place + length]
        starts = [n for n in range(len(theirs)) if theirs[n : n + length] == words]
        if starts and all(_is_of(theirs, n, mine, place) for n in starts):
            found.append(" ".join(said[place : place + length]))
    return [*found, *_owners(said, mine, theirs)]


def _owners(said: list[str], mine: list[str], theirs: list[str]) -> Iterator[str]:
    """The names before a verb of a claim that a text has only with something of theirs before it:
    “Helvar has reported”, where “Helvar's largest shareholder has reported”."""
    for n, word in enumerate(mine[1:], start=1):
        name, verb = mine[n - 1], mine[n : n + 2] if word in VERBS else [word]
        told = said[n - 1][0].isupper() and (word in VERBS or is_past(word))
        if not told or name in theirs or PREPOSITIONS & set(mine[max(0, n - 3) : n - 1]):
            continue
        owned = (
            theirs[place + 1 : place + WITHIN]
            for place, one in enumerate(theirs)
            if one in {f"{name}'s", f"{name}’s"}
        )
        if not SAYS.fullmatch(word) and any(_has_done(words, verb) for words in owned):
            yield f"{said[n - 1]} {word}"


def _has_done(owned: list[str], verb: list[str]) -> bool:
    """Whether a verb is told of what somebody has, where that does not speak for them."""
    speaks = any(SPEAKS_FOR.fullmatch(one) for one in owned[:2])
    return not speaks and any(owned[n : n + len(verb)] == verb for n in range(1, len(owned)))


def _subjects(said: list[str], mine: list[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand of which a verb tells something, with it: from, and how many."""
    for n, word in enumerate(mine):
        if n and (word in VERBS or is_past(word)) and _tells(mine[n - 1]):
            first = n - 1
            while first and said[first - 1][:1].isupper() and said[first][:1].isupper():
                first -= 1
            yield first, n - first + (2 if word in VERBS else 1)


def _tells(word: str) -> bool:
    return word[0].isalnum() and word not in STOP


def _is_of(theirs: list[str], start: int, mine: list[str], place: int) -> bool:
    """Whether what begins there is what something before it is of, which the claim does not name.

    Args:
        place: where the same begins in the claim.
    """
    own = mine[:place]
    while start and own and theirs[start - 1] == own[-1]:
        start, own = start - 1, own[:-1]
    back = start - 1
    while back > 0 and theirs[back] in BEFORE:
        back -= 1
    head = theirs[max(0, back - 1)]
    if back < 1 or theirs[back] not in OF or SPEAKS_FOR.fullmatch(head) or head in mine:
        return False
    while own and own[-1] in BEFORE:
        own.pop()
    return not own or own[-1] not in PREPOSITIONS

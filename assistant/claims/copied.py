"""What a claim changed that is otherwise a copy of its source: two things that took each other's
place, a name, a figure or a word's opposite that took the place of another.

Word for word copies with an error are what models write most, and here an error can be told with
certainty: other names and figures of the source, or of its title, do not excuse it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from assistant.language import figures as numbers
from assistant.language import times as days
from assistant.language.digits import SCALES, in_minutes
from assistant.language.multiples import vague
from assistant.language.polarity import STOP, opposites, stem

FEWEST = 5
"""Words of a claim that is compared word for word."""
MOST = 10
"""Words within which two nouns are looked for that took each other's place."""
LONGEST = 4
"""Words of what takes another's place, at most: a name with its title."""
ALIKE = 0.75
"""The share of a claim's words that are its source's where one thing is another."""
JOINING = frozenset(["and", "or", ",", "the", "a", "an", "both", "either"])
EQUAL = frozenset(["is", "was", "are", "were", "met", "marri", "versus", "vs", "with"])
"""What joins two that may stand in either order, as stems: Lund is the mayor, the mayor is Lund."""
ALONE = frozenset(["and", "or", ","])
OF = frozenset(["of", "in", "at", "near", "from", "to", "by", "for", "on", "under", "over", "with"])
"""Behind one of these stands what is no equal: the capital of Norway is Oslo."""
BEFORE_ADJECTIVE = frozenset(
    ["the", "a", "an", "his", "her", "its", "their", "our", "this", "that"]
)
"""Between one of these and a noun stands what says of which noun it is: the former mayor."""
ENDS = "."
"""What stands at either end of a text."""
FROM, UNTIL = frozenset(["from", "since"]), frozenset(["until", "till", "before"])
"""Opposites where they take each other's place; beside other words each may stand for the other:
closed until noon, open from noon."""
CUTS, FEW = 2, 3
"""Asides that are left out of a sentence that is cut down, at most, and words that it has left, at
least."""
GOES_ON = frozenset(
    "and or but while whereas if unless because although though when".split()  # noqa: SIM905
)
"""What an aside does not begin with."""
PIECE = re.compile(r"(?P<word>\w+(?:[’'.,:-]\w+)*)|[,;:()–—]|\s-\s")
"""A word, or what begins or ends an aside."""
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[.'’-][^\W\d_]+)*|[,@]")
OWNER = re.compile(r"['’]s?$")
"""The end of a word for whose something is."""
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
DAY_OR_MONTH = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber"
)

Kind = Literal["name", "number", "date", "direction"]

BEGINNING, ENDING = 3, 3
"""Letters that the forms of one name have in common at least, and that one of them has more."""


@dataclass(frozen=True, slots=True)
class Other:
    """What a claim says, and what its source has in that place."""

    kind: Kind
    said: tuple[str, ...]
    told: tuple[str, ...]


def exchanged(claim: str, text: str) -> bool:
    """Whether a claim is a part of a text word for word, but that two things took each other's
    place and what is between them stays: who beat whom, which figure is the year.

    What only moved ("Lund said" for "said Lund") and what is joined by "and", "or" or a comma may
    stand in any order.
    """
    said, theirs = _words(claim), _plain(_words(text))
    mine, count = _plain(said), len(said)
    if count < FEWEST:
        return False
    windows = [theirs[n : n + count] for n in range(len(theirs) - count + 1)]
    return mine not in windows and any(
        _have_changed_places(said, mine, there) or _has_moved(said, mine, there)
        for there in windows
    )


def turned(claim: str, text: str) -> bool:
    """Whether two nouns of a claim took each other's place in some words that are otherwise those
    of a text, though the rest is not: “falling lines brought down spruces in”."""
    mine, theirs = ([w for w in _plain(_words(one)) if w not in ALONE] for one in (claim, text))
    mine, theirs = [ENDS, *mine, ENDS], [ENDS, *theirs, ENDS]
    known = set(theirs)
    return any(
        _stand_crosswise(mine[n : n + count], theirs, known)
        for count in range(FEWEST, MOST + 1)
        for n in range(len(mine) - count + 1)
    )


def cut_down(claim: str, sentence: str, *, clauses: bool = False) -> bool:
    """Whether a claim is a sentence word for word, but that up to `CUTS` asides are left out, each
    what stands between two commas, brackets or dashes, or between one and either end: of “Lund, the
    mayor, left Oslo, as we reported” there is “Lund left Oslo”.

    Args:
        clauses: whether what goes on with another clause, “and that is a lie”, is an aside too.
    """
    said, _ = _in_pieces(claim)
    told, ends = _in_pieces(sentence)
    pieces = {
        start: end
        for start, end in pairwise(ends)
        if start < len(told) and (clauses or told[start] not in GOES_ON)
    }
    return len(said) >= FEW and _leaves_out(said, told, pieces, CUTS)


def _in_pieces(text: str) -> tuple[list[str], list[int]]:
    """The words of a text, and before which of them a piece ends or begins."""
    words: list[str] = []
    ends = {0}
    for match in PIECE.finditer(text):
        if match["word"]:
            words.append(match["word"].lower())
        else:
            ends.add(len(words))
    return words, sorted({*ends, len(words)})


def _leaves_out(
    said: Sequence[str], told: Sequence[str], pieces: Mapping[int, int], cuts: int
) -> bool:
    """Whether words are others without some pieces, `cuts` of them at most.

    Args:
        pieces: from and to which word each goes, in order.
    """
    left = {0: cuts}  # how many more may be left out, for each place that may be reached
    for number in range(len(said) + 1):
        for start, end in pieces.items():
            if left.get(start, 0):
                left[end] = max(left.get(end, 0), left[start] - 1)
        if number == len(said):
            return len(told) in left
        left = {
            place + 1: more
            for place, more in left.items()
            if told[place : place + 1] == [said[number]]
        }
    return False


def _stand_crosswise(mine: list[str], theirs: list[str], known: set[str]) -> bool:
    """Whether a text has some words, but with the second and the last but one exchanged.

    Args:
        known: the words of the text.
    """
    head, one, *between, two, tail = mine
    apart = one != two and not {one, two} & STOP and not set(between) <= STOP | EQUAL
    if not apart or not {one, two, *between} <= known or ENDS in (one, two):
        return False
    windows = [theirs[n : n + len(mine)] for n, w in enumerate(theirs[1:]) if w in (one, two)]
    crossed = [w for w in windows if w[1:-1] == [two, *between, one]]
    own = any(w[1:-1] == [one, *between, two] for w in windows)
    return not own and any(w[0] == head or w[-1] == tail for w in crossed)


def _have_changed_places(said: Sequence[str], mine: list[str], there: list[str]) -> bool:
    first, last = _where_they_differ(mine, there)
    own, other = mine[first:last], there[first:last]
    if len(own) == len(set(own)) == 2 and all(word[0].isdigit() for word in own):
        return True  # $199.99 ($50 off)
    for a, b in _lengths(len(own)):
        one, between, two = own[:a], own[a:-b], own[-b:]
        if other != two + between + one or sorted(one) == sorted(two):
            continue
        before = mine[first - 1] if first else ""
        listed = bool({"and", "or"} & set(mine[max(0, first - 2) : last + 2]))
        ends = (said[first : first + a], said[last - b : last])
        apart = between[:2] in ([",", "and"], [",", "or"]) and before != ","
        if apart or not _may_change_places(before, ends, between, listed=listed):
            return True  # apart: no list of two has a comma, "a loss to Lund, and Vik played on"
    return False


def _has_moved(said: Sequence[str], mine: list[str], there: list[str]) -> bool:
    """Whether one word went from one noun to another: the acting minister, for the acting mayor;
    or a word of a name from one name to another."""
    first, last = _where_they_differ(mine, there)
    own, other = mine[first:last], there[first:last]
    if other == [*own[1:], own[0]]:
        now, then, between = first, last - 1, own[1:]
    elif other == [own[-1], *own[:-1]]:
        now, then, between = last - 1, first, own[:-1]
    else:
        return False
    # over a single word it is an order that may be chosen: “red big”, “also will”
    if len(between) < 2 or set(between) <= JOINING or DAY_OR_MONTH.match(said[now]):
        return False
    mine, there = [ENDS, *mine, ENDS], [ENDS, *there, ENDS]
    before, behind = ((mine[now + n], there[then + n]) for n in (0, 2))
    of_name = said[now][0].isupper() and (before[0] == before[1] or behind[0] == behind[1])
    return of_name or set(before) <= BEFORE_ADJECTIVE


def _where_they_differ(mine: Sequence[str], there: Sequence[str]) -> tuple[int, int]:
    """Begin and end of what is not the same in two rows of as many words, which differ."""
    places = [n for n, (a, b) in enumerate(zip(mine, there, strict=True)) if a != b]
    return places[0], places[-1] + 1


def _lengths(count: int) -> Iterator[tuple[int, int]]:
    """How long two things at either end of some words may be, with something between them."""
    for a in range(1, min(LONGEST, count - 2) + 1):
        for b in range(1, min(LONGEST, count - a - 1) + 1):
            yield a, b


def _may_change_places(
    before: str, things: Sequence[Sequence[str]], between: Sequence[str], *, listed: bool
) -> bool:
    """Whether two things mean the same in either order.

    Args:
        before: the word before the first; a figure there is of what follows.
        between: the words between them.
        listed: whether an "and" or "or" is near.
    """
    if list(between) == [before]:
        return True  # in 2023 in Norway
    names = all(word[0].isupper() for words in things for word in words)
    figures = all(word[0].isdigit() for words in things for word in words)
    if set(between) <= JOINING:
        return not before.isdigit() and (listed or not (names or figures))
    return set(between) <= JOINING | EQUAL and not figures and before not in OF


def replaced(claim: str, text: str) -> Other | None:
    """What a claim has in the place of another name or figure, where it is a copy of a part of a
    text but for that, or in the place of a word its opposite. A name that the claim begins with is
    not told: what stands before it in the text may be what is left out. Of dates years, months and
    days of the week are compared."""
    said, told = (_words(in_minutes(HYPHEN.sub(" ", one))) for one in (claim, text))
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
    if max(b - a, d - c) > LONGEST or len(mine) - (b - a) < ALIKE * len(mine):
        return None
    own, other = said[a:b], told[c:d]
    kind = "direction" if _are_opposite(own, other) else _kind(own, other, opens=a == 0)
    return Other(kind, tuple(own), tuple(other)) if kind else None


def _are_opposite(said: Sequence[str], told: Sequence[str]) -> bool:
    own, other = (OWNER.sub("", " ".join(words).lower()) for words in (said, told))
    edges = [{own, other} & words for words in (FROM, UNTIL)]
    return all(edges) or other in opposites().get(own, ())


def _kind(said: Sequence[str], told: Sequence[str], *, opens: bool) -> Kind | None:
    """What kind of thing took the place of another of its kind."""
    if all(len(words) == 1 and YEAR.fullmatch(words[0]) for words in (said, told)):
        return "number"
    if all(len(words) == 1 and DAY_OR_MONTH.match(words[0]) for words in (said, told)):
        return "date" if said[0][:3] != told[0][:3] else None
    if any(days.times(" ".join(words), None) for words in (said, told)):
        return None
    mine, theirs = (numbers.figures(" ".join(words)) for words in (said, told))
    scaled = SCALES.keys() & set(_plain(said)) and not vague(" ".join(said))  # not so: dozens
    if theirs and (mine or scaled):
        return None if any(numbers.says(one, o) for one in mine for o in theirs) else "number"
    named = all(word[0].isupper() or word.lower() in JOINING for word in said)
    own, other = ([w for w in words if w[0].isupper()] for words in (said, told))
    if opens or not named or not own or not other or _one_name(own, other):
        return None
    return "name"


def _one_name(own: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names may be one: a word in common, but for its end, or the initials."""
    short = {"".join(word[0] for word in words) for words in (own, other)}
    if short & {word.replace(".", "") for word in (*own, *other)}:
        return True
    return any(_are_forms(a.lower(), b.lower()) for a in own for b in other)


def _are_forms(one: str, other: str) -> bool:
    """Whether two words may be forms of one name: Norway and Norwegian, Finland and Finnish, but
    not Skarnline and Skarnmark."""
    letters = zip(one, other, strict=False)
    same = next((n for n, (a, b) in enumerate(letters) if a != b), min(len(one), len(other)))
    rest = one[same:], other[same:]
    return same >= BEGINNING and (min(map(len, rest)) <= ENDING or "land" in rest)


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def _plain(words: Sequence[str]) -> list[str]:
    """Words as they are compared."""
    return [stem(OWNER.sub("", word.lower())) for word in words]

"""Whether a claim gives one thing of a text the part of another: who did what to whom, and which
figure is of what.

Names and figures that both hold are compared by the words beside them. Where those beside one in
the claim are in the text beside another, more than beside itself, it has changed its part. That
tells where words stay and things change places; a claim in quite other words it does not judge.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.claims.copied import DAY_OR_MONTH
from assistant.claims.modality import is_past, root
from assistant.claims.speakers import SAYING
from assistant.language import figures as numbers
from assistant.language import times
from assistant.language.digits import in_digits
from assistant.language.offices import without_stops
from assistant.language.polarity import BETWEEN, STOP, stem, words

ANCHOR = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?:\s(?:of\s|the\s|de\s|van\s)?[A-Z][\w’'-]*)*)"
    r"|(?P<figure>(?<![\d-])\d{1,2}[-–]\d{1,2}(?![\d-])|[$£€]?\d[\d,.]*\d|[$£€]?\d)"
)
APPOSITION = re.compile(r",\s[^,]{3,90},\s")
"""What a claim may leave out between a name and what is said of it."""
INSTEAD = re.compile(
    r"((?:\d[\d,.]*)?\d)(?:\s[A-Za-z’-]+){0,6},? (?:instead of|rather than|(?:up|down) from)"
    r" [$£€]?((?:\d[\d,.]*)?\d)"
)
"""What is, and what it is in the place of: 48 crowns instead of 56."""
RATHER = re.compile(
    r"([A-ZÀ-Þ][\w’'-]+)(?:\s[A-ZÀ-Þ][\w’'-]+)*,?\s(?:rather than|instead of|and not|not)\s"
    r"(?:[a-z]+\s){0,4}?([A-ZÀ-Þ][\w’'-]+)"
)
"""Whom or what it is, and whom it is not."""
SCORE = re.compile(r"\b(\d+)(?:\s?[-–]\s?|\sto\s)(\d+)\b")
"""A score, or a vote."""
BE = frozenset(["is", "was", "are", "were", "be", "been", "being"])
NAME = r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:of\s|the\s)?[A-ZÀ-Þ][\w’'-]*)*"
"""Words with a capital in a row: Lund, the University of Ormley."""
SUBJECT = re.compile(
    rf"(?P<name>{NAME})\s"
    rf"(?P<before>(?:(?:can|could|will|would|may|might|must|should|has|have|had|did|does|not|to|also"
    rf"|{'|'.join(sorted(BE))}|[a-z]+ly)\s)*)(?P<verb>[a-z]{{3,}})\b"
)
"""A name, and what it does."""
OBJECT = re.compile(
    r"\b(?:of|in|at|on|for|from|to|with|by|and|against|than|like|as)\s(?:the\s)?$", re.IGNORECASE
)
"""What stands before a name that is not who does it, or not alone."""
AS_WELL = re.compile(
    r"\b(?:and|nor|or|as|so|sa(?:id|ys))(?:\s(?:did|does|do|has|have|had|will|would|is|are"
    rf"|was|were|the))*\s{NAME}"
    r"|[A-ZÀ-Þ][\w’'-]*,?\s(?:said|says|told|adds|added)\b"
)
"""Who does it too, and who says it."""
CONTRAST = re.compile(r"[,;—–]?\s(?:while|whereas|but)\s|[;—–]\s")
"""What stands between two halves that tell of two things; behind “and” and “who” is told of one."""
OF_HALF = 0.4
"""The least share of a claim's telling words that a half has which tells the same."""
FEWER = 3
"""So many times as much of it has the other half. Of 2,700 claims that were not made for it six
are told so, all of them false."""
OF_WHICH = re.compile(r",? of (?:which|whom)\b")
"""What stands between a whole and its part."""
REACH = 4
"""Words to each side that tell what part a thing has."""
MORE = 1.0
"""By how much those of another part have to weigh more."""
SMALL = 0.3
"""The weight of a word such as "by", against 1 of others."""


@dataclass(frozen=True, slots=True)
class Part:
    """A name or figure, and the words beside it on either side."""

    key: str
    figure: bool
    before: tuple[str, ...]
    after: tuple[str, ...]


Done = tuple[str, bool]
"""The root of a verb, and whether it is done to whom it is said of."""
Four = tuple[Part, Part, Part, Part]
"""Two figures and two names in a row that take turns: 18, Temu, 10, Amazon."""


def parts(text: str) -> list[Part]:
    """The names and figures of a text with the words beside them."""
    tokens: list[tuple[str, bool, bool]] = []  # what, whether an anchor, whether a figure
    text = without_stops(text)
    place = 0
    for match in ANCHOR.finditer(text):
        tokens += [(w, False, False) for w in _words(text[place : match.start()])]
        said = match.group().strip(".,").replace("–", "-")
        lone = match.start() == 0 and " " not in said and not match["figure"]
        if lone and said.lower() in STOP:
            tokens.append((said.lower(), False, False))
        else:
            tokens.append((_key(said), True, bool(match["figure"])))
        place = match.end()
    tokens += [(w, False, False) for w in _words(text[place:])]
    found = []
    for n, (key, anchor, figure) in enumerate(tokens):
        if anchor:
            before = [w for w, other, _ in tokens[max(0, n - REACH) : n] if not other]
            after = [w for w, other, _ in tokens[n + 1 : n + 1 + REACH] if not other]
            found.append(Part(key, figure, tuple(before), tuple(after)))
    return found


def changed(claim: str, text: str) -> list[str]:
    """The names and figures of a claim that have in it the part of another one of the text."""
    mine, theirs = parts(claim), parts(text)
    shorter = parts(APPOSITION.sub(" ", text))
    wrong: list[str] = []
    for one in mine:
        own = [other for other in (*theirs, *shorter) if _same(one, other)]
        if not own:
            continue
        rivals = [
            other
            for other in (*theirs, *shorter)
            if not _same(one, other) and _are_of_a_kind(one, other)
        ]
        best = max((_like(one, o) for o in own), default=0.0)
        for rival in rivals:
            if _like(one, rival) < best + MORE:
                continue
            holder = [o for o in mine if _same(o, rival)]
            # the rival is gone from the claim, or has changed its part as well
            if not holder or any(_like(o, p) > _like(o, rival) for o in holder for p in own):
                wrong.append(one.key)
                break
    return wrong


def another_does(claim: str, text: str) -> bool:
    """Whether somebody whom a text names does in a claim what there only somebody else does, whom
    the claim names too: “Vik can offer it to Berg”, for “Berg can offer it to Vik”."""
    told: dict[Done, list[frozenset[str]]] = {}
    for done, name in _subjects(text):
        told.setdefault(done, []).append(name)
    there, here = _names(text) - _beside(text), _names(claim)
    return any(
        name <= there
        and not any(name & other for other in told.get(done, ()))
        and any(other <= here for other in told.get(done, ()))
        for done, name in _subjects(claim)
    )


def of_the_contrast(claim: str, text: str) -> bool:
    """Whether a claim says of whom a text names in one half of a contrast what it tells in another
    half of somebody else: “Berg keeps bees”, for “Vik keeps bees, while Berg keeps sheep”."""
    own = _names(claim)
    told = {stem(word) for word in words(claim) if word not in STOP} - set(map(stem, own))
    sentences = [list(_halves(sentence, told)) for sentence in BETWEEN.split(text)]
    mine = max((n for halves in sentences for names, n in halves if names & own), default=0)
    least = max(2, OF_HALF * len(told), FEWER * mine)
    return any(
        any(names & own for names, _ in halves)
        and any(n >= least for names, n in halves if not names & own)
        for halves in sentences
    )


def _halves(sentence: str, told: set[str]) -> Iterator[tuple[set[str], int]]:
    """Of each half of a contrast that names somebody whom, and how many of some stems it has."""
    for half in CONTRAST.split(sentence):
        if names := {name for name in _names(half) if not _is_dated(name)}:
            yield names, len(told & set(map(stem, words(half))))


def _subjects(text: str) -> Iterator[tuple[Done, frozenset[str]]]:
    """What is done in a text, by or to whom it is said of."""
    for match in SUBJECT.finditer(text):
        verb, before = match["verb"], match["before"].split()
        does = before or is_past(verb) or verb.endswith("s")
        told = verb in STOP or re.fullmatch(SAYING, verb) or OBJECT.search(text[: match.start()])
        if does and not told and (name := _names(match["name"])):
            passive = not BE.isdisjoint(before) and not verb.endswith("ing")
            yield (root(verb), passive), name


def _beside(text: str) -> frozenset[str]:
    """The names in a text of who does it as well, or says so."""
    return frozenset[str]().union(*(_names(found[0]) for found in AS_WELL.finditer(text)))


def _names(text: str) -> frozenset[str]:
    words = re.findall(r"[A-ZÀ-Þ][\w’'-]*", text)
    return frozenset(_key(word) for word in words if word.lower() not in STOP)


def turned(claim: str, text: str) -> bool:
    """Whether a claim has a score or a vote that a text has only the other way round, or says that
    it is the one, and was or is not the other, and the text the contrary."""
    for pattern in (SCORE, INSTEAD, RATHER):
        told = set(pattern.findall(text))
        if any((b, a) in told and (a, b) not in told for a, b in pattern.findall(claim)):
            return True
    return False


def paired_otherwise(claim: str, text: str) -> bool:
    """Whether of two figures, each with a name after or before it, a text gives each to the other
    name: 18 minutes in Temu's app and 10 in Amazon's."""
    mine, theirs = _fours(claim), _fours(text)
    return any(
        any(_paired(one, (a, d, c, b)) for a, b, c, d in theirs)
        and not any(_paired(one, other) for other in theirs)
        for one in mine
    )


def _fours(text: str) -> list[Four]:
    found = parts(text)
    rows = zip(found, found[1:], found[2:], found[3:], strict=False)
    return [
        (a, b, c, d)
        for a, b, c, d in rows
        if a.figure == c.figure != b.figure == d.figure and a.key != c.key and not _same(b, d)
    ]


def _paired(one: Four, other: Four) -> bool:
    return all(a.figure == b.figure and _same(a, b) for a, b in zip(one, other, strict=True))


def exceeded(claim: str) -> bool:
    """Whether a claim says of more that it is part of less: 96 million, of which 120 million."""
    plain = times.blanked(claim)
    for match in OF_WHICH.finditer(plain):
        before = in_digits(plain[: match.start()])
        whole = [one for one in numbers.figures(before) if "," not in before[one.end :]][-1:]
        part = numbers.figures(plain[match.end() :])[:1]
        if whole and part and whole[0].unit != "percent" and _is_more(part[0], whole[0]):
            return True
    return False


def _is_more(part: numbers.Figure, whole: numbers.Figure) -> bool:
    """Whether one figure is above another that counts the same things."""
    return part.unit in {whole.unit, None} and part.value > whole.value


def _same(one: Part, other: Part) -> bool:
    if one.figure or other.figure:
        return one.key == other.key
    return one.key == other.key or bool(set(one.key.split()) & set(other.key.split()))


def _are_of_a_kind(one: Part, other: Part) -> bool:
    """Whether two could have each other's part: names, figures, years, months and weekdays."""
    dated = [_is_dated(part.key) for part in (one, other)]
    return one.figure == other.figure and dated[0] == dated[1]


def _is_dated(key: str) -> bool:
    return bool(times.YEAR.fullmatch(key) or DAY_OR_MONTH.fullmatch(key.capitalize()))


def _like(one: Part, other: Part) -> float:
    """How much the words on the same sides have in common, the nearest first."""
    return _shared(one.before[::-1], other.before[::-1]) + _shared(one.after, other.after)


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    near = other
    return sum(
        (SMALL if word in STOP else 1.0) * (1.0 if n < 2 else 0.5)
        for n, word in enumerate(one)
        if word in near
    )


def _key(said: str) -> str:
    words = [re.sub(r"[’']s?$", "", w.lower()) for w in said.split()]
    return " ".join(w for w in words if w not in {"the", "of", "de", "van"}) or said.lower()


def _words(text: str) -> list[str]:
    return [stem(w.lower()) for w in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", text)]

"""Planting an error in a true sentence, or saying it in other words.

Each function gives one altered sentence, or `None` where there is nothing to alter. What they
plant, by kind, is what `benchmarks/fabrications.py` counts; those in `benchmarks/claims/` were
written by hand and are not made by these rules.
"""

import random
import re
from collections.abc import Callable, Sequence

from assistant.language.polarity import opposites
from assistant.language.words import ranks
from benchmarks.support.wordnet import kindred, synonyms

LOWER = frozenset(
    [
        *("The", "A", "An", "In", "He", "She", "It", "They", "But", "And"),
        *("This", "There", "His", "Her", "Their", "Its"),
    ]
)
"""Words whose capital comes from where they stand alone."""
Plant = Callable[[str, random.Random], str | None]

NAME = re.compile(
    r"(?<![.!?“\"‘] )(?<!^)\b[A-Z][\w’'-]+(?: (?:(?:of|de|van|von|al|the) )?[A-Z][\w’'-]+)*"
)
"""Words with a capital that do not begin the sentence."""
_JOINED = r"(?:,|,? (?:and|or|&)) (?:the )?"
_LIST = re.compile(rf"{_JOINED}(?:{NAME.pattern}{_JOINED})*")
"""What joins two names of a list, and what stands between two of them."""
_WENT_BEFORE = re.compile(r"[A-Z][\w’'-]+, $")
_GOES_ON = re.compile(r"(?:,|,? (?:and|or|&)) [A-Z]")
"""What stands before or behind two with a comma between where they are part of a longer list."""
FIGURE = re.compile(r"(?!\A\d{1,2}[.)]\s)\b\d[\d,]*(?:\.\d+)?\b")
"""A figure; not that of a list, “2) It will grow”, which says nothing."""
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAY = re.compile(rf"\b({'|'.join(MONTHS + WEEKDAYS)})\b")
NO_NAME = re.compile(rf"^I[’']|^[A-Z]\w+ly$|{DAY.pattern}")
"""What has a capital and names nothing: “I'm”, “Consequently”, “In November”."""
FIRST = re.compile(r"(?:The )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
COMMON = 2000
"""The rank from which on a word that has a capital is taken for a name."""
YEAR = re.compile(r"\b(1[89]\d\d|20[0-3]\d)\b")
AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|does|do)"
    r"(n[’']t| not)?(?![\w’'])",
)
VERB = re.compile(r"\b(said|says|told|announced|reported|added|made|took|gave|began|became|won)\b")
NUMBERS = [
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("fifteen", "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "million", "billion"),
]
SPELT = re.compile(rf"\b({'|'.join(NUMBERS)})\b")


def turned(text: str, rng: random.Random) -> str | None:
    """A word of direction, order, amount or outcome is replaced by its opposite."""
    words = [m for m in re.finditer(r"[A-Za-z]+", text) if m.group().lower() in opposites()]
    strong = [m for m in words if len(m.group()) > 4 or m.group().lower() in {"more", "less"}]
    if not words:
        return None
    word = rng.choice(strong or words)
    return put(text, word, like(word.group(), rng.choice(opposites()[word.group().lower()])))


def negated(text: str, rng: random.Random) -> str | None:
    """A denial is put in, or taken out."""
    found = list(AUXILIARY.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    verb, denied = one.group(1), one.group(2)
    return put(text, one, verb if denied else f"{verb} not")


def renamed(text: str, rng: random.Random, others: Sequence[str] = ()) -> str | None:
    """A name is replaced by another one, of `others`."""
    found = [m for m in NAME.finditer(text) if not DAY.fullmatch(m.group())]
    names = [m for m in found if m.group() not in LOWER]
    said = {*re.findall(r"[\w’'-]+", text), *LOWER}
    choice = [
        one
        for one in others
        if is_name(one) and not NO_NAME.search(one) and not said.issuperset(one.split())
    ]
    if not names or not choice:
        return None
    return put(text, rng.choice(names), rng.choice(choice))


def exchanged(text: str, rng: random.Random) -> str | None:
    """Two names, or two figures, of the sentence change places."""
    for pattern in rng.sample([NAME, FIGURE], 2):
        found = [m for m in pattern.finditer(text) if not DAY.fullmatch(m.group())]
        first = FIRST.match(text)
        if pattern is NAME and first and is_name(first.group()):
            found = [first, *(m for m in found if m.start() >= first.end())]
        different = [(a, b) for a in found for b in found
                     if a.end() < b.start() and a.group().lower() != b.group().lower()
                     and not _are_listed(text, a, b)]  # fmt: skip
        if different:
            a, b = rng.choice(different)
            middle = text[a.end() : b.start()]
            return text[: a.start()] + b.group() + middle + a.group() + text[b.end() :]
    return None


def _are_listed(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two stand in a list, where their order says nothing: "A, B and C"; not "In A, B"."""
    between = _LIST.fullmatch(text, one.end(), other.start())
    if not between:
        return False
    if re.search(r"\b(?:and|or)\b|&", between.group()) or between.group().count(",") > 1:
        return True
    return bool(_GOES_ON.match(text, other.end()) or _WENT_BEFORE.search(text[: one.start()]))


def refigured(text: str, rng: random.Random) -> str | None:
    """A figure, or a number in words, is replaced by another."""
    figures = [m for m in FIGURE.finditer(text) if not YEAR.fullmatch(m.group())]
    spelt = list(SPELT.finditer(text))
    if not figures and not spelt:
        return None
    one = rng.choice(figures + spelt)
    if one in spelt:
        return put(text, one, rng.choice([word for word in NUMBERS if word != one.group()]))
    value = float(one.group().replace(",", ""))
    digits = one.group().partition(".")[2]
    for _ in range(20):
        other = value * rng.choice([0.1, 0.5, 0.8, 0.9, 1.1, 1.2, 1.5, 2, 10]) + rng.choice(
            [0, 1, 2]
        )
        told = f"{other:,.{len(digits)}f}" if "," in one.group() else f"{other:.{len(digits)}f}"
        if float(told.replace(",", "")) != value:
            return put(text, one, told)
    return None


def redated(text: str, rng: random.Random) -> str | None:
    """A month, a weekday or a year is replaced by another."""
    days, years = list(DAY.finditer(text)), list(YEAR.finditer(text))
    if not days and not years:
        return None
    one = rng.choice(days + years)
    if one in years:
        return put(text, one, str(int(one.group()) + rng.choice([-10, -2, -1, 1, 2, 10])))
    kin = MONTHS if one.group() in MONTHS else WEEKDAYS
    return put(text, one, rng.choice([name for name in kin if name != one.group()]))


def shortened(text: str, rng: random.Random) -> str | None:
    """A part between commas, or at the end, is left out: what stays is still said. Not of what
    somebody says in quotation marks, whose words stay as they are."""
    inner = [
        match
        for match in re.finditer(r", (?=\D)[^,]{8,80},(?=\D)", text)
        if not _is_quoted(text, match.start()) and not _is_quoted(text, match.end())
    ]
    if inner:
        return put(text, rng.choice(inner), "")
    last = re.search(r"(, (?:which|who|while|as|after|according|including|with) [^,]+)[.]$", text)
    return text[: last.start()] + "." if last and not _is_quoted(text, last.start()) else None


def _is_quoted(text: str, place: int) -> bool:
    """Whether a place of a text is within quotation marks."""
    before = text[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def reworded(text: str, rng: random.Random) -> str | None:
    """One to three words are replaced by others that say the same."""
    return _replaced(text, rng, synonyms, rng.randint(1, 3))


def mistaken(text: str, rng: random.Random) -> str | None:
    """A word is replaced by one for another thing of the same kind."""
    return _replaced(text, rng, kindred, 1)


OPENED = re.compile(
    r"(?:In|On|At|From|Of|After|Before|During|Since|By|For|With|According) |.*[-–—:]"
)


def fronted(text: str, rng: random.Random) -> str | None:
    """What stands after the last comma, or a beginning such as "On Tuesday,", changes its place."""
    first = re.match(
        r"((?:On|In|At|After|Before|During|By|Since|When|As|While) [^,]{3,60}), (.+?)([.])$", text
    )
    if first:
        return f"{first[2][0].upper()}{first[2][1:]} {first[1][0].lower()}{first[1][1:]}."
    last = re.match(r"(.{25,}?) ((?:on|in|after|before|during|since|at) [^,.]{4,50})\.$", text)
    if last and last[2].split()[1] not in {"and", "or", "but"} and not OPENED.match(text):
        return f"{last[2][0].upper()}{last[2][1:]}, {lowered(last[1])}."
    told = re.match(r"[“\"](.+?)[,.]?[”\"],? (said|says) ([^,.]{3,60})\.$", text)
    return (
        f"{told[3][0].upper()}{told[3][1:]} {told[2]} that {told[1][0].lower()}{told[1][1:]}."
        if told
        else None
    )


def _replaced(
    text: str, rng: random.Random, look: Callable[[str], list[str]], most: int
) -> str | None:
    found = list(re.finditer(r"(?<![\w’'-])[a-z]{4,}(?![\w’'-])", text))
    rng.shuffle(found)
    swaps: list[tuple[re.Match[str], str]] = []
    for match in found[:14]:
        others = look(match.group())
        if others and len(swaps) < most:
            swaps.append((match, rng.choice(others[:12])))
    for match, other in sorted(swaps, key=lambda pair: -pair[0].start()):
        text = put(text, match, other)
    return text if swaps else None


def is_name(text: str) -> bool:
    """Whether a word with a capital is a name wherever it stands: no frequent word."""
    first, _, rest = text.partition(" ")
    word = re.sub(r"[’'].*", "", first.lower())
    return bool(rest) or ranks().get(word, COMMON) >= COMMON


def lowered(text: str) -> str:
    """A sentence as it goes on behind other words: without its capital, unless that is a name's."""
    first, _, _ = text.partition(" ")
    return f"{text[0].lower()}{text[1:]}" if first in LOWER else text


def put(text: str, found: re.Match[str], other: str) -> str:
    """The text with another word in the place of what was found."""
    return text[: found.start()] + other + text[found.end() :]


def like(model: str, word: str) -> str:
    """A word with a capital where the one before it has one."""
    return word.capitalize() if model[0].isupper() else word

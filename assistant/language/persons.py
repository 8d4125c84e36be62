"""Who is spoken of where a sentence names nobody: “He would speak first” is said of whom the
article names before it.

No list of names is kept. A name is a person's where its article says something of it that it says
of people: an age, an office, that somebody spoke.
"""

import re
from collections import Counter
from functools import lru_cache

from assistant.language.words import ranks

OFFICE = (
    r"(?:chief-[a-z-]+|president|premier|minister|chancellor|secretary|governor|senator|mayor|leader|chief|chair"
    r"(?:man|woman|person)?|director|manager|head|coach|captain|professor|doctor|judge|bishop"
    r"|general|spokes(?:man|woman|person)|councill?or|lawyer|engineer|architect|editor|analyst"
    r"|economist|teacher|headteacher|midwife|nurse|farmer|fisherman|skipper|owner|(?:co-)?founder|king"
    r"|queen|prince|princess|pope|sir|dame|lord|lady)"
)
"""What somebody is, before a name or after it."""
ADDRESS = rf"{OFFICE}|mr|mrs|ms|miss|dr|sir|lady|lord|dame"
"""What stands before a last name and is no first one."""
_SAID = (
    r"(?:said|says|told|tells|adds|added|asked|wrote|writes|shouted|warned|argued|explained"
    r"|thinks|believes|insisted|replied|recalled)"
)
_WORD = r"[A-ZÀ-Þ][\w’'-]{0,60}[\w]"  # without an end “A-A-…” takes the square of its length
CAPITAL = r"(?=[^\W\d_a-zß-öø-ÿ])"
"""Before a letter that is no small one: Š too."""
PARTICLE = r"(?:al|bin|da|de|del|den|der|di|du|el|la|le|ten|ter|van|von|zu)"
PARTICLES = rf"(?:{PARTICLE}\s){{0,2}}"
"""What may stand before a last name, written small."""
_NAME = rf"{_WORD}(?:\s{PARTICLES}{_WORD}){{0,4}}"
"""Of a list of names not all: how long a run of them may be is what the time for it grows with."""
NAME = re.compile(_NAME)
_IS_ONE = (
    re.compile(rf"(?:\b(?i:{OFFICE}) |\b(?:Mr|Mrs|Ms|Dr)\.? |\b{_SAID} )({_NAME})"),
    re.compile(rf"({_NAME})(?:, who\b|(?:, [^,.;]{{3,60}},)? {_SAID}\b)"),
    re.compile(rf"({_WORD}\s{PARTICLES}{_WORD}), (?:an?|the) "),
    re.compile(rf"\b(?i:{OFFICE}), ({_WORD}\s{PARTICLES}{_WORD})[,.;]"),
    re.compile(rf"\b(?i:{OFFICE}) (?:is|was) ({_WORD}\s{PARTICLES}{_WORD})"),
)
_AGED = re.compile(rf"({_NAME}), (?:\d\d\b|an? [\w-]+-year-old)")
"""What is a name whatever stands before it: “the bakery of Ruth Amsel, 52,”."""
WHOLE = re.compile(rf"{_WORD}\s{PARTICLES}(?P<own>{_WORD})")
ALONE = re.compile(rf"(?<![’\w] )\b({_WORD}) (?:is|was|has|had|will|would|does|did)\b")
"""A last name that stands alone elsewhere: Anders Pell, and “Pell is 63”."""
QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
PRONOUN = re.compile(r"\b(?P<he>he|him|his|himself)\b|\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_TITLED = re.compile(rf"\b(?P<mr>Mr|Mrs|Ms)\.? (?P<name>{_NAME})")
BEFORE_PLACE = re.compile(r"(?:^|\s)(?:the|in|at|on|of|from|near|to|since|until|with)\s$", re.I)
"""What stands before names that a pronoun of a person does not mean."""
LONGEST = 20
"""Characters of that, at most: of a long text no more is looked at, name by name."""
FAR = 700
"""Characters before a sentence, and what is left of their paragraph, in which the person is looked
for whom its pronoun means."""
OPENING = 3
"""Words before the name that a sentence begins with: “Mayor”, “The leader, ”."""
RARE = 5000
"""The rank from which on a word alone may be a name."""
INSTITUTION = re.compile(
    r"(?:Academy|Agency|Airport|Association|Authority|Bank|Board|Bridge|Bureau|Centre|Center|Church"
    r"|Club|College|Commission|Committee|Company|Council|Court|Department|Foundation|Group|Hospital"
    r"|Institute|Library|Ministry|Museum|Office|Parliament|Party|Police|School|Service|Society"
    r"|Station|Street|Road|Trust|Union|University|Albion|Athletic|City|County|Rovers|Town|United"
    r"|Wanderers)"
)
"""The last word of a name that a pronoun of a person does not mean."""
UNNAMED = re.compile(rf"\b(?:an?|the|one|another) (?:[\w-]+ ){{0,2}}(?:{OFFICE}|man|woman)\b", re.I)
"""Somebody without a name: a spokesman for the ministry."""


@lru_cache(maxsize=64)
def persons(article: str) -> frozenset[str]:
    """The last names of the people of an article, in lower case."""
    words = set(re.findall(r"\w+", article))
    found = {
        last(match[1])
        for pattern in _IS_ONE
        for match in pattern.finditer(article)
        if _may_be_name(match[1]) and not _stands_behind_place(article, match.start(1))
    }
    found |= {last(match[1]) for match in _AGED.finditer(article) if _may_be_name(match[1])}
    found |= set(map(last, WHOLE.findall(article))) & set(map(last, ALONE.findall(article)))
    return frozenset(name for name in found if len(name) > 2 and name not in words)


def _may_be_name(said: str) -> bool:
    """Whether what begins with a capital is more than a common word: “Nobody asked us”."""
    return not said.isupper() and ranks().get(said.casefold(), RARE) >= RARE


def typed(text: str) -> str:
    """A text with its apostrophes as they are typed: O'Neill."""
    return text.replace("’", "'")


def last(name: str) -> str:
    """The last word of a name, as names are compared."""
    return re.sub(r"[’']s?$", "", name.rsplit(maxsplit=1)[-1]).casefold()


@lru_cache(maxsize=512)
def spoken_of(text: str, article: str) -> str | None:
    """The last name of the person whom a text of an article speaks of first: by that name, or by
    the pronoun that it begins with; `None` where it is uncertain."""
    known = persons(article)
    told = _unquoted(text)
    pronoun = PRONOUN.search(told)
    opening = told[: pronoun.start()] if pronoun else told
    named = _named(opening, known)
    if named:
        own = last(named[0][0])
        opens = len(told[: named[0].start()].split()) <= OPENING
        return own if own in known and opens else None
    return _before(text, article, known) if pronoun and not UNNAMED.search(opening) else None


def is_somebody(own: str, article: str) -> bool:
    """Whether what speaks in an article is no firm and no ship: it says he or she of them, or their
    age or office.

    Args:
        own: a last name, as `persons` gives it.
    """
    name = rf"(?:[A-ZÀ-Þ][\w’'-]* {PARTICLES})?(?i:{re.escape(own)})\b"
    has_office = rf"\b(?:(?i:{OFFICE})(?: is| was|,)?|Mr|Mrs|Ms|Dr)\.? {name}"
    has_age = rf"{name}, (?:\d\d\b|who\b|an? [\w-]+-year-old)"
    if INSTITUTION.fullmatch(own.capitalize()):  # a club may be one “who won the cup”
        return False
    if re.search(f"{has_office}|{has_age}", article):
        return True
    is_a_thing = re.search(rf"\b(?:[Tt]he|[Aa]n?) {name}", article)
    return not is_a_thing and is_male(own, article) is not None


@lru_cache(maxsize=512)
def is_male(own: str, article: str) -> bool | None:
    """Whether an article says he of a person, or she; `None` where it says neither, or both as
    often. It says so where a sentence begins with that, where one that names nobody else has it
    behind the name, where they said that he did something, and by “Mr” and “Mrs”.

    Args:
        own: their last name, as `persons` gives it.
    """
    said: Counter[bool] = Counter()
    for sentence in SENTENCE.findall(article):
        begins = PRONOUN.match(sentence.lstrip())
        if begins and spoken_of(sentence, article) == own:
            said[bool(begins["he"])] += 1
            continue
        told = _unquoted(sentence)
        named = _named(told, persons(article)) if own in told.casefold() else []
        if named and {last(one[0]) for one in named} == {own}:
            behind = {bool(one["he"]) for one in PRONOUN.finditer(told, named[0].end())}
            said.update(behind if len(behind) == 1 else ())
    does = rf"(?i:\b{re.escape(own)}),? (?:{_SAID}|[a-z]+ed),? (?:that )?(?P<he>he|she)\b"
    said.update(found["he"] == "he" for found in re.finditer(does, article))
    for title in _TITLED.finditer(article):
        said[title["mr"] == "Mr"] += last(title["name"]) == own
    return None if said[True] == said[False] else said[True] > said[False]


def _before(text: str, article: str, known: frozenset[str]) -> str | None:
    """The person whom an article names last before a text of it, and nobody else beside."""
    place = max(0, article.find(text))
    first = article.rfind("\n", 0, max(0, place - FAR)) + 1
    for sentence in reversed(SENTENCE.findall(_unquoted(article[first:place]))):
        found = {last(match[0]) for match in _named(sentence, known)}
        if found:
            return found.pop() if len(found) == 1 and found <= known else None
        if UNNAMED.search(sentence):
            return None
    return None


def _stands_behind_place(text: str, start: int) -> bool:
    """Whether a name that begins there is no person's by what stands before it: in, the."""
    return bool(BEFORE_PLACE.search(text[max(0, start - LONGEST) : start]))


def _named(text: str, known: frozenset[str]) -> list[re.Match[str]]:
    """The names in a text of people, and of what else a pronoun may mean."""
    return [
        match
        for match in NAME.finditer(text)
        if last(match[0]) in known
        or (
            " " in match[0]
            and not INSTITUTION.fullmatch(match[0].rsplit(maxsplit=1)[-1])
            and not _stands_behind_place(text, match.start())
        )
    ]


def _unquoted(text: str) -> str:
    """A text with what is quoted in it blanked."""
    return QUOTED.sub(lambda match: " " * len(match[0]), text)

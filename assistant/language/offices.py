"""Whether a claim calls somebody what the article calls them: the mayor, a dairy farmer.

Each word of “Council leader Ragna Østbø” may stand in the article, the office with another name. An
office is of whom it stands beside, with nobody else between.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.language.persons import OFFICE, SENTENCE, last, persons

_NAME = r"[A-ZÀ-Þ][\w.’'-]*"
BEFORE = re.compile(
    rf"\b(?P<office>(?i:{OFFICE})|Dr)(?:\.|,)? (?P<name>{_NAME}(?: {_NAME}){{0,2}})(?![\w’'-])"
)
AFTER = re.compile(
    rf"(?P<name>{_NAME})(?:, (?:an?|the) | (?:is|was) (?:an?|the) )(?:[a-z-]+ ){{0,3}}?"
    r"(?P<office>(?![a-z]+-year-old)[a-z-]+)(?=,| (?:of|at|for|from|who)\b|\.$)"
)
AS = re.compile(
    r"\b(?:hir|appoint|nam|elect|chos|choos|recruit|pick|install)[a-z]*\s"
    r"(?:(?!(?:and|by)\b)[^\s.,;:]+\s){0,5}?"
    rf"(?P<name>{_NAME}) as (?:(?:an?|the|its|their|his|her|new) )*(?:[a-z-]+ ){{0,2}}?"
    rf"(?P<office>{OFFICE})\b"
)
"""“has hired Vik as artistic director”."""
EXECUTIVE = "chief-executive"
SYNONYMS = (
    (re.compile(r"\bCEO\b|\b[Cc]hief [Ee]xecutive(?: [Oo]fficer)?\b"), EXECUTIVE),
    (
        re.compile(
            r"\bCFO\b|\b[Cc]hief [Ff]inanc(?:ial|e) [Oo]fficer\b|\b[Ff]inance (?:chief|boss)\b"
        ),
        "chief-financial-officer",
    ),
    (
        re.compile(r"\bCOO\b|\b[Cc]hief [Oo]perati(?:ng|ons) [Oo]fficer\b"),
        "chief-operating-officer",
    ),
    (
        re.compile(r"\bCTO\b|\b[Cc]hief [Tt]echn(?:ology|ical) [Oo]fficer\b"),
        "chief-technology-officer",
    ),
    (re.compile(r"\bMPs\b"), "members of parliament"),
)
"""Offices that go by several names, and one for each."""
CHIEF = re.compile(r"\bchief-[a-z-]+")
"""Such a name of an office in the management of a firm."""
_FIELDS = (
    r"foreign|finance|defen[cs]e|health|education|interior|justice|trade|transport|energy|environment"
    r"|agriculture|labou?r|culture|economy|housing|science"
)
KIND = re.compile(
    rf"\b(?P<kind>(?i:{_FIELDS})) (?P<office>(?i:minister|secretary)),? "
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,2}})"
)
"""A minister of which there are several: the defence minister."""
_HOLDER = rf"(?P<who>{_NAME}(?: {_NAME}){{0,3}})"
_OF = rf"(?P<of>{_NAME}(?: (?:of |the )?{_NAME}){{0,3}}|(?!(?:an?|the)\b)[a-z][\w-]+)"
_OFFICE = rf"(?P<office>(?i:{OFFICE}))"
HELD = (
    re.compile(rf"\b(?:[Tt]he )?{_OF}[’']s? {_OFFICE},? {_HOLDER},?"),
    re.compile(rf"\b(?:[Tt]he )?{_OFFICE} of (?:the )?{_OF},? {_HOLDER},?"),
    re.compile(
        rf"\b(?P<of>{_NAME}(?: {_NAME}){{0,3}}) "
        rf"(?P<office>(?!sir|dame|lord|lady){OFFICE}) {_HOLDER},?"
    ),
)
"""“The council's leader, Ida Lund,”, “leader of the council Ida Lund”, “Valley List leader Ida
Lund”."""
BETWEEN = 8
"""Words between an office and who holds it, at most."""
ONE = 4
"""Letters that two forms of an office begin with: chairman, chairwoman."""


def holder_first(text: str) -> str:
    """A text with “Ida Lund, the leader of the council,” for “the council's leader, Ida Lund,”, so
    that the order of the two is no difference."""
    for pattern in HELD:
        text = pattern.sub(r"\g<who>, the \g<office> of the \g<of>,", text)
    return text


def same_offices(text: str) -> str:
    """A text with one word for each office that has several."""
    for pattern, office in SYNONYMS:
        text = pattern.sub(office, text)
    return text


def wrong_offices(claim: str, texts: Sequence[str]) -> list[str]:
    """The offices, of those that a claim gives to people of some texts, that the texts give to
    nobody or to another; what else it calls them only where it is another's.

    Args:
        texts: whole articles.
    """
    claim = same_offices(claim)
    given = list(_given(claim))
    if not given and not KIND.search(claim) and not CHIEF.search(claim):
        return []
    texts = [same_offices(text) for text in texts]
    wrong = _of_another_kind(claim, texts) or _other_chiefs(claim, " ".join(texts))
    if wrong or not given:
        return wrong
    known = frozenset[str]().union(*map(persons, texts))
    known |= {last(one["name"]) for one in AS.finditer(claim) if one["name"] in " ".join(texts)}
    sentences = [one for text in texts for one in SENTENCE.findall(without_stops(text))]
    return [
        office
        for name, office, sure in given
        if name in known
        and not any(_has(name, office, one, known) for one in sentences)
        and (sure or any(_has(o, office, one, known) for one in sentences for o in known - {name}))
    ]


def _of_another_kind(claim: str, texts: Sequence[str]) -> list[str]:
    """The offices of a claim that texts give to the same people in another field only."""
    told = {
        (last(one["name"]), one["office"].lower(), one["kind"].lower())
        for text in texts
        for one in KIND.finditer(text)
    }
    found = []
    for one in KIND.finditer(claim):
        name, office, kind = last(one["name"]), one["office"].lower(), one["kind"].lower()
        kinds = {own for who, what, own in told if (who, what) == (name, office)}
        said = any(re.search(rf"\b{kind}", text, re.IGNORECASE) for text in texts)
        if kinds and kind not in kinds and not said:
            found.append(one.group())
    return found


def _other_chiefs(claim: str, text: str) -> list[str]:
    """The chiefs of a claim that a text has not; a chief executive may be its boss, where it speaks
    of no other chief."""
    told = set(CHIEF.findall(text))
    return [one for one in CHIEF.findall(claim) if one not in told and (told or one != EXECUTIVE)]


def _given(claim: str) -> Iterator[tuple[str, str, bool]]:
    """Who is called what in a claim, and whether that is surely an office."""
    for match in BEFORE.finditer(without_stops(claim)):
        office = match["office"].casefold()
        yield last(match["name"]), office, office != EXECUTIVE
    for match in AS.finditer(claim):
        yield last(match["name"]), match["office"], True
    for match in AFTER.finditer(claim):
        yield last(match["name"]), match["office"], bool(re.fullmatch(OFFICE, match["office"]))


def _has(name: str, office: str, sentence: str, known: frozenset[str]) -> bool:
    """Whether a sentence has an office beside a name."""
    words = [last(word) for word in re.findall(r"[\w’'-]+", sentence)]
    places = [n for n, word in enumerate(words) if word == name]
    held = [n for n, word in enumerate(words) if _is_form(word, office)]
    return any(
        abs(a - b) <= BETWEEN and not known & set(words[min(a, b) + 1 : max(a, b)])
        for a in places
        for b in held
    )


def _is_form(word: str, office: str) -> bool:
    """Whether a word, or a part of it, is one of an office: a co-founder is a founder."""
    if CHIEF.fullmatch(office):
        return word == office
    own = office.removeprefix("co-")[:ONE]
    return any(part[:ONE] == own for part in word.split("-"))


def without_stops(text: str) -> str:
    """A text without the stops within names: Dr. Varrin, John J. Walton."""
    text = re.sub(r"\b(Dr|Mr|Mrs|Ms|St|Prof|vs)\.", r"\1", text)
    return re.sub(r"\b([A-Z][\w’'-]+ [A-Z])\.(?= [A-Z])", r"\1", text)

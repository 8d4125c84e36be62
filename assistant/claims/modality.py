"""Whether a claim tells as more than it is what a text tells as a plan, a wish or a possibility.

A verb that the text has only behind words such as “will”, “is due to” or “hopes to” may stand in a
claim behind words of the same grade or of a weaker one, and not as a fact. A sentence that says it
with other verbs is not judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.language.polarity import STOP, STOPPED, STRICT, irregular, stem

PLANNED, POSSIBLE = 1, 2
"""Grades; that of a fact is 0."""
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_S = r"(?:e?s|e?d|n?ed|n?ing|e)?"
"""The endings of a verb."""
_THROUGH = r"(?:\s+(?!(?:why|how|what|whether|if)\b)[^\s.;:!?]+){1,8}?\s+to"
GOVERNORS = (
    (
        PLANNED,
        1,
        r"will|would|shall|should|[a-z]+[’']ll|(?:is|are)\s+to|(?:was|were)\s+to(?=\s+(?:be"
        r"|have)\b)"
        r"|(?:is|are|was|were|be)\s+due\s+to|(?:set|expected|scheduled|planned|slated|intended"
        r"|supposed|about|going|ready)\s+to"
        rf"|(?:plans?|planned|planning|(?:intend|expect|aim|promis|pledg|vow){_S})\s+to"
        rf"|expect(?:s|ed|ing)?{_THROUGH}",
    ),
    (
        POSSIBLE,
        1,
        r"may|might|could|perhaps|probably|possibly|maybe|likely|allegedly|stopp(?:ed|ing) short of"
        r"|would\s+(?:like|love|prefer)\s+to|(?:rumoured|rumored|believed|thought|feared)\s+to"
        rf"|(?:want|hop|wish|seek|offer|threaten|ask|propos){_S}\s+to|considering"
        rf"|(?:want|ask|urg|call|press|wish|campaign|order|instruct){_S}(?:\s+(?:on|for))?{_THROUGH}"
        rf"|(?:tr(?:y|ies|ied|ying)|attempt{_S}|set(?:s|ting)?\s+out)(?:{_THROUGH}|\s+to)"
        rf"|(?:was|were|been|is|are)\s+(?:told|ordered|instructed|advised|encouraged|invited|required"
        rf"|obliged|urged|asked)(?:{_THROUGH}|\s+to)",
    ),
    (
        POSSIBLE,
        6,
        rf"(?:demand|propos|suggest|recommend|rumour|rumor|ask|urg|fear|hop|alleg|claim){_S}\s+that"
        r"|(?:alleg(?:es?|ed|ing)|believes?|suspects?)(?=\s(?:the|a|an|it|he|she|they)\s)"
        r"|claim(?:s|ed)?(?=\s(?:(?:it|he|she|they)|(?:the|an?)\s(?:[\w’'-]+\s){1,3}?"
        r"(?:is|are|was|were|ha[sd]|have|will|would|can|could|does|did))\s)"
        r"|[Aa]ccording\s+to\s+(?:(?:an?|some|the)\s+)?(?:[a-z]+\s+)?(?:anonymous|unnamed|former|rumou?rs?"
        r"|unconfirmed|online)[^,.]{0,60},"
        r"|(?:(?:not|[a-z]+n[’']t)\s+(?:yet\s+)?(?:know|clear|known|certain|sure|say|said)|unclear"
        r"|unknown|uncertain|remains\s+to\s+be\s+seen|open\s+question)\s+(?:if|whether)"
        r"|no\s+(?:evidence|proof|sign)\s+(?:yet\s+)?that"
        r"|(?:suspect|defendant|accused)s?\s+(?:said|testified|told(?:\s+[^\s,.]+){1,3}?)\s+that",
    ),
    (
        POSSIBLE,
        2,
        r"(?:(?:accused|suspected|charged|indicted|convicted\s+on\s+appeal)\s+(?:of|with|for)"
        r"|accus(?:es|e|ing)\s+(?:[^\s.,;:]+\s+){1,6}?of)(?:\s+having)?",
    ),
)
"""What stands before a verb that is not told as a fact: its grade, how many of the words that
follow it may be that verb, and how it is written: in lower case, as months and names are not."""
PLACED = re.compile(
    r"\b(?:is|are|was|were)\s+(?:also\s+|now\s+)?(?:planned|expected|due|scheduled|proposed"
    r"|forecast)\b"
    r"(?!\s+to\b)"
)
"""What stands behind a noun of something that is still to come."""
ASKED = re.compile(r"\b(?:call|ask|campaign|push|lobb|press|appl)(?:s|ed|ing|ies|ied)\s+for\s")
"""What stands before a noun of what is not there yet."""
LATER = re.compile(r"(?:,|\s(?:if|unless)\b).*", re.DOTALL)
"""Where in a claim what stands behind its verb may still say that it is no fact."""
CUT = re.compile(r"[.,;:!?—]\s|\b(?:and|but|that|said|says)\s")
WITHIN = re.compile(r"\s(?:from|to|of|on|in|at|for|with|between|by|about|over|into|against)\s")
"""What ends the clause before, and the noun at the head of its own."""
PRESENT = frozenset(["is", "are", "being", "am"])
PAST = frozenset(["was", "were", "has", "have", "had", "been", "did"])
AUXILIARIES = PAST | PRESENT
DID_SO = re.compile(r"\b(?:did so|done so|made it|managed to|succeeded)\b", re.IGNORECASE)
"""What tells behind a verb that it was done all the same: told to leave, and did so."""
HABIT = re.compile(
    r"\b(?:every|each)\s(?:day|night|morning|evening|afternoon|week|weekend|month|year|spring"
    r"|summer|autumn|winter|\w+day),?\s(?:[\w’'-]+\s){1,3}would$",
    re.IGNORECASE,
)
"""What was done again and again: “every day she would run”."""
UNCHANGED = frozenset(["set", "put", "cut", "hit", "shut", "spread", "cost"])
"""Verbs that are in the past what they are in the present."""
ENDED = re.compile(r"(?i:\w+[^e\W]ed)")
BETWEEN = re.compile(
    r"(?:\s+(?:be|been|have|has|had|to|also|soon|then|now|first|well|[a-z]+ly))*\s+"
)
"""What may stand between such words and the verb."""
FIRM = re.compile(
    r"\b(?:will|shall|won[’']t|(?:is|are|was|were)\s+to|(?:going|set|due|about)\s+to)\b|\w[’']ll\b",
    re.IGNORECASE,
)
"""What in a claim stands for a plan."""
LOOSE = re.compile(
    r"\b(?:(?-i:may)|might|could|can|would|should|must|if|unless|whether|perhaps|maybe"
    r"|once(?!(?:\s[\w’'-]+){1,5}?\s(?:had|was|were)\b)"
    r"|possibl[ey]"
    r"|possibilit\w+|potential\w*|probabl[ey]|likel\w+|reportedly|allegedly|rumou?r\w*|believ\w+"
    r"|th(?:ink(?:s|ing)?|oughts?)|fear\w*|seem\w*|appear\w*|suggest\w*|indicat\w+|point(?:s|ed)?\s+to"
    r"|hint\w*"
    r"|consider\w*|plan\w*|intend\w*|intention\w*|expect\w*|aim\w*|hop(?:e[sd]?|ing)|want\w*"
    r"|wish\w*|seek\w*|sought|ask\w*|demand\w*|call\w*|urg\w+|propos\w+|recommend\w*|promis\w+"
    r"|pledg\w+|vow\w*|offer\w*|threat\w*|warn\w*|risk\w*|chance\w*|request\w*|press\w*"
    r"|campaign\w*|goal|target|forecast\w*|predict\w*|schedul\w+|due|ready|need\w*|try|tri(?:es|ed)"
    r"|eager|keen|fight|fought|push\w*|lobb\w+|insist\w*|favou?r\w*|appl\w+|ambition\w*"
    r"|charg\w+|indict\w+|claim\w*|according|envisag\w+|suppos\w+|estimat\w+|argu\w+|back(?:s|ed)|support\w*|alleg\w+|accus\w+|afraid"
    r"|advis\w+|theor\w+|suspect(?:ed|ing)|speculat\w+"
    r"|petition\w*|allow\w*|permit\w*|able\s+to|free\s+to|(?:has|have|had|yet|still)\s+to)\b",
    re.IGNORECASE,
)
"""What in a claim stands for less than a fact, of whatever grade."""
BEHIND = 16
"""Words of a claim before its verb among which such words are looked for."""
BEFORE = 6
"""The same of a text, where it is asked whether it tells the verb as a fact elsewhere."""
BESIDE = 4
"""Words to each side of a claim's verb that tell whether the text speaks of the same."""
REACH = 40
"""Words on each side among which those are looked for."""
SAME = 0.5
"""The least share of them that stands in the text's sentence."""
LIGHT = frozenset(
    """tak plac mak giv happen occur against after befor again already now also from about into over
    out up when whil who which said say""".split()  # noqa: SIM905
)
"""Words that tell nothing of what is spoken of, as `root` has them."""
APART = STOP | STRICT
TELLS = frozenset(
    """thank say tell add not repeat stres emphasis emphasiz congratulat apologis apologiz remind
    expres welcom encourag ask point""".split()  # noqa: SIM905
)
"""What is done by saying it, as `root` has it: “I want to thank”."""


@dataclass(frozen=True, slots=True)
class Governed:
    """A word that a text does not tell as a fact, where it begins, and of what grade it is."""

    root: str
    start: int
    grade: int
    noun: bool = False


@lru_cache(maxsize=4096)
def root(word: str) -> str:
    """What the forms of a verb have in common: pay of paid, plan of planning."""
    told = stem(irregular().get(word.lower(), word.lower()))
    told = f"{told[:-1]}y" if told.endswith("i") else told
    return told[:-1] if len(told) > 3 and told[-1] == told[-2] else told


def told_as_more(claim: str, text: str) -> list[str]:
    """The words of a claim, by their roots, that it tells as more than a text does."""
    held = [one for one in governed(text) if not _was_done(text, one)]
    found = []
    for match in WORD.finditer(claim):
        own = [
            one
            for one in held
            if one.root == root(match[0])
            and one.root not in TELLS
            and one.root not in _facts(text)
            and _speak_of_one(claim, match, text, one.start)
        ]
        # “will likely”: of two before one verb the lesser counts
        surest = {one.start: one for one in sorted(own, key=lambda one: one.grade)}.values()
        if own and _is_more(claim, match, min(surest, key=lambda one: one.grade)):
            found.append(own[0].root)
    return found


@lru_cache(maxsize=512)
def _facts(text: str) -> frozenset[str]:
    """The words of a text, by their roots, that it tells as facts."""
    places = {one.start for one in governed(text)}
    return frozenset(
        root(match[0])
        for match in WORD.finditer(text)
        if match.start() not in places and _is_told(text, match)
    )


@lru_cache(maxsize=512)
def governed(text: str) -> tuple[Governed, ...]:
    """The words of a text that it does not tell as facts."""
    return tuple(_governed(text))


def _governed(text: str) -> Iterator[Governed]:
    for grade, reach, written in GOVERNORS:
        for match in re.finditer(rf"\b(?:{written})(?!\w)", text):
            if match[0] == "would" and HABIT.search(text[: match.end()]):
                continue
            between = BETWEEN.match(text, match.end())
            start = between.end() if between else match.end()
            said = WORD.finditer(re.split(r"[.,;:!?—]", text[start:])[0] if between else "")
            telling = (word for word in said if word[0].lower() not in APART)
            for word in islice(telling, reach):
                yield Governed(root(word[0]), start + word.start(), grade)
    for match in PLACED.finditer(text):
        begin = max(0, *(cut.end() for cut in CUT.finditer(text, 0, match.start())), 0)
        phrase = WITHIN.split(text[begin : match.start()])[0]
        for word in list(WORD.finditer(phrase))[-1:]:
            yield Governed(root(word[0]), begin + word.start(), PLANNED, noun=True)
    for match in ASKED.finditer(text):
        clause = CUT.split(text[match.end() :])[0]
        for word in list(WORD.finditer(WITHIN.split(clause)[0]))[-1:]:
            if " to " not in clause:
                yield Governed(root(word[0]), match.end() + word.start(), POSSIBLE, noun=True)


def _was_done(text: str, one: Governed) -> bool:
    return bool(DID_SO.search(STOPPED.split(text[one.start :], maxsplit=1)[0]))


def _is_more(claim: str, match: re.Match[str], one: Governed) -> bool:
    """Whether a claim tells a word that a text has as no fact as more than that."""
    before, after = _before(claim, match.start(), BEHIND), claim[match.end() :]
    if one.noun:
        return not _grade(claim) and any(
            is_past(word) or word in UNCHANGED for word in WORD.findall(claim)
        )
    later = LATER.search(after)
    grade = max(_grade(before), POSSIBLE if later and LOOSE.search(later[0]) else 0)
    if grade or set(WORD.findall(before.lower())) & STRICT:
        return grade == PLANNED < one.grade
    beside = WORD.findall(before.lower())[-3:]
    if beside[-1:] == ["to"] and not is_past(match[0]):
        return False
    if beside[-2:] == ["to", "be"]:  # “a fair, to be held in May”
        return False
    now = bool(PRESENT & set(beside))
    if PAST & set(beside) or (is_past(match[0]) and not now):
        return True
    return one.grade == POSSIBLE and (now or match[0].endswith("s"))


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Whether a text tells a word, where it stands, as a fact."""
    before = _before(text, match.start(), BEFORE)
    verb = is_past(match[0]) or match[0].endswith(("s", "ing"))
    may_be = verb or not AUXILIARIES.isdisjoint(before.lower().split()[-3:])
    return may_be and not _grade(before)


def is_past(word: str) -> bool:
    """Whether a word is the past form of a verb, or may be."""
    return word.lower() in irregular() or word.lower() in PAST or bool(ENDED.fullmatch(word))


def _grade(before: str) -> int:
    """The grade of what a verb stands behind."""
    return POSSIBLE if LOOSE.search(before) else PLANNED if FIRM.search(before) else 0


def _before(text: str, place: int, count: int) -> str:
    """The last words of the sentence before a place."""
    return " ".join(STOPPED.split(text[:place])[-1].split()[-count:])


def _speak_of_one(claim: str, match: re.Match[str], text: str, place: int) -> bool:
    """Whether most words beside a claim's verb stand near that of the text."""
    before, after = WORD.findall(claim[: match.start()]), WORD.findall(claim[match.end() :])
    beside = [*_telling(before[-REACH:])[-BESIDE:], *_telling(after[:REACH])[:BESIDE]]
    ends = STOPPED.search(text, place)
    sentence = STOPPED.split(text[:place])[-1] + text[place : ends.start() if ends else None]
    there = set(_telling(WORD.findall(sentence)))
    return sum(word in there for word in beside) >= SAME * len(beside)


def _telling(words: list[str]) -> list[str]:
    return [one for one in map(root, words) if one not in STOP | LIGHT]

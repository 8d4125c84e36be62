"""What a sentence gives as the answer to a question for a figure, a day or a name, and whether
two sentences give the same."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from assistant import figures as numbers
from assistant import times as days
from assistant.digits import in_digits
from assistant.figures import Figure
from assistant.names import key
from assistant.question import AMOUNTS, ASKING, Question
from assistant.times import Time
from assistant.words import ranks

Sort = Literal["number", "when", "who"]

MEASURED = re.compile(
    rf"\b(?:what|which|by (?:what|how))\b(?:\W+[\w’'.-]+){{0,6}}?\W+"
    rf"(?:{AMOUNTS}|magnitude|majority|margin|result|toll|times?|gust|reading|vote|record|growth)\b"
    r"|\bhow (?:many|much|old|long|far|high|tall|large|big|wide|deep|fast|warm|hot|cold|heavy"
    r"|strong|often)\b",
    re.IGNORECASE,
)
"""A question for a figure; wider than `assistant.question.KINDS`, by which evidence is ranked."""
WHOM = re.compile(
    r"\bwho(?:m|se)?\b|\bwhich (?:\w+ )?(?:person|man|woman|player|company|firm|team|club|party"
    r"|candidate|minister|judge)\b",
    re.IGNORECASE,
)
WHEN = re.compile(r"\bwhen\b|\b(?:what|which) (?:day|date|month|year)\b", re.IGNORECASE)
HAPPENED = re.compile(r"\b(?:was|were|did|had|has|have)\b", re.IGNORECASE)
PLANNED = re.compile(
    r"\b(?:to|due|planned|scheduled|expected|set|supposed|meant|postponed|delayed|would)\b",
    re.IGNORECASE,
)
"""A question for a day on which something happened, but for these words: then the day may have been
to come when it was written of."""
MONEY = re.compile(
    r"\b(?:cost|costs|price|paid|pay|paying|raise[ds]?|fine|fee|fare|budget|worth|sold?|sell|spend"
    r"|spent|earn|salary|bill)\b",
    re.IGNORECASE,
)
EXPECTED = (
    (re.compile(r"\b(?:share|percentage|proportion|per ?cent)\b", re.IGNORECASE), {"percent"}),
    (re.compile(r"\bhow long\b", re.IGNORECASE), {"time", "length"}),
    (re.compile(r"\bhow old\b|\bage\b", re.IGNORECASE), {"time", "count"}),
    (
        re.compile(
            r"\bhow (?:far|tall|high|wide|deep)\b|\b(?:height|length|depth|width|distance)\b",
            re.IGNORECASE,
        ),
        {"length"},
    ),
    (re.compile(r"\bhow fast\b|\bspeed\b", re.IGNORECASE), {"speed"}),
    (re.compile(r"\bhow (?:hot|warm|cold)\b|\btemperature\b", re.IGNORECASE), {"heat"}),
    (re.compile(r"\bhow heavy\b|\bweight\b", re.IGNORECASE), {"mass"}),
)
"""What a question's value measures, where its words tell."""
TIED = re.compile(
    r"(?<![\w.,:-])(?:\d{1,3}(?::\d\d){1,2}(?:\.\d+)?|\d{1,3}[-–]\d{1,3}"
    r"|(?<!\bfrom )(\d{1,3})(?: votes?)? to (?=\d{1,3}\b(?!,\d))(\d{1,3}))(?![\w:-])"
)
"""Figures that are one value together: a time of a race, a score, a vote."""
PERSON = re.compile(
    r"\b[A-ZÀ-Þ][\w’'-]*(?:\s(?:(?:of|de|van|von|al|el|bin)\s)?[A-ZÀ-Þ][\w.’'-]*)+"
    r"|(?<=[\w,;]\s)[A-ZÀ-Þ][\w’'-]+[a-zà-þ][\w’'-]*"
)
SIGNS = re.compile(r"^(?:[A-Z]{3,}\s)+(?=[A-ZÀ-Þ][\w’'-]*[a-zà-þ])")
"""What is no part of a name that stands behind it: GMT Andre Russell, CEO Sam Altman."""
TITLES = frozenset(
    """dr mr mrs ms sir dame lord lady prof professor judge president king queen""".split()  # noqa: SIM905
)
REPORTED = re.compile(
    r"\b(?:said|says|say|told|announced|confirmed|reported|ruled|wrote|according to|statement"
    r"|admitted|warned|published)\b(?:\W+\w+){0,4}\W+(?:on|late|early)?\W*$",
    re.IGNORECASE,
)
"""What stands before the day on which something was said, which is not the day asked for."""
COMPARED = re.compile(
    r"(?:\b(?:rose|risen|fell|fallen|gr[eo]wn?|dropped|increased|decreased|doubled|halved|trebled"
    r"|tripled|shrunk|shrank)\b[^;:]{0,60}\bsince|\b(?:than|as)(?: \w+ (?:was|were))? in"
    r"|\bcompared (?:with|to)(?: in)?)\W+$",
    re.IGNORECASE,
)
"""What stands before the time that something is measured against, at which nothing happened."""
MILLIONS = re.compile(r"(?<=\d)m\b(?! (?:tall|long|wide|high|deep|above|below))")
"""Read so where it could be metres as well: two that may agree are not told apart."""
HOW = re.compile(r"\bhow (long|old|far|high|tall|large|big|wide|deep|heavy)\b", re.IGNORECASE)
"""What a question asks about the size of a thing, as it stands after a figure: 11 metres wide."""
HOW_MANY = re.compile(
    r"\bhow many (?:of the )?(?:(?:(?-i:[A-Z])[\w’'.-]* )+(?!(?:was|is|has|does)\b)(?=[a-z]+s\b))?"
    r"([a-z]+)(?: ([a-z]+))?",
    re.IGNORECASE,
)
"""What a question asks how many there are of, past the names before it: Big Ten stadiums."""
PEOPLE = re.compile(
    r"(?:more |other )?(?:people|persons|men|women|children|were|was|are|died|is|have|had|came)\b",
    re.IGNORECASE,
)
HAPPENED_TO = re.compile(
    r"\bhow many (?:[a-z]+ ){1,2}(?:was|were|are|got|(?:have|has|had) been) ([a-z]+)", re.IGNORECASE
)
"""What happened to the things of which it is asked how many there are: how many were hurt."""
NO_AMOUNT = re.compile(r"\d+(?:st|nd|rd|th)\b|[\d.,]+ times\b", re.IGNORECASE)
"""A place in an order, a multiple."""
ON_TOP = re.compile(r"[\d.,]+ more\b(?! than)", re.IGNORECASE)
MORE = re.compile(r"\bmore\b", re.IGNORECASE)
"""What came to what was there before; what a question has that asks for that."""
LATER = re.compile(r"\s(?:later|earlier|ago)\b", re.IGNORECASE)
AFTER = re.compile(r"\s(?:after|before|since)\b", re.IGNORECASE)
CLAUSE = re.compile(r"(?:^|[.,;:!?—–]\s?|[“‘\"])(?:(?:just|only|some)\s)?$", re.IGNORECASE)
"""What follows a time that lies between two things and is not how long one of them lasted; the
second only where it begins a clause: “Eleven months after the flood, …”."""
APART = re.compile(
    r"\bhow (?:long|much|many \w+) (?:after|before|ago|since|later|earlier)\b"
    r"|\bhow (?:long|many)\b.*\b(?:take|took|pass(?:ed)?|wait(?:ed)?|before|between|apart)\b",
    re.IGNORECASE,
)
"""A question for how far two things lie apart."""
FIRST = 20
"""Characters within which a question begins with what it asks for: "In what year"."""
AROUND = 5
"""Words on either side of a figure that tell what it is of."""
TIMES = 10
"""How many times the other the larger of two figures of one thing may be."""
DWELLINGS = r"(?:households|homes|houses|families|vehicles|flats)\b"
"""What is counted with those who live or sit in it, and is not people."""
JUST_AFTER = r"\s?(?:[a-z]+\s)?"
SOME_PEOPLE = re.compile(
    r"\b(?:people|persons?|m[ae]n|wom[ae]n|children|residents|inhabitants|passengers|workers|pupils"
    r"|patients|guests|dead|injured|who|whom)\b",
    re.IGNORECASE,
)


OTHERS = re.compile(
    r"\s(?:[A-ZÀ-Þ\d][\w’'-]*\s)*"
    r"(?!(?:was|is|has|does|this|its|his|across|perhaps|always|less|plus|towards|besides|sometimes"
    r"|afterwards|nowadays|unless)\b)[a-z]{3,}s\b"
)
"""A plural that follows a figure, with names between: what it counts."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, a day or a name in the words of its sentence, and what it comes to."""

    said: str
    content: Figure | Time | tuple[int, ...] | frozenset[str]


def sort(question: Question) -> Sort | None:
    """What kind of value answers a question, where one does."""
    for name, pattern in (("when", WHEN), ("who", WHOM), ("number", MEASURED)):
        found = pattern.search(question.text)
        if found and (name == "number" or found.start() <= FIRST):
            return name  # type: ignore[return-value]
    return None


def values(
    question: Question, sentence: str, published: date | None, publishers: Container[str] = ()
) -> list[Value]:
    """The values of the kind asked for that a sentence gives beyond what the question says itself;
    first that which is most likely meant.

    Args:
        published: the day that the sentence's days are seen from.
        publishers: the keys of names that report and are not who is asked for.
    """
    kind = sort(question)
    if kind == "when":
        past = bool(HAPPENED.search(question.text) and not PLANNED.search(question.text))
        return list(_days(sentence, published, past=past))
    if kind == "who":
        return list(_names(question, sentence, publishers))
    if kind == "number":
        return _amounts(question, sentence)
    return []


def same(one: Sequence[Value], other: Sequence[Value]) -> bool:
    """Whether any value of one is one of the other."""
    return any(_alike(a.content, b.content) for a in one for b in other)


def follows(one: Value, other: Sequence[Value]) -> bool:
    """Whether a figure is the sum or the difference of two others that are said together: a
    majority of 5, where the vote was 22 to 17."""
    counts = [v.content.value for v in other if isinstance(v.content, Figure)]
    counts += [float(n) for v in other if isinstance(v.content, tuple) for n in v.content]
    derived = {a + b for i, a in enumerate(counts) for b in counts[i + 1 :]}
    derived |= {abs(a - b) for i, a in enumerate(counts) for b in counts[i + 1 :]}
    return isinstance(one.content, Figure) and one.content.value in derived


def comparable(one: Value, other: Value) -> bool:
    """Whether both measure the same, and one is not many times the other: money is not held against
    people, nor what a company takes in against the price of a ticket."""
    return _unit(one) == _unit(other) != "word" and _is_of_its_size(one.content, other.content)


def _is_of_its_size(one: object, other: object) -> bool:
    """Whether of two figures of one unit neither is more than `TIMES` times the other."""
    if not isinstance(one, Figure) or not isinstance(other, Figure) or one.unit != other.unit:
        return True
    small, large = sorted((abs(one.value), abs(other.value)))
    return large <= TIMES * small


def _unit(value: Value) -> str:
    content = value.content
    if isinstance(content, Figure):
        return numbers.measure(content)
    if isinstance(content, frozenset):  # a lone word may be a place
        return "name" if len(content) > 1 else "word"
    return type(content).__name__


def _alike(one: object, other: object) -> bool:
    """Whether two values are one; a figure of one digit in another unit is a round one: six miles,
    10 kilometres."""
    if isinstance(one, Figure) and isinstance(other, Figure):
        if one.unit != other.unit and min(one.digits, other.digits) == 1:
            one, other = replace(one, hedge="about"), replace(other, hedge="about")
        return numbers.says(one, other) or numbers.says(other, one)
    if isinstance(one, Time) and isinstance(other, Time):
        return days.says(one, [other]) or days.says(other, [one])
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return bool(one & other)
    return one == other


def _days(sentence: str, published: date | None, *, past: bool) -> Iterator[Value]:
    """The days of a sentence as fine as it says any: "12 July this year" is one day.

    Args:
        past: without those that were to come when it was published.
    """
    found = [
        one
        for one in days.times(sentence, published)
        if one.spans and not (one.weekday is not None and REPORTED.search(sentence[: one.start]))
        if not COMPARED.search(sentence[: one.start])
    ]
    if past and published:
        found = [one for one in found if any(first <= published for first, _ in one.spans)]
    fine = min((_length(one) for one in found), default=0)
    for one in found:
        if _length(one) == fine:
            yield Value(sentence[one.start : one.end], one)


def _length(one: Time) -> int:
    first, last = one.spans[0]
    return (last - first).days


def _names(question: Question, sentence: str, publishers: Container[str]) -> Iterator[Value]:
    """Names of a sentence that the question has not, each as the set of its words."""
    asked = {key(word) for word in re.findall(r"\w[\w’'-]*", question.text)}
    for match in PERSON.finditer(days.blanked(sentence)):
        name = SIGNS.sub("", match.group())
        words = [word for word in name.split() if word[0].isupper()]
        own = frozenset(key(re.sub(r"[’']s$", "", word)) for word in words) - TITLES - {""}
        named = len(own) > 1 or not own & ranks().keys()
        if own and named and not own & asked and key(name) not in publishers:
            yield Value(re.sub(r"[’']s$", "", name).rstrip("."), own)


def _amounts(question: Question, sentence: str) -> list[Value]:
    tied = [
        Value(match.group(), tuple(int(n) for n in re.findall(r"\d+", match.group())))
        for match in TIED.finditer(sentence)
    ]
    if tied:
        return tied
    if not _of_the_things(question, sentence):
        return []
    told = in_digits(MILLIONS.sub(" million", days.blanked(sentence)))
    asked = {(one.value, one.unit) for one in numbers.figures(question.text)}
    denied = {one.value for one in numbers.figures(told) if one.denied}
    found = [
        one
        for one in numbers.figures(told)
        if (one.value, one.unit) not in asked
        and one.value not in denied
        and not NO_AMOUNT.match(told[one.start :])
    ]
    if not MORE.search(question.text) and not _asks_for_people(question):
        found = [one for one in found if not ON_TOP.match(told[one.start :])]
    if not APART.search(question.text):
        found = [one for one in found if not _lies_between(told, one)]
    if _asks_for_people(question):
        found = _of_people(told, found)
    wanted = next((own for pattern, own in EXPECTED if pattern.search(question.text)), None)
    if wanted:
        found = [one for one in found if numbers.measure(one) in wanted]
    elif MONEY.search(question.text) and any(numbers.is_money(one) for one in found):
        found = [one for one in found if numbers.is_money(one)]
    how = HOW.search(question.text)
    things = _things(question)
    if things:
        found = [one for one in found if not _counts_others(things, told, one, found)]
    things |= _beginnings(how[1]) if how else set()
    counted = {one for one in found if _counts(things, told, one, found)}
    found.sort(key=lambda one: (one not in counted, -_of_what_is_asked(question, told, one)))
    return [Value(_as_said(sentence, told, one), one) for one in found]


def _lies_between(told: str, one: Figure) -> bool:
    """Whether a time is how far two things lie apart."""
    before, after = told[: numbers.begins(told, one)], told[one.end :]
    return numbers.measure(one) == "time" and bool(
        LATER.match(after) or (AFTER.match(after) and CLAUSE.search(before))
    )


def _of_the_things(question: Question, sentence: str) -> bool:
    """Whether a sentence names what a question asks how many there are of; of people it need not:
    "six died"."""
    things = _things(question)
    return not things or bool(things & _beginnings(sentence))


def _things(question: Question) -> set[str]:
    """What a question asks how many there are of; nothing where it asks for people."""
    things = HOW_MANY.search(question.text)
    if not things or _asks_for_people(question):
        return set()
    first, second = things.groups()
    words = (first, "" if first.endswith("s") else second)  # “vehicles use”, “new homes”
    return _beginnings(" ".join(word for word in words if word and word.lower() not in ASKING))


def _asks_for_people(question: Question) -> bool:
    things = HOW_MANY.search(question.text)
    return bool(things and PEOPLE.match(things[1]))


def _of_people(told: str, found: Sequence[Figure]) -> list[Figure]:
    """The figures that may count people: not homes, nor anything where only homes are named."""
    if re.search(DWELLINGS, told) and not SOME_PEOPLE.search(told):
        return []
    return [one for one in found if not re.match(JUST_AFTER + DWELLINGS, told[one.end :])]


def _counts(things: set[str], told: str, one: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure stands before what is asked for, with at most two words between: 80 of its
    firefighters."""
    end = min((o.start for o in others if o.start >= one.end), default=len(told))
    after = re.findall(r"[^\W\d_]+", told[one.end : end])[:3]
    return bool(things & _beginnings(" ".join(after)))


def _counts_others(things: set[str], told: str, one: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure stands before something else than what is asked for: seven stadiums, of
    which 35 games were seen."""
    return not one.unit and bool(
        OTHERS.match(told[one.end :]) and not _counts(things, told, one, others)
    )


def tell_what_happened(question: Question, sentences: Sequence[str]) -> bool:
    """Whether any of some sentences names what a question says to have happened to the things that
    it asks for; of people it need not: "six died"."""
    told = HAPPENED_TO.search(question.text)
    if not told or not _things(question):
        return True
    named = _beginnings(told[1]) & {stem[:5] for stem in question.weights}
    return not named or any(named & _beginnings(sentence) for sentence in sentences)


def _beginnings(text: str) -> set[str]:
    """The words of a text by their beginnings, so that a plural is its singular."""
    return {word[:5] for word in re.findall(r"[^\W\d_]+", text.lower())}


def _of_what_is_asked(question: Question, told: str, one: Figure) -> int:
    """How many of the words beside a figure are the question's."""
    before = re.findall(r"[^\W\d_]+", told[: one.start])[-AROUND:]
    after = re.findall(r"[^\W\d_]+", told[one.end :])[:AROUND]
    return names(question, " ".join([*before, *after]))


def names(question: Question, text: str) -> int:
    """How many of the words of a text are telling words of the question, by their beginnings."""
    stems = {stem[:5] for stem in question.weights if len(stem) > 2}
    return len(stems & _beginnings(text))


def _as_said(sentence: str, told: str, one: Figure) -> str:
    """The words of a sentence that became a figure, with its sign and unit."""
    start = numbers.begins(told, one)
    words, digits = ([*re.finditer(r"\S+", text)] for text in (sentence, told))
    mine = [n for n, w in enumerate(digits) if w.end() > start and w.start() < one.end]
    matcher = SequenceMatcher(None, [w[0] for w in words], [w[0] for w in digits], autojunk=False)
    spans = [
        (a + n - c, a + n - c + 1) if tag == "equal" else (a, b)
        for tag, a, b, c, d in matcher.get_opcodes()
        for n in mine
        if c <= n < d
    ]
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    said = " ".join(word[0] for word in words[first:last]) or told[start : one.end]
    return said.strip(".,;:“”\"'()")

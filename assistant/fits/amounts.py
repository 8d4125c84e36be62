"""Which figures of a sentence may answer a question for one: how many, how much, how long."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.language import figures as numbers
from assistant.language import times as days
from assistant.language.digits import in_digits
from assistant.language.figures import Figure
from assistant.question import ASKING, Question

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
HOW_MANY_MORE = re.compile(r"\bmore\b", re.IGNORECASE)
"""What came to what was there before, and a question for that."""
LATER = re.compile(r"\s(?:later|earlier|ago)\b", re.IGNORECASE)
AFTER = re.compile(r"\s(?:after|before|since)\b", re.IGNORECASE)
BEGINS = re.compile(r"(?:^|[.,;:!?—–]\s?|[“‘\"])(?:(?:just|only|some)\s)?$", re.IGNORECASE)
"""What follows a time that lies between two things and is not how long one of them lasted; the
second only where it begins a clause: “Eleven months after the flood, …”."""
HOW_FAR_APART = re.compile(
    r"\bhow (?:long|much|many \w+) (?:after|before|ago|since|later|earlier)\b"
    r"|\bhow (?:long|many)\b.*\b(?:take|took|pass(?:ed)?|wait(?:ed)?|before|between|apart)\b",
    re.IGNORECASE,
)
"""A question for how far two things lie apart."""
AROUND = 5
"""Words on either side of a figure that tell what it is of."""
DWELLINGS = r"(?:households|homes|houses|families|vehicles|flats)\b"
"""What is counted with those who live or sit in it, and is not people."""
JUST_AFTER = r"\s?(?:[a-z]+\s)?"
SOME_PEOPLE = re.compile(
    r"\b(?:people|persons?|m[ae]n|wom[ae]n|children|residents|inhabitants|passengers|workers|pupils"
    r"|patients|guests|dead|injured|who|whom)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s(?:[A-ZÀ-Þ\d][\w’'-]*\s)*"
    r"(?!(?:was|is|has|does|this|its|his|across|perhaps|always|less|plus|towards|besides|sometimes"
    r"|afterwards|nowadays|unless)\b)(?P<things>[a-z]{3,}s)\b"
)
"""A plural that follows a figure, with names between: what it counts."""
PERSONS = re.compile(
    r"\w+(?:ers|ors|ists|ians|ees|men)|students|residents|patients|parents|agents|migrants"
    r"|applicants|participants|inhabitants|boys|girls|pupils|victims|troops|guests|friends|relatives"
    r"|hostages|adults|teens|youths|locals|nurses|babies|fans|others|lives|deaths|injuries"
    r"|fatalities|casualties|bodies|souls|persons|arrests|detentions|cases|visits"
)
"""Who may be counted where it is asked for people: nineteen firefighters, not nineteen trams."""


def amounts(question: Question, sentence: str) -> Sequence[tuple[str, Figure | tuple[int, ...]]]:
    """The figures of a sentence that may be what a question asks for, as they are said and what
    they come to; first those that count it, or have most of its words beside them. What is one
    value together, a score or a vote, is all that its sentence gives."""
    tied = [
        (match.group(), tuple(int(n) for n in re.findall(r"\d+", match.group())))
        for match in TIED.finditer(sentence)
    ]
    if tied:
        return tied
    things = _things(question)
    if things and not things & beginnings(sentence):  # people need not be named: “six died”
        return []
    told = in_digits(MILLIONS.sub(" million", days.blanked(sentence)))
    every = numbers.figures(told)
    asked = {(one.value, one.unit) for one in numbers.figures(question.text)}
    denied = {one.value for one in every if one.denied}
    found = [
        one
        for one in every
        if (one.value, one.unit) not in asked
        and one.value not in denied
        and not _is_no_answer(question, told, one)
    ]
    if _asks_for_people(question):
        found = _of_people(told, found)
    wanted = next((own for pattern, own in EXPECTED if pattern.search(question.text)), None)
    if wanted:
        found = [one for one in found if numbers.measure(one) in wanted]
    elif MONEY.search(question.text) and any(numbers.is_money(one) for one in found):
        found = [one for one in found if numbers.is_money(one)]
    if things:
        found = [one for one in found if not _counts_others(things, told, one, found)]
    how = HOW.search(question.text)
    measured = things | (beginnings(how[1]) if how else set())
    counted = {one for one in found if _counts(measured, told, one, found)}
    found.sort(key=lambda one: (one not in counted, -_of_what_is_asked(question, told, one)))
    return [(_as_said(sentence, told, one), one) for one in found]


def _is_no_answer(question: Question, told: str, one: Figure) -> bool:
    """Whether a figure is a place in an order or a multiple; or, where that is not asked for, what
    came on top or lies between two things. Of people “14 more were hurt” is told where some died,
    and is how many were hurt."""
    from_it = told[one.start :]
    on_top = ON_TOP.match(from_it) and not _asks_for_people(question)
    return bool(
        NO_AMOUNT.match(from_it)
        or (on_top and not HOW_MANY_MORE.search(question.text))
        or (_lies_between(told, one) and not HOW_FAR_APART.search(question.text))
    )


def _lies_between(told: str, one: Figure) -> bool:
    """Whether a time is how far two things lie apart."""
    before, after = told[: numbers.begins(told, one)], told[one.end :]
    return numbers.measure(one) == "time" and bool(
        LATER.match(after) or (AFTER.match(after) and BEGINS.search(before))
    )


def _things(question: Question) -> set[str]:
    """What a question asks how many there are of; nothing where it asks for people."""
    things = HOW_MANY.search(question.text)
    if not things or _asks_for_people(question):
        return set()
    first, second = things.groups()
    words = (first, "" if first.endswith("s") else second)  # “vehicles use”, “new homes”
    return beginnings(" ".join(word for word in words if word and word.lower() not in ASKING))


def _asks_for_people(question: Question) -> bool:
    things = HOW_MANY.search(question.text)
    return bool(things and PEOPLE.match(things[1]))


def _of_people(told: str, found: Sequence[Figure]) -> list[Figure]:
    """The figures that may count people: not homes or trams, nor anything where only homes are
    named."""
    if re.search(DWELLINGS, told) and not SOME_PEOPLE.search(told):
        return []
    return [one for one in found if not _counts_things(told[one.end :])]


def _counts_things(after: str) -> bool:
    """Whether what follows a figure is homes, or a plural that is nobody."""
    counted = COUNTED.match(after)
    of_nobody = counted and not PERSONS.fullmatch(counted["things"])
    return bool(of_nobody or re.match(JUST_AFTER + DWELLINGS, after))


def _counts(things: set[str], told: str, one: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure stands before what is asked for, with at most two words between: 80 of its
    firefighters."""
    end = min((o.start for o in others if o.start >= one.end), default=len(told))
    after = re.findall(r"[^\W\d_]+", told[one.end : end])[:3]
    return bool(things & beginnings(" ".join(after)))


def _counts_others(things: set[str], told: str, one: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure stands before something else than what is asked for: games seen in seven
    stadiums are not seven."""
    others_follow = not one.unit and COUNTED.match(told[one.end :])
    return bool(others_follow) and not _counts(things, told, one, others)


def tell_what_happened(question: Question, sentences: Sequence[str]) -> bool:
    """Whether any of some sentences names what a question says to have happened to the things that
    it asks for; of people it need not: "six died"."""
    told = HAPPENED_TO.search(question.text)
    if not told or not _things(question):
        return True
    named = beginnings(told[1]) & {stem[:5] for stem in question.weights}
    return not named or any(named & beginnings(sentence) for sentence in sentences)


def beginnings(text: str) -> set[str]:
    """The words of a text by their beginnings, so that a plural is its singular."""
    return {word[:5] for word in re.findall(r"[^\W\d_]+", text.lower())}


def _of_what_is_asked(question: Question, told: str, one: Figure) -> int:
    """How many of the words beside a figure are the question's."""
    before = re.findall(r"[^\W\d_]+", told[: one.start])[-AROUND:]
    after = re.findall(r"[^\W\d_]+", told[one.end :])[:AROUND]
    return shared(question, " ".join([*before, *after]))


def shared(question: Question, text: str) -> int:
    """How many of the words of a text are telling words of the question, by their beginnings."""
    stems = {stem[:5] for stem in question.weights if len(stem) > 2}
    return len(stems & beginnings(text))


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

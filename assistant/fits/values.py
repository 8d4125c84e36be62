"""What a sentence gives as the answer to a question for a figure, a day or a name, and whether
two sentences give the same."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.fits.amounts import amounts
from assistant.language import figures as numbers
from assistant.language import times as days
from assistant.language.figures import Figure
from assistant.language.names import key
from assistant.language.times import Time
from assistant.language.words import ranks
from assistant.question import AMOUNTS, Question

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
FIRST = 20
"""Characters within which a question begins with what it asks for: "In what year"."""
TIMES = 10
"""How many times the other the larger of two figures of one thing may be."""


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
        return [Value(said, content) for said, content in amounts(question, sentence)]
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

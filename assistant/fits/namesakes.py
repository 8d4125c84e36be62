"""People whom a question names, and others: what is said of the one does not answer about the
other, who may have nearly the same name."""

import re
from collections.abc import Mapping, Sequence

from langchain_core.documents import Document

from assistant.language.persons import (
    ADDRESS,
    PARTICLES,
    is_somebody,
    persons,
    spoken_of,
    typed,
)
from assistant.question import ASKING

NAME = re.compile(
    r"\b([A-ZÀ-Þ](?:[\w'-]+|\.(?: ?[A-ZÀ-Þ]\.){0,3})) "
    rf"{PARTICLES}((?:[OD]')?[A-ZÀ-Þ][\w-]+)"
)
"""A first name and a last one, or what looks like them; of three in a row the first two, and the
last two."""
NO_FIRST = re.compile(rf"{ADDRESS}|the|a|an|of|and", re.IGNORECASE)
"""What may stand before a last name with a capital and is no first one."""
RELATIVE = re.compile(
    r"\W*(?:His|Her|Their) (?:[a-z-]+ ){1,3}[A-ZÀ-Þ][\w-]+ (?P<last>(?:[OD]')?[A-ZÀ-Þ][\w-]+)"
)
"""How a sentence begins that is of somebody's neighbour or husband."""
LOOKED_AT = 2
"""Articles that are read for whether a name is somebody's, each some 10 ms."""
OF_THE_NAME = ("s", "n", "i")
"""What makes of a name one of that family, or of those who live there: "Georgian"."""


def of_the_named(question: str, documents: Sequence[Document]) -> list[Document]:
    """Passages without those that are about a namesake of somebody whom a question names.

    A namesake has the first name and, but for one letter, the last one. A passage that has both
    last names stays, as do all where none has the name as it was asked for: it may be misspelt.
    """
    names = _names(question)
    if not names:
        return list(documents)
    texts = [f"{document.metadata['header']}\n{document.page_content}" for document in documents]
    named = [_names(text) for text in texts]
    words = [set(re.findall(r"[\w-]+", text.casefold())) for text in texts]
    strange = set[int]()
    for first, last in names:
        others = {b for own in named for a, b in own if a == first and _one_letter_apart(last, b)}
        if any(last in own for own in words):
            strange |= {n for n, own in enumerate(words) if others & own and last not in own}
    return [document for n, document in enumerate(documents) if n not in strange]


def may_name_people(question: str) -> bool:
    """Whether a question has what looks like a first and a last name."""
    return bool(_last_names(question))


def of_others(question: str, texts: Mapping[str, str]) -> frozenset[str]:
    """The articles that name nobody of the people whom a question names; none where it names none.

    A firm, a street or a party goes by other names too. Whether a name is somebody's the first
    article that has it has to say, or the next.

    Args:
        texts: of articles, by their ids, with their headers; those that answer best first.
    """
    having = {
        last: [one for one, text in texts.items() if _has(text, last)]
        for last in _last_names(question)
    }
    people = [
        last
        for last, own in having.items()
        if any(_is_person(last, texts[one]) for one in own[:LOOKED_AT])
    ]
    if not people:
        return frozenset()
    return frozenset(texts).difference(*(having[last] for last in people))


def is_of_a_namesake(question: str, text: str) -> bool:
    """Whether an article has a last name that a question has, and only with other first ones."""
    told = _names(text)
    return any(
        (first, last) not in told
        and _is_person(last, text)
        and any(b == last and not NO_FIRST.fullmatch(a) for a, b in told)
        and not _has(text, first)
        for first, last in _names(question)
        if first not in ASKING
    )


def is_of_another(question: str, sentence: str, article: str) -> bool:
    """Whether a sentence of an article is of somebody else than the people of it whom a question
    names; not where it asks of what is theirs: “Ruth Amsel's neighbour”."""
    sentence, article = typed(sentence), typed(article)
    named = {last for last in _last_names(question) if _is_person(last, article)}
    if not named or re.search(rf"\b(?:{'|'.join(map(re.escape, named))})'", typed(question), re.I):
        return False
    relative = RELATIVE.match(sentence)
    own = relative["last"].casefold() if relative else spoken_of(sentence, article)
    return bool(own) and own not in named and not any(_has(sentence, last) for last in named)


def _is_person(last: str, text: str) -> bool:
    return is_somebody(last, typed(text)) and last in persons(typed(text))


def _last_names(question: str) -> set[str]:
    """The last names in a question; “Is Twitter” is none."""
    return {last for first, last in _names(question) if first not in ASKING}


def _has(text: str, last: str) -> bool:
    return bool(re.search(rf"\b{re.escape(last)}\b", typed(text), re.IGNORECASE))


def _names(text: str) -> set[tuple[str, str]]:
    """First and last names."""
    found, start, text = set(), 0, typed(text)
    while match := NAME.search(text, start):
        found.add((match[1].casefold(), match[2].casefold()))
        start = match.start(2)
    return found


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter is another one, too many or missing, which makes it another name."""
    letters = zip(one, other, strict=False)
    same = next((n for n, (a, b) in enumerate(letters) if a != b), min(len(one), len(other)))
    mine, theirs = one[same:], other[same:]
    if one == other or mine + theirs in OF_THE_NAME:
        return False
    return mine[1:] in (theirs, theirs[1:]) or mine == theirs[1:]

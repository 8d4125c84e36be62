"""The passages for a question: what its words, its meaning and its sides find, in one order."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from langchain_core.documents import Document

from assistant.calibration import calibration
from assistant.question import Named, Question, telling
from assistant.ranking import Ranked, leaning, order, rank
from index.constraints import Constraints
from index.index import Index
from index.search import Part

Item = TypeVar("Item")

SIDES, DATES = 6, 3
"""Sides and times of one question that are searched on their own."""


def find(index: Index, question: Question, k: int, constraints: Constraints) -> list[Document]:
    """At most `k` passages, the best first.

    A publisher or a time that the question names raises what it fits, and what it fits is searched
    on its own beside everything; so a name never hides the only answer. Nor does a story that was
    told before: what tells it is raised where the question may be about it.
    """
    ranked = candidates(index, question, constraints)
    model = calibration().passage
    told = () if question.completed else question.told  # else its words say what it is about
    worth = leaning(ranked, model.logit(ranked.features), told)
    first = order(ranked, worth, question.publishers, k)
    scores = model.probabilities(ranked.features)
    ids = [ranked.found.ids[i] for i in first]
    near: dict[int, float] = {}
    if not index.keywords_only():
        near = index.search.similarities(index.embeddings.embed_question(question.text).vector, ids)
    documents = index.library.passages(ids)
    score = dict(zip(ids, scores[first], strict=True))
    for document in documents:
        own = int(document.id or 0)
        document.metadata |= {"score": float(score[own]), "similarity": near.get(own)}
    return documents


def candidates(index: Index, question: Question, constraints: Constraints) -> Ranked:
    """Every passage that was found, with what ranks it."""
    question = replace(question, sides=question.sides[:SIDES])
    words = [telling(side.text, index.tokenizer) for side in question.sides or (question.side,)]
    said = partial(index.sentences.said, words)
    if index.keywords_only():
        parts = [Part(part.text) for part in (question.side, *question.sides)]
        found = index.search.gather(parts, _limits(question, constraints))
        return rank(question, None, found, index.library.tokens, said)
    embedded = index.embeddings.embed_question(question.text)
    parts = [
        Part(question.text, embedded.vector),
        *(Part(side.text, embedded.part(side.start, side.end)) for side in question.sides),
    ]
    found = index.search.gather(parts, _limits(question, constraints))
    return rank(question, embedded, found, index.library.tokens, said)


def _limits(question: Question, constraints: Constraints) -> list[Constraints]:
    """What is searched within: what was asked for, and within it what the question names, and what
    was told before it."""
    named: tuple[Named, ...] = ("publishers", "dates")
    limits = [
        constraints,
        *(limit for what in named for limit in narrower(question, constraints, what)),
    ]
    if question.told and not question.completed and not constraints.articles:
        limits.append(replace(constraints, articles=question.told))
    return limits


def narrower(question: Question, constraints: Constraints, what: Named) -> list[Constraints]:
    """The constraints with what the question names: all its publishers, or each of its times.

    None where it names no such thing, or is limited in it already.
    """
    if what == "publishers":
        if not question.publishers or constraints.publishers:
            return []
        return [replace(constraints, publishers=question.publishers)]
    if constraints.after or constraints.before:
        return []
    return [replace(constraints, after=d.first, before=d.last) for d in question.dates[:DATES]]


def first_of_each(found: Iterable[Item], key: Callable[[Item], str | None]) -> list[Item]:
    """The first of each key, in their order."""
    first: dict[str | None, Item] = {}
    for one in found:
        first.setdefault(key(one), one)
    return list(first.values())

"""The passages for a question: what its words and meaning find, in the publishers it names."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import zip_longest

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.question import Question
from index.library import Constraints


def find(
    search: BaseRetriever, question: Question, k: int, constraints: Constraints
) -> list[Document]:
    """At most `k` passages, the best first.

    Each publisher that the question names is searched on its own, and they take turns; what
    all the articles together give comes after, so that a name never hides the only answer.
    """
    everywhere = search.invoke(question.text, k=k, constraints=constraints)
    if constraints.publishers or not question.publishers:
        return everywhere
    each = (
        search.invoke(question.text, k=k, constraints=replace(constraints, publishers=(name,)))
        for name in question.publishers
    )
    turns = [document for turn in zip_longest(*each) for document in turn if document]
    return first_of_each([*turns, *everywhere], lambda document: document.id)[:k]


def first_of_each(
    documents: Iterable[Document], key: Callable[[Document], str | None]
) -> list[Document]:
    """The first document of each key, in their order."""
    first: dict[str | None, Document] = {}
    for document in documents:
        first.setdefault(key(document), document)
    return list(first.values())

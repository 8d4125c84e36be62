"""What the articles have not: words of a question, and why nothing answers it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from langchain_core.documents import Document

from assistant.answer import Reason, Searched
from assistant.calibration import calibration
from assistant.language.spelling import meant
from assistant.question import LATEST, Question, telling
from assistant.quote import listed
from index.constraints import Constraints
from index.index import Index
from index.library import Library

WORDS = re.compile(r"(?<!\w)[^\W\d_](?:[\w’'-]*\w)?")
POSSESSIVE = re.compile(r"[’']s$")
NEEDLESS = re.compile(
    r"(?:any|some|every|no)(?:body|one|thing|where)|u+h+|u+m+|e+rm+|lol|pls|plz|btw|gonna|wanna"
    r"|(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should)n['’]?t"
    r"|(?:what|who|how|where|that|there|it|he|she)['’]?s",
    re.IGNORECASE,
)
"""Words that no article need have: "Did anybody die?", "why wasnt it"."""
MISSING, RARE, OF_NAME = 3, 0.65, 0.3
"""Words that are named as in no article, at most, and the least weight of each: that it says
"killing" and not "died" is nothing to tell; and of a word of a name, Paris or Berlin."""


def missing(index: Index, asked: Question, typed: str) -> list[str]:
    """The telling words of a question, as it was typed, that the text of no article has."""
    names = " ".join((*asked.unknown, *asked.publishers)).casefold()
    found = (POSSESSIVE.sub("", word) for word in WORDS.findall(typed))
    words = [
        word
        for word in dict.fromkeys(found)
        if not LATEST.match(word) and not NEEDLESS.fullmatch(word)
    ]
    stems = [telling(word, index.tokenizer) for word in words]
    known = set(index.library.term_counts(set().union(*stems)))
    return [
        word
        for word, own in zip(words, stems, strict=True)
        if sum(own.values()) >= (OF_NAME if is_name(word, typed) else RARE)
        and not own.keys() & known
        and word.casefold() not in names
    ][:MISSING]


def is_name(word: str, typed: str) -> bool:
    """Whether a word of a question is of a name: it has a capital, and not for standing first."""
    return word[:1].isupper() and typed.find(word) > 0


def _no_authors(index: Index, words: Sequence[str]) -> list[str]:
    """Those of some words that are no name of an author: whose article it is, it does not say."""
    authors = set(WORDS.findall(" ".join(index.library.authors()).casefold())) if words else set()
    return [word for word in words if word.casefold() not in authors]


def corrections(index: Index, typed: str, words: Iterable[str]) -> dict[str, str]:
    """By word of a question that no article has, the one that may have been meant."""
    first = WORDS.search(typed)
    near = {word: meant(word, index, begins=bool(first and first[0] == word)) for word in words}
    return {word: other for word, other in near.items() if other}


def not_written(
    index: Index, asked: Question, typed: str, documents: Sequence[Document]
) -> str | None:
    """Which telling words of a question no article has: it is misspelt, what answers it uses
    others, or it is about something else.

    Args:
        documents: the passages that were found for it. Another word was meant where one of these
            has it beside a word of the question: the levees of Tollerby are no levers.
    """
    if not (words := _no_authors(index, missing(index, asked, typed))):
        return None
    told = f"No article has the word{'s' if len(words) > 1 else ''} {_in_quotes(words)}."
    known = set(index.library.term_counts(asked.weights))
    others = [
        other
        for other in corrections(index, typed, words).values()
        if not known or any(_speaks_of(index, one, other, known) for one in documents)
    ]
    if others:
        return f"{told} Did you mean {_in_quotes(others, 'and')}?"
    return told if known else None


def _speaks_of(index: Index, document: Document, word: str, stems: set[str]) -> bool:
    """Whether a passage, or its title, has a word and any of some stems."""
    text = f"{document.metadata['title']} {document.page_content}"
    if not re.search(rf"\b{re.escape(word)}\b", text):
        return False
    (words,) = index.tokenizer([text])
    return any(one.stem in stems for one in words)


def _in_quotes(words: Iterable[str], last: str = "or") -> str:
    return listed([f"“{word}”" for word in words], last)


def reason(
    library: Library, asked: Question, searched: Searched, documents: Sequence[Document]
) -> Reason:
    """Why nothing answers a question.

    Args:
        documents: the passages that were found for it.
    """
    limits = searched.constraints
    if not searched.articles and limits.publishers:
        alone = Constraints(publishers=limits.publishers)
        if not library.extent(alone).articles:
            return "unknown_publisher"
    if not searched.articles and (limits.after or limits.before):
        return "outside_dates"
    if asked.unknown and not asked.publishers:
        return "unknown_publisher"
    if asked.dates and not any(
        library.extent(replace(limits, after=d.first, before=d.last)).articles for d in asked.dates
    ):
        return "outside_dates"
    nearest = max((d.metadata["similarity"] or 0.0 for d in documents), default=0.0)
    return "close_but_not_answering" if nearest >= calibration().close else "nothing_close"

"""What the articles have not: words of a question, and why nothing answers it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from langchain_core.documents import Document

from assistant.answer import Reason, Searched
from assistant.calibration import calibration
from assistant.question import LATEST, Question, telling
from assistant.quote import listed
from index.constraints import Constraints
from index.index import Index
from index.library import Library

WORDS = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
INDEFINITE = re.compile(r"(any|some|every|no)(body|one|thing|where)$", re.IGNORECASE)
"""Words that no article need have: "Did anybody die?"."""
MISSING, RARE = 3, 0.65
"""Words that are named as in no article, at most, and the least weight of each: that it says
"killing" and not "died" is nothing to tell."""


def not_written(index: Index, asked: Question) -> str | None:
    """Which telling words of a question no article has: what answers it uses others, or it is
    about something else."""
    names = " ".join((*asked.unknown, *asked.publishers)).casefold()
    words = [
        word
        for word in dict.fromkeys(WORDS.findall(asked.text))
        if not LATEST.match(word) and not INDEFINITE.match(word)
    ]
    stems = [telling(word, index.tokenizer) for word in words]
    known = set(index.library.term_counts(set().union(*stems)))
    missing = [
        f"“{word}”"
        for word, own in zip(words, stems, strict=True)
        if sum(own.values()) >= RARE and not own.keys() & known and word.casefold() not in names
    ]
    if not missing or not known:
        return None
    return f"No article has the word{'s' if len(missing) > 1 else ''} {listed(missing[:MISSING])}."


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

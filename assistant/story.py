"""A story told as a whole: “Tell me about the wreck” is answered by how the articles on it begin.

An article is on it where its title and first sentences have what is asked for. Who or what stands
further down only is told by the sentences that say something of it, as any question is answered.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from langchain_core.documents import Document

from assistant.answer import Evidence
from assistant.evidence import Candidate, coverage, evidence
from assistant.language.opinion import is_label
from assistant.language.polarity import overlap, telling
from assistant.passages import first_of_each
from assistant.question import NAMED, Question
from assistant.quote import of_the_time_named
from index.keywords import Tokenizer

LEAD = 3
"""Sentences with which an article says what it is about."""
OF_IT = 0.95
"""The least share, by weight, of what is asked for that the beginning of an article on it has:
all."""
OF_TITLE, ENOUGH = 0.25, 7
"""A sentence that has more than this share of a title's telling words says what the title does; one
of fewer telling words says little. Of 609 articles of multihop_rag some begin with another:
“Hi, friends!”"""
WHOLE_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]* [A-ZÀ-Þ][\w’'-]*(?! [A-ZÀ-Þ])")
"""The last two words of a name."""
OF_ASKING = frozenset(["latest", "newest", "recent", "new", "stori", "everyth", "anyth", "someth"])
"""Stems of words that ask for a story, and are not of it."""


def leads(
    asked: Question, openings: Sequence[Candidate], score: float, tokenizer: Tokenizer
) -> list[Evidence]:
    """How the articles begin that are on the story which is asked for, in the order in which they
    were found: those of the publishers and the time that it names, where there are any.

    Args:
        openings: the sentences of the first passages of the articles found.
        score: the probability that they answer.
    """
    about = {stem: own for stem, own in asked.about.items() if stem not in OF_ASKING}
    wanted = replace(asked, about=about or asked.about)

    def covered(*texts: str) -> float:
        return coverage(wanted, {word.stem for words in tokenizer(texts) for word in words})

    (capitals,) = tokenizer([" ".join(NAMED.findall(asked.own))])
    is_named = any(word.stem in wanted.about for word in capitals)
    names = WHOLE_NAME.findall(asked.own) if is_named else []
    first = []
    for own in by_article(openings):
        title, lead = own[0].document.metadata["title"], own[:LEAD]
        if covered(title, *(one.text for one in lead)) < OF_IT:
            continue
        if not all(name in f"{title} {' '.join(one.text for one in lead)}" for name in names):
            continue  # John Brown and Mary Smith are no John Smith
        naming = [one for one in lead if is_named and covered(one.text)]
        if is_named and not naming:
            continue  # only its title names it: “The restaurant nearest Google”
        telling_it = [one for one in naming if telling(one.text) >= ENOUGH]
        best = max(telling_it, key=lambda one: covered(one.text), default=beginning(own))
        first.append(evidence(best, score))
    named = [one for one in first if one.publisher in asked.publishers] or first
    named = of_the_time_named(asked, named) if named else named
    if asked.latest:
        named.sort(key=lambda one: one.published or "", reverse=True)
    return named


def opening(first: Document) -> tuple[str, str]:
    """The headline of an article, and what its first passage begins with."""
    *_, (_, end) = first.metadata["sentences"][:LEAD]
    return first.metadata["title"], first.page_content[:end]


def beginning(article: Sequence[Candidate]) -> Candidate:
    """How an article begins: with its first sentence, or, where that says little, with the first
    one that says what the title does.

    Args:
        article: the first sentences of one, in their order.
    """
    title = article[0].document.metadata["title"]
    told = [one for one in article if not is_label(one.text)] or article
    if telling(told[0].text) >= ENOUGH:
        return told[0]
    return next((one for one in told if overlap(title, one.text) > OF_TITLE), told[0])


def by_article(sentences: Sequence[Candidate]) -> list[list[Candidate]]:
    """The sentences of each article in their order, the articles in that in which they come."""

    def article(one: Candidate) -> str:
        return str(one.document.metadata["article_id"])

    in_order = sorted(sentences, key=lambda one: one.start)
    return [
        [one for one in in_order if article(one) == article(first)]
        for first in first_of_each(sentences, article)
    ]

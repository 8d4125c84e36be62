"""The assistant: a question in, an answer of checked quotes out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from langchain_core.documents import Document
from numpy.typing import NDArray

from assistant.answer import Answer, Headline, Reason, Searched, Sentence, Turn
from assistant.calibration import calibration
from assistant.evidence import Candidate, candidates, evidence
from assistant.passages import find, first_of_each
from assistant.question import Question, read
from assistant.quote import choose, cite, compose, nothing
from index.article import printable
from index.index import Index
from index.library import Constraints

PASSAGES = 20
"""Passages whose sentences are looked at."""
LONGEST = 2000
"""Characters of a question; what is longer is a text, not a question."""
EVERYWHERE = Constraints()


class Assistant:
    """Answers questions from an index, and from nothing else."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        constraints: Constraints = EVERYWHERE,
        refuse: bool = True,
    ) -> Answer:
        """One answer; see `stream`."""
        *_, answer = self.stream(question, history, constraints=constraints, refuse=refuse)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        constraints: Constraints = EVERYWHERE,
        refuse: bool = True,
    ) -> Iterator[Sentence | Answer]:
        """The sentences of an answer one by one, and at last the whole answer.

        Args:
            history: what was asked and answered before, the oldest first.
            constraints: what the search is limited to.
            refuse: False gives the best quotes whatever their score, for measuring.
        """
        question = printable(question)
        extent = self.index.library.extent(constraints)
        searched = Searched(extent.articles, extent.first, extent.last, constraints)
        if problem := unanswerable(question):
            yield Answer(question, question, "not_found", 0.0, problem, searched)
            return
        asked = self.read(question, history)
        documents = self.passages(asked, PASSAGES, constraints)
        found = ranked(self.candidates(asked, documents))
        notice = self.index.keywords_only()
        decide = calibration().decision(by_words=notice is not None)
        score = decide.score([candidate.features for _, candidate in found])
        answer = Answer(
            question=question,
            searched_as=asked.text,
            status="not_found",
            score=score,
            text=nothing(searched),
            searched=searched,
            notice=notice,
        )
        if found and (not refuse or score >= calibration().threshold):
            yield from _quoted(answer, found)
        else:
            reason = self._reason(searched, documents)
            yield replace(answer, nearest=_headlines(documents), reason=reason)

    def search(self, query: str, k: int, constraints: Constraints = EVERYWHERE) -> list[Document]:
        """The ranking of passages that the answer to a question is made from."""
        return self.passages(self.read(printable(query)), k, constraints)

    def read(self, question: str, history: Sequence[Turn] = ()) -> Question:
        """What a question asks for."""
        return read(question, history, self.index.library.publishers(), self.index.tokenizer)

    def passages(self, asked: Question, k: int, constraints: Constraints) -> list[Document]:
        """The passages for a question that was read."""
        return find(self.index.search, asked, k, constraints)

    def candidates(self, asked: Question, documents: Sequence[Document]) -> list[Candidate]:
        """The sentences of passages, with what tells whether they answer."""
        meanings = self._meanings(asked, documents)
        return candidates(asked, documents, self.index.tokenizer, meanings)

    def _meanings(
        self, asked: Question, documents: Sequence[Document]
    ) -> dict[int, NDArray[np.float32]]:
        """How similar the sentences of passages are to a question, by passage."""
        if self.index.keywords_only():
            return {}
        query = np.asarray(self.index.embeddings.embed_query(asked.text), dtype=np.float32)
        vectors = self.index.library.sentence_vectors([int(d.id or 0) for d in documents])
        return {passage: own @ query for passage, own in vectors.items()}

    def _reason(self, searched: Searched, documents: Sequence[Document]) -> Reason:
        limits = searched.constraints
        if not searched.articles and limits.publishers:
            alone = Constraints(publishers=limits.publishers)
            if not self.index.library.extent(alone).articles:
                return "unknown_publisher"
        if not searched.articles and (limits.after or limits.before):
            return "outside_dates"
        nearest = max((d.metadata["similarity"] or 0.0 for d in documents), default=0.0)
        return "close_but_not_answering" if nearest >= calibration().close else "nothing_close"


def _quoted(
    unanswered: Answer, found: Sequence[tuple[float, Candidate]]
) -> Iterator[Sentence | Answer]:
    """The quotes that answer, one by one, and the whole answer."""
    chosen = choose([evidence(candidate, value) for value, candidate in found])
    citations = tuple(cite(number, item) for number, item in enumerate(chosen, start=1))
    sentences = tuple(compose(citations))
    yield from sentences
    yield replace(
        unanswered,
        status="answered",
        text="\n\n".join(sentence.text for sentence in sentences),
        sentences=sentences,
        citations=citations,
    )


def ranked(found: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
    """Sentences with the probability that they answer, the best first."""
    model = calibration().sentence
    scored = [(model.probability(candidate.features), candidate) for candidate in found]
    return sorted(scored, key=lambda pair: -pair[0])


def unanswerable(question: str) -> str | None:
    """What to say to something that is no question; `None` if it may be one."""
    if not any(character.isalnum() for character in question):
        return "Ask a question in words; there is nothing here to search for."
    if len(question) > LONGEST:
        return (
            f"This is {len(question):,} characters long; ask a question of at most "
            f"{LONGEST:,} characters."
        )
    return None


def _headlines(documents: Sequence[Document]) -> tuple[Headline, ...]:
    """The first three different articles of a ranking."""
    articles = first_of_each(documents, lambda document: document.metadata["article_id"])
    return tuple(
        Headline(m["article_id"], m["title"], m["publisher"], m["published"], m["url"])
        for m in (document.metadata for document in articles[:3])
    )

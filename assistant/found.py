"""What a search brought: passages and their sentences, and which of these are the quotes."""

from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.documents import Document

from assistant.answer import Evidence
from assistant.calibration import calibration
from assistant.differ import Witness, certain
from assistant.evidence import Candidate, evidence
from assistant.opinion import is_label
from assistant.passages import first_of_each
from assistant.question import Question
from assistant.quote import WORTH, choose, choose_from_each, of_the_time_named

NEAR = 0.1
"""A passage with less than this share of the first one's probability answers no side."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: passages and their sentences, the best first, and whether they
    answer. `score` is the estimated probability that they do; `witnesses` are what differs or may;
    `of_then` is how many articles are of a time, where the question is for whatever is."""

    documents: Sequence[Document]
    sentences: Sequence[tuple[float, Candidate]]
    score: float
    answers: bool
    witnesses: Sequence[Witness] = ()
    of_then: int = 0

    @property
    def apart(self) -> list[Witness]:
        """What differs, the newest first."""
        return certain(self.witnesses)

    def chosen(self, asked: Question) -> list[Evidence]:
        """The quotes that answer: first what differs, the newest first; where the latest is asked
        for, the question's sides do not matter; where it is whatever is of a time, how each
        article begins."""
        if self.of_then:
            return self._beginnings()
        least = min(WORTH) * self.sentences[0][0] if self.sentences else 0.0
        best = [
            evidence(candidate, score, asked.text)
            for score, candidate in self.sentences
            if score >= least
        ]
        if not asked.sides or asked.latest:
            best = of_the_time_named(asked, best)
            return choose(best, [one.evidence for one in self.apart or self.witnesses])
        firsts = _best_of_each(self.sentences, self.documents)
        return choose_from_each(firsts, best, len(asked.publishers))

    def _beginnings(self) -> list[Evidence]:
        """The first sentence of each article, which says what it is about; the newest first."""

        def place(pair: tuple[float, Candidate]) -> tuple[bool, int]:
            return is_label(pair[1].text), pair[1].start

        in_order = sorted(self.sentences, key=place)
        first = first_of_each(in_order, lambda one: one[1].document.metadata["article_id"])
        found = [evidence(candidate, score) for score, candidate in first]
        return sorted(found, key=lambda one: one.published or "", reverse=True)


def _best_of_each(
    found: Sequence[tuple[float, Candidate]], documents: Sequence[Document]
) -> list[Evidence]:
    """The best sentence of each article's first passage, in the order of the passages.

    A question of several sides is seldom answered by one sentence: its passages were found side by
    side, and their order says more: on multihop_rag dev the F1 of the cited articles is .70 so,
    .55 by the best sentences.
    """
    best: dict[str | None, tuple[float, Candidate]] = {}
    for score, candidate in found:
        best.setdefault(candidate.document.id, (score, candidate))
    firsts = first_of_each(documents, lambda document: document.metadata["article_id"])
    least = NEAR * documents[0].metadata["score"] if documents else 0.0
    chosen = (best[d.id] for d in firsts if d.id in best and d.metadata["score"] >= least)
    return [evidence(candidate, score) for score, candidate in chosen]


def ranked(found: Sequence[Candidate], equal: float | None = None) -> list[tuple[float, Candidate]]:
    """Sentences with the probability that they answer, the best first; of equals the newer.

    Args:
        equal: the share of the best one's score from which on a sentence counts as its equal.
    """
    model = calibration().sentence
    scored = [(model.probability(candidate.features), candidate) for candidate in found]
    best = max((score for score, _ in scored), default=0.0)

    def place(pair: tuple[float, Candidate]) -> tuple[float, str, float]:
        score, candidate = pair
        alike = equal is not None and score >= equal * best
        day = candidate.document.metadata["published"] or ""
        return best if alike else round(score, 2), day, score

    return sorted(scored, key=place, reverse=True)

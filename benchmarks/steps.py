"""What each step of the ranking adds on MultiHop-RAG, and how far a perfect order would get.

    python -m benchmarks.steps ../shared/bench

Every step's weights are fitted on four fifths of the questions and judged on the fifth, so that a
step which only fits what it was fitted on shows no gain. The constants within the steps
(`assistant/ranking.py`) were chosen on these questions.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np

from assistant import passages
from assistant.assistant import Assistant
from assistant.passages import SIDES
from assistant.ranking import FEATURES, Ranked, order, rank
from benchmarks.calibrate import FOLDS, fit
from benchmarks.corpora import load, open_index
from benchmarks.multihop_rag import DEPTH
from benchmarks.report import Figure, means, save, show
from benchmarks.scores import ranking_scores, squeeze
from index.constraints import Constraints
from index.embedding import SentenceEmbeddings


class Way(Enum):
    """What of a question is compared with a passage; each adds to the one before."""

    WHOLE, SIDES, TOKENS = range(3)


CEILINGS = (20, 100)
STEPS: tuple[tuple[str, Way, tuple[str, ...], bool], ...] = (
    ("the whole question", Way.WHOLE, ("margin",), False),
    ("+ its sides", Way.SIDES, ("margin",), False),
    ("+ token match, words of two sentences", Way.TOKENS, ("margin", "match"), False),
    ("+ publisher, day, opening", Way.TOKENS, FEATURES, False),
    ("+ turns, what is missing", Way.TOKENS, FEATURES, True),
)
"""Of each: its name, what is compared, the features, whether publishers, sides and articles take
turns. What stands out (`margin`) counts the publisher and the day named from the first step on."""


@dataclass(frozen=True)
class Judged:
    """The passages found for a question, and what they hold.

    Args:
        texts, urls: of the passages; texts, like `facts`, without blanks.
    """

    ranked: Ranked
    publishers: tuple[str, ...]
    texts: list[str]
    urls: list[str]
    facts: list[str]
    evidence: list[str]

    def holds(self, passage: int) -> frozenset[str]:
        """The facts that a passage holds."""
        return frozenset(fact for fact in self.facts if fact in self.texts[passage])

    def scores(self, first: Sequence[int]) -> dict[str, float]:
        """The measures of an order."""
        texts, urls = [self.texts[i] for i in first], [self.urls[i] for i in first]
        return ranking_scores(texts, urls, self.facts, self.evidence)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds multihop_rag/")
    folder = parser.parse_args().bench / "multihop_rag"
    items = [q for q in load(folder / "dev.json") if q["question_type"] != "null_query"]
    index = open_index("multihop_rag", SentenceEmbeddings(), folder / "corpus.json")
    assistant = Assistant(index)
    found = {way: [judged(assistant, item, way) for item in items] for way in Way}
    index.close()
    result: dict[str, dict[str, Figure]] = {}

    def tell(name: str, own: Sequence[Judged], orders: Sequence[Sequence[int]]) -> None:
        rows = [item.scores(first) for item, first in zip(own, orders, strict=True)]
        result[name] = means(rows)
        show(name, result[name])

    orders: list[list[int]] = []
    for name, way, features, turns in STEPS:
        orders = ranked(found[way], features, turns=turns)
        tell(name, found[way], orders)
    own = found[Way.TOKENS]
    for depth in CEILINGS:
        best = [perfect(item, first[:depth]) for item, first in zip(own, orders, strict=True)]
        tell(f"ceiling: the first {depth}", own, best)
    tell("ceiling: all found", own, [perfect(item, range(len(item.texts))) for item in own])
    save("steps", result)


def judged(assistant: Assistant, item: dict[str, Any], way: Way) -> Judged:
    """What is found for a question, and what ranks it."""
    index, asked = assistant.index, assistant.read(item["query"])
    asked = replace(asked, sides=() if way is Way.WHOLE else asked.sides[:SIDES])
    found = passages.candidates(index, asked, Constraints())
    if way is not Way.TOKENS:
        embedded = index.embeddings.embed_question(asked.text)
        found = rank(asked, embedded, found.found, lambda _: {}, lambda _: {})
    documents = index.library.passages(found.found.ids)
    return Judged(
        found,
        asked.publishers,
        [squeeze(document.page_content) for document in documents],
        [document.metadata["url"] for document in documents],
        [squeeze(evidence["fact"]) for evidence in item["evidence_list"]],
        [evidence["url"] for evidence in item["evidence_list"]],
    )


def ranked(items: Sequence[Judged], features: tuple[str, ...], *, turns: bool) -> list[list[int]]:
    """The order of each question's passages by weights that were fitted on others."""
    columns = [FEATURES.index(name) for name in features]
    rows = [item.ranked.features[:, columns] for item in items]
    right = [np.array([bool(i.holds(n)) for n in range(len(i.texts))], float) for i in items]
    orders: list[list[int]] = [[] for _ in items]
    for fold in range(FOLDS):
        others = [n for n in range(len(items)) if n % FOLDS != fold]
        fitted = fit(features, [(rows[n], right[n]) for n in others])
        for n in range(fold, len(items), FOLDS):
            worth = fitted.logit(rows[n])
            if turns:
                orders[n] = order(items[n].ranked, worth, items[n].publishers, max(CEILINGS))
            else:
                orders[n] = np.argsort(-worth, kind="stable").tolist()
    return orders


def perfect(item: Judged, among: Iterable[int]) -> list[int]:
    """Some passages in the order in which each next one holds most of what is still missing."""
    left, chosen, missing = list(among), list[int](), set(item.facts)
    while left and len(chosen) < DEPTH:
        best = max(left, key=lambda i: len(item.holds(i) & missing))
        left.remove(best)
        chosen.append(best)
        missing -= item.holds(best)
    return chosen


if __name__ == "__main__":
    main()

"""Fits what `assistant/calibration.json` says of close reading.

    python -m benchmarks.calibrate_closely ../shared/bench

On the invented news that `benchmarks/train_close_reader.py` holds out, all of it one library: which
of the sentences found for a question answers, from their odds before they were read closely and the
close reader's logit. Whether any does, is fitted on the development questions of xquad and squad2
and on those of multihop_rag that have no answer, not on that news: its questions without an answer
were made of the words of its articles, and the others of other words.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant import calibration
from assistant.assistant import PASSAGES, Assistant
from assistant.found import UNREAD, ranked
from assistant.windows import read_closely
from benchmarks.calibrate import THRESHOLD, conditional_logit, store, stored
from benchmarks.close_reader.windows import NEWS
from benchmarks.corpora import (
    answerable,
    by_paragraph,
    impossible,
    load,
    open_index,
    paragraphs,
    write_articles,
)
from benchmarks.reader.questions import held_out
from benchmarks.scores import auroc
from index.constraints import Constraints
from index.embedding import SentenceEmbeddings
from index.index import Index

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's sentences: odds and logits, (sentences, 2), and which answer, (sentences,); the
    odds that any does, before any was read; and whether the articles answer it."""

    rows: Floats
    right: Floats
    odds: float
    answerable: bool

    @property
    def read(self) -> NDArray[np.bool_]:
        """Which sentences were read closely: where the one that answers was not, nothing is to be
        learnt of how much that counts."""
        known: NDArray[np.bool_] = self.rows[:, 1] != UNREAD
        return known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds xquad/, squad2/ and so on")
    bench = parser.parse_args().bench
    embeddings = SentenceEmbeddings()
    articles = [row for row in load(NEWS) if held_out(row["title"])]
    file = write_articles(
        "news_held_out",
        (
            {"id": str(n), "title": row["title"], "text": " ".join(row["sentences"])}
            for n, row in enumerate(articles)
        ),
    )
    questions = [
        (one["q"], [row["sentences"][number] for number in one["in"]])
        for row in articles
        for one in row["questions"]
    ]
    news = asked_of(open_index("news_held_out", embeddings, file), questions)
    sets = [(one.rows[one.read], one.right[one.read]) for one in news]
    print(f"first, before: {np.mean([right[0] for _, right in sets if right.any()]):.3f}")
    store({"closely": stored(conditional_logit("closely", ("before", "logit"), sets))})
    groups = {
        name: asked_of(
            open_index(name, embeddings, write_articles(name, paragraphs(data, titled))),
            [
                *((question, ["?"]) for question, _ in answerable(data)),
                *((question, []) for question in impossible(data)),
            ],
        )
        for name, data, titled in (
            ("xquad", load(bench / "xquad" / "dev.json"), True),
            ("squad2", by_paragraph(load(bench / "squad2" / "dev.json")), False),
        )
    }
    folder = bench / "multihop_rag"
    groups["multihop_rag"] = asked_of(
        open_index("multihop_rag", embeddings, folder / "corpus.json"),
        [
            (item["query"], [])
            for item in load(folder / "dev.json")
            if item["question_type"] == "null_query"
        ],
    )
    store({"any_answers": stored(any_answers(groups))})
    any_answers_of("news", news, calibration.calibration().any_answers)


def asked_of(index: Index, questions: Sequence[tuple[str, Sequence[str]]]) -> list[Asked]:
    """Some questions with the sentences that answer, where any do, all read closely, also where
    they have several sides; the index is closed after."""
    assistant, numbers = Assistant(index), calibration.calibration()
    result = []
    for text, answers in questions:
        question = assistant.read(text)
        documents = assistant.passages(question, PASSAGES, Constraints())
        sentences = [c for _, c in ranked(assistant.candidates(question, documents))]
        if not sentences:
            continue
        features = [candidate.features for candidate in sentences]
        logits = read_closely(question.text, sentences)
        result.append(
            Asked(
                np.column_stack(
                    [
                        numbers.sentence.logit(np.stack(features)),
                        [UNREAD if own is None else own for own in logits],
                    ]
                ),
                np.array([float(any(c.text in own for own in answers)) for c in sentences]),
                numbers.answer.odds(features, unheld=bool(question.unknown)),
                bool(answers),
            )
        )
    index.close()
    return result


def any_answers(groups: Mapping[str, Sequence[Asked]]) -> calibration.Logistic:
    """How likely the articles answer; of each set those that do, and the others, count the same."""
    labels = {name: np.array([one.answerable for one in own]) for name, own in groups.items()}
    each = {
        name: np.where(y, 1 / max(1, y.sum()), 1 / max(1, (~y).sum())) for name, y in labels.items()
    }
    model = LogisticRegression(C=1e3).fit(
        np.concatenate([matrix(own) for own in groups.values()]),
        np.concatenate(list(labels.values())),
        sample_weight=1000 * np.concatenate(list(each.values())),
    )
    result = calibration.Logistic(("before", "logit"), model.coef_[0], float(model.intercept_[0]))
    for name, own in groups.items():
        any_answers_of(name, own, result)
    return result


def matrix(asked: Sequence[Asked]) -> Floats:
    """Of each question the odds before, and the greatest logit."""
    return np.array([[one.odds, one.rows[:, 1].max()] for one in asked])


def any_answers_of(name: str, asked: Sequence[Asked], model: calibration.Logistic) -> None:
    """Tell how well a set is told."""
    scores = model.probabilities(matrix(asked))
    labels = np.array([one.answerable for one in asked])
    line = f"any_answers: {name}"
    if labels.any():
        line += f", AUROC {auroc(scores[labels].tolist(), scores[~labels].tolist()):.3f}"
    for label in ("denied", "doubted"):
        least = THRESHOLD[label]
        line += f", {label} {(scores[~labels] < least).mean():.3f}"
        if labels.any():
            line += f" (wrongly {(scores[labels] < least).mean():.3f})"
    print(line)


if __name__ == "__main__":
    main()

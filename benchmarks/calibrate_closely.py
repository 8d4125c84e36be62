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
    close_sets,
    impossible,
    load,
    open_index,
    write_articles,
)
from benchmarks.reader.questions import held_out
from benchmarks.scores import auroc
from index.constraints import Constraints
from index.embedding import SentenceEmbeddings
from index.index import Index

Floats = NDArray[np.float64]
ANY = ""
"""Stands for an answer whose sentence is not looked for."""


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
    news = of_news(embeddings)
    sets = [(one.rows[one.read], one.right[one.read]) for one in news]
    print(f"first, before: {np.mean([right[0] for _, right in sets if right.any()]):.3f}")
    store({"closely": stored(conditional_logit("closely", ("before", "logit"), sets))})
    model = any_answers(
        {**of_paragraphs(bench, embeddings), "multihop_rag": nulls(bench, embeddings)}
    )
    store({"any_answers": stored(model)})
    tell("news", news, model)


def of_news(embeddings: SentenceEmbeddings) -> list[Asked]:
    """The questions about the invented news that is held out."""
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
    index = open_index("news_held_out", embeddings, file)
    found = asked_of(index, questions)
    index.close()
    return found


def of_paragraphs(bench: Path, embeddings: SentenceEmbeddings) -> dict[str, list[Asked]]:
    """The questions of squad2 and xquad. Which sentence answers does not matter here."""
    return {
        name: asked_of(
            index,
            [
                *((question, [ANY]) for question, _ in answerable(data)),
                *((question, []) for question in impossible(data)),
            ],
        )
        for name, data, index in close_sets(bench, embeddings)
    }


def nulls(bench: Path, embeddings: SentenceEmbeddings) -> list[Asked]:
    """The questions of multihop_rag that no article answers."""
    folder = bench / "multihop_rag"
    index = open_index("multihop_rag", embeddings, folder / "corpus.json")
    asked = load(folder / "dev.json")
    found = asked_of(index, [(q["query"], []) for q in asked if q["question_type"] == "null_query"])
    index.close()
    return found


def asked_of(index: Index, questions: Sequence[tuple[str, Sequence[str]]]) -> list[Asked]:
    """Some questions with the sentences that answer, where any do, all read closely, also where
    they have several sides."""
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
                        numbers.sentence.of(features),
                        [UNREAD if own is None else own for own in logits],
                    ]
                ),
                np.array([float(any(c.text in own for own in answers)) for c in sentences]),
                numbers.answer.odds(features, unheld=bool(question.unknown)),
                bool(answers),
            )
        )
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
        tell(name, own, result)
    return result


def matrix(asked: Sequence[Asked]) -> Floats:
    """Of each question the odds before, and the greatest logit."""
    return np.array([[one.odds, one.rows[:, 1].max()] for one in asked])


def tell(name: str, asked: Sequence[Asked], model: calibration.Logistic) -> None:
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

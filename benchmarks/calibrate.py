"""Fits `assistant/calibration.json`: how likely a sentence answers, and all of them together.

    python -m benchmarks.calibrate ../shared

The sentence model is fitted on questions over Wikipedia paragraphs (`training/squad2_part.json`):
of all sentences of the passages found, which one holds the answer (a conditional logit), then
scaled to a probability. The answer models are fitted on the same questions, asked
of libraries of 1 and 16 paragraphs that hold the answering one or not, and on the development
questions of multihop_rag, of which 58 have no answer. Nothing is fitted on the sample articles.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from assistant import calibration
from assistant.assistant import PASSAGES, Assistant
from assistant.evidence import FEATURES, Candidate
from benchmarks.corpora import load, open_index, paragraphs, write_articles
from benchmarks.scores import auroc, refused
from index.embedding import SentenceEmbeddings
from index.library import Constraints, Library

TARGET = Path(calibration.__file__).with_name("calibration.json")
WRONGLY = 0.05
THRESHOLD = 0.5
"""There is an answer where that is more likely than not: the sets are weighted so that questions
with and without one are equally many."""
SIZES = (1, 16, None)
"""Articles in the library that a question is asked of; None is all."""
RIDGE = 0.1
NEVER_NEAR = "squad2_part, 16"
"""A library of other paragraphs, so that nothing in it is near by more than chance."""
DECIDING = ("multihop_rag", "squad2_part, 1", NEVER_NEAR)
"""Asked of all paragraphs but the right one, a question meets others of the same page: near ones
that do not answer. Telling these apart takes reading, so they are shown and not fitted on."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """One question asked of one library: its candidates, which answer, and whether one could."""

    found: Sequence[Candidate]
    right: Floats
    answerable: bool
    group: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path, help="the folder that holds training/ and bench/")
    parser.add_argument("--questions", type=int, default=600, help="of the training set")
    arguments = parser.parse_args()
    embeddings, shared = SentenceEmbeddings(), arguments.shared
    asked = [
        *wikipedia(shared / "training" / "squad2_part.json", embeddings, arguments.questions),
        *multihop(shared / "bench" / "multihop_rag", embeddings),
    ]
    sentence = fit_sentence([a for a in asked if a.group == "squad2_part, all" and a.answerable])
    write(sentence, asked)


def wikipedia(path: Path, embeddings: SentenceEmbeddings, number: int) -> Iterator[Asked]:
    """Questions asked of libraries of several sizes, with and without the paragraph."""
    data = load(path)
    assistant = Assistant(
        open_index("squad2_part", embeddings, write_articles("squad2_part", paragraphs(data)))
    )
    homes = article_ids(assistant.index.library)
    chance = random.Random(0)
    known = [item for item in questions(data) if item[2].strip() in homes]
    for question, answers, context in chance.sample(known, number):
        home = homes[context.strip()]
        others = [i for i in homes.values() if i != home]
        for size in SIZES:
            chosen = chance.sample(others, size) if size else others
            for answerable in (True, False):
                within = (*chosen[: len(chosen) - 1], home) if answerable else tuple(chosen)
                found = candidates(assistant, question, Constraints(articles=within))
                right = [
                    c.document.metadata["article_id"] == home and any(a in c.text for a in answers)
                    for c in found
                ]
                group = f"squad2_part, {size or 'all'}"
                yield Asked(found, np.array(right, dtype=float), answerable, group)


def multihop(folder: Path, embeddings: SentenceEmbeddings) -> Iterator[Asked]:
    """The development questions over news, of all articles."""
    assistant = Assistant(open_index("multihop_rag", embeddings, folder / "corpus.json"))
    for item in load(folder / "dev.json"):
        found = candidates(assistant, item["query"], Constraints())
        answerable = item["question_type"] != "null_query"
        yield Asked(found, np.zeros(len(found)), answerable, "multihop_rag")


def candidates(assistant: Assistant, question: str, within: Constraints) -> list[Candidate]:
    asked = assistant.read(question)
    return assistant.candidates(asked, assistant.passages(asked, PASSAGES, within))


def questions(data: dict[str, Any]) -> Iterator[tuple[str, list[str], str]]:
    """Question, its answers, its paragraph; the answerable ones."""
    for article in data["data"]:
        for paragraph in article["paragraphs"]:
            for qa in paragraph["qas"]:
                if not qa.get("is_impossible"):
                    yield qa["question"], [a["text"] for a in qa["answers"]], paragraph["context"]


def article_ids(library: Library) -> dict[str, str]:
    """Article ids by their text."""
    with library.database.reading() as db:
        rows = db.execute("SELECT article_id, text FROM versions WHERE retired IS NULL").fetchall()
    return {row["text"]: row["article_id"] for row in rows}


def matrix(asked: Asked) -> Floats:
    return np.stack([candidate.features for candidate in asked.found])


def fit_sentence(asked: Sequence[Asked]) -> calibration.Logistic:
    """Weights that put the answering sentence before the others, as a probability."""
    sets = [(matrix(a), a.right) for a in asked if a.found and a.right.any()]

    def loss(weights: Floats) -> float:
        total = RIDGE * float(weights @ weights)
        for features, right in sets:
            scores = features @ weights
            total += float(np.logaddexp.reduce(scores) - np.logaddexp.reduce(scores[right > 0]))
        return total

    weights = minimize(loss, np.ones(len(FEATURES)), method="L-BFGS-B").x
    scores = np.concatenate([features @ weights for features, _ in sets])
    labels = np.concatenate([right for _, right in sets])
    scale = LogisticRegression(C=1e6).fit(scores[:, None], labels)
    slope, bias = float(scale.coef_[0, 0]), float(scale.intercept_[0])
    first = [right[int(np.argmax(features @ weights))] for features, right in sets]
    print(f"sentence: the first is right in {np.mean(first):.3f} of {len(sets)}")
    return calibration.Logistic(FEATURES, weights * slope, bias)


def write(sentence: calibration.Logistic, asked: Sequence[Asked]) -> None:
    """Fit the decisions, say how well they do, and store everything."""
    asked = [a for a in asked if a.found]
    answer = fit_decision(("passage", "meaning"), asked)
    by_words = fit_decision(("passage", "around"), asked)
    near = FEATURES.index("near")
    far = [matrix(a)[:, near].max() for a in asked if a.group == NEVER_NEAR and not a.answerable]
    stored = {
        "about": f"benchmarks/calibrate.py, {date.today()}, on squad2_part and multihop_rag dev",
        "sentence": _stored(sentence),
        "answer": _stored(answer),
        "by_words": _stored(by_words),
        "threshold": THRESHOLD,
        "close": round(float(np.quantile(far, 0.9)), 3),
    }
    TARGET.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")


def fit_decision(names: tuple[str, ...], asked: Sequence[Asked]) -> calibration.Logistic:
    """A model over the best of some features; each set, and each answer, counts the same."""
    rows = np.stack([calibration.best(list(matrix(a)), names) for a in asked])
    labels = np.array([a.answerable for a in asked])
    groups = np.array([a.group for a in asked])
    used = np.isin(groups, DECIDING)
    kinds = list(zip(groups, labels, strict=True))
    each = np.array([1000 / kinds.count(kind) for kind in kinds])
    model = LogisticRegression(C=1e3).fit(rows[used], labels[used], sample_weight=each[used])
    answer = calibration.Logistic(names, model.coef_[0], float(model.intercept_[0]))
    scores = np.array([answer.probability(row) for row in rows])
    print(" + ".join(names))
    for group in sorted(set(groups)):
        yes, no = scores[labels & (groups == group)], scores[~labels & (groups == group)]
        print(
            f"  {group:18} AUROC {auroc(yes, no):.3f}, {refused(yes, no, WRONGLY):.3f} at 5 %;"
            f" as set {(no < THRESHOLD).mean():.3f}, wrongly {(yes < THRESHOLD).mean():.3f}"
        )
    return answer


def _stored(model: calibration.Logistic) -> dict[str, float]:
    weights = zip(model.names, model.weights, strict=True)
    return {"bias": round(model.bias, 4), **{name: round(float(w), 4) for name, w in weights}}


if __name__ == "__main__":
    main()

"""Fits `assistant/calibration.json`: which passages hold evidence, how likely a sentence answers,
and how likely all that was found does.

    python -m benchmarks.calibrate ../shared [--questions 200]

The sentence model is fitted on questions over Wikipedia paragraphs that the reader was not trained
on (the articles of `training/` that `benchmarks/train_reader.py` holds out, and search questions of
`qed.jsonl` beyond those that it takes): of all sentences of the passages found, which one holds the
answer (a conditional logit), then scaled to a probability. The answer models are fitted on the same
questions, asked of libraries of 1 and 16 paragraphs that hold the answering one or not, and on the
development questions of multihop_rag, of which 58 have no answer. The passage model is fitted on
the others of those. Nothing is fitted on the sample articles or on the newsroom questions.
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
from scipy.special import expit, logsumexp, softmax
from sklearn.linear_model import LogisticRegression

from assistant import calibration, passages, ranking
from assistant.assistant import PASSAGES, Assistant
from assistant.evidence import BY_WORDS, FEATURES, WITH_MEANING, Candidate
from benchmarks import corpora
from benchmarks.corpora import FOLDER, load, open_index, write_articles
from benchmarks.reader import questions as training_set
from benchmarks.report import WRONGLY
from benchmarks.scores import auroc, refused, squeeze
from index.constraints import Constraints
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.library import Library

TARGET = Path(calibration.__file__).with_name("calibration.json")
THRESHOLD = {"answer": 0.6, "by_words": 0.5, "denied": 0.18, "doubted": 0.42}
"""There is an answer where that is half as likely again as not (the sets are weighted so that
questions with and without one are equally many): a quote that does not answer costs a reader more
than a refusal that shows the nearest headlines. Words alone miss more: .5. What was read closely is
denied under .18; up to .42 the answer says that it is not certain: of 64 answers to 1,140 questions
of fifteen sets that lie between .35 and .42 19 are right, 14 are not, and to 31 nothing answers."""
SIZES = (1, 16, None)
"""Articles in the library that a question is asked of; None is all."""
RIDGE = 0.1
NEVER_NEAR = "wikipedia, 16"
"""A library of other paragraphs, so that nothing in it is near by more than chance."""
DECIDING = ("multihop_rag", "wikipedia, 1", NEVER_NEAR)
"""Asked of all paragraphs but the right one, a question meets others of the same page: near ones
that do not answer. Telling these apart takes reading, so they are shown and not fitted on."""

FOLDS = 5
MOST = 300
"""Questions of each kind over Wikipedia to choose from: their paragraphs are the library."""

Floats = NDArray[np.float64]
Question = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One question asked of one library: its candidates, which answer, and whether one could.

    Args:
        number: of the question within its set.
        unheld: it names a publisher that the library does not have.
    """

    found: Sequence[Candidate]
    right: Floats
    answerable: bool
    group: str
    number: int
    unheld: bool = False


class ByWords(Index):
    """An index of which only the words are looked at."""

    def keywords_only(self) -> str | None:
        """Always: that is what is measured."""
        return "Only words are looked at."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path, help="the folder that holds training/ and bench/")
    parser.add_argument("--questions", type=int, default=200, help="over Wikipedia")
    arguments = parser.parse_args()
    embeddings, shared = SentenceEmbeddings(), arguments.shared
    corpus = open_index(
        "multihop_rag", embeddings, shared / "bench" / "multihop_rag" / "corpus.json"
    )
    known = list(held_out(shared / "training"))
    paragraphs = open_index("wikipedia", embeddings, as_articles(known))
    questions = load(shared / "bench" / "multihop_rag" / "dev.json")
    passage = fit_passage(Assistant(corpus), questions)
    store({"passage": stored(passage)})  # what follows looks at the passages that this finds

    def ask(*indexes: Index) -> list[Asked]:
        pages, news = map(Assistant, indexes)
        return [*wikipedia(pages, known, arguments.questions), *multihop(news, questions)]

    write(
        ask(paragraphs, corpus),
        ask(*(wordy(own, embeddings) for own in ("wikipedia", "multihop_rag"))),
    )


def wordy(name: str, embeddings: SentenceEmbeddings) -> ByWords:
    """The index of that name once more, beside the one that owns it."""
    return ByWords(FOLDER / name, FOLDER / "empty", embeddings)


def as_articles(known: Sequence[tuple[str, list[str], str, str]]) -> Path:
    """The paragraphs of the questions as articles."""
    titles = {text: title for _, _, text, title in known}
    return write_articles(
        "wikipedia",
        (
            {"id": str(n), "title": title or f"Paragraph {n}", "text": text}
            for n, (text, title) in enumerate(titles.items())
        ),
    )


def wikipedia(
    assistant: Assistant, known: Sequence[tuple[str, list[str], str, str]], number: int
) -> Iterator[Asked]:
    """Questions asked of libraries of several sizes, with and without the paragraph."""
    chance = random.Random(0)
    homes = article_ids(assistant.index.library)
    known = [item for item in known if item[2].strip() in homes]
    for position, (question, answers, context, _) in enumerate(chance.sample(known, number)):
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
                group = f"wikipedia, {size or 'all'}"
                yield Asked(found, np.array(right, dtype=float), answerable, group, position)


def held_out(training: Path) -> Iterator[tuple[str, list[str], str, str]]:
    """Question, answers, paragraph and title; as many search questions as others."""
    of_articles = [
        (qa["question"], [answer["text"] for answer in qa["answers"]], context, title)
        for name in ("squad2_part.json", "squadshifts_new_wiki.json")
        for qa, context, title in corpora.asked(load(training / name))
        if not qa.get("is_impossible") and training_set.held_out(title)
    ]
    searched = training_set.search_questions(training / "qed.jsonl")[training_set.QED :]
    number = min(len(of_articles), len(searched), MOST)
    yield from random.Random(0).sample(of_articles, number)
    yield from ((q, [answer], context, "") for q, answer, context in searched[:number])


def fit_passage(assistant: Assistant, asked: Sequence[Question]) -> calibration.Logistic:
    """Weights that put the passages that hold evidence before the others, as a probability."""
    sets = []
    for item in asked:
        if item["question_type"] == "null_query":
            continue
        ranked = passages.candidates(assistant.index, assistant.read(item["query"]), Constraints())
        facts = [squeeze(evidence["fact"]) for evidence in item["evidence_list"]]
        texts = {
            int(d.id or 0): squeeze(d.page_content)
            for d in assistant.index.library.passages(ranked.found.ids)
        }
        right = [any(fact in texts[i] for fact in facts) for i in ranked.found.ids]
        sets.append((ranked.features, np.array(right, dtype=float)))
    return conditional_logit("passage", ranking.FEATURES, sets)


def multihop(assistant: Assistant, asked: Sequence[Question]) -> Iterator[Asked]:
    """The development questions over news, of all articles."""
    for number, item in enumerate(asked):
        found = candidates(assistant, item["query"], Constraints())
        answerable = item["question_type"] != "null_query"
        unheld = bool(assistant.read(item["query"]).unknown)
        yield Asked(found, np.zeros(len(found)), answerable, "multihop_rag", number, unheld)


def candidates(assistant: Assistant, question: str, within: Constraints) -> list[Candidate]:
    asked = assistant.read(question)
    return assistant.candidates(asked, assistant.passages(asked, PASSAGES, within))


def article_ids(library: Library) -> dict[str, str]:
    """Article ids by their text."""
    with library.database.reading() as db:
        rows = db.execute("SELECT article_id, text FROM versions WHERE retired IS NULL").fetchall()
    return {row["text"]: row["article_id"] for row in rows}


def matrix(asked: Asked, names: Sequence[str] = FEATURES) -> Floats:
    return calibration.columns([candidate.features for candidate in asked.found], names)


def fit_sentence(name: str, names: tuple[str, ...], asked: Sequence[Asked]) -> calibration.Logistic:
    """Weights that put the answering sentence before the others, as a probability."""
    own = [a for a in asked if a.group == "wikipedia, all" and a.answerable and a.found]
    return conditional_logit(name, names, [(matrix(a, names), a.right) for a in own])


def conditional_logit(
    name: str, features: tuple[str, ...], sets: Sequence[tuple[Floats, Floats]]
) -> calibration.Logistic:
    """Weights that put what is right of each set before the rest, then scaled to a probability.

    Says how often the first is right, also where each fifth is ranked by a fit on the others.
    """
    sets = [(rows, right) for rows, right in sets if right.any()]
    model = fit(features, sets)
    first = [right[np.argmax(rows @ model.weights)] for rows, right in sets]
    unseen = []
    for fold in range(FOLDS):
        own = listwise([item for n, item in enumerate(sets) if n % FOLDS != fold])
        unseen += [right[np.argmax(rows @ own)] for rows, right in sets[fold::FOLDS]]
    print(
        f"{name}: first right in {np.mean(first):.3f} of {len(sets)}; {np.mean(unseen):.3f} unseen"
    )
    return model


def fit(features: tuple[str, ...], sets: Sequence[tuple[Floats, Floats]]) -> calibration.Logistic:
    """A conditional logit of the sets that hold something right, scaled to a probability."""
    sets = [(rows, right) for rows, right in sets if right.any()]
    weights = listwise(sets)
    scores = np.concatenate([rows @ weights for rows, _ in sets])
    labels = np.concatenate([right for _, right in sets])
    scale = LogisticRegression(C=1e6).fit(scores[:, None], labels)
    slope, bias = float(scale.coef_[0, 0]), float(scale.intercept_[0])
    return calibration.Logistic(features, weights * slope, bias)


def listwise(sets: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The weights of a conditional logit."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for rows, right in sets:
            scores = rows @ weights
            of_all, of_right = softmax(scores), softmax(np.where(right > 0, scores, -np.inf))
            total += float(logsumexp(scores) - logsumexp(scores[right > 0]))
            slope = slope + rows.T @ (of_all - of_right)
        return total, slope

    start = np.ones(sets[0][0].shape[1])
    weights: Floats = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return weights


def write(asked: Sequence[Asked], by_words: Sequence[Asked]) -> None:
    """Fit what ranks sentences and what decides, say how well they do, and store everything.

    Args:
        by_words: the same questions, where only words are looked at.
    """
    sentence = fit_sentence("sentence", WITH_MEANING, asked)
    in_words = fit_sentence("sentence_by_words", BY_WORDS, by_words)
    asked, by_words = ([a for a in own if a.found] for own in (asked, by_words))
    answer = fit_decision("answer", ("passage", "meaning"), asked)
    words_answer = fit_decision("by_words", ("passage", "around"), by_words)
    near = FEATURES.index("near")
    far = [matrix(a)[:, near].max() for a in asked if a.group == NEVER_NEAR and not a.answerable]
    store(
        {
            "about": f"benchmarks/calibrate.py, {date.today()}",
            "sentence": stored(sentence),
            "sentence_by_words": stored(in_words),
            "answer": stored(answer),
            "by_words": stored(words_answer),
            "threshold": THRESHOLD,
            "close": round(float(np.quantile(far, 0.9)), 3),
        }
    )


def store(parts: dict[str, Any]) -> None:
    """Replace parts of what is stored."""
    kept = json.loads(TARGET.read_text("utf-8")) | parts
    TARGET.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    calibration.calibration.cache_clear()


def fit_decision(
    decision: str, names: tuple[str, ...], asked: Sequence[Asked]
) -> calibration.Logistic:
    """A model over the best of some features; each set, and each answer, counts the same.

    Says how well it refuses, also where each fifth is judged by a fit on the others (unseen).
    """
    rows = np.stack([calibration.best(list(matrix(a)), names) for a in asked])
    labels = np.array([a.answerable for a in asked])
    groups = np.array([a.group for a in asked])
    penalty = calibration.UNHELD * np.array([a.unheld for a in asked])
    kinds = list(zip(groups, labels, strict=True))
    each = np.array([1000 / kinds.count(kind) for kind in kinds])
    fold = np.array([a.number % FOLDS for a in asked])

    def fitted(on: NDArray[np.bool_]) -> calibration.Logistic:
        used = on & np.isin(groups, DECIDING)
        model = LogisticRegression(C=1e3).fit(rows[used], labels[used], sample_weight=each[used])
        return calibration.Logistic(names, model.coef_[0], float(model.intercept_[0]))

    answer = fitted(fold >= 0)
    scores = answer.logit(rows) - penalty
    unseen = np.zeros(len(asked))
    for number in range(FOLDS):
        own = fold == number
        unseen[own] = expit(fitted(~own).logit(rows[own]) - penalty[own])
    print(f"{decision}: {' + '.join(names)}")
    threshold = THRESHOLD[decision]
    for label, values in (("", expit(scores)), (", unseen", unseen)):
        for group in sorted(set(groups)):
            yes, no = values[labels & (groups == group)], values[~labels & (groups == group)]
            print(
                f"  {group + label:24} AUROC {auroc(yes, no):.3f},"
                f" {refused(yes, no, WRONGLY[0]):.3f} at 5 %; as set {(no < threshold).mean():.3f},"
                f" wrongly {(yes < threshold).mean():.3f}"
            )
    return answer


def stored(model: calibration.Logistic) -> dict[str, float]:
    """A model as the file has it."""
    weights = zip(model.names, model.weights, strict=True)
    return {"bias": round(model.bias, 4), **{name: round(float(w), 4) for name, w in weights}}


if __name__ == "__main__":
    main()

"""The numbers that decide: fitted by a script, stored with their source, read once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import FEATURES

UNHELD = 2.0
"""Taken from the logarithm of the odds where a question names a publisher that the library does not
have: what others say must answer it all the better. Set, not fitted: no set has such questions that
other publishers answer, so a fit would never answer one."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: weights by the name of their feature, and a bias."""

    names: tuple[str, ...]
    weights: NDArray[np.float64]
    bias: float

    def probability(self, features: NDArray[np.float64]) -> float:
        """The probability for features of the shape (number of names,)."""
        return float(self.probabilities(features))

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of each row of features."""
        values: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-self.logit(features)))
        return values

    def logit(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """The logarithm of the odds of each row of features."""
        values: NDArray[np.float64] = features @ self.weights + self.bias
        return values

    def of(self, features: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
        """The logarithm of the odds of each of some sentences, (sentences,), from all of their
        features, as `evidence.FEATURES` names them; at least one."""
        return self.logit(columns(features, self.names))


@dataclass(frozen=True, slots=True)
class Decision:
    """How likely there is an answer, from the best values of some features.

    The probability means the same in a library of any size.

    Args:
        threshold: the probability from which on there is an answer.
    """

    model: Logistic
    threshold: float

    def odds(self, features: Sequence[NDArray[np.float64]], *, unheld: bool = False) -> float:
        """The logarithm of the odds that the sentences found answer.

        Args:
            features: of each sentence, as `evidence.FEATURES` names them; at least one.
            unheld: the question names a publisher that the library does not have.
        """
        return float(self.model.logit(best(features, self.model.names))) - UNHELD * unheld

    def score(self, features: Sequence[NDArray[np.float64]], *, unheld: bool = False) -> float:
        """The probability that they do; 0 where there are none. See `odds`."""
        if not features:
            return 0.0
        return float(1.0 / (1.0 + np.exp(-self.odds(features, unheld=unheld))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """How features become probabilities.

    Args:
        passage: that a passage holds evidence.
        sentence: that a sentence answers, before it is read closely.
        sentence_by_words: the same, where only words can be compared.
        closely: the same after that, from the logarithm of its odds before and the close reader's
            logit, in this order.
        any_answers: that any sentence answers, from the logarithm of the odds that `answer` gives
            and the greatest of these logits, in this order.
        answer: that the sentences found answer.
        by_words: the same, where the reader could not be asked: only words are on a known scale.
        denied, doubted: the probabilities by `any_answers` under which there is no answer (nor
            where that by `answer` is), and under which an answer says that it is not certain.
        close: the similarity of the nearest passage under which nothing is close.
    """

    passage: Logistic
    sentence: Logistic
    sentence_by_words: Logistic
    closely: Logistic
    any_answers: Logistic
    answer: Decision
    by_words: Decision
    denied: float
    doubted: float
    close: float

    def decision(self, *, by_words: bool) -> Decision:
        """The one to take."""
        return self.by_words if by_words else self.answer


def best(features: Sequence[NDArray[np.float64]], names: Sequence[str]) -> NDArray[np.float64]:
    """The greatest value that any sentence has of each feature named."""
    greatest: NDArray[np.float64] = columns(features, names).max(axis=0)
    return greatest


def columns(features: Sequence[NDArray[np.float64]], names: Sequence[str]) -> NDArray[np.float64]:
    """Of some sentences' features those named, of the shape (sentences, names)."""
    return np.stack(features)[:, [FEATURES.index(name) for name in names]]


@cache
def calibration() -> Calibration:
    """The calibration that comes with the code, by `benchmarks/calibrate.py` and, of
    close reading, `calibrate_closely.py`."""
    stored = json.loads(files("assistant").joinpath("calibration.json").read_text("utf-8"))
    return Calibration(
        passage=_logistic(stored["passage"]),
        sentence=_logistic(stored["sentence"]),
        sentence_by_words=_logistic(stored["sentence_by_words"]),
        closely=_logistic(stored["closely"]),
        any_answers=_logistic(stored["any_answers"]),
        answer=Decision(_logistic(stored["answer"]), stored["threshold"]["answer"]),
        by_words=Decision(_logistic(stored["by_words"]), stored["threshold"]["by_words"]),
        denied=stored["threshold"]["denied"],
        doubted=stored["threshold"]["doubted"],
        close=stored["close"],
    )


def _logistic(stored: dict[str, float]) -> Logistic:
    weights = {name: value for name, value in stored.items() if name != "bias"}
    return Logistic(tuple(weights), np.array(list(weights.values())), stored["bias"])

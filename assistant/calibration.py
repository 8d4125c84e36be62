"""The numbers that decide: fitted by a script, stored with their source, read once."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: weights by the name of their feature, and a bias."""

    names: tuple[str, ...]
    weights: NDArray[np.float64]
    bias: float

    def probability(self, features: NDArray[np.float64]) -> float:
        """The probability for features of the shape (number of names,)."""
        return float(1.0 / (1.0 + np.exp(-(features @ self.weights + self.bias))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """How features become probabilities, and from which probability on there is an answer.

    Args:
        sentence: that a sentence answers.
        answer: that the sentences found answer; the same in a library of any size.
        threshold: at this probability 5 % of answerable questions are refused.
        close: the similarity of the nearest passage under which nothing is close.
    """

    sentence: Logistic
    answer: Logistic
    threshold: float
    close: float


@cache
def calibration() -> Calibration:
    """The calibration that comes with the code, by `benchmarks/calibrate.py`."""
    stored = json.loads(files("assistant").joinpath("calibration.json").read_text("utf-8"))
    return Calibration(
        sentence=_logistic(stored["sentence"]),
        answer=_logistic(stored["answer"]),
        threshold=stored["threshold"],
        close=stored["close"],
    )


def _logistic(stored: dict[str, float]) -> Logistic:
    bias = stored["bias"]
    weights = {name: value for name, value in stored.items() if name != "bias"}
    return Logistic(tuple(weights), np.array(list(weights.values())), bias)

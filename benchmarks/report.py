"""Figures with their intervals: brought together, printed, kept in `.bench/`."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from benchmarks.corpora import FOLDER
from benchmarks.scores import Measure, auroc, interval, interval_of_two, refused

Figure = tuple[float, float, float]
"""A mean, and the two ends of its 95 % bootstrap interval."""
WRONGLY = (0.05, 0.10, 0.15)
"""Shares of answerable questions that are refused."""


def means(rows: Sequence[Mapping[str, float]]) -> dict[str, Figure]:
    """Mean and interval of each measure; each row is of one question."""
    columns = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
    return {name: (float(np.mean(c)), *interval(c)) for name, c in columns.items()}


def refusal(real: Sequence[float], other: Sequence[float]) -> dict[str, Figure]:
    """The share of unanswerable questions refused at some shares of the others, and AUROC."""
    measures: dict[str, Measure] = {"AUROC": auroc}
    measures |= {f"at {share:.0%}": partial(refused, wrongly=share) for share in WRONGLY}
    return {
        name: (of(real, other), *interval_of_two(of, real, other)) for name, of in measures.items()
    }


def show(label: str, figures: Mapping[str, Figure]) -> None:
    """Print a row of figures."""
    cells = (f"{name} {m:.3f} [{low:.3f} {high:.3f}]" for name, (m, low, high) in figures.items())
    print(f"{label:28} {'  '.join(cells)}", flush=True)


def save(name: str, result: Mapping[str, Any]) -> None:
    """Keep the figures of a benchmark as JSON."""
    (FOLDER / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")

"""The measures of `../shared/bench/README.md`, as it defines them."""

from collections.abc import Callable, Sequence

import numpy as np

Measure = Callable[[Sequence[float], Sequence[float]], float]
"""Of the scores of answerable questions and of others."""


def squeeze(text: str) -> str:
    """Without blanks and newlines, the form in which a fact is looked for."""
    return "".join(text.split())


def ranking_scores(
    passages: Sequence[str], urls: Sequence[str], facts: Sequence[str], evidence: Sequence[str]
) -> dict[str, float]:
    """The scores of one question.

    Args:
        passages: the texts retrieved, the best first, squeezed; at least 11 where there are.
        urls: of their articles.
        facts: what the question needs, squeezed.
        evidence: the URLs of the articles that hold the facts.
    """
    held = [{i for i, fact in enumerate(facts) if fact in passage} for passage in passages]
    first = next((rank for rank, found in enumerate(held[:10], start=1) if found), None)
    seen: set[int] = set()
    gains = 0.0
    for rank, found in enumerate(held[:11], start=1):
        gains += len(found - seen) / rank
        seen |= found
    needed = set(evidence)
    return {
        "MRR@10": 1 / first if first else 0.0,
        "MAP@10": gains / len(facts),
        "Hits@10": float(first is not None),
        "Hits@4": float(first is not None and first <= 4),
        "Evidence@4": len(set().union(*held[:4])) / len(facts),
        "Evidence@10": len(set().union(*held[:10])) / len(facts),
        "ArticleRecall@10": len(needed & set(urls[:10])) / len(needed),
    }


def f1(cited: set[str], evidence: set[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the cited articles' URLs."""
    both = len(cited & evidence)
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / len(cited), both / len(evidence)
    return precision, recall, 2 * precision * recall / (precision + recall)


def auroc(answerable: Sequence[float], other: Sequence[float]) -> float:
    """The chance that an answerable question scores higher than one that is not."""
    a, b = np.asarray(answerable)[:, None], np.asarray(other)[None, :]
    return float((a > b).mean() + (a == b).mean() / 2)


def refused(answerable: Sequence[float], other: Sequence[float], wrongly: float) -> float:
    """The share of unanswerable questions refused where `wrongly` of the others are."""
    return float((np.asarray(other) < np.quantile(answerable, wrongly)).mean())


def interval(values: Sequence[float], rounds: int = 1000, seed: int = 0) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean."""
    sample = np.asarray(values, dtype=float)
    draws = np.random.default_rng(seed).integers(0, len(sample), (rounds, len(sample)))
    low, high = np.quantile(sample[draws].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def interval_of_two(
    measure: Measure,
    answerable: Sequence[float],
    other: Sequence[float],
    rounds: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a measure of two samples, each drawn on its own."""
    a, b = np.asarray(answerable, dtype=float), np.asarray(other, dtype=float)
    chance = np.random.default_rng(seed)
    draws = [
        measure(chance.choice(a, len(a)).tolist(), chance.choice(b, len(b)).tolist())
        for _ in range(rounds)
    ]
    low, high = np.quantile(draws, (0.025, 0.975))
    return float(low), float(high)

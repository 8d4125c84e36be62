"""Whether a summary's every sentence is supported by its document: balanced accuracy on SummEdits.

    python -m benchmarks.summedits ../shared/bench [--checker NAME]

The rules hold a sentence against the whole document; the model against the sentences nearest to it,
alone and two and three of them together, of which the best counts. A summary is supported where all
its sentences are. The threshold is that of the answers; the best one on these very summaries is
told beside it, and what one chosen on the others reaches (leave-one-document-out).
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.claims.rules import faults
from assistant.claims.source import Source
from assistant.verify import FEW, Checker
from benchmarks.corpora import load
from benchmarks.scores import auroc
from benchmarks.support.pairs import split
from ui.build import build_checker
from ui.settings import Settings

NEAREST = 4
NEVER = -99.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--checker", help="a model by name or folder, as COPYDESK_CHECKER")
    arguments = parser.parse_args()
    rows = load(arguments.bench / "summedits_news/dev.json")
    support = build_checker(Settings(checker=arguments.checker))
    by_rule = np.array([flawed(row["doc"], row["summary"]) for row in rows])
    scores = np.array([score(support, row["doc"], row["summary"]) for row in rows])
    both = np.where(by_rule, NEVER, scores)
    truth = np.array([int(row["label"]) == 1 for row in rows])
    groups = np.array([hash(row["doc"][:200]) for row in rows])
    print(f"{len(rows)} summaries, {truth.sum()} supported")
    for name, values, least in (
        ("rules alone", np.where(by_rule, 0.0, 1.0), 0.5),
        ("model alone", scores, FEW),
        ("both", both, FEW),
    ):
        told = f"balanced accuracy {balanced(values >= least, truth):.3f}"
        best = max(balanced(values >= cut, truth) for cut in np.unique(values))
        others = crossed(values, truth, groups)
        print(
            f"  {name:12} AUROC {auroc(values[truth].tolist(), values[~truth].tolist()):.3f}"
            f"  {told}  threshold of others {others:.3f}  best {best:.3f}"
        )
    told_so = both >= FEW
    print(f"  supported, told so {(told_so & truth).sum()}, doubted {(~told_so & truth).sum()}")
    print(f"  edited, told so {(told_so & ~truth).sum()}, doubted {(~told_so & ~truth).sum()}")
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for row, doubted in zip(rows, ~told_so, strict=True):
        for kind in row["edit_types"]:
            kinds[kind][bool(doubted)] += 1
    for kind, count in sorted(kinds.items()):
        print(f"    {kind:32} doubted {count[True]} of {count.total()}")


def flawed(document: str, summary: str) -> bool:
    """Whether a rule finds a fault in a sentence of the summary."""
    source = Source(document, "", None, None, None)
    return any(faults(sentence, [source]) for sentence in split(summary))


def score(support: Checker, document: str, summary: str) -> float:
    """The least of its sentences' best logits."""
    sentences = split(document)
    return min(
        max(support.logits(claim, windows(claim, sentences)))
        for claim in split(summary)
        if claim.strip()
    )


def windows(claim: str, sentences: Sequence[str]) -> list[str]:
    """The sentences nearest to a claim, alone, and the first two and three together, in order."""
    words = set(re.findall(r"\w{3,}", claim.lower()))

    def shared(number: int) -> int:
        return len(words & set(re.findall(r"\w{3,}", sentences[number].lower())))

    near = sorted(range(len(sentences)), key=shared, reverse=True)[:NEAREST]
    together = [" ".join(sentences[n] for n in sorted(near[:count])) for count in (2, 3)]
    return [sentences[n] for n in near] + together


def balanced(told: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """The mean of the shares of each class that are told right."""
    return float((told[truth].mean() + (~told[~truth]).mean()) / 2)


def crossed(
    values: NDArray[np.float64], truth: NDArray[np.bool_], groups: NDArray[np.int64]
) -> float:
    """The balanced accuracy with each document's threshold chosen on all others."""
    told = np.zeros(len(values), dtype=bool)
    for group in np.unique(groups):
        own = groups == group
        cuts = np.unique(values[~own])
        best = max(cuts, key=lambda cut: balanced(values[~own] >= cut, truth[~own]))
        told[own] = values[own] >= best
    return balanced(told, truth)


if __name__ == "__main__":
    main()

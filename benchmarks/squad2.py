"""Close questions without an answer: squad2 and xquad, where the paragraph is near and silent.

    python -m benchmarks.squad2 ../shared/bench

Every paragraph is an article of its own, all are indexed together, and each question is asked
against all of them: xquad's under the title of their article, squad2's without one.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from benchmarks.corpora import answerable, close_sets, impossible
from benchmarks.quotes import held
from benchmarks.report import WRONGLY, Figure, means, refusal, save, show
from index.embedding import SentenceEmbeddings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds squad2/ and xquad/")
    bench = parser.parse_args().bench
    embeddings = SentenceEmbeddings()
    result = {}
    for name, data, index in close_sets(bench, embeddings):
        result[name] = measure(name, Assistant(index), data)
    save("squad2", result)


def measure(name: str, assistant: Assistant, data: dict[str, Any]) -> dict[str, dict[str, Figure]]:
    """Refusals and, of the answerable questions, quotes: refusing off, as set, at 5 %."""
    real, rows = [], []
    for question, holds in answerable(data):
        free = assistant.ask(question, refuse=False)
        real.append(free.score)
        rows.append(held(free.citations, holds))
    other = [assistant.ask(question, refuse=False).score for question in impossible(data)]
    asked = [assistant.ask(question).status == "answered" for question, _ in answerable(data)]
    let = [score >= np.quantile(real, WRONGLY[0]) for score in real]
    silent = [assistant.ask(question).status == "not_found" for question in impossible(data)]
    result = {
        "unanswerable refused": refusal(real, other),
        "quotes, refusing off": means(rows),
        "quotes, 5 % wrongly refused": means(
            [
                {name: value * kept for name, value in row.items()}
                for row, kept in zip(rows, let, strict=True)
            ]
        ),
        "as set": {
            **means([{"wrongly refused": float(not answered)} for answered in asked]),
            **means([{"unanswerable refused": float(refused)} for refused in silent]),
        },
        "quotes of those answered": means(
            [row for row, answered in zip(rows, asked, strict=True) if answered]
        ),
    }
    print(f"{name}: {len(real)} answerable questions, {len(other)} unanswerable ones")
    for label, figures in result.items():
        show(f"  {label}", figures)
    return result


if __name__ == "__main__":
    main()

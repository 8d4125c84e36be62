"""Whether the first quotes hold the answer: xquad, and the forty questions on the sample articles.

    python -m benchmarks.quotes ../shared/bench

Refusing is off where quotes are judged. The forty questions are asked of the sample articles alone,
and of them among the articles of multihop_rag.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from assistant.assistant import Assistant
from benchmarks.corpora import Holds, answerable, load, open_index, paragraphs, write_articles
from benchmarks.report import Figure, means, save, show
from benchmarks.scores import squeeze
from index.embedding import SentenceEmbeddings

ROOT = Path(__file__).parents[1]
FIRST = {"first": 1, "first two": 2, "any of three": 3}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds xquad/ and multihop_rag/")
    bench = parser.parse_args().bench
    embeddings = SentenceEmbeddings()
    data = load(bench / "xquad" / "dev.json")
    xquad = open_index("xquad", embeddings, write_articles("xquad", paragraphs(data)))
    result: dict[str, Any] = {"xquad": judge("xquad", Assistant(xquad), answerable(data))}
    xquad.close()
    for name, files in (
        ("samples", [ROOT / "articles"]),
        ("samples_among_609", [ROOT / "articles", bench / "multihop_rag" / "corpus.json"]),
    ):
        index = open_index(name, embeddings, *files)
        result[name] = forty(name, Assistant(index))
        index.close()
    save("quotes", result)


def forty(name: str, assistant: Assistant) -> dict[str, Any]:
    """The forty questions: quotes for the answerable ones, refusals for the others."""
    questions = load(ROOT / "tests" / "questions.json")
    wanted = [
        (q["question"], holding((q["sentence"], *q.get("also", []))))
        for q in questions["answerable"]
    ]
    result: dict[str, Any] = dict(judge(name, assistant, wanted))
    for close in (False, True):
        of = [q["question"] for q in questions["unanswerable"] if q["close"] == close]
        refused = sum(assistant.ask(question).status == "not_found" for question in of)
        label = "close" if close else "far"
        print(f"{name}: {refused} of {len(of)} {label} ones refused")
        result[f"{label} refused"] = refused / len(of)
    return result


def holding(sentences: Iterable[str], or_part: bool = False) -> Holds:
    """Whether a quote holds one of some sentences, blanks left out.

    Args:
        or_part: a quote that is only a part of one counts too: a sentence that is cut in two.
    """
    wanted = [squeeze(sentence) for sentence in sentences]

    def holds(quote: str) -> bool:
        found = squeeze(quote)
        return any(one in found or (or_part and found in one) for one in wanted)

    return holds


def judge(
    name: str, assistant: Assistant, questions: Iterable[tuple[str, Holds]]
) -> dict[str, Figure]:
    """The share of questions whose first quotes hold the answer, refusing off."""
    rows = [
        held(assistant.ask(question, refuse=False).citations, holds)
        for question, holds in questions
    ]
    figures = means(rows)
    show(f"{name} ({len(rows)})", figures)
    return figures


def held(citations: Sequence[Citation], holds: Holds) -> dict[str, float]:
    """Whether the first quote, one of the first two, or any holds the answer: 1 or 0."""
    found = [holds(citation.quote) for citation in citations]
    return {name: float(any(found[:number])) for name, number in FIRST.items()}


if __name__ == "__main__":
    main()

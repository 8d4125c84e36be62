"""Sixty questions as people in a newsroom type them, asked of the articles of MultiHop-RAG.

    python -m benchmarks.newsroom ../shared/bench

`newsroom.json` was written, with the sentences that answer, before the first rule was: nothing is
fitted on it. 45 questions have an answer; of the others some are near to what the articles say.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from benchmarks.corpora import load, open_index
from benchmarks.quotes import holding, judge
from benchmarks.report import Figure, means, save, show
from benchmarks.scores import squeeze
from index.embedding import SentenceEmbeddings

QUESTIONS = Path(__file__).with_name("newsroom.json")
DEPTHS = (1, 5, 10)

Question = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds multihop_rag/")
    corpus = parser.parse_args().bench / "multihop_rag" / "corpus.json"
    questions = load(QUESTIONS)
    answered = [q for q in questions if q["sentence"]]
    index = open_index("multihop_rag", SentenceEmbeddings(), corpus)
    assistant = Assistant(index)
    wanted = [(q["question"], holding(sentences(q), or_part=True)) for q in answered]
    result = {
        "passage among the first": retrieval(assistant, answered),
        "quotes": judge("quotes that answer", assistant, wanted),
        "refused": {
            "answerable": refusals("wrongly refused", assistant, answered),
            **{
                name: refusals(f"{name} ones refused", assistant, of)
                for name, of in (
                    ("near", others(questions, True)),
                    ("far", others(questions, False)),
                )
            },
        },
    }
    save("newsroom", result)
    index.close()


def sentences(question: Question) -> list[str]:
    """Those that answer, any of them."""
    return [question["sentence"], *(other["sentence"] for other in question["also"])]


def others(questions: Sequence[Question], near: bool) -> list[Question]:
    return [q for q in questions if not q["sentence"] and q["near"] == near]


def retrieval(assistant: Assistant, questions: Sequence[Question]) -> dict[str, Figure]:
    """The share of questions with an answering passage among the first few."""
    rows = []
    for question in questions:
        wanted = [squeeze(sentence) for sentence in sentences(question)]
        passages = assistant.search(question["question"], max(DEPTHS))
        texts = [squeeze(passage.page_content) for passage in passages]
        held = [any(sentence in text for sentence in wanted) for text in texts]
        rows.append({str(depth): float(any(held[:depth])) for depth in DEPTHS})
    figures = means(rows)
    show(f"passage among the first ({len(rows)})", figures)
    return figures


def refusals(label: str, assistant: Assistant, questions: Sequence[Question]) -> Figure:
    """The share of questions that are refused as the threshold is set."""
    rows = [
        {"refused": float(assistant.ask(question["question"]).status == "not_found")}
        for question in questions
    ]
    figures = means(rows)
    show(f"{label} ({len(rows)})", figures)
    return figures["refused"]


if __name__ == "__main__":
    main()

"""Questions as people in a newsroom type them, asked of the articles of MultiHop-RAG.

    python -m benchmarks.newsroom ../shared/bench

`newsroom.json`, sixty questions, was written, with the sentences that answer, before the first rule
was: nothing is fitted on it. 45 have an answer; of the others some are near to what the articles
say. `newsroom_second.json` are 192 more, 128 of them with an answer, by four people who had seen
nothing of the program. `typed.json` are sixty as they are typed into a search box, "turnout
regional election", by another. All of these have an answer.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from benchmarks.corpora import load, open_index
from benchmarks.quotes import holding, judge, refusals
from benchmarks.report import Figure, means, save, show
from benchmarks.scores import squeeze
from index.embedding import SentenceEmbeddings

QUESTIONS = Path(__file__).with_name("newsroom.json")
SETS = {
    "newsroom": QUESTIONS,
    "second": QUESTIONS.with_name("newsroom_second.json"),
    "typed": QUESTIONS.with_name("typed.json"),
}
DEPTHS = (1, 5, 10)

Question = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds multihop_rag/")
    corpus = parser.parse_args().bench / "multihop_rag" / "corpus.json"
    index = open_index("multihop_rag", SentenceEmbeddings(), corpus)
    assistant = Assistant(index)
    save("newsroom", {name: judged(name, assistant, load(path)) for name, path in SETS.items()})
    index.close()


def judged(name: str, assistant: Assistant, questions: Sequence[Question]) -> dict[str, Any]:
    """What is found, quoted and refused of a set of questions."""
    result = found(name, assistant, [q for q in questions if q["sentence"]])
    for kind, near in (("near", True), ("far", False)):
        of = [q["question"] for q in questions if not q["sentence"] and q["near"] == near]
        if of:
            result["refused"][kind] = refusals(f"{name}: {kind} ones", assistant, of)
    return result


def found(name: str, assistant: Assistant, questions: Sequence[Question]) -> dict[str, Any]:
    """What is found and quoted for questions that have an answer, and how many are refused."""
    wanted = [(q["question"], holding(sentences(q), or_part=True)) for q in questions]
    return {
        "passage among the first": retrieval(f"{name}: passage", assistant, questions),
        "quotes": judge(f"{name}: quotes", assistant, wanted),
        "refused": {
            "answerable": refusals(
                f"{name}: answerable ones", assistant, [q["question"] for q in questions]
            )
        },
    }


def sentences(question: Question) -> list[str]:
    """Those that answer, any of them."""
    return [question["sentence"], *(other["sentence"] for other in question["also"])]


def retrieval(label: str, assistant: Assistant, questions: Sequence[Question]) -> dict[str, Figure]:
    """The share of questions with an answering passage among the first few."""
    rows = []
    for question in questions:
        wanted = [squeeze(sentence) for sentence in sentences(question)]
        passages = assistant.search(question["question"], max(DEPTHS))
        texts = [squeeze(passage.page_content) for passage in passages]
        held = [any(sentence in text for sentence in wanted) for text in texts]
        rows.append({str(depth): float(any(held[:depth])) for depth in DEPTHS})
    figures = means(rows)
    show(f"{label} ({len(rows)})", figures)
    return figures


if __name__ == "__main__":
    main()

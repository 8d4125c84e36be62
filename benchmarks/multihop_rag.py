"""MultiHop-RAG: retrieval, refusal and citations on the development questions.

    python -m benchmarks.multihop_rag ../shared/bench [--retrieval-only]

The measures are those of `../shared/bench/README.md`. The articles are indexed by the same sync,
the questions asked through the same functions that the chat uses.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from benchmarks.corpora import load, open_index
from benchmarks.report import means, refusal, save, show
from benchmarks.scores import f1, ranking_scores, squeeze
from index.constraints import Constraints
from index.embedding import SentenceEmbeddings
from index.search import Search

Question = dict[str, Any]
Ranker = Callable[[str], Sequence[Any]]
DEPTH = 11


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds multihop_rag/")
    parser.add_argument("--retrieval-only", action="store_true", help="leave the answers out")
    arguments = parser.parse_args()
    folder = arguments.bench / "multihop_rag"
    if not (folder / "dev.json").is_file():
        parser.error(f"{folder} holds no dev.json; benchmarks/README.md says where to get it")
    questions = load(folder / "dev.json")
    index = open_index("multihop_rag", SentenceEmbeddings(), folder / "corpus.json")
    assistant = Assistant(index)
    result = {"retrieval": retrieval(rankers(assistant, index.search), questions)}
    if not arguments.retrieval_only:
        result |= answers(assistant, questions)
    save("multihop_rag", result)
    index.close()


def rankers(assistant: Assistant, search: Search) -> dict[str, Ranker]:
    """Each arm of the search alone, fused, and as the chat uses it."""

    def arm(*names: str) -> Ranker:
        part = search.model_copy(update={"arms": frozenset(names)})
        return lambda query: part.invoke(query, k=DEPTH, constraints=Constraints())

    return {
        "dense": arm("dense"),
        "keyword": arm("keyword"),
        "fused": arm("dense", "keyword"),
        "as asked: sides, ranking": lambda query: assistant.search(query, DEPTH),
    }


def retrieval(arms: dict[str, Ranker], questions: Sequence[Question]) -> dict[str, Any]:
    """The scores of each arm, with the 95 % bootstrap interval, over all and by question type."""
    asked = [q for q in questions if q["question_type"] != "null_query"]
    result: dict[str, Any] = {}
    for name, rank in arms.items():
        rows = [score(rank(question["query"]), question) for question in asked]
        result[name] = {"all": means(rows)}
        show(f"{name} ({len(rows)})", result[name]["all"])
        for kind in sorted({q["question_type"] for q in asked}):
            own = [r for r, q in zip(rows, asked, strict=True) if q["question_type"] == kind]
            result[name][kind] = means(own)
            show(f"  {kind} ({len(own)})", result[name][kind])
    return result


def score(found: Sequence[Any], question: Question) -> dict[str, float]:
    return ranking_scores(
        [squeeze(document.page_content) for document in found],
        [document.metadata["url"] for document in found],
        [squeeze(item["fact"]) for item in question["evidence_list"]],
        [item["url"] for item in question["evidence_list"]],
    )


def answers(assistant: Assistant, questions: Sequence[Question]) -> dict[str, Any]:
    """Refusal, and the cited articles against those that hold the evidence."""
    real: list[float] = []
    null: list[float] = []
    cited: list[float] = []
    of_answered: list[float] = []
    broken = citations = 0
    for question in questions:
        free = assistant.ask(question["query"], refuse=False)
        if question["question_type"] == "null_query":
            null.append(free.score)
            continue
        real.append(free.score)
        answer = assistant.ask(question["query"])
        *_, value = f1(
            {c.url or "" for c in answer.citations}, {e["url"] for e in question["evidence_list"]}
        )
        cited.append(value)
        if answer.status == "answered":
            of_answered.append(value)
        for citation in (*free.citations, *answer.citations):
            article = assistant.index.library.article(citation.article_id, citation.version)
            citations += 1
            held = article and article.text[citation.start : citation.end] == citation.quote
            broken += not held
    result: dict[str, Any] = {
        "refusal": refusal(real, null),
        "wrongly refused as set": 1 - len(of_answered) / len(real),
        "cited f1": means([{"refused counting 0": value} for value in cited])
        | means([{"of answered": value} for value in of_answered]),
        "citations": citations,
        "citations that do not hold": broken,
    }
    show("null questions refused", result["refusal"])
    show("cited articles, F1", result["cited f1"])
    for name in ("wrongly refused as set", "citations", "citations that do not hold"):
        print(f"{name:28} {result[name]:.4g}")
    return result


if __name__ == "__main__":
    main()

"""Whether the first quotes hold the answer: xquad, and the forty questions on the sample articles.

    python -m benchmarks.quotes ../shared/bench

Refusing is off where quotes are judged. The forty questions are asked of the sample articles alone,
and of them among the articles of multihop_rag.
"""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.assistant import Assistant
from benchmarks.corpora import load, open_index, paragraphs, write_articles
from benchmarks.scores import interval, squeeze
from index.embedding import SentenceEmbeddings

ROOT = Path(__file__).parents[1]
Holds = Callable[[str], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds xquad/ and multihop_rag/")
    bench = parser.parse_args().bench
    embeddings = SentenceEmbeddings()
    data = load(bench / "xquad" / "dev.json")
    xquad = open_index("xquad", embeddings, write_articles("xquad", paragraphs(data)))
    judge("xquad", Assistant(xquad), list(answers(data)))
    xquad.close()
    for name, files in (
        ("samples", [ROOT / "articles"]),
        ("samples_among_609", [ROOT / "articles", bench / "multihop_rag" / "corpus.json"]),
    ):
        index = open_index(name, embeddings, *files)
        forty(name, Assistant(index))
        index.close()


def answers(data: dict) -> Iterable[tuple[str, Holds]]:
    """The answerable questions of a set in SQuAD's layout."""
    for article in data["data"]:
        for paragraph in article["paragraphs"]:
            for qa in paragraph["qas"]:
                if not qa["is_impossible"]:
                    texts = [answer["text"].lower() for answer in qa["answers"]]
                    yield qa["question"], lambda quote, t=texts: any(x in quote.lower() for x in t)


def forty(name: str, assistant: Assistant) -> None:
    """The forty questions: quotes for the answerable ones, refusals for the others."""
    questions = load(ROOT / "tests" / "questions.json")
    wanted = []
    for question in questions["answerable"]:
        texts = [squeeze(text) for text in (question["sentence"], *question.get("also", []))]
        wanted.append(
            (question["question"], lambda quote, t=texts: any(x in squeeze(quote) for x in t))
        )
    judge(name, assistant, wanted)
    for close in (False, True):
        of = [q["question"] for q in questions["unanswerable"] if q["close"] == close]
        refused = sum(assistant.ask(question).status == "not_found" for question in of)
        print(f"{name}: {refused} of {len(of)} {'close' if close else 'far'} ones refused")


def judge(name: str, assistant: Assistant, questions: list[tuple[str, Holds]]) -> None:
    """The share of questions whose first, or first two, quotes hold the answer."""
    rows = []
    for question, holds in questions:
        found = [holds(c.quote) for c in assistant.ask(question, refuse=False).citations]
        rows.append((any(found[:1]), any(found[:2])))
    for label, column in (("first", 0), ("first two", 1)):
        values = [float(row[column]) for row in rows]
        low, high = interval(values)
        share = sum(values) / len(values)
        print(f"{name}: {label} {share:.3f} [{low:.3f} {high:.3f}] of {len(values)}")


if __name__ == "__main__":
    main()

"""Whether the first quotes hold the answer: xquad, and questions on the sample articles.

    python -m benchmarks.quotes ../shared/bench

Refusing is off where quotes are judged. The questions on the samples are the forty of `tests/` and
ninety that somebody wrote who had seen nothing but the articles (`samples_second.json`); they are
asked of the sample articles alone, and of them among the articles of multihop_rag.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation
from assistant.assistant import UNCERTAIN, Assistant
from benchmarks.corpora import Holds, answerable, load, open_index, paragraphs, write_articles
from benchmarks.report import Figure, means, save, show
from benchmarks.scores import squeeze
from index.embedding import SentenceEmbeddings

ROOT = Path(__file__).parents[1]
SETS = {
    "forty": ROOT / "tests" / "questions.json",
    "ninety": Path(__file__).with_name("samples_second.json"),
}
Become = Callable[[Path, Assistant, bool], Iterator[tuple[str, str]]]
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
        for label, path in SETS.items():
            result[f"{name}, {label}"] = of_samples(
                f"{name}, {label}", Assistant(index), load(path)
            )
        index.close()
    save("quotes", result)


def of_samples(name: str, assistant: Assistant, questions: dict[str, Any]) -> dict[str, Any]:
    """Questions about the samples: quotes for the answerable ones, refusals for the others."""
    wanted = [
        (q["question"], holding((q["sentence"], *q.get("also", []))))
        for q in questions["answerable"]
    ]
    result: dict[str, Any] = dict(judge(name, assistant, wanted))
    for label, of in (
        ("answerable", [question for question, _ in wanted]),
        ("close", [q["question"] for q in questions["unanswerable"] if q["close"]]),
        ("far", [q["question"] for q in questions["unanswerable"] if not q["close"]]),
    ):
        result[label] = refusals(f"{name}: {label} ones", assistant, of)
    return result


def refusals(label: str, assistant: Assistant, questions: Sequence[str]) -> dict[str, Figure]:
    """The shares of questions that are refused, and whose answer is said to be uncertain."""
    answers = [assistant.ask(question) for question in questions]
    figures = means(
        [
            {
                "refused": float(answer.status == "not_found"),
                "uncertain": float(UNCERTAIN in (answer.notice or "")),
            }
            for answer in answers
        ]
    )
    show(f"{label} ({len(answers)})", figures)
    return figures


def become_of(answer: Answer, sentences: Iterable[str]) -> str:
    """What becomes of a question: refused; or whether the first quote holds one of some sentences,
    or another quote does, or none, and whether it is said not to be certain that any answers."""
    if answer.status != "answered":
        return "refused"
    holds = holding(sentences)
    right = [holds(citation.quote) for citation in answer.citations]
    quoted = "first" if right[0] else "another" if any(right) else "none"
    return f"{quoted}, not certain" if UNCERTAIN in (answer.notice or "") else quoted


def of_folders(told: str, folders: Iterable[Path], become: Become) -> None:
    """Tell what becomes of the questions of some folders, each with `articles/`.

    Args:
        told: what is measured; in `--help`.
        become: gives the kind of each question of a folder with what becomes of it, and prints what
            falls short if it shall.
    """
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--show", action="store_true", help="print what falls short")
    show_misses = parser.parse_args().show
    embeddings = SentenceEmbeddings()
    for folder in folders:
        index = open_index(folder.name, embeddings, folder / "articles")
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for kind, own in become(folder, Assistant(index), show_misses):
            kinds[kind][own] += 1
        for kind, counted in sorted(kinds.items()):
            print(f"{kind:23} {counted.total():3}  {dict(counted)}")
        index.close()


def each_question(kind: Callable[[dict[str, Any]], str]) -> Become:
    """What `of_folders` takes for folders with `questions.json`: rows with `id`, `question`, and in
    `answer` the sentences that answer it, or nothing.

    Args:
        kind: gives that of a row.
    """

    def become(folder: Path, assistant: Assistant, show_misses: bool) -> Iterator[tuple[str, str]]:
        for row in load(folder / "questions.json"):
            answer = assistant.ask(row["question"])
            own = become_of(answer, row["answer"] or ())
            if show_misses and own != ("first" if row["answer"] else "refused"):
                print(f"{row['id']} {own}: {row['question']}\n    {answer.notice}")
                for one in answer.citations:
                    print(f"    {one.title}, {one.published}: {' '.join(one.quote.split())}")
            yield kind(row), own

    return become


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

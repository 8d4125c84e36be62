"""The data sets as libraries, indexed once and kept in `.bench/`, and as questions."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from index import sources
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.sync import Progress

FOLDER = Path(".bench")
NEWS = Path("multihop_rag/corpus.json")
"""The articles of multihop_rag, in the folder of the data sets."""
Holds = Callable[[str], bool]
"""Whether a quote holds the answer."""


def load(path: Path) -> Any:
    """A JSON file, or the objects of a JSONL file."""
    text = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return json.loads(text)


def open_index(name: str, embeddings: SentenceEmbeddings, *files: Path) -> Index:
    """The index of some files of articles, synced."""
    index = opened(name, embeddings)
    for file in files:
        sources.add(index.library, file)
    report = index.sync([s for s in sources.known(index.library) if s != index.home], progress=say)
    print(f"{name}: {index.library.extent().articles} articles, {report.embedded} embedded")
    index.mirror()
    return index


def opened(name: str, embeddings: SentenceEmbeddings) -> Index:
    """The index of that name, as it is; its home is a folder without articles."""
    home = FOLDER / "empty"
    home.mkdir(parents=True, exist_ok=True)
    return Index(FOLDER / name, home, embeddings)


def say(progress: Progress) -> None:
    """Progress as one line that is written over."""
    if progress.stage == "embedding":
        left = f"{progress.left:.0f} s left" if progress.left else ""
        print(f"\r{progress.done}/{progress.total} {left}   ", end="", file=sys.stderr, flush=True)


def write_articles(name: str, articles: Iterable[dict[str, Any]]) -> Path:
    """Articles as a JSONL file that `copydesk index` reads."""
    path = FOLDER / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(article) for article in articles), "utf-8")
    return path


def paragraphs(data: dict[str, Any], titled: bool = True) -> Iterable[dict[str, Any]]:
    """Each paragraph of a set in SQuAD's layout as an article of its own."""
    for number, article in enumerate(data["data"]):
        title = {"title": article["title"].replace("_", " ")} if titled else {}
        for position, paragraph in enumerate(article["paragraphs"]):
            yield {"id": f"{number}-{position}", **title, "text": paragraph["context"]}


def by_paragraph(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A list of questions that each bring their paragraph, in SQuAD's layout."""
    by_text: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        answers = [{"text": text} for text in item["answers"] if text]
        by_text.setdefault(item["context"], []).append({**item, "answers": answers})
    return {
        "data": [{"paragraphs": [{"context": text, "qas": qas} for text, qas in by_text.items()]}]
    }


def close_sets(
    bench: Path, embeddings: SentenceEmbeddings
) -> Iterator[tuple[str, dict[str, Any], Index]]:
    """squad2 and xquad, whose paragraphs are near to questions that they do not answer: name,
    questions in SQuAD's layout, and an index of all paragraphs, closed when the next is asked for.
    Those of squad2 have no title."""
    for name, data, titled in (
        ("squad2", by_paragraph(load(bench / "squad2" / "dev.json")), False),
        ("xquad", load(bench / "xquad" / "dev.json"), True),
    ):
        index = open_index(name, embeddings, write_articles(name, paragraphs(data, titled)))
        yield name, data, index
        index.close()


def answerable(data: dict[str, Any]) -> Iterator[tuple[str, Holds]]:
    """The answerable questions of a set in SQuAD's layout."""
    for qa, _, _ in asked(data):
        if not qa["is_impossible"]:
            yield qa["question"], _containing([answer["text"] for answer in qa["answers"]])


def impossible(data: dict[str, Any]) -> Iterator[str]:
    """The others: their paragraph is near, and does not answer."""
    yield from (qa["question"] for qa, _, _ in asked(data) if qa["is_impossible"])


def _containing(texts: Iterable[str]) -> Holds:
    wanted = [text.lower() for text in texts]
    return lambda quote: any(text in quote.lower() for text in wanted)


def asked(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Each question of a set in SQuAD's layout, its paragraph, and its article's title."""
    for article in data["data"]:
        for paragraph in article["paragraphs"]:
            for qa in paragraph["qas"]:
                yield qa, paragraph["context"], article.get("title", "").replace("_", " ")

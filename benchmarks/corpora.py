"""The data sets as libraries: each is written as articles, indexed once and kept in `.bench/`."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index import sources
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.sync import Progress

FOLDER = Path(".bench")


def load(path: Path) -> Any:
    """A JSON file, or the objects of a JSONL file."""
    text = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return json.loads(text)


def open_index(name: str, embeddings: SentenceEmbeddings, *files: Path) -> Index:
    """The index of some files of articles, synced."""
    home = FOLDER / "empty"
    home.mkdir(parents=True, exist_ok=True)
    index = Index(FOLDER / name, home, embeddings)
    for file in files:
        sources.add(index.library, file)
    report = index.sync([s for s in sources.known(index.library) if s != index.home], progress=say)
    print(f"{name}: {index.library.extent().articles} articles, {report.embedded} embedded")
    index.mirror()
    return index


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
        for position, paragraph in enumerate(article["paragraphs"]):
            title = article["title"].replace("_", " ") if titled else ""
            yield {
                "id": f"{number}-{position}",
                "title": title or f"Paragraph {number}-{position}",
                "text": paragraph["context"],
            }

"""Indexing speed against the embedding model alone, and what a sync without changes costs.

    python -m benchmarks.speed ../shared/bench [--articles 609]

Articles are indexed in slices; after each slice, the passages of the same articles are encoded by
`SentenceTransformer.encode` alone, so that both meet the same load of the machine. Times are
processor time, and wall time beside it.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpora import load
from index.embedding import SentenceEmbeddings
from index.index import Index

SLICES = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds multihop_rag/")
    parser.add_argument("--articles", type=int, default=609)
    arguments = parser.parse_args()
    articles = load(arguments.bench / "multihop_rag" / "corpus.json")[: arguments.articles]
    embeddings = SentenceEmbeddings()
    embeddings.load()
    encode = embeddings.transformer.encode
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "articles")
        home.mkdir()
        index = Index(Path(folder, "data"), home, embeddings)
        ours, alone, passages = [0.0, 0.0], [0.0, 0.0], 0
        for number in range(SLICES):
            part = articles[number::SLICES]
            (home / f"{number}.json").write_text(json.dumps(part))
            begun = clocks()
            passages += index.sync().embedded
            ours = [t + now - was for t, now, was in zip(ours, clocks(), begun, strict=True)]
            texts = newest(index, {a["url"] for a in part})
            begun = clocks()
            encode(texts, normalize_embeddings=True)
            alone = [t + now - was for t, now, was in zip(alone, clocks(), begun, strict=True)]
        index.close()
        report(passages, ours, alone)
        unchanged(home, Path(folder, "data"))


def clocks() -> tuple[float, float]:
    """Processor and wall time."""
    return time.process_time(), time.monotonic()


def newest(index: Index, urls: set[str]) -> list[str]:
    """The texts that were embedded for some articles."""
    with index.library.database.reading() as db:
        rows = db.execute(
            "SELECT header, text, url FROM passages JOIN articles ON articles.id = article_id"
        ).fetchall()
    return [f"{row['header']}\n{row['text']}" for row in rows if row["url"] in urls]


def report(passages: int, ours: list[float], alone: list[float]) -> None:
    for name, ours_s, alone_s in zip(("processor", "wall"), ours, alone, strict=True):
        print(
            f"{name:10} index {passages / ours_s:6.1f} passages/s   encode alone "
            f"{passages / alone_s:6.1f} passages/s   ratio {alone_s / ours_s:.3f}"
        )


def unchanged(home: Path, data: Path) -> None:
    """A sync without changes in a process of its own, five times."""
    spent = []
    command = [sys.executable, "-c", "from ui.cli import main; main()", "index", "--json"]
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [*command, "--articles", str(home), "--data", str(data)],
            capture_output=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    found = json.loads(done.stdout)
    print(
        f"unchanged  {found['unchanged']} articles, {found['embedded']} embedded, "
        f"{sorted(spent)[2]:.2f} s of processor time (median of 5)"
    )


if __name__ == "__main__":
    main()

"""Whether answers on who was harmed, and on who holds an office, hold: 120 questions, 50 articles.

    python -m benchmarks.local_news

Articles and questions (`local_news/`, `local_news_second/`) were written by two who had not seen
the code, and committed before it was changed for them. Each question has the sentences that answer
it, or has none, and those that would be a wrong answer or an old one. Told is how often the first
quote answers, or another one, or none does; how often it is said not to be certain that any does;
and how often there is no answer. `--show` lists what falls short.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from assistant.assistant import Assistant
from benchmarks.corpora import load, open_index
from benchmarks.quotes import become_of
from index.embedding import SentenceEmbeddings

FOLDERS = [Path(__file__).with_name(name) for name in ("local_news", "local_news_second")]
KINDS = {"h": "harm", "o": "offices"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true")
    show = parser.parse_args().show
    embeddings = SentenceEmbeddings()
    for folder in FOLDERS:
        print(folder.name)
        tell(folder, embeddings, show=show)


def tell(folder: Path, embeddings: SentenceEmbeddings, *, show: bool) -> None:
    """Ask the questions of a folder, and tell what becomes of them."""
    index = open_index(folder.name, embeddings, folder / "articles")
    assistant = Assistant(index)
    become: dict[str, list[str]] = defaultdict(list)
    for row in load(folder / "questions.json"):
        answer = assistant.ask(row["question"])
        own = become_of(answer, row["answer"] or ())
        kind = KINDS[row["id"][0]] + (", answered" if row["answer"] else ", not answered")
        become[kind].append(own)
        if show and own not in {"first", "refused" if not row["answer"] else "first"}:
            print(f"{row['id']} {own}: {row['question']}\n    {answer.notice}")
            for citation in answer.citations:
                print(f"    {citation.published}: {' '.join(citation.quote.split())}")
    for kind, all_of_it in become.items():
        print(f"{kind:22} {len(all_of_it):3}  {dict(Counter(all_of_it))}")
    index.close()


if __name__ == "__main__":
    main()

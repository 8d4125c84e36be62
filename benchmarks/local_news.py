"""Whether answers on who was harmed, and on who holds an office, hold: 120 questions, 50 articles.

    python -m benchmarks.local_news

Articles and questions (`local_news_first/`, `local_news_second/`) were written by two who had not
seen the code, and committed before it was changed for them. Each question has the sentences that
answer it, or has none, and those that would be a wrong answer or an old one. Told is how often the
first quote answers, or another one, or none does; how often it is said not to be certain that any
does; and how often there is no answer. `--show` lists what falls short.
"""

from collections.abc import Iterator
from pathlib import Path

from assistant.assistant import Assistant
from benchmarks.corpora import load
from benchmarks.quotes import become_of, of_folders

FOLDERS = [Path(__file__).with_name(name) for name in ("local_news_first", "local_news_second")]
KINDS = {"h": "harm", "o": "offices"}


def main() -> None:
    of_folders("Whether answers on harm and on offices hold.", FOLDERS, become)


def become(folder: Path, assistant: Assistant, show: bool) -> Iterator[tuple[str, str]]:
    """What becomes of each question of a folder."""
    for row in load(folder / "questions.json"):
        answer = assistant.ask(row["question"])
        own = become_of(answer, row["answer"] or ())
        if show and own != ("first" if row["answer"] else "refused"):
            print(f"{row['id']} {own}: {row['question']}\n    {answer.notice}")
            for citation in answer.citations:
                print(f"    {citation.published}: {' '.join(citation.quote.split())}")
        yield f"{KINDS[row['id'][0]]}, {'' if row['answer'] else 'not '}answered", own


if __name__ == "__main__":
    main()

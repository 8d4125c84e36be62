"""Whether an answer is of the body that a question names: 308 questions, 60 articles.

    python -m benchmarks.other_bodies

Articles and questions (`other_bodies_first/`, `other_bodies_second/`) were written by two who had
not seen the code: each article is on a school, a ferry, a council, and mentions another in passing.
Asked is something of the one and of the other, which is answered or not; the second set was looked
at when what it judges was done, but for a name that begins a paragraph and one that its article has
not. Told is, by what is asked of, how often the first quote answers, or another one, or none does;
how often it is said not to be certain that any does; and how often there is no answer. `--show`
lists what falls short.
"""

from collections.abc import Iterator
from pathlib import Path

from assistant.assistant import Assistant
from benchmarks.corpora import load
from benchmarks.quotes import become_of, of_folders

FOLDERS = [Path(__file__).with_name(name) for name in ("other_bodies_first", "other_bodies_second")]


def main() -> None:
    of_folders("Whether answers are of the body that is asked of.", FOLDERS, become)


def become(folder: Path, assistant: Assistant, show: bool) -> Iterator[tuple[str, str]]:
    """What becomes of each question of a folder."""
    for row in load(folder / "questions.json"):
        answer = assistant.ask(row["question"])
        own = become_of(answer, row["answer"] or ())
        if show and own != ("first" if row["answer"] else "refused"):
            print(f"{row['id']} {own}: {row['question']}")
            for citation in answer.citations:
                print(f"    {citation.title}: {' '.join(citation.quote.split())}")
        yield row["group"], own


if __name__ == "__main__":
    main()

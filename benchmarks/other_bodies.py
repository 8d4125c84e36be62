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

from pathlib import Path

from benchmarks.quotes import each_question, of_folders

FOLDERS = [Path(__file__).with_name(name) for name in ("other_bodies_first", "other_bodies_second")]


def main() -> None:
    become = each_question(lambda row: row["group"])
    of_folders("Whether answers are of the body that is asked of.", FOLDERS, become)


if __name__ == "__main__":
    main()

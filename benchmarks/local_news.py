"""Whether answers on who was harmed, and on who holds an office, hold: 120 questions, 50 articles.

    python -m benchmarks.local_news

Articles and questions (`local_news_first/`, `local_news_second/`) were written by two who had not
seen the code, and committed before it was changed for them. Each question has the sentences that
answer it, or has none, and those that would be a wrong answer or an old one. Told is how often the
first quote answers, or another one, or none does; how often it is said not to be certain that any
does; and how often there is no answer. `--show` lists what falls short.
"""

from pathlib import Path
from typing import Any

from benchmarks.quotes import each_question, of_folders

FOLDERS = [Path(__file__).with_name(name) for name in ("local_news_first", "local_news_second")]
KINDS = {"h": "harm", "o": "offices"}


def main() -> None:
    of_folders("Whether answers on harm and on offices hold.", FOLDERS, each_question(kind))


def kind(row: dict[str, Any]) -> str:
    """What a question is on, and whether anything answers it."""
    return f"{KINDS[row['id'][0]]}, {'' if row['answer'] else 'not '}answered"


if __name__ == "__main__":
    main()

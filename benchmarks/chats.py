"""What becomes of each question of a conversation: 358 questions, 108 conversations, 44 articles.

    python -m benchmarks.chats

Articles and conversations (`chats_first/`, `chats_second/`, `chats_third/`) were written by three
who had not seen the code, and committed before it was changed for them. What became of three
questions of the second was read, and of the third what became of the first questions and of those
of one asking word. They are asked one after the other, as a reader does. Told is, of first
questions and of follow-ups, how often the first quote answers, or another one, or none does; how
often it is said not to be certain that any does; and how often there is no answer. `--show` lists
what falls short.
"""

from collections.abc import Iterator
from pathlib import Path

from assistant.answer import Turn
from assistant.assistant import Assistant
from benchmarks.corpora import load
from benchmarks.quotes import become_of, of_folders

FOLDERS = [
    Path(__file__).with_name(name) for name in ("chats_first", "chats_second", "chats_third")
]


def main() -> None:
    of_folders("Whether the questions of conversations are answered.", FOLDERS, become)


def become(folder: Path, assistant: Assistant, show: bool) -> Iterator[tuple[str, str]]:
    """What becomes of each question of a folder's conversations."""
    for row in load(folder / "chats.json"):
        history: list[Turn] = []
        for turn in row["turns"]:
            answer = assistant.ask(turn["question"], history)
            own = become_of(answer, turn["answer"] or ())
            kind = "follow-up" if history else "first"
            history.append(Turn(turn["question"], answer.text, answer.citations))
            if show and own != ("first" if turn["answer"] else "refused"):
                print(f"{row['id']}.{len(history)} {own}: {answer.searched_as}")
                for citation in answer.citations:
                    print(f"    {citation.title}: {' '.join(citation.quote.split())}")
                for sentence in turn["answer"] or ():
                    print(f"    + {sentence}")
            yield f"{kind}, {'' if turn['answer'] else 'not '}answered", own


if __name__ == "__main__":
    main()

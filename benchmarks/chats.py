"""What becomes of each question of a conversation: 220 questions, 68 conversations, 28 articles.

    python -m benchmarks.chats

Articles and conversations (`chats/`, `chats_second/`) were written by two who had not seen the
code, and committed before it was changed for them; nothing was changed for the second. Each
question has the sentences that answer it, or has none, and those that would be a wrong answer. They
are asked one after the other, as a reader does. Told is, of first questions and of follow-ups, how
often the first quote answers, or another one, or none does; how often it is said not to be certain
that any does; and how often there is no answer. `--show` lists what falls short.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from assistant.answer import Turn
from assistant.assistant import Assistant
from benchmarks.corpora import load, open_index
from benchmarks.quotes import become_of
from index.embedding import SentenceEmbeddings

FOLDERS = [Path(__file__).with_name(name) for name in ("chats", "chats_second")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true")
    show = parser.parse_args().show
    embeddings = SentenceEmbeddings()
    for folder in FOLDERS:
        print(folder.name)
        tell(folder, embeddings, show=show)


def tell(folder: Path, embeddings: SentenceEmbeddings, *, show: bool) -> None:
    """Hold the conversations of a folder, and tell what becomes of their questions."""
    index = open_index(folder.name, embeddings, folder / "articles")
    assistant = Assistant(index)
    become: dict[str, list[str]] = defaultdict(list)
    for row in load(folder / "chats.json"):
        history: list[Turn] = []
        for turn in row["turns"]:
            answer = assistant.ask(turn["question"], history)
            own = become_of(answer, turn["answer"] or ())
            kind = "follow-up" if history else "first"
            become[f"{kind}, {'' if turn['answer'] else 'not '}answered"].append(own)
            history.append(Turn(turn["question"], answer.text, answer.citations))
            if show and own != ("first" if turn["answer"] else "refused"):
                print(f"{row['id']}.{len(history)} {own}: {answer.searched_as}")
                for citation in answer.citations:
                    print(f"    {citation.title}: {' '.join(citation.quote.split())}")
                for sentence in turn["answer"] or ():
                    print(f"    + {sentence}")
    for kind, all_of_it in sorted(become.items()):
        print(f"{kind:23} {len(all_of_it):3}  {dict(Counter(all_of_it))}")
    index.close()


if __name__ == "__main__":
    main()

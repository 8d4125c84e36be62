"""Whether a follow-up question finds the article that the same question, self-contained, finds.

    python -m benchmarks.followups ../shared/bench

The conversations in `conversations.json` were written by somebody who has not seen the code. The
turns before are asked first, as a reader does. Told by kind: how often the article is among the
first five articles of the first twenty passages, asked alone and as a follow-up.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer import Turn
from assistant.assistant import EVERYWHERE, PASSAGES, Assistant
from benchmarks.corpora import load, open_index
from index.embedding import SentenceEmbeddings

FIRST = 5
CONVERSATIONS = Path(__file__).parent / "conversations.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    arguments = parser.parse_args()
    embeddings = SentenceEmbeddings()
    files = {"samples": Path("articles"), "corpus": arguments.bench / "multihop_rag/corpus.json"}
    names = {"samples": "samples", "corpus": "multihop_rag"}
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for collection, path in files.items():
        index = open_index(names[collection], embeddings, path)
        assistant = Assistant(index)
        for row in load(CONVERSATIONS):
            if row["collection"] == collection:
                found[row["kind"]].append(asked(assistant, row))
        index.close()
    found["all"] = [pair for own in list(found.values()) for pair in own]
    for kind, pairs in found.items():
        alone, following = np.mean(pairs, axis=0)
        print(f"{kind:14} {len(pairs):3}  alone {alone:.3f}  as a follow-up {following:.3f}")


def asked(assistant: Assistant, row: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the article is found by the self-contained question, and by the follow-up."""
    wanted = {row["article"], *row.get("also", [])}
    history: list[Turn] = []
    for turn in row["turns"]:
        answer = assistant.ask(turn["question"], history)
        history.append(Turn(turn["question"], answer.text, answer.citations))
    return bool(wanted & first(assistant, row["alone"], [])), bool(
        wanted & first(assistant, row["follow_up"], history)
    )


def first(assistant: Assistant, question: str, history: list[Turn]) -> set[str]:
    """The first five articles that are found for a question."""
    read = assistant.read(question, history)
    documents = assistant.passages(read, PASSAGES, EVERYWHERE)
    return set(list(dict.fromkeys(d.metadata["article_id"] for d in documents))[:FIRST])


if __name__ == "__main__":
    main()

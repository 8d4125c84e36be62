"""Whether a follow-up question finds the article that the same question, self-contained, finds.

    python -m benchmarks.followups ../shared/bench

Each set of conversations was written by somebody who had not seen the code (the sixth: who had, to
be hard for it), and committed before what was missed of it was looked at; for the fourth and the
seventh nothing was changed. The turns before are asked first, as a reader does. Told by
kind: how often the article is among the first five articles of the first twenty passages, asked
alone and as a follow-up, and how often the follow-up was completed. `--show` names the missed.

Of the follow-ups of `asked_after.json`, written likewise, half are answered by a sentence and half
by none. Told is how often the first quote answers, or another one, or none does; how often it is
said not to be certain that any does; and how often there is no answer.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer import Turn
from assistant.assistant import EVERYWHERE, PASSAGES, Assistant
from benchmarks.corpora import FOLDER, NEWS, load, open_index
from benchmarks.quotes import become_of
from index.embedding import SentenceEmbeddings
from index.index import Index

FIRST = 5
SETS = ("", "_unseen", "_third", "_fourth", "_fifth", "_sixth", "_seventh", "_eighth")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    embeddings = SentenceEmbeddings()
    samples = Index(FOLDER / "followups", Path("articles"), embeddings)
    samples.sync()
    corpus = open_index("multihop_rag", embeddings, arguments.bench / NEWS)
    assistants = {"samples": Assistant(samples), "corpus": Assistant(corpus)}
    for name in (f"conversations{one}.json" for one in SETS):
        found: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
        for row in load(Path(__file__).parent / name):
            each = asked(assistants[row["collection"]], row)
            found[row["kind"]].append(each)
            if arguments.show and not each[1]:
                print(f"missed: {row['id']} {row['follow_up']} (alone: {row['alone']})")
        found["all"] = [each for own in list(found.values()) for each in own]
        print(name)
        for kind, rows in found.items():
            alone, following, completed = np.mean(rows, axis=0)
            figures = (
                f"alone {alone:.3f}  as a follow-up {following:.3f}  completed {completed:.3f}"
            )
            print(f"{kind:14} {len(rows):3}  {figures}")
    answers: dict[str, list[str]] = defaultdict(list)
    for row in load(Path(__file__).with_name("asked_after.json")):
        own = answered(assistants[row["collection"]], row)
        answers["answered" if row["answer"] else "not answered"].append(own)
    for kind, become in answers.items():
        print(f"{kind:14} {len(become):3}  {dict(Counter(become))}")
    samples.close()
    corpus.close()


def answered(assistant: Assistant, row: dict[str, Any]) -> str:
    """What becomes of a follow-up; see above."""
    first_answer = assistant.ask(row["first"])
    turn = Turn(row["first"], first_answer.text, first_answer.citations)
    answer = assistant.ask(row["follow_up"], [turn])
    return become_of(answer, [one for one in (row["answer"], *row["also"]) if one])


def asked(assistant: Assistant, row: dict[str, Any]) -> tuple[bool, bool, bool]:
    """Whether the article is found by the self-contained question, and by the follow-up; and
    whether that was completed."""
    wanted = {row["article"], *row.get("also", [])}
    history: list[Turn] = []
    for turn in row["turns"]:
        answer = assistant.ask(turn["question"], history)
        history.append(Turn(turn["question"], answer.text, answer.citations))
    return (
        bool(wanted & first(assistant, row["alone"], [])),
        bool(wanted & first(assistant, row["follow_up"], history)),
        assistant.read(row["follow_up"], history).completed,
    )


def first(assistant: Assistant, question: str, history: list[Turn]) -> set[str]:
    """The first five articles that are found for a question."""
    read = assistant.read(question, history)
    documents = assistant.passages(read, PASSAGES, EVERYWHERE)
    return set(list(dict.fromkeys(d.metadata["article_id"] for d in documents))[:FIRST])


if __name__ == "__main__":
    main()

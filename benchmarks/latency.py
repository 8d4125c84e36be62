"""How long an answer without a model takes, step by step, in a small and in a large library.

    python -m benchmarks.latency ../shared/bench [--passages 100000]

The times are processor time (`time.process_time`: all threads, user and system). torch, BLAS and
OpenMP are limited to one thread: threads that spin while they wait for each other would be counted
as work. What the machine's other programs do is not counted, nor is waiting for the disk.

Asked are all development questions of multihop_rag and those of `newsroom.json`, the whole through
`Assistant.ask` and each question for the first time. The time of a step is its own: what it calls
is counted where that has a line of its own. The large library is made by `benchmarks/enlarge.py`.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from assistant import assistant as answering
from assistant import passages
from assistant.assistant import Assistant
from benchmarks.corpora import load, open_index
from benchmarks.enlarge import enlarged
from benchmarks.newsroom import QUESTIONS
from benchmarks.report import save
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.library import Library
from index.search import Search
from index.vectors import Vectors

WARM_UP = 20
"""Questions asked before any is measured."""
STEPS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("reading the question", Assistant, ("read",)),
    ("embedding it", SentenceEmbeddings, ("embed_question",)),
    ("searching by words", Search, ("_by_words",)),
    ("searching by vectors, in Chroma", Vectors, ("nearest",)),
    ("searching within limits", Search, ("_inside",)),
    ("fetching what was found", Library, ("places", "sentence_vectors", "tokens", "passages")),
    ("ranking", passages, ("rank",)),
    ("evidence and reader", Assistant, ("candidates",)),
    ("reading closely", answering, ("read_again",)),
    ("all else", Assistant, ("ask",)),
)
"""Each step, and the functions whose time it is."""

Times = dict[str, float]
"""Milliseconds of one question by step; `WHOLE` and `WALL` beside."""
WHOLE, WALL = "whole answer", "whole answer, wall clock"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds multihop_rag/")
    parser.add_argument("--passages", type=int, default=100_000, help="of the large library")
    arguments = parser.parse_args()
    folder = arguments.bench / "multihop_rag"
    questions = {
        "multihop_rag": [item["query"] for item in load(folder / "dev.json")],
        "newsroom": [item["question"] for item in load(QUESTIONS)],
    }
    embeddings = SentenceEmbeddings()
    embeddings.load()
    torch.set_num_threads(1)
    with threadpool_limits(1):
        small = open_index("multihop_rag", embeddings, folder / "corpus.json")
        result = [measure(small, questions)]
        large = enlarged(small, arguments.passages)
        small.close()
        result.append(measure(large, questions))
        large.close()
    save("latency", {"unit": "ms of processor time", "libraries": result})


class Clock:
    """Processor time by step: that of a step within another is not the other's."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._within: list[float] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens within."""
        begun = time.process_time()
        self._within.append(0.0)
        try:
            yield
        finally:
            whole = time.process_time() - begun
            self.spent[name] += whole - self._within.pop()
            self.calls[name] += 1
            if self._within:
                self._within[-1] += whole

    @contextmanager
    def on(self, name: str, owner: Any, function: str) -> Iterator[None]:
        """Time a function of a module or a class as a step, for as long as this lasts."""
        original: Callable[..., Any] = getattr(owner, function)

        @wraps(original)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.step(name):
                return original(*arguments, **named)

        setattr(owner, function, timed)
        try:
            yield
        finally:
            setattr(owner, function, original)


def measure(index: Index, questions: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The times of all questions in one library, printed and summed up."""
    assistant = Assistant(index)
    everything = [question for own in questions.values() for question in own]
    for question in everything[:: len(everything) // WARM_UP]:
        assistant.ask(question)
    clock = Clock()
    with ExitStack() as stack:
        for name, owner, functions in STEPS:
            for function in functions:
                stack.enter_context(clock.on(name, owner, function))
        times = {
            name: [ask(assistant, question, clock) for question in own]
            for name, own in questions.items()
        }
    rows = [row for own in times.values() for row in own]
    counted = summary(rows, [*(name for name, *_ in STEPS), WHOLE, WALL])
    for name, own in times.items():
        counted |= {f"{WHOLE}, {name}": summary(own, [WHOLE])[WHOLE]}
    held = index.library.count_passages()
    show(held, len(rows), counted, clock.calls)
    calls = {name: times / len(rows) for name, times in clock.calls.items()}
    return {"passages": held, "questions": len(rows), "times": counted, "calls": calls}


def ask(assistant: Assistant, question: str, clock: Clock) -> Times:
    """The times of one question that was not asked before."""
    assistant.index.embeddings._question.cache_clear()
    clock.spent.clear()
    wall, begun = time.perf_counter(), time.process_time()
    assistant.ask(question)
    ended = time.process_time()
    times = {**clock.spent, WHOLE: ended - begun, WALL: time.perf_counter() - wall}
    return {name: 1000 * seconds for name, seconds in times.items()}


def summary(rows: Sequence[Times], names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Mean, median and 95th percentile of each step."""
    result = {}
    for name in names:
        values = np.array([row.get(name, 0.0) for row in rows])
        p50, p95 = np.quantile(values, (0.5, 0.95))
        result[name] = {"mean": float(values.mean()), "p50": float(p50), "p95": float(p95)}
    return result


def show(
    held: int, questions: int, counted: Mapping[str, dict[str, float]], calls: Mapping[str, int]
) -> None:
    print(f"\n{held:,} passages, {questions} questions, milliseconds of processor time")
    print(f"{'':38} {'mean':>7} {'p50':>7} {'p95':>7}   calls a question")
    for name, figures in counted.items():
        times = " ".join(f"{figures[column]:7.1f}" for column in ("mean", "p50", "p95"))
        called = f"   {calls[name] / questions:.1f}" if calls.get(name) else ""
        print(f"{name:38} {times}{called}", flush=True)


if __name__ == "__main__":
    main()

"""Windows as the close reader reads them when it is fitted, and what it is to tell of them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from assistant.close_reader import logit
from assistant.found import UNREAD
from benchmarks.close_reader.windows import Window
from index.tokens import inside

TOKENS = 192
"""Of a window, with its question."""
BATCH = 5_000
"""Tokens of a batch, filling included."""
OUTSIDE = -1
"""Stands for the number of a sentence where a token is of the question, a mark or the title."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window as tokens: where the text begins, the sentence of each token, or `OUTSIDE`, and
    which are in an answer."""

    ids: Sequence[int]
    second: int
    sentences: NDArray[np.int16]
    answer: NDArray[np.bool_]


def encode(windows: Sequence[Window], tokenizer: Any) -> list[Encoded]:
    """Windows as tokens, with what the tokenizer has to say of where they stand."""
    result = []
    for start in range(0, len(windows), 2000):
        own = windows[start : start + 2000]
        texts, sentences, answers = zip(*map(laid_out, own), strict=True)
        made = tokenizer(
            [one.question for one in own],
            list(texts),
            truncation="longest_first",
            max_length=TOKENS,
            return_offsets_mapping=True,
        )
        for row, ids in enumerate(made["input_ids"]):
            types = np.array(made["token_type_ids"][row])
            spans = np.array(made["offset_mapping"][row])
            numbers = np.full(len(ids), OUTSIDE, np.int16)
            for number, sentence in enumerate(sentences[row]):
                numbers[(types == 1) & inside(spans, *sentence)] = number
            answer = np.zeros(len(ids), bool)
            for begin, end in answers[row]:
                answer |= (numbers != OUTSIDE) & (spans[:, 0] < end) & (spans[:, 1] > begin)
            result.append(Encoded(ids, int(types.argmax()), numbers, answer))
    return result


def laid_out(window: Window) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """The text that is read, where its sentences stand in it, and where its answers do."""
    text = f"{window.header}\n" if window.header else ""
    spans, answers = [], []
    for sentence, own in zip(window.sentences, window.answers, strict=True):
        start = len(text)
        answers += [(start + a, start + b) for a, b in own]
        spans.append((start, start + len(sentence)))
        text += f"{sentence} "
    return text.rstrip(), spans, answers


def batches(found: Sequence[Encoded], rng: random.Random) -> Iterator[list[int]]:
    """Windows of like length, in random order."""
    order = list(range(len(found)))
    rng.shuffle(order)
    own: list[list[int]] = []
    for start in range(0, len(order), 4000):
        batch: list[int] = []
        for row in sorted(order[start : start + 4000], key=lambda r: len(found[r].ids)):
            if batch and (len(batch) + 1) * len(found[row].ids) > BATCH:
                own.append(batch)
                batch = []
            batch.append(row)
        own.append(batch)
    rng.shuffle(own)
    yield from own


def tokens(rows: Sequence[Encoded]) -> dict[str, Tensor]:
    """Windows as the model takes them, (windows, tokens), each filled up to the longest."""
    longest = max(len(row.ids) for row in rows)
    ids, here, second = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(3))
    for place, row in enumerate(rows):
        ids[place, : len(row.ids)] = torch.tensor(row.ids)
        here[place, : len(row.ids)] = 1
        second[place, row.second : len(row.ids)] = 1
    return {"input_ids": ids, "attention_mask": here, "token_type_ids": second}


def lost(scores: Tensor, rows: Sequence[Encoded]) -> Tensor:
    """The negative log of the share that falls to the answer's tokens, or to none."""
    may, wanted = allowed(rows, scores.shape[1])
    whole = torch.logsumexp(scores.masked_fill(~may, -torch.inf), 1)
    right = torch.logsumexp(scores.masked_fill(~wanted, -torch.inf), 1)
    return (whole - right).mean()


def allowed(rows: Sequence[Encoded], longest: int) -> tuple[Tensor, Tensor]:
    """Which places may be chosen, of those of sentences and the first, which stands for none;
    which are right."""
    may = torch.zeros(len(rows), longest, dtype=torch.bool)
    wanted = torch.zeros_like(may)
    for place, row in enumerate(rows):
        may[place, : len(row.ids)] = torch.from_numpy(row.sentences != OUTSIDE)
        wanted[place, : len(row.ids)] = torch.from_numpy(row.answer)
        may[place, 0] = True
        if not row.answer.any():
            wanted[place, 0] = True
    return may, wanted


def by_sentence(scores: NDArray[np.float32], row: Encoded) -> NDArray[np.float32]:
    """The logit of each sentence that it answers, against none; (sentences,)."""
    numbers = row.sentences
    result = np.full(int(numbers.max(initial=0)) + 1, UNREAD, np.float32)
    for number in np.unique(numbers[numbers != OUTSIDE]):
        own = scores[: len(numbers)][numbers == number]
        result[number] = logit(own, scores[0])
    return result

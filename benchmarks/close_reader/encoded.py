"""Windows as tokens, in a file that is read where the close reader is fitted.

Windows overlap: each text is kept as tokens once, and a window as the numbers of its texts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.arrays import Arrays

if TYPE_CHECKING:
    from benchmarks.close_reader.windows import Window

TOKENS = 192
"""Of a window, with its question."""
OUTSIDE = -1
"""Stands for the number of a sentence where a token is of the question, a mark or the title."""
MOST = 2_000
"""Texts that are cut into tokens at once."""


@dataclass(frozen=True, slots=True)
class Encoded(Arrays):
    """Windows as the numbers of their texts.

    The tokens of text i are `ids[offsets[i]:offsets[i + 1]]`. Window i consists of the texts
    `parts[begins[i]:begins[i + 1]]`, marks among them; `number` tells which sentence each is, or
    `OUTSIDE`. `answers` has a row for each stretch of tokens that answers: its part, and from and
    to which token of that. `turn` tells of which turn a window is; those held out have the first.
    `source` is an index into `sources`.
    """

    ids: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    parts: NDArray[np.int32]
    number: NDArray[np.int8]
    begins: NDArray[np.int64]
    answers: NDArray[np.int32]
    turn: NDArray[np.uint8]
    held: NDArray[np.bool_]
    source: NDArray[np.uint8]
    sources: NDArray[np.str_]

    def flat(self) -> "Flat":
        """All windows token by token."""
        lengths = np.diff(self.offsets)[self.parts]
        ends = np.cumsum(lengths)
        starts = ends - lengths
        within = np.arange(ends[-1]) - np.repeat(starts, lengths)
        ids = self.ids[np.repeat(self.offsets[self.parts], lengths) + within]
        part, first, end = self.answers.astype(np.int64).T
        steps = np.zeros(len(ids) + 1, np.int32)
        np.add.at(steps, starts[part] + first, 1)
        np.add.at(steps, starts[part] + end, -1)
        offsets = np.append(0, ends)[self.begins]
        return Flat(
            ids,
            np.repeat(self.number, lengths),
            np.cumsum(steps[:-1]) > 0,
            offsets,
            ends[self.begins[:-1] + 2] - offsets[:-1],
        )


@dataclass(frozen=True, slots=True)
class Flat:
    """Windows token by token; window i is `offsets[i]:offsets[i + 1]` of the first three.

    Args:
        number: of which sentence a token is, or `OUTSIDE`.
        answer: whether it is in an answer.
        second: (windows,), where the text begins, after the question and its mark.
    """

    ids: NDArray[np.uint16]
    number: NDArray[np.int8]
    answer: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    second: NDArray[np.int64]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How many tokens of each window are read; of a longer one the end is not."""
        return np.minimum(np.diff(self.offsets), TOKENS)


def encode(turns: Sequence[Sequence["Window"]], tokenizer: Any) -> Encoded:
    """The windows of each turn as tokens."""
    windows = [(turn, one) for turn, own in enumerate(turns) for one in own]
    texts = dict.fromkeys(text for _, one in windows for text in _texts(one))
    places = {text: n for n, text in enumerate(texts, start=2)}  # after the two marks
    ids: list[list[int]] = [[tokenizer.cls_token_id], [tokenizer.sep_token_id]]
    spans: list[NDArray[np.int64]] = [np.zeros((1, 2), np.int64)] * 2
    for own, where in _tokens(list(texts), tokenizer):
        ids.append(own)
        spans.append(where)
    parts: list[int] = []
    number: list[int] = []
    begins, answers = [0], []
    for _, one in windows:
        heads = [0, places[one.question], 1, *([places[one.header]] if one.header else [])]
        first = len(parts) + len(heads)
        parts += [*heads, *(places[text] for text in one.sentences), 1]
        number += [*[OUTSIDE] * len(heads), *range(len(one.sentences)), OUTSIDE]
        for at, stretches in enumerate(one.answers):
            where = spans[parts[first + at]]
            for start, end in stretches:
                inside = np.flatnonzero((where[:, 0] < end) & (where[:, 1] > start))
                if len(inside):
                    answers.append((first + at, inside[0], inside[-1] + 1))
        begins.append(len(parts))
    sources = sorted({one.source for _, one in windows})
    return Encoded(
        ids=np.concatenate([np.array(own, np.uint16) for own in ids]),
        offsets=np.cumsum([0, *map(len, ids)], dtype=np.int64),
        parts=np.array(parts, np.int32),
        number=np.array(number, np.int8),
        begins=np.array(begins, np.int64),
        answers=np.array(answers, np.int32).reshape(-1, 3),
        turn=np.array([turn for turn, _ in windows], np.uint8),
        held=np.array([one.held for _, one in windows]),
        source=np.array([sources.index(one.source) for _, one in windows], np.uint8),
        sources=np.array(sources),
    )


def _texts(window: "Window") -> Iterator[str]:
    yield window.question
    yield from filter(None, [window.header])
    yield from window.sentences


def _tokens(texts: Sequence[str], tokenizer: Any) -> Iterator[tuple[list[int], NDArray[np.int64]]]:
    """Of each text its tokens, and from and to which character each goes; (tokens, 2)."""
    for start in range(0, len(texts), MOST):
        made = tokenizer(
            list(texts[start : start + MOST]),
            add_special_tokens=False,
            truncation=True,
            max_length=TOKENS,
            return_offsets_mapping=True,
        )
        for own, where in zip(made["input_ids"], made["offset_mapping"], strict=True):
            yield own, np.array(where, np.int64).reshape(-1, 2)

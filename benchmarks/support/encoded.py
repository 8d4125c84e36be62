"""Claims and evidence as tokens, in a file that is read where the checker is fitted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.arrays import Arrays
from benchmarks.support.pair import Pair

TOKENS = 160
EVERY = 255
"""The turn of pairs that are the same in each."""


@dataclass(frozen=True, slots=True)
class Encoded(Arrays):
    """Pairs as tokens: those of pair i are `ids[offsets[i]:offsets[i + 1]]`, its evidence begins
    at `second[i]` of them.

    `turn` tells of which turn a pair is, or `EVERY`: pairs that are made by chance are made anew
    for each, and those held out stand in the first alone. `twin` is the same for two claims told in
    almost the same words, else -1. `sources` are names; `source` is an index into them.
    """

    ids: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    second: NDArray[np.uint8]
    supported: NDArray[np.bool_]
    held: NDArray[np.bool_]
    turn: NDArray[np.uint8]
    twin: NDArray[np.int32]
    source: NDArray[np.uint8]
    sources: NDArray[np.str_]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How many tokens each pair has."""
        return np.diff(self.offsets)


def encode(
    turns: Sequence[Sequence[Pair]],
    every: Sequence[Pair],
    tokenizer: Callable[..., dict[str, list[list[int]]]],
) -> Encoded:
    """The pairs of each turn and those of every one; of all turns but the first, those held out are
    left out."""
    rows = [(EVERY, pair) for pair in every] + [
        (turn, pair)
        for turn, pairs in enumerate(turns)
        for pair in pairs
        if turn == 0 or not pair.held
    ]
    made = tokenizer(
        [pair.claim for _, pair in rows],
        [pair.evidence for _, pair in rows],
        truncation="longest_first",
        max_length=TOKENS,
    )
    ids, types = made["input_ids"], made["token_type_ids"]
    sources = sorted({pair.source.rstrip("+-") for _, pair in rows})
    return Encoded(
        ids=np.concatenate([np.array(own, np.uint16) for own in ids]),
        offsets=np.cumsum([0, *(len(own) for own in ids)], dtype=np.int64),
        second=np.array([own.index(1) for own in types], np.uint8),
        supported=np.array([pair.supported for _, pair in rows]),
        held=np.array([pair.held for _, pair in rows]),
        turn=np.array([turn for turn, _ in rows], np.uint8),
        twin=np.array([pair.twin for _, pair in rows], np.int32),
        source=np.array([sources.index(pair.source.rstrip("+-")) for _, pair in rows], np.uint8),
        sources=np.array(sources),
    )

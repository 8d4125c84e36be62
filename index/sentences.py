"""How much of a question the sentences of a passage say, by their rare words."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from index.keywords import Tokenizer, Word
from index.library import Library
from index.remembered import Remembered

MOST = 4_000_000
"""Words of sentences that are remembered: of some 30,000 passages, 50 MB."""

Floats = NDArray[np.float64]
Stems = tuple[NDArray[np.int64], NDArray[np.int32]]
"""The different stems of each sentence, as hashes, and the number of the sentence of each."""


class Sentences:
    """Compares words with what the sentences of passages say."""

    def __init__(self, library: Library, tokenizer: Tokenizer) -> None:
        self._library = library
        self._tokenizer = tokenizer
        self._read = Remembered[int, Stems](
            library.database.state, MOST, lambda stems: len(stems[0])
        )

    def said(self, words: Sequence[Collection[str]], ids: Sequence[int]) -> dict[int, Floats]:
        """By passage, how much of some sets of words two of its sentences in a row say.

        A word counts by its rarity here: ln(passages / passages that hold it).

        Args:
            words: stems.

        Returns:
            for each passage that there is the greatest sums, of the shape (sets of words,).
        """
        passages = self._read.get(ids, self._stems)
        if not passages:
            return {}
        rarity = self._rarity({stem for own in words for stem in own})
        if not rarity:
            return {passage: np.zeros(len(words)) for passage in passages}
        weights = np.array([[value * (s in own) for s, value in rarity.items()] for own in words])
        counts = np.array([own[-1] + 1 if len(own) else 1 for _, own in passages.values()])
        ends = np.cumsum(counts)
        held = np.zeros((ends[-1] + 1, len(rarity)), bool)
        stems = np.concatenate([own for own, _ in passages.values()])
        rows = np.concatenate([own for _, own in passages.values()])
        rows += np.repeat(ends - counts, [len(own) for _, own in passages.values()])
        asked = np.array([hash(stem) for stem in rarity], np.int64)
        ordered = np.argsort(asked)
        at = ordered[np.searchsorted(asked, stems, sorter=ordered) % len(asked)]
        own = asked[at] == stems
        held[rows[own], at[own]] = True
        pairs = held[:-1] | held[1:]
        pairs[ends - 1] = held[ends - 1]  # the last of a passage has none after it
        sums = weights @ pairs.T
        greatest = np.maximum.reduceat(sums, ends - counts, axis=1)
        return {passage: greatest[:, n] for n, passage in enumerate(passages)}

    def _rarity(self, stems: Collection[str]) -> dict[str, float]:
        """How rare words are, of those that occur."""
        held = self._library.count_passages()
        counts = self._library.term_counts(stems)
        return {stem: max(log(held / count), 0.0) for stem, count in counts.items()}

    def _stems(self, ids: Sequence[int]) -> Mapping[int, Stems]:
        read = self._library.sentences(ids)
        words = iter(self._tokenizer([text for texts in read.values() for text in texts]))
        return {passage: _stems([next(words) for _ in own]) for passage, own in read.items()}


def _stems(sentences: Sequence[Sequence[Word]]) -> Stems:
    hashes = [{hash(word.stem) for word in own} for own in sentences]
    numbers = np.repeat(np.arange(len(hashes), dtype=np.int32), [len(own) for own in hashes])
    return np.fromiter(chain(*hashes), np.int64, len(numbers)), numbers

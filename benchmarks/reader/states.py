"""Texts as the packaged model sees them, encoded once and kept in `.bench/reader_states/`."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import FOLDER
from index.embedding import MAX_TOKENS, PACKAGED_SHA256, SentenceEmbeddings, Spans
from index.tokens import inside

STATES = FOLDER / "reader_states"
STATE = 384
"""Dimensions of the packaged model."""
OUTSIDE = -1
"""Stands for the number of a sentence: of a token in none."""

Tokenizer = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts as the packaged model sees them, the tokens of all in one row.

    Args:
        states: of the shape (tokens, `STATE`).
        ids: of the shape (tokens,), in the model's vocabulary.
        sentences: of the shape (tokens,), the number of the sentence each is in, or `OUTSIDE`.
        vectors: of the shape (texts, `STATE`), each of length 1.
        edges: of the shape (texts + 1,), where the tokens of each begin.
    """

    states: NDArray[np.float16]
    ids: NDArray[np.int32]
    sentences: NDArray[np.int16]
    vectors: NDArray[np.float32]
    edges: NDArray[np.int64]

    def rows(self, text: int) -> slice:
        """Where the tokens of a text are."""
        return slice(int(self.edges[text]), int(self.edges[text + 1]))


def encoded(
    name: str, texts: Sequence[str], spans: Sequence[Spans], embeddings: SentenceEmbeddings
) -> Encoded:
    """Texts encoded now, or as an earlier run kept them.

    Args:
        spans: for each text, where its sentences start and end.
    """
    mark = sha256(json.dumps([PACKAGED_SHA256, texts, spans]).encode()).hexdigest()[:8]
    path = STATES / f"{name}-{mark}.npz"
    if not path.is_file():
        STATES.mkdir(parents=True, exist_ok=True)
        result = encode(name, texts, spans, embeddings)
        partial = path.with_suffix(".part.npz")
        np.savez(partial, **{part: getattr(result, part) for part in Encoded.__slots__})
        partial.replace(path)
        return result
    say(f"{name}: as kept in {path}")
    with np.load(path) as kept:
        return Encoded(**kept)


def encode(
    name: str, texts: Sequence[str], spans: Sequence[Spans], embeddings: SentenceEmbeddings
) -> Encoded:
    """Run the model over texts, those of like length together."""
    result = tokenised(texts, spans, embeddings.transformer.tokenizer)
    order = np.argsort(np.diff(result.edges), kind="stable")
    for number, begin in enumerate(range(0, len(order), 32)):
        own = order[begin : begin + 32].tolist()
        run: Any = embeddings.transformer.encode(
            [texts[text] for text in own], output_value=None, normalize_embeddings=True
        )
        for text, made in zip(own, run, strict=True):
            rows = result.rows(text)
            states = made["token_embeddings"][: rows.stop - rows.start]
            result.states[rows] = states.float().cpu().numpy()
            result.vectors[text] = made["sentence_embedding"].float().cpu().numpy()
        if number % 50 == 0:
            say(f"{name}: {begin} of {len(order)} encoded")
    return result


def tokenised(texts: Sequence[str], spans: Sequence[Spans], tokenizer: Tokenizer) -> Encoded:
    """Texts with all but what the model makes of them, which is still to be filled in."""
    found = tokenizer(
        list(texts), truncation=True, max_length=MAX_TOKENS, return_offsets_mapping=True
    )
    edges = np.cumsum([0, *map(len, found["input_ids"])])
    places = [
        sentence_numbers(np.array(offsets), own)
        for offsets, own in zip(found["offset_mapping"], spans, strict=True)
    ]
    return Encoded(
        states=np.zeros((edges[-1], STATE), np.float16),
        ids=np.concatenate(found["input_ids"], dtype=np.int32),
        sentences=np.concatenate(places),
        vectors=np.zeros((len(texts), STATE), np.float32),
        edges=edges,
    )


def sentence_numbers(offsets: NDArray[np.int64], spans: Spans) -> NDArray[np.int16]:
    """The sentence that each token of a text is in, by its offsets (tokens, 2)."""
    result = np.full(len(offsets), OUTSIDE, np.int16)
    for number, (start, end) in enumerate(spans):
        result[inside(offsets, start, end)] = number
    return result


def say(text: str) -> None:
    """Progress, with the time of day."""
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)

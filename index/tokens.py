"""What of a passage's single tokens is kept, for comparing a question with them one by one.

A passage's vector says what it is about; whether one of its sentences answers is told by its tokens
(late interaction, Khattab & Zaharia 2020, arXiv 2004.12832). Each token's vector, as the model made
it within the passage, is brought down to `DIMENSIONS` by a matrix that
`benchmarks/train_reader.py` fitted, scaled to length 1, and kept in a byte a dimension.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

DIMENSIONS = 64
STEPS = 200.0
"""To a unit: values beyond ±.635 are cut, which those of unit vectors this long hardly reach."""
HEADER = 255
"""Stands where a token of a passage is of its header, not of one of its sentences."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a passage, in order.

    Args:
        vectors: of the shape (tokens, `DIMENSIONS`), each of length 1.
        sentences: of the shape (tokens,), the number of the sentence each is in, or `HEADER`.
    """

    vectors: Matrix
    sentences: NDArray[np.uint8]

    def pack(self) -> bytes:
        """As stored: for each token a byte with its sentence and one for each dimension."""
        steps = np.clip(np.rint(self.vectors * STEPS), -127, 127).astype(np.int8)
        return np.hstack([self.sentences[:, None], steps.view(np.uint8)]).tobytes()

    @classmethod
    def unpack(cls, stored: bytes) -> "Tokens":
        """What `pack` gave."""
        rows = np.frombuffer(stored, dtype=np.uint8).reshape(-1, 1 + DIMENSIONS)
        return cls(rows[:, 1:].view(np.int8).astype(np.float32) / STEPS, rows[:, 0])


@cache
def projection() -> Matrix:
    """The fitted matrix, of the shape (`DIMENSIONS`, dimensions of the packaged model)."""
    fitted: Matrix = np.load(BytesIO(_stored())).astype(np.float32)
    return fitted


@cache
def mark() -> str:
    """Eight digits that tell this matrix from another."""
    return sha256(_stored()).hexdigest()[:8]


def project(states: Matrix) -> Matrix:
    """Token vectors of the packaged model, (tokens, its dimensions), as they are compared."""
    return normalised(states @ projection().T)


def normalised(rows: Matrix) -> Matrix:
    """Each row at length 1; one of zeros stays."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    result: Matrix = rows / np.maximum(lengths, 1e-9)
    return result


def inside(spans: NDArray[np.int64], start: int, end: int) -> NDArray[np.bool_]:
    """Which tokens stand within a part of a text; the model's marks, which are empty, do not.

    Args:
        spans: of the shape (tokens, 2), where each starts and ends.
    """
    starts, ends = spans.T
    result: NDArray[np.bool_] = (starts >= start) & (ends <= end) & (ends > starts)
    return result


def _stored() -> bytes:
    return files("index").joinpath("tokens.npy").read_bytes()

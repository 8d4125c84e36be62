"""A small reader: how well the tokens of a passage's sentences match and answer a question.

Two things are told of each sentence. *Match* is late interaction (Khattab & Zaharia 2020, arXiv
2004.12832): for each token of the question its most similar token of the sentence, weighted by how
much that token of the question says. *Answer* comes from one block of attention over the tokens of
the whole passage, each beside what of the question it attends to (as Seo et al. 2017, arXiv
1611.01603, do): how likely a token is in the answer, summed over the sentence. The weights are
fitted by `benchmarks/train_reader.py` on the packaged model's states; the model itself is not
changed and does not run again.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from index.embedding import EmbeddedQuestion
from index.tokens import HEADER, Matrix, Tokens, inside, project

HEADS = 4
NO_MATCH, NO_ANSWER = -1.0, -3.0
"""Of a sentence without tokens; the reader seldom gives less."""
WIDTHS = (4.0, 4.0, 16.0, 4.0)
"""What brings the four inputs of the reader, each of products of unit vectors, to like widths."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the reader takes it.

    Args:
        tokens: of the shape (tokens, dimensions), each of length 1.
        weights: of the shape (tokens,), how much each says; they sum to 1.
        whole: of the shape (dimensions,), what is asked for.
        spans: of the shape (tokens, 2), where each stands in the question.
    """

    tokens: Matrix
    weights: Matrix
    whole: Matrix
    spans: NDArray[np.int64]

    def part(self, start: int, end: int) -> Matrix:
        """The weights of a part of the question alone; all of them where it has no token."""
        own: Matrix = self.weights * inside(self.spans, start, end)
        total = float(own.sum())
        return own / total if total else self.weights


def ask(question: EmbeddedQuestion) -> Asked:
    """Make a question ready to be compared."""
    w = weights()
    states, spans = question.states[1:-1], question.spans[1:-1]
    own = np.logaddexp(0.0, states @ w["u"] + w["ub"])
    own = own / max(float(own.sum()), 1e-9)
    whole = np.tanh(w["G.weight"] @ (states * own[:, None]).sum(axis=0) + w["G.bias"])
    return Asked(project(states), own, whole, spans)


def match(asked: Asked, parts: Matrix, tokens: Tokens) -> tuple[Matrix, Matrix]:
    """How well a passage matches parts of a question: cosines, from -1 to 1.

    Args:
        parts: of the shape (parts, tokens of the question), weights that sum to 1 in each row.

    Returns:
        for each part, how well each sentence does (parts, sentences), and all of it (parts,).
    """
    said = tokens.sentences != HEADER
    similar = asked.tokens @ tokens.vectors[said].T
    best = _by_sentence(np.maximum, similar, tokens.sentences[said], NO_MATCH)
    return parts @ best, parts @ similar.max(axis=1, initial=NO_MATCH)


def answers(asked: Asked, tokens: Tokens) -> Matrix:
    """How likely each sentence of a passage holds the answer, as a logit; (sentences,)."""
    said = tokens.sentences != HEADER
    logits = _token_logits(asked, tokens)[None, said]
    own: Matrix = _by_sentence(np.logaddexp, logits, tokens.sentences[said], NO_ANSWER)[0]
    return own


def _token_logits(asked: Asked, tokens: Tokens) -> Matrix:
    w = weights()
    x = tokens.vectors
    similar = asked.tokens @ x.T
    attended = _shares(similar.T * w["tau"]) @ asked.tokens
    best = similar.max(axis=0)[:, None]
    mean = (asked.weights @ similar)[:, None]
    parts = (x, attended, x * attended, x * asked.whole)
    wide = [width * part for width, part in zip(WIDTHS, parts, strict=True)]
    x = _dense("f2", _gelu(_dense("f1", np.hstack([*wide, best, mean]))))
    x = x + _dense("o", _attention(_normed("n1", x)))
    x = x + _dense("g2", _gelu(_dense("g1", _normed("n2", x))))
    logits: Matrix = _dense("t", _normed("n3", x))[:, 0]
    return logits


def _attention(x: Matrix) -> Matrix:
    """Self-attention over the tokens of one passage."""
    count, width = x.shape
    q, k, v = _dense("qkv", x).reshape(count, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    shares = _shares(q @ k.transpose(0, 2, 1) * np.float32((width // HEADS) ** -0.5))
    result: Matrix = (shares @ v).transpose(1, 0, 2).reshape(count, width)
    return result


def _dense(name: str, x: Matrix) -> Matrix:
    w = weights()
    result: Matrix = x @ w[f"{name}.weight"].T + w[f"{name}.bias"]
    return result


def _normed(name: str, x: Matrix) -> Matrix:
    w = weights()
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5)
    result: Matrix = centred / spread * w[f"{name}.weight"] + w[f"{name}.bias"]
    return result


def _gelu(x: Matrix) -> Matrix:
    result: Matrix = np.float32(0.5) * x * (1 + erf(x * np.float32(0.5**0.5)))
    return result


def _shares(x: Matrix) -> Matrix:
    """Softmax over the last axis."""
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Matrix = raised / raised.sum(axis=-1, keepdims=True)
    return result


def _by_sentence(
    how: np.ufunc, values: Matrix, sentences: NDArray[np.uint8], none: float
) -> Matrix:
    """Values by token, (rows, tokens), brought together by sentence; `none` where it has none."""
    count = int(sentences.max(initial=0)) + 1
    result: Matrix = np.full((len(values), count), none, dtype=np.float32)
    if len(sentences):
        own, starts = np.unique(sentences, return_index=True)  # tokens stand in order
        result[:, own] = how.reduceat(values, starts, axis=1)
    return result


@cache
def weights() -> dict[str, Matrix]:
    """The fitted weights by name."""
    stored = files("assistant").joinpath("reader.npz").read_bytes()
    with np.load(BytesIO(stored)) as found:
        return {name: found[name].astype(np.float32) for name in found.files}

"""A small reader: how well the tokens of a passage's sentences match and answer a question.

Two things are told of each sentence. *Match* is late interaction (Khattab & Zaharia 2020, arXiv
2004.12832): for each token of the question its most similar token of the sentence, weighted by how
much that token of the question says. *Answer* comes from one block of attention over the tokens of
the whole passage, each beside what of the question it attends to (as Seo et al. 2017, arXiv
1611.01603, do): how likely a token is in the answer, summed over the sentence. The weights are
fitted by `benchmarks/train_reader.py` on the packaged model's states; the model itself is not
changed and does not run again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding import EmbeddedQuestion
from index.tokens import HEADER, Matrix, Tokens, inside, project

if TYPE_CHECKING:
    from torch import Tensor

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


@dataclass(frozen=True, slots=True)
class Match:
    """How well passages match a question: cosines, from -1 to 1.

    Args:
        sentences: of each passage, how well each sentence matches each part, (parts, sentences).
        tokens: of each token of the question, the most similar one of each passage,
            (tokens of the question, passages).
    """

    sentences: list[Matrix]
    tokens: Matrix


def match(asked: Asked, parts: Matrix, passages: Sequence[Tokens]) -> Match:
    """Compare passages to parts of a question.

    Args:
        parts: of the shape (parts, tokens of the question), weights that sum to 1 in each row.
    """
    if not passages:
        return Match([], np.zeros((len(asked.tokens), 0), np.float32))
    said = [own.sentences != HEADER for own in passages]
    numbers = [own.sentences[here] for own, here in zip(passages, said, strict=True)]
    counts = [int(own.max(initial=0)) + 1 for own in numbers]
    firsts = np.cumsum([0, *counts])
    best = np.full((len(asked.tokens), firsts[-1]), NO_MATCH, dtype=np.float32)
    if any(map(len, numbers)):
        vectors = np.concatenate(
            [own.vectors[here] for own, here in zip(passages, said, strict=True)]
        )
        rows = np.concatenate([own + first for own, first in zip(numbers, firsts, strict=False)])
        starts = np.flatnonzero(np.diff(rows, prepend=-1))  # tokens stand in order
        best[:, rows[starts]] = np.maximum.reduceat(asked.tokens @ vectors.T, starts, axis=1)
    whole = np.maximum.reduceat(best, firsts[:-1], axis=1)
    return Match(np.split(parts @ best, firsts[1:-1], axis=1), whole)


def answers(asked: Asked, passages: Sequence[Tokens]) -> list[Matrix]:
    """How likely each sentence of each passage holds the answer, as a logit; (sentences,)."""
    if not passages:
        return []
    import torch  # noqa: PLC0415 - takes seconds

    lengths = [len(own.vectors) for own in passages]
    with torch.inference_mode():
        x = torch.from_numpy(np.concatenate([own.vectors for own in passages]))
        logits = _token_logits(asked, x, lengths).numpy()
    each = np.split(logits, np.cumsum(lengths)[:-1])
    return [_by_sentence(own, of.sentences) for own, of in zip(each, passages, strict=True)]


def _by_sentence(logits: Matrix, sentences: NDArray[np.uint8]) -> Matrix:
    """The logits of tokens, (tokens,), summed up by sentence."""
    said = sentences != HEADER
    own = sentences[said]
    result: Matrix = np.full(int(own.max(initial=0)) + 1, NO_ANSWER, dtype=np.float32)
    if len(own):
        found, starts = np.unique(own, return_index=True)  # tokens stand in order
        result[found] = np.logaddexp.reduceat(logits[said], starts)
    return result


def _token_logits(asked: Asked, x: "Tensor", lengths: Sequence[int]) -> "Tensor":
    """How likely each token is in the answer, (tokens,).

    Args:
        x: the tokens of all passages, one after the other.
        lengths: how many each passage has.
    """
    import torch  # noqa: PLC0415
    from torch.nn import functional as F  # noqa: N812, PLC0415

    w = {name: torch.from_numpy(own) for name, own in weights().items()}
    question = torch.from_numpy(asked.tokens)

    def dense(name: str, x: "Tensor") -> "Tensor":
        return F.linear(x, w[f"{name}.weight"], w[f"{name}.bias"])

    def normed(name: str, x: "Tensor") -> "Tensor":
        return F.layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"])

    similar = x @ question.T
    attended = torch.softmax(similar * w["tau"], dim=-1) @ question
    best = similar.amax(dim=1, keepdim=True)
    mean = (similar @ torch.from_numpy(asked.weights))[:, None]
    parts = (x, attended, x * attended, x * torch.from_numpy(asked.whole))
    wide = [width * part for width, part in zip(WIDTHS, parts, strict=True)]
    x = dense("f2", F.gelu(dense("f1", torch.hstack([*wide, best, mean]))))
    heads = (
        dense("qkv", normed("n1", x))
        .view(len(x), 3, HEADS, x.shape[1] // HEADS)
        .permute(1, 2, 0, 3)
    )
    own = [_attended(*part) for part in torch.split(heads, list(lengths), dim=2)]
    x = x + dense("o", torch.cat(own, dim=1).transpose(0, 1).flatten(1))
    x = x + dense("g2", F.gelu(dense("g1", normed("n2", x))))
    return dense("t", normed("n3", x))[:, 0]


def _attended(query: "Tensor", key: "Tensor", value: "Tensor") -> "Tensor":
    """Attention within one passage, (heads, tokens, width); as torch's own, which takes twice as
    long at this size."""
    scale: float = query.shape[-1] ** -0.5
    return ((scale * query) @ key.transpose(1, 2)).softmax(dim=-1) @ value


@cache
def weights() -> dict[str, Matrix]:
    """The fitted weights by name."""
    stored = files("assistant.models").joinpath("reader.npz").read_bytes()
    with np.load(BytesIO(stored)) as found:
        return {name: found[name].astype(np.float32) for name in found.files}

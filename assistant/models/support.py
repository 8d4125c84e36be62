"""How likely a text says what a claim says: claim and text read together.

The weights, `support.npz`, and its small head are fitted by `benchmarks/support/fit.py` on claims
that people judged, on pairs of a true and a false one in almost the same words, on planted errors,
and on invented news with sentences as a chat model writes them. It is loaded at first use, once,
beside the model that makes the vectors.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.models.encoder import PairEncoder
from index.tokens import Matrix

if TYPE_CHECKING:
    from torch import Tensor

TOKENS = 256
"""Tokens of claim and text together; of a longer text the end is not read."""


class Support:
    """Tells how well texts support claims; can be used by several threads."""

    def __init__(self) -> None:
        self._encoder = PairEncoder("support.npz", TOKENS)

    def load(self) -> None:
        """Load the model now; a second call does nothing.

        Raises:
            ModelError: the packaged model is not there, or is another one.
        """
        self._encoder.load()

    def logits(self, claim: str, texts: Sequence[str]) -> list[float]:
        """For each text, the logit that it says what the claim says."""
        return [self._logit(claim, text) for text in texts]

    def _logit(self, claim: str, text: str) -> float:
        with self._encoder.read(claim, text) as (states, tokens, head):
            summed = _summary(states[0], tokens["token_type_ids"][0].bool()).numpy()
        hidden = _gelu(head["0.weight"] @ summed + head["0.bias"])
        (told,) = head["2.weight"] @ hidden + head["2.bias"]
        return float(told)


def _summary(states: "Tensor", of_text: "Tensor") -> "Tensor":
    """The first token, the mean of the claim's and that of the text's; (3 * width)."""
    import torch  # noqa: PLC0415

    parts = (states[~of_text], states[of_text])  # of an empty text there are no tokens
    means = [own.sum(0) / max(len(own), 1) for own in parts]
    return torch.cat([states[0], *means])


def _gelu(x: Matrix) -> Matrix:
    from scipy.special import erf  # noqa: PLC0415

    raised: Matrix = 0.5 * x * (1 + erf(x * np.float32(0.5**0.5)))
    return raised

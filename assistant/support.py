"""How likely a text says what a claim says: claim and text read together.

The weights, `support.npz`, and its small head are fitted by `benchmarks/support/fit.py` on claims
that people judged, on pairs of a true and a false one in almost the same words, on planted errors,
and on invented news with sentences as a chat model writes them. It is loaded at first use, once,
beside the model that makes the vectors.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.encoder import PairEncoder
from index.tokens import Matrix

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BatchEncoding

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
        if not texts:
            return []
        with self._encoder.read([claim] * len(texts), texts) as (states, tokens, head):
            summed = _summary(states, tokens).numpy()
        hidden = _gelu(summed @ head["0.weight"].T + head["0.bias"])
        told: Matrix = (hidden @ head["2.weight"].T + head["2.bias"])[:, 0]
        return [float(one) for one in told]


def _summary(states: "Tensor", tokens: "BatchEncoding") -> "Tensor":
    """The first token, the mean of the claim's and that of the text's; (texts, 3 * width)."""
    import torch  # noqa: PLC0415

    here, second = tokens["attention_mask"].bool(), tokens["token_type_ids"].bool()
    parts = [states[:, 0]]
    for mask in (here & ~second, here & second):
        share = mask.float() / mask.sum(1, keepdim=True).clamp(min=1)
        parts.append((states * share.unsqueeze(-1)).sum(1))
    return torch.cat(parts, dim=1)


def _gelu(x: Matrix) -> Matrix:
    from scipy.special import erf  # noqa: PLC0415

    raised: Matrix = 0.5 * x * (1 + erf(x * np.float32(0.5**0.5)))
    return raised

"""How likely a text says what a claim says: claim and text read together by the packaged model.

The model is the one that makes the vectors, with every weight but its vocabulary's changed, and a
small head: `support.npz`, fitted by `benchmarks/support/fit.py` on claims that people judged, on
pairs of a true and a false one in almost the same words, and on planted errors. It is loaded at
first use, once, beside the other.
"""

import threading
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding import check, packaged_model
from index.tokens import Matrix

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

TOKENS = 256
"""Tokens of claim and text together; of a longer text the end is not read."""


class Support:
    """Tells how well texts support claims; can be used by several threads."""

    def __init__(self) -> None:
        self._using = threading.Lock()

    def load(self) -> None:
        """Load the model now; a second call does nothing.

        Raises:
            ModelError: the packaged model is not there, or is another one.
        """
        with self._using:
            _ = self._model

    def logits(self, claim: str, texts: Sequence[str]) -> list[float]:
        """For each text, the logit that it says what the claim says."""
        if not texts:
            return []
        import torch  # noqa: PLC0415 - takes seconds

        with self._using, torch.inference_mode():
            model, tokenizer = self._model
            tokens = tokenizer(
                [claim] * len(texts),
                list(texts),
                truncation="longest_first",
                max_length=TOKENS,
                padding=True,
                return_tensors="pt",
            )
            states = model(**tokens).last_hidden_state
            summed = _summary(states, tokens).numpy()
        weights = _weights()
        hidden = summed @ weights["head.0.weight"].T + weights["head.0.bias"]
        hidden = _gelu(hidden)
        told: Matrix = (hidden @ weights["head.2.weight"].T + weights["head.2.bias"])[:, 0]
        return [float(one) for one in told]

    @cached_property
    def _model(self) -> "tuple[BertModel, Any]":
        import torch  # noqa: PLC0415
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = packaged_model()
        check(folder / "model.safetensors")
        model = AutoModel.from_pretrained(folder, local_files_only=True).eval()
        parts = dict(model.named_parameters())
        with torch.no_grad():
            for name, value in _weights().items():
                if (scale := _weights().get(f"{name}.scale")) is not None:
                    parts[name] += torch.from_numpy(value * scale)
                elif name in parts:
                    parts[name].copy_(torch.from_numpy(value))
        return model, AutoTokenizer.from_pretrained(folder, local_files_only=True)


def _summary(states: "torch.Tensor", tokens: Any) -> "torch.Tensor":
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


@cache
def _weights() -> dict[str, Matrix]:
    """The fitted weights by name; those with a scale for each row are by how much they change."""
    stored = files("assistant").joinpath("support.npz").read_bytes()
    with np.load(BytesIO(stored)) as found:
        return {name: found[name].astype(np.float32) for name in found.files}

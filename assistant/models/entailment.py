"""The optional checker: a cross-encoder trained on entailment, in the place of the packaged model.

Natural language inference is the field's name for what is asked of a written sentence: does the
text say it (entailment), the contrary, or neither? Models for it are many times the size of the
packaged one, and are not to be had as packages.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.models.cross_encoder import NamedCrossEncoder, labels_of

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Entailment:
    """Tells how well texts support claims, as `assistant.models.support.Support` does.

    Args:
        model: a name or folder as sentence-transformers takes it, as of
            `cross-encoder/nli-deberta-v3-small`. One of its labels has to be called entailment.
    """

    def __init__(self, model: str) -> None:
        self._model = NamedCrossEncoder(
            model,
            role="checker",
            setting="COPYDESK_CHECKER",
            otherwise="the packaged one",
            lacks=_lacks,
        )

    def load(self) -> None:
        """Load the model now; a second call does nothing.

        Raises:
            ModelError: it is not there, or was not trained on entailment.
        """
        self._model.load()

    def logits(self, claim: str, texts: Sequence[str]) -> list[float]:
        """For each text, the logit of its entailing the claim: of that against the other labels.

        Raises:
            ModelError: see `load`.
        """
        if not texts:
            return []
        outputs = self._model.outputs([(text, claim) for text in texts])
        (at,) = _entailing(self._model.labels)
        others = np.delete(outputs, at, axis=1)
        told = outputs[:, at] - np.logaddexp.reduce(others, axis=1)
        return [float(one) for one in told]


def _lacks(model: "CrossEncoder") -> str | None:
    """An output for entailment and one for what is not are what it needs."""
    if model.num_labels > 1 and len(_entailing(labels_of(model))) == 1:
        return None
    return f"has no label for entailment beside others, but {', '.join(labels_of(model))}"


def _entailing(names: Sequence[str]) -> list[int]:
    """Which labels are called entailment."""
    return [n for n, name in enumerate(names) if name.lower().startswith("entail")]

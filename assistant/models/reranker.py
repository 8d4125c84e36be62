"""The optional cross-encoder: it reads question and passage as one, and puts passages in order."""

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from assistant.models.cross_encoder import NamedCrossEncoder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

FIRST = 20
"""Passages that are put in order, in one batch; what comes after them stays as it is."""


class Reranker:
    """A cross-encoder, loaded at first use, once.

    Args:
        model: a name or folder as sentence-transformers takes it.
    """

    def __init__(self, model: str) -> None:
        self._model = NamedCrossEncoder(
            model, role="reranker", setting="COPYDESK_RERANKER", otherwise="none", lacks=_lacks
        )

    @property
    def name(self) -> str:
        """The name or folder that it was given."""
        return self._model.name

    def load(self) -> None:
        """Load the model now; a second call does nothing.

        Raises:
            ModelError: it is not there, or is no cross-encoder.
        """
        self._model.load()

    def order(self, question: str, documents: list[Document]) -> list[Document]:
        """The first `FIRST` passages by how well they answer, then the rest; equals as they were.

        Each that was read gets `reranked`, the model's logit, in its metadata; its other scores
        stay.

        Raises:
            ModelError: see `load`.
        """
        first, rest = documents[:FIRST], documents[FIRST:]
        if not first:
            return []
        pairs = [(question, f"{d.metadata['header']}\n{d.page_content}") for d in first]
        for document, (score,) in zip(first, self._model.outputs(pairs), strict=True):
            document.metadata["reranked"] = float(score)
        return sorted(first, key=lambda document: -document.metadata["reranked"]) + rest


def _lacks(model: "CrossEncoder") -> str | None:
    return None if model.num_labels == 1 else "is no cross-encoder with one score for a passage"

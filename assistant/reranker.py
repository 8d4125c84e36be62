"""The optional cross-encoder: it reads question and passage as one, and puts passages in order."""

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from langchain_core.documents import Document
from safetensors import SafetensorError

from index.errors import ModelError

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
        self.name = model
        # held while it scores too: its tokenizer must not be used by two threads at a time
        self._using = threading.Lock()

    def load(self) -> None:
        """Load the model now; a second call does nothing.

        Raises:
            ModelError: it is not there, or is no cross-encoder.
        """
        with self._using:
            _ = self._model

    def order(self, question: str, documents: list[Document]) -> list[Document]:
        """The first `FIRST` passages by how well they answer, then the rest; equals as they were.

        Each that was read gets `reranked`, the model's score, in its metadata; its other scores
        stay.

        Raises:
            ModelError: see `load`.
        """
        first, rest = documents[:FIRST], documents[FIRST:]
        if not first:
            return []
        for document, score in zip(first, self._scores(question, first), strict=True):
            document.metadata["reranked"] = score
        return sorted(first, key=lambda document: -document.metadata["reranked"]) + rest

    def _scores(self, question: str, documents: list[Document]) -> list[float]:
        pairs = [(question, f"{d.metadata['header']}\n{d.page_content}") for d in documents]
        with self._using:
            scores = self._model.predict(pairs, batch_size=FIRST, show_progress_bar=False)
        return [float(score) for score in scores]

    @cached_property
    def _model(self) -> "CrossEncoder":
        # here, not above: together they import torch, which takes seconds
        from sentence_transformers import CrossEncoder  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model: CrossEncoder = CrossEncoder(self.name)
        except (OSError, ValueError, RuntimeError, SafetensorError) as error:
            raise self._problem(f"could not be loaded ({error})") from error
        if not _trained(model):
            raise self._problem("is no cross-encoder with one score for a passage")
        return model

    def _problem(self, what: str) -> ModelError:
        return ModelError(
            f"The reranker {self.name!r} {what}. Set COPYDESK_RERANKER to a folder or a name that "
            "sentence-transformers can load as a CrossEncoder, or leave it empty for none."
        )


def _trained(model: "CrossEncoder") -> bool:
    """Whether it gives one score, by weights that were saved with it.

    To any other model, as one for embeddings, sentence-transformers adds a layer of random weights.
    """
    architecture = type(model.model).__name__
    saved = getattr(model.config, "architectures", None) or ()
    added = architecture.endswith("ForSequenceClassification") and architecture not in saved
    return model.num_labels == 1 and not added

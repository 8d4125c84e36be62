"""The packaged model with changed weights, which reads two texts as one.

It is the model that makes the vectors, with every weight but its vocabulary's changed by a fit; the
changes are stored in bytes beside the code. Its matrices are held and multiplied in bytes where the
processor is quick at it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding import check, packaged_model
from index.tokens import Matrix

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BatchEncoding, BertModel

HEAD, SCALE = "head.", ".scale"
"""How the names of weights begin that are no part of the model, and how those of scales end."""


def quick_in_bytes() -> bool:
    """Whether the processor has products of bytes (VNNI, with AVX-512).

    A layer takes less than half of the time then that it takes in floats. Without them torch takes
    thirty times as long for it as in floats (40 tokens, AVX2: 23 ms and .8).
    """
    import torch  # noqa: PLC0415

    told: str = torch.backends.cpu.get_cpu_capability()  # what ATEN_CPU_CAPABILITY allows
    return told == "AVX512" and bool(torch.cpu._is_vnni_supported())


class PairEncoder:
    """Reads pairs of texts; can be used by several threads.

    Args:
        file: the fitted weights, in `assistant/`. Those with a scale for each row are by how much
            they change the packaged model's.
        tokens: of both texts together; of a longer pair the longer text's end is not read.
    """

    def __init__(self, file: str, tokens: int) -> None:
        self._file = file
        self._tokens = tokens
        self._using = threading.Lock()

    def load(self) -> None:
        """Load the model now; a second call does nothing.

        Raises:
            ModelError: the packaged model is not there, or is another one.
        """
        with self._using:
            _ = self._model

    @contextmanager
    def read(
        self, first: str, second: str
    ) -> "Iterator[tuple[Tensor, BatchEncoding, dict[str, Matrix]]]":
        """The states of the tokens of a pair, (1, tokens, width), its tokens with where they stand
        in their text, and the weights of the head by name; for as long as this lasts no other
        thread reads. Pairs are not read side by side: in bytes what stands beside a pair would
        move its states a little, and what fills up the shorter ones takes as long as words."""
        import torch  # noqa: PLC0415 - takes seconds

        with self._using, torch.inference_mode():
            model, tokenizer, head = self._model
            tokens = tokenizer(
                first,
                second,
                truncation="longest_first",
                max_length=self._tokens,
                return_offsets_mapping=True,
                return_tensors="pt",
            )
            given = {name: tokens[name] for name in tokenizer.model_input_names}
            yield model(**given).last_hidden_state, tokens, head

    @cached_property
    def _model(self) -> "tuple[BertModel, Any, dict[str, Matrix]]":
        import torch  # noqa: PLC0415
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = packaged_model()
        check(folder / "model.safetensors")
        model = AutoModel.from_pretrained(folder, local_files_only=True).eval()
        parts, head = dict(model.named_parameters()), dict[str, Matrix]()
        stored = files("assistant.models").joinpath(self._file).read_bytes()
        with np.load(BytesIO(stored)) as found, torch.no_grad():
            for name in found.files:
                value: Matrix = found[name].astype(np.float32)
                if name.startswith(HEAD):
                    head[name.removeprefix(HEAD)] = value
                elif f"{name}{SCALE}" in found.files:
                    parts[name] += torch.from_numpy(value * found[f"{name}{SCALE}"])
                elif not name.endswith(SCALE):
                    parts[name].copy_(torch.from_numpy(value))
        if quick_in_bytes():
            from assistant.models.quantised import quantise  # noqa: PLC0415

            quantise(model)
        return model, AutoTokenizer.from_pretrained(folder, local_files_only=True), head

"""Close reading: which of some sentences answers a question, all read together with it.

What finds and ranks sentences compares vectors that were made before the question was known. Here a
model reads question and sentences as one, and so tells those that answer from those that are about
the same. For each token it gives how likely it is in the answer, against there being none (as
Devlin et al. 2019, arXiv 1810.04805, do for SQuAD 2.0); a sentence's logit is that of its tokens
together. The weights, `close_reader.npz`, are fitted by `benchmarks/close_reader/fit.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.models.encoder import PairEncoder
from index.tokens import Matrix, inside

TOKENS = 256
"""Tokens of question and sentences together; what is beyond is not read. (It was fitted on windows
of up to 192.)"""


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences in a row of an article.

    Args:
        header: what stands above the text: its title, publisher, day and author. It tells who “he”
            is, and whose “my view”.
        text: with all of the sentences.
        sentences: where they start and end in the text.
    """

    header: str
    text: str
    sentences: Sequence[tuple[int, int]]


_encoder = PairEncoder("close_reader.npz", TOKENS)


def load() -> None:
    """Load the model now; a second call does nothing.

    Raises:
        ModelError: the packaged model is not there, or is another one.
    """
    _encoder.load()


def read(question: str, window: Window) -> list[float | None]:
    """The logit of each sentence of a window that it answers; `None` for one that was not read to
    its end."""
    header = f"{window.header}\n" if window.header else ""
    with _encoder.read(question, f"{header}{window.text}") as (states, tokens, head):
        told: Matrix = states[0].numpy() @ head["weight"].T + head["bias"]
        spans = tokens["offset_mapping"][0].numpy()
        of_text = tokens["token_type_ids"][0].numpy() == 1
    cut = len(spans) >= TOKENS
    read_to = int(spans[of_text, 1].max(initial=0)) - len(header)
    result: list[float | None] = []
    for start, end in window.sentences:
        own = of_text & inside(spans, start + len(header), end + len(header))
        whole = bool(own.any()) and not (cut and end > read_to)
        result.append(logit(told[own, 0], told[0, 1]) if whole else None)
    return result


def logit(tokens: Matrix, none: float) -> float:
    """The logit of a sentence, from those of its tokens and that of there being no answer."""
    return float(np.logaddexp.reduce(tokens) - none)

"""Fits the close reader on windows that `benchmarks.train_close_reader` wrote.

    python -m benchmarks.close_reader.fit FOLDER --out FILE [--epochs N] [--rate R] …

FOLDER has the windows, the packaged model's weights in 16-bit floats and its configuration: nothing
else is read, and nothing but NumPy, PyTorch and Transformers is imported, so that it runs on a
borrowed accelerator. On two cores an epoch takes some forty minutes.
"""

import random
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from benchmarks.close_reader.encoded import OUTSIDE, Encoded, Flat
from benchmarks.close_reader.networks import Network
from benchmarks.fitted import Ragged, Rows, begun, fit, parser, store, tokens
from benchmarks.scores import auroc

BATCH = 16_000
"""Tokens of a batch, filling included."""
NEAR = 4_000
"""Windows that are put in order of their length at once."""
CHECKED = 128
"""Windows that are checked at once."""
OF_NEWS = ("lure", "news", "news impossible", "topic")
"""The sets made of invented news; see `benchmarks/close_reader/windows.py`."""


def main() -> None:
    arguments = parser(
        "Fits the close reader.",
        share="of windows not of news",
        batch=BATCH,
        size="tokens",
        epochs=6,
    ).parse_args()
    network, before = begun(Network, arguments)
    found = Encoded.load(arguments.folder / "windows.npz")
    windows = Windows(found.flat(), network.device)
    rng = random.Random(arguments.seed)
    epochs = [
        list(batches(found, windows.lengths, epoch, rng, arguments.share, arguments.batch))
        for epoch in range(arguments.epochs)
    ]

    def after() -> None:
        store(network.fitted(), before, arguments.out)
        check(network, found, windows)

    fit(network, epochs, lambda rows: lost(network, windows, rows), arguments.rate, after)


class Windows:
    """Windows on a device, as the model takes them."""

    def __init__(self, found: Flat, device: str) -> None:
        self.lengths = found.lengths
        self._second = found.second
        self._ids, self._numbers, self._answers = (
            Ragged(values, found.offsets[:-1], found.lengths, device)
            for values in (found.ids.astype(np.int32), found.number, found.answer)
        )

    def tokens(self, rows: Rows) -> dict[str, Tensor]:
        """Some windows, (windows, tokens), each filled up to the longest."""
        return tokens(self._ids, self._second, rows)

    def sentences(self, rows: Rows) -> Tensor:
        """Of which sentence each token is, or `OUTSIDE`; (windows, tokens)."""
        return self._numbers.batch(rows, OUTSIDE)[0]

    def answers(self, rows: Rows) -> Tensor:
        """Whether each token is in an answer; (windows, tokens)."""
        return self._answers.batch(rows)[0]


def batches(
    found: Encoded,
    lengths: Rows,
    epoch: int,
    rng: random.Random,
    share: float = 1.0,
    size: int = BATCH,
) -> Iterator[Rows]:
    """Windows of an epoch, of like length in a batch, in random order.

    Args:
        lengths: in tokens.
        share: of those that are not of invented news.
        size: tokens of a batch, filling included.
    """
    turn = epoch % (int(found.turn.max()) + 1)
    of_news = np.isin(found.sources, OF_NEWS)
    own = np.flatnonzero(~found.held & (found.turn == turn))
    order = [row for row in own.tolist() if of_news[found.source[row]] or rng.random() < share]
    rng.shuffle(order)
    result: list[list[int]] = []
    for start in range(0, len(order), NEAR):
        batch: list[int] = []
        for row in sorted(order[start : start + NEAR], key=lambda row: lengths[row]):
            if batch and (len(batch) + 1) * lengths[row] > size:
                result.append(batch)
                batch = []
            batch.append(row)
        if batch:
            result.append(batch)
    rng.shuffle(result)
    yield from (np.array(batch) for batch in result)


def lost(network: Network, windows: Windows, rows: Rows) -> Tensor:
    """The negative log of the share that falls to the answer's tokens, or to none."""
    scores = network(windows.tokens(rows)).float()
    may, wanted = windows.sentences(rows) != OUTSIDE, windows.answers(rows)
    none = ~wanted.any(1, keepdim=True)
    may = torch.cat([torch.ones_like(none), may[:, 1:]], 1)
    wanted = torch.cat([none, wanted[:, 1:]], 1)
    whole = torch.logsumexp(scores.masked_fill(~may, -torch.inf), 1)
    right = torch.logsumexp(scores.masked_fill(~wanted, -torch.inf), 1)
    return (whole - right).mean()


def by_sentence(scores: Tensor, sentences: Tensor) -> Tensor:
    """The logit of each sentence that it answers, against none, as `assistant.models.close_reader`
    has it; minus infinity where a window has no such sentence; (windows, sentences)."""
    own = [
        torch.logsumexp(scores.masked_fill(sentences != number, -torch.inf), 1)
        for number in range(max(1, int(sentences.max()) + 1))
    ]
    return torch.stack(own, 1) - scores[:, :1]


@torch.inference_mode()
def check(network: Network, found: Encoded, windows: Windows) -> None:
    """Tell by set how often the right sentence is first, and how well answered windows are told
    from others."""
    network.eval()
    for source, name in enumerate(found.sources):
        own = np.flatnonzero(found.held & (found.source == source))
        own = own[np.argsort(windows.lengths[own], kind="stable")]
        if not len(own):
            continue
        answered: list[float] = []
        other: list[float] = []
        right: list[bool] = []
        for start in range(0, len(own), CHECKED):
            rows = own[start : start + CHECKED]
            sentences, answers = windows.sentences(rows), windows.answers(rows)
            told = by_sentence(network(windows.tokens(rows)).float(), sentences)
            best, place = told.max(1)
            holds = answers.any(1)
            first = ((sentences == place[:, None]) & answers).any(1)
            several = holds & (sentences.amax(1) > 0)
            answered += best[holds].tolist()
            other += best[~holds].tolist()
            right += first[several].tolist()
        line = f"  {name:26} {len(own):4}"
        if right:
            line += f" first {np.mean(right):.3f} of {len(right)}"
        if answered:
            line += f" found {np.mean(np.array(answered) > 0):.3f}"
        if other:
            line += f" passed over {np.mean(np.array(other) < 0):.3f}"
        if answered and other:
            line += f" AUROC {auroc(answered, other):.3f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()

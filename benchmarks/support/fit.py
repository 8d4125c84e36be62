"""Fits the checker of claims on pairs that `benchmarks.train_support` wrote.

    python -m benchmarks.support.fit FOLDER --out FILE [--epochs N] [--rate R] …

FOLDER has the pairs, the packaged model's weights in 16-bit floats and its configuration: nothing
else is read, and nothing but NumPy, PyTorch and Transformers is imported, so that it runs on a
borrowed accelerator. On two cores an epoch takes over an hour.
"""

import random
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from benchmarks.fitted import Ragged, Rows, begun, fit, parser, store, tokens
from benchmarks.scores import auroc
from benchmarks.support.encoded import EVERY, Encoded
from benchmarks.support.networks import Checker

BATCH = 128


def main() -> None:
    given = parser(
        "Fits the checker of claims.",
        share="of the pairs, of each epoch",
        batch=BATCH,
        size="pairs",
        epochs=8,
    )
    given.add_argument("--whole", help="how sources begin of which all pairs are taken")
    given.add_argument("--apart", type=float, default=0.0, help="weight of the order of twins")
    arguments = given.parse_args()
    checker, before = begun(Checker, arguments)
    found = Encoded.load(arguments.folder / "pairs.npz")
    mixed = random.Random(arguments.seed)
    whole = np.zeros(len(found.held), bool)
    if arguments.whole:
        whole = np.char.startswith(found.sources, arguments.whole)[found.source]
    epochs = [
        list(batches(found, epoch, mixed, whole, arguments.share, arguments.batch))
        for epoch in range(arguments.epochs)
    ]
    pairs = Pairs(found, checker.device)

    def after() -> None:
        store(checker.fitted(), before, arguments.out)
        check(checker, found, pairs)

    fit(
        checker,
        epochs,
        lambda rows: lost(checker(pairs.tokens(rows)).float(), found, rows, arguments.apart),
        arguments.rate,
        after,
    )


class Pairs:
    """Pairs on a device, as the model reads them."""

    def __init__(self, found: Encoded, device: str) -> None:
        self._ids = Ragged(found.ids.astype(np.int32), found.offsets[:-1], found.lengths, device)
        self._second = found.second.astype(np.int64)

    def tokens(self, rows: Rows) -> dict[str, Tensor]:
        """Some, each filled up to the longest."""
        return tokens(self._ids, self._second, rows)


def batches(
    found: Encoded,
    epoch: int,
    rng: random.Random,
    whole: NDArray[np.bool_],
    share: float = 1.0,
    size: int = BATCH,
) -> Iterator[Rows]:
    """Batches of pairs of like length, twins together, in random order.

    Args:
        whole: (pairs,), which of them are taken whatever the share.
        share: of the others, from 0 to 1.
        size: pairs of a batch, or one more.
    """
    lengths = found.lengths
    turns = found.turn[found.turn != EVERY]
    turn = epoch % (int(turns.max()) + 1)
    units: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(~found.held & np.isin(found.turn, (turn, EVERY))):
        units[int(found.twin[row]) if found.twin[row] >= 0 else -1 - int(row)].append(int(row))
    others = [rows for rows in units.values() if not whole[rows[0]]]
    rng.shuffle(others)
    mixed = [rows for rows in units.values() if whole[rows[0]]]
    mixed += others[: int(share * len(others))]
    rng.shuffle(mixed)
    own: list[Rows] = []
    for start in range(0, len(mixed), 50 * size):
        near = sorted(mixed[start : start + 50 * size], key=lambda rows: max(lengths[rows]))
        batch: list[int] = []
        for rows in near:
            batch += rows
            if len(batch) >= size:
                own.append(np.array(batch))
                batch = []
        if batch:
            own.append(np.array(batch))
    rng.shuffle(own)
    yield from own


def lost(scores: Tensor, found: Encoded, rows: Rows, apart: float) -> Tensor:
    """The cross-entropy, and `apart` times that of which of two twins is the true one."""
    wanted = torch.from_numpy(found.supported[rows].astype(np.float32)).to(scores.device)
    loss = nn.functional.binary_cross_entropy_with_logits(scores, wanted)
    twin = found.twin[rows]
    pairs = np.flatnonzero((twin[:-1] >= 0) & (twin[:-1] == twin[1:]))
    if apart and len(pairs):
        nearer = (scores[pairs] - scores[pairs + 1]) * (wanted[pairs] - wanted[pairs + 1])
        loss = loss + apart * nn.functional.softplus(-nearer).sum() * 2 / len(rows)
    return loss


@torch.inference_mode()
def check(checker: Checker, found: Encoded, pairs: Pairs) -> None:
    """Tell by source how well held-out pairs are told apart, and of how many twins the true one
    scores higher."""
    checker.eval()
    rows = np.flatnonzero(found.held)
    rows = rows[np.argsort(found.lengths[rows], kind="stable")]
    scores = np.zeros(len(found.held), np.float32)
    for start in range(0, len(rows), 4 * BATCH):
        own = rows[start : start + 4 * BATCH]
        scores[own] = checker(pairs.tokens(own)).float().cpu().numpy()
    for number, name in enumerate(found.sources):
        own = rows[found.source[rows] == number]
        if not len(own):
            continue
        truth = found.supported[own]
        right = ((scores[own] > 0) == truth).mean()
        told = f"  {name:22} {len(own):5} right {right:.3f}"
        if 0 < truth.sum() < len(own):
            apart = auroc(scores[own[truth]].tolist(), scores[own[~truth]].tolist())
            told = f"{told} AUROC {apart:.3f}"
        print(told, flush=True)
    twins: dict[int, dict[bool, float]] = defaultdict(dict)
    for row in rows[found.twin[rows] >= 0]:
        twins[int(found.twin[row])][bool(found.supported[row])] = float(scores[row])
    order = [own[True] > own[False] for own in twins.values() if len(own) == 2]
    if order:
        print(f"  twins in order {np.mean(order):.3f} of {len(order)}", flush=True)


if __name__ == "__main__":
    main()

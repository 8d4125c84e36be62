"""Fits the checker of claims on pairs that `benchmarks.train_support` wrote.

    python -m benchmarks.support.fit FOLDER --out FILE [--epochs N] [--rate R] …

FOLDER has the pairs, the packaged model's weights in 16-bit floats and its configuration: nothing
else is read, and nothing but NumPy, PyTorch and Transformers is imported, so that it runs on a
borrowed accelerator. On two cores an epoch takes over an hour.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from benchmarks.scores import auroc
from benchmarks.support.encoded import EVERY, Encoded
from benchmarks.support.networks import Checker

BATCH = 128
WARM = 300
"""Steps in which the rate rises; of few steps a tenth."""
OF_HEAD = 5e-4
"""The least rate of the head, which knows nothing at first."""
FEW_ROWS = 8
"""A matrix with no more rows than these is stored as it is."""

Rows = NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--begin", type=Path, help="weights that were fitted before")
    parser.add_argument("--share", type=float, default=1.0, help="of the pairs, of each epoch")
    parser.add_argument("--whole", help="how sources begin of which all pairs are taken")
    parser.add_argument("--rate", type=float, default=1e-4, help="of learning, at its highest")
    parser.add_argument("--apart", type=float, default=0.0, help="weight of the order of twins")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    checker = begun(arguments.folder).to(device)
    before = {name: value.detach().cpu().clone() for name, value in checker.fitted().items()}
    if arguments.begin:
        restore(checker.fitted(), arguments.begin)
    found = Encoded.load(arguments.folder / "pairs.npz")
    optimizer = torch.optim.AdamW(
        [
            {"params": [v for n, v in checker.fitted().items() if not n.startswith("head.")]},
            {"params": list(checker.head.parameters()), "lr": max(arguments.rate, OF_HEAD)},
        ],
        lr=arguments.rate,
        weight_decay=0.01,
    )
    mixed = random.Random(arguments.seed)
    whole = np.zeros(len(found.held), bool)
    if arguments.whole:
        whole = np.char.startswith(found.sources, arguments.whole)[found.source]
    epochs = [
        list(batches(found, epoch, mixed, whole, arguments.share))
        for epoch in range(arguments.epochs)
    ]
    steps = sum(len(own) for own in epochs)
    warm = max(1, min(WARM, steps // 10))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / warm) * max(0.01, 1 - n / steps)
    )
    start = time.perf_counter()
    for epoch, own in enumerate(epochs):
        checker.train()
        losses: list[Tensor] = []
        for number, rows in enumerate(own):
            if number % 50 == 0:
                spent = time.perf_counter() - start
                print(f"{epoch + number / len(own):.2f} epochs, {spent:.0f} s", flush=True)
            with torch.autocast(device, dtype=torch.bfloat16):
                scores = checker(tokens(found, rows, device))
            loss = lost(scores.float(), found, rows, arguments.apart)
            checker.step(loss, optimizer, schedule)
            losses.append(loss.detach())
        mean = torch.stack(losses).mean().item()
        spent = time.perf_counter() - start
        print(f"epoch {epoch + 1} of {arguments.epochs}, {spent:.0f} s, loss {mean:.3f}")
        store(checker.fitted(), before, arguments.out)
        check(checker, found, device)


def begun(folder: Path) -> Checker:
    """The packaged model with a head that knows nothing."""
    model = BertModel(
        BertConfig.from_json_file(folder / "config.json"),
        add_pooling_layer=False,
    )
    own = dict(model.named_parameters())
    with np.load(folder / "model.npz") as kept, torch.no_grad():
        for name, value in own.items():
            given = torch.from_numpy(kept[name].astype(np.float32))
            if "word_embeddings" in name:
                value.zero_()
                value[torch.from_numpy(kept["used"].astype(np.int64))] = given
            else:
                value.copy_(given)
    return Checker(model)


def batches(
    found: Encoded,
    epoch: int,
    rng: random.Random,
    whole: NDArray[np.bool_],
    share: float = 1.0,
) -> Iterator[Rows]:
    """Batches of pairs of like length, twins together, in random order.

    Args:
        whole: (pairs,), which of them are taken whatever the share.
        share: of the others, from 0 to 1.
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
    for start in range(0, len(mixed), 50 * BATCH):
        near = sorted(mixed[start : start + 50 * BATCH], key=lambda rows: max(lengths[rows]))
        batch: list[int] = []
        for rows in near:
            batch += rows
            if len(batch) >= BATCH:
                own.append(np.array(batch))
                batch = []
        if batch:
            own.append(np.array(batch))
    rng.shuffle(own)
    yield from own


def tokens(found: Encoded, rows: Rows, device: str) -> dict[str, Tensor]:
    """Pairs as the model reads them, each filled up to the longest."""
    longest = -(-int(found.lengths[rows].max()) // 8) * 8
    ids, here, second = (np.zeros((len(rows), longest), np.int64) for _ in range(3))
    for place, row in enumerate(rows):
        first, end = found.offsets[row], found.offsets[row + 1]
        ids[place, : end - first] = found.ids[first:end]
        here[place, : end - first] = 1
        second[place, found.second[row] : end - first] = 1
    named = {"input_ids": ids, "attention_mask": here, "token_type_ids": second}
    return {name: torch.from_numpy(value).to(device) for name, value in named.items()}


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
def check(checker: Checker, found: Encoded, device: str) -> None:
    """Tell by source how well held-out pairs are told apart, and of how many twins the true one
    scores higher."""
    checker.eval()
    rows = np.flatnonzero(found.held)
    rows = rows[np.argsort(found.lengths[rows], kind="stable")]
    scores = np.zeros(len(found.held), np.float32)
    for start in range(0, len(rows), 4 * BATCH):
        own = rows[start : start + 4 * BATCH]
        scores[own] = checker(tokens(found, own, device)).float().cpu().numpy()
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


@torch.no_grad()
def restore(own: dict[str, nn.Parameter], path: Path) -> None:
    """Change the packaged model's weights as it was stored, as `assistant.encoder` does."""
    with np.load(path) as kept:
        for name in kept.files:
            value = torch.from_numpy(kept[name].astype(np.float32))
            if f"{name}.scale" in kept.files:
                change = value * torch.from_numpy(kept[f"{name}.scale"])
                own[name].add_(change.to(own[name].device))
            elif name in own:
                own[name].copy_(value)


def store(own: dict[str, nn.Parameter], before: dict[str, Tensor], path: Path) -> None:
    """By how much each weight was changed, in bytes with a scale for each row; the head and what
    has few rows as it is."""
    kept: dict[str, NDArray[np.generic]] = {}
    for name, value in own.items():
        now = value.detach().cpu()
        if name.startswith("head.") or now.ndim < 2 or len(now) <= FEW_ROWS:
            kept[name] = now.numpy().astype(np.float32)
            continue
        change = (now - before[name]).numpy()
        scale = np.abs(change).max(1, keepdims=True) / 127 + np.float32(1e-12)
        kept[name] = np.round(change / scale).astype(np.int8)
        kept[f"{name}.scale"] = scale.astype(np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **kept)


if __name__ == "__main__":
    main()

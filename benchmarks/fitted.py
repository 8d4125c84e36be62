"""What the fits of both small models share: the packaged model that they begin with, how it is
fitted, and how it is stored. What fits imports nothing but NumPy, PyTorch and Transformers, for it
is meant to run on a borrowed accelerator, where nothing else is installed.

    python -m benchmarks.fitted OUT FILE FILE …

stores the mean of weights that were fitted from the same beginning, a file that is named twice
counting twice: it often errs less than any of them (Wortsman et al. 2022, arXiv 2203.05482).
"""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from benchmarks.support.networks import Fitted

WARM = 300
"""Steps in which the rate rises; of few steps a tenth."""
OF_HEAD = 5e-4
"""The least rate of the head, which knows nothing at first."""
FEW_ROWS = 8
"""A matrix with no more rows than these is stored as it is."""
OFTEN = 50
"""Steps after which it is told how far a fit is."""

Rows = NDArray[np.int64]
Stored = dict[str, NDArray[np.float32]]
Network = TypeVar("Network", bound=Fitted)
SCALE = ".scale"


def main() -> None:
    given = ArgumentParser(description="Stores the mean of weights.")
    given.add_argument("out", type=Path)
    given.add_argument("files", type=Path, nargs="+")
    arguments = given.parse_args()
    changes, others = zip(*map(_read, arguments.files), strict=True)
    _write(_mean(changes), _mean(others), arguments.out)


def _mean(found: Sequence[Stored]) -> Stored:
    """The mean of several arrays of each name."""
    return {name: np.stack([one[name] for one in found]).mean(0) for name in found[0]}


def pack(packaged: Path, used: NDArray[np.integer], folder: Path) -> None:
    """Write the packaged model for `unpack`: its configuration, and its weights in 16 bits.

    Args:
        packaged: its folder.
        used: the tokens whose vectors are kept.
    """
    from safetensors.numpy import load_file  # noqa: PLC0415 - not needed where it is unpacked

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_bytes((packaged / "config.json").read_bytes())
    weights = {
        name: (value[used] if "word_embeddings" in name else value).astype(np.float16)
        for name, value in load_file(packaged / "model.safetensors").items()
        if value.dtype == np.float32
    }
    np.savez_compressed(folder / "model.npz", allow_pickle=False, used=used, **weights)


def unpack(folder: Path) -> BertModel:
    """The packaged model, with the dropout of its configuration; what is not used of its vocabulary
    is zero."""
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
    return model


class Ragged:
    """Rows of unequal length, on a device, and any of them as a batch.

    Args:
        flat: all rows, one after the other.
        offsets: (rows,), where each begins in it.
        lengths: (rows,), how much of each is given.
    """

    def __init__(self, flat: NDArray[Any], offsets: Rows, lengths: Rows, device: str) -> None:
        self.device = device
        self._flat = torch.from_numpy(flat).to(device)
        self._offsets, self._lengths = offsets, lengths

    def batch(self, rows: Rows, filled: int = 0) -> tuple[Tensor, Tensor]:
        """Rows, (rows, longest), each filled up to the longest, and which of it they are."""
        lengths = self._lengths[rows]
        longest = -(-int(lengths.max()) // 8) * 8  # reckoned here: a device would be waited for
        places = torch.arange(longest, device=self.device)
        here = places < self.column(lengths)
        at = (self.column(self._offsets[rows]) + places).clamp(max=len(self._flat) - 1)
        return self._flat[at].masked_fill(~here, filled), here

    def column(self, values: NDArray[Any]) -> Tensor:
        """A value for each row of a batch, (rows, 1), on the device."""
        return torch.from_numpy(values[:, None]).to(self.device)


def tokens(ids: Ragged, second: Rows, rows: Rows) -> dict[str, Tensor]:
    """Pairs of texts as the model takes them, (rows, longest).

    Args:
        second: where the second text of each begins.
        rows: which of them.
    """
    own, here = ids.batch(rows)
    types = here & (torch.arange(own.shape[1], device=ids.device) >= ids.column(second[rows]))
    return {
        "input_ids": own.long(),
        "attention_mask": here.long(),
        "token_type_ids": types.long(),
    }


def parser(told: str, *, share: str, batch: int, size: str, epochs: int) -> ArgumentParser:
    """What both fits are told on the command line.

    Args:
        told: what is fitted.
        share: what `--share` is a share of.
        batch: how much a step reads, where nothing else is said, in what `size` names.
        epochs: how many, where nothing else is said.
    """
    found = ArgumentParser(description=told)
    found.add_argument("folder", type=Path)
    found.add_argument("--out", type=Path, required=True)
    found.add_argument("--begin", type=Path, help="weights that were fitted before")
    found.add_argument("--share", type=float, default=1.0, help=share)
    found.add_argument("--rate", type=float, default=1e-4, help="of learning, at its highest")
    found.add_argument("--epochs", type=int, default=epochs)
    found.add_argument("--batch", type=int, default=batch, help=f"{size} of a step")
    found.add_argument("--seed", type=int, default=0)
    return found


def begun(
    kind: Callable[[BertModel], Network], arguments: Namespace
) -> tuple[Network, dict[str, Tensor]]:
    """A network over the packaged model, on an accelerator where there is one, with weights that
    were fitted before if they are given; and what it was without them."""
    torch.manual_seed(arguments.seed)
    network = kind(unpack(arguments.folder))
    network = network.to("cuda" if torch.cuda.is_available() else "cpu")
    before = weights_of(network)
    if arguments.begin:
        restore(network.fitted(), arguments.begin)
    return network, before


def fit(
    network: Fitted,
    epochs: Sequence[Sequence[Rows]],
    loss: Callable[[Rows], Tensor],
    rate: float,
    after: Callable[[], None],
) -> None:
    """Fit a network on batches, the rate rising and then falling to a hundredth.

    Args:
        loss: of a batch.
        rate: of learning, at its highest.
        after: called after each epoch.
    """
    own = network.fitted()
    groups: list[dict[str, Any]] = [
        {"params": [v for n, v in own.items() if not n.startswith("head.")]},
        {"params": list(network.head.parameters()), "lr": max(rate, OF_HEAD)},
    ]
    optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
    steps = sum(len(batches) for batches in epochs)
    warm = max(1, min(WARM, steps // 10))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / warm) * max(0.01, 1 - n / steps)
    )
    start = time.perf_counter()
    for epoch, batches in enumerate(epochs):
        network.train()
        losses: list[Tensor] = []
        for number, rows in enumerate(batches):
            if number % OFTEN == 0:
                spent = time.perf_counter() - start
                print(f"{epoch + number / len(batches):.2f} epochs, {spent:.0f} s", flush=True)
            with torch.autocast(network.device, dtype=torch.bfloat16):
                lost = loss(rows)
            network.step(lost, optimizer, schedule)
            losses.append(lost.detach())
        mean = torch.stack(losses).mean().item()
        spent = time.perf_counter() - start
        print(f"epoch {epoch + 1} of {len(epochs)}, {spent:.0f} s, loss {mean:.3f}")
        after()


def weights_of(network: Fitted) -> dict[str, Tensor]:
    """What is fitted of a network, as it is now."""
    return {name: value.detach().cpu().clone() for name, value in network.fitted().items()}


@torch.no_grad()
def restore(own: dict[str, nn.Parameter], path: Path) -> None:
    """Change the packaged model's weights as it was stored, as `assistant.models.encoder` does; a
    head of another kind is left as it is."""
    changes, others = _read(path)
    for name, change in changes.items():
        own[name].add_(torch.from_numpy(change).to(own[name].device))
    for name, value in others.items():
        if name in own and own[name].shape == value.shape:
            own[name].copy_(torch.from_numpy(value))


def store(own: dict[str, nn.Parameter], before: dict[str, Tensor], path: Path) -> None:
    """By how much each weight was changed, in bytes with a scale for each row; the head and what
    has few rows as it is."""
    changes, others = Stored(), Stored()
    for name, value in own.items():
        now = value.detach().cpu()
        if name.startswith("head.") or now.ndim < 2 or len(now) <= FEW_ROWS:
            others[name] = now.numpy()
        else:
            changes[name] = (now - before[name]).numpy()
    _write(changes, others, path)


def _write(changes: Stored, others: Stored, path: Path) -> None:
    """Store changes in bytes, and other values as they are."""
    kept: dict[str, NDArray[np.generic]] = {**others}
    for name, change in changes.items():
        scale = np.abs(change).max(1, keepdims=True) / 127 + np.float32(1e-12)
        kept[name] = np.round(change / scale).astype(np.int8)
        kept[f"{name}{SCALE}"] = scale.astype(np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **kept)


def _read(path: Path) -> tuple[Stored, Stored]:
    """What is stored: by how much weights were changed, and what others are."""
    changes, others = Stored(), Stored()
    with np.load(path) as kept:
        for name in kept.files:
            if f"{name}{SCALE}" in kept.files:
                changes[name] = kept[name] * kept[f"{name}{SCALE}"]
            elif not name.endswith(SCALE):
                others[name] = kept[name]
    return changes, others


if __name__ == "__main__":
    main()

"""Fits `assistant/close_reader.npz`: which of some sentences answers a question, read with it.

    python -m benchmarks.train_close_reader ../shared/training --out FILE [--begin FILE]

All weights of the packaged model but its vocabulary's are changed. What it reads is told in
`benchmarks/close_reader/windows.py`; nothing of `../shared/bench` is. One article in ten is held
out. An epoch takes some forty minutes on two cores.
"""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from transformers import AutoModel, AutoTokenizer

from benchmarks.close_reader.encoded import Encoded, batches, by_sentence, encode, lost, tokens
from benchmarks.close_reader.networks import Network
from benchmarks.close_reader.windows import Material, Window, by_source
from benchmarks.scores import auroc
from benchmarks.support.fit import restore, store
from index.embedding import packaged_model

SOME = 250
"""Held-out windows of a set that are checked."""
OFTEN = 500
"""Steps after which what there is is stored and checked."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--begin", type=Path, help="weights that were fitted before")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--turn", type=int, default=0, help="the number of the first epoch")
    parser.add_argument("--share", type=float, default=1.0, help="of questions not of news")
    parser.add_argument("--rate", type=float, default=1e-4, help="of learning, at its highest")
    parser.add_argument("--mean", action="store_true", help="store the mean with what it begins at")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    material = Material(arguments.training)
    tokenizer = AutoTokenizer.from_pretrained(packaged_model())
    network = begun()
    before = {name: value.detach().clone() for name, value in network.fitted().items()}
    if arguments.begin:
        restore(network.fitted(), arguments.begin)
    begun_with = {name: value.detach().clone() for name, value in network.fitted().items()}
    held = list(material.windows(0, held=True))
    encoded = encode(held, tokenizer)
    epochs = []
    for turn in range(arguments.turn, arguments.turn + arguments.epochs):
        windows = list(material.windows(turn, held=False, share=arguments.share))
        epochs.append(encode(windows, tokenizer))
        for source, numbers in by_source(windows).items():
            answered = sum(windows[number].answered for number in numbers)
            print(f"  {source:26} {len(numbers):6} windows, {answered} answer", flush=True)

    def stored() -> None:
        store(network.fitted(), before, arguments.out)
        check(network, held, encoded)

    fit(network, epochs, arguments.rate, stored)
    if arguments.mean:
        mix(network, begun_with)
        stored()


@torch.no_grad()
def mix(network: Network, other: dict[str, Tensor]) -> None:
    """Give a network the mean of its weights and of others that it was fitted from: between the two
    it errs less than either (Wortsman et al. 2022, arXiv 2203.05482)."""
    for name, value in network.fitted().items():
        value.add_(other[name]).div_(2)


def begun() -> Network:
    """The packaged model with a head that knows nothing."""
    model = AutoModel.from_pretrained(
        packaged_model(),
        add_pooling_layer=False,
        attn_implementation="eager",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return Network(model)


def fit(
    network: Network,
    epochs: Sequence[Sequence[Encoded]],
    rate: float,
    stored: Callable[[], None],
) -> None:
    """Fit a network on windows, in random order.

    Args:
        stored: called now and then, and at the end.
    """
    optimizer = torch.optim.AdamW(network.fitted().values(), lr=rate, weight_decay=0.01)
    rng = random.Random(0)
    in_order = [[[rows[n] for n in batch] for batch in batches(rows, rng)] for rows in epochs]
    every = [batch for epoch in in_order for batch in epoch]
    warm = max(1, len(every) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / warm) * max(0.02, 1 - n / len(every))
    )
    start, losses = time.perf_counter(), []
    network.train()
    for number, batch in enumerate(every, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network(tokens(batch))
        loss = lost(scores.float(), batch)
        network.step(loss, optimizer, schedule)
        losses.append(loss.item())
        if number % 25 == 0:
            spent = time.perf_counter() - start
            mean = np.mean(losses[-100:])
            print(f"{number} of {len(every)}, {spent:.0f} s, loss {mean:.3f}", flush=True)
        if number % OFTEN == 0 or number == len(every):
            stored()


@torch.inference_mode()
def check(network: Network, windows: Sequence[Window], found: Sequence[Encoded]) -> None:
    """Tell by set how often the right sentence is first, and how well answered windows are told
    from others."""
    network.eval()
    for source, numbers in by_source(windows).items():
        own = sorted(numbers[:SOME], key=lambda n: len(found[n].ids))
        answered: list[float] = []
        other: list[float] = []
        right: list[bool] = []
        for start in range(0, len(own), 32):
            rows = [found[n] for n in own[start : start + 32]]
            scores = network(tokens(rows)).float().numpy()
            for given, row, n in zip(scores, rows, own[start : start + 32], strict=True):
                told = by_sentence(given, row)
                (answered if windows[n].answered else other).append(float(told.max()))
                if windows[n].answered and len(told) > 1:
                    right.append(bool(windows[n].answers[int(told.argmax())]))
        line = f"  {source:26} {len(own):4}"
        if right:
            line += f" first {np.mean(right):.3f} of {len(right)}"
        if answered:
            line += f" found {np.mean(np.array(answered) > 0):.3f}"
        if other:
            line += f" passed over {np.mean(np.array(other) < 0):.3f}"
        if answered and other:
            line += f" AUROC {auroc(answered, other):.3f}"
        print(line, flush=True)
    network.train()


if __name__ == "__main__":
    main()

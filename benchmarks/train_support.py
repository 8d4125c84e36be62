"""Fits the checker of claims, `assistant/support.npz`.

    python -m benchmarks.train_support ../shared/training [--told] [--begin WEIGHTS] [--out FOLDER]

It is fitted on `support.jsonl` (claims that people judged), on questions and answers of the other
sets as statements, and on their sentences with an error planted (`benchmarks/support/pairs.py`).
With `--told` it is fitted further on pairs of claims that were written for it, with some of the
others (`benchmarks/support/told.py`): the weights that are stored are not, since by the claims of
`fabrications` that brings nothing (docs/answers.md). It is there for a larger model.
Nothing of `../shared/bench` is read. One article in ten is held out, and after each epoch it is
told by source how well those are told apart.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerBase

import assistant
from benchmarks.reader.questions import read
from benchmarks.scores import auroc
from benchmarks.support.networks import Changed, Checker
from benchmarks.support.pairs import Pair, pairs
from benchmarks.support.told import told
from index.embedding import packaged_model

BATCH = 32
TOKENS = 144
WARM = 200
RATE = 1e-3
EPOCHS, TOLD_EPOCHS = 2, 2
"""Of all others, and of the claims told freely, which come after them."""
BESIDE = 0.2
"""Of the others so many for each of those beside them, or what was learnt of them is forgotten."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", type=Path)
    parser.add_argument("--told", action="store_true", help="fit on the claims written for it too")
    parser.add_argument("--begin", type=Path, help="weights that were fitted without them")
    parser.add_argument("--out", type=Path, default=Path(assistant.__file__).parent)
    arguments = parser.parse_args()
    if arguments.begin and not arguments.told:
        parser.error("--begin leaves out the first fit; give --told too, or there is none.")
    torch.manual_seed(0)
    corpus = read(arguments.training)
    found = pairs(arguments.training, corpus)
    folder = packaged_model()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    checker = Checker(AutoModel.from_pretrained(folder))
    others = [pair for pair in found if not pair.held]
    held = [pair for pair in found if pair.held][:3000]
    if arguments.begin:
        restore(checker, arguments.begin)
    else:
        for epoch in fits(checker, tokenizer, [others] * EPOCHS):
            print(f"epoch {epoch + 1} of {EPOCHS}")
            check(checker, tokenizer, held)
            store(checker, arguments.out / "support.npz")
    if not arguments.told:
        return
    freely = list(told(arguments.training, corpus, random.Random(0)))
    held += [pair for pair in freely if pair.held]
    own = [pair for pair in freely if not pair.held]
    mixed = [
        [*own, *random.Random(epoch).sample(others, int(BESIDE * len(own)))]
        for epoch in range(TOLD_EPOCHS)
    ]
    for epoch in fits(checker, tokenizer, mixed):
        print(f"epoch {epoch + 1} of {TOLD_EPOCHS}, of those told freely")
        check(checker, tokenizer, held)
        store(checker, arguments.out / "support.npz")


def fits(
    checker: Checker, tokenizer: PreTrainedTokenizerBase, epochs: Sequence[Sequence[Pair]]
) -> Iterator[int]:
    """Fit the checker on the pairs of each epoch; its number, from 0, as it ends."""
    parameters = [p for p in checker.parameters() if p.requires_grad]
    print(f"{len(epochs[0])} pairs, {sum(p.numel() for p in parameters):,} parameters", flush=True)
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    steps = sum(len(own) for own in epochs) // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / WARM) * max(0.02, 1 - n / steps)
    )
    begun, step, running = time.perf_counter(), 0, 0.0
    for epoch, own in enumerate(epochs):
        checker.eval()  # without dropout: so few weights do not learn by heart
        for batch in batches(own, random.Random(epoch)):
            wanted = torch.tensor([float(pair.supported) for pair in batch])
            scores = checker(encoded(tokenizer, batch))
            loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, wanted)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            running += (loss.item() - running) * max(0.01, 1 / step)
            if step % 100 == 0:
                spent = time.perf_counter() - begun
                print(f"{step}/{steps} loss {running:.3f}, {spent:.0f} s", flush=True)
        yield epoch


def batches(found: Sequence[Pair], rng: random.Random) -> Iterator[list[Pair]]:
    """Batches of like length, in random order."""
    mixed = rng.sample(found, len(found))
    size = 50 * BATCH
    groups = []
    for start in range(0, len(mixed), size):
        near = sorted(mixed[start : start + size], key=lambda p: len(p.claim) + len(p.evidence))
        groups += [near[n : n + BATCH] for n in range(0, len(near), BATCH)]
    rng.shuffle(groups)
    yield from groups


def encoded(tokenizer: PreTrainedTokenizerBase, batch: Sequence[Pair]) -> dict[str, Tensor]:
    """Claims and evidence as the model reads them together."""
    return dict(
        tokenizer(
            [pair.claim for pair in batch],
            [pair.evidence for pair in batch],
            truncation="longest_first",
            max_length=TOKENS,
            padding=True,
            return_tensors="pt",
        )
    )


@torch.inference_mode()
def check(checker: Checker, tokenizer: PreTrainedTokenizerBase, held: Sequence[Pair]) -> None:
    """Tell how well held-out pairs are told apart, by source."""
    checker.eval()
    judged: dict[str, list[tuple[bool, float]]] = {}
    for start in range(0, len(held), BATCH):
        batch = held[start : start + BATCH]
        scores = checker(encoded(tokenizer, batch)).tolist()
        for pair, score in zip(batch, scores, strict=True):
            for name in ("all", pair.source.rstrip("+-")):
                judged.setdefault(name, []).append((pair.supported, score))
    for name, pairs_ in sorted(judged.items()):
        truth = np.array([one for one, _ in pairs_])
        scores = np.array([score for _, score in pairs_])
        right = ((scores > 0) == truth).mean()
        print(
            f"  {name:22} {len(pairs_):5} "
            f"AUROC {auroc(scores[truth], scores[~truth]):.3f} right {right:.3f}",
            flush=True,
        )


@torch.no_grad()
def restore(checker: Checker, path: Path) -> None:
    """What `store` kept."""
    own = {
        **dict(checker.model.named_parameters()),
        **{f"head.{n}": p for n, p in checker.head.named_parameters()},
    }
    with np.load(path) as kept:
        for name in kept.files:
            value = torch.from_numpy(kept[name].astype(np.float32))
            own[name].copy_(value / 2.0 if name.endswith(".up") else value)


def store(checker: Checker, path: Path) -> None:
    """What was fitted, in 16-bit floats."""
    parts = {}
    for name, module in checker.model.named_modules():
        if isinstance(module, Changed):
            parts[f"{name}.up"], parts[f"{name}.down"] = 2.0 * module.up, module.down
    for name, value in checker.model.named_parameters():
        if "LayerNorm" in name or "token_type" in name:
            parts[name] = value
    for name, value in checker.head.named_parameters():
        parts[f"head.{name}"] = value
    kept = {name: value.detach().numpy().astype(np.float16) for name, value in parts.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **kept)


if __name__ == "__main__":
    main()

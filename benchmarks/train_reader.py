"""Fits the small reader: the projection `index/tokens.npy` and `assistant/models/reader.npz`.

    python -m benchmarks.train_reader ../shared/training [--keep] [--out FOLDER]

It is fitted on questions whose answers are marked, most of them over Wikipedia: the answerable ones
of squad2_part, those of squadshifts_new_wiki, 5,000 of qed, those of answer_sentence, and of
wikinews_sentences the ones that people wrote (`qamr`). Nothing of `../shared/bench` is read. Their
paragraphs are cut by the splitter and encoded by the packaged model, as an index does it; the
states are kept in `.bench/reader_states/` (2 GB), so that a second run begins with the fitting.

There are two stages. `Matching` learns which sentence, of a passage that answers and five near
ones, matches the question. `Reader` starts from its projection and learns that together with which
tokens answer. One article in ten is held out; after each epoch it is told by set how often, of the
sentences of a passage that answers and of three near ones, the first, or one of the first two, is
right. On two free cores the encoding takes about 6 minutes and the fitting an hour, in 4 GB.

A paragraph that stands several times is one article, and a near passage that holds the answer too
is not taken for one that does not answer. The weights that are stored were fitted before that was
so, by this file at 73fd567. Fitted anew (`--keep`, three epochs), the reader is not better: of the
first two quotes on xquad, the newsroom's and the sample questions 318 of 353 hold the answer, and
320 with those that are stored.
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

import assistant
import index
from assistant.models.reader import weights
from benchmarks.reader.examples import Example, Material, prepare
from benchmarks.reader.networks import Matching, Reader
from benchmarks.reader.questions import SEED, read
from benchmarks.reader.states import say
from index.tokens import projection

CHECKED = 2_500
"""Held-out questions that are asked after each epoch."""


@dataclass(frozen=True)
class Recipe:
    """How a stage is fitted: its rate rises over `warm` steps, then falls to its share `least`."""

    epochs: int
    negatives: int
    rate: float
    out_rate: float
    decay: float
    warm: int
    least: float
    clip: float
    batch: int = 32


FIRST = Recipe(
    epochs=2, negatives=5, rate=2e-3, out_rate=0.03, decay=0.0, warm=1, least=0.02, clip=math.inf
)
SECOND = Recipe(
    epochs=4, negatives=3, rate=2e-3, out_rate=0.02, decay=0.01, warm=100, least=0.01, clip=1.0
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", type=Path, help="the folder of the training sets")
    parser.add_argument("--questions", type=int, help="learn from only so many, for a trial")
    parser.add_argument("--epochs", type=int, default=SECOND.epochs, help="of the second stage")
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the projection, so that no library needs to be embedded again",
    )
    parser.add_argument("--out", type=Path, help="a folder to write to, not into the packages")
    arguments = parser.parse_args()
    corpus = read(arguments.training)
    if arguments.questions:
        corpus = corpus.part(arguments.questions)
    material, examples = prepare(corpus)
    second = replace(SECOND, epochs=arguments.epochs)
    reader = fitted(material, examples, second, keep=arguments.keep)
    store(reader, *targets(arguments.out))


def fitted(
    material: Material, examples: Sequence[Example], second: Recipe, *, keep: bool
) -> Reader:
    """The reader after both stages, or after the second on what `compared_as_kept` gives."""
    torch.manual_seed(SEED)
    if keep:
        reader = Reader(compared_as_kept(), kept=True)
    else:
        first = Matching()
        fit("first stage", first, FIRST, material, examples)
        torch.manual_seed(SEED)
        reader = Reader(first.compared())
    fit("second stage", reader, second, material, examples)
    return reader


def compared_as_kept() -> list[Tensor]:
    """The projection and the weights of tokens that the packages hold."""
    kept = weights()
    return [torch.from_numpy(part.copy()) for part in (projection(), kept["u"], kept["ub"])]


def fit(
    name: str,
    net: Matching | Reader,
    recipe: Recipe,
    material: Material,
    examples: Sequence[Example],
) -> None:
    """Fit one stage, and tell after each epoch how it does on held-out questions."""
    chance = np.random.default_rng(SEED)
    train, held = ([e for e in examples if e.held == side] for side in (False, True))
    chance.shuffle(train)
    held = [held[i] for i in chance.permutation(len(held))[:CHECKED]]
    optimiser, schedule = optimised(net, recipe, len(train))
    say(f"{name}: {len(train)} questions, {len(held)} held-out ones")
    for epoch in range(1, recipe.epochs + 1):
        chance.shuffle(train)
        net.train()
        losses: list[float] = []
        for begin in range(0, len(train) - recipe.batch, recipe.batch):
            batch = material.batch(train[begin : begin + recipe.batch], recipe.negatives)
            loss = net.loss(batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 50 == 0:
                done = begin + recipe.batch
                say(f"{name}, epoch {epoch}: {done} done, loss {np.mean(losses):.3f}")
        evaluate(f"{name}, epoch {epoch}", net, material, held)


def optimised(
    net: Matching | Reader, recipe: Recipe, count: int
) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    """What fits a stage on so many questions; what weighs the parts of a score is never decayed."""
    rest = [w for name, w in net.named_parameters() if name != "out" and w.requires_grad]
    groups = [
        {"params": rest, "lr": recipe.rate, "weight_decay": recipe.decay},
        {"params": [net.out], "lr": recipe.out_rate, "weight_decay": 0.0},
    ]
    steps = max(recipe.epochs * (count // recipe.batch), 1)

    def share(step: int) -> float:
        return min(1.0, (step + 1) / recipe.warm) * max(recipe.least, 1 - step / steps)

    optimiser = torch.optim.AdamW(groups)
    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, share)


@torch.no_grad()
def evaluate(
    name: str, net: Matching | Reader, material: Material, held: Sequence[Example]
) -> None:
    """Print how often the first sentence, or one of the first two, is right, by set."""
    net.eval()
    right: dict[str, list[list[bool]]] = defaultdict(list)
    for begin in range(0, len(held), 25):
        chosen = held[begin : begin + 25]
        batch = material.batch(chosen, SECOND.negatives)
        scores = net.scores(batch).masked_fill(~batch.real, -math.inf).flatten(1)
        best = batch.right.flatten(1).gather(1, scores.argsort(1, descending=True)[:, :2])
        for example, (first, second) in zip(chosen, best.tolist(), strict=True):
            for source in (example.source, "all"):
                right[source].append([first, first or second])
    say(f"{name}; right: the first, one of the first two")
    for source, shares in sorted(right.items()):
        first, two = np.mean(shares, axis=0)
        print(f"  {source:22}{len(shares):5}  {first:.3f}  {two:.3f}", flush=True)


def targets(folder: Path | None) -> tuple[Path, Path]:
    """Where the projection and the rest are written: where the packages keep them, or a folder."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        return folder / "tokens.npy", folder / "reader.npz"
    projection, rest = (Path(package.__path__[0]) for package in (index, assistant))
    return projection / "tokens.npy", rest / "reader.npz"


def store(reader: Reader, projection: Path, rest: Path) -> None:
    """Write the weights with two bytes each; but those of the score: calibration has its own."""
    weights = {name: values.numpy() for name, values in reader.state_dict().items()}
    small = {n: w.astype(np.float16) if w.ndim else w for n, w in weights.items()}
    np.save(projection, small.pop("W"))
    del small["out"]
    np.savez_compressed(rest, **small)
    say(f"wrote {projection} and {rest}")


if __name__ == "__main__":
    main()

"""Writes what the checker of claims, `assistant/models/support.npz`, is fitted on.

    python -m benchmarks.train_support ../shared/training [--out .bench/support]
    python -m benchmarks.support.fit .bench/support --out assistant/models/support.npz

Its pairs of claim and evidence are `support.jsonl` (claims that people judged), questions and
answers of the other sets as statements, their sentences with an error planted
(`benchmarks/support/pairs.py`), and what was written for it: pairs of these texts
(`benchmarks/support/told.py`), and invented news with claims (`benchmarks/support/news.py`).
Nothing of `../shared/bench` is read. One article in ten is held out. The second command fits all
weights of the packaged model but its vocabulary's: it is meant for an accelerator, for which the
folder has everything that it needs.
"""

import argparse
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from transformers import AutoTokenizer

from assistant.claims.retold import as_read
from benchmarks.fitted import pack
from benchmarks.reader.questions import Corpus, read
from benchmarks.support import news
from benchmarks.support.encoded import EVERY, Encoded, encode
from benchmarks.support.pair import Pair
from benchmarks.support.pairs import pairs
from benchmarks.support.told import elsewhere, texts_of, told
from index.embedding import packaged_model

TURNS = 2
"""So often what is made by chance is made anew."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", type=Path)
    parser.add_argument("--out", type=Path, default=Path(".bench/support"))
    arguments = parser.parse_args()
    found = made(arguments.training, read(arguments.training))
    pack(packaged_model(), np.unique(found.ids), arguments.out)
    found.save(arguments.out / "pairs.npz")
    for number, name in enumerate(found.sources):
        own = (found.source == number) & np.isin(found.turn, (0, EVERY))
        true, held = found.supported[own].sum(), found.held[own].sum()
        print(f"  {name:22} {own.sum():6} pairs, {true} hold, {held} held out")


def made(training: Path, corpus: Corpus) -> Encoded:
    """All pairs, in each turn with other errors planted."""
    tokenizer = AutoTokenizer.from_pretrained(packaged_model())
    turns = [told_as_read(pairs(training, corpus, turn)) for turn in range(TURNS)]
    texts = texts_of(training, corpus)
    written = [*told(texts, random.Random(0)), *elsewhere(texts, random.Random(1))]
    twins = 1 + max(pair.twin for pair in written)
    invented = [*news.answered(twins), *news.elsewhere(random.Random(2))]
    return encode(turns, [*told_as_read(written), *invented], tokenizer)


def told_as_read(found: Iterable[Pair]) -> list[Pair]:
    """Pairs with their figures in digits, as `assistant.claims.retold` has a source read; only the
    claims of the invented news, which have articles, are put in the words of theirs."""
    return [replace(one, claim=as_read(one.claim), evidence=as_read(one.evidence)) for one in found]


if __name__ == "__main__":
    main()

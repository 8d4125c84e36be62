"""Writes what the close reader, `assistant/models/close_reader.npz`, is fitted on.

    python -m benchmarks.train_close_reader ../shared/training [--out .bench/close_reader]
    python -m benchmarks.close_reader.fit .bench/close_reader --out FILE

What it reads is told in `benchmarks/close_reader/windows.py`; nothing of `../shared/bench` is. One
article in ten is held out. The second command fits all weights of the packaged model but its
vocabulary's: it is meant for an accelerator, for which the folder has everything that it needs.
"""

import argparse
from pathlib import Path

import numpy as np
from transformers import AutoTokenizer

from benchmarks.close_reader.encoded import encode
from benchmarks.close_reader.windows import Material, by_source
from benchmarks.fitted import pack
from index.embedding import packaged_model

TURNS = 3
"""So often windows are cut anew."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", type=Path)
    parser.add_argument("--out", type=Path, default=Path(".bench/close_reader"))
    arguments = parser.parse_args()
    material = Material(arguments.training)
    turns = [list(material.windows(turn, held=False)) for turn in range(TURNS)]
    for source, numbers in by_source(turns[0]).items():
        answered = sum(turns[0][number].answered for number in numbers)
        print(f"  {source:26} {len(numbers):6} windows, {answered} answer", flush=True)
    turns[0] += material.windows(0, held=True)
    found = encode(turns, AutoTokenizer.from_pretrained(packaged_model()))
    pack(packaged_model(), np.unique(found.ids), arguments.out)
    found.save(arguments.out / "windows.npz")


if __name__ == "__main__":
    main()

"""A small cross-encoder, made on the spot."""

from collections.abc import Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import Any

PIECES = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *ascii_lowercase),
    *(f"##{letter}" for letter in ascii_lowercase),
)


def make_model(
    folder: Path, kind: str = "BertForSequenceClassification", labels: int | Sequence[str] = 1
) -> str:
    """A model with random weights, the same each time; they are large, so that scores differ.

    Args:
        labels: how many outputs it has, or what they are called.
    """
    import torch
    import transformers

    named: dict[str, Any] = {"num_labels": labels}
    if not isinstance(labels, int):
        known = dict(enumerate(labels))
        named = {"id2label": known, "label2id": {name: n for n, name in known.items()}}
    config = transformers.BertConfig(
        vocab_size=len(PIECES),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        **named,
        initializer_range=0.5,
    )
    with torch.random.fork_rng():
        torch.manual_seed(11)
        getattr(transformers, kind)(config).save_pretrained(folder)
    vocabulary = {piece: number for number, piece in enumerate(PIECES)}
    transformers.BertTokenizer(vocabulary).save_pretrained(folder)
    return str(folder)

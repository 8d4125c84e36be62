"""The checker of claims as it is fitted: what is stored is what is restored, and its own claims."""

import json
import random
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel

from benchmarks.reader.questions import read
from benchmarks.support.networks import Changed, Checker
from benchmarks.support.told import CLAIMS, by_mark, mark, told
from benchmarks.train_support import restore, store

TRAINING = Path(__file__).parents[2] / "shared" / "training"


def checker():
    config = BertConfig(
        vocab_size=50,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    return Checker(BertModel(config)).eval()


def test_what_was_fitted_is_restored(tmp_path):
    fitted, other = checker(), checker()
    other.model.load_state_dict(fitted.model.state_dict())
    with torch.no_grad():
        for module in fitted.modules():
            if isinstance(module, Changed):
                module.up.normal_(std=0.1)
    tokens = {
        "input_ids": torch.randint(0, 50, (3, 8)),
        "attention_mask": torch.ones(3, 8, dtype=torch.long),
        "token_type_ids": torch.tensor([[0] * 4 + [1] * 4] * 3),
    }
    told_before = other(tokens)
    store(fitted, tmp_path / "support.npz")
    restore(other, tmp_path / "support.npz")
    with torch.inference_mode():
        assert torch.allclose(other(tokens), fitted(tokens), atol=1e-2)
        assert not torch.allclose(other(tokens), told_before, atol=1e-2)


def test_a_sentence_is_known_by_its_words():
    assert mark("The vote, he said, was lost.") == mark("the vote he said was lost")
    assert mark("The vote was lost.") != mark("The vote was won.")
    found = by_mark([("Port_of_Vessby", "The port closed. It opened again in May.")])
    assert found[mark("It opened again in May.")] == ("Port of Vessby", "It opened again in May.")


def test_the_claims_are_pairs_of_two_that_differ():
    rows = [json.loads(line) for line in CLAIMS.read_text("utf-8").splitlines()]
    assert len({row["sentence"] for row in rows}) > 4500
    for row in rows:
        for true, false, _ in row["pairs"]:
            assert len(true.split()) > 2 and len(false.split()) > 2
            assert true != false


@pytest.mark.skipif(not TRAINING.is_dir(), reason="no ../shared/training")
def test_each_claim_finds_its_sentence():
    pairs = list(told(TRAINING, read(TRAINING), random.Random(0)))
    assert len(pairs) > 36_000
    assert sum(pair.supported for pair in pairs) == len(pairs) / 2

"""The encoder of pairs: what it gives in bytes is what it gives in floats."""

import copy

import numpy as np
import pytest
import torch
from torch import nn

from assistant import encoder
from assistant.encoder import PairEncoder, in_bytes
from assistant.support import Support

CLAIM = "The bridge was closed because of high winds."
TEXTS = [
    "Police shut the Nessgate Bridge on Friday evening as gusts of 110 kilometres an hour hit it.",
    "The Nessgate Bridge will be opened in 2027, the council said.",
    "The ferry was delayed for want of a crew.",
]


def test_products_in_bytes_are_near_those_in_floats():
    torch.manual_seed(0)
    floats = nn.Sequential(nn.Linear(384, 128), nn.GELU(), nn.Linear(128, 384))
    in_bytes_ = copy.deepcopy(floats)
    in_bytes(in_bytes_)
    assert not any(isinstance(part, nn.Linear) for part in in_bytes_.modules())
    x = torch.randn(3, 7, 384) * torch.logspace(-2, 2, 7)[:, None]  # tokens of unlike sizes
    with torch.inference_mode():
        expected, found = floats(x), in_bytes_(x)
    assert found.shape == expected.shape
    errors = (found - expected).norm(dim=-1) / expected.norm(dim=-1)
    assert errors.max() < 0.03


def test_a_token_of_zeros_gives_the_bias():
    layers = nn.Sequential(nn.Linear(4, 2))
    bias = layers[0].bias.detach().clone()
    in_bytes(layers)
    with torch.inference_mode():
        assert torch.equal(layers(torch.zeros(1, 4))[0], bias)


def linear_layers(checker):
    return [part for part in checker._encoder._model[0].modules() if isinstance(part, nn.Linear)]


def test_a_processor_that_is_slow_at_bytes_gets_floats_and_the_same_verdicts(monkeypatch):
    if torch.backends.cpu.get_cpu_capability() not in encoder.QUICK:
        pytest.skip("this processor has no quick products of bytes")
    checker = Support()
    found = checker.logits(CLAIM, TEXTS)
    assert not linear_layers(checker)
    monkeypatch.setattr(encoder, "QUICK", ())
    slow = Support()
    expected = slow.logits(CLAIM, TEXTS)
    assert linear_layers(slow)
    assert found != expected
    assert np.abs(np.array(found) - np.array(expected)).max() < 0.5
    assert np.argsort(found).tolist() == np.argsort(expected).tolist()


def test_a_pair_reads_the_same_beside_a_longer_one():
    reader = PairEncoder("support.npz", 64)
    with reader.read([CLAIM], [TEXTS[2]]) as (alone, tokens, _):
        number = int(tokens["attention_mask"].sum())
        own = alone[0, :number].clone()
    with reader.read([CLAIM, CLAIM], [TEXTS[2], TEXTS[0] * 4]) as (beside, tokens, _):
        assert tokens["input_ids"].shape[1] == 64
        errors = (beside[0, :number] - own).norm(dim=-1) / own.norm(dim=-1)
        assert errors.max() < 0.15

"""The encoder of pairs: what it gives in bytes is what it gives in floats."""

import copy

import numpy as np
import pytest
import torch
from torch import nn
from transformers import BertConfig, BertModel

from assistant.models import encoder
from assistant.models.encoder import PairEncoder
from assistant.models.quantised import Linear, quantise
from assistant.models.support import Support

CLAIM = "The bridge was closed because of high winds."
TEXTS = [
    "Police shut the Nessgate Bridge on Friday evening as gusts of 110 kilometres an hour hit it.",
    "The Nessgate Bridge will be opened in 2027, the council said.",
    "The ferry was delayed for want of a crew.",
]


def test_states_in_bytes_are_near_those_in_floats():
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=99, hidden_size=64, num_hidden_layers=2, num_attention_heads=4,
        intermediate_size=128,
    )  # fmt: skip
    floats = BertModel(config).eval()
    in_bytes = copy.deepcopy(floats)
    quantise(in_bytes)
    assert not any(isinstance(part, nn.Linear) for part in in_bytes.encoder.modules())
    given = {
        "input_ids": torch.randint(99, (3, 7)),
        "attention_mask": torch.tensor([[1] * 7, [1] * 4 + [0] * 3, [1] * 2 + [0] * 5]),
    }
    with torch.inference_mode():
        expected, found = (one(**given).last_hidden_state for one in (floats, in_bytes))
    assert found.shape == expected.shape
    errors = (found - expected).norm(dim=-1) / expected.norm(dim=-1)
    assert errors[given["attention_mask"].bool()].max() < 0.03


def test_products_of_layers_side_by_side_are_near_those_in_floats_whatever_a_tokens_size():
    torch.manual_seed(0)
    first, second = nn.Linear(384, 128), nn.Linear(384, 384)
    x = torch.randn(7, 384) * torch.logspace(-2, 2, 7)[:, None]
    with torch.inference_mode():
        expected, found = torch.cat([first(x), second(x)], dim=1), Linear(first, second)(x)
    assert found.shape == expected.shape
    errors = (found - expected).norm(dim=-1) / expected.norm(dim=-1)
    assert errors.max() < 0.03


def test_a_token_of_zeros_gives_the_bias():
    layer = nn.Linear(4, 2)
    with torch.inference_mode():
        assert torch.equal(Linear(layer)(torch.zeros(1, 4))[0], layer.bias)


def linear_layers(checker):
    encoder_ = checker._encoder._model[0].encoder
    return [part for part in encoder_.modules() if isinstance(part, nn.Linear)]


@pytest.mark.parametrize(
    ("capability", "vnni", "quick"),
    [("AVX512", True, True), ("AVX512", False, False), ("AVX2", True, False)],
)
def test_only_a_processor_with_products_of_bytes_is_quick_in_them(
    capability, vnni, quick, monkeypatch
):
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: capability)
    monkeypatch.setattr(torch.cpu, "_is_vnni_supported", lambda: vnni)
    assert encoder.quick_in_bytes() == quick


def test_a_processor_that_is_slow_at_bytes_gets_floats_and_the_same_verdicts(monkeypatch):
    monkeypatch.setattr(encoder, "quick_in_bytes", lambda: True)
    checker = Support()
    found = checker.logits(CLAIM, TEXTS)
    assert not linear_layers(checker)
    monkeypatch.setattr(encoder, "quick_in_bytes", lambda: False)
    slow = Support()
    expected = slow.logits(CLAIM, TEXTS)
    assert linear_layers(slow)
    assert found != expected
    assert np.abs(np.array(found) - np.array(expected)).max() < 0.5
    assert np.argsort(found).tolist() == np.argsort(expected).tolist()


def test_a_text_has_the_same_logit_alone_and_beside_others():
    checker = Support()
    assert checker.logits(CLAIM, TEXTS) == [checker.logits(CLAIM, [one])[0] for one in TEXTS]


def test_of_a_long_pair_the_longer_texts_end_is_not_read():
    reader = PairEncoder("support.npz", 64)
    with reader.read(CLAIM, TEXTS[0] * 4) as (states, tokens, _):
        assert states.shape[:2] == (1, 64)
        said = tokens["offset_mapping"][0][tokens["token_type_ids"][0] == 0]
        assert said.max() == len(CLAIM)

"""The checker of claims as it is fitted: the packaged model with low-rank changes, and a head."""

import math
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel

RANK = 16
HIDDEN = 64


class Changed(nn.Module):
    """A linear layer as it is, and a change of low rank that is fitted (Hu et al. 2021, arXiv
    2106.09685)."""

    def __init__(self, kept: nn.Linear, rank: int = RANK) -> None:
        super().__init__()
        self.kept = kept
        self.down = nn.Parameter(torch.empty(rank, kept.in_features))
        self.up = nn.Parameter(torch.zeros(kept.out_features, rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, states: Tensor) -> Tensor:
        told: Tensor = self.kept(states) + 2.0 * (states @ self.down.T) @ self.up.T
        return told

    def change(self) -> Tensor:
        """What is added to the weights."""
        return 2.0 * self.up @ self.down


class Checker(nn.Module):
    """Tells from the tokens of claim and evidence, read together, whether one says the other."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model.requires_grad_(False)
        layers: Any = model.encoder.layer
        for layer in layers:
            own, out = layer.attention.self, layer.attention.output
            own.query, own.key, own.value = Changed(own.query), Changed(own.key), Changed(own.value)
            out.dense = Changed(out.dense)
            layer.intermediate.dense = Changed(layer.intermediate.dense)
            layer.output.dense = Changed(layer.output.dense)
        for name, part in model.named_parameters():
            part.requires_grad_(
                "LayerNorm" in name or "token_type" in name or name.endswith((".up", ".down"))
            )
        width = model.config.hidden_size
        self.head = nn.Sequential(nn.Linear(3 * width, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 1))

    def forward(self, tokens: dict[str, Tensor]) -> Tensor:
        states = self.model(**tokens).last_hidden_state
        told: Tensor = self.head(summary(states, tokens)).squeeze(-1)
        return told


def summary(states: Tensor, tokens: dict[str, Tensor]) -> Tensor:
    """The first token, the mean of the claim's and that of the evidence's; (texts, 3 · width)."""
    here = tokens["attention_mask"].bool()
    second = tokens["token_type_ids"].bool()
    parts = [states[:, 0]]
    for mask in (here & ~second, here & second):
        share = mask.float() / mask.sum(1, keepdim=True).clamp(min=1)
        parts.append((states * share.unsqueeze(-1)).sum(1))
    return torch.cat(parts, dim=1)

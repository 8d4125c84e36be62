"""The close reader as it is fitted: the packaged model, all but its vocabulary, and a head."""

from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel


class Network(nn.Module):
    """How likely each token is in the answer, against there being none, as logits."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model
        model.embeddings.word_embeddings.requires_grad_(False)
        width: Any = model.config.hidden_size
        self.head = nn.Linear(width, 2)

    def forward(self, tokens: dict[str, Tensor]) -> Tensor:
        states = self.model(**tokens).last_hidden_state
        told = self.head(states)
        return torch.cat([told[:, :1, 1], told[:, 1:, 0]], 1)

    def fitted(self) -> dict[str, nn.Parameter]:
        """What is fitted, by the name under which it is stored."""
        own = {name: value for name, value in self.model.named_parameters() if value.requires_grad}
        return {**own, **{f"head.{name}": value for name, value in self.head.named_parameters()}}

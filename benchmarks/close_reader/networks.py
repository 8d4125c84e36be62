"""The close reader as it is fitted."""

from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel

from benchmarks.support.networks import Fitted


class Network(Fitted):
    """How likely each token is in the answer, (windows, tokens), as logits; the first stands for
    there being none."""

    def __init__(self, model: BertModel) -> None:
        width: Any = model.config.hidden_size
        super().__init__(model, nn.Linear(width, 2))

    def forward(self, tokens: dict[str, Tensor]) -> Tensor:
        told = self.head(self.model(**tokens).last_hidden_state)
        return torch.cat([told[:, :1, 1], told[:, 1:, 0]], 1)

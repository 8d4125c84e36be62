"""What is fitted of the packaged model, and the checker of claims as it is."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR
from transformers import BertModel

HIDDEN = 64


class Fitted(nn.Module):
    """The packaged model, all of it to be fitted but its vocabulary, and a head."""

    def __init__(self, model: BertModel, head: nn.Module) -> None:
        super().__init__()
        self.model = model
        self.head = head
        model.embeddings.word_embeddings.requires_grad_(False)

    @property
    def device(self) -> str:
        """What its weights are on: "cpu", "cuda"."""
        return next(iter(self.parameters())).device.type

    def fitted(self) -> dict[str, nn.Parameter]:
        """What is fitted, by the name under which it is stored."""
        own = {name: value for name, value in self.model.named_parameters() if value.requires_grad}
        return {**own, **{f"head.{name}": value for name, value in self.head.named_parameters()}}

    def step(self, loss: Tensor, optimizer: torch.optim.Optimizer, schedule: LambdaLR) -> None:
        """Change what is fitted by one step down from a loss."""
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.fitted().values(), 1.0)
        optimizer.step()
        schedule.step()


class Checker(Fitted):
    """Tells from the tokens of claim and evidence, read together, whether one says the other."""

    def __init__(self, model: BertModel) -> None:
        width: Any = model.config.hidden_size
        super().__init__(
            model, nn.Sequential(nn.Linear(3 * width, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 1))
        )

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
        share = mask.to(states.dtype) / mask.sum(1, keepdim=True).clamp(min=1)
        parts.append((states * share.unsqueeze(-1)).sum(1))
    return torch.cat(parts, dim=1)

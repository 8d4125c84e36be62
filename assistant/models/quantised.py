"""A BERT encoder whose matrices are held and multiplied in bytes; importing it takes seconds.

Dynamic quantisation as of Zafrir et al. 2019 (arXiv 1910.06188), but what is multiplied by a matrix
has one scale for each token: one for all, as torch's own has, loses too much to a few great values.
A head's logits change by .13 on average (600 claims of `support.jsonl`; r = .9996), of 162 claims
of news by .17, and by .80 at most: near a threshold a verdict may be another on another processor.
"""

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import BertModel
from transformers.modeling_outputs import BaseModelOutputWithPastAndCrossAttentions
from transformers.models.bert.modeling_bert import BertEncoder, BertLayer

TINY = 1e-9
"""The least scale of a token, so that one of zeros can be divided by its own."""


class Linear(nn.Module):
    """Linear layers of one input, their outputs side by side: that input is put into bytes once.

    Takes (tokens, width) and gives (tokens, all their widths).
    """

    def __init__(self, *given: nn.Linear) -> None:
        super().__init__()
        matrix = torch.cat([one.weight.detach() for one in given])
        self.scale = matrix.abs().amax(1) / 127
        self.matrix = (matrix / self.scale[:, None]).round().to(torch.int8).T
        self.bias = torch.cat([one.bias.detach() for one in given])

    def forward(self, x: Tensor) -> Tensor:
        """Their outputs for a row of `x` for each token."""
        scale = x.abs().amax(1, keepdim=True).clamp(min=TINY) / 127
        product = torch._int_mm((x / scale).round_().to(torch.int8), self.matrix)
        out = product.to(torch.float32).mul_(scale)
        return torch.addcmul(self.bias, out, self.scale, out=out)


class Layer(nn.Module):
    """One layer, its dropout left out. Takes and gives (tokens of all texts, width)."""

    def __init__(self, given: BertLayer) -> None:
        super().__init__()
        own, mixed = given.attention.self, given.attention.output
        self.heads = own.num_attention_heads
        self.attended = Linear(own.query, own.key, own.value)
        self.mixed, self.mixed_norm = Linear(mixed.dense), mixed.LayerNorm
        self.widened = Linear(given.intermediate.dense)
        self.activation = given.intermediate.intermediate_act_fn
        self.narrowed, self.norm = Linear(given.output.dense), given.output.LayerNorm

    def forward(self, x: Tensor, texts: int, mask: Tensor | None) -> Tensor:
        """The next states; `mask` is added to what a token attends to, or says where it may."""
        three = self.attended(x).view(texts, -1, 3, self.heads, x.shape[1] // self.heads)
        query, key, value = three.permute(2, 0, 3, 1, 4)
        found = scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.mixed_norm(self.mixed(found.transpose(1, 2).reshape(x.shape)) + x)
        out: Tensor = self.norm(self.narrowed(self.activation(self.widened(x))) + x)
        return out


class Encoder(nn.Module):
    """All layers; called as `BertModel` calls its own."""

    def __init__(self, given: BertEncoder) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer(cast("BertLayer", one)) for one in given.layer])

    def forward(
        self, states: Tensor, attention_mask: Tensor | None = None, **_: object
    ) -> BaseModelOutputWithPastAndCrossAttentions:
        """The last states, (texts, tokens, width)."""
        x = states.reshape(-1, states.shape[-1])
        for layer in self.layers:
            x = layer(x, len(states), attention_mask)
        return BaseModelOutputWithPastAndCrossAttentions(last_hidden_state=x.view_as(states))


def quantise(model: BertModel) -> None:
    """Hold the matrices of a model's layers, and multiply by them, in bytes."""
    model.add_module("encoder", Encoder(model.encoder))

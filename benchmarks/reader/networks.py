"""What is fitted: the two stages as networks, and what they are to get right."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from assistant.models.reader import HEADS, WIDTHS
from benchmarks.reader.examples import PADDING, Batch
from benchmarks.reader.states import STATE
from index.tokens import DIMENSIONS

NEVER = -1e4
"""The logit of what cannot be."""
ANSWERING = 16
"""Rows of the projection that the first stage fits by answers, not by matches."""
SHARPER = 3.0
"""What those are multiplied by, in the first stage and where the second takes them over."""
HIDDEN = 96
DROPOUT = 0.1
SPANS = 0.5
"""What the loss of the answer's tokens counts beside that of the sentences."""


class Matching(nn.Module):
    """The first stage: late interaction, beside a guess at the answer and the sentence's cosine."""

    def __init__(self) -> None:
        super().__init__()
        self.matches = nn.Parameter(nn.init.orthogonal_(torch.empty(DIMENSIONS - ANSWERING, STATE)))
        self.answers = nn.Parameter(torch.randn(ANSWERING, STATE) * 0.05)
        self.asked = nn.Parameter(torch.randn(ANSWERING, STATE) * 0.05)
        self.u, self.ub = nn.Parameter(torch.zeros(STATE)), nn.Parameter(torch.zeros(1))
        self.out = nn.Parameter(torch.tensor([8.0, 4.0, 1.0, 8.0]))

    def scores(self, batch: Batch) -> Tensor:
        """How well each sentence answers, (questions, passages, sentences)."""
        own = token_weights(batch, self.u, self.ub)
        low = [F.normalize(x @ self.matches.T, dim=-1) for x in (batch.question, batch.states)]
        sentence, passage = matched(torch.einsum("bqd,bktd->bkqt", *low), own, batch)
        mean = (batch.question * batch.asks[..., None]).sum(1) / batch.asks.sum(1, keepdim=True)
        sought = torch.tanh(mean @ self.asked.T) * SHARPER
        tokens = torch.einsum("bd,bktd->bkt", sought, torch.tanh(batch.states @ self.answers.T))
        answers = [tokens.masked_fill(~m, -50.0).max(-1).values for m in by_sentence(batch)]
        parts = (sentence, passage, torch.stack(answers, -1), cosines(mean, batch))
        return torch.stack(parts, -1) @ self.out

    def compared(self) -> list[Tensor]:
        """The projection and the weights of tokens, as the second stage takes them over."""
        matrix = torch.cat([self.matches, self.answers * SHARPER])
        return [part.detach().clone() for part in (matrix, self.u, self.ub)]

    def loss(self, batch: Batch) -> Tensor:
        return unlikeliness(self.scores(batch).masked_fill(~batch.real, NEVER), batch.right).mean()


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader tells: `tokens` (questions, passages, tokens), the rest by sentence."""

    match: Tensor
    passage: Tensor
    answers: Tensor
    tokens: Tensor


class Reader(nn.Module):
    """The second stage, the reader itself; names and sums are those of
    `assistant/models/reader.py`.

    Args:
        compared: the projection and the weights of tokens, `W`, `u` and `ub`.
        kept: those stay as they are.
    """

    def __init__(self, compared: Sequence[Tensor], kept: bool = False) -> None:
        super().__init__()
        w = DIMENSIONS
        self.W, self.u, self.ub = (nn.Parameter(part, not kept) for part in compared)
        self.G = nn.Linear(STATE, w)
        self.tau = nn.Parameter(torch.tensor(8.0))
        self.f1, self.f2 = nn.Linear(4 * w + 2, HIDDEN), nn.Linear(HIDDEN, w)
        self.n1, self.qkv, self.o = nn.LayerNorm(w), nn.Linear(w, 3 * w), nn.Linear(w, w)
        self.n2, self.g1, self.g2 = nn.LayerNorm(w), nn.Linear(w, HIDDEN), nn.Linear(HIDDEN, w)
        self.n3, self.t = nn.LayerNorm(w), nn.Linear(w, 1)
        self.out = nn.Parameter(torch.tensor([12.0, 8.0, 1.0]))
        self.drop = nn.Dropout(DROPOUT)

    def read(self, batch: Batch) -> Read:
        """Compare questions with passages."""
        own = token_weights(batch, self.u, self.ub)
        question = F.normalize(batch.question @ self.W.T, dim=-1)
        tokens = F.normalize(batch.states @ self.W.T, dim=-1)
        similar = torch.einsum("bqd,bktd->bkqt", question, tokens)
        match, passage = matched(similar, own, batch)
        x = self._beside(batch, question, tokens, similar, own)
        x = x + self.drop(self.o(self._attention(self.n1(x), batch.sentences != PADDING)))
        x = x + self.drop(self.g2(F.gelu(self.g1(self.n2(x)))))
        logits = self.t(self.n3(x))[..., 0].masked_fill(batch.sentences < 0, NEVER)
        answers = [logits.masked_fill(~m, NEVER).logsumexp(-1) for m in by_sentence(batch)]
        return Read(match, passage, torch.stack(answers, -1), logits)

    def _beside(
        self, batch: Batch, question: Tensor, tokens: Tensor, similar: Tensor, own: Tensor
    ) -> Tensor:
        """Each token beside what of the question it attends to."""
        none = batch.asks[:, None, :, None] == 0
        shares = (similar * self.tau).masked_fill(none, NEVER).softmax(2)
        attended = torch.einsum("bkqt,bqd->bktd", shares, question)
        whole = torch.tanh(self.G((batch.question * own[..., None]).sum(1)))[:, None, None]
        best = similar.masked_fill(none, -1.0).max(2).values[..., None]
        mean = (similar * own[:, None, :, None]).sum(2)[..., None]
        parts = (tokens, attended, tokens * attended, tokens * whole)
        wide = [width * part for width, part in zip(WIDTHS, parts, strict=True)]
        x: Tensor = self.f2(F.gelu(self.f1(self.drop(torch.cat([*wide, best, mean], -1)))))
        return x

    def _attention(self, x: Tensor, valid: Tensor) -> Tensor:
        """Self-attention over the tokens of each passage."""
        heads = self.qkv(x).flatten(0, 1).unflatten(-1, (3, HEADS, -1))
        q, k, v = heads.permute(2, 0, 3, 1, 4)
        mask = valid.flatten(0, 1)[:, None, None]
        made = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return made.transpose(1, 2).flatten(2).view_as(x)

    def _scores(self, read: Read) -> Tensor:
        return torch.stack([read.match, read.passage, read.answers], -1) @ self.out

    def scores(self, batch: Batch) -> Tensor:
        """How well each sentence answers, (questions, passages, sentences)."""
        return self._scores(self.read(batch))

    def loss(self, batch: Batch) -> Tensor:
        """That of the sentences, and where the answer's tokens are known, that of the tokens."""
        read = self.read(batch)
        scores = self._scores(read).masked_fill(~batch.real, NEVER)
        known = batch.answer.flatten(1).any(1)
        spans = unlikeliness(read.tokens, batch.answer) * known
        by_span = spans.sum() / known.sum().clamp(min=1)
        return unlikeliness(scores, batch.right).mean() + SPANS * by_span


def token_weights(batch: Batch, u: Tensor, ub: Tensor) -> Tensor:
    """How much each token of a question says, (questions, tokens); they sum to 1."""
    own = F.softplus(batch.question @ u + ub) * batch.asks
    return own / own.sum(1, keepdim=True)


def matched(similar: Tensor, own: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Late interaction of each sentence, and of its passage, (questions, passages, sentences).

    Args:
        similar: of the shape (questions, passages, tokens of the question, tokens).
        own: the weights of the question's tokens.
    """

    def within(mask: Tensor) -> Tensor:
        best = similar.masked_fill(~mask[:, :, None], -1.0).max(-1).values
        return (best * own[:, None]).sum(-1)

    sentences = torch.stack([within(mask) for mask in by_sentence(batch)], -1)
    return sentences, within(batch.sentences >= 0)[..., None].expand_as(sentences)


def cosines(mean: Tensor, batch: Batch) -> Tensor:
    """Of each sentence's mean state with that of its question."""
    masks = torch.stack(by_sentence(batch), 2).float()
    means = torch.einsum("bkst,bktd->bksd", masks, batch.states)
    return torch.einsum("bd,bksd->bks", F.normalize(mean, dim=-1), F.normalize(means, dim=-1))


def by_sentence(batch: Batch) -> list[Tensor]:
    """For each number of a sentence, which tokens are of it."""
    return [batch.sentences == number for number in range(batch.real.shape[-1])]


def unlikeliness(logits: Tensor, right: Tensor) -> Tensor:
    """For each question, minus the logarithm of the probability that a right one is picked."""
    logits = logits.flatten(1)
    return logits.logsumexp(1) - logits.masked_fill(~right.flatten(1), NEVER).logsumexp(1)

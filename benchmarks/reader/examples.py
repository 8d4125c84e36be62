"""What is learnt from: questions beside passages that answer and near ones that do not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from benchmarks.reader.questions import WHOLE, Corpus, Question
from benchmarks.reader.states import OUTSIDE, STATE, Encoded, Tokenizer, encoded, say
from index.article import Article
from index.embedding import SentenceEmbeddings
from index.split import Passage, split

PADDING = -2
"""Stands for the number of a sentence where a shorter text is filled up."""
LONGEST = 60
"""Tokens of an answer; a longer one is not looked for."""
NEAR = 5
"""Passages beside the one that answers."""
AT_HAND = 8 * NEAR
"""Of so many near passages those are taken that hold no answer."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a passage that answers and near ones that do not.

    Args:
        question: its number.
        passages: their numbers, that of the answering one first, then the nearest.
        right: the sentences of the first passage that hold an answer.
        answer: the tokens of the first passage that are in an answer; there may be none.
        source: the name of its set.
        held: whether it is for checking.
    """

    question: int
    passages: Sequence[int]
    right: Sequence[int]
    answer: Sequence[int]
    source: str
    held: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Some examples side by side, the shorter ones filled up.

    Args:
        question: states of the shape (questions, tokens, `STATE`).
        asks: of the shape (questions, tokens), 1 where one is neither a mark nor filling.
        states: of the shape (questions, passages, tokens, `STATE`).
        sentences: of the shape (questions, passages, tokens), their numbers.
        real: of the shape (questions, passages, sentences), whether there is one.
        right: of the same shape, whether it answers.
        answer: of the shape of `sentences`, whether a token is in an answer.
    """

    question: Tensor
    asks: Tensor
    states: Tensor
    sentences: Tensor
    real: Tensor
    right: Tensor
    answer: Tensor


@dataclass(frozen=True, slots=True)
class Material:
    """The encoded questions and passages that examples point into."""

    questions: Encoded
    passages: Encoded

    def batch(self, examples: Sequence[Example], negatives: int) -> Batch:
        """Examples side by side, each with so many passages that do not answer."""
        asked = [self.questions.states[self.questions.rows(e.question)] for e in examples]
        rows = [self.passages.rows(p) for e in examples for p in e.passages[: 1 + negatives]]
        shape = (len(examples), 1 + negatives)
        sentences = padded([self.passages.sentences[r] for r in rows], PADDING)
        sentences = sentences.reshape(*shape, -1)
        last = sentences.amax(-1, keepdim=True)
        real = torch.arange(int(last.max()) + 1) <= last
        right, answer = torch.zeros_like(real), torch.zeros_like(sentences, dtype=torch.bool)
        for row, example in enumerate(examples):
            right[row, 0, list(example.right)] = True
            answer[row, 0, list(example.answer)] = True
        return Batch(
            question=padded(asked, 0.0).float(),
            asks=padded([unmarked(len(states)) for states in asked], 0.0),
            states=padded([self.passages.states[r] for r in rows], 0.0)
            .reshape(*shape, -1, STATE)
            .float(),
            sentences=sentences,
            real=real,
            right=right,
            answer=answer,
        )


def padded(parts: Sequence[NDArray[Any]], filling: float) -> Tensor:
    """Arrays of different lengths as one."""
    return pad_sequence([torch.from_numpy(part) for part in parts], True, filling)


def unmarked(tokens: int) -> NDArray[np.float32]:
    """1 for each token but the first and the last, which are the model's marks."""
    result = np.ones(tokens, np.float32)
    result[[0, -1]] = 0.0
    return result


def prepare(corpus: Corpus) -> tuple[Material, list[Example]]:
    """Cut the articles, encode everything, and find what answers and what is near."""
    embeddings = SentenceEmbeddings()
    homes, passages = passages_of(corpus, embeddings)
    asked = [question.text for question in corpus.questions]
    say(f"{len(corpus.articles)} articles, {len(passages)} passages, {len(asked)} questions")
    texts = [f"{p.header}\n{p.text}" for p in passages]
    spans = [
        [(len(p.header) + 1 + a, len(p.header) + 1 + b) for a, b in p.sentences] for p in passages
    ]
    material = Material(
        encoded("questions", asked, [[]] * len(asked), embeddings),
        encoded("passages", texts, spans, embeddings),
    )
    return material, make_examples(
        corpus, homes, passages, material, embeddings.transformer.tokenizer
    )


def passages_of(
    corpus: Corpus, embeddings: SentenceEmbeddings
) -> tuple[NDArray[np.int64], list[Passage]]:
    """The passages of all articles, and for each the number of its article."""
    homes: list[int] = []
    passages: list[Passage] = []
    for number, (title, text) in corpus.articles.items():
        own = split(Article(str(number), title, text), embeddings.token_counts)
        homes += [number] * len(own)
        passages += own
    return np.array(homes), passages


def make_examples(
    corpus: Corpus,
    homes: NDArray[np.int64],
    passages: Sequence[Passage],
    material: Material,
    tokenizer: Tokenizer,
) -> list[Example]:
    """One for each question of which a sentence holds an answer."""
    by_article: dict[int, list[int]] = defaultdict(list)
    for passage, article in enumerate(homes.tolist()):
        by_article[article].append(passage)
    found = []
    for number, question in enumerate(corpus.questions):
        own = by_article[question.article]
        likeness = material.passages.vectors[own] @ material.questions.vectors[number]
        for passage in [own[i] for i in np.argsort(-likeness)]:
            if right := answering(passages[passage], question.answers):
                found.append((number, question, passage, right))
                break
    near = nearest([number for number, *_ in found], corpus, homes, passages, material)
    return [
        Example(
            question=number,
            passages=(passage, *others),
            right=right,
            answer=answer_tokens(question, passage, right, material.passages, tokenizer),
            source=question.source,
            held=corpus.held(question),
        )
        for (number, question, passage, right), others in zip(found, near, strict=True)
    ]


def answering(passage: Passage, answers: Sequence[str]) -> list[int]:
    """The sentences of a passage that hold an answer, word for word."""
    texts = [passage.text[start:end] for start, end in passage.sentences]
    return [n for n, text in enumerate(texts) if any(answer in text for answer in answers)]


def nearest(
    questions: Sequence[int],
    corpus: Corpus,
    homes: NDArray[np.int64],
    passages: Sequence[Passage],
    material: Material,
) -> Iterator[list[int]]:
    """For each question the passages of other articles with the highest cosines, in order.

    One that holds an answer too, word for word, is passed over while others are at hand.
    """
    articles = np.array([question.article for question in corpus.questions])
    for begin in range(0, len(questions), 512):
        own = list(questions[begin : begin + 512])
        unlike = -(material.questions.vectors[own] @ material.passages.vectors.T)
        unlike[articles[own][:, None] == homes] = 2.0
        near = np.argpartition(unlike, AT_HAND, axis=1)[:, :AT_HAND]
        order = np.take_along_axis(unlike, near, axis=1).argsort(axis=1)
        ordered = np.take_along_axis(near, order, axis=1).tolist()
        for number, at_hand in zip(own, ordered, strict=True):
            answers = corpus.questions[number].answers
            at_hand.sort(key=lambda p: bool(answering(passages[p], answers)))
            yield at_hand[:NEAR]


def answer_tokens(
    question: Question, passage: int, right: Sequence[int], kept: Encoded, tokenizer: Tokenizer
) -> list[int]:
    """Where the tokens of the answers stand in a passage's sentences, wherever they do."""
    rows = kept.rows(passage)
    ids, sentences = kept.ids[rows], kept.sentences[rows]
    if question.source == WHOLE:
        return np.flatnonzero(np.isin(sentences, right)).tolist()
    answering = np.zeros(len(ids), dtype=bool)
    for answer in question.answers:
        own = tokenizer(answer, add_special_tokens=False)["input_ids"]
        if 0 < len(own) <= min(LONGEST, len(ids)):
            starts = np.flatnonzero((sliding_window_view(ids, len(own)) == own).all(axis=1))
            answering[(starts[:, None] + np.arange(len(own))).ravel()] = True
    return np.flatnonzero(answering & (sentences != OUTSIDE)).tolist()

"""Fits the small reader: `index/tokens.npy`, the projection, and `assistant/reader.npz`, the rest.

    python -m benchmarks.train_reader ../shared/training [--out FOLDER]

It is fitted on questions whose answers are marked, most of them over Wikipedia: the answerable ones
of squad2_part, those of squadshifts_new_wiki, 5,000 of qed, those of answer_sentence, and of
wikinews_sentences the ones that people wrote (`qamr`). Nothing of `../shared/bench` is read. Their
paragraphs are cut by the splitter and encoded by the packaged model, as an index does it; the
states are kept in `.bench/reader_states/` (2 GB), so that a second run begins with the fitting.

There are two stages. `Matching` learns which sentence, of a passage that answers and five near
ones, matches the question. `Reader` starts from its projection and learns that together with which
tokens answer. One article in ten is held out; after each epoch it is told by set how often, of the
sentences of a passage that answers and of three near ones, the first, or one of the first two, is
right. On two free cores the encoding takes about 6 minutes and the fitting an hour, in 4 GB.

answer_sentence and qed hold some paragraphs several times, each an article here: of the 29,551
questions 1,504 meet a copy of their own passage among the near ones, as if it did not answer, and
of the 2,291 held-out ones 150 are over a passage that is also learnt from.
"""

import argparse
import json
import math
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

import assistant
import index
from assistant.reader import HEADS, WIDTHS
from benchmarks.corpora import FOLDER, load
from index.article import Article
from index.embedding import MAX_TOKENS, PACKAGED_SHA256, SentenceEmbeddings, Spans
from index.split import Passage, split
from index.tokens import DIMENSIONS

STATES = FOLDER / "reader_states"
SEED = 0
STATE = 384
"""Dimensions of the packaged model."""
HELD = 10
"""One article in so many is held out, by the hash of its title."""
QED = 5_000
"""Questions of qed that are taken."""
WHOLE = "answer_sentence"
"""The set whose answers are whole sentences, not phrases within them."""
LONGEST = 60
"""Tokens of an answer; a longer one is not looked for."""
OUTSIDE, PADDING = -1, -2
"""Stand for the number of a sentence: of a token in none, and where a shorter text is filled up."""
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

TOKENISED = [
    (re.compile(pattern), whole)
    for pattern, whole in (
        (r"`` ?", '"'),
        (r" ?''", '"'),
        (r" ([,.;:?!%)\]])", r"\1"),
        (r"([(\[$]) ", r"\1"),
        (r" ('s|n't|'re|'ve|'ll|'d|'m|s')\b", r"\1"),
        (r" (['’]) ", r"\1 "),
        (r"(\w) - (\w)", r"\1-\2"),
        (r"\s+", " "),
    )
]
"""How a text stands where it was cut into tokens, and how it reads."""

Tokenizer = Callable[..., Any]


@dataclass(frozen=True)
class Recipe:
    """How a stage is fitted: its rate rises over `warm` steps, then falls to its share `least`."""

    epochs: int
    negatives: int
    rate: float
    out_rate: float
    decay: float
    warm: int
    least: float
    clip: float
    batch: int = 32


FIRST = Recipe(
    epochs=2, negatives=5, rate=2e-3, out_rate=0.03, decay=0.0, warm=1, least=0.02, clip=math.inf
)
SECOND = Recipe(
    epochs=4, negatives=3, rate=2e-3, out_rate=0.02, decay=0.01, warm=100, least=0.01, clip=1.0
)
NEAR = max(FIRST.negatives, SECOND.negatives)
CHECKED = 1_000
"""Held-out questions that are asked after each epoch."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", type=Path, help="the folder of the training sets")
    parser.add_argument("--questions", type=int, help="learn from only so many, for a trial")
    parser.add_argument("--epochs", type=int, default=SECOND.epochs, help="of the second stage")
    parser.add_argument("--out", type=Path, help="a folder to write to, not into the packages")
    arguments = parser.parse_args()
    corpus = read(arguments.training)
    if arguments.questions:
        corpus = corpus.part(arguments.questions)
    material, examples = prepare(corpus)
    reader = fitted(material, examples, replace(SECOND, epochs=arguments.epochs))
    store(reader, *targets(arguments.out))


# --- the questions and their articles


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the number of its article, and what answers it there."""

    text: str
    article: int
    answers: Sequence[str]
    source: str


@dataclass(slots=True)
class Corpus:
    """Questions, and by number the titles and texts of the articles they are asked of."""

    articles: dict[int, tuple[str, str]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def add(self, title: str, text: str) -> int:
        """Take in an article; gives its number."""
        number = len(self.articles)
        self.articles[number] = (title, text)
        return number

    def held(self, question: Question) -> bool:
        """Whether it is kept for checking, with all others of its page."""
        title, _ = self.articles[question.article]
        return held_out(title or str(question.article))

    def part(self, number: int) -> "Corpus":
        """Some questions to learn from, half as many held-out ones, and their articles."""
        mixed = random.Random(SEED).sample(self.questions, len(self.questions))
        chosen = [q for q in mixed if not self.held(q)][:number]
        chosen += [q for q in mixed if self.held(q)][: number // 2]
        return Corpus({q.article: self.articles[q.article] for q in chosen}, chosen)


def read(folder: Path) -> Corpus:
    """All sets, in the order that numbers their articles."""
    corpus = Corpus()
    add_squad(corpus, folder / "squad2_part.json")
    add_squad(corpus, folder / "squadshifts_new_wiki.json")
    add_qed(corpus, folder / "qed.jsonl")
    add_answer_sentence(corpus, folder / "answer_sentence.jsonl")
    add_wikinews(corpus, folder / "wikinews_sentences.jsonl")
    return corpus


def add_squad(corpus: Corpus, path: Path) -> None:
    """Each paragraph is an article; questions without an answer are left out."""
    for page in load(path)["data"]:
        for paragraph in page["paragraphs"]:
            article = corpus.add(page["title"].replace("_", " "), paragraph["context"])
            for qa in paragraph["qas"]:
                if not qa.get("is_impossible"):
                    answers = sorted({answer["text"] for answer in qa["answers"]})
                    question = detokenised(qa["question"])
                    corpus.questions.append(Question(question, article, answers, path.stem))


def add_qed(corpus: Corpus, path: Path) -> None:
    for question, answer, text in search_questions(path)[:QED]:
        if answer in text:
            corpus.questions.append(Question(question, corpus.add("", text), [answer], path.stem))


def search_questions(path: Path) -> list[tuple[str, str, str]]:
    """Question, answer and paragraph of each row, in a fixed order of chance."""
    rows = load(path)
    random.Random(1).shuffle(rows)
    return [
        (detokenised(row["question"]), detokenised(row["answer"]), detokenised(row["context"]))
        for row in rows
    ]


def held_out(title: str) -> bool:
    """Whether nothing is fitted on the article of that title."""
    return crc32(title.encode()) % HELD == 0


def add_answer_sentence(corpus: Corpus, path: Path) -> None:
    for row in load(path):
        article = corpus.add("", " ".join(row["candidates"]))
        answers = [row["candidates"][number] for number in row["answers"]]
        question = detokenised(row["question"])
        corpus.questions.append(Question(question, article, answers, WHOLE))


def add_wikinews(corpus: Corpus, path: Path) -> None:
    """Each sentence is an article; questions made from templates are left out."""
    known: dict[str, int] = {}
    for row in load(path):
        text, answer = detokenised(row["context"]), detokenised(row["answer"])
        if row["src"] == "qamr" and answer in text:
            if text not in known:
                known[text] = corpus.add("", text)
            question = detokenised(row["question"])
            corpus.questions.append(Question(question, known[text], [answer], path.stem))


def detokenised(text: str) -> str:
    """A text without the blanks and the quotation marks of a tokeniser."""
    for pattern, whole in TOKENISED:
        text = pattern.sub(whole, text)
    return text.strip()


# --- as the packaged model sees them


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts as the packaged model sees them, the tokens of all in one row.

    Args:
        states: of the shape (tokens, `STATE`).
        ids: of the shape (tokens,), in the model's vocabulary.
        sentences: of the shape (tokens,), the number of the sentence each is in, or `OUTSIDE`.
        vectors: of the shape (texts, `STATE`), each of length 1.
        edges: of the shape (texts + 1,), where the tokens of each begin.
    """

    states: NDArray[np.float16]
    ids: NDArray[np.int32]
    sentences: NDArray[np.int16]
    vectors: NDArray[np.float32]
    edges: NDArray[np.int64]

    def rows(self, text: int) -> slice:
        """Where the tokens of a text are."""
        return slice(int(self.edges[text]), int(self.edges[text + 1]))


def encoded(
    name: str, texts: Sequence[str], spans: Sequence[Spans], embeddings: SentenceEmbeddings
) -> Encoded:
    """Texts encoded now, or as an earlier run kept them.

    Args:
        spans: for each text, where its sentences start and end.
    """
    mark = sha256(json.dumps([PACKAGED_SHA256, texts, spans]).encode()).hexdigest()[:8]
    path = STATES / f"{name}-{mark}.npz"
    if not path.is_file():
        STATES.mkdir(parents=True, exist_ok=True)
        result = encode(name, texts, spans, embeddings)
        partial = path.with_suffix(".part.npz")
        np.savez(partial, **{part: getattr(result, part) for part in Encoded.__slots__})
        partial.replace(path)
        return result
    say(f"{name}: as kept in {path}")
    with np.load(path) as kept:
        return Encoded(**kept)


def encode(
    name: str, texts: Sequence[str], spans: Sequence[Spans], embeddings: SentenceEmbeddings
) -> Encoded:
    """Run the model over texts, those of like length together."""
    result = tokenised(texts, spans, embeddings.transformer.tokenizer)
    order = np.argsort(np.diff(result.edges), kind="stable")
    for number, begin in enumerate(range(0, len(order), 32)):
        own = order[begin : begin + 32].tolist()
        run: Any = embeddings.transformer.encode(
            [texts[text] for text in own], output_value=None, normalize_embeddings=True
        )
        for text, made in zip(own, run, strict=True):
            rows = result.rows(text)
            states = made["token_embeddings"][: rows.stop - rows.start]
            result.states[rows] = states.float().cpu().numpy()
            result.vectors[text] = made["sentence_embedding"].float().cpu().numpy()
        if number % 50 == 0:
            say(f"{name}: {begin} of {len(order)} encoded")
    return result


def tokenised(texts: Sequence[str], spans: Sequence[Spans], tokenizer: Tokenizer) -> Encoded:
    """Texts with all but what the model makes of them, which is still to be filled in."""
    found = tokenizer(
        list(texts), truncation=True, max_length=MAX_TOKENS, return_offsets_mapping=True
    )
    edges = np.cumsum([0, *map(len, found["input_ids"])])
    places = [
        sentence_numbers(np.array(offsets), own)
        for offsets, own in zip(found["offset_mapping"], spans, strict=True)
    ]
    return Encoded(
        states=np.zeros((edges[-1], STATE), np.float16),
        ids=np.concatenate(found["input_ids"], dtype=np.int32),
        sentences=np.concatenate(places),
        vectors=np.zeros((len(texts), STATE), np.float32),
        edges=edges,
    )


def sentence_numbers(offsets: NDArray[np.int64], spans: Spans) -> NDArray[np.int16]:
    """The sentence that each token of a text is in, by its offsets (tokens, 2)."""
    result = np.full(len(offsets), OUTSIDE, np.int16)
    starts, ends = offsets.T
    for number, (start, end) in enumerate(spans):
        result[(starts >= start) & (ends <= end) & (ends > starts)] = number
    return result


# --- what is learnt from


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
        for passage in by_article[question.article]:
            if right := answering(passages[passage], question.answers):
                found.append((number, question, passage, right))
                break
    near = nearest([number for number, *_ in found], corpus, homes, material)
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
    questions: Sequence[int], corpus: Corpus, homes: NDArray[np.int64], material: Material
) -> Iterator[list[int]]:
    """For each question the passages of other articles with the highest cosines, in order."""
    articles = np.array([question.article for question in corpus.questions])
    for begin in range(0, len(questions), 512):
        own = list(questions[begin : begin + 512])
        unlike = -(material.questions.vectors[own] @ material.passages.vectors.T)
        unlike[articles[own][:, None] == homes] = 2.0
        near = np.argpartition(unlike, NEAR, axis=1)[:, :NEAR]
        order = np.take_along_axis(unlike, near, axis=1).argsort(axis=1)
        yield from np.take_along_axis(near, order, axis=1).tolist()


def answer_tokens(
    question: Question, passage: int, right: Sequence[int], kept: Encoded, tokenizer: Tokenizer
) -> list[int]:
    """Where the tokens of the answers stand in a passage's sentences, wherever they do."""
    rows = kept.rows(passage)
    ids, sentences = kept.ids[rows], kept.sentences[rows]
    if question.source == WHOLE:
        return np.flatnonzero(np.isin(sentences, right)).tolist()
    inside = np.zeros(len(ids), dtype=bool)
    for answer in question.answers:
        own = tokenizer(answer, add_special_tokens=False)["input_ids"]
        if 0 < len(own) <= min(LONGEST, len(ids)):
            starts = np.flatnonzero((sliding_window_view(ids, len(own)) == own).all(axis=1))
            inside[(starts[:, None] + np.arange(len(own))).ravel()] = True
    return np.flatnonzero(inside & (sentences != OUTSIDE)).tolist()


# --- what is fitted


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
    """The second stage, the reader itself; names and sums are those of `assistant/reader.py`."""

    def __init__(self, first: Matching) -> None:
        super().__init__()
        w = DIMENSIONS
        self.W = nn.Parameter(torch.cat([first.matches, first.answers * SHARPER]).detach())
        self.u, self.ub = nn.Parameter(first.u.detach()), nn.Parameter(first.ub.detach())
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


# --- fitting


def fitted(material: Material, examples: Sequence[Example], second: Recipe) -> Reader:
    """The reader after both stages."""
    torch.manual_seed(SEED)
    first = Matching()
    fit("first stage", first, FIRST, material, examples)
    torch.manual_seed(SEED)
    reader = Reader(first)
    fit("second stage", reader, second, material, examples)
    return reader


def fit(
    name: str,
    net: Matching | Reader,
    recipe: Recipe,
    material: Material,
    examples: Sequence[Example],
) -> None:
    """Fit one stage, and tell after each epoch how it does on held-out questions."""
    chance = np.random.default_rng(SEED)
    train, held = ([e for e in examples if e.held == side] for side in (False, True))
    chance.shuffle(train)
    held = [held[i] for i in chance.permutation(len(held))[:CHECKED]]
    optimiser, schedule = optimised(net, recipe, len(train))
    say(f"{name}: {len(train)} questions, {len(held)} held-out ones")
    for epoch in range(1, recipe.epochs + 1):
        chance.shuffle(train)
        net.train()
        losses: list[float] = []
        for begin in range(0, len(train) - recipe.batch, recipe.batch):
            batch = material.batch(train[begin : begin + recipe.batch], recipe.negatives)
            loss = net.loss(batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 50 == 0:
                done = begin + recipe.batch
                say(f"{name}, epoch {epoch}: {done} done, loss {np.mean(losses):.3f}")
        evaluate(f"{name}, epoch {epoch}", net, material, held)


def optimised(
    net: Matching | Reader, recipe: Recipe, count: int
) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    """What fits a stage on so many questions; what weighs the parts of a score is never decayed."""
    rest = [weights for name, weights in net.named_parameters() if name != "out"]
    groups = [
        {"params": rest, "lr": recipe.rate, "weight_decay": recipe.decay},
        {"params": [net.out], "lr": recipe.out_rate, "weight_decay": 0.0},
    ]
    steps = max(recipe.epochs * (count // recipe.batch), 1)

    def share(step: int) -> float:
        return min(1.0, (step + 1) / recipe.warm) * max(recipe.least, 1 - step / steps)

    optimiser = torch.optim.AdamW(groups)
    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, share)


@torch.no_grad()
def evaluate(
    name: str, net: Matching | Reader, material: Material, held: Sequence[Example]
) -> None:
    """Print how often the first sentence, or one of the first two, is right, by set."""
    net.eval()
    right: dict[str, list[list[bool]]] = defaultdict(list)
    for begin in range(0, len(held), 25):
        chosen = held[begin : begin + 25]
        batch = material.batch(chosen, SECOND.negatives)
        scores = net.scores(batch).masked_fill(~batch.real, -math.inf).flatten(1)
        best = batch.right.flatten(1).gather(1, scores.argsort(1, descending=True)[:, :2])
        for example, (first, second) in zip(chosen, best.tolist(), strict=True):
            for source in (example.source, "all"):
                right[source].append([first, first or second])
    say(f"{name}; right: the first, one of the first two")
    for source, shares in sorted(right.items()):
        first, two = np.mean(shares, axis=0)
        print(f"  {source:22}{len(shares):5}  {first:.3f}  {two:.3f}", flush=True)


def targets(folder: Path | None) -> tuple[Path, Path]:
    """Where the projection and the rest are written: where the packages keep them, or a folder."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        return folder / "tokens.npy", folder / "reader.npz"
    projection, rest = (Path(package.__path__[0]) for package in (index, assistant))
    return projection / "tokens.npy", rest / "reader.npz"


def store(reader: Reader, projection: Path, rest: Path) -> None:
    """Write the weights with two bytes each; but those of the score: calibration has its own."""
    weights = {name: values.numpy() for name, values in reader.state_dict().items()}
    small = {n: w.astype(np.float16) if w.ndim else w for n, w in weights.items()}
    np.save(projection, small.pop("W"))
    del small["out"]
    np.savez_compressed(rest, **small)
    say(f"wrote {projection} and {rest}")


def say(text: str) -> None:
    """Progress, with the time of day."""
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


if __name__ == "__main__":
    main()

from dataclasses import replace

import numpy as np
import pytest
import torch

from assistant.models import reader
from benchmarks.reader.examples import AT_HAND, Example, Material, nearest
from benchmarks.reader.networks import Matching, Reader
from benchmarks.reader.questions import Corpus, Question, detokenised, held_out
from benchmarks.reader.states import OUTSIDE, STATE, Encoded
from benchmarks.train_reader import store
from index import tokens
from index.embedding import EmbeddedQuestion
from index.split import Passage
from index.tokens import HEADER, Tokens, project

QUESTIONS, PASSAGES = (7, 12), (40, 9, 25, 33)
"""Tokens of each."""


def invented(lengths, chance):
    """Texts of random states; the first tokens of each are of no sentence, the others of three."""
    numbers = [np.repeat([OUTSIDE, 0, 1, 2], [2, 2, 3, length - 7]) for length in lengths]
    count = sum(lengths)
    return Encoded(
        states=chance.normal(0, 0.3, (count, STATE)).astype(np.float16),
        ids=np.zeros(count, np.int32),
        sentences=np.concatenate(numbers).astype(np.int16),
        vectors=np.zeros((len(lengths), STATE), np.float32),
        edges=np.cumsum([0, *lengths]),
    )


@pytest.fixture
def material():
    chance = np.random.default_rng(0)
    return Material(invented(QUESTIONS, chance), invented(PASSAGES, chance))


@pytest.fixture
def fitted(tmp_path, monkeypatch):
    """A reader of random weights, with which `assistant.models.reader` reads too."""
    torch.manual_seed(0)
    made = Reader(Matching().compared()).eval()
    for weights in made.parameters():
        noise = 0.1 * torch.randn_like(weights)
        weights.data = (weights.data + noise).half().float()  # as stored
    made.tau.data = made.tau.data.abs()
    store(made, tmp_path / "tokens.npy", tmp_path / "reader.npz")
    with np.load(tmp_path / "reader.npz") as stored:
        assert set(stored.files) == set(reader.weights())
        for name in stored.files:
            monkeypatch.setitem(reader.weights(), name, stored[name].astype(np.float32))
    projection = np.load(tmp_path / "tokens.npy").astype(np.float32)
    monkeypatch.setattr(tokens, "projection", lambda: projection)
    return made


def read_apart(material, question, passage):
    """What `assistant.models.reader` tells of one passage: the match of sentences, of all; the
    answers."""
    states = material.questions.states[material.questions.rows(question)].astype(np.float32)
    vector, spans = np.zeros(STATE, np.float32), np.zeros((len(states), 2), np.int64)
    asked = reader.ask(EmbeddedQuestion(vector, states, spans))
    rows = material.passages.rows(passage)
    numbers = material.passages.sentences[rows]
    own = np.where(numbers == OUTSIDE, HEADER, numbers).astype(np.uint8)
    kept = Tokens(project(material.passages.states[rows].astype(np.float32)), own)
    match = reader.match(asked, asked.weights[None], [kept])
    return (
        match.sentences[0][0],
        asked.weights @ match.tokens[:, 0],
        reader.answers(asked, [kept])[0],
    )


def test_what_is_fitted_is_what_reads(material, fitted):
    examples = [
        Example(0, (0, 1), right=[0], answer=[3], source="invented", held=False),
        Example(1, (2, 3), right=[2], answer=[], source="invented", held=False),
    ]
    with torch.no_grad():
        read = fitted.read(material.batch(examples, negatives=1))
    for row, example in enumerate(examples):
        for column, passage in enumerate(example.passages):
            match, whole, answers = read_apart(material, example.question, passage)
            assert read.match[row, column].numpy() == pytest.approx(match, abs=1e-3)
            assert read.passage[row, column].numpy() == pytest.approx(whole, abs=1e-3)
            assert read.answers[row, column].numpy() == pytest.approx(answers, abs=1e-3)


@pytest.mark.parametrize(
    ("tokenised", "whole"),
    [
        ("the Anglo - Dutch war", "the Anglo-Dutch war"),
        ("What was the city 's name ?", "What was the city's name?"),
        ("They did n't say , did they ?", "They didn't say, did they?"),
        ("`` Take It All Back '' is a song", '"Take It All Back" is a song'),
        ("the harbours ' pilots ( all $ 40 ) left", "the harbours' pilots (all $40) left"),
        ("A sentence  that reads well.", "A sentence that reads well."),
    ],
)
def test_a_tokenised_text_reads_as_written(tokenised, whole):
    assert detokenised(tokenised) == whole


def test_a_text_is_one_article_and_held_out_as_one() -> None:
    corpus = Corpus()
    numbers = [corpus.add("", text) for text in ("One.", "Two.", "One.")]
    assert numbers == [0, 1, 0]
    assert len(corpus.articles) == 2
    asked = [Question("Which?", number, ["One"], "invented") for number in numbers]
    assert corpus.held(asked[0]) == corpus.held(asked[2]) == held_out("One.")


def test_a_near_passage_that_holds_the_answer_is_passed_over() -> None:
    texts = [f"Passage {n}." for n in range(AT_HAND + 5)]
    texts[3] = "The answer again."
    passages = [Passage("", "", "", "", text, 0, len(text), ((0, len(text)),)) for text in texts]
    vectors = np.zeros((len(texts), STATE), np.float32)
    vectors[:, 0] = np.linspace(1, 0, len(texts))
    asked = np.zeros((1, STATE), np.float32)
    asked[0, 0] = 1
    corpus = Corpus(questions=[Question("What?", 0, ["answer"], "invented")])
    questions, own = (
        invented((7,), np.random.default_rng(0)),
        invented((9,), np.random.default_rng(0)),
    )
    material = Material(replace(questions, vectors=asked), replace(own, vectors=vectors))
    (near,) = nearest([0], corpus, np.arange(len(texts)), passages, material)
    assert near == [1, 2, 4, 5, 6]


def test_passages_read_at_once_are_read_as_alone(fitted):
    rng = np.random.default_rng(0)
    asked = reader.Asked(
        project(rng.normal(size=(5, STATE)).astype(np.float32)),
        np.full(5, 0.2, np.float32),
        rng.normal(size=tokens.DIMENSIONS).astype(np.float32),
        np.zeros((5, 2), np.int64),
    )
    passages = [
        Tokens(project(rng.normal(size=(len(own), STATE)).astype(np.float32)), np.uint8(own))
        for own in ([HEADER, 0, 0, 1], [HEADER, HEADER], [0, 2, 2], [HEADER, 0, 1, 1, 1, 3])
    ]
    parts = np.stack([asked.weights, np.eye(5, dtype=np.float32)[0]])
    match, answers = reader.match(asked, parts, passages), reader.answers(asked, passages)
    for column, own in enumerate(passages):
        alone = reader.match(asked, parts, [own])
        assert match.sentences[column] == pytest.approx(alone.sentences[0], abs=1e-6)
        assert match.tokens[:, column] == pytest.approx(alone.tokens[:, 0], abs=1e-6)
        assert answers[column] == pytest.approx(reader.answers(asked, [own])[0], abs=1e-5)
    assert reader.match(asked, parts, []).sentences == reader.answers(asked, []) == []

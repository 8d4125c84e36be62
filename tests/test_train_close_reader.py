"""What the close reader is fitted on, and that it learns what can be learnt from that."""

import random

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertModel

from benchmarks import train_close_reader
from benchmarks.close_reader import encoded
from benchmarks.close_reader.encoded import OUTSIDE, by_sentence, encode, tokens
from benchmarks.close_reader.networks import Network
from benchmarks.close_reader.windows import LONGEST, NEWS, Text, Window, cut, found, topic
from benchmarks.corpora import load
from benchmarks.reader.questions import Question
from benchmarks.support import fit
from index.embedding import packaged_model

TEXT = Text("Sheep found", tuple(f"The shepherd counted {n} sheep on day {n}." for n in range(9)))


def asking(*answers: str, source: str = "squad2_part") -> Question:
    return Question("How many sheep?", 0, answers, source)


@pytest.mark.parametrize("seed", range(20))
def test_a_window_has_its_place_and_nothing_that_it_must_not(seed):
    rng = random.Random(seed)
    spans = [[(0, 3)] if n in (2, 7) else [] for n in range(9)]
    window = cut(asking("x"), TEXT, spans, 4, rng, held=False, without=(2, 7))
    assert TEXT.sentences[4] in window.sentences
    assert not window.answered
    first = TEXT.sentences.index(window.sentences[0])
    assert window.sentences == TEXT.sentences[first : first + len(window.sentences)]
    assert 1 <= len(window.sentences) <= LONGEST


def test_an_answer_is_found_as_words_of_its_own():
    assert found("It cost 12 crowns, not 120.", asking("12")) == [(8, 10)]
    assert found("It cost 120 crowns.", asking("12")) == []
    assert found("He left. ", asking()) == []


def test_an_answer_can_be_a_whole_sentence_or_a_part_of_one():
    assert found("He left.", asking("He left. Then he came.", source="news")) == [(0, 8)]
    assert found("He left.", asking("He came.", source="news")) == []


def test_a_question_for_a_topic_has_words_of_the_title():
    title = "Council of Ormley backs a flood wall after the storm"
    assert topic(title) == topic(title)
    words = [word.lower() for word in title.split()]
    assert sum(word.strip(".?").lower() in words for word in topic(title).split()) >= 2


def test_the_answer_is_marked_where_it_stands():
    tokenizer = AutoTokenizer.from_pretrained(packaged_model())
    sentences = ("The bridge is old.", "It cost 12 million crowns.", "It is 900 metres long.")
    window = Window("How much?", "Bridge", sentences, ([], [(8, 18)], []), "set", held=False)
    (row,) = encode([window], tokenizer)
    ids = np.array(row.ids)
    assert tokenizer.decode(ids[row.answer]) == "12 million"
    for number, sentence in enumerate(sentences):
        assert tokenizer.decode(ids[row.sentences == number]) == sentence.lower()
    assert tokenizer.decode(ids[row.sentences == OUTSIDE]) == "[CLS] how much? [SEP] bridge [SEP]"
    assert ids[row.second] == tokenizer.convert_tokens_to_ids("bridge")


def test_it_learns_what_can_be_learnt_and_is_stored(tmp_path, monkeypatch):
    monkeypatch.setattr(encoded, "BATCH", 400)
    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(packaged_model())
    config = BertConfig(
        vocab_size=tokenizer.vocab_size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    network = Network(BertModel(config, add_pooling_layer=False))
    begun = {name: value.detach().clone() for name, value in network.state_dict().items()}
    rng = random.Random(0)
    windows = [_window(rng) for _ in range(400)]
    out = tmp_path / "close_reader.npz"
    before = {name: value.detach().clone() for name, value in network.fitted().items()}
    stored = []

    def keep():
        fit.store(network.fitted(), before, out)
        stored.append(out.exists())

    train_close_reader.fit(network, [encode(windows, tokenizer)] * 12, 3e-3, keep)
    assert stored
    network.load_state_dict(begun)
    fit.restore(network.fitted(), out)
    rows = encode(windows, tokenizer)
    with torch.inference_mode():
        scores = network.eval()(tokens(rows)).numpy()
    for window, row, given in zip(windows, rows, scores, strict=True):
        told = by_sentence(given, row)
        assert (told.max() > 0) == window.answered
        if window.answered:
            assert window.answers[int(told.argmax())]


def _window(rng: random.Random) -> Window:
    """A window that answers where it has a number."""
    sentences = rng.sample(["He left.", "She came.", "They sang.", "We ate."], 3)
    answers: list[list[tuple[int, int]]] = [[], [], []]
    if rng.random() < 0.5:
        place = rng.randrange(3)
        sentences[place] = "It cost 12 crowns."
        answers[place] = [(8, 10)]
    return Window("How much?", "", sentences, answers, "set", held=False)


def test_the_questions_that_were_written_fit_their_articles():
    rows = load(NEWS)
    assert len(rows) > 1600
    for row in rows:
        for one in row["questions"]:
            assert one["q"].strip()
            assert all(0 <= number < len(row["sentences"]) for number in one["in"])
            if one["in"]:
                assert one["span"] in row["sentences"][one["in"][0]]
            else:
                assert not one["span"]

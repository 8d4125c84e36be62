"""What the close reader is fitted on, and that it learns what can be learnt from that."""

import random

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertModel

from assistant.windows import LONGEST
from benchmarks import fitted
from benchmarks.close_reader import fit
from benchmarks.close_reader.encoded import OUTSIDE, encode
from benchmarks.close_reader.networks import Network
from benchmarks.close_reader.windows import (
    LURES,
    NEWS,
    Text,
    Window,
    cut,
    found,
    lured,
    topic,
)
from benchmarks.corpora import load
from benchmarks.reader.questions import Question
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


def test_what_seems_to_answer_is_found_where_a_text_is_split_anew():
    text = Text("Sheep", ("It is late.", "“Is it?”", "He counted nine sheep."))
    for lure, place in (("“Is it?” He counted nine sheep.", 1), ("counted nine sheep.", 2)):
        question = Question("How many goats?", 0, (), "lure", lure)
        assert lured(question, text, random.Random(0)) == place


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
    windows = [
        Window("How much?", "Bridge", sentences, ([], [(8, 18)], []), "set", held=False),
        Window("How long?", "", sentences[2:], ([(6, 9)],), "set", held=True),
    ]
    made = encode([windows], tokenizer)
    flat = made.flat()
    ids, numbers, answers = (
        np.split(values, flat.offsets[1:-1]) for values in (flat.ids, flat.number, flat.answer)
    )
    assert tokenizer.decode(ids[0][answers[0]]) == "12 million"
    assert tokenizer.decode(ids[1][answers[1]]) == "900"
    for number, sentence in enumerate(sentences):
        assert tokenizer.decode(ids[0][numbers[0] == number]) == sentence.lower()
    outside = tokenizer.decode(ids[0][numbers[0] == OUTSIDE])
    assert outside == "[CLS] how much? [SEP] bridge [SEP]"
    assert ids[0][flat.second[0]] == tokenizer.convert_tokens_to_ids("bridge")
    assert made.held.tolist() == [False, True]
    for own, window in zip(ids, windows, strict=True):  # as where it reads
        text = " ".join([window.header, *window.sentences]).strip()
        assert own.tolist() == tokenizer(window.question, text)["input_ids"]


def test_it_learns_what_can_be_learnt_and_is_stored(tmp_path, monkeypatch, capsys):
    tokenizer = AutoTokenizer.from_pretrained(packaged_model())
    rng = random.Random(0)
    windows = [_window(rng, held=n < 60) for n in range(400)]
    found = encode([windows], tokenizer)
    found.save(tmp_path / "windows.npz")
    config = BertConfig(
        vocab_size=tokenizer.vocab_size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    config.to_json_file(tmp_path / "config.json")
    torch.manual_seed(0)
    weights = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in BertModel(config, add_pooling_layer=False).named_parameters()
    }
    np.savez(tmp_path / "model.npz", used=np.arange(tokenizer.vocab_size), **weights)
    out = tmp_path / "close_reader.npz"
    arguments = ["fit", str(tmp_path), "--out", str(out), "--epochs", "16", "--rate", "3e-3"]
    monkeypatch.setattr("sys.argv", [*arguments, "--batch", "400"])
    fit.main()
    assert "first 1.000" in capsys.readouterr().out.splitlines()[-1]
    network = Network(fitted.unpack(tmp_path)).eval()
    fitted.restore(network.fitted(), out)
    own = fit.Windows(found.flat(), "cpu")
    rows = np.arange(len(windows))
    with torch.inference_mode():
        told = fit.by_sentence(network(own.tokens(rows)), own.sentences(rows)).numpy()
    for window, logits in zip(windows, told, strict=True):
        assert (logits.max() > 0) == window.answered
        if window.answered:
            assert window.answers[int(logits.argmax())]


def _window(rng: random.Random, *, held: bool) -> Window:
    """A window that answers where it has a number."""
    sentences = rng.sample(["He left.", "She came.", "They sang.", "We ate."], 3)
    answers: list[list[tuple[int, int]]] = [[], [], []]
    if rng.random() < 0.5:
        place = rng.randrange(3)
        sentences[place] = "It cost 12 crowns."
        answers[place] = [(8, 10)]
    return Window("How much?", "", sentences, answers, "set", held)


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


def test_what_only_seems_to_be_answered_has_a_sentence_that_seems_to_answer():
    articles = {row["title"]: row["sentences"] for row in load(NEWS)}
    rows = load(LURES)
    assert len({row["title"] for row in rows}) == len(rows)
    for row in rows:
        sentences = articles[row["title"]]
        assert len({one["q"] for one in row["lures"] + row["twins"]}) == len(
            row["lures"] + row["twins"]
        )
        assert all(0 <= one["near"] < len(sentences) for one in row["lures"])
        for one in row["twins"]:
            assert one["span"] in sentences[one["in"][0]]
            assert all(0 <= number < len(sentences) for number in one["in"])

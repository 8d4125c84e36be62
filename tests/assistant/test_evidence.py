"""Which sentences may answer, and what comes along with them."""

from datetime import date

import numpy as np
import pytest
from langchain_core.documents import Document

from assistant import ranking
from assistant.assistant import unanswerable
from assistant.calibration import calibration
from assistant.evidence import (
    BY_WORDS,
    FEATURES,
    WITH_MEANING,
    Meaning,
    candidates,
    evidence,
    fits,
)
from assistant.question import read
from index.keywords import Tokenizer

TOKENIZER = Tokenizer()
TODAY = date(2024, 5, 1)
TEXT = "Anna Berg leads the port. She resigned in March. The port is deep."
SENTENCES = [(0, 25), (26, 48), (49, 66)]


def passage(start: int = 100) -> Document:
    meta = {
        "article_id": "a", "version": "v", "title": "Port", "publisher": "Post", "url": None,
        "author": None, "published": "2024-03-02",
        "header": "Port\nPost, 2 March 2024", "start": start, "end": start + len(TEXT),
        "sentences": SENTENCES, "similarity": 0.5,
    }  # fmt: skip
    return Document(id="7", page_content=TEXT, metadata=meta)


def found(question: str) -> list:
    asked = read(question, (), TOKENIZER, TODAY)
    rows = np.array([[0.1, 0.9, 0.2], [0.3, 0.6, 0.2], [-2.0, 1.5, -1.0]], dtype=np.float32)
    meanings = {7: Meaning(rows[0], rows[1], 0.7, rows[2])}
    return candidates(asked, [passage()], TOKENIZER, meanings)


def test_each_sentence_of_a_passage_is_a_candidate_at_its_place_in_the_article() -> None:
    got = [(c.text, c.start, c.end) for c in found("When did Berg resign?")]
    assert got == [(TEXT[a:b], 100 + a, 100 + b) for a, b in SENTENCES]


def test_features_stand_in_the_order_of_their_names() -> None:
    second = dict(zip(FEATURES, found("When did Berg resign?")[1].features, strict=True))
    assert second["meaning"] == pytest.approx(0.9)
    assert second["near"] == 0.5
    assert second["around"] == second["passage"] == 1.0
    assert second["kind"] == 1.0
    assert [second[name] for name in ("match", "whole", "answer")] == pytest.approx([0.6, 0.7, 1.5])


def test_the_calibration_is_of_these_features() -> None:
    assert calibration().sentence.names == WITH_MEANING
    assert calibration().sentence_by_words.names == BY_WORDS
    assert calibration().passage.names == ranking.FEATURES
    for decision in (calibration().answer, calibration().by_words):
        assert set(decision.model.names) <= set(FEATURES)


def test_a_score_takes_the_best_of_all_sentences() -> None:
    decision = calibration().answer
    one, other = np.zeros(len(FEATURES)), np.ones(len(FEATURES))
    assert decision.score([one]) < decision.score([one, other]) == decision.score([other])
    assert decision.score([]) == 0.0


def test_a_publisher_that_the_library_does_not_have_asks_for_more() -> None:
    features = [np.full(len(FEATURES), 0.7)]
    decision = calibration().answer
    assert decision.score(features, unheld=True) < decision.score(features)


def test_the_sentence_before_a_pronoun_comes_along() -> None:
    quote = evidence(found("When did Berg resign?")[1], 0.9)
    assert quote.text == "Anna Berg leads the port. She resigned in March."
    assert (quote.start, quote.end) == (100, 148)


def test_the_sentence_before_a_speech_comes_along() -> None:
    text = "Berg took the floor. “I did not expect it.”"
    document = passage()
    document.page_content = text
    document.metadata["sentences"] = [(0, 20), (21, len(text))]
    asked = read("What did Berg expect?", (), TOKENIZER, TODAY)
    second = candidates(asked, [document], TOKENIZER, {})[1]
    assert evidence(second, 0.9).text == text


def test_the_sentence_before_what_she_said_comes_along() -> None:
    text = "Nia Esk leads the Social Union. The party has three conditions, she said on Monday."
    document = passage()
    document.page_content = text
    document.metadata["sentences"] = [(0, 31), (32, len(text))]
    asked = read("What conditions has the party?", (), TOKENIZER, TODAY)
    second = candidates(asked, [document], TOKENIZER, {})[1]
    assert evidence(second, 0.9).text == text


def test_two_sentences_come_along_where_the_one_before_opens_with_a_pronoun_too() -> None:
    text = "Nils Ibs stayed. He has lived there since 1979. “It couldn't move me,” he said."
    document = passage()
    document.page_content = text
    document.metadata["sentences"] = [(0, 16), (17, 47), (48, len(text))]
    asked = read("Who could not be moved?", (), TOKENIZER, TODAY)
    third = candidates(asked, [document], TOKENIZER, {})[2]
    assert evidence(third, 0.9).text == text


def test_a_sentence_with_a_name_stands_alone() -> None:
    assert evidence(found("Who leads the port?")[0], 0.9).text == "Anna Berg leads the port."


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Who leads it?", "It is led by Anna Berg.", 1.0),
        ("Who leads it?", "It is led by nobody.", 0.0),
        ("When was it?", "It was on 5 March.", 1.0),
        ("When was it?", "It was long.", 0.0),
        ("How many were there?", "There were twelve.", 1.0),
        ("Why did it close?", "It closed because of rain.", 0.5),
        ("Is it open?", "It is open.", 0.5),
    ],
)
def test_a_sentence_that_holds_what_is_asked_for_is_told(
    question: str, sentence: str, expected: float
) -> None:
    assert fits(read(question, (), TOKENIZER, TODAY), sentence) == expected


@pytest.mark.parametrize(
    "question", ["", "  ", "?!…", "x" * 20_000, "Thanks!", "hello", "What can you do?"]
)
def test_what_is_no_question_gets_a_plain_word(question: str) -> None:
    assert unanswerable(question)


def test_a_question_may_be_answered() -> None:
    assert unanswerable("¿Quién?") is None

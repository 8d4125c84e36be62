"""Close reading: which sentence answers is told by all that is read with it."""

from collections.abc import Sequence

import numpy as np
import pytest
from langchain_core.documents import Document

from assistant import windows
from assistant.evidence import Candidate
from assistant.models import close_reader
from assistant.models.close_reader import Window

TITLE = "Ferry company buys the Ormley slipway"
SENTENCES = (
    "The Marrow Line has bought the old slipway at Ormley from the town.",
    "It paid 3.2 million dollars, a third less than was asked.",
    "The company will start to build a shed there in May.",
    "Nobody was hurt when a crane fell on the slipway last winter.",
)


def window(*numbers: int) -> Window:
    text, spans = "", []
    for number in numbers:
        spans.append((len(text), len(text) + len(SENTENCES[number])))
        text += f"{SENTENCES[number]} "
    return Window(TITLE, text.rstrip(), spans)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Who bought the slipway?", 0),
        ("How much did the slipway go for?", 1),
        ("When does work on the shed begin?", 2),
        ("Did the falling crane injure anyone?", 3),
    ],
)
def test_the_sentence_that_answers_is_told_from_those_about_the_same(question, answers):
    logits = close_reader.read(question, window(0, 1, 2, 3))
    assert int(np.argmax(logits)) == answers
    assert logits[answers] > 0


@pytest.mark.parametrize(
    "question",
    ["How old is the captain of the Marrow Line?", "Who painted the Mona Lisa?"],
)
def test_what_no_sentence_says_is_denied(question):
    logits = close_reader.read(question, window(0, 1, 2, 3))
    assert max(logits) < 0


def test_without_a_header_sentences_are_read_too():
    bare = Window("", window(0, 1).text, window(0, 1).sentences)
    logits = close_reader.read("How much did they pay for it?", bare)
    assert int(np.argmax(logits)) == 1


def test_a_sentence_that_is_not_read_to_its_end_has_no_logit():
    long = " ".join(["The shed will be built of timber from the woods above the town."] * 30)
    text = f"{SENTENCES[0]} {long} {SENTENCES[1]}"
    spans = [(0, len(SENTENCES[0])), (len(text) - len(SENTENCES[1]), len(text))]
    first, last = close_reader.read("Who bought it?", Window(TITLE, text, spans))
    assert first is not None
    assert last is None


def test_a_last_sentence_that_ends_in_what_nobody_sees_is_read():
    text = f"{SENTENCES[0]}\ufe0f"
    (logit,) = close_reader.read("Who bought the slipway?", Window(TITLE, text, [(0, len(text))]))
    assert logit is not None


def candidates(
    passage: str, start: int, number: int, said: str = "Sentence {} is said."
) -> list[Candidate]:
    """The sentences of a passage as they are found."""
    return found(passage, start, [said.format(f"{passage}{n}") for n in range(number)])


def found(
    passage: str, start: int, sentences: Sequence[str], header: str = "", author: str | None = None
) -> list[Candidate]:
    """Some sentences as those found of a passage of an article of that header, else of its own."""
    text, spans, at = " ".join(sentences), [], 0
    for sentence in sentences:
        end = at + len(sentence)
        spans.append((at, end))
        at = end + 1
    document = Document(
        text,
        id=passage,
        metadata={
            "article_id": header or passage,
            "publisher": None,
            "header": header or passage,
            "title": header or passage,
            "author": author,
            "start": start,
            "sentences": spans,
        },
    )
    return [
        Candidate(document, n, start + a, start + b, text[a:b], np.zeros(0))
        for n, (a, b) in enumerate(spans)
    ]


def test_what_a_long_question_leaves_no_room_for_is_read_by_itself(monkeypatch):
    monkeypatch.setattr(windows, "ALONE", 0)
    own = candidates("a", 0, 3, f"Sentence {{}} is {'so ' * 40}long.")
    question = "Who bought the old slipway, and what did they say of it? " * 9
    assert close_reader.read(question, windows._window(own))[-1] is None
    assert None not in windows.read_closely(question, [own[1], own[0], own[2]], 1)


def texts(runs: list[list[Candidate]]) -> list[list[str]]:
    return [[one.text.split()[1] for one in run] for run in runs]


def test_the_best_sentences_are_read_with_those_beside_them():
    one, two = candidates("a", 500, 9), candidates("b", 70, 3)
    rest = [*one[1:3], *one[4:], *two[:2]]
    runs = windows.runs([one[0], one[3], two[2], *rest], 3)
    assert texts(runs) == [["a0", "a1", "a2", "a3", "a4"], ["b1", "b2"]]


def test_a_correction_is_read_with_what_is_right() -> None:
    said = ["An article misstated it.", "It is dear.", "In fact it is 84.", "Tides is on."]
    own = found("a", 0, said)
    assert [len(run) for run in windows.runs(own, 1)] == [3]


def test_sentences_apart_and_long_runs_are_read_in_parts(monkeypatch):
    own = candidates("a", 0, 9)
    assert texts(windows.runs([own[0], own[8], *own[1:8]], 2)) == [["a0", "a1"], ["a7", "a8"]]
    assert [len(run) for run in windows.runs(own, 9)] == [6, 3]
    monkeypatch.setattr(windows, "ROOM", 45)
    assert [len(run) for run in windows.runs(own, 9)] == [2, 2, 2, 2, 1]


def test_each_sentence_has_the_logit_that_its_window_gave_it(monkeypatch):
    own = found("7", 40, SENTENCES, TITLE, "Nadia Oyelaran")
    text, spans = " ".join(SENTENCES), own[0].document.metadata["sentences"]
    question = "How much did the slipway go for?"
    monkeypatch.setattr(windows, "ALONE", 1)
    header = f"{TITLE}\nBy Nadia Oyelaran"
    beside = [(a - spans[1][0], b - spans[1][0]) for a, b in spans[1:]]
    within = close_reader.read(question, Window(header, text[spans[1][0] :], beside))
    # "It paid" is quoted with the sentence before it, and so read
    quoted = close_reader.read(question, Window(header, text[: spans[1][1]], spans[:2]))
    assert within[0] is not None
    assert quoted[1] is not None
    logits = windows.read_closely(question, [own[2], own[0], own[3], own[1]], 1)
    assert logits == [within[1], None, within[2], (within[0] + quoted[1]) / 2]


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who bought the slipway?", [True, True, False, False, False]),
        ("Did the falling crane injure anyone?", [True, True, True, True, False]),
    ],
)
def test_where_none_answers_clearly_more_of_the_article_of_the_best_is_read(question, read):
    first, second = found("1", 0, SENTENCES[:2], TITLE), found("2", 200, SENTENCES[2:], TITLE)
    another = found("3", 0, ["The ferry to Ormley runs every hour in summer."], "Timetable")
    logits = windows.read_closely(question, [first[0], *another, *second, first[1]], 1)
    assert [one is not None for one in (logits[0], logits[4], *logits[2:4], logits[1])] == read


def test_no_more_of_an_article_is_read_than_takes_a_moment(monkeypatch):
    monkeypatch.setattr(windows, "MORE", 3)
    own = candidates("a", 0, 9)
    ranked = [own[7], own[2], own[3], *own[:2], *own[4:7], own[8]]
    assert texts(windows.runs_of_the_first_article(ranked)) == [["a2", "a3"], ["a7"]]

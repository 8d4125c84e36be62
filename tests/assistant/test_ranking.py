"""What puts one passage before another."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.question import read
from assistant.ranking import (
    EACH_TOLD,
    FEATURES,
    LEADING,
    TOLD,
    Ranked,
    leaning,
    order,
    rank,
    scaled,
)
from index.keywords import Tokenizer
from index.library import Place
from index.search import Found

TOKENIZER = Tokenizer()
PUBLISHERS = ("The Courier", "The Post")
TODAY = date(2024, 5, 1)


def found(keyword: list[list[float]], *places: Place) -> Found:
    return Found(list(range(1, len(places) + 1)), np.array(keyword), list(places), {})


def place(
    publisher: str = "The Courier", day: date | None = None, start: int = 9, article: str = "a"
) -> Place:
    return Place(article, publisher, day, start)


def ranked(sides: list[int], *places: Place) -> Ranked:
    rows = 2 + max(sides) if max(sides) else 1  # the whole question, and its sides
    passages = found([[1.0] * len(places)] * rows, *places)
    features = np.zeros((len(places), len(FEATURES)))
    return Ranked(passages, features, np.array(sides), np.zeros((0, len(places))))


def features(question: str, passages: Found) -> dict[str, list[float]]:
    asked = replace(read(question, PUBLISHERS, TOKENIZER, TODAY), sides=())
    rows = rank(asked, None, passages, lambda ids: {}, lambda ids: {}).features
    return dict(zip(FEATURES, rows.T.tolist(), strict=True))


def test_more_of_the_words_comes_first() -> None:
    margin = features("ferry Havdis", found([[3.0, 9.0, 1.0]], place(), place(), place()))["margin"]
    assert margin[1] > margin[0] > margin[2]


def test_what_the_question_names_is_told() -> None:
    own = features(
        "What did the Post say in March 2024?",
        found(
            [[1.0, 1.0]],
            place("The Post", date(2024, 3, 31), start=0),
            place("The Courier", date(2024, 4, 1)),
        ),
    )
    assert (own["publisher"], own["date"], own["opens"]) == ([1, 0], [1, 0], [1, 0])
    assert own["margin"][0] > own["margin"][1]


def test_what_one_passage_says_counts_for_more_than_what_many_do() -> None:
    question = "Did the electric ferry Havdis sail before the Hallersby quarry laid off workers?"
    asked = read(question, PUBLISHERS, TOKENIZER, TODAY)
    assert [side.text for side in asked.sides] == [
        "Did the electric ferry Havdis sail",
        "the Hallersby quarry laid off workers?",
    ]
    ferries = [5.0 - n / 100 for n in range(10)]
    keyword = [[*ferries, 3.0], [*ferries, 0.0], [*[0.0] * 10, 8.0]]
    passages = found(keyword, *[place()] * 11)
    rows = rank(asked, None, passages, lambda ids: {}, lambda ids: {}).features
    assert int(np.argmax(rows[:, FEATURES.index("margin")])) == 10


def test_publishers_that_are_named_have_turns() -> None:
    places = [place("The Post"), place("The Post"), place("The Courier"), place("Else")]
    scores = np.array([0.9, 0.8, 0.75, 0.1])
    assert order(ranked([0] * 4, *places), scores, PUBLISHERS, 4) == [0, 2, 1, 3]
    assert order(ranked([0] * 4, *places), scores, PUBLISHERS[:1], 4) == [0, 1, 2, 3]


def test_sides_have_turns() -> None:
    places = [place()] * 4
    scores = np.array([0.9, 0.8, 0.65, 0.1])
    assert order(ranked([0, 0, 1, 1], *places), scores, (), 3) == [0, 2, 1]
    assert order(ranked([0, 0, 0, 0], *places), scores, (), 3) == [0, 1, 2]


def test_with_several_sides_another_article_comes_before_its_near_equal() -> None:
    places = [place(), place(), place(article="b"), place()]
    scores = np.array([0.9, 0.8, 0.75, 0.1])
    assert order(ranked([0, 1, 1, 1], *places), scores, (), 3) == [0, 2, 1]
    assert order(ranked([0, 0, 0, 0], *places), scores, (), 3) == [0, 1, 2]


def test_what_two_sentences_say_counts() -> None:
    asked = replace(read("ferry Havdis", (), TOKENIZER, TODAY), sides=())
    passages = found([[1.0, 1.0]], place(), place())
    said = {1: np.array([2.0]), 2: np.array([5.0])}
    margin, *_ = rank(asked, None, passages, lambda ids: {}, lambda ids: said).features.T
    assert margin[1] > margin[0]


def test_after_the_leading_ones_comes_what_none_in_front_matches() -> None:
    places = [place(article=str(n)) for n in range(LEADING + 2)]
    tokens = np.array([[0.5] * (LEADING + 1) + [0.0], [0.0] * (LEADING + 1) + [0.5]])
    passages = replace(ranked(list(range(len(places))), *places), tokens=tokens)
    scores = np.linspace(0.9, 0.1, len(places))
    *leading, next_one, last = order(passages, scores, (), len(places))
    assert leading == list(range(LEADING))
    assert (next_one, last) == (LEADING + 1, LEADING)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], []), ([0.0, 0.0], [0, 0]), ([1.0, 3.0, 2.0], [0, 1, 0.5]), ([4.0], [0])],
)
def test_scores_are_brought_to_one_scale(values: list[float], expected: list[float]) -> None:
    assert scaled(np.array(values)).tolist() == pytest.approx(expected)


def test_the_best_passages_of_what_was_told_are_raised_and_nothing_else() -> None:
    places = [place(article=one) for one in "abaaaab"]
    scores = np.array([0.5, 0.4, 0.1, 0.3, 0.2, 0.0, 0.9])
    raised = leaning(ranked([0] * len(places), *places), scores, ["a", "unknown"]) - scores
    assert np.flatnonzero(raised).tolist() == [0, 3, 4]
    assert raised[raised > 0] == pytest.approx([TOLD] * EACH_TOLD)
    assert leaning(ranked([0] * len(places), *places), scores, []).tolist() == scores.tolist()

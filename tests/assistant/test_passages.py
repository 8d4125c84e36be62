"""What a question finds: by all of it, by its sides, within what it names."""

from datetime import date

import pytest
from langchain_core.documents import Document

from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.passages import candidates
from assistant.question import telling
from assistant.ranking import LEADING
from index.constraints import Constraints

ANYWHERE = Constraints()


def titles(assistant: Assistant, question: str, k: int = 3) -> list[str]:
    return [document.metadata["title"] for document in assistant.search(question, k)]


def test_each_side_of_a_comparison_is_found(samples: Assistant) -> None:
    question = "Was the herring quota reduced before the last slate was split at Hallersby?"
    first = titles(samples, question, 5)
    assert any("erring" in title for title in first)
    assert any("late" in title or "uarry" in title for title in first)


def test_a_publisher_that_is_named_is_raised(samples: Assistant) -> None:
    for publisher in samples.index.library.publishers()[:3]:
        named = samples.search(f"What did {publisher} say about the Tollerby flood?", 20)
        plain = samples.search("What did they say about the Tollerby flood?", 20)
        assert first_from(publisher, named) <= first_from(publisher, plain)
        assert first_from(publisher, named) < 3


def first_from(publisher: str, found: list[Document]) -> int:
    publishers = [document.metadata["publisher"] for document in found]
    return publishers.index(publisher) if publisher in publishers else len(found)


def test_a_name_never_hides_the_only_answer(samples: Assistant) -> None:
    best = samples.search("Which island does the electric ferry Havdis sail to?", 1)[0].id
    for publisher in samples.index.library.publishers()[:3]:
        question = f"According to {publisher}, which island does the electric ferry Havdis sail to?"
        assert best in {document.id for document in samples.search(question, 10)}


def test_a_time_that_is_named_is_searched_on_its_own(samples: Assistant) -> None:
    asked = samples.read("What happened in November 2023?")
    found = candidates(samples.index, asked, ANYWHERE).found
    november = samples.index.library.extent(
        Constraints(after=date(2023, 11, 1), before=date(2023, 11, 30))
    )
    days = {p.article_id for p in found.places if p.day and (p.day.year, p.day.month) == (2023, 11)}
    assert len(days) == november.articles > 0


def test_scores_of_the_leading_ones_fall_and_all_are_probabilities(samples: Assistant) -> None:
    scores = [d.metadata["score"] for d in samples.search("How much did the flood cost?", 10)]
    assert scores[:LEADING] == sorted(scores, reverse=True)[:LEADING]
    assert all(0 <= score <= 1 for score in scores)


def test_rare_words_of_two_sentences_in_a_row_count(samples: Assistant) -> None:
    found = samples.search("Which island does the electric ferry Havdis sail to?", 20)
    words = [telling("electric ferry Havdis", samples.index.tokenizer), {"nowhere"}]
    said = samples.index.sentences.said(words, [int(d.id or 0) for d in found])
    assert all(of[1] == 0 for of in said.values())
    assert said[int(found[0].id or 0)][0] == max(of[0] for of in said.values()) > 0


def test_what_was_told_is_raised_where_a_question_names_nothing(samples: Assistant) -> None:
    before = samples.ask("By how much is the herring quota cut?")
    (herring, *_) = (one.article_id for one in before.citations)
    history = [Turn(before.question, before.text, before.citations)]

    def first(question: str, history: list[Turn]) -> list[str]:
        found = samples.passages(samples.read(question, history), 20, ANYWHERE)
        return list(dict.fromkeys(one.metadata["article_id"] for one in found))

    bare = "Which companies are affected?"
    assert herring not in first(bare, [])[:5]
    assert herring in first(bare, history)[:5]
    for other in ("How high did the river rise?", "Who was hurt in the fire?"):
        assert first(other, history)[0] == first(other, [])[0] != herring
    assert samples.read("Who is the captain of the Havdis?", history).told == ()
    assert herring in samples.read(bare, history).told


def test_words_alone_rank_while_there_are_no_vectors(
    samples: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples.index, "keywords_only", lambda: "no vectors")
    found = samples.search("How long is the old ship off Haverstrand?", 3)
    assert "ship" in " ".join(d.metadata["title"].lower() + d.page_content for d in found)


def test_nothing_is_found_in_an_empty_library(make_index, tmp_path) -> None:
    (tmp_path / "none").mkdir()
    index = make_index(home=tmp_path / "none")
    index.mirror()
    assert Assistant(index).search("Anything, and nothing, before anybody asked?", 5) == []

"""The assistant as a whole, over a small index."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from langchain_core.documents import Document

from assistant.answer import Answer, Sentence, Turn
from assistant.assistant import UNCERTAIN, Assistant
from assistant.evidence import FEATURES, Candidate, candidates
from assistant.found import ranked
from assistant.question import read
from index.constraints import Constraints
from index.index import Index
from index.keywords import Tokenizer


@pytest.fixture
def assistant(index: Index) -> Assistant:
    index.sync()
    return Assistant(index)


def test_a_stream_gives_the_sentences_of_the_answer_that_ends_it(assistant: Assistant) -> None:
    *sentences, answer = assistant.stream("What do the repairs of the bridge cost?")
    assert isinstance(answer, Answer)
    assert sentences == list(answer.sentences)
    assert all(isinstance(sentence, Sentence) for sentence in sentences)


def test_every_citation_is_the_text_at_its_offsets(assistant: Assistant, index: Index) -> None:
    answer = assistant.ask("When did the electric ferry leave Havdis?")
    assert answer.citations
    for citation in answer.citations:
        article = index.library.article(citation.article_id, citation.version)
        assert article is not None
        assert article.text[citation.start : citation.end] == citation.quote


def test_beside_the_process_that_owns_the_index_an_answer_is_the_same(
    assistant: Assistant, make_index: Callable[[], Index]
) -> None:
    beside = make_index()
    assert assistant.index.ownership.held
    assert not beside.ownership.held
    for question in ("When did the electric ferry leave Havdis?", "What do the repairs cost?"):
        own, other = (one.ask(question) for one in (assistant, Assistant(beside)))
        assert replace(other, score=own.score) == own
        assert other.score == pytest.approx(own.score, abs=1e-3)


@pytest.mark.parametrize(
    "question",
    ["When did the electric ferry leave Havdis?", "What is the boiling point of ethanol?"],
)
def test_an_answer_comes_back_from_its_json(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, constraints=Constraints(after=date(2000, 1, 1)))
    kept = json.loads(json.dumps(answer.to_json()))
    assert replace(Answer.from_json(kept), score=answer.score) == answer


def test_what_the_articles_do_not_say_is_refused_with_headlines(assistant: Assistant) -> None:
    answer = assistant.ask("What is the boiling point of ethanol?")
    assert (answer.status, answer.reason) == ("not_found", "nothing_close")
    assert answer.text.startswith("Nothing in 3 articles, 5 March 2024 (2 undated), answers this.")
    assert answer.to_json()["searched"]["undated"] == 2
    assert len(answer.nearest) == 3
    assert not answer.citations


def test_limits_hold_and_are_said(assistant: Assistant) -> None:
    limits = Constraints(publishers=("The Courier",), after=date(2024, 3, 1))
    answer = assistant.ask("What do the repairs of the bridge cost?", constraints=limits)
    assert answer.searched.articles == 1
    assert all(citation.publisher == "The Courier" for citation in answer.citations)


def test_a_search_within_one_article_says_which_and_is_kept_so(assistant: Assistant) -> None:
    (entry,) = assistant.index.library.entries("Bridge reopens")[1]
    limits = Constraints(articles=(entry.article_id,))
    answer = assistant.ask("What do the repairs of the bridge cost?", constraints=limits)
    assert {citation.article_id for citation in answer.citations} == {entry.article_id}
    assert answer.searched.titles == ("Bridge reopens",)
    kept = json.loads(json.dumps(answer.to_json()))
    assert Answer.from_json(kept).searched == answer.searched
    assert answer.searched.undated == 1


def test_what_an_earlier_version_kept_is_still_read(assistant: Assistant) -> None:
    kept = assistant.ask("What do the repairs of the bridge cost?").to_json()
    del kept["searched"]["article_ids"], kept["searched"]["titles"], kept["searched"]["undated"]
    searched = Answer.from_json(kept).searched
    assert (searched.titles, searched.undated) == ((), 0)


def test_an_empty_library_says_that_it_is_empty(index: Index) -> None:
    answer = Assistant(index).ask("What do the repairs cost?")
    assert answer.text == "There are no articles yet, so there is nothing to answer from."
    assert answer.nearest == ()


def candidate(text: str, answer: float, published: str) -> Candidate:
    features = np.zeros(len(FEATURES))
    features[FEATURES.index("answer")] = answer
    return Candidate(Document("", metadata={"published": published}), 0, 0, 0, text, features)


def test_of_equals_the_newer_comes_first_and_of_one_day_the_better() -> None:
    found = [
        candidate("old", 1.0, "2024-03-01"),
        candidate("worse", 0.99, "2024-03-02"),
        candidate("new", 1.0, "2024-03-02"),
        candidate("best", 50.0, "2024-02-01"),
    ]
    assert [one.text for _, one in ranked(found)] == ["best", "new", "worse", "old"]


def test_of_what_is_nearly_as_good_the_newer_comes_first_where_that_is_asked_for() -> None:
    found = [candidate("granted", 60.0, "2024-03-02"), candidate("refused", 64.0, "2024-03-01")]
    assert [one.text for _, one in ranked(found)] == ["refused", "granted"]
    assert [one.text for _, one in ranked(found, 0.5)] == ["granted", "refused"]


@pytest.fixture
def by_words(assistant: Assistant) -> Assistant:
    """An assistant whose index was made with another embedding model than the one set."""
    assistant.index.library.remember(embeddings="another model")
    return assistant


def test_until_an_index_of_another_model_is_made_anew_keywords_answer_and_the_reader_is_told(
    by_words: Assistant,
) -> None:
    answer = by_words.ask("What do the repairs of the harbour bridge cost?")
    assert answer.notice is not None
    assert "keywords" in answer.notice
    assert "Repairs cost 40 million." in [citation.quote for citation in answer.citations]
    assert by_words.ask("What is the boiling point of ethanol?").status == "not_found"


def test_by_words_alone_the_sentence_that_has_them_comes_first() -> None:
    asked = read("What does the ferry cost?", [], Tokenizer(), date(2024, 5, 1))
    text = "The island waits for it. The ferry cost 142 million. It can take 30 cars."
    passage = Document(
        text,
        id="1",
        metadata={
            "sentences": [(0, 24), (25, 52), (53, 73)],
            "header": "Ferry leaves",
            "start": 0,
            "published": None,
        },
    )
    found = candidates(asked, [passage], Tokenizer(), {})
    assert ranked(found, by_words=True)[0][1].text == "The ferry cost 142 million."
    assert ranked([], by_words=True) == []


def test_a_word_that_no_article_has_is_named(assistant: Assistant) -> None:
    found = assistant.ask("What did the repairs of the Nessgate bridge cost?")
    assert found.citations
    assert found.notice and found.notice.startswith("No article has the word “Nessgate”. ")
    refused = assistant.ask("Which bridge has towers, cables and turnstiles?")
    assert (refused.notice or "").startswith("No article has the words “towers”, “cables” or")
    assert assistant.ask("What did the repairs of the bridge cost?").notice is None
    assert assistant.ask("Did anybody say what the repairs of the bridge cost?").notice is None
    assert assistant.ask("uh what did the repairs of the bridge cost").notice is None


def test_what_is_asked_in_quite_other_words_is_said_to_be_uncertain_not_refused(
    assistant_over,
) -> None:
    mill = (
        "Developer Calder Homes has won permission to build 214 flats at the Carding Mill in "
        "Wexcombe. Councillors voted 9 to 4 on Tuesday. Calder will keep the mill's chimney, a "
        "listed building, in which peregrine falcons have nested since 2014. Work begins in May."
    )
    vote = "Hazel Quennell, a midwife, has won the by-election. She polled 9,874 votes."
    assistant = assistant_over(
        {"title": "Flats planned at Carding Mill", "text": mill},
        {"title": "Midwife wins Stanmoor", "text": vote},
    )
    answer = assistant.ask("Which birds live on the development site?")
    assert "peregrine falcons" in answer.citations[0].quote
    assert UNCERTAIN in (answer.notice or "")
    assert assistant.ask("Which trains run on the moon?").status == "not_found"


def test_the_word_for_what_is_told_need_not_be_its_own(assistant_over) -> None:
    mill = (
        "A fire destroyed the Selby mill in Harrowgate on Monday. A spark from a grinder set off "
        "the blaze, the fire service said. Its owner, Tom Bray, wept at the gate."
    )
    assistant = assistant_over({"title": "Fire at the Selby mill", "text": mill})
    first = assistant.ask("What destroyed the Selby mill?")
    turn = Turn(first.question, first.text, first.citations)
    answer = assistant.ask("Who owns it?", [turn])
    assert "Tom Bray" in answer.citations[0].quote
    assert UNCERTAIN not in (answer.notice or "")


TRAM = """\
Passengers will not be able to ride the tram to Wexcombe Airport before the summer of 2028, fourteen
months later than planned, the operator Metroline admitted on Monday. Workmen laying the track
beneath Corn Street came upon a Victorian brick sewer that was on no map. It has to be moved before
the rails can go down, project director Stephen Oyelaran said.

The street has been fenced off since January. Takings in her shoe shop are down by 40 per cent since
the fences went up, said Pauline Drage, who heads the traders' association. The council has set up a
fund of £150,000 for hardship payments.

Metroline says that the rest of the 6.4-kilometre line is on schedule. The cost has risen to £212
million. A depot at Cobb is finished, and nine trams have been delivered from Spain. They will be
tested at night from March. Buses will go on running to the airport every twelve minutes until the
line opens."""


def test_before_nothing_is_said_to_answer_more_is_read_than_what_ranks_first(
    assistant_over,
) -> None:
    budgets = (
        {
            "title": f"Vote {number}",
            "publisher": "The Ledger",
            "published": f"2026-03-2{number}",
            "text": f"The council of {town} has voted for a new budget by {20 + number} votes to "
            f"{number + 3}. Taxes go up by {number} per cent. The mayor called it a hard year for "
            "shops and buses. Business in the market was good, traders said. The road to the coast "
            "will be resurfaced in May.",
        }
        for number, town in enumerate(("Cobb", "Thornby", "Stanmoor", "Pellsea", "Harlow"))
    )
    tram = {"title": "Airport tram delayed until 2028", "text": TRAM.replace("\n", " ")}
    of = {"publisher": "Wexcombe Herald", "published": "2026-03-24"}
    assistant = assistant_over(tram | of, *budgets)
    answer = assistant.ask("Are retailers losing business because of the roadworks?")
    assert "down by 40 per cent" in answer.citations[0].quote

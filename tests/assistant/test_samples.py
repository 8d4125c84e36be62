"""The forty questions that were written before the search, over the sample articles."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Turn
from assistant.assistant import UNCERTAIN, Assistant
from assistant.language.opinion import is_label
from index.constraints import Constraints

QUESTIONS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "questions.json").read_text("utf-8")
)

FOLLOW_UPS: list[dict[str, Any]] = [
    row
    for row in json.loads(
        (Path(__file__).parents[2] / "benchmarks" / "asked_after.json").read_text("utf-8")
    )
    if row["collection"] == "samples"
]


def holds(quote: str, question: dict[str, Any]) -> bool:
    """Whether a quote holds one of the sentences that answer, blanks aside."""
    wanted = [question["sentence"], *question.get("also", [])]
    return any("".join(sentence.split()) in "".join(quote.split()) for sentence in wanted)


def test_22_of_25_answers_stand_in_the_first_two_citations(samples: Assistant) -> None:
    # a floor under what is measured (23), and the aim
    missed = []
    for question in QUESTIONS["answerable"]:
        answer = samples.ask(question["question"])
        if not any(holds(citation.quote, question) for citation in answer.citations[:2]):
            missed.append((question["question"], round(answer.score, 2), answer.text))
    assert len(missed) <= 25 - 22, missed


def test_what_nothing_is_near_to_is_refused(samples: Assistant) -> None:
    far = [q["question"] for q in QUESTIONS["unanswerable"] if not q["close"]]
    answered = [question for question in far if samples.ask(question).status == "answered"]
    assert len(far) == 7
    assert answered == []


def test_what_is_near_and_not_said_is_refused_or_else_said_to_be_uncertain(
    samples: Assistant,
) -> None:
    question = "Who owns the Brimhal plant?"
    refused = samples.ask(question)
    assert (refused.status, refused.reason) == ("not_found", "close_but_not_answering")
    assert UNCERTAIN not in (refused.notice or "")
    quoted = samples.ask(question, refuse=False)
    assert quoted.citations
    assert UNCERTAIN in (quoted.notice or "")
    sure = samples.ask("Did anybody get hurt in the Brimhal Seafoods fire?")
    assert UNCERTAIN not in (sure.notice or "")


def test_a_follow_up_is_answered_or_it_is_told_that_it_is_not(samples: Assistant) -> None:
    # floors under what is measured: 26 of 28 answered, 12 of 28 answered without a doubt
    missed, invented = [], []
    for row in FOLLOW_UPS:
        first = samples.ask(row["first"])
        turn = Turn(row["first"], first.text, first.citations)
        answer = samples.ask(row["follow_up"], [turn])
        if row["answer"]:
            wanted = {"sentence": row["answer"], "also": row["also"]}
            if not any(holds(citation.quote, wanted) for citation in answer.citations):
                missed.append((row["follow_up"], answer.text))
        elif answer.status == "answered" and UNCERTAIN not in (answer.notice or ""):
            invented.append((row["follow_up"], answer.text))
    assert len(missed) <= 28 - 25, missed
    assert len(invented) <= 13, invented


def test_what_is_said_of_others_does_not_answer_about_a_stranger(samples: Assistant) -> None:
    assert samples.ask("Who is the mayor of Paris?").status == "not_found"


def test_what_stands_over_an_article_and_who_wrote_it_is_not_quoted(samples: Assistant) -> None:
    answer = samples.ask("What did Harald Venn write about the ferry?", refuse=False)
    assert answer.citations
    assert [c.quote for c in answer.citations if is_label(c.quote) or "columnist" in c.quote] == []
    (first, *_) = samples.ask("Who is Harald Venn?").citations
    assert first.quote == "Harald Venn is a columnist for the Courier."


def test_a_number_that_was_corrected_is_not_quoted_without_the_right_one(
    samples: Assistant,
) -> None:
    answer = samples.ask("How many babies were delivered at St. Alda's in 2023?")
    assert [c.quote for c in answer.citations if "512" in c.quote and "421" not in c.quote] == []
    assert "421" in answer.text


def test_who_holds_an_office_when_is_no_difference(samples: Assistant) -> None:
    answer = samples.ask("Who became head of the regional council in October 2024?")
    assert "Brekkan" in answer.text
    assert answer.differing == ()


@pytest.mark.parametrize("refuse", [True, False])
def test_every_quote_is_the_text_at_its_offsets(samples: Assistant, refuse: bool) -> None:
    questions = QUESTIONS["answerable"] + QUESTIONS["unanswerable"]
    for question in questions:
        for citation in samples.ask(question["question"], refuse=refuse).citations:
            article = samples.index.library.article(citation.article_id, citation.version)
            assert article is not None
            assert article.text[citation.start : citation.end] == citation.quote


def test_each_side_of_a_question_is_answered_by_its_own_article(samples: Assistant) -> None:
    answer = samples.ask(
        "When does the electric ferry Havdis sail, and when will the Hallersby quarry close?"
    )
    assert ["ferry" in c.title.lower() for c in answer.citations[:2]] == [True, False]
    assert ["Hallersby" in c.title for c in answer.citations[:2]] == [False, True]


def test_a_side_may_be_answered_by_another_sentence_of_the_same_article(
    samples: Assistant,
) -> None:
    answer = samples.ask(
        "Which island does the electric ferry serve, and how many cars does the ferry Havdis carry?"
    )
    assert any("Lyskøy" in citation.quote for citation in answer.citations)
    assert any("48 cars" in citation.quote for citation in answer.citations)


def test_the_latest_comes_first_of_a_sided_question_too(samples: Assistant) -> None:
    question = "the estimate of the flood damage in Tollerby, and the cost of the Nessgate Bridge?"
    latest = samples.ask(f"What is the latest on {question}")
    days = [citation.published or "" for citation in latest.citations]
    assert samples.read(latest.question).sides
    assert days[0] >= max(c.published or "" for c in samples.ask(f"What is {question}").citations)


def test_what_a_question_names_is_answered_from_there_where_it_is_said_there(
    samples: Assistant,
) -> None:
    answer = samples.ask("What did Harrowell say in March 2024?")
    assert {(c.published or "")[:7] for c in answer.citations} == {"2024-03"}
    assert answer.notice is None


@pytest.mark.parametrize(
    "question",
    [
        "What did the Ulde Valley Post say about Bitcoin in 2024?",
        "What happened to the dinosaurs in April 2024?",
    ],
)
def test_a_publisher_and_a_time_alone_are_no_answer(samples: Assistant, question: str) -> None:
    assert samples.ask(question).status == "not_found"


def test_what_a_publisher_says_of_something_else_is_not_quoted_as_its_answer(
    samples: Assistant,
) -> None:
    answer = samples.ask("What does Skarnmark Broadcasting say about the quarry?")
    assert (answer.notice or "").startswith("No answer was found in what is from Skarnmark B")
    assert "Skarnmark Broadcasting" not in {citation.publisher for citation in answer.citations}


def test_the_publisher_that_is_named_is_quoted_first(samples: Assistant) -> None:
    for name in ("Ulde Valley Post", "The Haverstrand Courier"):
        answer = samples.ask(f"According to {name}, what does the new bridge cost?")
        assert answer.citations[0].publisher == name


def test_of_an_author_it_is_not_said_that_no_article_has_the_name(samples: Assistant) -> None:
    assert samples.ask("What did Jesper Tull report about the quarry?").notice is None
    strange = samples.ask("What did Yngvar Olm report about the quarry?")
    assert strange.notice == "No article has the words “Yngvar” or “Olm”."


def test_where_the_time_that_is_named_says_nothing_the_answer_says_so(samples: Assistant) -> None:
    within = Constraints(after=date(2023, 5, 1), before=date(2023, 5, 31))
    assert samples.ask("What does the Nessgate Bridge cost?", constraints=within).citations == ()
    answer = samples.ask("What did the Nessgate Bridge cost in May 2023?")
    assert answer.citations
    assert (answer.notice or "").startswith(
        "It is not known whether this is of the time that you name (May 2023)"
    )


def test_what_others_say_of_something_else_is_no_other_answer(samples: Assistant) -> None:
    """The election's article names no winner; two votes of the council are about other things."""
    assert samples.ask("Who won the regional election in Skarnmark?").differing == ()
    assert samples.ask("What does the Nessgate Bridge cost?").differing != ()


def test_by_words_alone_every_answer_is_said_to_be_uncertain(
    samples: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples.index, "keywords_only", lambda: "Only words are looked at.")
    found = 0
    for question in QUESTIONS["answerable"]:
        answer = samples.ask(question["question"])
        assert answer.status == "not_found" or UNCERTAIN in (answer.notice or "")
        found += any(holds(citation.quote, question) for citation in answer.citations[:2])
    assert found >= 10  # a floor: 11; the questions were written in other words than the articles
    assert samples.ask("What is the boiling point of ethanol?").status == "not_found"

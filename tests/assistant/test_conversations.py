"""Conversations that are kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Differing, Searched, Sentence
from assistant.conversations import FILE, Conversations
from index.article import shortened
from index.errors import LibraryError

ME, ANOTHER = "me", "another"
CITED = Citation(1, "a", "v", "A bridge", "Courier", "2024-02-07", None, "It costs 214.", 0, 13)


def answer(question: str, text: str = "Courier: “It costs 214.” [1]") -> Answer:
    return Answer(
        question=question,
        searched_as=question,
        status="answered",
        score=0.9,
        text=text,
        searched=Searched(3, date(2024, 1, 1), date(2024, 2, 7)),
        sentences=(Sentence(text, (1,)),),
        citations=(CITED,),
    )


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    conversations = Conversations(tmp_path)
    yield conversations
    conversations.close()


def asked(kept: Conversations, *questions: str, owner: str = ME) -> str:
    conversation = None
    for question in questions:
        conversation, _ = kept.add(owner, conversation, question, answer(question))
    assert conversation
    return conversation


def test_turns_come_back_in_order_after_a_restart(kept: Conversations, tmp_path: Path) -> None:
    one = asked(kept, "What does it cost?", "And why?")
    kept.close()
    again = Conversations(tmp_path)
    turns = again.turns(ME, one)
    again.close()
    assert [(turn.number, turn.question) for turn in turns] == [
        (1, "What does it cost?"),
        (2, "And why?"),
    ]
    assert turns[0].answer == answer("What does it cost?")
    assert turns[0].turn().citations == (CITED,)


def test_the_first_question_is_the_title_until_there_is_another(kept: Conversations) -> None:
    one = asked(kept, "What does\nit  cost?", "And why?")
    assert [c.title for c in kept.all(ME)] == ["What does it cost?"]
    kept.cut(ME, one, 1)
    kept.add(ME, one, "Who pays?", answer("Who pays?"))
    assert [(c.title, c.turns) for c in kept.all(ME)] == [("Who pays?", 1)]
    kept.rename(ME, one, " The bridge ")
    kept.rename(ME, one, " ")
    kept.cut(ME, one, 1)
    kept.add(ME, one, "When?", answer("When?"))
    assert [c.title for c in kept.all(ME)] == ["The bridge"]


def test_a_branch_has_the_turns_before_and_leaves_the_old_one_as_it_is(
    kept: Conversations,
) -> None:
    one = asked(kept, "What does it cost?", "Why?", "Who pays?")
    kept.rate(ME, one, 1, good=False, word="no")
    new = kept.branch(ME, one, 3)
    assert new not in {"", one}
    assert kept.turns(ME, new) == kept.turns(ME, one)[:2]
    assert [(c.id, c.title, c.turns) for c in kept.all(ME)] == [
        (new, "What does it cost?", 2),
        (one, "What does it cost?", 3),
    ]
    again, turn = kept.add(ME, new, "When?", answer("When?"))
    assert (again, turn) == (new, kept.turns(ME, new)[2])


def test_a_number_that_two_answers_made_at_once_gave_means_one_citation(
    kept: Conversations,
) -> None:
    one = asked(kept, "What does it cost?")
    wall, ferry = (replace(CITED, number=2, article_id=name) for name in ("wall", "ferry"))
    sentences = (Sentence("Long [2]. [2][1]", (2, 1)), Sentence("Not so [2]", (), supported=False))
    sentences += (Sentence("Perhaps", (), supported=False, compare=(2,)),)
    first = replace(answer("How tall?"), citations=(wall,), sentences=(Sentence("Tall [2]", (2,)),))
    second = replace(
        answer("How long?"),
        text="Long [2]. [2][1]\n\nNot so [2]\n\nPerhaps",  # as an earlier version kept it
        citations=(ferry, CITED),
        sentences=sentences,
        differing=(Differing("9", 2), Differing("8", 1)),
    )
    assert kept.add(ME, one, "How tall?", first)[1].answer == first
    _, turn = kept.add(ME, one, "How long?", second)
    assert turn == kept.turns(ME, one)[2]
    assert turn.answer == replace(
        second,
        text="Long [2]. [3][1]\n\nNot so [2] (not in the articles)"
        "\n\nPerhaps – not confirmed: compare [3]",
        citations=(replace(ferry, number=3), CITED),
        sentences=(
            Sentence("Long [2]. [3][1]", (3, 1)),
            sentences[1],
            replace(sentences[2], compare=(3,)),
        ),
        differing=(Differing("9", 3), Differing("8", 1)),
    )
    fifth = replace(ferry, number=5)
    third = replace(second, citations=(fifth,), sentences=(Sentence("So [5]", (5,)),), differing=())
    assert kept.add(ME, one, "Is it?", third)[1].answer.text == "So [3]"


def test_there_is_no_branch_before_the_first_turn_nor_of_what_is_anothers(
    kept: Conversations,
) -> None:
    one = asked(kept, "What does it cost?", "Why?")
    assert kept.branch(ME, one, 1) == ""
    assert kept.branch(ANOTHER, one, 2) == ""
    assert kept.branch(ME, "no such", 2) == ""
    assert len(kept.all(ME)) == 1
    assert kept.all(ANOTHER) == []


def test_the_last_changed_comes_first(kept: Conversations) -> None:
    one, other = asked(kept, "First?"), asked(kept, "Second?")
    assert [c.id for c in kept.all(ME)] == [other, one]
    kept.add(ME, one, "Third?", answer("Third?"))
    assert [c.id for c in kept.all(ME)] == [one, other]


def test_what_is_anothers_is_neither_seen_nor_changed(kept: Conversations) -> None:
    one = asked(kept, "What does it cost?")
    assert kept.all(ANOTHER) == []
    assert kept.find(ANOTHER, one) is None
    assert kept.turns(ANOTHER, one) == []
    kept.rename(ANOTHER, one, "Mine")
    kept.cut(ANOTHER, one, 1)
    kept.rate(ANOTHER, one, 1, good=False)
    kept.delete(ANOTHER, one)
    added, turn = kept.add(ANOTHER, one, "Whose?", answer("Whose?"))
    assert (added != one, turn.number) == (True, 1)
    assert [(c.title, c.turns) for c in kept.all(ME)] == [("What does it cost?", 1)]
    assert kept.turns(ME, one)[0].good is None


def test_a_deleted_one_is_gone_and_a_turn_on_its_way_begins_a_new_one(kept: Conversations) -> None:
    one = asked(kept, "What does it cost?")
    kept.delete(ME, one)
    assert kept.all(ME) == []
    assert kept.turns(ME, one) == []
    new, _ = kept.add(ME, one, "And why?", answer("And why?"))
    assert [c.id for c in kept.all(ME)] == [new]
    assert new != one


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("ærø", 1),
        ("FERRY ærø", 1),
        ("214", 2),
        ("100%", 1),
        ("_", 0),
        ("ferry 214 no", 0),
        ("it " * 5000, 2),
    ],
)
def test_words_are_looked_for_in_titles_questions_and_answers(
    kept: Conversations, query: str, found: int
) -> None:
    asked(kept, "When does the ferry to Ærø sail?")
    asked(kept, "Is it 100% sure?")
    assert len(kept.all(ME, query)) == found


def test_a_thumb_is_kept_with_its_word_and_can_be_taken_back(kept: Conversations) -> None:
    one = asked(kept, "What does it cost?", "And why?")
    kept.rate(ME, one, 2, good=False, word="Not what I asked")
    kept.rate(ME, one, 1, good=True)
    assert [(turn.good, turn.word) for turn in kept.turns(ME, one)] == [
        (True, None),
        (False, "Not what I asked"),
    ]
    assert kept.turns(ME, one)[1].to_json()["rating"] == {"good": False, "word": "Not what I asked"}
    assert [row["question"] for row in kept.rated()] == ["What does it cost?", "And why?"]
    kept.rate(ME, one, 1, good=None)
    assert [row["word"] for row in kept.rated()] == ["Not what I asked"]


def test_what_is_cited_is_known_for_as_long_as_a_turn_cites_it(kept: Conversations) -> None:
    later = replace(CITED, number=2, article_id="b", version="w")
    both = replace(answer("And?"), citations=(CITED, replace(CITED, start=20, number=3), later))
    one = asked(kept, "What does it cost?")
    kept.add(ME, one, "And?", both)
    assert kept.cited() == {("a", "v"), ("b", "w")}
    branch = kept.branch(ME, one, 3)
    kept.cut(ME, one, 2)
    assert kept.cited() == {("a", "v"), ("b", "w")}
    kept.delete(ME, branch)
    assert kept.cited() == {("a", "v")}
    kept.delete(ME, one)
    assert kept.cited() == set()


def test_what_was_kept_by_an_earlier_version_is_known_too(
    kept: Conversations, tmp_path: Path
) -> None:
    one = asked(kept, "What does it cost?", "Nothing cited")
    kept.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.executescript("DROP TRIGGER turns_added; DROP TABLE cited; PRAGMA user_version = 1;")
    again = Conversations(tmp_path)
    assert again.cited() == {("a", "v")}
    again.add(ME, one, "And?", replace(answer("And?"), citations=(replace(CITED, version="w"),)))
    assert again.cited() == {("a", "v"), ("a", "w")}
    again.close()


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("no database" * 200)
    with pytest.raises(LibraryError, match="not a file of conversations"):
        Conversations(tmp_path)
    assert path.read_text().startswith("no database")


def test_text_is_shortened_at_a_word() -> None:
    assert shortened("One two three", 13) == "One two three"
    assert shortened("One two, three", 12) == "One two…"
    assert shortened("Undivided", 5) == "Undi…"

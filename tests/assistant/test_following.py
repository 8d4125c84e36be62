"""What a short question is about after another one: the story that was told, or a new one."""

import pytest

from assistant.answer import Turn
from assistant.assistant import Assistant

BRIDGE = "What does the Nessgate Bridge cost?"
FERRY = "What does the electric ferry Havdis cost?"
SCHOOL = "What did the repairs of Kvernside School cost?"
QUARRY = "How many jobs are lost at the Hallersby quarry?"
WALL = "What will the flood wall in Tollerby cost?"


def after(assistant: Assistant, *questions: str) -> list[Turn]:
    history: list[Turn] = []
    for question in questions:
        answer = assistant.ask(question, history)
        history.append(Turn(question, answer.text, answer.citations))
    return history


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (BRIDGE, "How did the council vote?", "24 to 16"),
        (BRIDGE, "How long is the crossing?", "460 metres"),
        (FERRY, "How long is the crossing?", "28 minutes"),
        (SCHOOL, "What happened to the library?", "destroyed all of its books"),
        (QUARRY, "What does the company offer?", "one month’s pay"),
        (WALL, "How many houses does the region demolish?", "Fourteen houses"),
    ],
)
def test_a_thing_of_the_story_that_was_told_is_meant(samples, before, question, expected) -> None:
    answer = samples.ask(question, after(samples, before))
    assert any(expected in citation.quote for citation in answer.citations), answer.text


def test_it_goes_on_through_a_conversation(samples: Assistant) -> None:
    history = after(samples, BRIDGE, "How did the council vote?")
    asked = samples.read("When will it open?", history)
    assert BRIDGE in asked.text
    assert "How did the council vote?" in asked.text


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (BRIDGE, "How much was the herring quota cut?"),
        (BRIDGE, "When will the quarry close?"),
        (BRIDGE, "Why is the maternity ward closed?"),
        (FERRY, "How high was the flood damage?"),
        (FERRY, "What does a school lunch cost?"),
        (SCHOOL, "When does the quarry close?"),
        (QUARRY, "When did the ferry sail first?"),
        (WALL, "Who won the match?"),
        (WALL, "Who scored for Athletic?"),
        (SCHOOL, "What is the bridge?"),
    ],
)
def test_another_story_is_a_question_of_its_own(samples, before, question) -> None:
    assert samples.read(question, after(samples, before)).text == question


def test_without_citations_nothing_is_known_to_have_been_told(samples: Assistant) -> None:
    question = "How did the council vote?"
    assert samples.read(question, [Turn(BRIDGE, "It costs 214.")]).text == question

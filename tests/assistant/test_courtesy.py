"""What is said out of courtesy is no part of a question."""

import pytest

from assistant.answer import Turn
from assistant.courtesy import asked_before, without


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("ok thanks. how deep is it?", "how deep is it?"),
        ("Thank you, and when does it start?", "and when does it start?"),
        ("OK so who won", "so who won"),
        ("Hi! Hmm, who won?", "who won?"),
        ("No, who won in May?", "who won in May?"),
        ("Thanks for the help. Who won?", "Who won?"),
        ("Quick question: who won?", "who won?"),
        (
            "Could you please summarise the article on the ferry?",
            "Tell me about the ferry?",
        ),
        ("Give me a short summary of the vote", "Tell me about the vote"),
        ("How high is it? Thanks a lot!", "How high is it?"),
        ("How deep is it, thanks", "How deep is it"),
        ("How deep is it, please?", "How deep is it"),
        ("Hello who won?", "who won?"),
        ("Well, who won?", "who won?"),
        ("Right. And who pays?", "And who pays?"),
        ("No, I meant the ferry", "I meant the ferry"),
        ("no. who won?", "who won?"),
        ("Tell me about the vote please", "Tell me about the vote"),
        ("Give me a summary of the vote in three sentences", "Tell me about the vote"),
        ("What's up? Tell me more about it", "What's up? Tell me more about it"),
        ("Give me the gist of the fire.", "Tell me about the fire."),
        ("Summarise why the quarry will close", "why the quarry will close"),
        ("Tell me about how much the bridge costs", "how much the bridge costs"),
        ("Summarise what the mayor said", "what the mayor said"),
        ("Thank you so much for your help", ""),
        ("thanks for all your help", ""),
        ("okay thanks bye", ""),
        ("Thanks, that helps", ""),
        ("Cheers mate", ""),
        ("Tell me about WHO advice on masks", "Tell me about WHO advice on masks"),
        ("Summarise “Storm batters Marl”", "Tell me about “Storm batters Marl”"),
        ("Thanks!", ""),
        ("hello there", ""),
    ],
)
def test_what_is_polite_is_left_out(said: str, asked: str) -> None:
    assert without(said) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Good Friday services in Tollerby?",
        "Great Lakes water level",
        "Right-wing parties in Norland",
        "Hello Fresh profits",
        "No. 4 quay fire",
        "Yes or no: is it closed?",
        "Fine for Westmere Water",
        "Why did he say thank you?",
        "Who wrote the song, Thank You?",
        "Who is hard to please?",
        "Nice: how many died in the attack?",
        "Yes, Prime Minister: who starred in it?",
        "Dear England: who wrote it?",
        "Did the minister summarise the report?",
        "Hey Jude, who wrote it?",
        "Hello, Dolly: who directed it?",
        "Nice, France: how many people died in the attack?",
        "Perfect, Inc.: what does it make?",
        "Well, Somerset: how deep was the flood?",
        "Good: who won?",
        "Goodbye, Heron: who directed it?",
        "The Summary of the case: who wrote it?",
    ],
)
def test_what_only_looks_polite_stays(question: str) -> None:
    assert without(question) == question


def test_thanks_between_two_questions_are_no_turn() -> None:
    history = [Turn("OK. Who won?", "Lena Forss."), Turn("Thanks!", "")]
    assert [turn.question for turn in asked_before(history)] == ["Who won?"]


def test_after_thanks_a_question_follows_on_from_the_one_before(samples) -> None:
    first = samples.ask("What did the Nessgate Bridge cost?")
    told = Turn(first.question, first.text, first.citations)
    answer = samples.ask("OK. And when does it open?", [told, Turn("Great, thanks!", "")])
    assert "(What did the Nessgate Bridge cost?)" in answer.searched_as
    assert "thanks" not in answer.searched_as


def test_what_is_asked_of_the_assistant_is_not_searched_for(samples) -> None:
    assert "Ask what the articles may say" in samples.ask("What can you do?").text
    assert samples.ask("Hello! Who are you?").status == "not_found"


@pytest.mark.parametrize("said", ["Summarise", "Please summarise this", "TL;DR", "Tell me more."])
def test_what_is_to_be_told_has_to_be_said(samples, said: str) -> None:
    assert "Say of what" in samples.ask(said).text


def test_how_it_works_is_asked_of_what_was_told(assistant_over) -> None:
    text = (
        "Westmere launched a scheme for bottles. The scheme works by scanning a code on each label."
    )
    assistant = assistant_over({"title": "A deposit on bottles", "text": text})
    first = assistant.ask("What did Westmere launch?")
    turn = Turn(first.question, first.text, first.citations)
    assert "scanning a code" in assistant.ask("How does it work?", [turn]).text

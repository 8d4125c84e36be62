"""What a short question is about after another one: the story that was told, or a new one."""

from datetime import date

import pytest

from assistant.answer import Turn
from assistant.assistant import UNCERTAIN, Assistant
from assistant.follow_ups.following import standing_alone
from index.keywords import Tokenizer

BRIDGE = "What does the Nessgate Bridge cost?"
FERRY = "What does the electric ferry Havdis cost?"
SCHOOL = "What did the repairs of Kvernside School cost?"
QUARRY = "How many jobs are lost at the Hallersby quarry?"
TODAY = date(2024, 5, 1)
WALL = "What will the flood wall in Tollerby cost?"
FLOOD = "How many people were evacuated when Tollerby flooded?"
FIRE = "What did the fire at Brimhal Seafoods destroy?"
POWER = "Why was power cut in December?"


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
        (QUARRY, "What does the company offer?", "one month’s pay"),
        (QUARRY, "How many workers are over sixty?", "19 workers"),
        (FIRE, "How high is the loss?", "12 million"),
    ],
)
def test_a_thing_of_the_story_that_was_told_is_meant(samples, before, question, expected) -> None:
    history = after(samples, before)
    assert samples.read(question, history).text != question
    answer = samples.ask(question, history)
    assert any(expected in citation.quote for citation in answer.citations), answer.text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (BRIDGE, "How did the council vote?", "Nessgate Bridge"),
        (BRIDGE.lower(), "how did the council vote", "nessgate"),
        # who tells is not what is told, and a question without a name is about an article
        (
            "According to the Ulde Valley Post, what does the new bridge cost?",
            "How did the council vote?",
            "Bridge vote leaves the valley fuming",
        ),
        ("Havdis: what does she cost?", "How long is the crossing?", "Havdis"),
        (
            "What did the council decide about Nessgate Bridge in February 2024?",
            "How long is the crossing?",
            "Nessgate Bridge in February 2024",
        ),
    ],
)
def test_it_is_searched_with_what_the_question_before_names(
    samples, before, question, expected
) -> None:
    asked = samples.read(question, after(samples, before))
    assert asked.text == f"{question} ({expected})"


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (FLOOD, "Was anybody killed?", "No one was killed"),
        (FLOOD, "Were there any injuries?", "hypothermia"),
        (FLOOD, "Did anyone die?", "No one was killed"),
        (FIRE, "Was anyone hurt?", "Nobody was injured"),
        (POWER, "Was anyone hurt?", "No one was hurt"),
        (WALL, "Who voted against?", "without a single voice against"),
    ],
)
def test_what_says_of_nothing_what_it_is_about_is_about_the_story_told_last(
    samples, before, question, expected
) -> None:
    history = after(samples, before)
    answer = samples.ask(question, history)
    assert answer.searched_as.startswith(f"{question} (")
    told = {citation.article_id for citation in history[0].citations}
    assert answer.citations[0].article_id in told, answer.text
    assert any(expected in citation.quote for citation in answer.citations), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Was anyone killed at the quarry?",
        "Is there anything about brexit?",
        "Was anyone hurt in oslo?",
        "Who scores goals in rugby?",
    ],
)
def test_what_says_what_it_is_about_is_not(samples: Assistant, question: str) -> None:
    assert samples.read(question, after(samples, BRIDGE)).text == question


def test_a_story_is_not_known_by_a_time_alone(samples: Assistant) -> None:
    asked = samples.read("How strong were the gusts?", after(samples, POWER))
    assert asked.text == "How strong were the gusts? (Storm Runa cuts power to 6,200 homes)"


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("What did Dagny Harrowell say?", "Why was the quarry shut?", "easily is exhausted"),
        ("What did Elias Wendt tell us?", "How big is the emergency grant?", "15,000 crowns"),
        ("Tell me about Dagny Harrowell", "What was the turnout?", "61.7 per cent"),
    ],
)
def test_a_person_who_was_asked_about_is_not_dragged_along(
    samples, before, question, expected
) -> None:
    """Somebody speaks of many things."""
    history = after(samples, before)
    assert samples.read(question, history).text == question
    assert expected in samples.ask(question, history).citations[0].quote


@pytest.mark.parametrize(
    ("before", "question", "full"),
    [
        ("Who is Milo Sandvær?", "When did he take over?", "When did Milo Sandvær take over?"),
        ("Who's Tomas Brekkan", "How old is he?", "How old is Tomas Brekkan?"),
    ],
)
def test_who_somebody_is_adds_nothing_to_a_question_that_names_them(
    samples, before, question, full
) -> None:
    assert samples.read(question, after(samples, before)).text == full


def test_two_questions_back_no_asking_word_is_a_name(samples: Assistant) -> None:
    history = after(samples, BRIDGE, "How did the council vote?")
    asked = samples.read("How long is the crossing?", history)
    assert asked.text == "How long is the crossing? (Nessgate Bridge)"


def test_only_the_last_turns_are_gone_back_through(samples: Assistant) -> None:
    told: list[Turn] = []
    (turn,) = after(samples, BRIDGE)
    follow_up = Turn("How did the council vote?", turn.answer, turn.citations)

    def note(turn: Turn) -> list[str]:
        told.append(turn)
        return ["The council voted by 24 to 16.", "The council met."]

    publishers, tokenizer = samples.index.library.publishers(), samples.index.tokenizer
    history = [turn, *[follow_up] * 100]
    standing_alone("How did the council vote?", history, publishers, tokenizer, TODAY, note)
    assert 0 < len(told) <= 10


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
        (BRIDGE, "Who won the election?"),  # an article on the bridge mentions one
        (BRIDGE, "How many books does the school library hold, and who gave them?"),
        (BRIDGE, "When does the quarry close and what does the company say about it?"),
        (BRIDGE, "How high was the flood?"),  # and this twice
        ("Who leads the Valley List?", "When does the school open again?"),
        ("How many homes were damaged in the flood?", "How is the school?"),
    ],
)
def test_another_story_is_a_question_of_its_own(samples, before, question) -> None:
    assert samples.read(question, after(samples, before)).text == question


def test_without_citations_nothing_is_known_to_have_been_told(samples: Assistant) -> None:
    question = "How did the council vote?"
    assert samples.read(question, [Turn(BRIDGE, "It costs 214.")]).text == question


def alone(question: str, history: list[Turn], publishers: list[str]) -> str:
    return standing_alone(question, history, publishers, Tokenizer(), TODAY)


def test_a_follow_up_is_searched_with_the_question_before_it() -> None:
    history = [Turn("Who is Hanne Castell?", "A fire chief.")]
    asked = alone("And when did she say that?", history, [])
    assert asked == "And when did she say that? (Who is Hanne Castell?)"


@pytest.mark.parametrize(
    "question",
    [
        "Why?",
        "Since when?",
        "why the change?",
        "how much exactly?",
        "At what age?",
        "What about the price?",
        "How about the mayor?",
        "What year exactly?",
        "Why so late in May?",
        "Why the mayor's delay?",
        "Where in Oslo?",
    ],
)
def test_a_question_without_a_verb_follows_on(question: str) -> None:
    history = [Turn("Who coaches Athletic?", "Milo Sandvær.")]
    asked = alone(question, history, [])
    assert asked == f"{question} (Who coaches Athletic?)"


@pytest.mark.parametrize(
    "question",
    [
        "How much will the Tollerby flood wall cost?",
        "What caused the fire?",
        "Is the bridge open?",
        "Any news about Apple?",
        "Find articles about trains",
        "Explain the strike",
        "stock market today",
        "crime rates in london",
        "Who's in the council?",
        "Why has the price of ferry tickets to the island gone up?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    history = [Turn("Who is Hanne Castell?", "A fire chief.")]
    assert alone(question, history, []) == question


def test_a_follow_up_of_a_follow_up_is_completed_with_what_both_followed() -> None:
    turns = [Turn("When did Rani Zim buy Psagot?", ""), Turn("For how much?", "")]
    asked = alone("From whom?", turns, [])
    assert asked == "From whom? (For how much? When did Rani Zim buy Psagot?)"


def test_another_publisher_is_asked_the_same() -> None:
    turns = [Turn("Where can the northern lights be seen in Europe?", "")]
    known = ["The Independent"]
    asked = alone("What about the Independent?", turns, known)
    assert asked.endswith("(Where can the northern lights be seen in Europe?)")
    other = alone("What about the harbour of Vessby?", turns, known)
    assert other == "What about the harbour of Vessby?"


def test_a_story_that_the_last_answer_did_not_tell_is_not_certainly_meant(samples) -> None:
    history = after(samples, BRIDGE)
    answer = samples.ask("Who's the architect?", history)
    assert answer.status == "not_found" or UNCERTAIN in (answer.notice or ""), answer.text
    # one that says enough is another question
    answer = samples.ask("how many people were evacuated from the Lower Town?", history)
    assert answer.status == "answered" and UNCERTAIN not in (answer.notice or ""), answer.text


def test_what_was_just_quoted_seldom_answers_again(samples) -> None:
    history = after(
        samples, "How many insurance assessors are at work in the valley after the flood?"
    )
    assert "14 assessors" in history[0].answer
    answer = samples.ask("are more of them coming?", history)
    assert answer.status == "not_found" or UNCERTAIN in (answer.notice or ""), answer.text


def test_what_was_refused_in_between_changes_nothing(samples) -> None:
    history = after(samples, BRIDGE, "Who painted it?")
    assert history[-1].citations == () and history[0].citations
    read = samples.read("How did the council vote?", history)
    assert history[0].citations[0].article_id in read.told


def test_the_same_question_again_has_the_same_answer(samples) -> None:
    question = "How high is the loss?"
    history = after(samples, FIRE, question)
    assert samples.read(question, history).given == ()
    assert samples.read("who put it out?", history).given == history[-1].citations[:1]


def test_whose_office_it_is_the_last_answer_tells(assistant_over) -> None:
    kessing = (
        "The council of Kessing voted on Monday to open its library on three days instead of five. "
        "The deputy mayor, Henrike Lomas, voted against her own party. She had offered to give up "
        "her own pay. The mayor, Dorian Hext, told this newspaper that he had never seen such an "
        "offer."
    )
    others = {
        "Tolmere": "Mayor Beatrix Holloway offered to lend Tolmere her barriers.",
        "Dunhaven": "Mayor Ottoline Reeve visited the school of Dunhaven in the evening.",
        "Sandrick": "Mayor Piet Lauwers told the council that the ground of Sandrick was soft.",
    }
    assistant = assistant_over(
        {"title": "Kessing library loses two days", "text": kessing, "published": "2024-06-12"},
        *(
            {"title": f"{town} is rebuilt", "text": text, "published": "2024-11-19"}
            for town, text in others.items()
        ),
    )
    history = after(assistant, "Who is the deputy mayor of Kessing?")
    answer = assistant.ask("Who is the mayor?", history)
    assert ["Hext" in citation.quote for citation in answer.citations] == [True]


FACTORY = {
    "title": "Brightwell doubles its profit",
    "text": (
        "Brightwell Foods, which makes soups, doubled its profit last year. The factory in Nether "
        "Calder, where 180 people work, will be shut by the end of the year. The union will ballot "
        "its members next month. Shareholders meet in Calder on 24 April."
    ),
    "published": "2024-03-01",
}
MARKET_FIRE = {
    "title": "Fire at the market hall in Stavering",
    "text": (
        "The market hall in Stavering burned down in the night. Two firefighters were treated for "
        "smoke. A van and a cold store were ruined as well."
    ),
    "published": "2024-05-02",
}


def test_one_asking_word_asks_of_what_the_question_before_did(assistant_over) -> None:
    assistant = assistant_over(FACTORY, MARKET_FIRE)
    history = after(assistant, "Which Brightwell factory will close?")
    answer = assistant.ask("When?", history)
    assert "by the end of the year" in answer.citations[0].quote, answer.text


def test_what_says_too_little_to_be_found_by_is_answered_from_the_story_told(assistant_over):
    assistant = assistant_over(FACTORY, MARKET_FIRE)
    history = after(assistant, "What burned down in Stavering?")
    answer = assistant.ask("Was anything else ruined?", history)
    assert "cold store" in answer.text


def test_nobody_is_surely_meant_by_she_after_what_nothing_answered(samples: Assistant) -> None:
    history = after(samples, "Who designed the Nessgate Bridge?")
    assert not history[-1].citations
    answer = samples.ask("How old is she?", history)
    assert answer.status == "not_found" or UNCERTAIN in (answer.notice or ""), answer.text


def test_of_a_word_that_no_article_has_it_is_uncertain_that_the_told_story_answers(samples):
    history = after(samples, "Who bought the old ferry Selja?")
    answer = samples.ask("Did anyone protest on television?", history)
    assert UNCERTAIN in (answer.notice or ""), answer.text


def test_what_only_may_differ_is_quoted_behind_what_answers_better(samples) -> None:
    # a later article names another leader, of the council
    history = after(samples, FLOOD)
    answer = samples.ask("Who led the emergency operation?", history)
    assert "Hanne Castell" in answer.citations[0].quote, answer.text

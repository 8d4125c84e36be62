"""A follow-up put by a model, faked by LangChain's own fake; what it may not do is held back."""

import pytest
from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel

from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.follow_ups.rephrase import leans, rephrase
from assistant.models.support import Support
from assistant.verify import Verifier
from assistant.write import Writer, prompt
from index.keywords import Tokenizer

ASKED = "Who leads the Skarnmark Regional Council?"
BEFORE = [Turn(ASKED, "The Haverstrand Courier: “Its leader, Dagny Harrowell, spoke.” [1]")]


def put(said: str, question: str = "When did she speak?") -> str | None:
    return rephrase(FakeListChatModel(responses=[said]), question, BEFORE, Tokenizer())


def test_the_model_puts_the_name_in_the_place_of_the_pronoun() -> None:
    assert put(" “When did Dagny Harrowell speak?”\n") == "When did Dagny Harrowell speak?"


def test_what_the_model_thinks_is_no_part_of_the_question() -> None:
    thought = "<think>She is Harrowell, or Dagny?</think>\n\n"
    assert put(f"{thought}When did Harrowell speak?") == "When did Harrowell speak?"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "<think>When did Dagny Harrowell speak?",
        "When did Dagny Harrowell speak in Paris?",
        "When did Dagny Harrowell speak in 2019?",
        "Who leads the Skarnmark Regional Council?",
        "When did she speak? " + "She spoke to the council. " * 20,
    ],
)
def test_what_adds_or_drops_something_is_not_used(said: str) -> None:
    assert put(said) is None


def test_a_model_that_fails_leaves_the_question_to_the_rules() -> None:
    failing = GenericFakeChatModel(messages=iter([]))
    assert rephrase(failing, "When did she speak?", BEFORE, Tokenizer()) is None


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("When did she say that?", True),
        ("why?", True),
        ("and the year before?", False),
        ("How many babies were born at the hospital?", False),
    ],
)
def test_what_may_lean_on_the_turns_before(question: str, may: bool) -> None:
    assert leans(question) is may


def test_two_calls_for_a_follow_up_and_one_for_a_question(samples: Assistant) -> None:
    said = ["How long is the electric ferry Havdis?", "The articles do not say."]
    model = FakeListChatModel(responses=said)
    writer = Writer(model, Verifier(Support(), samples.index.library.publishers))
    assistant = Assistant(samples.index, writer=writer)
    history = [Turn("What is the electric ferry called?", "It is the Havdis. [1]")]
    answer = assistant.ask("How long is it?", history)
    assert answer.searched_as == said[0]
    assert model.i == 0  # both were used, and it begins anew
    alone = assistant.ask("What does the harbour ice cream cost per scoop?", history)
    assert alone.searched_as == alone.question
    assert model.i == 1 or alone.status == "not_found"


def test_the_prompt_has_the_fields_that_are_given() -> None:
    assert set(prompt("rephrase").input_variables) == {"conversation", "question"}
    assert set(prompt("answer").input_variables) == {"today", "evidence", "question"}

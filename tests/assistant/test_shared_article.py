"""A real article with its page furniture, and the questions that came with it."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from index.embedding import SentenceEmbeddings
from index.index import Index

FOLDER = Path(__file__).parents[3] / "shared" / "articles"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/articles is not here")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embeddings: SentenceEmbeddings) -> Any:
    home = tmp_path_factory.mktemp("home")
    article = FOLDER / "israel-russia-rift.txt"
    (home / article.name).write_bytes(article.read_bytes())
    index = Index(tmp_path_factory.mktemp("data"), home, embeddings)
    index.sync()
    yield Assistant(index)
    index.close()


@pytest.fixture(scope="module")
def questions() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / "questions.json").read_text("utf-8"))
    return content


def test_all_answers_stand_in_the_first_two_citations(
    assistant: Assistant, questions: dict[str, Any]
) -> None:
    ranks = []
    for question in questions["answerable"]:
        quotes = [citation.quote for citation in assistant.ask(question["question"]).citations]
        ranks.append(next((i for i, q in enumerate(quotes) if question["quote_contains"] in q), 9))
    assert max(ranks) <= 1, ranks
    assert ranks.count(0) >= 6, ranks


def test_what_it_does_not_say_is_refused(assistant: Assistant, questions: dict[str, Any]) -> None:
    for question in questions["unanswerable"]:
        assert assistant.ask(question).status == "not_found", question


def test_the_furniture_at_its_end_is_not_news(assistant: Assistant) -> None:
    answer = assistant.ask("Which group claimed responsibility for the twin attacks?", refuse=False)
    assert all("Jaish" not in citation.quote for citation in answer.citations)

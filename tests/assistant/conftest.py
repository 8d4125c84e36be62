"""The sample articles and an assistant over them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index.embedding import SentenceEmbeddings
from index.index import Index

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def samples(
    tmp_path_factory: pytest.TempPathFactory, embeddings: SentenceEmbeddings
) -> Iterator[Assistant]:
    index = Index(tmp_path_factory.mktemp("samples"), ROOT / "articles", embeddings)
    index.sync()
    yield Assistant(index)
    index.close()


@pytest.fixture
def assistant_over(make_index, tmp_path: Path) -> Callable[..., Assistant]:
    """Makes an assistant over articles, each the fields of a JSON file."""

    def make(*articles: dict[str, str]) -> Assistant:
        folder = tmp_path / "given"
        folder.mkdir()
        for number, article in enumerate(articles):
            (folder / f"{number}.json").write_text(json.dumps(article), "utf-8")
        index = make_index(home=folder)
        index.sync()
        return Assistant(index)

    return make

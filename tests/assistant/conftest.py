"""The sample articles and an assistant over them."""

from collections.abc import Iterator
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

"""Who was harmed, and who holds an office: questions over two sets of local news."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from benchmarks.local_news import FOLDERS
from benchmarks.quotes import become_of
from index.embedding import SentenceEmbeddings
from index.index import Index


@pytest.fixture(scope="module")
def assistants(
    embeddings: SentenceEmbeddings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Assistant]]:
    indexes = [
        Index(tmp_path_factory.mktemp(of.name), of / "articles", embeddings) for of in FOLDERS
    ]
    for index in indexes:
        index.sync()
    yield {of.name: Assistant(index) for of, index in zip(FOLDERS, indexes, strict=True)}
    for index in indexes:
        index.close()


@pytest.mark.parametrize(
    ("folder", "kind", "first", "none"),
    [
        (FOLDERS[0], "h", 19, 3),
        (FOLDERS[0], "o", 24, 3),
        (FOLDERS[1], "h", 16, 3),
        (FOLDERS[1], "o", 13, 3),
    ],
)
def test_the_first_quote_answers(
    assistants: dict[str, Assistant], folder: Path, kind: str, first: int, none: int
) -> None:
    # floors under what is measured: 21 of 21, 25 of 26, 17 of 20 and 15 of 25 first; of 9, 4, 10
    # and 5 that nothing answers 2, 3, 2 and 3 answered without a doubt
    rows = json.loads((folder / "questions.json").read_text("utf-8"))
    own = [row for row in rows if row["id"].startswith(kind)]
    ask = assistants[folder.name].ask
    told = {row["id"]: become_of(ask(row["question"]), row["answer"] or ()) for row in own}
    answered = Counter(told[row["id"]].partition(",")[0] for row in own if row["answer"])
    without = Counter(told[row["id"]] for row in own if not row["answer"])
    assert answered["first"] >= first, told
    assert without["none"] <= none, told

"""Who was harmed, and who holds an office: sixty questions over 26 articles of local news."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from benchmarks.local_news import FOLDERS, become_of
from index.index import Index


@pytest.fixture(scope="module")
def assistant(embeddings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    index = Index(tmp_path_factory.mktemp("local_news"), FOLDER / "articles", embeddings)
    index.sync()
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(("kind", "first", "none"), [("h", 19, 2), ("o", 24, 3)])
def test_the_first_quote_answers(assistant: Assistant, kind: str, first: int, none: int) -> None:
    # floors under what is measured: 21 of 21 and 25 of 26; 2 of 9 and 3 of 4 that nothing answers
    rows = json.loads((FOLDER / "questions.json").read_text("utf-8"))
    own = [row for row in rows if row["id"].startswith(kind)]
    told = {row["id"]: become_of(assistant.ask(row["question"]), row) for row in own}
    answered = Counter(told[row["id"]].partition(",")[0] for row in own if row["answer"])
    without = Counter(told[row["id"]] for row in own if not row["answer"])
    assert answered["first"] >= first, told
    assert without["none"] <= none, told

"""What a question, its parts and narrower limits find."""

from datetime import date

import pytest

from index import search as module
from index.constraints import Constraints
from index.index import Index
from index.search import Found, Part

ALL = Constraints()
COURIER = Constraints(publishers=("The Courier",))


@pytest.fixture(autouse=True)
def synced(index: Index) -> None:
    index.sync()


def part(index: Index, text: str) -> Part:
    return Part(text, index.embeddings.embed_question(text).vector)


def titles(index: Index, found: Found) -> list[str]:
    return [document.metadata["title"] for document in index.library.passages(found.ids)]


def only(monkeypatch: pytest.MonkeyPatch, *, few: int, many: int = 9) -> None:
    """One passage of each ranking, so that what else is found is found on its own."""
    for name, value in (("DEPTH", 1), ("EACH", 1), ("FEW", few), ("MANY", many)):
        monkeypatch.setattr(module, name, value)


def test_each_part_finds_its_own(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, few=0)
    words = index.search.model_copy(update={"arms": frozenset({"keyword"})})
    question = "bridge repairs and pupils of the school"
    whole = words.gather([part(index, question)])
    both = words.gather(
        [part(index, question), part(index, "bridge repairs"), part(index, "pupils of the school")]
    )
    assert len(titles(index, whole)) == 1
    assert set(titles(index, both)) == {"Bridge reopens", "School closes"}
    bridge = titles(index, both).index("Bridge reopens")
    assert both.keyword[0, bridge] >= both.keyword[1, bridge] > 0
    assert both.keyword[2, bridge] < 0.001  # “the” is all they share


@pytest.mark.parametrize(("few", "many"), [(9, 9), (0, 9), (0, 0)])
def test_a_narrower_limit_is_searched_beside_everything(
    index: Index, monkeypatch: pytest.MonkeyPatch, few: int, many: int
) -> None:
    only(monkeypatch, few=few, many=many)
    found = index.search.gather([part(index, "What did the bridge cost?")], [ALL, COURIER])
    assert set(titles(index, found)) == {"Bridge reopens", "Electric ferry sails"}
    assert index.search.gather([part(index, "What did the bridge cost?")]).ids == found.ids[:1]


def test_nothing_outside_the_first_limit_is_found(index: Index) -> None:
    parts = [part(index, "What did the bridge cost?"), part(index, "bridge")]
    assert titles(index, index.search.gather(parts, [COURIER])) == ["Electric ferry sails"]
    late = Constraints(publishers=COURIER.publishers, after=date(2024, 4, 1))
    assert index.search.gather(parts, [COURIER, late]).ids
    assert index.search.gather(parts, [late]).ids == []


@pytest.mark.parametrize("arm", ["keyword", "dense"])
def test_one_arm_alone(index: Index, arm: str) -> None:
    own = index.search.model_copy(update={"arms": frozenset({arm})})
    found = own.gather([part(index, "bridge repairs")], [ALL, COURIER])
    assert titles(index, found)[0] == "Bridge reopens"
    assert found.keyword.any() == (arm == "keyword")
    assert bool(found.sentences) == (arm == "dense")


def test_words_that_no_article_holds_find_nothing_by_keyword(index: Index) -> None:
    own = index.search.model_copy(update={"arms": frozenset({"keyword"})})
    assert own.gather([Part("zebra crossing"), Part("")]).ids == []

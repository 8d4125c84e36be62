"""The cross-encoder puts passages in order, and changes nothing else of an answer."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from string import ascii_lowercase

import pytest
from langchain_core.documents import Document
from tiny_model import make_model

from assistant.answer import Answer
from assistant.assistant import PASSAGES, Assistant
from assistant.models.reranker import FIRST, Reranker
from index.errors import ModelError
from index.index import Index
from ui.build import build_assistant
from ui.settings import Settings

QUESTION = "What do the repairs of the bridge cost?"
ETHANOL = "What is the boiling point of ethanol?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_model(tmp_path_factory.mktemp("cross-encoder"))


@pytest.fixture(scope="module")
def reranker(folder: str) -> Reranker:
    return Reranker(folder)


def passages(*texts: str) -> list[Document]:
    return [
        Document(id=str(n), page_content=text, metadata={"header": f"Title {n}", "score": 1 / n})
        for n, text in enumerate(texts, start=1)
    ]


def letters(count: int) -> list[str]:
    return [ascii_lowercase[n % 26] * (n + 1) for n in range(count)]


def test_it_orders_by_the_scores_of_the_model_in_its_folder(
    folder: str, reranker: Reranker
) -> None:
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity

    model = CrossEncoder(folder, activation_fn=Identity())
    ordered = reranker.order(QUESTION, passages(*letters(8)))
    scores = [
        model.predict((QUESTION, f"{d.metadata['header']}\n{d.page_content}")) for d in ordered
    ]
    assert len(set(scores)) == 8
    assert [d.metadata["reranked"] for d in ordered] == pytest.approx(scores)
    assert scores == sorted(scores, reverse=True)
    assert [d.id for d in ordered] != [d.id for d in passages(*letters(8))]


def test_the_score_of_the_search_is_kept(reranker: Reranker) -> None:
    ordered = reranker.order(QUESTION, passages(*letters(5)))
    assert {d.id: d.metadata["score"] for d in ordered} == {str(n): 1 / n for n in range(1, 6)}


def test_what_comes_after_the_first_ones_stays_behind_them(reranker: Reranker) -> None:
    given = passages(*letters(FIRST + 3))
    ordered = reranker.order(QUESTION, given)
    assert {d.id for d in ordered[:FIRST]} == {d.id for d in given[:FIRST]}
    assert ordered[FIRST:] == given[FIRST:]
    assert all("reranked" not in d.metadata for d in ordered[FIRST:])


def test_equals_stay_as_they_were(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    file = Path(make_model(tmp_path / "flat")) / "model.safetensors"
    weights = load_file(file)
    weights["classifier.weight"].zero_()
    save_file(weights, file, {"format": "pt"})
    ordered = Reranker(str(file.parent)).order(QUESTION, passages(*letters(8)))
    assert len({d.metadata["reranked"] for d in ordered}) == 1
    assert [d.id for d in ordered] == [d.id for d in passages(*letters(8))]


def test_it_is_loaded_once_whoever_asks(tmp_path: Path) -> None:
    own = Reranker(make_model(tmp_path / "own"))
    with ThreadPoolExecutor(4) as pool:
        tried = list(pool.map(lambda _: own.order(QUESTION, passages(*letters(6))), range(8)))
    shutil.rmtree(tmp_path / "own")
    own.load()
    assert own.order(QUESTION, passages(*letters(6))) == tried[0]
    assert all(documents == tried[0] for documents in tried)


def test_nothing_to_order_loads_nothing() -> None:
    assert Reranker("/nowhere/at/all").order(QUESTION, []) == []


def test_a_folder_that_is_not_there_is_named_with_the_remedy(tmp_path: Path) -> None:
    absent = Reranker(str(tmp_path / "absent"))
    with pytest.raises(ModelError, match=r"/absent'.*Set COPYDESK_RERANKER to .* empty for none"):
        absent.order(QUESTION, passages("a"))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="could not be loaded"):
        Reranker(str(tmp_path)).load()


def test_damaged_weights_are_no_traceback(tmp_path: Path) -> None:
    file = Path(make_model(tmp_path / "damaged")) / "model.safetensors"
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(ModelError, match="damaged"):
        Reranker(str(file.parent)).load()


@pytest.mark.parametrize(
    ("kind", "labels"), [("BertModel", 1), ("BertForSequenceClassification", 3)]
)
def test_a_model_that_does_not_score_passages_is_refused(
    tmp_path: Path, kind: str, labels: int
) -> None:
    with pytest.raises(ModelError, match="is no cross-encoder"):
        Reranker(make_model(tmp_path / "other", kind, labels)).load()


def answers(index: Index, reranker: Reranker, question: str) -> tuple[Answer, Answer]:
    """Without a reranker and with one."""
    index.sync()
    return Assistant(index).ask(question), Assistant(index, reranker=reranker).ask(question)


@pytest.mark.parametrize("question", [QUESTION, ETHANOL])
def test_whether_there_is_an_answer_does_not_depend_on_it(
    index: Index, reranker: Reranker, question: str
) -> None:
    plain, ordered = answers(index, reranker, question)
    assert ordered.score == plain.score
    assert (ordered.status, ordered.reason) == (plain.status, plain.reason)
    assert set(ordered.citations) == set(plain.citations)


def test_the_nearest_headlines_are_in_its_order(index: Index, reranker: Reranker) -> None:
    _, refused = answers(index, reranker, ETHANOL)
    found = Assistant(index, reranker=reranker).search(ETHANOL, PASSAGES)
    scores = [document.metadata["reranked"] for document in found]
    assert scores == sorted(scores, reverse=True)
    assert [h.title for h in refused.nearest] == [d.metadata["title"] for d in found]


def test_a_short_search_gives_the_first_of_a_long_one(index: Index, reranker: Reranker) -> None:
    index.sync()
    assistant = Assistant(index, reranker=reranker)
    whole = [document.id for document in assistant.search(ETHANOL, PASSAGES)]
    assert len(whole) == 3
    for k in (1, 2):
        assert [document.id for document in assistant.search(ETHANOL, k)] == whole[:k]


def test_the_settings_name_it(index: Index, folder: str) -> None:
    made = build_assistant(index, Settings(reranker=folder))
    assert made.reranker is not None
    assert made.reranker.name == folder


def test_without_a_setting_there_is_none(index: Index) -> None:
    assert build_assistant(index, Settings(reranker=None)).reranker is None

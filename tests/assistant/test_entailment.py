"""A model trained on entailment, by name, in the place of the packaged one."""

from pathlib import Path

import numpy as np
import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from tiny_model import make_model

from assistant.answer import Evidence
from assistant.assistant import Assistant
from assistant.models.entailment import Entailment
from assistant.verify import Verdict, Verifier
from assistant.write import Writer
from index.errors import ModelError
from ui.build import build_checker, build_writer
from ui.settings import Settings

LABELS = ("contradiction", "entailment", "neutral")
CLAIM = "Repairs to the swing bridge, which is old, are dear."
TEXTS = ["Mending the old swing bridge costs a lot.", "The ferry is new.", "a b c"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_model(tmp_path_factory.mktemp("entailment"), labels=LABELS)


def leaning(folder: Path, label: int) -> Entailment:
    """One that finds of every pair the same, as surely as 7 to 1."""
    from safetensors.torch import load_file, save_file

    file = Path(make_model(folder, labels=LABELS)) / "model.safetensors"
    weights = load_file(file)
    weights["classifier.weight"].zero_()
    weights["classifier.bias"].zero_()
    weights["classifier.bias"][label] = np.log(14)
    save_file(weights, file, {"format": "pt"})
    return Entailment(str(folder))


def verdict(checker: Entailment, claim: str, text: str) -> Verdict:
    one = Evidence("a", "1", "Bridges", "The Post", "2024-02-07", None, text, 0, len(text), 0.9)
    return Verifier(checker).verify(claim, [one], [one])


def test_the_text_is_what_entails_and_the_claim_what_is_entailed(folder: str) -> None:
    from sentence_transformers import CrossEncoder

    told = CrossEncoder(folder).predict([(text, CLAIM) for text in TEXTS], apply_softmax=True)
    expected = [np.log(row[1] / (row[0] + row[2])) for row in told]
    assert Entailment(folder).logits(CLAIM, TEXTS) == pytest.approx(expected, abs=1e-4)
    assert len(set(expected)) == 3


def test_the_place_of_the_label_does_not_matter(tmp_path: Path, folder: str) -> None:
    first = make_model(tmp_path / "other", labels=("ENTAILMENT", "neutral", "contradiction"))
    mine, theirs = Entailment(folder).logits(CLAIM, TEXTS), Entailment(first).logits(CLAIM, TEXTS)
    assert mine != pytest.approx(theirs)


def test_nothing_to_read_loads_nothing() -> None:
    assert Entailment("/nowhere/at/all").logits(CLAIM, []) == []


def test_it_decides_what_no_rule_speaks_against(tmp_path: Path) -> None:
    text = "Mending the old swing bridge over the Ulde has become dear."
    claim = "It has become dear to mend the old swing bridge that crosses the Ulde."
    says_so = verdict(leaning(tmp_path / "yes", 1), claim, text)
    assert (says_so.supported, says_so.score) == (True, pytest.approx(np.log(7), abs=1e-3))
    neither = verdict(leaning(tmp_path / "no", 2), claim, text)
    assert (neither.supported, neither.why) == (False, "meaning")
    assert neither.score == pytest.approx(np.log(1 / 15), abs=1e-3)


@pytest.mark.parametrize(
    "claim",
    [
        "Mending the old swing bridge cost 9 million crowns in 2022.",
        "Mending the old drawbridge of Tollerby cost 8 million crowns in 2022.",
        "Mending the old swing bridge did not cost 8 million crowns in 2022.",
    ],
)
def test_what_a_rule_speaks_against_it_does_not_make_up_for(tmp_path: Path, claim: str) -> None:
    text = "Mending the old swing bridge cost 8 million crowns in 2022."
    assert not verdict(leaning(tmp_path / "yes", 1), claim, text).supported


@pytest.mark.parametrize(
    ("kind", "labels", "what"),
    [
        ("BertModel", 1, "is no cross-encoder"),
        ("BertForSequenceClassification", 1, "has no label for entailment beside others"),
        ("BertForSequenceClassification", 3, "but LABEL_0, LABEL_1, LABEL_2"),
        ("BertForSequenceClassification", ("good", "bad"), "but good, bad"),
    ],
)
def test_a_model_that_was_not_trained_on_entailment_is_refused(
    tmp_path: Path, kind: str, labels: int | tuple[str, ...], what: str
) -> None:
    with pytest.raises(ModelError, match=what):
        Entailment(make_model(tmp_path / "other", kind, labels)).load()


def test_a_folder_that_is_not_there_is_named_with_the_remedy() -> None:
    with pytest.raises(ModelError, match=r"The checker '/absent' .*Set COPYDESK_CHECKER to .*"):
        Entailment("/absent").load()


def test_nonsense_in_the_place_of_weights_is_no_traceback(tmp_path: Path) -> None:
    folder = Path(make_model(tmp_path / "damaged", labels=LABELS))
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_text("version https://git-lfs.example/spec/v1")
    checker = Entailment(str(folder))
    for _ in range(2):
        with pytest.raises(ModelError, match="could not be loaded"):
            checker.load()


def test_a_folder_without_its_tokenizer_is_refused(tmp_path: Path) -> None:
    folder = Path(make_model(tmp_path / "wordless", labels=LABELS))
    for file in folder.glob("*token*"):
        file.unlink()
    with pytest.raises(ModelError, match="has no tokenizer for its 57 tokens"):
        Entailment(str(folder)).load()


def test_the_settings_name_it(samples: Assistant, folder: str) -> None:
    assert isinstance(build_checker(Settings(checker=folder)), Entailment)
    assert not isinstance(build_checker(Settings(checker=None)), Entailment)
    writer = build_writer(samples.index, Settings(model="gguf:/none.gguf", checker="/absent"))
    assert writer
    with pytest.raises(ModelError, match="The checker '/absent'"):
        Assistant(samples.index, writer=writer).load()


def test_where_nothing_can_be_checked_the_quotes_are_the_answer(samples: Assistant) -> None:
    model = GenericFakeChatModel(messages=iter([AIMessage("The bridge is to be built in 2026.")]))
    writer = Writer(model, Verifier(Entailment("/absent")))
    answer = Assistant(samples.index, writer=writer).ask("What does the Nessgate Bridge cost?")
    assert "The checker '/absent' could not be loaded" in (answer.notice or "")
    assert "These are quotes." in (answer.notice or "")
    assert [sentence.citations for sentence in answer.sentences] == [(1,), (2,)]

"""The checker of claims as it is fitted: what is stored is what is restored, and its own claims."""

import json
import random
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from benchmarks import fitted
from benchmarks.reader.questions import read
from benchmarks.support import fit
from benchmarks.support.encoded import Encoded, encode
from benchmarks.support.networks import Checker
from benchmarks.support.news import answered, articles
from benchmarks.support.pair import Pair
from benchmarks.support.told import CLAIMS, by_mark, mark, texts_of, told

TRAINING = Path(__file__).parents[2] / "shared" / "training"


@pytest.fixture
def folder(tmp_path):
    """What the checker is fitted on, over a small model that is made on the spot."""
    config = BertConfig(
        vocab_size=50,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    config.to_json_file(tmp_path / "config.json")
    weights = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in BertModel(config, add_pooling_layer=False).named_parameters()
    }
    np.savez(tmp_path / "model.npz", used=np.arange(50), **weights)
    claims = [
        Pair(
            f"claim {n}", "evidence", supported=n % 2 == 0, source="told", held=n > 59, twin=n // 2
        )
        for n in range(80)
    ]
    encode([claims[:40]], claims[40:], _words).save(tmp_path / "pairs.npz")
    return tmp_path


def _words(claims, evidence, **_):
    """Tokens of claims: what a claim's last is, its number is, odd or even."""
    ids = [[1, 3 + int(claim.split()[1]) % 2, 2, 7, 8, 2] for claim in claims]
    return {"input_ids": ids, "token_type_ids": [[0, 0, 0, 1, 1, 1] for _ in claims]}


def test_the_checker_learns_what_can_be_learnt_and_is_stored(folder, capsys, monkeypatch):
    out = folder / "support.npz"
    monkeypatch.setattr(fitted, "WARM", 5)
    arguments = ["fit", str(folder), "--out", str(out), "--epochs", "25", "--rate", "3e-3"]
    monkeypatch.setattr("sys.argv", [*arguments, "--apart", "1", "--batch", "8"])
    fit.main()
    assert "twins in order 1.000 of 10" in capsys.readouterr().out.splitlines()[-1]
    checker = Checker(fitted.unpack(folder)).eval()
    found = Encoded.load(folder / "pairs.npz")
    fitted.restore(checker.fitted(), out)
    with torch.inference_mode():
        scores = checker(fit.Pairs(found, "cpu").tokens(np.arange(80))).numpy()
    assert ((scores > 0) == found.supported).all()


def test_the_mean_of_two_fits_is_between_them(folder, monkeypatch):
    begun = fitted.weights_of(Checker(fitted.unpack(folder)))
    files = []
    for number in (1, 3):
        checker = Checker(fitted.unpack(folder))
        with torch.no_grad():
            for name, value in checker.fitted().items():
                value.copy_(begun[name] + number)
        files.append(folder / f"{number}.npz")
        fitted.store(checker.fitted(), begun, files[-1])
    out = folder / "mean.npz"
    monkeypatch.setattr("sys.argv", ["fitted", str(out), *map(str, files)])
    fitted.main()
    checker = Checker(fitted.unpack(folder))
    fitted.restore(checker.fitted(), out)
    for name, value in checker.fitted().items():
        assert torch.allclose(value, begun[name] + 2, atol=1e-5), name


def test_twins_stay_in_one_batch_and_those_held_out_are_left_out(folder):
    found = Encoded.load(folder / "pairs.npz")
    none = np.zeros(len(found.held), bool)
    batches = list(fit.batches(found, 1, random.Random(0), none, size=8))
    rows = np.concatenate(batches)
    assert sorted(rows) == sorted(np.flatnonzero(~found.held))
    for batch in batches:
        assert all(np.sum(found.twin[batch] == twin) == 2 for twin in found.twin[batch])


def test_of_some_pairs_all_are_taken_and_of_the_others_a_share(folder):
    found = Encoded.load(folder / "pairs.npz")
    whole = np.arange(len(found.held)) < 20
    batches = fit.batches(found, 0, random.Random(0), whole, 0.1)
    rows = np.concatenate(list(batches))
    assert set(range(20)) <= set(rows)
    assert len(rows) == 20 + 4  # a tenth of the 20 pairs of twins that are left


def test_a_sentence_is_known_by_its_words():
    assert mark("The vote, he said, was lost.") == mark("the vote he said was lost")
    assert mark("The vote was lost.") != mark("The vote was won.")
    found = by_mark([("Port_of_Vessby", "The port closed. It opened again in May.")])
    assert found[mark("It opened again in May.")] == ("Port of Vessby", "It opened again in May.")


def test_the_claims_are_pairs_of_two_that_differ():
    rows = [json.loads(line) for line in CLAIMS.read_text("utf-8").splitlines()]
    own = [row.get("sentence") or " ".join(row["passage"]) for row in rows]
    assert len(set(own)) > 7000
    for row in rows:
        for true, false, _ in row["pairs"]:
            assert len(true.split()) > 2 and len(false.split()) > 2
            assert true != false


@pytest.mark.skipif(not TRAINING.is_dir(), reason="no ../shared/training")
def test_each_claim_finds_its_sentence():
    pairs = list(told(texts_of(TRAINING, read(TRAINING)), random.Random(0)))
    assert len(pairs) > 62_000
    assert sum(pair.supported for pair in pairs) == len(pairs) / 2


def test_the_claims_of_invented_news_cite_it_and_have_true_twins():
    rows = list(articles())
    assert sum(len(row["claims"]) for row in rows) > 29_000
    for row in rows:
        claims = row["claims"]
        assert len({claim["claim"] for claim in claims}) == len(claims), row["headline"]
        for claim in claims:
            assert claim["cites"], row["headline"]
            assert all(0 <= n < len(row["sentences"]) for n in claim["cites"])
            if claim["twin"] is not None:
                assert claims[claim["twin"]]["supported"] > claim["supported"]


def test_the_claims_of_news_are_pairs_each_twin_beside_one_that_holds():
    pairs = list(islice(answered(first=5), 2000))  # of all it takes half a minute
    twins = [pair.twin for pair in pairs if pair.twin >= 0]
    assert len(pairs) == 2000
    assert min(twins) == 5
    assert all(
        {pair.supported for pair in pairs if pair.twin == twin} == {True, False}
        for twin in set(twins[:40])
    )
    assert 0.05 < sum(pair.held for pair in pairs) / len(pairs) < 0.2

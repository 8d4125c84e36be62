"""No rule speaks against a sentence of the samples that is retold without a change of it."""

from pathlib import Path

import pytest

from assistant.claims.rules import faults
from assistant.verify import WEAK, source
from benchmarks.fabrications import taken
from benchmarks.retellings import retold
from benchmarks.support.retell import WAYS, WORDED

ALL = 10_000


@pytest.fixture(scope="module")
def articles():
    return taken(Path("articles"))


@pytest.fixture(scope="module")
def retellings(articles):
    return list(retold(articles, seed=1, most=ALL))


def test_each_way_retells_something(retellings) -> None:
    assert {way for way, *_ in retellings} == {way.__name__ for way in WAYS + WORDED}
    assert all(told != cited.text for _, told, cited in retellings)


def test_no_rule_speaks_surely_against_what_is_only_retold(articles, retellings) -> None:
    texts = {one.id: one.text for one in articles}
    against = []
    for _, told, cited in retellings:
        if found := set(faults(told, [source(cited, texts[cited.article_id])])) - WEAK:
            against.append((found, told, cited.text))
    assert against == []

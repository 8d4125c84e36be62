"""Claims that were written to fit the checker on: pairs of a true and a false one, freely told.

`claims.jsonl` has a line for each sentence or passage that claims were written of. The sentences
themselves are in the training data, where they are found by their marks, as is `near`, one of the
same article or of other news. A pair is in almost the same words, far from those of the sentence in
one half of the pairs: what a claim says tells it from its twin, never how it says it, nor how near
it is to the sentence.
(Without twins the true ones were the farther ones, and that was all that was learnt.)

The third of a pair is its kind, where that is known: two things exchanged, a direction turned, an
assertion denied, what `near` says joined to the sentence, another reason, another scope; of a
passage also one that sums it up, one with something added, one in words far from it.
"""

import random
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.corpora import load
from benchmarks.reader.questions import Corpus, held_out
from benchmarks.support.pair import Pair
from benchmarks.support.pairs import split, whole

CLAIMS = Path(__file__).with_name("claims.jsonl")
BOTH = 0.3
"""How often the other sentence stands beside the one that a claim is told of, as where an answer
cites two."""


Texts = dict[str, tuple[str, str]]
"""Title and text by mark."""


def texts_of(training: Path, corpus: Corpus) -> Texts:
    """All that claims were written of, and its sentences, by their marks."""
    return by_mark([*corpus.articles.values(), *news(training)])


def told(texts: Texts, rng: random.Random) -> Iterator[Pair]:
    """The claims, each with its sentence, with both where the two are joined, or its passage."""
    number = 0
    for row in load(CLAIMS):
        marks = _marks(row)
        title, own = texts[marks[0]][0], " ".join(texts[one][1] for one in marks)
        held = held_out(title or own)
        for true, false, kind in row["pairs"]:
            evidence = own
            if "near" in row and (kind == "merged" or rng.random() < BOTH):
                evidence = " ".join(rng.sample([own, texts[row["near"]][1]], 2))
            if title and rng.random() < 0.5:
                evidence = f"{title}: {evidence}"
            for claim, supported in ((true, True), (false, False)):
                yield Pair(claim, evidence, supported, f"told {kind}", held, number)
            number += 1


def elsewhere(texts: Texts, rng: random.Random) -> Iterator[Pair]:
    """The claims held against what does not speak of it: another sentence or passage of the same
    article, where there is one, else of any; both with their twins, neither of which is said."""
    claims = load(CLAIMS)
    rows = [_marks(row) for row in claims]
    by_title: dict[str, list[int]] = {}
    for number, marks in enumerate(rows):
        by_title.setdefault(texts[marks[0]][0], []).append(number)
    for number, row in enumerate(claims):
        title, _ = texts[rows[number][0]]
        own = " ".join(texts[one][1] for one in rows[number])
        others = [one for one in by_title[title] if one != number] if title else []
        other = rng.choice(others or range(len(rows)))
        evidence = " ".join(texts[one][1] for one in rows[other])
        if "near" in row and rng.random() < BOTH:
            evidence = texts[row["near"]][1]
        if title and rng.random() < BOTH:
            evidence = f"{title}: {evidence}"
        if evidence.endswith(own) or number == other:
            continue
        held = held_out(title or own)
        for true, false, _ in rng.sample(row["pairs"], min(2, len(row["pairs"]))):
            for claim in (true, false):
                yield Pair(claim, evidence, supported=False, source="elsewhere", held=held)


def _marks(row: dict[str, Any]) -> list[str]:
    """Of the sentence or of those of the passage that claims were written of."""
    return row.get("passage") or [row["sentence"]]


def news(training: Path) -> Iterator[tuple[str, str]]:
    """The sentences of Wikinews, those too whose questions are left out; they have no title."""
    for row in load(training / "wikinews_sentences.jsonl"):
        yield "", row["context"]


def by_mark(texts: Iterable[tuple[str, str]]) -> Texts:
    """Each text, and each sentence of one, with its title, by its mark."""
    found: Texts = {}
    for title, text in texts:
        plain = whole(text)
        for part in (plain, *split(plain)):
            found.setdefault(mark(part), (title.replace("_", " "), part))
    return found


def mark(sentence: str) -> str:
    """What tells a sentence: a hash of its words."""
    return sha256(" ".join(re.findall(r"\w+", sentence.lower())).encode()).hexdigest()[:12]

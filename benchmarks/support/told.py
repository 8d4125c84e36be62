"""Claims that were written to fit the checker on: pairs of a true and a false one, freely told.

`claims.jsonl` has a line for each sentence that claims were written of. The sentence itself is in
the training data, where it is found by its mark, as is `near`, one of the same article or of other
news. A pair is in almost the same words, far from those of the sentence in one half of the pairs:
what a claim says tells it from its twin, never how it says it, nor how near it is to the sentence.
(Without twins the true ones were the farther ones, and that was all that was learnt.)

The third of a pair is its kind, where that is known: two things exchanged, a direction turned, an
assertion denied, what `near` says joined to the sentence, another reason, another scope.
"""

import random
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from benchmarks.corpora import load
from benchmarks.reader.questions import Corpus, held_out
from benchmarks.support.pairs import Pair, split, whole

CLAIMS = Path(__file__).with_name("claims.jsonl")
BOTH = 0.3
"""How often the other sentence stands beside the one that a claim is told of, as where an answer
cites two."""


def told(training: Path, corpus: Corpus, rng: random.Random) -> Iterator[Pair]:
    """The claims, each with its sentence; with both where the two are joined."""
    texts = by_mark([*corpus.articles.values(), *news(training)])
    for row in load(CLAIMS):
        title, sentence = texts[row["sentence"]]
        _, near = texts[row["near"]]
        for true, false, kind in row["pairs"]:
            parts = [sentence]
            if kind == "merged" or rng.random() < BOTH:
                parts = rng.sample([sentence, near], 2)
            evidence = " ".join(parts)
            if title and rng.random() < 0.5:
                evidence = f"{title}: {evidence}"
            held = held_out(title or sentence)
            for claim, supported in ((true, True), (false, False)):
                yield Pair(claim, evidence, supported, f"told {kind}", held)


def news(training: Path) -> Iterator[tuple[str, str]]:
    """The sentences of Wikinews, those too whose questions are left out; they have no title."""
    for row in load(training / "wikinews_sentences.jsonl"):
        yield "", row["context"]


def by_mark(texts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Each text, and each sentence of one, with its title, by its mark."""
    found: dict[str, tuple[str, str]] = {}
    for title, text in texts:
        plain = whole(text)
        for part in (plain, *split(plain)):
            found.setdefault(mark(part), (title.replace("_", " "), part))
    return found


def mark(sentence: str) -> str:
    """What tells a sentence: a hash of its words."""
    return sha256(" ".join(re.findall(r"\w+", sentence.lower())).encode()).hexdigest()[:12]

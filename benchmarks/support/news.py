"""Claims of invented news articles, as a chat model would write them in an answer.

`news.jsonl` has a line for each article: its headline, publisher, date and sentences, and claims of
them, half of which hold. The false ones seldom have a wrong figure, day or name, which rules tell:
they exchange who did what, turn a direction, tell a plan as done, give a reason that nobody gave.
A third of them have a twin, in almost the same words, that holds.

`more_news.jsonl` has claims of the articles that the close reader is fitted on, told more freely;
each false one has a twin that holds. Publisher and date are in it, the sentences are those of
`benchmarks/close_reader/news.jsonl` under the same headline.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.claims.retold import claim_as_read, source_as_read
from assistant.claims.rules import bare
from assistant.claims.source import Source
from assistant.language.polarity import overlap
from benchmarks.corpora import load
from benchmarks.reader.questions import held_out
from benchmarks.support.pair import Pair

NEWS = Path(__file__).with_name("news.jsonl")
MORE = Path(__file__).with_name("more_news.jsonl")
READ = Path(__file__).parents[1] / "close_reader" / "news.jsonl"
SOME = 6
"""Claims of an article that are held against another of its sentences."""
UNLIKE = 0.34
"""The most of a claim's telling words that such a sentence has."""


def articles() -> Iterator[dict[str, Any]]:
    """The articles of both files, with their claims."""
    yield from load(NEWS)
    texts = {row["title"]: row["sentences"] for row in load(READ)}
    for row in load(MORE):
        yield {**row, "sentences": texts[row["headline"]]}


def answered(first: int = 0) -> Iterator[Pair]:
    """Each claim with what it cites, both as `assistant.verify` has them read.

    Args:
        first: the number of the first pair of twins.
    """
    twins = first
    for row in articles():
        held = held_out(row["headline"])
        pairs = [_pair(row, claim, held) for claim in row["claims"]]
        for number, claim in enumerate(row["claims"]):
            twin = claim["twin"]
            if twin is not None and pairs[twin].twin < 0:
                for one in (twin, number):
                    pairs[one] = replace(pairs[one], twin=twins)
                twins += 1
        yield from pairs


def elsewhere(rng: random.Random) -> Iterator[Pair]:
    """Claims held against another sentence of their article that has next to none of their words:
    some of each, true or false, neither of which is said there."""
    for row in articles():
        held = held_out(row["headline"])
        for claim in rng.sample(row["claims"], min(SOME, len(row["claims"]))):
            cited = [
                n
                for n, text in enumerate(row["sentences"])
                if n not in claim["cites"] and overlap(claim["claim"], text) <= UNLIKE
            ]
            if cited:
                own = {**claim, "cites": [rng.choice(cited)], "supported": False}
                yield replace(_pair(row, own, held), source="news elsewhere")


def _pair(row: dict[str, Any], claim: dict[str, Any], held: bool) -> Pair:
    article = " ".join(row["sentences"])
    on = date.fromisoformat(row["date"])
    sources = [
        Source(row["sentences"][n], row["headline"], row["publisher"], None, on, article)
        for n in claim["cites"]
    ]
    told = claim_as_read(bare(claim["claim"], sources), sources)
    evidence = " ".join(source_as_read(one) for one in sources)
    return Pair(told, evidence, claim["supported"], f"news {claim['kind']}", held)

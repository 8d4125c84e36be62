"""How many planted errors the verifier shows as supported, and how many true sentences it doubts.

    python -m benchmarks.fabrications [--articles FOLDER] [--seed N] [--show] [--checker NAME]

Twelve sets. Of `benchmarks/claims/`, `samples.json` and `corpus.json` were written by hand, from
the sample articles and, where the corpus is there, from multihop_rag's, by somebody who had not
seen the checks, `unseen.json` and `later.json` later by others who had not; `hostile.json` by
somebody who had read them and looked for what they let pass. `pairs.jsonl` holds sentences of
invented news with claims, half of them false in one thing and otherwise in almost the same words,
by others who had not seen the checks: on these the rules were widened. `pairs_unseen.jsonl` is of
the same kind, and nobody who writes rules has read it; so it may stay. `answers.json` is what two
capable models and one that makes things up wrote to the prompt of `prompts/answer.md` with the
evidence of 87 questions on the samples and the corpus; `answers_unseen.json`, of another capable
one, is all true, and nobody who writes rules has read it. `four_writers.json` was written last, by
four more who had not seen the checks, of the samples and of 70 articles of the corpus; what was
wrong of it was read and mended afterwards. `three_writers.json`, of 72 further articles, is of the
same kind, asked for in words as far from the source as an answer may be; `two_writers.json`, of 48
more, asked for as ordinary answers. The last is made by rule
(`benchmarks/support/plant.py`) from the articles of a folder, the samples where none is given;
another seed makes another one. A claim cites its sentence; where that does not hold it, the other
sentences of the article are tried, as in an answer.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from langchain_core.documents import Document

from assistant.answer import Evidence
from assistant.language.context import reach
from assistant.quote import in_words
from assistant.verify import Verdict, Verifier
from benchmarks.corpora import NEWS
from benchmarks.support.pairs import CAPITAL, split
from benchmarks.support.plant import (
    exchanged,
    fronted,
    lowered,
    negated,
    redated,
    refigured,
    renamed,
    shortened,
    turned,
)
from benchmarks.support.told import mark
from index.article import Article, digest, iso
from index.read import SUFFIXES, read
from ui.build import build_checker
from ui.settings import Settings

EXACT = ("number", "name", "date", "publisher")
"""Kinds of which none may be shown as supported."""
CLAIMS = Path(__file__).parent / "claims"
EACH = 60
"""Fabrications of each kind that are made by rule, at most."""
LONGEST = 40
"""Words of a sentence that claims are made from."""
TRUE = {"paraphrase": 300, "verbatim": 50}


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, what it cites, and whether that says it."""

    text: str
    kind: str
    supported: bool
    cited: tuple[Evidence, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, default=Path("articles"))
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--checker", help="a model by name or folder, as COPYDESK_CHECKER")
    arguments = parser.parse_args()
    articles = taken(arguments.articles)
    known = {one.id: one for one in taken(Path("articles"))}
    if (arguments.bench / NEWS).is_file():
        known |= {one.id: one for one in taken(arguments.bench / NEWS)}
    publishers = sorted({one.publisher for one in known.values() if one.publisher})
    pairs = {name: paired(CLAIMS / f"{name}.jsonl") for name in ("pairs", "pairs_unseen")}
    invented = [one for _, own in pairs.values() for one in own.values()]
    every = [*articles, *known.values(), *invented]
    texts = {one.id: one.text for one in every}
    verifier = Verifier(
        build_checker(Settings(checker=arguments.checker)),
        lambda: publishers,
        lambda article_id, version: texts[article_id],
    )
    for name, claims, own in (
        ("by hand", list(written(known, "samples", "corpus")), known),
        ("unseen", list(written(known, "unseen")), known),
        ("later", list(written(known, "later")), known),
        ("hostile", list(written(known, "hostile")), known),
        ("answers", list(written(known, "answers")), known),
        ("answers unseen", list(written(known, "answers_unseen")), known),
        ("four writers", list(written(known, "four_writers")), known),
        ("three writers", list(written(known, "three_writers")), known),
        ("two writers", list(written(known, "two_writers")), known),
        (f"by rule, seed {arguments.seed}", list(made(articles, arguments.seed)), {}),
        *((name, *own) for name, own in pairs.items()),
    ):
        everything = own or {one.id: one for one in articles}
        if claims:
            report(name, claims, verifier, everything, show=arguments.show)


def taken(path: Path) -> list[Article]:
    """The articles of a folder or file, read as an index reads them."""
    root = path if path.is_dir() else path.parent
    places = sorted(path.rglob("*")) if path.is_dir() else [path]
    found = [
        one
        for place in places
        if place.suffix.lower() in SUFFIXES
        for one in read(place, place.relative_to(root).as_posix())
    ]
    return [one for one in found if isinstance(one, Article)]


def written(known: dict[str, Article], *names: str) -> Iterator[Claim]:
    """The claims of some files, of articles that are here.

    Raises:
        ValueError: what a claim cites does not stand any more where it stood.
    """
    for path in (CLAIMS / f"{name}.json" for name in names):
        for row in json.loads(path.read_text("utf-8")):
            if all(one["article"] in known for one in row["cites"]):
                cited = tuple(
                    as_evidence(known[one["article"]], one["start"], one["end"])
                    for one in row["cites"]
                )
                if any(
                    mark(found.text) != one["mark"]
                    for found, one in zip(cited, row["cites"], strict=True)
                ):
                    raise ValueError(
                        f"What the claim {row['id']} of {path.name} cites has moved in its "
                        "article; find its place anew."
                    )
                quoted = tuple(_as_quoted(known[one.article_id], one) for one in cited)
                yield Claim(row["claim"], row["kind"], row["supported"], quoted)


def paired(path: Path) -> tuple[list[Claim], dict[str, Article]]:
    """The claims of a file that has with each the sentences that it cites, as an article."""
    claims: list[Claim] = []
    known: dict[str, Article] = {}
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        article = Article(
            digest(row["source"]),
            title="",
            text=row["source"],
            publisher=row["publisher"],
            published=date.fromisoformat(row["published"]),
        )
        known[article.id] = article
        cited = (as_evidence(article, 0, len(article.text)),)
        claims.append(Claim(row["claim"], row["kind"], row["supported"], cited))
    return claims, known


def _as_quoted(article: Article, cited: Evidence) -> Evidence:
    """Sentences with those that an answer would not quote them without."""
    document = _document(article)
    spans = document.metadata["sentences"]
    own = [n for n, (a, b) in enumerate(spans) if a < cited.end and cited.start < b]
    if not own:
        return cited
    first, last = reach(document, own[0])[0], reach(document, own[-1])[1]
    start, end = spans[first][0], spans[max(last, own[-1])][1]
    return replace(cited, text=article.text[start:end], start=start, end=end)


@cache
def _document(article: Article) -> Document:
    """All of an article as one passage."""
    spans: list[tuple[int, int]] = []
    for text in split(article.text):
        start = article.text.find(text, spans[-1][1] if spans else 0)
        if start >= 0:
            spans.append((start, start + len(text)))
    said = {"title": article.title, "publisher": article.publisher, "sentences": spans}
    return Document(article.text, metadata=said)


def made(articles: list[Article], seed: int) -> Iterator[Claim]:
    """Claims made by rule from sentences of articles."""
    rng = random.Random(seed)
    told = list(sentences(articles))
    rng.shuffle(told)
    names = sorted({name for one in articles for name in CAPITAL.findall(one.text)})
    publishers = sorted({one.publisher for one in articles if one.publisher})
    count: dict[str, int] = defaultdict(int)
    for article, text, start in told * 3:
        cited = (as_evidence(article, start, start + len(text)),)
        others = rng.sample(names, min(8, len(names)))
        wrong = [p for p in publishers if p != article.publisher and p not in text]
        for kind, altered in (
            ("number", refigured(text, rng)),
            (
                "name",
                renamed(text, rng, [o for o in others if o.lower() not in article.text.lower()]),
            ),
            ("date", redated(text, rng)),
            ("negation", negated(text, rng)),
            ("direction", turned(text, rng)),
            ("swap", exchanged(text, rng)),
            ("publisher", wrong and f"According to {rng.choice(wrong)}, {lowered(text)}"),
        ):
            if (
                altered
                and count[kind] < EACH
                and rng.random() < 0.4
                and altered not in article.text
            ):
                count[kind] += 1
                yield Claim(altered, kind, supported=False, cited=cited)
        for kind, most in TRUE.items():
            told_so = text if kind == "verbatim" else _paraphrase(text, article, rng)
            if told_so and count[kind] < most and rng.random() < 0.3:
                count[kind] += 1
                yield Claim(told_so, kind, supported=True, cited=cited)


def sentences(articles: Iterable[Article]) -> Iterator[tuple[Article, str, int]]:
    """The sentences of articles that are neither very short nor very long, and where they begin."""
    for article in articles:
        for text in split(article.text):
            start = article.text.find(text)
            if 6 <= len(text.split()) <= LONGEST and "\n" not in text and start >= 0:
                yield article, text, start


def _paraphrase(text: str, article: Article, rng: random.Random) -> str | None:
    told = text
    for how in (shortened, fronted):
        if rng.random() < 0.6:
            told = how(told, rng) or told
    if article.publisher and rng.random() < 0.4:
        day = f" on {in_words(iso(article.published) or '')}" if article.published else ""
        by = f"According to {article.publisher}, {lowered(told)}"
        told = rng.choice([by, f"{article.publisher} reported{day} that {lowered(told)}"])
    return told if told != text else None


def as_evidence(article: Article, start: int, end: int) -> Evidence:
    """A part of an article as an answer cites it."""
    return Evidence(
        article_id=article.id,
        version=article.version,
        title=article.title,
        publisher=article.publisher,
        published=iso(article.published),
        url=article.url,
        text=article.text[start:end],
        start=start,
        end=end,
        score=1.0,
        author=article.author,
    )


def report(
    name: str,
    claims: Iterable[Claim],
    verifier: Verifier,
    known: dict[str, Article],
    *,
    show: bool,
) -> None:
    """A line for each kind, and one for all of a limit."""
    told: dict[tuple[bool, str], list[tuple[Claim, Verdict]]] = defaultdict(list)
    spent: list[float] = []
    for claim in claims:
        article = known[claim.cited[0].article_id]
        others = [
            as_evidence(article, start, start + len(text))
            for text in split(article.text)
            if (start := article.text.find(text)) >= 0
        ]
        begun = time.process_time()
        verdict = verifier.verify(claim.text, claim.cited, others)
        spent.append(time.process_time() - begun)
        told[claim.supported, claim.kind].append((claim, verdict))
    every = [pair for own in told.values() for pair in own]
    print(f"\n{name}: {len(every)} claims")
    for (supported, kind), own in sorted(told.items(), key=lambda item: item[0]):
        wrong = _wrong(own)
        what = "doubted" if supported else "shown as supported"
        print(f"  {kind:12} {what:20} {len(wrong):4} of {len(own):4}  {len(wrong) / len(own):.3f}")
        for claim, verdict in wrong if show else ():
            print(f"      {claim.text}\n        | {claim.cited[0].text}")
            print(f"        | {verdict.why} {verdict.score:.2f}")
    exact = [pair for pair in every if not pair[0].supported and pair[0].kind in EXACT]
    other = [pair for pair in every if not pair[0].supported and pair[0].kind not in EXACT]
    for own, what in (
        (exact, "figures, names, dates, publishers shown as supported"),
        (other, "other fabrications shown as supported"),
        ([pair for pair in every if pair[0].supported], "true sentences doubted"),
    ):
        unsure = sum(verdict.unsure for _, verdict in own)
        print(f"  {what}: {len(_wrong(own))} of {len(own)} (not confirmed, to compare: {unsure})")
    median, high = np.percentile(spent, [50, 95])
    print(f"  processor time of a verdict: median {1000 * median:.0f} ms, p95 {1000 * high:.0f} ms")


def _wrong(own: Iterable[tuple[Claim, Verdict]]) -> list[tuple[Claim, Verdict]]:
    return [pair for pair in own if pair[1].supported != pair[0].supported]


if __name__ == "__main__":
    main()

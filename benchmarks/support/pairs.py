"""Claims with their evidence, supported or not, from `../shared/training`, to fit a checker on."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sentencex import get_sentence_boundaries

from benchmarks.corpora import load
from benchmarks.reader.questions import TOKENISED, Corpus, held_out
from benchmarks.support.pair import Pair
from benchmarks.support.plant import (
    Plant,
    exchanged,
    fronted,
    mistaken,
    negated,
    redated,
    refigured,
    renamed,
    reworded,
    shortened,
    turned,
)

MOST_WORDS = 70
"""Words of evidence; of more, the sentences nearest to the claim are kept."""
ASKED_SUBJECT = re.compile(
    r"^(?:who|what|which(?: \w+)?|what \w+)(?= (?:is|was|are|were|has|had|will|would|can|could"
    r"|became|made|won|led|wrote|\w+ed|\w+s)\b)",
    re.IGNORECASE,
)
INVERTED = re.compile(
    r"\b(is|are|was|were|can|could|will|would|has|have|had)"
    r" (it|there|he|she|they|you|each|this|that)\b"
    r"| (of|by|as|in|on|to|for|from|with|at|called|located|known|held|take|have|do)$",
    re.IGNORECASE,
)
"""A statement that is still in the order of a question."""
HOW_MANY = re.compile(r"^how many (\w+)(?= (?!do|did|does)\w+)", re.IGNORECASE)
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


PLANTS: tuple[Plant | str, ...] = (
    "name",
    *(turned, negated, refigured, redated),
    *(exchanged,) * 3,
    *(mistaken,) * 3,
)
"""What is planted, each as often as it stands here."""


def pairs(training: Path, corpus: Corpus, seed: int = 0) -> list[Pair]:
    """All pairs, mixed."""
    rng = random.Random(seed)
    found = [
        *judged(training / "support.jsonl", rng),
        *stated(corpus, rng),
        *planted(sentences(corpus), rng),
    ]
    rng.shuffle(found)
    return found


def judged(path: Path, rng: random.Random) -> Iterator[Pair]:
    """The claims that people judged, and those of them that hold with an error planted."""
    for row in load(path):
        claim, evidence = whole(row["claim"]), whole(row["evidence"])
        held, source = held_out(evidence), row["src"]
        near = nearest(claim, evidence)
        supported = row["label"] == "support"
        if source == "factcheck_gpt" and row["label"] == "nei" and rng.random() < 0.5:
            continue
        if source == "fever_dev" and rng.random() < 0.4:
            continue
        yield Pair(claim, near, supported, source, held)
        if supported:
            altered = rng.choice([turned, negated, exchanged, refigured, redated])(claim, rng)
            if altered:
                yield Pair(altered, near, False, f"{source}+", held)


def stated(corpus: Corpus, rng: random.Random) -> Iterator[Pair]:
    """Questions and their answers as statements; with another answer of the article, not said."""
    by_article: dict[int, list[str]] = {}
    for question in corpus.questions:
        if question.answers:
            by_article.setdefault(question.article, []).append(question.answers[0])
    for question in corpus.questions:
        if not question.answers or question.source == "answer_sentence":
            continue
        answer = whole(question.answers[0])
        told = statement(question.text, answer)
        title, text = corpus.articles[question.article]
        if told is None or not 0 < len(answer.split()) <= 8:
            continue
        near = holding(answer, whole(question.text), whole(text))
        if near is None:
            continue
        held = corpus.held(question)
        near = f"{title.replace('_', ' ')}: {near}" if title and rng.random() < 0.5 else near
        yield Pair(told, near, True, question.source, held)
        kin = [whole(o) for o in by_article[question.article] if o and like(o, answer)]
        inside = [other for other in kin if other in near] or kin or guesses(near, answer)
        if inside and (other := statement(question.text, rng.choice(inside))):
            yield Pair(other, near, False, f"{question.source}-", held)


def sentences(corpus: Corpus) -> Iterator[tuple[str, str, str, bool]]:
    """Sentences of articles, with the one after each, the title, and whether they are held out."""
    for title, text in corpus.articles.values():
        plain = whole(text)
        parts = [part for part in split(plain) if 8 <= len(part.split()) <= 45]
        for number, part in enumerate(parts):
            after = parts[number + 1] if number + 1 < len(parts) else ""
            yield part, after, title.replace("_", " "), held_out(title or text)


def planted(
    told: Iterator[tuple[str, str, str, bool]], rng: random.Random, most: int = 25_000
) -> Iterator[Pair]:
    """True sentences and altered ones, either against the other, so that neither looks its part.

    Both are said in other words alike, as far as rules go.
    """
    found = list(told)
    rng.shuffle(found)
    names = [name for text, *_ in found[:4000] for name in CAPITAL.findall(text[1:])]
    for text, after, title, held in found[:most]:
        local = CAPITAL.findall(f"{after} {title}")
        plant = rng.choice(PLANTS)
        if isinstance(plant, str):
            altered, kind = renamed(text, rng, local or rng.sample(names, 3)), plant
        else:
            altered, kind = plant(text, rng), plant.__name__
        if not altered:
            continue
        source = f"planted {kind}"
        one, other = (text, altered) if rng.random() < 0.5 else (altered, text)
        context = f"{title}: {one}" if title and rng.random() < 0.5 else one
        if after and rng.random() < 0.5:
            context = f"{context} {after}"
        seed = rng.random()
        yield Pair(retold(other, random.Random(seed)), context, False, source, held)
        yield Pair(retold(one, random.Random(seed)), context, True, source, held)


def retold(text: str, rng: random.Random) -> str:
    """A sentence shortened, turned round or in other words, each now and then."""
    for how, often in ((shortened, 0.5), (fronted, 0.5), (reworded, 0.4)):
        if rng.random() < often:
            text = how(text, rng) or text
    return text


def statement(question: str, answer: str) -> str | None:
    """A question with its answer as a statement, where the answer is the subject; else `None`."""
    text = whole(question).rstrip(" ?")
    if not answer:
        return None
    many = HOW_MANY.match(text)
    if many and re.search(r"\d|^[a-z]+$", answer):
        rest = text[many.end() :]
        noun = "" if len(answer.split()) > 1 else f" {many[1]}"
        told = f"{answer}{noun}{rest}"
        return None if INVERTED.search(told) else f"{told}."
    if ASKED_SUBJECT.match(text):
        rest = ASKED_SUBJECT.sub("", text, count=1)
        told = f"{answer[0].upper()}{answer[1:]}{rest}"
        return None if INVERTED.search(told) else f"{told}."
    return None


def like(one: str, other: str) -> bool:
    """Whether two different answers are of a kind: both with a figure, or both names."""
    if not one or one.lower() in other.lower() or other.lower() in one.lower():
        return False
    figures = bool(re.search(r"\d", one)), bool(re.search(r"\d", other))
    return figures[0] == figures[1] and one[0].isupper() == other[0].isupper()


def guesses(text: str, answer: str) -> list[str]:
    """Names or figures of a text that are not the answer."""
    pattern = r"\d[\d,.]*\d|\d" if re.search(r"\d", answer) else CAPITAL.pattern
    return [g for g in re.findall(pattern, text) if like(g, answer)]


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [found["text"].strip() for found in get_sentence_boundaries("en", text)]


def holding(answer: str, question: str, text: str) -> str | None:
    """The sentence that holds an answer, the nearest to its question."""
    asked = set(question.lower().split())
    found = [part for part in split(text) if answer.lower() in part.lower()]
    best = max(found, key=lambda part: len(asked & set(part.lower().split())), default=None)
    return best if best and len(best.split()) <= MOST_WORDS else None


def nearest(claim: str, evidence: str) -> str:
    """The evidence, or of a long one the sentences that share the most with the claim, in order."""
    if len(evidence.split()) <= MOST_WORDS:
        return evidence
    words = set(re.findall(r"\w{3,}", claim.lower()))
    parts = split(evidence)

    def shared(number: int) -> int:
        return len(words & set(re.findall(r"\w{3,}", parts[number].lower())))

    kept: list[int] = []
    for number in sorted(range(len(parts)), key=shared, reverse=True):
        if sum(len(parts[n].split()) for n in [*kept, number]) <= MOST_WORDS or not kept:
            kept.append(number)
    return " ".join(" ".join(parts[n] for n in sorted(kept)).split()[:MOST_WORDS])


def whole(text: str) -> str:
    """A text as it reads, where it was cut into tokens."""
    for token, sign in (
        ("-LRB-", "("),
        ("-RRB-", ")"),
        ("-LSB-", "["),
        ("-RSB-", "]"),
        ("--", "–"),
    ):
        text = text.replace(token, sign)
    for pattern, reads in TOKENISED:
        text = pattern.sub(reads, text)
    return text.strip()


def shares(found: Sequence[Pair]) -> dict[str, tuple[int, int]]:
    """How many pairs each source brought, and how many of them hold."""
    counts: dict[str, tuple[int, int]] = {}
    for pair in found:
        all_, true = counts.get(pair.source, (0, 0))
        counts[pair.source] = all_ + 1, true + pair.supported
    return counts

"""What a question asks for: its telling words, the kind of answer, the publishers it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Turn
from assistant.words import weight
from index.keywords import Tokenizer, Word

Kind = Literal["who", "when", "where", "number", "other"]

ASKS = re.compile(r"\b(who|whom|whose|when|where|what|which|how|why)\b")
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"how (many|much|old|long|far|high|tall|large|big|wide|deep|fast)\b")),
    ("number", re.compile(r"(what|which) (\w+ )?(percentage|number|share|price|cost|amount)\b")),
    ("when", re.compile(r"when|(what|which) (year|day|date|month|time)\b")),
    ("where", re.compile(r"where|(what|which) (city|town|country|place|state|region)\b")),
    ("who", re.compile(r"who")),
)
"""Looked for where the first asking word stands; the first pattern that fits tells."""

ASKING = frozenset(
    [
        "who",
        "whom",
        "whose",
        "what",
        "which",
        "when",
        "where",
        "why",
        "how",
        "does",
        "did",
        "do",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "should",
        "much",
        "many",
        "long",
        "old",
        "tell",
        "me",
        "about",
        "please",
        "say",
        "says",
        "said",
        "name",
        "give",
        "according",
        "article",
        "articles",
        "report",
        "reported",
        "reports",
        "reporting",
    ]
)
"""Words of asking; they say nothing of what an answer holds."""

FOLLOWS_ON = re.compile(
    r"^(and|but|so|also|then)\b|\b(he|she|they|it|him|her|them|his|their|its|that|this|those)\b"
)
SHORT = 1.5
"""Telling words that weigh less than this together do not make a question of their own."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone. `weights` are by stem; `publishers` are as the library has
    them, in the order in which the question names them."""

    text: str
    weights: dict[str, float]
    kind: Kind
    publishers: tuple[str, ...]
    stems: frozenset[str]


def read(
    text: str, history: Sequence[Turn], publishers: Sequence[str], tokenizer: Tokenizer
) -> Question:
    """Read a question, with what was asked before it where it does not stand alone."""
    weights = telling(text, tokenizer)
    if history and _follows_on(text, weights):
        text = f"{text.strip()} ({history[-1].question.strip()})"
        weights = telling(text, tokenizer)
    (words,) = tokenizer([text])
    return Question(
        text=text,
        weights=weights,
        kind=kind(text),
        publishers=named(text, publishers),
        stems=frozenset(word.stem for word in words),
    )


def telling(text: str, tokenizer: Tokenizer) -> dict[str, float]:
    """The stems of a question's words that say what it is about, and how much each does."""
    (words,) = tokenizer([text])
    found = {word.stem: _weight(word) for word in words}
    return {stem: value for stem, value in found.items() if value > 0}


def _weight(word: Word) -> float:
    return 0.0 if word.text in ASKING or len(word.text) < 2 else weight(word.text)


def _follows_on(text: str, weights: dict[str, float]) -> bool:
    return sum(weights.values()) < SHORT and bool(
        FOLLOWS_ON.search(text.lower()) or len(text.split()) <= 2
    )


def kind(text: str) -> Kind:
    """The kind of answer that a question asks for."""
    lower = text.lower()
    asks = ASKS.search(lower)
    if not asks:
        return "other"
    return next((kind for kind, pattern in KINDS if pattern.match(lower, asks.start())), "other")


def named(text: str, publishers: Sequence[str]) -> tuple[str, ...]:
    """The publishers whose names stand in a text, in order; longer names first where one holds
    another ("The Age" in "The Age of Sport" does not count)."""
    found: list[tuple[int, str]] = []
    for publisher in sorted(publishers, key=len, reverse=True):
        core = re.sub(r"^the\s+", "", publisher.split(" | ")[0], flags=re.IGNORECASE)
        match = re.search(rf"(?<!\w){re.escape(core)}(?!\w)", text)
        if match and len(core) > 2:
            found.append((match.start(), publisher))
            text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return tuple(publisher for _, publisher in sorted(found))

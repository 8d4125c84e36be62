"""What a question asks for: its telling words, the kind of answer, the publishers it names."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answer import Turn
from assistant.dates import Span, dates
from assistant.publishers import named, named_each, unknown
from assistant.words import weight
from index.keywords import Tokenizer, Word

Kind = Literal["who", "when", "where", "number", "other"]
Told = Callable[[Turn], Sequence[str]]
"""Gives the sentences of the articles that a turn cites."""
Named = Literal["publishers", "dates"]
"""What a question can name that it wants its answer from."""

ASKS = re.compile(r"\b(who|whom|whose|when|where|what|which|how|why)\b")
AMOUNTS = (
    "age|amount|average|budget|cost|depth|distance|fare|fee|fine|height|length|limit|number|"
    "percentage|population|price|rate|salary|score|share|size|speed|sum|temperature|total|turnout|"
    "value|wage|weight|width"
)
AMOUNT = re.compile(rf"\b({AMOUNTS})\b")
"""What a question without an asking word, "turnout regional election", asks for."""
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"how (many|much|old|long|far|high|tall|large|big|wide|deep|fast)\b")),
    (
        "number",
        re.compile(rf"what('s|’s| is| was| were| are) the (\w+ )?({AMOUNTS})\b"),
    ),
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

_SOMEBODY = r"he|she|they|it|him|her|them|his|their|its"
FOLLOWS_ON = re.compile(rf"^(and|but|so|also|then)\b|\b({_SOMEBODY}|that|this|those)\b")
SOMEBODY = re.compile(rf"\b({_SOMEBODY})\b", re.IGNORECASE)
VERB = re.compile(
    r"\b(am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might"
    r"|must)\b|n['’]t\b|\b(who|what|where|when|how|why|that|there|it|he|she|they)['’](s|re|ve|d|ll)\b"
)
"""Those that a question without a verb of its own has not; others cannot be told from nouns."""
LEAVES_OUT = re.compile(
    r"(why|how|when|where|(?:what|which) (?:year|day|date|month|time|age|price)|at|by|for|from|in"
    r"|of|on|to|with|since|until|before|after|about|against|under|any|no|another|other)\b"
)
"""How a question begins that has no verb: "Why so muted?", "At what age?"."""
BRIEF = 5
"""Words of such a question, at most."""
NAME = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]*")
TOLD = 0.7
"""The share of a question's telling words, by weight, that a sentence has which tells of it."""
THE = re.compile(r"\bthe\b", re.IGNORECASE)
"""Whoever says "the council" takes it that it is known which."""
WHAT_ABOUT = re.compile(r"(?:and |but |so )?(?:what|how) about\b", re.IGNORECASE)
"""The same question of another publisher, where one is named, or of what little is named."""
WHETHER = re.compile(
    r"\W*(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|should)\b", re.IGNORECASE
)
LATEST = re.compile(r"\b(latest|newest|most recent(ly)?|currently|by now|so far)\b", re.IGNORECASE)
SHORT = 1.5
"""Telling words that weigh less than this together do not make a question of their own."""


_PUBLISHING = r"publish|report|wrote|written|writes?\b"
REPORTED = re.compile(rf"\b({_PUBLISHING})", re.IGNORECASE)
"""Where a question has this, the time in it is that of publication."""
WHATEVER = re.compile(
    rf"\b(?:(?:{_PUBLISHING}|happen)\w*|news|story|stories|since|between|during)\b", re.IGNORECASE
)
"""Words of a question for whatever is of a time."""
LITTLE = 0.3
"""Telling words that weigh less than this together name nothing."""
SIDES = re.compile(
    r"[,;:?]\s|"
    r"[,;]?\s(?:and|while|whereas|before|after|than|versus|vs\.?|but|compared (?:to|with))\s"
)
"""Between two of these stands a part of a question that may be searched on its own."""
SIDE = 2.0
"""Telling words that weigh less than this together are no side; they join the next one."""


@dataclass(frozen=True, slots=True)
class Side:
    """A part of a question; `start` and `end` are where in it."""

    text: str
    start: int
    end: int
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone. `weights` are by stem; `publishers` are as the library has
    them, in the order in which the question names them; `mentions` are the same for each name in
    it, which several may go by; `unknown` are those that it has not; `of_a_time` is whether it asks
    for whatever is of a time, and perhaps of a publisher;
    `sides` are two or more, or none."""

    text: str
    weights: dict[str, float]
    kind: Kind
    publishers: tuple[str, ...]
    stems: frozenset[str]
    sides: tuple[Side, ...] = ()
    dates: tuple[Span, ...] = ()
    unknown: tuple[str, ...] = ()
    mentions: tuple[tuple[str, ...], ...] = ()
    of_a_time: bool = False

    @property
    def whether(self) -> bool:
        """Whether it is answered by yes or no."""
        return bool(WHETHER.match(self.text))

    @property
    def latest(self) -> bool:
        """Whether it asks for the newest of what there is."""
        return bool(LATEST.search(self.text))

    @property
    def side(self) -> Side:
        """All of it, as the one side it has where it has no others."""
        return Side(self.text, 0, len(self.text), self.publishers)

    def names_day(self, day: date | None) -> bool:
        """Whether a day is within a time that the question names."""
        return day is not None and any(
            (span.first or day) <= day <= (span.last or day) for span in self.dates
        )


def read(
    text: str,
    history: Sequence[Turn],
    publishers: Sequence[str],
    tokenizer: Tokenizer,
    today: date,
    told: Told = lambda _: (),
) -> Question:
    """Read a question, with what was asked before it where it does not stand alone."""
    text = _standing_alone(text, history, publishers, tokenizer, told)
    weights = telling(text, tokenizer)
    (words,) = tokenizer([text])
    spans, mentions = dates(text, today), named_each(text, publishers)
    by_name = tuple(dict.fromkeys(name for names in mentions for name in names))
    return Question(
        text=text,
        weights=weights,
        kind=kind(text),
        publishers=by_name,
        stems=frozenset(word.stem for word in words),
        sides=sides(text, publishers, tokenizer),
        dates=spans,
        unknown=unknown(text, publishers),
        mentions=mentions,
        of_a_time=bool(spans) and _says_no_more(text, spans, by_name, tokenizer),
    )


def _says_no_more(
    text: str, spans: Sequence[Span], publishers: Sequence[str], tokenizer: Tokenizer
) -> bool:
    """Whether a question for things says nothing but a time and who published something then."""
    asks = ASKS.search(text.lower())
    if (asks and asks[1] not in {"what", "which"}) or WHETHER.match(text) or SOMEBODY.search(text):
        return False
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    of_publishers = telling(" ".join(publishers), tokenizer)
    about = telling(WHATEVER.sub(" ", text), tokenizer).items()
    return sum(value for stem, value in about if stem not in of_publishers) < LITTLE


def sides(text: str, publishers: Sequence[str], tokenizer: Tokenizer) -> tuple[Side, ...]:
    """The parts of a question that say enough to be searched on their own, where there are two."""
    spans = [(0, len(text))]
    for cut in SIDES.finditer(text):
        start, end = spans[-1]
        if _says_enough(text[start : cut.start()], tokenizer):
            spans[-1:] = [(start, cut.start()), (cut.end(), end)]
    start, end = spans[-1]
    if len(spans) > 1 and not _says_enough(text[start:end], tokenizer):
        spans[-2:] = [(spans[-2][0], end)]
    if len(spans) < 2:
        return ()
    return tuple(Side(text[a:b], a, b, named(text[a:b], publishers)) for a, b in spans)


def _says_enough(text: str, tokenizer: Tokenizer) -> bool:
    return sum(telling(text, tokenizer).values()) >= SIDE


def telling(text: str, tokenizer: Tokenizer) -> dict[str, float]:
    """The stems of a question's words that say what it is about, and how much each does."""
    (words,) = tokenizer([text])
    found = {word.stem: _weight(word) for word in words}
    return {stem: value for stem, value in found.items() if value > 0}


def _weight(word: Word) -> float:
    return 0.0 if word.text in ASKING or len(word.text) < 2 else weight(word.text)


def _standing_alone(
    text: str,
    history: Sequence[Turn],
    publishers: Sequence[str],
    tokenizer: Tokenizer,
    told: Told,
) -> str:
    """A question with what it leaves out, in brackets: the question that it follows on from; only
    the names in that, where it is about the story that was told, else that is answered again."""

    def is_told(text: str, before: Sequence[Turn]) -> bool:
        return _is_told(text, tokenizer, lambda: told(before[-1]))

    def follows(text: str, before: Sequence[Turn]) -> bool:
        return bool(before) and (_follows_on(text, publishers, tokenizer) or is_told(text, before))

    if history and _follows_on(text, publishers, tokenizer):
        return f"{text.strip()} ({_complete(history, follows)})"
    if history and is_told(text, history):
        before = _complete(history, follows)
        return f"{text.strip()} ({' '.join(NAME.findall(before)) or before})"
    return text


def _follows_on(text: str, publishers: Sequence[str], tokenizer: Tokenizer) -> bool:
    says = sum(telling(text, tokenizer).values())
    if WHAT_ABOUT.match(text):
        return says < SHORT or bool(named(text, publishers))
    return says < SHORT and (bool(FOLLOWS_ON.search(text.lower())) or _leaves_out(text, says))


def _leaves_out(text: str, says: float) -> bool:
    """Whether a question says too little to be one: "For how much?", "Why the change?"."""
    words = len(text.split())
    if words <= 2 or not says:
        return True
    text = text[:1].lower() + text[1:]  # "May" in it is no verb
    begins = LEAVES_OUT.match(text)
    named = NAME.search(text) and not ASKS.match(text)  # Where in Oslo?
    return bool(words <= BRIEF and begins and not named and not VERB.search(text))


def _is_told(text: str, tokenizer: Tokenizer, sentences: Callable[[], Sequence[str]]) -> bool:
    """Whether a short question is about something that one of some sentences says: after "What does
    the bridge cost?", "How did the council vote?"."""
    own = telling(text, tokenizer)
    says = sum(own.values())
    if not own or says >= SHORT or not THE.search(text) or NAME.search(text):
        return False
    stems = ({word.stem for word in words} for words in tokenizer(sentences()))
    return any(sum(own[stem] for stem in own.keys() & said) >= TOLD * says for said in stems)


def _complete(before: Sequence[Turn], follows: Callable[[str, Sequence[Turn]], bool]) -> str:
    """The last question, and where that followed on as well, the one that it followed on from."""
    last = before[-1].question.strip()
    alone = next(
        turn.question.strip()
        for number, turn in reversed(list(enumerate(before)))
        if not follows(turn.question, before[:number])
    )
    return alone if alone == last else f"{last} {alone}"


def kind(text: str) -> Kind:
    """The kind of answer that a question asks for."""
    lower = text.lower()
    asks = ASKS.search(lower)
    if not asks:
        return "number" if AMOUNT.search(lower) and not WHETHER.match(lower) else "other"
    return next((kind for kind, pattern in KINDS if pattern.match(lower, asks.start())), "other")

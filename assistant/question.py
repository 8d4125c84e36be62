"""What a question asks for: its telling words, the kind of answer, the publishers it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answer import Citation
from assistant.dates import Span, dates
from assistant.language.words import weight
from assistant.publishers import named, named_each, unknown
from index.keywords import Tokenizer, Word

Kind = Literal["who", "when", "where", "number", "other"]
Named = Literal["publishers", "dates"]
"""What a question can name that it wants its answer from."""

ASKS = re.compile(r"\b(who|whom|whose|when|where|what|which|how|why)\b")
ASKS_AGAIN = re.compile(rf",? (?:and|or) {ASKS.pattern}", re.IGNORECASE)
AMOUNTS = (
    "age|amount|average|budget|cost|depth|distance|fare|fee|fine|height|length|limit|number|"
    "percentage|population|price|rate|salary|score|share|size|speed|sum|temperature|total|turnout|"
    "value|wage|weight|width"
)
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

SOMEBODY = r"he|she|they|it|him|her|them|his|their|its"
"""Words that stand for who or what was spoken of before."""
AUXILIARIES = (
    r"\b(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might"
    r"|must)\b|n['’]t\b"
)
NAMED = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]*")
"""A word whose capital does not come from standing first: the question says what it is about."""
WHETHER = re.compile(
    r"\W*(?:(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|should|must|might"
    r"|shall)(?:n[’']t)?|won[’']t|may (?:an?|the|this|these|i|we|you|he|she|it|they|my|our|your"
    r"|his|her|its|their)|may (?=[a-z][\w-]* [^?]+\?))\b",
    re.IGNORECASE,
)
AND = re.compile(r"^\W*(?:and|but|so|or) ", re.IGNORECASE)
LATEST = re.compile(r"\b(latest|newest|most recent(ly)?|currently|by now|so far)\b", re.IGNORECASE)
BARE = re.compile(
    r"\W*(?:(?:and|but|so|or) )?(?:(?:about|at|by|for|from|in|of|on|since|till|to|until|with) )?"
    r"(?:who|whom|whose|when|where|why|(?:what|which|how)"
    rf"(?: (?:many|much|long|old|often|far|come|one|ones|for|time|year|day|{AMOUNTS}))?)"
    r"(?: (?:not|else|exactly|precisely|then))?\W*",
    re.IGNORECASE,
)
"""A question of one asking word, for one thing more of what the one before asked: since when?"""
SHORT = 1.5
"""Telling words that weigh less than this together do not make a question of their own."""


_OF_SOMEBODY = re.compile(rf"\b({SOMEBODY})\b", re.IGNORECASE)
_PUBLISHING = r"publish|report|wrote|written|writes?\b"
REPORTED = re.compile(rf"\b({_PUBLISHING})", re.IGNORECASE)
"""Where a question has this, the time in it is that of publication."""
WHATEVER = re.compile(
    rf"\b(?:(?:{_PUBLISHING}|happen)\w*|news|story|stories|since|between|during|until|till|within"
    r"|any(?:thing)?|every(?:thing)?|each|events?|things?|else|important|main|big(?:gest)?|top"
    r"|(?:came|come|comes|coming|goes|going|went|took|take|takes|taking|place|us|show|list|give)"
    r"|today|yesterday|last|this|these|those|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
"""Words of a question for whatever is of a time."""
_BROAD = re.compile(
    r"\bwhat (?:(?:has|have|was|were) )?happen"
    r"|\bwhat(?:['’]s| is| are) (?:new\b(?! [A-Z])|known\b(?! as)|said\b|going on\b)"
    r"|\bwhat (?:has|have) been (?:said|written|reported)\b"
    r"|\bwhat(?:['’]s| is| are) the (?:latest|news) (?:on|about|with|from|of)\b"
    r"|\bwhat (?:do|does|did) (?:the |these )?(?:articles|news|papers?) (?:say|tell|report|write)"
    r"|\bwhat (?:do|does|did|has|have) [^?]{2,60} (?:say|said)"
    r"(?: (?:in|on|since|last|this) [^?]+)?\W*$"
    r"|\bwhat(?:['’]s| is| was) (?:the|that|this) (?:article|story|report)\b[^?]*\babout\W*$"
    r"|\btell me\b|\b(?:is|are) there any(?:thing)?\b|\bdo(?:es)? (?:you|they) have any(?:thing)?\b"
)
_TELL = re.compile(r"\W*tell me about ", re.IGNORECASE)
"""How a question for a story begins, without courtesy; see `assistant.courtesy`."""
_OF_A_PUBLISHER = re.compile(r"\bwhat (?:do|does|did|has|have)\b.*\b(?:say|report|write|publish)")
"""Questions for whatever there is: on a thing, in a publication."""
_COMPLETED = re.compile(r"(?<=\S) \(\S+ .+\)$")
"""How one ends that was not complete, see `assistant.follow_ups.following`; “(WHO)” is a part of
one."""
WHAT_ABOUT = re.compile(r"(?:and |but |so )?(?:what|how) about\b", re.IGNORECASE)
"""The same question of another publisher, where one is named, or of what little is named."""
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
    for whatever is of a time, and perhaps of a publisher; `about` are those of `weights` that say
    what it is about, and not whose articles it wants, or of when; `sides` are two or more, or none;
    `typed` is how it was typed, where what it leaves out follows in brackets; `told` are the
    articles that the answer before it cites, where it names nothing and may be of what they tell;
    `given` is what that answer quoted first.
    """

    text: str
    weights: dict[str, float]
    about: dict[str, float]
    kind: Kind
    publishers: tuple[str, ...]
    stems: frozenset[str]
    sides: tuple[Side, ...] = ()
    dates: tuple[Span, ...] = ()
    unknown: tuple[str, ...] = ()
    mentions: tuple[tuple[str, ...], ...] = ()
    of_a_time: bool = False
    told: tuple[str, ...] = ()
    given: tuple[Citation, ...] = ()
    typed: str = ""

    @property
    def whether(self) -> bool:
        """Whether it is answered by yes or no."""
        return bool(WHETHER.match(self.text))

    @property
    def own(self) -> str:
        """Its text without what completes it; all of it where that asks nothing by itself."""
        own = self.typed or _COMPLETED.sub("", self.text)
        asks = ASKS.search(own.lower()) or WHETHER.match(AND.sub("", own))
        return own if asks and not WHAT_ABOUT.match(own) else self.text

    @property
    def is_bare(self) -> bool:
        """Whether it asks for one thing more of what the question before did, and says nothing."""
        return self.completed and bool(BARE.fullmatch(self.own))

    @property
    def particular(self) -> bool:
        """Whether it asks something that is there or not, and not for whatever there is on a
        thing, as "flood wall" does, and "What did the Post report of it?"."""
        text = self.own[:1].lower() + self.own[1:]
        if self.completed and self.publishers and WHAT_ABOUT.match(text):
            return False
        if _BROAD.search(text) or (self.publishers and _OF_A_PUBLISHER.search(text)):
            return False
        return self.whether or bool(ASKS.search(text.lower()))

    @property
    def of_a_story(self) -> bool:
        """Whether it is for a story as a whole: “Tell me about the wreck.”"""
        return bool(_TELL.match(self.own))

    @property
    def completed(self) -> bool:
        """Whether it followed on, and has what it leaves out in brackets."""
        return bool(self.typed or _COMPLETED.search(self.text))

    @property
    def is_read_closely(self) -> bool:
        """Whether one sentence can answer it: not where it has several sides or is for whatever is
        of a time."""
        return (self.latest or not self.sides) and not self.of_a_time

    @property
    def twofold(self) -> bool:
        """Whether it asks two things of one subject, which may be no sides of it: "When will the
        quarry close, and what becomes of the pit?"."""
        return bool(ASKS_AGAIN.search(self.text))

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
    publishers: Sequence[str],
    tokenizer: Tokenizer,
    today: date,
    newest: date | None = None,
) -> Question:
    """Read a question that stands alone.

    Args:
        publishers: those that the library has.
        newest: the day of its newest article; see `assistant.dates.dates`.
    """
    weights = telling(text, tokenizer)
    (words,) = tokenizer([text])
    spans, mentions = dates(text, today, newest), named_each(text, publishers)
    by_name = tuple(dict.fromkeys(name for names in mentions for name in names))
    strangers, parts = unknown(text, publishers), sides(text, publishers, tokenizer)
    said = [*by_name, *strangers, *(text[span.start : span.end] for span in spans)]
    from_where = telling(" ".join(said), tokenizer).keys() if not parts else set()
    return Question(
        text=text,
        weights=weights,
        kind=kind(text),
        publishers=by_name,
        stems=frozenset(word.stem for word in words),
        sides=parts,
        dates=spans,
        unknown=strangers,
        mentions=mentions,
        of_a_time=bool(spans) and _says_no_more(text, spans, by_name, tokenizer),
        about={s: value for s, value in weights.items() if s not in from_where} or weights,
    )


def _says_no_more(
    text: str, spans: Sequence[Span], publishers: Sequence[str], tokenizer: Tokenizer
) -> bool:
    """Whether a question for things says nothing but a time and who published something then."""
    asks = ASKS.search(text.lower())
    if (
        (asks and asks[1] not in {"what", "which"})
        or WHETHER.match(text)
        or _OF_SOMEBODY.search(text)
    ):
        return False
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    of_publishers = telling(" ".join(publishers), tokenizer)
    return telling(WHATEVER.sub(" ", text), tokenizer).keys() <= of_publishers.keys()


def sides(text: str, publishers: Sequence[str], tokenizer: Tokenizer) -> tuple[Side, ...]:
    """The parts of a question that say enough to be searched on their own, where there are two."""
    spans = [(0, len(text))]
    for cut in SIDES.finditer(text):
        start, end = spans[-1]
        if _says_enough(text[start : cut.start()], publishers, tokenizer):
            spans[-1:] = [(start, cut.start()), (cut.end(), end)]
    start, end = spans[-1]
    if len(spans) > 1 and not _says_enough(text[start:end], publishers, tokenizer):
        spans[-2:] = [(spans[-2][0], end)]
    if len(spans) < 2:
        return ()
    return tuple(Side(text[a:b], a, b, named(text[a:b], publishers)) for a, b in spans)


def _says_enough(text: str, publishers: Sequence[str], tokenizer: Tokenizer) -> bool:
    """Whether a part of a question says enough, and more than who published it."""
    said = telling(text, tokenizer)
    if sum(said.values()) < SIDE:
        return False
    return bool(said.keys() - telling(" ".join(named(text, publishers)), tokenizer).keys())


def telling(text: str, tokenizer: Tokenizer) -> dict[str, float]:
    """The stems of a question's words that say what it is about, and how much each does."""
    (words,) = tokenizer([text])
    found = {word.stem: _weight(word) for word in words}
    return {stem: value for stem, value in found.items() if value > 0}


def _weight(word: Word) -> float:
    return 0.0 if word.text in ASKING or len(word.text) < 2 else weight(word.text)


def kind(text: str) -> Kind:
    """The kind of answer that a question asks for."""
    lower = text.lower()
    asks = ASKS.search(lower)
    if not asks:
        return "other"
    return next((kind for kind, pattern in KINDS if pattern.match(lower, asks.start())), "other")

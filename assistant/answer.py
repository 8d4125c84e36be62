"""The nouns of an answer: evidence, citation, sentence, and the answer that holds them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from index.constraints import Constraints

NOT_SAID = "not in the articles"
NOT_CONFIRMED = "not confirmed: compare"

Status = Literal["answered", "not_found"]
Reason = Literal["nothing_close", "close_but_not_answering", "unknown_publisher", "outside_dates"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences of one article that may answer: `text == article.text[start:end]`.

    `score` is the estimated probability that they do.
    """

    article_id: str
    version: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    text: str
    start: int
    end: int
    score: float
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence under the number that an answer gives it.

    `quote == article.text[start:end]`, in Unicode code points of that version of the article.
    `page` counts from 1, in articles that have pages. `also_in` are the copies of the same story
    that have the quote too: `article_id`, `publisher`, `url` of each.
    """

    number: int
    article_id: str
    version: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    quote: str
    start: int
    end: int
    page: int | None = None
    also_in: tuple[dict[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, the numbers of its citations, and whether they say it.

    `compare` are the numbers of what a reader may compare a sentence with that is not supported:
    nothing in them speaks against it, and they do not surely say it.
    """

    text: str
    citations: tuple[int, ...]
    supported: bool = True
    compare: tuple[int, ...] = ()

    @property
    def doubt(self) -> str:
        """What is said of a sentence that is not supported, with the numbers of what it may be
        compared with at the end; empty of one that is."""
        if self.supported:
            return ""
        numbers = "".join(f"[{number}]" for number in self.compare)
        return f"– {NOT_CONFIRMED} {numbers}" if numbers else f"({NOT_SAID})"

    @property
    def marked(self) -> str:
        """The sentence, and the doubt of it."""
        return f"{self.text} {self.doubt}".rstrip()


def day_of(published: str | None) -> date | None:
    """The day of a stored date, an ISO 8601 day or moment; `None` where that is not known."""
    return date.fromisoformat(published[:10]) if published else None


def in_paragraphs(sentences: Iterable[Sentence]) -> str:
    """Sentences as the text of an answer, so that what is doubted is not read as said."""
    return "\n\n".join(sentence.marked for sentence in sentences)


@dataclass(frozen=True, slots=True)
class Differing:
    """A value that one of several articles gives, where they differ, and its citation's number."""

    value: str
    citation: int


@dataclass(frozen=True, slots=True)
class Headline:
    """An article offered where nothing answers."""

    article_id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: how many articles, from which day to which, within which limits.

    `titles` are those of the articles that the search was limited to; `undated` is how many of
    those searched have no date.
    """

    articles: int
    first: date | None
    last: date | None
    constraints: Constraints = field(default_factory=Constraints)
    titles: tuple[str, ...] = ()
    undated: int = 0

    def to_json(self) -> dict[str, Any]:
        """As DESIGN gives it: days as ISO 8601."""
        limits = self.constraints.to_json()
        return {
            "articles": self.articles,
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
            "undated": self.undated,
            **{name: limits[name] for name in ("publishers", "after", "before")},
            "article_ids": limits["articles"],
            "titles": list(self.titles),
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Searched":
        """What `to_json` gave; what was kept by an earlier version names no articles, and does not
        say how many have no date."""
        first, last, after, before = (
            date.fromisoformat(given[name]) if given[name] else None
            for name in ("from", "to", "after", "before")
        )
        only = tuple(given.get("article_ids", ()))
        limits = Constraints(tuple(given["publishers"]), after, before, only)
        titles = tuple(given.get("titles", ()))
        return cls(given["articles"], first, last, limits, titles, given.get("undated", 0))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the articles say to a question, or that they do not.

    `score` is the estimated probability that the quotes answer. `text` is for reading, with `[1]`
    for citations; it says of a sentence that is not supported that it is not. `nearest` are at most
    three headlines, where nothing answers. `differing` is what articles give that do not agree, the
    newest first.
    """

    question: str
    searched_as: str
    status: Status
    score: float
    text: str
    searched: Searched
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Headline, ...] = ()
    reason: Reason | None = None
    notice: str | None = None
    differing: tuple[Differing, ...] = ()

    @property
    def warns(self) -> bool:
        """Whether the notice is to be read before the answer: of what is not said, or differs."""
        return bool(self.differing) or not all(one.supported for one in self.sentences)

    def to_json(self) -> dict[str, Any]:
        """The object that the command line, the HTTP API and an export give."""
        return {
            "question": self.question,
            "searched_as": self.searched_as,
            "status": self.status,
            "score": round(self.score, 4),
            "reason": self.reason,
            "notice": self.notice,
            "answer": self.text,
            "sentences": [asdict(sentence) for sentence in self.sentences],
            "citations": [asdict(citation) for citation in self.citations],
            "nearest": [asdict(headline) for headline in self.nearest],
            "searched": self.searched.to_json(),
            "differing": [asdict(value) for value in self.differing],
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Answer":
        """What `to_json` gave; what was kept by an earlier version tells no values apart, and
        names nothing to compare a sentence with."""
        return cls(
            question=given["question"],
            searched_as=given["searched_as"],
            status=given["status"],
            score=given["score"],
            text=given["answer"],
            searched=Searched.from_json(given["searched"]),
            sentences=tuple(
                Sentence(
                    one["text"],
                    tuple(one["citations"]),
                    one["supported"],
                    tuple(one.get("compare", ())),
                )
                for one in given["sentences"]
            ),
            citations=tuple(
                Citation(**{**one, "also_in": tuple(one["also_in"])}) for one in given["citations"]
            ),
            nearest=tuple(Headline(**one) for one in given["nearest"]),
            reason=given["reason"],
            notice=given["notice"],
            differing=tuple(Differing(**one) for one in given.get("differing", ())),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a conversation, the text of its answer, and what that cited."""

    question: str
    answer: str
    citations: tuple[Citation, ...] = ()

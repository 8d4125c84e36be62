"""An answer that a model writes: from evidence that we give ids, checked sentence by sentence."""

import logging
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from time import monotonic
from typing import Any
from unicodedata import category, normalize

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessageChunk
from langchain_core.prompts import ChatPromptTemplate

from assistant.answer import Evidence
from assistant.claims.frames import LISTED
from assistant.evidence import Candidate, evidence
from assistant.language.opinion import is_opinion
from assistant.markers import (
    CLOSING,
    INVISIBLE,
    TURNS,
    Draft,
    Drafted,
    issue,
    without_ids,
)
from assistant.quote import in_words
from assistant.steps import timed, took
from assistant.thoughts import Anew, Thoughts
from assistant.verify import Verdict, Verifier
from index.embedding import SentenceEmbeddings
from index.errors import ModelError

log = logging.getLogger(__name__)

BUDGET = 2000
"""Tokens of evidence that a model is given, counted by the embedding model's tokenizer."""
OF_ID, OF_HEAD = 12, 40
"""Tokens that the id of a sentence takes there, and what stands over an article, about."""
CHARACTERS = 4
"""Of a token of a prompt, about, where a model does not count them."""
REPEATS = 2
"""Sentences said again after which a model goes in circles."""
NO_ANSWER = re.compile(
    r"the articles do not (?:say|answer)\b(?!.*\b(?:but|although|though|however|except|while)\b)",
    re.IGNORECASE,
)
"""Says that there is no answer, and nothing else."""
CUT = frozenset(["length", "max_tokens", "MAX_TOKENS"])
"""What providers' packages call it that a model reached its limit."""
STOP = re.compile(rf"[.!?…。！？؟।]{CLOSING}$")
NEVER_LAST = re.compile(
    r"(?:\b(?:the|an?|of|and|or|but|because|whose|than|into)|[,;(–—-])$", re.IGNORECASE
)
"""What no sentence ends with."""
INFLECTED = frozenset(["s", "es", "d", "ed", "ing", "ly", "er", "n", "e", "r"])
"""What a word may lack of another and be a word."""


BRACKETS = str.maketrans("[]【】〔〕⟦⟧<>", "()()()()‹›")
"""What stands for brackets in an article's words: those of ids and of turns are ours alone."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a model has written of the sentence on its way; nothing has been checked of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence as it was written, and the verdict on it."""

    text: str
    verdict: Verdict


@dataclass(slots=True)
class Material:
    """The evidence of a question by the ids that are issued for it, and as a model reads it."""

    text: str
    by_id: dict[str, Evidence]


@dataclass(slots=True)
class Told:
    """The sentences that a model has written, and how often it has said one of them again."""

    texts: set[str] = field(default_factory=set)
    repeats: int = 0
    stopped: bool = False
    """Whether a full stop, or its like, ends the last one."""
    evidence: Sequence[Evidence] = ()
    """What the last one is said by, or may be compared with."""

    def adds(self, text: str) -> bool:
        """Whether a sentence was not written before; remembers it."""
        words = " ".join(re.findall(r"\w+", LISTED.sub("", text).casefold()))
        new = words not in self.texts
        self.texts.add(words)
        self.repeats += not new
        self.stopped = bool(STOP.search(text))
        return new

    @property
    def in_circles(self) -> bool:
        """Whether nothing more is to be waited for: small models end in a loop."""
        return self.repeats >= REPEATS


class Failed(Exception):  # noqa: N818 - said to the reader, not raised at them
    """The model gave no answer; the message says why, in a sentence for the reader."""


class Writer:
    """Writes answers with a chat model.

    Args:
        budget: tokens of evidence.
    """

    def __init__(self, model: BaseChatModel, verifier: Verifier, *, budget: int = BUDGET) -> None:
        self.model = model
        self.verifier = verifier
        self._budget = budget

    def write(
        self, question: str, material: Material, today: date
    ) -> Iterator[Words | Checked | Anew]:
        """The sentences of an answer as they are finished, each once and with its verdict, and
        between them the words on their way. A model that goes in circles is left; what it thinks
        is left out, also where that shows only when it has thought.

        Raises:
            Failed: the model gave nothing that can be shown, or broke off; what came is valid.
        """
        try:
            self.verifier.load()
        except ModelError as error:  # what cannot be checked is not written
            raise Failed(str(error)) from error
        thoughts, draft, told = Thoughts(), Draft(material.by_id), Told()
        finish: str | None = None
        with closing(self._said(question, material, today)) as chunks:
            for chunk in chunks:
                finish = _finish(chunk) or finish
                for said in thoughts.said(str(chunk.text)):
                    if isinstance(said, Anew):
                        draft, told = Draft(material.by_id), Told()
                        yield said
                        continue
                    yield from self._checked(draft.feed(said), told, material)
                    if told.in_circles:
                        log.info("the model said the same again, and was left")
                        return
                    if draft.pending:
                        yield Words(draft.pending)
        rest = [one for said in thoughts.end() for one in draft.feed(said)]
        rest += draft.end()
        yield from self._checked(rest[:-1], told, material)
        if rest and _broken_off(rest[-1], finish, told, material):
            raise Failed("The model stopped in mid-sentence.")
        yield from self._checked(rest[-1:], told, material)
        if not told.texts:  # or it says so itself, see FAILURES
            raise Failed("The model gave no answer.")

    def _said(self, question: str, material: Material, today: date) -> Generator[BaseMessageChunk]:
        """What the model says, as it comes. The time that is logged is what it was waited for.

        Raises:
            Failed: it cannot be asked, or goes away.
        """
        begun, waited, tokens = monotonic(), 0.0, 0
        messages = prompt("answer").invoke(
            {
                "today": in_words(today.isoformat()),
                "evidence": material.text,
                "question": " ".join(question.split()),
            }
        )
        try:
            with closing(self.model.stream(messages)) as stream:  # type: ignore[type-var]
                for chunk in stream:
                    if not waited:
                        took("the model's first words", monotonic() - begun)
                    waited += monotonic() - begun
                    tokens = max(tokens, _prompt_tokens(chunk))
                    yield chunk
                    begun = monotonic()
        except ModelError as error:  # it says all there is to say
            raise Failed(str(error)) from error
        except Exception as error:  # each provider's package has errors of its own
            log.warning("the model failed: %s: %s", type(error).__name__, error)
            raise Failed(why(error)) from error
        finally:
            took("writing", waited)
            about = len(messages.to_string()) // CHARACTERS
            told = f"{tokens} tokens, as the model counts" if tokens else f"about {about} tokens"
            log.info("the prompt: %s", told)

    def _checked(
        self, drafted: Iterable[Drafted], told: Told, material: Material
    ) -> Iterator[Checked]:
        """Sentences with their verdicts, but for those that were told before."""
        for one in drafted:
            if told.adds(one.text):
                cited = [material.by_id[name] for name in one.ids]
                with timed("checking a sentence"):
                    verdict = self.verifier.verify(
                        one.text, cited, list(material.by_id.values()), told.evidence
                    )
                told.evidence = verdict.evidence
                yield Checked(one.text, verdict)

    def material(
        self,
        question: str,
        sentences: Sequence[tuple[float, Candidate]],
        embeddings: SentenceEmbeddings,
    ) -> Material:
        """The passages of the best sentences, whole, as many as the budget holds.

        Args:
            sentences: with the probability that each answers, the best first.
        """
        passages: dict[str | None, list[tuple[float, Candidate]]] = {}
        for score, candidate in sentences:
            passages.setdefault(candidate.document.id, []).append((score, candidate))
        chosen: list[tuple[float, Candidate]] = []
        left = self._budget
        for own in passages.values():
            rows = sorted(own, key=lambda pair: pair[1].number)
            costs = [n + OF_ID for n in embeddings.token_counts([c.text for _, c in rows])]
            if OF_HEAD + sum(costs) > left and chosen:
                continue
            while OF_HEAD + sum(costs) > left and len(rows) > 1:  # the sentences that say most
                least = min(range(len(rows)), key=lambda n: rows[n][0])
                del rows[least], costs[least]
            chosen += rows
            left -= OF_HEAD + sum(costs)
        ids = issue(len(chosen), question)
        by_id = {
            name: evidence(candidate, score)
            for name, (score, candidate) in zip(ids, chosen, strict=True)
        }
        text = _as_text([candidate for _, candidate in chosen], ids)
        log.info("%d sentences of evidence", len(chosen))
        return Material(text, by_id)


def prompt(name: str) -> ChatPromptTemplate:
    """A prompt by the name of its file."""
    text = files("prompts").joinpath(f"{name}.md").read_text("utf-8")
    return ChatPromptTemplate.from_messages([("human", text)])


def _as_text(candidates: Sequence[Candidate], ids: Sequence[str]) -> str:
    lines: list[str] = []
    article = None
    for candidate, name in zip(candidates, ids, strict=True):
        meta = candidate.document.metadata
        if meta["article_id"] != article:
            article = meta["article_id"]
            day = in_words(meta["published"]) if meta["published"] else None
            opinion = "opinion" if is_opinion(meta["title"], meta["url"]) else None
            about = ", ".join(filter(None, (meta["publisher"], opinion, day)))
            lines.append(
                f"\nArticle “{harmless(meta['title'])}”"
                + (f" ({harmless(about)})" if about else "")
            )
        lines.append(f"[{name}] {harmless(candidate.text)}")
    return "\n".join(lines).strip()


def harmless(text: str) -> str:
    """An article's words on one line, with nothing that could pass for an id, for the marks that
    part a prompt, or that nobody sees."""
    text = TURNS.sub(" ", _narrow(INVISIBLE.sub("", text)))
    text = re.sub(r"#{2,}|`{3,}|-{3,}|={3,}", " ", without_ids(text))
    return " ".join(text.translate(BRACKETS).split())


def _narrow(text: str) -> str:
    """Letters, digits and signs in other widths and styles as the plain ones that they are read as
    (NFKC), so that none can stand for a mark; “½” and “m²”, which say more, stay."""
    if text.isascii():
        return text
    return "".join(_as_plain(sign) if sign > "\x7f" else sign for sign in text)


@cache
def _as_plain(sign: str) -> str:
    plain = normalize("NFKC", sign)
    same = len(plain) == 1 and "!" <= plain <= "~" and category(sign) not in {"No", "Lo", "Lm"}
    return plain if same else sign


def _prompt_tokens(chunk: BaseMessageChunk) -> int:
    """How many tokens a model says that it was given; 0 where this piece says nothing of it."""
    usage: dict[str, int] = getattr(chunk, "usage_metadata", None) or {}
    return usage.get("input_tokens", 0)


def _finish(chunk: BaseMessageChunk) -> str | None:
    """Why the model ended, where a chunk says so, in its provider's words."""
    meta: dict[str, Any] = chunk.response_metadata
    return meta.get("finish_reason") or meta.get("done_reason") or meta.get("stop_reason")


def _broken_off(last: Drafted, finish: str | None, told: Told, material: Material) -> bool:
    """Whether the model was cut off within its last sentence: as it says, or as one looks that
    neither ends nor has a marker at its end.

    One that says that it has finished is believed, unless it put a stop to the sentence before, or
    no sentence ends so."""
    if STOP.search(last.text) or last.text.endswith(":"):
        return False
    if finish in CUT or last.closed:
        return finish in CUT
    if finish:
        return told.stopped or _is_cut(last.text, material.text)
    return len(last.text.split()) > 2


def _is_cut(text: str, evidence: str) -> bool:
    """Whether a text ends as no sentence does, or in a word that is not whole: a word of the
    evidence begins so, and none is so."""
    if NEVER_LAST.search(text):
        return True
    word = text.rpartition(" ")[2]
    known = set(re.findall(r"\w+", evidence))
    longer = (one[len(word) :] for one in known - {word} if one.startswith(word))
    return word.isalnum() and word not in known and not INFLECTED.issuperset(longer)


FAILURES: tuple[tuple[frozenset[int], str, str], ...] = (
    (frozenset(), r"no generation chunks", "The model gave no answer."),
    (
        frozenset([401, 403]),
        r"authentication|api[ _]key",
        "The model refused the key that it was given, or was given none.",
    ),
    (
        frozenset([429]),
        r"rate ?limit|quota",
        "The model has a limit on how often it is asked, and it is reached.",
    ),
    (frozenset([408, 504]), r"time ?out|timed out", "The model did not answer in time."),
    (
        frozenset([413]),
        r"context.*(length|exceed|size|window)|(exceed|maximum).*context"
        r"|(prompt|input|message|request)\b.{0,20} too (long|large)|too many (input )?tokens",
        "The question and its evidence are too long for the model.",
    ),
    (
        frozenset([404]),
        r"not ?found|does not exist",
        "The model that is set does not exist there.",
    ),
    (
        frozenset([502, 503]),
        r"connect|refused|unreachable|peer closed",
        "The model cannot be reached.",
    ),
    (
        frozenset([500, 529]),
        r"overloaded|internal ?server ?error",
        "The model's server failed; ask again later.",
    ),
)
"""By HTTP status, or by words in the error: what has happened."""


def why(error: BaseException) -> str:
    """What a failure of a model means, in a sentence for the reader."""
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    text = f"{type(error).__name__} {error}".lower()
    for codes, words, meaning in FAILURES:
        if status in codes or re.search(words, text):
            return meaning
    return f"The model failed ({type(error).__name__})."

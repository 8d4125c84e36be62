"""The assistant: a question in, an answer of checked quotes out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from langchain_core.documents import Document

from assistant import courtesy
from assistant.absent import is_name, missing, not_written, reason
from assistant.answer import (
    Answer,
    Citation,
    Evidence,
    Headline,
    Searched,
    Sentence,
    Turn,
    in_paragraphs,
)
from assistant.calibration import calibration
from assistant.composed import Composed
from assistant.corrected import corrections, told_corrected
from assistant.differ import apart, differing, read_values, told_apart
from assistant.evidence import Candidate, Meaning, candidates, compare, evidence
from assistant.fits import holders
from assistant.fits.namesakes import of_the_named
from assistant.follow_ups.antecedent import in_full
from assistant.follow_ups.following import (
    FAR,
    Openings,
    last_answered,
    names_something,
    standing_alone,
)
from assistant.follow_ups.rephrase import leans, rephrase
from assistant.found import Found, ranked, read_again
from assistant.models import close_reader, reader
from assistant.models.reranker import Reranker
from assistant.passages import find, first_of_each, narrower
from assistant.question import Question, read
from assistant.quote import (
    MOST,
    compose,
    nothing,
    numbered,
    overlaps,
    strays,
    widened,
)
from assistant.steps import timed
from assistant.story import beginning, by_article, leads, opening
from assistant.thoughts import Anew
from assistant.whose import Whose, text_of
from assistant.write import NO_ANSWER, Checked, Failed, Words, Writer
from index.article import printable
from index.constraints import Constraints
from index.copies import repeats
from index.index import Index

PASSAGES = 20
"""Passages whose sentences are looked at."""
NEWEST = 20
"""Articles of a time, among which are those quoted: some are copies of one story."""
LONGEST = 2000
"""Characters of a question; what is longer is a text, not a question."""
EQUAL, STILL = 1 / 3, 0.75
"""The newest comes first of what has this share of the best one's score: where the latest is asked
for, and where it is asked whether something is so: what was refused may be granted since."""
EVERYWHERE = Constraints()

OF_THAT_TIME = "{number:,} articles are {known}from that time."
UNCERTAIN = "It is not certain that this answers the question."
NONE_HOLDS = "The articles confirm nothing that the model wrote."
NO_ANSWER_FOUND = "The model found no answer in the articles."
QUOTED = "These are quotes."


class Assistant:
    """Answers questions from an index, and from nothing else.

    Args:
        reranker: puts the passages found in order; `None` leaves them as they were found.
        writer: writes answers from the evidence; `None`: they are quotes.
    """

    def __init__(
        self,
        index: Index,
        today: Callable[[], date] = date.today,
        reranker: Reranker | None = None,
        writer: Writer | None = None,
    ) -> None:
        self.index = index
        self.reranker = reranker
        self.writer = writer
        self._today = today

    def load(self) -> None:
        """Load the models that find, read and check; those that are loaded stay.

        Raises:
            ModelError: one of them is not there, or cannot be used.
        """
        self.index.embeddings.load()
        if self.index.embeddings.packaged:
            close_reader.load()
        if self.reranker:
            self.reranker.load()
        if self.writer:
            self.writer.verifier.load()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        constraints: Constraints = EVERYWHERE,
        refuse: bool = True,
    ) -> Answer:
        """One answer; see `stream`."""
        *_, answer = self.stream(question, history, constraints=constraints, refuse=refuse)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        constraints: Constraints = EVERYWHERE,
        refuse: bool = True,
    ) -> Iterator[Words | Sentence | Anew | Answer]:
        """The sentences of an answer one by one, and at last the whole answer.

        Where a model writes, its words on their way come between them, unchecked; a sentence takes
        the place of the words that became it. `Anew` takes all of them back. The answer can be
        quotes after all, then its sentences are not those that came.

        Args:
            history: what was asked and answered before, the oldest first.
            constraints: what the search is limited to.
            refuse: False gives the best quotes whatever their score, for measuring.
        """
        question = printable(question)
        extent = self.index.library.extent(constraints)
        titles = self.index.library.titles(constraints.articles)
        searched = Searched(
            extent.articles, extent.first, extent.last, constraints, titles, extent.undated
        )
        if problem := unanswerable(question, history):
            yield Answer(question, question, "not_found", 0.0, problem, searched)
            return
        said = courtesy.without(question)
        with timed("reading the question"):
            asked = self._standing_alone(said, courtesy.asked_before(history))
        found = self._newest_of_then(asked, constraints) or self._find(asked, constraints)
        answered = bool(found.sentences) and (found.answers or not refuse)
        if answered:
            found = self._of_what_is_named(asked, constraints, found)
        answer = Answer(
            question=question,
            searched_as=asked.text,
            status="not_found",
            score=found.score,
            text="",
            searched=searched,
            notice=_joined(
                self.index.keywords_only(),
                not_written(self.index, asked, said, found.documents),
                _of_that_time(found.of_then, extent.undated) if found.of_then > MOST else None,
            ),
        )
        if answered:
            parts = (
                self._written(answer, asked, found, history)
                if self.writer
                else _quoted(answer, asked, found, history)
            )
            for part in parts:
                yield self._located(part) if isinstance(part, Answer) else part
        else:
            why = reason(self.index.library, asked, searched, found.documents)
            text = nothing(searched, why, asked)
            yield replace(answer, text=text, nearest=_headlines(found.documents), reason=why)

    def _written(
        self,
        unanswered: Answer,
        asked: Question,
        found: Found,
        history: Sequence[Turn],
    ) -> Iterator[Words | Sentence | Anew | Answer]:
        """What the writer makes of the evidence; the quotes, where nothing of that holds. Where
        articles differ and it leaves one out, or what takes something back, that is quoted."""
        assert self.writer
        material = self.writer.material(asked.text, found.of_it, self.index.embeddings)
        composed, failure, silent = Composed(history), "", False
        try:
            for part in self.writer.write(asked.text, material, self._today()):
                if isinstance(part, Anew):
                    composed = Composed(history)
                if not isinstance(part, Checked):
                    yield part
                    continue
                silent = bool(NO_ANSWER.match(part.text))
                if not silent:
                    yield composed.add(part.text, part.verdict)
        except Failed as error:
            failure = str(error)
        if not composed.held:
            if not failure:
                failure = NO_ANSWER_FOUND if silent and not composed.sentences else NONE_HOLDS
            for quoted in _quoted(unanswered, asked, found, history):
                if isinstance(quoted, Answer):
                    yield replace(quoted, notice=_joined(f"{failure} {QUOTED}", quoted.notice))
            return
        held = list(composed.held.values())
        left_out = [one.evidence for one in found.apart]
        corrected = [one for one, _ in corrections(held, found.sentences, asked.text)]
        left_out += _not_cited(corrected, left_out)
        yield from composed.quote(_not_cited(left_out, held))
        yield replace(
            _of(unanswered, composed.sentences, composed.named, found),
            notice=_joined(
                *composed.doubts(),
                failure or None,
                unanswered.notice,
                *_of_what_is_cited(asked, found, composed.cited),
            ),
        )

    def _located(self, answer: Answer) -> Answer:
        """An answer whose citations say on which page they stand, where their articles have any,
        and which copies of their articles have the quote too."""
        library = self.index.library
        copies = library.copies([one.article_id for one in answer.citations])
        return replace(
            answer,
            citations=tuple(
                replace(
                    one,
                    page=library.page_of(one.article_id, one.version, one.start),
                    also_in=tuple(
                        copy
                        for copy in copies.get(one.article_id, ())
                        if (other := library.article(str(copy["article_id"])))
                        and repeats(other.text, one.quote)
                    ),
                )
                for one in answer.citations
            ),
        )

    def _find(self, asked: Question, constraints: Constraints) -> Found:
        equal = EQUAL if asked.latest else STILL if asked.whether and not asked.sides else None
        by_words = self.index.keywords_only() is not None
        with timed("searching"):
            documents = of_the_named(asked.text, self._passages(asked, constraints))
            sentences = ranked(self.candidates(asked, documents), equal, by_words=by_words)
        decide = calibration().decision(by_words=not self.index.reads())
        features = [candidate.features for _, candidate in sentences]
        score = decide.score(features, unheld=bool(asked.unknown))
        answers = score >= decide.threshold
        witnesses = differing(asked, sentences)
        found = Found(documents, sentences, score, answers, witnesses, doubted=by_words)
        if sentences and asked.of_a_story and (leads := self._leads(asked, documents, score)):
            return replace(found, answers=True, leads=leads)
        whose = Whose(self.index.library, asked)
        if told := whose.words(found) or whose.introductions(found):
            return told
        if not sentences or not self.index.reads():
            return found
        with timed("reading closely"):
            names_a_stranger = self._names_a_stranger(asked)
            if asked.is_read_closely and (answers or not names_a_stranger):
                absent = bool(asked.told and missing(self.index, asked, asked.own))
                found = read_again(asked, found, equal, absent=absent)
            if not found.answers:
                return found
            if names_a_stranger or whose.speaks:  # “the researchers” may be called something else
                found = replace(found, doubted=True)
            found = whose.of_the_bodies(whose.of_the_people(found))
            return replace(found, witnesses=read_values(asked, found.witnesses))

    def _leads(
        self, asked: Question, documents: Sequence[Document], score: float
    ) -> list[Evidence]:
        """How those of the articles found begin that are on a story; copies once."""
        first = first_of_each(documents, lambda document: document.metadata["article_id"])
        stories = self._one_of_each_story([one.metadata["article_id"] for one in first])
        openings = self.candidates(asked, self.index.library.openings(stories))
        return leads(asked, openings, score, self.index.tokenizer)

    def _passages(self, asked: Question, constraints: Constraints) -> list[Document]:
        """The passages whose sentences are looked at; where it is asked whether somebody holds an
        office, also those that tell who does."""
        documents = self.passages(asked, PASSAGES, constraints)
        office = holders.asked(asked.own)
        if not office or office.who == asked.own:
            return documents
        found = self.passages(self.read(office.who), PASSAGES // 2, constraints)
        known = {document.id for document in documents}
        return [*documents, *(one for one in found if one.id not in known)]

    def _names_a_stranger(self, asked: Question) -> bool:
        """Whether a question has a name that no article has: what is said of others is then no
        answer, however much it reads like one."""
        return any(is_name(one, asked.text) for one in missing(self.index, asked, asked.text))

    def _of_what_is_named(self, asked: Question, constraints: Constraints, found: Found) -> Found:
        """The same, unless no quote is of what the question names and others that are answer it.

        So it is true where an answer says that nothing from there, or from then, does.
        """
        if not (named := strays(asked, found.chosen(asked))):
            return found
        limited = (self._find(asked, limit) for limit in narrower(asked, constraints, named))
        return max(
            (one for one in limited if one.answers), key=lambda one: one.score, default=found
        )

    def _newest_of_then(self, asked: Question, constraints: Constraints) -> Found | None:
        """The newest articles of the time that a question asks for, where that is all that it asks
        and there are any: whatever they say, they answer by being from then."""
        if not asked.of_a_time:
            return None
        for of_then in narrower(asked, constraints, "dates"):
            (limit,) = narrower(asked, of_then, "publishers") or [of_then]
            number, newest = self.index.library.entries(limit=NEWEST, constraints=limit)
            if newest:
                stories = self._one_of_each_story([entry.article_id for entry in newest])
                documents = self.index.library.openings(stories[:MOST])
                openings = self.candidates(asked, documents)
                leads = [evidence(beginning(own), score=1.0) for own in by_article(openings)]
                leads.sort(key=lambda one: one.published or "", reverse=True)
                sentences = ranked(openings)
                return Found(documents, sentences, 1.0, answers=True, of_then=number, leads=leads)
        return None

    def _one_of_each_story(self, articles: Sequence[str]) -> list[str]:
        """The first of each article and its copies."""
        copies = self.index.library.copies(articles)
        told: set[str | None] = set()
        first = []
        for own in articles:
            if own not in told:
                first.append(own)
                told |= {copy["article_id"] for copy in copies.get(own, ())}
        return first

    def search(self, query: str, k: int, constraints: Constraints = EVERYWHERE) -> list[Document]:
        """The ranking of passages that the answer to a question is made from."""
        return self.passages(self.read(printable(query)), k, constraints)

    def read(self, question: str, history: Sequence[Turn] = ()) -> Question:
        """What a question asks for."""
        known = self.index.library.publishers(), self.index.tokenizer, self._today()
        full = in_full(question, history[-FAR:], self._article)
        alone = standing_alone(question, history, *known, self._told, self._other, full)
        asked = read(alone, *known, self.index.library.newest())
        if history and alone.startswith(f"{full.strip()} ("):
            asked = replace(asked, typed=full.strip(), sides=())  # brackets begin no other side
        put_otherwise = alone not in (question, full) and not asked.completed
        if not history or put_otherwise or names_something(question):
            return asked
        last = last_answered(history)
        cited = dict.fromkeys(one.article_id for one in last.citations)
        is_other = question.strip() != last.question.strip()
        return replace(asked, told=tuple(cited), given=last.citations[:1] if is_other else ())

    def _article(self, cited: Citation) -> str:
        """The text of the article that a citation is of."""
        return text_of(self.index.library, cited.article_id, cited.version)

    def _told(self, turn: Turn) -> Sequence[str]:
        """The sentences of the articles that a turn cites."""
        cited = {citation.article_id for citation in turn.citations}
        return self.index.library.sentences_of(sorted(cited))

    def _other(self, question: str, turn: Turn) -> Openings | None:
        """How the article begins that a question finds on its own, where a turn does not cite it;
        and how those do that it cites."""
        cited = [citation.article_id for citation in turn.citations]
        found = find(self.index, self.read(question), 1, EVERYWHERE) if cited else []
        own = [document.metadata["article_id"] for document in found]
        if not own or own[0] in cited:
            return None
        headline, lead = opening(*self.index.library.openings(own))
        told = [opening(document) for document in self.index.library.openings(cited)]
        return Openings(headline, lead, "\n".join(chain(*told)))

    def _standing_alone(self, question: str, history: Sequence[Turn]) -> Question:
        """What a question asks for; where it may follow on and a model writes, as that puts it."""
        asked = self.read(question, history)
        if self.writer and history and (asked.text != question or leans(question)):
            alone = rephrase(self.writer.model, question, history, self.index.tokenizer)
            return self.read(alone) if alone else asked
        return asked

    def passages(self, asked: Question, k: int, constraints: Constraints) -> list[Document]:
        """The passages for a question that was read."""
        if self.reranker is None:
            return find(self.index, asked, k, constraints)
        found = find(self.index, asked, max(k, PASSAGES), constraints)
        return self.reranker.order(asked.text, found)[:k]

    def candidates(self, asked: Question, documents: Sequence[Document]) -> list[Candidate]:
        """The sentences of passages, with what tells whether they answer."""
        meanings = self._meanings(asked, documents)
        return candidates(asked, documents, self.index.tokenizer, meanings)

    def _meanings(self, asked: Question, documents: Sequence[Document]) -> dict[int, Meaning]:
        """How passages compare to a question beyond their words, by passage."""
        if self.index.keywords_only():
            return {}
        library, ids = self.index.library, [int(document.id or 0) for document in documents]
        embedded = self.index.embeddings.embed_question(asked.text)
        tokens = library.tokens(ids)
        read = reader.ask(embedded) if tokens else None
        return compare(read, embedded.vector, library.sentence_vectors(ids), tokens)


def _of_that_time(number: int, undated: int) -> str:
    """How many articles are from a time; of those without a date it is not known."""
    return OF_THAT_TIME.format(number=number, known="known to be " if undated else "")


def _joined(*notices: str | None) -> str | None:
    return " ".join(filter(None, notices)) or None


def _quoted(
    unanswered: Answer, asked: Question, found: Found, history: Sequence[Turn]
) -> Iterator[Sentence | Answer]:
    """The quotes that answer, one by one, and the whole answer."""
    citations = numbered(found.chosen(asked), history)
    sentences = tuple(compose(citations))
    yield from sentences
    yield replace(
        _of(unanswered, sentences, citations, found),
        notice=_joined(unanswered.notice, *_of_what_is_cited(asked, found, citations)),
    )


def _of(
    unanswered: Answer,
    sentences: Sequence[Sentence],
    citations: tuple[Citation, ...],
    found: Found,
) -> Answer:
    """The answer that sentences are, but for what its head says."""
    return replace(
        unanswered,
        status="answered",
        text=in_paragraphs(sentences),
        sentences=tuple(sentences),
        citations=citations,
        differing=apart(found.apart, citations),
    )


def _of_what_is_cited(
    asked: Question, found: Found, citations: Sequence[Citation]
) -> Iterator[str | None]:
    """What the head of an answer has to say of its citations."""
    yield widened(asked, citations)
    yield told_apart(found.apart)
    yield told_corrected(citations, found.sentences, asked.text)
    yield UNCERTAIN if found.doubted else None


def _not_cited(evidence: Sequence[Evidence], cited: Sequence[Evidence]) -> list[Evidence]:
    """What is not cited: that its article is, for something else, does not say it."""
    return [one for one in evidence if not any(overlaps(one, other) for other in cited)]


def unanswerable(question: str, history: Sequence[Turn] = ()) -> str | None:
    """What to say to something that is no question, but for what was asked before; `None` if it may
    be one."""
    if len(question) > LONGEST:
        return (
            f"This is {len(question):,} characters long; ask a question of at most "
            f"{LONGEST:,} characters."
        )
    said = courtesy.without(question)
    if not any(character.isalnum() for character in said):
        return "Ask a question in words; there is nothing here to search for."
    if courtesy.OF_NOTHING.fullmatch(said) and not history:
        return "Say of what: “Tell me about the flood”, or whatever the articles may tell of."
    if courtesy.OF_ITSELF.fullmatch(said) and not (history and courtesy.THIS.search(said)):
        return "Ask what the articles may say: each answer is their own sentences, with the place."
    return None


def _headlines(documents: Sequence[Document]) -> tuple[Headline, ...]:
    """The first three different articles of a ranking."""
    articles = first_of_each(documents, lambda document: document.metadata["article_id"])
    return tuple(
        Headline(m["article_id"], m["title"], m["publisher"], m["published"], m["url"])
        for m in (document.metadata for document in articles[:3])
    )

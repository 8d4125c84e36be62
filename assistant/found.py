"""What a search brought: passages and their sentences, and which of these are the quotes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from langchain_core.documents import Document
from numpy.typing import NDArray
from scipy.special import expit

from assistant.answer import Citation, Evidence, day_of
from assistant.calibration import calibration
from assistant.corrected import with_corrections
from assistant.differ import Witness, certain, probable
from assistant.evidence import Candidate, evidence
from assistant.fits.fitting import LONG_AGO, Fitting, fitting
from assistant.follow_ups.following import names_something
from assistant.language.opinion import is_label, is_of_the_author
from assistant.language.reasons import GIVEN, WHY
from assistant.passages import first_of_each
from assistant.question import SHORT, Question
from assistant.quote import (
    MOST,
    WORTH,
    WORTH_READ,
    Shares,
    choose,
    choose_from_each,
    of_the_publishers_first,
    of_the_time_named,
)
from assistant.windows import BEST, CLEAR, FOLLOWING, WIDELY, read_closely

NEAR = 0.1
"""A passage with less than this share of the first one's probability answers no side."""
UNREAD = -9.0
"""The logit of a sentence that was not read closely: hardly one that was has less."""
NEARER, OF_ANOTHER, AGAIN, ODDS = 2.0, 3.0, 2.0, 1.0
"""Where a question follows on: what is added to the log odds of the sentences of the articles that
the last answer cites, before it is told which are read closely. Where it was completed, what is
taken from the logit of all others after that, for read without its story "How much is a ticket?" is
answered by any ticket; what is taken from that of the last answer's first quote, which seldom
answers twice; and the most that the log odds of there being an answer are taken to be: it has the
words of the question before, which was answered.

Of 112 such questions (`benchmarks/asked_after.json`) half have no answer: of these 35 are told so
and 14 said not to be certain (3 and 1 where those that are completed are not read closely; 28 and
12 with odds of 2, nothing taken for a second time, and “she” read as that). Of the others one of
three quotes answers 39 (34; 42)."""
CHANGED = 0.1
"""Where it is asked what may have changed since, as who holds an office, the newest comes first of
the sentences that tell it and have this share of the best one's score."""
Scored = list[tuple[float, Candidate]]
"""Sentences with the probability that each answers, the best first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: passages and their sentences, the best first, and whether they
    answer. `score` is the estimated probability that they do; `witnesses` are what differs or may;
    `of_then` is how many articles are of a time, where the question is for whatever is; `doubted`
    is whether it is uncertain that any sentence, read closely, says what is asked; `worth` what
    share of the best sentence's probability others have that are quoted; `others` are the articles
    that are of others than whom the question names; `leads` how those begin that are of the time,
    or on the story, which is asked for as a whole."""

    documents: Sequence[Document]
    sentences: Sequence[tuple[float, Candidate]]
    score: float
    answers: bool
    witnesses: Sequence[Witness] = ()
    of_then: int = 0
    doubted: bool = False
    worth: Shares = WORTH
    others: frozenset[str] = frozenset()
    leads: Sequence[Evidence] = ()

    @property
    def of_it(self) -> Sequence[tuple[float, Candidate]]:
        """The sentences of articles that may be of whom the question names."""
        if not self.others:
            return self.sentences
        return [
            pair
            for pair in self.sentences
            if pair[1].document.metadata["article_id"] not in self.others
        ]

    @property
    def apart(self) -> list[Witness]:
        """What differs, the newest first; nothing where it is uncertain that any of it answers, or
        where stories are told."""
        return [] if self.doubted or self.leads else certain(self.witnesses)

    def chosen(self, asked: Question) -> list[Evidence]:
        """The quotes that answer: first what differs; where the latest is asked for, the question's
        sides do not matter; where it is a story, or whatever is of a time, how articles begin."""
        if self.leads:
            return with_corrections(self.leads[:MOST], self.sentences, asked.text)
        told = [pair for pair in self.of_it if _tells(asked, pair[1])] or self.of_it
        least = min(self.worth) * told[0][0] if told else 0.0
        best = [
            evidence(candidate, score, asked.text) for score, candidate in told if score >= least
        ]
        if not asked.sides or asked.latest:
            best = of_the_publishers_first(asked, of_the_time_named(asked, best))
            first = [one.evidence for one in probable(self.witnesses) or self.witnesses]
            chosen = choose(best, first, self.worth)
            apart = [one.evidence for one in self.apart]
            return with_corrections(chosen, self.sentences, asked.text, apart)
        firsts = _best_of_each(asked, told, self.documents)
        return choose_from_each(firsts, best, len(asked.publishers))


def _tells(asked: Question, one: Candidate) -> bool:
    """Whether a sentence tells something of the story: not what the article is, nor, but where it
    is asked who somebody is, who wrote it."""
    author = one.document.metadata["author"]
    of_the_author = asked.kind != "who" and is_of_the_author(one.text, author)
    return not is_label(one.text) and not of_the_author


def _best_of_each(
    asked: Question, found: Sequence[tuple[float, Candidate]], documents: Sequence[Document]
) -> list[Evidence]:
    """The best sentence of each article's first passage, in the order of the passages.

    A question of several sides is seldom answered by one sentence: its passages were found side by
    side, and their order says more: on multihop_rag dev the F1 of the cited articles is .70 so,
    .55 by the best sentences.
    """
    best: dict[str | None, tuple[float, Candidate]] = {}
    for score, candidate in found:
        best.setdefault(candidate.document.id, (score, candidate))
    firsts = first_of_each(documents, lambda document: document.metadata["article_id"])
    least = NEAR * firsts[0].metadata["score"] if firsts else 0.0
    near = (one for one in firsts if one.metadata["score"] >= least)
    chosen = (best[one.id] for one in near if one.id in best)
    return [evidence(candidate, score, asked.text) for score, candidate in chosen]


def ranked(
    found: Sequence[Candidate], equal: float | None = None, *, by_words: bool = False
) -> Scored:
    """Sentences by what was known of them before the question was.

    Args:
        equal: see `ordered`.
        by_words: only words could be compared.
    """
    if not found:
        return []
    model = calibration().sentence_by_words if by_words else calibration().sentence
    scores = expit(model.of([one.features for one in found]))
    return ordered(list(zip(scores.tolist(), found, strict=True)), equal)


def read_again(
    asked: Question, found: Found, equal: float | None = None, *, absent: bool = False
) -> Found:
    """What a search brought, its sentences ranked anew by close reading.

    What asks something in particular is denied where it is unlikely that the articles say it,
    before or after that, and doubted where that is not likely enough. Where the close reader
    clearly takes a sentence for the answer it is doubted and not denied: a question may be in quite
    other words than its article, “Which birds live on the development site?” of the falcons on the
    mill's chimney. Of 265 questions of thirteen sets that were refused, 24 with an answer, six get
    theirs so and three get another.

    Args:
        equal: see `ordered`.
        absent: whether no article has some telling word of the question. It is then uncertain
            that the story that was told answers.
    """
    numbers = calibration()
    candidates = [one for _, one in found.sentences]
    fits = fitting(asked, candidates)
    candidates = [one for one in candidates if not fits.is_of_another_item(one)]
    logits = _read(
        asked, candidates, fits, widely=asked.particular and found.score < numbers.denied
    )
    read = [one for one in logits if one is not None]
    if not read:
        return found if candidates else replace(found, sentences=[], answers=False)
    before = numbers.sentence.of([one.features for one in candidates])
    rows = np.column_stack([before, [UNREAD if one is None else one for one in logits]])
    scores = numbers.closely.probabilities(rows)
    scored = list(zip(scores.tolist(), candidates, strict=True))
    if fits.changes:
        sentences = ordered(scored, CHANGED, fits.is_updated)
    else:
        sentences = ordered(scored, equal)
    sentences, gives_reason = _with_reason_first(asked, sentences)
    witnesses = _leaving_room(_that_answer(found.witnesses, candidates, fits), sentences[0][1])
    found = replace(found, sentences=sentences, witnesses=witnesses)
    if not asked.particular:
        return found
    odds = numbers.answer.odds([one.features for one in candidates], unheld=bool(asked.unknown))
    if asked.completed:
        odds = min(odds, ODDS)
    is_told = sentences[0][1].document.metadata["article_id"] in asked.told
    score = numbers.any_answers.probability(np.array([odds, max(read)]))
    # “Was anything else ruined?” says too little to be found by
    least = score if is_told else min(found.score, score)
    answers = least >= numbers.denied or max(read) >= CLEAR
    return replace(
        found,
        score=score if answers else least,
        answers=answers,
        doubted=least < numbers.doubted
        or not gives_reason
        or fits.may_be_of_another(sentences[0][1])
        or (is_told and absent and max(read) < CLEAR)
        or _may_be_of_another(asked, sentences[0][1]),
        worth=WORTH_READ,
    )


def _with_reason_first(asked: Question, sentences: Scored) -> tuple[Scored, bool]:
    """Sentences, where it is asked why with one first that gives a reason if the best does not, and
    whether the best does: the close reader takes much for a reason that is about the same. What
    follows on, “Why?”, and what the story answers that was told, is left to it: of 115 right first
    quotes four were other ones so."""
    is_told = sentences[0][1].document.metadata["article_id"] in asked.told
    if asked.completed or is_told or not WHY.search(asked.own):
        return sentences, True

    def gives(pair: tuple[float, Candidate]) -> bool:
        return bool(GIVEN.search(evidence(pair[1], pair[0], asked.text).text))

    best = sentences[0][0]
    worth = [pair for pair in sentences if pair[0] >= WORTH_READ[1] * best]
    first = next(filter(gives, worth), None)
    if first is None or first is sentences[0]:
        return sentences, first is not None
    return [(best, first[1]), *(pair for pair in sentences if pair is not first)], False


def _may_be_of_another(asked: Question, best: Candidate) -> bool:
    """Whether it is open of which story a question is: one that nothing answered completes it, and
    it names nothing, “How old is she?”; or it says little, “Who's the architect?”, and what answers
    best is of none that the last answer told."""
    if asked.completed and not asked.told:
        return not names_something(asked.own)
    if asked.completed or not asked.told or best.document.metadata["article_id"] in asked.told:
        return False
    return sum(asked.weights.values()) < SHORT


def _read(
    asked: Question, candidates: Sequence[Candidate], fits: Fitting, *, widely: bool = False
) -> list[float | None]:
    """The logit of each sentence that it answers; see `read_closely`. A question that follows on is
    read as it was put, and one that says nothing also with the one that it completes; of an office
    the newest that name it are read as well.

    Args:
        widely: whether more is read, of whatever article.
    """
    follows = bool(asked.completed or asked.told)
    most = FOLLOWING if follows else WIDELY if widely else BEST
    others = np.array([not fits.may_answer(one) for one in candidates])
    told = np.array([one.document.metadata["article_id"] in asked.told for one in candidates])
    places = list(range(len(candidates)))
    if told.any():
        before = calibration().sentence.of([one.features for one in candidates]) + NEARER * told
        places = np.argsort(-before, kind="stable").tolist()

    def read(question: str, places: Sequence[int]) -> NDArray[np.float64]:
        logits = np.full(len(candidates), np.nan)
        best_first = [candidates[place] for place in places]
        found = read_closely(question, best_first, most, more=not follows)
        logits[list(places)] = [np.nan if one is None else one for one in found]
        return logits

    def of_another_time(one: Candidate) -> bool:
        day = day_of(_day(one))
        return bool(fits.office and asked.dates) and not asked.names_day(day)

    order = sorted(places, key=lambda n: (others[n], of_another_time(candidates[n])))
    logits = read(asked.own, order)
    if asked.is_bare:
        logits = (logits + read(asked.text, order)) / 2
    if fits.office and fits.office.now:
        newest = sorted(places, key=lambda place: _day(candidates[place]), reverse=True)
        named = sorted(newest, key=lambda place: not fits.is_updated(candidates[place]))
        logits = np.fmax(logits, read(fits.office.who, named))
    return [
        None if np.isnan(one) else float(one)
        for one in _by_rule(asked, candidates, fits, logits, others)
    ]


def _by_rule(
    asked: Question,
    candidates: Sequence[Candidate],
    fits: Fitting,
    logits: NDArray[np.float64],
    others: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """The logits with what is told by rule: less for what was quoted already or is of another story
    or time, and none for what may not answer.

    Args:
        logits: `nan` for what was not read.
        others: which sentences may not answer.
    """
    told = np.array([one.document.metadata["article_id"] in asked.told for one in candidates])
    if asked.completed and told.any():
        given = np.array([any(_within(one, own) for own in asked.given) for one in candidates])
        # "When?" asks for one thing more of what was quoted
        again = 0.0 if asked.is_bare else AGAIN
        logits = logits - OF_ANOTHER * ~told - again * given
    least = np.array([fits.least(one) for one in candidates])
    logits = np.where(np.isnan(logits), logits, np.maximum(logits, least))
    old = np.array([fits.is_of_long_ago(one) for one in candidates])
    answers_now = np.nanmax(np.where(old | others, -np.inf, logits), initial=-np.inf) >= 0.0
    off = np.array([fits.is_of_another_time(one) for one in candidates]) | (old & answers_now)
    logits = logits - LONG_AGO * off
    return np.where(others & ~np.isnan(logits), UNREAD, logits)


def _that_answer(
    witnesses: Sequence[Witness], candidates: Sequence[Candidate], fits: Fitting
) -> Sequence[Witness]:
    """What differs, without what does not answer; the newest first where it may have changed."""
    if not fits.rules:
        return witnesses
    able = [one for one in candidates if fits.is_witness(one)]
    left = [one for one in witnesses if any(_within(own, one.evidence) for own in able)]
    if len(left) < 2:
        return []
    return sorted(left, key=lambda one: one.day, reverse=True) if fits.changes else left


def _leaving_room(witnesses: Sequence[Witness], best: Candidate) -> Sequence[Witness]:
    """What differs, with a place left among the quotes for the sentence that answers best."""
    if any(_within(best, one.evidence) for one in witnesses):
        return witnesses
    return witnesses[: MOST - 1]


def _within(own: Candidate, one: Evidence | Citation) -> bool:
    """Whether a sentence is in what is quoted."""
    same = own.document.metadata["article_id"] == one.article_id
    return same and one.start <= own.start and own.end <= one.end


def _day(one: Candidate) -> str:
    """When its article was published; nothing where that is not known."""
    return one.document.metadata["published"] or ""


def ordered(
    found: Scored,
    equal: float | None = None,
    among: Callable[[Candidate], bool] = lambda _: True,
) -> Scored:
    """The best first; of equals, whose probabilities have the same first two digits, the newer.

    Args:
        equal: the share of the best one's score from which on a sentence counts as its equal.
        among: which sentences may.
    """
    best = max((score for score, _ in found), default=0.0)

    def place(pair: tuple[float, Candidate]) -> tuple[float, str, float]:
        score, candidate = pair
        alike = equal is not None and score >= equal * best and among(candidate)
        day = _day(candidate)
        return best if alike else float(f"{score:.2g}"), day, score

    return sorted(found, key=place, reverse=True)

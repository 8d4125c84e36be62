"""Where articles give different values for what is asked: what each gives, the newest first.

Of each article that is about the same as the question, the sentence that answers best is a witness.
Witnesses whose figures, days or names are not the same, by `assistant.fits.values`, differ. It is
told only of questions that ask for one such value of something that they name: else two sentences
with other figures are seldom about one thing; and only of witnesses that surely speak of that
thing, by `assistant.fits.subject`, and whose value the close reader takes for the answer: the
others are quoted, and nothing is said of them.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from math import inf

from langchain_core.documents import Document

from assistant.answer import Citation, Differing, Evidence, day_of
from assistant.evidence import FEATURES, Candidate, evidence
from assistant.fits import amounts, values
from assistant.fits.distinct import ONE_ONLY, is_distinct
from assistant.fits.subject import BOUND, CORRECTED, Subject
from assistant.fits.values import Value
from assistant.language.correction import tells_of_an_error
from assistant.language.names import key
from assistant.question import SHORT, Question
from assistant.quote import attribution, overlaps
from assistant.windows import read_value

MOST = 3
"""Articles whose values are told."""
LIKELY = 0.3
"""The least probability that the best sentence answers: of values that nobody asked for, many
differ."""
ANSWERS, AT_LEAST = 0.1, 0.06
"""The least share of the best sentence's score that a witness has, and the least score."""
SILENT = 0.15
"""The least score of a sentence that has no telling word of the question itself: the day on which
the pumps are switched off is not the day on which production ends."""
ABOUT = 0.5
"""The least share of the question's telling words that a witness's passage has."""
MATCHES = 0.6
"""The least match, token by token, of its passage with the question."""
LOOKED_AT, WORTH = 3, 0.4
"""Sentences of an article whose values count as said by it: so many, and with this share of the
score of the best of them. That they may say several things keeps the alarm from being false."""
MEANT, MAY = 1.0, -2.75
"""The least logit, by the close reader, that a witness's value is what is asked for, and that it
may be: which is enough where its sentence says itself that the value changed."""
FAR = 5.0
"""How much less the logit of a value is that is far less likely to be meant: the council's leader,
where it is asked who led the firefighters."""
MAY_CHANGE = re.compile(
    rf"\b(?:{CORRECTED}|(?:has|have|had) (?:\w+ )?(?:risen|fallen|grown|shrunk|climbed|dropped) to"
    r"|(?:been|was|were) (?:raised|cut|lowered) to"
    r"|(?:first|initial|early|earlier|latest|provisional|preliminary) (?:estimate|figure)s?"
    r")\b",
    re.IGNORECASE,
)
"""Words of a sentence that gives another value than was given before, or one that may change."""
PASSAGE, WHOLE = FEATURES.index("passage"), FEATURES.index("whole")


@dataclass(frozen=True, slots=True)
class Witness:
    """What an article says to a question: a sentence and the values `said` in it, the one meant
    first; `values` are also those of the other sentences that answer; `sure` is whether the
    sentence surely speaks of what is asked about, `distinct` whether it gives its value of just
    that; `logit` is that of the value being what is asked for."""

    document: Document
    evidence: Evidence
    said: tuple[Value, ...]
    values: tuple[Value, ...]
    sure: bool = True
    distinct: bool = True
    logit: float = inf

    @property
    def day(self) -> str:
        """When it was published; nothing where that is not known."""
        return self.evidence.published or ""

    def is_meant(self, least: float) -> bool:
        """Whether its value is what is asked for, with at least this logit."""
        return self.logit >= (min(least, MAY) if MAY_CHANGE.search(self.evidence.text) else least)


def differing(asked: Question, sentences: Sequence[tuple[float, Candidate]]) -> list[Witness]:
    """The witnesses that differ from the best one or among each other, the best first; none where
    they agree.

    Args:
        sentences: with the probability that each answers, the best first.
    """
    if asked.sides or asked.twofold or asked.publishers or not values.sort(asked):
        return []
    if sum(asked.weights.values()) < SHORT:
        return []
    found: list[Witness] = []
    for witness in witnesses(asked, sentences):
        if len(found) < MOST and all(_differ(witness, other) for other in found):
            found.append(witness)
    found = _not_before(asked, found) or found
    said = [witness.evidence.text for witness in found]
    if len(found) < 2 or not amounts.tell_what_happened(asked, said):
        return []
    return found


def _not_before(asked: Question, found: Sequence[Witness]) -> list[Witness]:
    """Those that were not published before the time that a question names: who led it in May says
    nothing of who does in October."""
    first = min((span.first for span in asked.dates if span.first), default=None)
    return [one for one in found if not first or not one.day or one.day >= first.isoformat()]


def certain(found: Sequence[Witness]) -> list[Witness]:
    """Those of which it can be told that they differ, the newest first."""
    return _newest_first(
        [one for one in found if one.sure and one.distinct and one.is_meant(MEANT)]
    )


def probable(found: Sequence[Witness]) -> list[Witness]:
    """Those that probably differ, and are quoted: the newest first; where it is told of none that
    they do, what is far less likely to be meant behind the others."""
    likely = _newest_first([one for one in found if one.sure and one.is_meant(MAY)])
    if certain(found):
        return likely
    best = max((one.logit for one in likely), default=inf)
    return sorted(likely, key=lambda one: not one.is_meant(best - FAR))


def _newest_first(found: Sequence[Witness]) -> list[Witness]:
    """Where there are two at least; else nothing differs."""
    return sorted(found, key=lambda one: one.day, reverse=True) if len(found) > 1 else []


def read_values(asked: Question, found: Sequence[Witness]) -> list[Witness]:
    """The same with their logits, where there is anything to be told of them. “Bill Kenwright
    became chairman in 2004” reads much like what answers “When did chairman Bill Kenwright die?”:
    its value does not."""
    if not probable(found):
        return list(found)
    return [
        replace(one, logit=read_value(asked.text, one.document, one.evidence, one.said[0].said))
        for one in found
    ]


def witnesses(asked: Question, sentences: Sequence[tuple[float, Candidate]]) -> list[Witness]:
    """One of each article that is about it and gives a value, the best first; none where the one
    that answers best gives no value: what others say is then no other answer, but about something
    else."""
    best, leading = max(
        ((score, one.document.metadata["article_id"]) for score, one in sentences),
        default=(0.0, None),
    )
    if best < LIKELY:
        return []
    by_article: dict[str, list[tuple[float, Candidate]]] = {}
    for score, candidate in sentences:
        if (
            score
            >= max(ANSWERS * best, AT_LEAST if amounts.shared(asked, candidate.text) else SILENT)
            and candidate.features[PASSAGE] >= ABOUT
            and candidate.features[WHOLE] >= MATCHES
        ):
            own = by_article.setdefault(candidate.document.metadata["article_id"], [])
            own.append((score, candidate))
    publishers = {key(of) for _, one in sentences if (of := one.document.metadata["publisher"])}
    found = (_witness(asked, own[:LOOKED_AT], publishers, best) for own in by_article.values())
    given = [witness for witness in found if witness]
    return given if any(one.evidence.article_id == leading for one in given) else []


def _witness(
    asked: Question,
    own: Sequence[tuple[float, Candidate]],
    publishers: Container[str],
    best: float,
) -> Witness | None:
    """What the best sentences of one article say together; cited is the first with a value. The
    best of all is surely about what is asked, unless it says that it is not."""
    given: list[tuple[Candidate, float, tuple[Value, ...]]] = []
    for score, candidate in own:
        day = day_of(candidate.document.metadata["published"])
        said = values.values(asked, candidate.text, day, publishers)
        corrects = tells_of_an_error(candidate.text)
        if said and score >= WORTH * own[0][0] and not corrects:
            given.append((candidate, score, tuple(said)))
    everything = tuple(value for _, _, said in given for value in said)
    subject = Subject(asked)
    one_only = values.sort(asked) != "who" or bool(ONE_ONLY.match(asked.text))
    for candidate, score, own_values in given:
        title, passage = candidate.document.metadata["title"], candidate.document.page_content
        text, value = candidate.text, own_values[0].said
        if score < best and subject.missed(text, value, title, passage):
            continue
        quoted, before = evidence(candidate, score), _before(candidate)
        sure = (
            not subject.contradicted(text, quoted.text)
            and not subject.elsewhere(title, passage)
            and (score == best or subject.surely(quoted.text, text, title, before, score / best))
        )
        # “It will now open on 22 June” is about what its passage names
        around = f"{title}. {before} {quoted.text} {passage if BOUND.match(text) else ''}"
        distinct = one_only and is_distinct(asked.text, text, quoted.text, value, around)
        return Witness(candidate.document, quoted, own_values, everything, sure, distinct)
    return None


def _before(one: Candidate) -> str:
    """The sentence before another; nothing before the first of a passage."""
    text, spans = one.document.page_content, one.document.metadata["sentences"]
    return text[slice(*spans[one.number - 1])] if one.number else ""


def _differ(one: Witness, other: Witness) -> bool:
    mine, theirs = one.said[0], other.said[0]
    if not values.comparable(mine, theirs):
        return False
    of_one, of_other = (
        [value for value in witness.values if values.comparable(value, mine)]
        for witness in (one, other)
    )
    return not (
        values.same([mine], of_other)
        or values.same([theirs], of_one)
        or values.follows(mine, other.said)
        or values.follows(theirs, one.said)
    )


def told_apart(apart: Sequence[Witness]) -> str | None:
    """That articles differ, and who says what; `None` where they do not."""
    if not apart:
        return None
    said = "; ".join(f"{one.said[0].said} ({attribution(one.evidence)})" for one in apart)
    days = {one.day for one in apart}
    order = ", the newest first" if len(days) > 1 and all(days) else ""
    return f"The articles give different answers{order}: {said}."


def apart(witnesses: Sequence[Witness], citations: Sequence[Citation]) -> tuple[Differing, ...]:
    """What differs, each with the number of the citation that holds its sentence."""
    return tuple(
        Differing(one.said[0].said, citation.number)
        for one in witnesses
        for citation in [c for c in citations if overlaps(one.evidence, c)][:1]
    )

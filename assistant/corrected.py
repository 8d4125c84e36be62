"""Where a publisher takes back something of what it reported: “An article on Tuesday misidentified
the chief executive.” Such a sentence is quoted with what is quoted of the earlier article.

Whether it takes back just what answers is not told, for it may not say what was wrong; so it is
quoted with what it is of, and before that where both have the same words.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from assistant.answer import Citation, Evidence
from assistant.context import takes_back
from assistant.evidence import Candidate, evidence
from assistant.names import key
from assistant.passages import first_of_each
from assistant.polarity import overlap, words
from assistant.quote import MOST, overlaps
from assistant.taken_back import FIGURE

Quoted = TypeVar("Quoted", Evidence, Citation)
NOTICE = "The publisher of {of} corrected something of that story later: see {by}."

OF_IT = 0.3
"""The least share of its telling words, but for those of correcting, that the earlier article has,
as it was found; and they share a name or a figure."""
OF_CORRECTING = frozenset(
    """account amended apologise apologize apology article attributed caption clarification clarify
    clear correct corrected correction credited described edition editor error errors fact feature
    figure gave given headline identified impression incorrect incorrectly introduced item made make
    misidentified misquoted misspelled misstated mistake name named obituary online originally
    overstated page point print production published put record referred regret report reported
    review right said saying section state stated story understated version website wrong wrongly
    wrote january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday week month""".split()  # noqa: SIM905
)
ASKED, VALUE, OF_ASKED = 0.4, 0.2, 0.15
"""The least share of the words of a question that a correction has of what is asked; of what a
quote says beyond the question; and of the question where it stands before such a quote."""
NAME = re.compile(r"(?<=[\w,;:’”)] )(?!I\b)[A-ZÀ-Þ][\w’'-]{2,}")
NO_NAME = re.compile(
    r"January|February|March|April|May|June|July|August|\w+ember|October|\w+day|Corrections?"
)


def with_corrections(
    chosen: Sequence[Evidence], sentences: Sequence[tuple[float, Candidate]], question: str
) -> list[Evidence]:
    """What is quoted, with what takes back something of it, `MOST` at most.

    Args:
        sentences: those found, with the probability that each answers.
    """
    result = list(chosen)
    for one, quotes in corrections(chosen, sentences, question):
        of = [n for n, own in enumerate(result) if own in quotes]
        if not of:
            continue  # another correction has taken its place
        is_asked = overlap(question, one.text) >= OF_ASKED and any(
            has_its_words(one.text, result[n].text, question) for n in of
        )
        same = [n for n, own in enumerate(result) if overlaps(own, one)]
        place = min([of[0] + (not is_asked), *same])
        result.insert(place, one)
        result = [own for own in result if own is one or not overlaps(own, one)]
    return result[:MOST]


def corrections(
    quoted: Sequence[Quoted], sentences: Sequence[tuple[float, Candidate]], question: str
) -> list[tuple[Evidence, list[Quoted]]]:
    """What takes back something of what is quoted or asked, of each other article the best; each
    with the quotes that it is of."""
    told: dict[str, dict[str | None, str]] = {}
    for _, one in sentences:
        meta = one.document.metadata
        text = f"{meta['header']} {one.document.page_content}"
        told.setdefault(meta["article_id"], {})[one.document.id] = text
    texts = {own: " ".join(passages.values()) for own, passages in told.items()}

    def of(one: Evidence) -> list[Quoted]:
        return [
            other
            for other in quoted
            if is_later(one, other)
            and is_of(one.text, texts.get(other.article_id, ""))
            and (
                overlap(question, one.text) >= ASKED
                or has_its_words(one.text, _text(other), question)
            )
        ]

    found = (
        evidence(own, score) for score, own in sentences if takes_back(own.document, own.number)
    )
    pairs = [(one, quotes) for one in found if (quotes := of(one))]
    return first_of_each(pairs, lambda pair: pair[0].article_id)


def told_corrected(
    citations: Sequence[Citation], sentences: Sequence[tuple[float, Candidate]], question: str
) -> str | None:
    """That something of what is cited was corrected, and where; `None` where nothing was."""
    said = []
    for one, quotes in corrections(citations, sentences, question):
        if by := [c.number for c in citations if overlaps(c, one)]:
            of = "".join(f"[{c.number}]" for c in quotes)
            said.append(NOTICE.format(of=of, by=f"[{by[0]}]"))
    return " ".join(said) or None


def is_later(one: Evidence | Citation, other: Evidence | Citation) -> bool:
    """Whether the same publisher published it in another article, and not before the other."""
    return bool(
        one.article_id != other.article_id
        and one.publisher
        and other.publisher
        and key(one.publisher) == key(other.publisher)
        and one.published
        and other.published
        and one.published[:10] >= other.published[:10]
    )


def is_of(correction: str, told: str) -> bool:
    """Whether a correction is of what an article tells."""
    shared = _names(correction) & _names(told)
    return overlap(correction, told, OF_CORRECTING) >= OF_IT and bool(shared)


def has_its_words(correction: str, quote: str, question: str) -> bool:
    """Whether a correction says something of what a quote says beyond the question."""
    return overlap(quote, correction, words(question)) >= VALUE


def _text(quoted: Evidence | Citation) -> str:
    return quoted.text if isinstance(quoted, Evidence) else quoted.quote


def _names(text: str) -> set[str]:
    """The names inside the sentences of a text, and its figures of two digits and more."""
    names = (re.sub(r"[’']s?$", "", name) for name in NAME.findall(text))
    return {key(name) for name in names if not NO_NAME.fullmatch(name)} | {
        figure for figure in FIGURE.findall(text) if len(figure) > 1
    }

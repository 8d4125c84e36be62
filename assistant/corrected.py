"""Where a publisher takes back something of what it reported: “An article on Tuesday misidentified
the chief executive.” Such a sentence is quoted with what is quoted of the earlier article.

Whether it takes back just what answers is not told, for it may not say what was wrong; so it is
quoted with what it is of, and before that where both have the same words.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from assistant.answer import Citation, Evidence
from assistant.evidence import Candidate, evidence
from assistant.fits.subject import NAME
from assistant.language.context import takes_back
from assistant.language.correction import DIGITS
from assistant.language.names import key
from assistant.language.polarity import STOP, overlap, words
from assistant.language.times import blanked
from assistant.quote import MOST, overlaps

Quoted = TypeVar("Quoted", Evidence, Citation)
NOTICE = "The publisher of {of} corrected something of that story later: see {by}."

OF_IT = 0.3
"""The least share of its telling words, but for those of correcting, that the earlier article has,
as it was found; and they share a name or a figure."""
IN_QUOTE = 2
"""Names and figures that a correction shares with what is quoted, which are enough."""
OF_CORRECTING = frozenset(
    """account amended apologise apologize apology article attributed caption clarification clarify
    clear correct corrected correction credited described edition editor error errors fact feature
    figure gave given headline identified impression incorrect incorrectly introduced item made make
    misidentified misquoted misspelled misstated mistake name named obituary online originally
    overstated page point print production published put record referred regret report reported
    review right said saying section state stated story understated version website wrong wrongly
    wrote week month""".split()  # noqa: SIM905
)
"""Words of correcting, which say nothing of what."""
PAGE = re.compile(r"\bpages? \d+\b", re.IGNORECASE)
"""Where it was printed, which is no figure of the story."""
OF_QUESTION, OF_QUOTE, OF_FIRST = 0.4, 0.2, 0.15
"""The least share of a question's words that a correction of what is asked has; of a quote's beyond
the question, of one of that; and of the question's again, for that one to stand before the quote.
Set on `benchmarks/corrections.json`."""


def with_corrections(
    chosen: Sequence[Evidence],
    sentences: Sequence[tuple[float, Candidate]],
    question: str,
    in_order: Sequence[Evidence] = (),
) -> list[Evidence]:
    """What is quoted, with what takes back something of it: where it is more than `MOST`, the last
    makes room that nothing takes back and that need not stay, if there is any.

    Args:
        sentences: those found, with the probability that each answers.
        in_order: of what is quoted that which stays, and stands in its order.
    """
    result, needed = list(chosen), list(in_order)
    for one, quotes in corrections(chosen, sentences, question):
        of = [n for n, own in enumerate(result) if own in quotes]
        if not of or any(overlaps(own, one) for own in in_order):
            continue  # another correction has taken its place, or it is quoted
        is_asked = overlap(question, one.text) >= OF_FIRST and any(
            has_its_words(one.text, result[n].text, question) for n in of
        )
        goes_first = is_asked and not in_order
        same = [n for n, own in enumerate(result) if overlaps(own, one)]
        needed += [one, *(result[n] for n in of)]
        result.insert(min([of[0] + (not goes_first), *same]), one)
        result = [own for own in result if own is one or not overlaps(own, one)]
        spare = [own for own in result if not any(overlaps(own, other) for other in needed)]
        if len(result) > MOST and spare:
            result.remove(spare[-1])
    return result


def corrections(
    quoted: Sequence[Quoted], sentences: Sequence[tuple[float, Candidate]], question: str
) -> list[tuple[Evidence, list[Quoted]]]:
    """What takes back something of what is quoted or asked, the best of each other article for each
    quote; each with those that it is of."""
    found = [
        (own, evidence(own, score))
        for score, own in sentences
        if takes_back(own.document, own.number)
    ]
    documents = {own.document.id: own.document for _, own in sentences} if found else {}

    def told(article: str) -> str:
        return "\n".join(
            f"{one.metadata['header']}\n{one.page_content}"
            for one in documents.values()
            if one.metadata["article_id"] == article
        )

    def of(own: Candidate, one: Evidence) -> list[Quoted]:
        is_asked = overlap(question, one.text) >= OF_QUESTION
        return [
            other
            for other in quoted
            if is_later(one, other)
            and (is_asked or has_its_words(one.text, _text(other), question))
            # what is quoted with it may be of the next story of a column
            and any(
                is_of(text, told(other.article_id), _text(other)) for text in (own.text, one.text)
            )
        ]

    known: list[tuple[str, Quoted]] = []
    pairs = []
    for own, one in found:
        quotes = [other for other in of(own, one) if (one.article_id, other) not in known]
        known += [(one.article_id, other) for other in quotes]
        if quotes:
            pairs.append((one, quotes))
    return pairs


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


def is_of(correction: str, told: str, quote: str = "") -> bool:
    """Whether a correction is of what an article tells, or of what is quoted of it."""
    shared = _names(correction) & _names(told)
    if len(shared & _names(quote)) >= IN_QUOTE:
        return True
    return overlap(blanked(correction), told, OF_CORRECTING) >= OF_IT and bool(shared)


def has_its_words(correction: str, quote: str, question: str) -> bool:
    """Whether a correction says something of what a quote says beyond the question: its words, or
    a figure of two digits and more."""
    if (_figures(quote) & _figures(correction)) - _figures(question):
        return True
    return overlap(quote, correction, words(question)) >= OF_QUOTE


def _text(quoted: Evidence | Citation) -> str:
    return quoted.text if isinstance(quoted, Evidence) else quoted.quote


def _names(text: str) -> set[str]:
    """The names inside the sentences of a text, but those of days, and its figures of two digits
    and more."""
    found = (word for name in NAME.findall(blanked(text)) for word in name.split())
    names = {key(re.sub(r"[’']s?$", "", word)) for word in found}
    return (names - STOP - OF_CORRECTING) | _figures(text)


def _figures(text: str) -> set[str]:
    """The figures of two digits and more that are in a text, and no day's or page's."""
    return {one for one in DIGITS.findall(PAGE.sub(" ", blanked(text))) if len(one) > 1}

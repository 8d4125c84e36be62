"""What is read closely: the sentences that rank best, with those beside them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, islice
from math import inf

from langchain_core.documents import Document

from assistant.answer import Evidence
from assistant.evidence import Candidate
from assistant.language.context import reach
from assistant.models import close_reader
from assistant.models.close_reader import Window

BEST, FOLLOWING = 4, 8
"""Sentences that are read with those beside them, and where a question follows on: what ranks them
is then mostly of the question before. Each takes some 10 ms."""
WIDELY = 24
"""The same where it is unlikely that any answers, before it is said so: of what is asked in quite
other words the right one is seldom among the first. With 12 two of six that answer are not read,
with 48 more is taken for an answer that is none."""
BESIDE = 1
CLEAR, MORE = 2.0, 12
"""Where the logit of none of them is this much, so many of the article of the best are read too:
why the quarry closes is told where it is not named. On 493 questions of ten sets, of which 397
are answered, the first quote then is right for 343 and was for 327; AUROC of whether any answers
.866 for .851 (48: 346, .870, and 2.4 times the processor time at p95, for 1.4). Not where a
question follows on, where more that nothing answers would be answered as if it were sure."""
ALONE = 2
"""Sentences that are read once more as they would be quoted: those beside one that answers can draw
away from it. The mean of both logits tells best."""
LONGEST, ROOM = 6, 650
"""Sentences of a window, and characters: the reader was fitted on no more sentences, and reads no
more tokens than `close_reader.TOKENS`."""
SIGNED = 60
"""Characters of the authors' names."""
Place = tuple[str | None, int]
"""A passage's id, and a sentence's number in it."""


def read_closely(
    question: str, ranked: Sequence[Candidate], most: int = BEST, *, more: bool = True
) -> list[float | None]:
    """For each sentence the logit that it answers, as the close reader has it; `None` for those
    that it has not read.

    Args:
        ranked: the best first.
        most: of which so many are read, with those beside them.
        more: whether, where none of them answers clearly, others of the article of the best are.
    """
    result = _logits(question, runs(ranked, most))
    if more and max(result.values(), default=CLEAR) < CLEAR:
        unread = [
            window
            for window in runs_of_the_first_article(ranked)
            if any(_place(one) not in result for one in window)
        ]
        # what was read first had its own sentences beside it
        result = _logits(question, unread) | result
    known = {_place(one): one for one in ranked}
    for place in sorted(result, key=lambda own: -result[own])[:ALONE]:
        one = known[place]
        first, last = reach(one.document, one.number)
        quoted = [known[one.document.id, number] for number in range(first, last + 1)]
        alone = close_reader.read(question, _window(quoted))[one.number - first]
        if alone is not None:
            result[place] = (result[place] + alone) / 2
    return [result.get(_place(one)) for one in ranked]


def read_value(question: str, document: Document, quoted: Evidence, said: str) -> float:
    """The logit that a value answers, read in its quote alone; minus infinity where it does not
    stand there in these words, or is not read to its end.

    Args:
        document: the passage that the quote is of.
    """
    words = r"\s+".join(map(re.escape, said.split()))
    places = [one.span() for one in re.finditer(rf"(?<!\w){words}(?!\w)", quoted.text)]
    if not places:
        return -inf
    logits = close_reader.read(question, Window(_header(document), quoted.text, places))
    return max((one for one in logits if one is not None), default=-inf)


def _logits(question: str, windows: Sequence[Sequence[Candidate]]) -> dict[Place, float]:
    """The logits of what is read to its end. One window by one: side by side the shorter are filled
    up to the longest."""
    return {
        _place(one): logit
        for window in windows
        for one, logit in zip(window, _read(question, window), strict=True)
        if logit is not None
    }


def _read(question: str, run: Sequence[Candidate]) -> list[float | None]:
    """The logits of sentences in a row; those that a long question leaves no room for are read by
    themselves."""
    logits = close_reader.read(question, _window(run))
    if len(run) == 1:
        return logits
    return [
        close_reader.read(question, _window([one]))[0] if own is None else own
        for own, one in zip(logits, run, strict=True)
    ]


def runs(ranked: Sequence[Candidate], most: int = BEST) -> list[list[Candidate]]:
    """The best sentences with those beside them, as those in a row that fit into a window."""
    known = {_place(one): one for one in ranked}
    places: dict[Place, None] = {}
    for one in ranked[:most]:
        _, last = reach(one.document, one.number)
        near = range(one.number - BESIDE, max(one.number + BESIDE, last) + 1)
        places |= {(one.document.id, n): None for n in near if (one.document.id, n) in known}
    return _by_passage([known[place] for place in places])


def runs_of_the_first_article(ranked: Sequence[Candidate]) -> list[list[Candidate]]:
    """The best sentences of the article of the best, as those in a row that fit into a window."""
    of_it = (one for one in ranked if _article(one) == _article(ranked[0]))
    return _by_passage(list(islice(of_it, MORE)))


def _by_passage(sentences: Sequence[Candidate]) -> list[list[Candidate]]:
    """Sentences as those in a row that fit into a window, in the order of their passages."""
    by_passage: dict[str | None, list[Candidate]] = defaultdict(list)
    for one in sentences:
        by_passage[one.document.id].append(one)
    in_order = (sorted(own, key=lambda one: one.number) for own in by_passage.values())
    return list(chain.from_iterable(map(_runs, in_order)))


def _article(one: Candidate) -> str:
    return str(one.document.metadata["article_id"])


def _place(one: Candidate) -> Place:
    return one.document.id, one.number


def _runs(sentences: Sequence[Candidate]) -> list[list[Candidate]]:
    """Sentences of a passage, in order, by those in a row that fit into a window."""
    runs: list[list[Candidate]] = []
    for one in sentences:
        last = runs[-1] if runs else []
        in_a_row = last and last[-1].number == one.number - 1
        if in_a_row and len(last) < LONGEST and one.end - last[0].start <= ROOM:
            last.append(one)
        else:
            runs.append([one])
    return runs


def _window(sentences: Sequence[Candidate]) -> Window:
    document, first = sentences[0].document, sentences[0].start
    offset = document.metadata["start"]
    text = document.page_content[first - offset : sentences[-1].end - offset]
    spans = [(one.start - first, one.end - first) for one in sentences]
    return Window(_header(document), text, spans)


def _header(document: Document) -> str:
    """What stands above an article, and who wrote it."""
    author = document.metadata["author"]
    signed = f"\nBy {author[:SIGNED]}" if author else ""
    return f"{document.metadata['header']}{signed}"

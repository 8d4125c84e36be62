"""What is read closely: the sentences that rank best, with those beside them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from math import inf

from langchain_core.documents import Document

from assistant import close_reader
from assistant.answer import Evidence
from assistant.close_reader import Window
from assistant.context import reach
from assistant.evidence import Candidate

BEST, FOLLOWING = 4, 8
"""Sentences that are read with those beside them, and where a question follows on: what ranks them
is then mostly of the question before. Each takes some 10 ms."""
BESIDE = 1
ALONE = 2
"""Sentences that are read once more as they would be quoted: those beside one that answers can draw
away from it. The mean of both logits tells best."""
LONGEST, ROOM = 6, 650
"""Sentences of a window, and characters: the reader was fitted on no more sentences, and reads no
more tokens than `close_reader.TOKENS`."""
SIGNED = 60
"""Characters of the authors' names."""


def read_closely(
    question: str, ranked: Sequence[Candidate], most: int = BEST
) -> list[float | None]:
    """For each sentence the logit that it answers, as the close reader has it; `None` for those
    that it has not read.

    Args:
        ranked: the best first.
        most: of which so many are read, with those beside them.
    """
    read: list[tuple[float, Candidate]] = []
    # one by one: side by side the shorter are filled up to the longest
    for run in runs(ranked, most):
        logits = _read(question, run)
        read += [(own, one) for own, one in zip(logits, run, strict=True) if own is not None]
    result = {_place(one): logit for logit, one in read}
    known = {_place(one): one for one in ranked}
    for logit, one in sorted(read, key=lambda pair: -pair[0])[:ALONE]:
        first, last = reach(one.document, one.number)
        quoted = [known[one.document.id, number] for number in range(first, last + 1)]
        alone = close_reader.read(question, _window(quoted))[one.number - first]
        if alone is not None:
            result[_place(one)] = (logit + alone) / 2
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
    by_passage: dict[str | None, set[int]] = defaultdict(set)
    for one in ranked[:most]:
        _, last = reach(one.document, one.number)
        near = range(one.number - BESIDE, max(one.number + BESIDE, last) + 1)
        by_passage[one.document.id] |= {n for n in near if (one.document.id, n) in known}
    return [
        run
        for passage, own in by_passage.items()
        for run in _runs([known[passage, number] for number in sorted(own)])
    ]


def _place(one: Candidate) -> tuple[str | None, int]:
    return one.document.id, one.number


def _runs(sentences: Sequence[Candidate]) -> list[list[Candidate]]:
    """Sentences of a passage, in order, as those in a row that fit into a window."""
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

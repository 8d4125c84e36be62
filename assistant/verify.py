"""Whether what a sentence cites says what the sentence says.

First the exact rules of `assistant.claims`: each figure, date, name, quoted phrase and publisher of
the sentence stands in what it cites, or in the header of its article. Then, where the sentence is
not there word for word, a calibrated score of what rules do not see: `assistant.support`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answer import Evidence
from assistant.claims import Fault, Source, bare, faults
from assistant.support import Support

Why = Fault | Literal["meaning", "uncited"]
FEW = 0.0
"""The least logit of a sentence that is supported; see `benchmarks/fabrications.py`."""
MOST = 3
"""Sentences of the evidence that are tried where what is cited does not hold."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is supported, by what, and if not, why not."""

    supported: bool
    evidence: tuple[Evidence, ...] = ()
    why: Why | None = None
    score: float = 0.0


class Verifier:
    """Checks sentences against evidence.

    Args:
        publishers: gives those of the library.
    """

    def __init__(self, support: Support, publishers: Callable[[], Sequence[str]] = tuple) -> None:
        self._support = support
        self._publishers = publishers

    def verify(
        self, sentence: str, cited: Sequence[Evidence], others: Sequence[Evidence] = ()
    ) -> Verdict:
        """The verdict on a sentence; where what it cites does not hold, others are looked through.

        Args:
            others: everything that could be cited.
        """
        verdict = self.check(sentence, cited) if cited else Verdict(supported=False, why="uncited")
        if verdict.supported:
            return verdict
        for other in _nearest(sentence, [one for one in others if one not in cited])[:MOST]:
            found = self.check(sentence, [other])
            if found.supported:
                return found
        return verdict

    def check(self, sentence: str, cited: Sequence[Evidence]) -> Verdict:
        """The verdict on a sentence from what it cites alone."""
        sources = [source(one) for one in cited]
        claim = bare(sentence, sources)
        if any(_words(one.text) == _words(claim) for one in sources):
            return Verdict(supported=True, evidence=tuple(cited), score=1.0)
        found = faults(sentence, sources, self._publishers())
        if found:
            return Verdict(supported=False, why=found[0])
        texts = [f"{one.title}: {one.text}" for one in sources]
        joined = [" ".join(texts)] if len(texts) > 1 else []
        score = max(self._support.logits(claim, [*texts, *joined]))
        if score < FEW:
            return Verdict(supported=False, why="meaning", score=score)
        return Verdict(supported=True, evidence=tuple(cited), score=score)


def source(one: Evidence, author: str | None = None) -> Source:
    """Evidence as what a claim is held against."""
    on = date.fromisoformat(one.published[:10]) if one.published else None
    return Source(one.text, one.title, one.publisher, author, on)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _nearest(sentence: str, others: Sequence[Evidence]) -> list[Evidence]:
    """Evidence by the share of the sentence's words that it has, the best first."""
    words = {word for word in _words(sentence) if len(word) > 2}

    def shared(one: Evidence) -> int:
        return len(words & set(_words(f"{one.title} {one.text}")))

    return sorted(others, key=shared, reverse=True)

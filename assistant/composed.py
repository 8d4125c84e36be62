"""A written answer as it comes together: its sentences, and what they cite."""

from collections.abc import Iterator, Sequence

from assistant.answer import Citation, Evidence, Sentence, Turn
from assistant.quote import Place, compose, numbered, place
from assistant.verify import Verdict

UNSUPPORTED = "{number} of {all} sentences {are} not in the articles."
UNCONFIRMED = "{number} of {all} sentences {are} not confirmed: compare what is named there."


class Composed:
    """The sentences of a written answer, each with the numbers of what it cites.

    Args:
        history: the turns before, whose citations keep their numbers.
    """

    def __init__(self, history: Sequence[Turn]) -> None:
        self.sentences: list[Sentence] = []
        self.held: list[Evidence] = []
        """What supports a sentence, with repetitions."""
        self._history = history
        self._cited: dict[Place, Evidence] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What sentences cite or may be compared with, in the order in which they came to it."""
        return numbered(list(self._cited.values()), self._history)

    def add(self, text: str, verdict: Verdict) -> Sentence:
        """A sentence that a model wrote, as it is shown."""
        numbers = self._numbers(verdict.evidence)
        if verdict.supported:
            self.held += verdict.evidence
            marks = "".join(f"[{number}]" for number in numbers)
            sentence = Sentence(f"{text} {marks}", numbers)
        else:
            sentence = Sentence(text, (), supported=False, compare=numbers)
        self.sentences.append(sentence)
        return sentence

    def quote(self, evidence: Sequence[Evidence]) -> Iterator[Sentence]:
        """Quotes that follow what was written."""
        numbers = self._numbers(evidence)
        quotes = list(compose([one for one in self.citations if one.number in numbers]))
        self.sentences += quotes
        yield from quotes

    def doubts(self) -> Iterator[str]:
        """How many sentences are not supported, for the head of the answer."""
        unsure = [bool(sentence.compare) for sentence in self.sentences if not sentence.supported]
        for line, number in (
            (UNSUPPORTED, unsure.count(False)),
            (UNCONFIRMED, unsure.count(True)),
        ):
            if number:
                are = "is" if number == 1 else "are"
                yield line.format(number=number, all=len(self.sentences), are=are)

    def _numbers(self, evidence: Sequence[Evidence]) -> tuple[int, ...]:
        """The numbers of evidence, which is cited from now on, in the order of all that is."""
        for one in evidence:
            self._cited.setdefault(place(one), one)
        own = {place(one) for one in evidence}
        return tuple(one.number for one in self.citations if place(one) in own)

"""A written answer as it comes together: its sentences, and what they cite."""

from collections.abc import Sequence

from assistant.answer import NOT_CONFIRMED, NOT_SAID, Citation, Evidence, Sentence, Turn
from assistant.quote import Place, compose, numbered, place
from assistant.verify import Verdict

UNSUPPORTED = f"{{number}} of {{all}} sentences {{are}} {NOT_SAID}."
UNCONFIRMED = f"{{number}} of {{all}} sentences {{are}} {NOT_CONFIRMED} what is named there."


class Composed:
    """The sentences of a written answer, each with the numbers of what it cites.

    Args:
        history: the turns before, whose citations keep their numbers.
    """

    def __init__(self, history: Sequence[Turn]) -> None:
        self.written: list[Sentence] = []
        self.quotes: tuple[Sentence, ...] = ()
        self.held: dict[Place, Evidence] = {}
        """What supports a sentence, or is quoted."""
        self._history = history
        self._named: dict[Place, Evidence] = {}

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What was written, and the quotes that follow it."""
        return (*self.written, *self.quotes)

    @property
    def named(self) -> tuple[Citation, ...]:
        """What sentences cite or may be compared with, in the order in which they came to it."""
        return numbered(list(self._named.values()), self._history)

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Those of them that support a sentence, or are quoted."""
        return tuple(one for one in self.named if place(one) in self.held)

    def add(self, text: str, verdict: Verdict) -> Sentence:
        """A sentence that a model wrote, as it is shown."""
        numbers = self._numbers(verdict.evidence)
        if verdict.supported:
            self.held |= {place(one): one for one in verdict.evidence}
            marks = "".join(f"[{number}]" for number in numbers)
            sentence = Sentence(f"{text} {marks}", numbers)
        else:
            sentence = Sentence(text, (), supported=False, compare=numbers)
        self.written.append(sentence)
        return sentence

    def quote(self, evidence: Sequence[Evidence]) -> tuple[Sentence, ...]:
        """Quotes that follow what was written."""
        numbers = self._numbers(evidence)
        self.held |= {place(one): one for one in evidence}
        self.quotes = tuple(compose([one for one in self.named if one.number in numbers]))
        return self.quotes

    def doubts(self) -> list[str]:
        """How many of the written sentences are not supported, for the head of the answer."""
        doubted = [sentence for sentence in self.written if not sentence.supported]
        unconfirmed = sum(bool(sentence.compare) for sentence in doubted)
        return [
            line.format(number=number, all=len(self.written), are="is" if number == 1 else "are")
            for line, number in (
                (UNSUPPORTED, len(doubted) - unconfirmed),
                (UNCONFIRMED, unconfirmed),
            )
            if number
        ]

    def _numbers(self, evidence: Sequence[Evidence]) -> tuple[int, ...]:
        """The numbers of evidence, which is named from now on, in the order of all that is."""
        for one in evidence:
            self._named.setdefault(place(one), one)
        own = {place(one) for one in evidence}
        return tuple(one.number for one in self.named if place(one) in own)

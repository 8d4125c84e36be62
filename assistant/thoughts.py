"""What a model says to itself before it answers, between tags, is no part of its answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAMES = ("think", "thinking", "reasoning")
TAG = re.compile(rf"<(/?)(?:{'|'.join(NAMES)})>", re.IGNORECASE | re.ASCII)
TAGS = [f"<{slash}{name}>" for name in NAMES for slash in ("", "/")]


@dataclass(frozen=True, slots=True)
class Anew:
    """What was said before belonged to the thoughts: the answer begins only here."""


class Thoughts:
    """Leaves a stream without its thoughts. A model may begin within them, and tell by the closing
    tag alone; what comes after an opening one that is never closed is thought."""

    def __init__(self) -> None:
        self._raw = ""
        self._inside = False

    def said(self, chunk: str) -> Iterator[str | Anew]:
        """What a piece of the stream adds to the answer."""
        self._raw += chunk
        while tag := TAG.search(self._raw):
            before, self._raw = self._raw[: tag.start()], self._raw[tag.end() :]
            if before and not self._inside and not tag[1]:
                yield before
            elif tag[1] and not self._inside:
                yield Anew()
            self._inside = not tag[1]
        ready = self._raw[: len(self._raw) - _half(self._raw)]
        self._raw = self._raw[len(ready) :]
        if ready and not self._inside:
            yield ready

    def end(self) -> Iterator[str]:
        """What is left, when the stream has ended."""
        if self._raw and not self._inside:
            yield self._raw


def without(text: str) -> str:
    """A whole text without its thoughts."""
    thoughts, parts = Thoughts(), list[str]()
    for part in [*thoughts.said(text), *thoughts.end()]:
        if isinstance(part, Anew):
            parts.clear()
        else:
            parts.append(part)
    return "".join(parts)


def _half(text: str) -> int:
    """How many signs at the end may be the beginning of a tag."""
    end = "<" + text.rpartition("<")[2].lower() if "<" in text else ""
    return len(end) if end and any(tag.startswith(end) for tag in TAGS) else 0

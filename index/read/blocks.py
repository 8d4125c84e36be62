"""The lines of a page: what stands between two places where a browser begins a new one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import html  # type: ignore[import-untyped]

from index.read.markup import APART, is_unseen

BREAKS = frozenset(f"{APART} br li tr td th dt dd button".split())
OUTSIDE = frozenset({"aside", "footer", "nav", "select", "option", "form", "figure", "script"})
"""Elements that hold no lines of an article."""

Piece = tuple[str | None, html.HtmlElement]
"""A piece of text and the element in which it stands, None for the text where a line ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, the element in which it begins, and its parts by element."""

    text: str
    element: html.HtmlElement
    parts: tuple["Line", ...] = ()

    @property
    def linked(self) -> int:
        """Characters of the line that are in links."""
        return sum(len(part.text) for part in self.parts if in_link(part.element))

    @property
    def spaced(self) -> str:
        """The line with a blank between its parts, which a style sheet sets apart."""
        return " ".join(" ".join(part.text for part in self.parts or (self,)).split())


def in_link(element: html.HtmlElement) -> bool:
    """Whether an inline element is a link, or is in one."""
    while element is not None and element.tag not in BREAKS:
        if element.tag == "a" and element.get("href"):
            return True
        element = element.getparent()
    return False


def lines(stream: Iterable[Piece]) -> Iterator[Line]:
    """The lines in a stream of pieces."""
    parts: list[Line] = []
    for text, element in chain(stream, [(None, None)]):
        if text:
            parts.append(Line(text, element))
        elif text is None and parts:
            whole = " ".join("".join(part.text for part in parts).split())
            shown = tuple(part for part in parts if part.text.strip())
            if shown:
                yield Line(whole, shown[0].element, shown)
            parts = []


def pieces_after(element: html.HtmlElement) -> Iterator[Piece]:
    """The pieces of text after an element, to the end of the page."""
    yield None, element
    for each in (element, *element.iterancestors()):
        yield each.tail or "", each.getparent()
        for sibling in each.itersiblings():
            yield from pieces(sibling)
            yield sibling.tail or "", sibling.getparent()
        yield None, each


def pieces(element: html.HtmlElement) -> Iterator[Piece]:
    """The pieces of text in an element that are shown, None where a line begins or ends."""
    if not isinstance(element.tag, str) or element.tag in OUTSIDE or is_unseen(element):
        return
    ends = element.tag in BREAKS or "-" in element.tag
    if ends:
        yield None, element
    yield element.text or "", element
    for child in element:
        yield from pieces(child)
        yield child.tail or "", element
    if ends:
        yield None, element

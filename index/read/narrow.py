"""The part of a page in which its article stands: from the headline to the end of its box."""

from collections import defaultdict

from lxml import html  # type: ignore[import-untyped]

from index.read.blocks import Line, lines, pieces_after

PROSE = 60
"""Characters outside links from which a line that ends like a sentence counts as prose."""

LEAST = 2
"""Lines of prose that a box has to have to be that of the article."""

GROWS = 2.0
"""Times the prose of a box that the next larger one has to have to be taken instead."""

CALLED = 4.0
"""The same where a box is called an article."""

ENDS = frozenset('.!?…"”»’:。！？」؟۔।')


def narrow(tree: html.HtmlElement, headline: html.HtmlElement | None) -> list[Line]:
    """Take out of `tree` what stands before the headline, and outside of the box that it shares
    with its article; the lines that are left.

    A page without a headline is left as it is, as is one whose prose stands before it.
    """
    if headline is None or headline.getroottree().getroot() is not tree:
        return []
    page = list(lines(pieces_after(headline)))
    box = box_of(headline, page)
    if box is None:
        return page
    drop_outside(tree, headline, box)
    inside = {box, *box.iterdescendants()}
    return [line for line in page if line.element in inside]


def box_of(headline: html.HtmlElement, page: list[Line]) -> html.HtmlElement | None:
    """The smallest box around the headline that has its article, None where there is no prose."""
    count, length = prose_in(page)
    box, smaller = None, 0
    for element in headline.iterancestors():
        if element.tag in {"body", "html"}:
            break
        grows = CALLED if is_called(box) else GROWS
        if count[element] >= LEAST and (box is None or length[element] > grows * smaller):
            box, smaller = element, length[element]
    return box


def prose_in(page: list[Line]) -> tuple[dict[html.HtmlElement, int], dict[html.HtmlElement, int]]:
    """How many lines of prose each element holds, and of how many characters."""
    count: dict[html.HtmlElement, int] = defaultdict(int)
    length: dict[html.HtmlElement, int] = defaultdict(int)
    for line in page:
        if len(line.text) < PROSE or line.text[-1] not in ENDS:
            continue
        prose = len(line.text) - line.linked >= PROSE
        for element in line.element.iterancestors() if prose else ():
            count[element] += 1
            length[element] += len(line.text)
    return count, length


def is_called(box: html.HtmlElement | None) -> bool:
    """Whether a box is called an article."""
    return box is not None and (
        box.tag == "article" or "article" in box.get("class", "") or "post" in box.get("class", "")
    )


def drop_outside(tree: html.HtmlElement, headline: html.HtmlElement, box: html.HtmlElement) -> None:
    """Take out of `tree` what is not in `box`, and what is in it before the headline."""
    for element in (headline, *headline.iterancestors()):
        parent = element.getparent()
        if parent is None or element.tag == "body":
            break
        for before in list(element.itersiblings(preceding=True)):
            before.drop_tree()
        parent.text = None
    for element in (box, *box.iterancestors()):
        if element.getparent() is None or element.tag == "body":
            break
        element.tail = None
        for after in list(element.itersiblings()):
            after.drop_tree()

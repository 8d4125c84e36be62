"""HTML to plain text: what is not shown is dropped, paragraphs are kept apart."""

import re

from lxml import etree, html  # type: ignore[import-untyped]

from index.errors import SourceError
from index.read.clean import clean

NO_TEXT = (
    "audio button iframe noscript object script select style svg template textarea title video"
)
UNSEEN = frozenset(NO_TEXT.split())
"""Elements whose content is no text of the page."""

UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0+(?:px|em|rem|pt|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)

APART = (
    "address article aside blockquote caption center dd details div dl dt figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 head header hr legend list main nav ol p pre quote section"
    " summary table ul"
)
BLOCKS = frozenset(APART.split())
"""Elements that stand apart by a blank line, in HTML and in trafilatura's own XML."""

INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that lxml lets into a tree by reference, and then refuses to move."""

ITEM, ITEM_END, CELL, ROW = "\x01", "\x02", "\x03", "\x04"
"""Marks between the walk over the tree and the text; no tree holds them, they are invalid."""

OPENINGS = dict.fromkeys(BLOCKS, "\n\n")
OPENINGS |= dict.fromkeys(("br", "lb"), "\n") | dict.fromkeys(("li", "item"), f"\n{ITEM}")
OPENINGS |= dict.fromkeys(("tr", "row"), f"\n{ROW}") | dict.fromkeys(("td", "th", "cell"), CELL)
CLOSINGS = dict.fromkeys(BLOCKS, "\n\n")
CLOSINGS |= dict.fromkeys(("li", "item"), f"{ITEM_END}\n")

BLOCK_TAG = r"(?:p|div|h[1-6]|ul|ol|li|blockquote|table|article|section)"
BLOCK_MARKUP = re.compile(rf"\A\s*<{BLOCK_TAG}\b[^<>]*>|</{BLOCK_TAG}\s*>|<br\s*/?>", re.IGNORECASE)


def parse(markup: str, name: str) -> html.HtmlElement:
    """The tree of an HTML page or fragment, without comments.

    The parser stops where elements are nested deeper than 256, so a tree can always be walked.

    Raises:
        SourceError: there is no element, or the parser stopped: half an article is none.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(clean(markup).encode(), parser=parser)
    except etree.LxmlError as error:
        raise SourceError(f"{name!r} is not HTML ({error}); export it again") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError(f"{name!r} is nested too deeply; save its text as .txt")
    drop_invalid(tree)
    return tree


def drop_invalid(tree: html.HtmlElement) -> None:
    """Take out of `tree` the characters that a page may refer to (`&#1;`), but no tree may hold."""
    for element in tree.iter():
        if element.text and INVALID.search(element.text):
            element.text = INVALID.sub("", element.text)
        if element.tail and INVALID.search(element.tail):
            element.tail = INVALID.sub("", element.tail)


def drop_unseen(tree: html.HtmlElement) -> None:
    """Take out of `tree` what a browser does not show as text: scripts, hidden elements."""
    for element in list(tree.iter(etree.Element)):
        if element.getparent() is not None and is_unseen(element):
            element.drop_tree()


def is_unseen(element: html.HtmlElement) -> bool:
    """Whether a browser leaves `element` out, as far as the element itself says."""
    if element.tag in {"html", "body"}:
        return False
    return (
        element.tag in UNSEEN
        or "hidden" in element.attrib
        or element.get("aria-hidden", "").lower() == "true"
        or (element.tag == "dialog" and "open" not in element.attrib)
        or bool(UNSEEN_STYLE.search(element.get("style", "")))
    )


def plain(tree: html.HtmlElement) -> str:
    """The text of a tree: blocks apart by a blank line, list items as "- …", cells as "… | …"."""
    parts: list[str] = []
    preformatted = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        starts = event == "start"
        if element.tag == "pre":
            preformatted += 1 if starts else -1
        text = (element.text if starts else element.tail) or ""
        parts.append((OPENINGS if starts else CLOSINGS).get(element.tag, ""))
        parts.append(text if preformatted else re.sub(r"[ \t\n]+", " ", text))
    return clean(without_marks("".join(parts)))


def without_marks(text: str) -> str:
    """`text` with its marks of items, rows and cells written out.

    Runs of blanks are shortened first, so that the patterns after it need not look far.
    """
    text = "\n".join(line.strip(" ") for line in re.sub(r" {2,}", " ", text).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text)
    text = re.sub(rf"{ITEM}[ \n]*{ITEM_END}", "", text)
    text = re.sub(rf"(?:[ \n]*{ITEM_END})+[ \n]*(?={ITEM})", "\n", text)
    text = re.sub(rf"({ITEM}[^{ITEM}{ITEM_END}]*?)[ \n]+(?={ITEM})", r"\1\n", text)
    text = re.sub(rf"{ITEM}[ \n{ITEM}]*", "- ", text)
    text = re.sub(rf"{ROW}[ \n{CELL}]*", "", text)
    return re.sub(rf"[ \n]*{CELL}[ \n]*", " | ", text)


def has_markup(text: str) -> bool:
    """Whether `text` is HTML: it begins or closes a block, not just speaks of the `<p>` tag."""
    return bool(BLOCK_MARKUP.search(text))


def fragment(markup: str, name: str) -> str:
    """The plain text of a piece of HTML, "" where it holds none."""
    if not markup.strip():
        return ""
    tree = parse(markup, name)
    drop_unseen(tree)
    return plain(tree)


def with_paragraphs(markup: str) -> str:
    """`markup` with its blank lines as paragraphs: WordPress exports leave paragraphs so."""
    return re.sub(r"\n[ \t]*\n", "<p>", clean(markup))

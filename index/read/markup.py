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

MOST = 30_000
"""Elements of a page that is read, in some six seconds on a slow core; pages have hundreds to a
few thousand."""

SPOKEN = frozenset({".visually-hidden", ".sr-only", ".screen-reader-text"})
"""Classes of Bootstrap and WordPress for what is read aloud and not seen; the style sheets that say
so are mostly files of their own."""

FAR = re.compile(r"-\d{3,}")
"""A place so far to the left that it is on no screen."""

RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
"""A rule of a style sheet; those inside of @media have braces around them and are not matched."""


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
        SourceError: there is no element, there are more than `MOST`, or the parser stopped: half
            an article is none.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(clean(markup).encode(), parser=parser)
    except etree.LxmlError as error:
        raise SourceError(f"{name!r} is not HTML ({error}); export it again") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError(f"{name!r} is nested too deeply; save its text as .txt")
    if sum(1 for _ in tree.iter()) > MOST:
        raise SourceError(f"{name!r} has more than {MOST:,} elements; save its text as .txt")
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
    hidden = hidden_names(tree)
    for element in list(tree.iter(etree.Element)):
        if element.getparent() is not None and (is_unseen(element) or names(element) & hidden):
            element.drop_tree()


def hidden_names(tree: html.HtmlElement) -> frozenset[str]:
    """The `.class` and `#id` selectors that the page's own style sheets hide on every screen, and
    `SPOKEN`.

    One that would hide the headline is left out: a script shows it later.
    """
    found = set(SPOKEN)
    for sheet in tree.iter("style"):
        for selectors, rules in RULE.findall(without_media(sheet.text or "")):
            if hides(rules, whole=False):
                found |= {one.strip() for one in selectors.split(",")}
    for headline in tree.iter("h1"):
        for element in (headline, *headline.iterancestors()):
            found -= names(element)
    return frozenset(found)


def without_media(sheet: str) -> str:
    """A style sheet without comments and without what holds under conditions only."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)


def names(element: html.HtmlElement) -> set[str]:
    """The simple selectors of an element: `.class` and `#id`."""
    classes = {f".{name}" for name in element.get("class", "").split()}
    return classes | ({f"#{element.get('id')}"} if element.get("id") else set())


def hides(style: str, *, whole: bool = True) -> bool:
    """Whether declarations of CSS make a text invisible.

    Args:
        whole: whether they may also do it by size, colour or place, as inline styles do that
            are to hide a text from its readers; of style sheets only plain hiding counts.
    """
    said = {
        name.strip(): value.replace("!important", "").strip()
        for name, _, value in (one.partition(":") for one in style.lower().split(";"))
    }
    if said.get("display") == "none" or said.get("visibility") in {"hidden", "collapse"}:
        return True
    if not whole:
        return False
    colour = said.get("color", "")
    behind = said.get("background-color") or said.get("background", "").partition(" ")[0]
    return (
        is_nothing(said.get("font-size", "1"))
        or is_nothing(said.get("opacity", "1"))
        or colour == "transparent"
        or (bool(colour) and rgb(colour) == rgb(behind))
        or said.get("clip", "").replace(" ", "")
        in {"rect(0,0,0,0)", "rect(0000)", "rect(0px,0px,0px,0px)"}
        or said.get("clip-path", "") in {"inset(50%)", "inset(100%)"}
        or any(FAR.match(said.get(name, "")) for name in ("left", "top", "right", "text-indent"))
        or (said.get("overflow") == "hidden" and is_nothing(said.get("height", "1")))
    )


def is_nothing(size: str) -> bool:
    """Whether a size in CSS is zero, or so small that nobody can read it."""
    found = re.match(r"(\d*\.?\d+)(px|pt|em|rem|%|)", size)
    if found is None:
        return False
    return float(found[1]) <= (1.0 if found[2] in {"px", "pt"} else 0.02)


def rgb(colour: str) -> str:
    """A colour in one spelling, as far as it is white or black or written in hexadecimal."""
    colour = {"white": "#ffffff", "black": "#000000"}.get(colour, colour.replace(" ", ""))
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    found = re.fullmatch(r"rgb\((\d+),(\d+),(\d+)\)", colour)
    return "#" + "".join(f"{int(part):02x}" for part in found.groups()) if found else colour


def is_unseen(element: html.HtmlElement) -> bool:
    """Whether a browser leaves `element` out, as far as the element itself says."""
    if element.tag in {"html", "body"}:
        return False
    return (
        element.tag in UNSEEN
        or "hidden" in element.attrib
        or element.get("aria-hidden", "").lower() == "true"
        or (element.tag == "dialog" and "open" not in element.attrib)
        or hides(element.get("style", ""))
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

"""OpenDocument texts: headings, paragraphs, lists and tables; not what was deleted or hidden."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html  # type: ignore[import-untyped]

from index.article import Article
from index.errors import SourceError
from index.read import xml
from index.read.facts import Facts, language_of
from index.read.make import make
from index.read.markup import plain
from index.read.properties import author_in, title_in
from index.read.text import heading
from index.read.unpack import Packed, opened

TAGS = {
    "h": "h2",
    "p": "p",
    "list": "ul",
    "list-item": "li",
    "list-header": "li",
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "line-break": "br",
    "note-body": "div",
    "text-box": "div",
    "section": "div",
}
"""By the name of an element that of HTML's with the same meaning; others are passed through."""

UNSEEN = frozenset(
    {
        "annotation",
        "annotation-end",
        "desc",
        "forms",
        "hidden-text",
        "note-citation",
        "ruby-text",
        "table-of-content",
        "title",
        "tracked-changes",
        "user-field-decls",
        "variable-decls",
    }
)
BLANKS = {"s": " ", "tab": " "}


def read(path: Path, name: str) -> Iterator[Article]:
    """The article in an `.odt` file; `SourceError` where it is damaged, locked or has no text."""
    with opened(path, name) as packed:
        if b"encryption-data" in (packed.get("META-INF/manifest.xml") or b""):
            raise SourceError(f"{name!r} needs its password removed; save it anew without one")
        facts = facts_of(packed, name)
        content = packed.get("content.xml")
    if content is None:
        raise SourceError(f"{name!r} is no OpenDocument text; remove it or rename it")
    text = text_of(xml.parse(content, name), name)
    yield make(name, text, facts.or_else(Facts(title=heading(text))))


def facts_of(packed: Packed, name: str) -> Facts:
    """What the properties say; when the file was made is no date of publication."""
    raw = packed.get("meta.xml")
    if raw is None:
        return Facts()
    root = xml.parse(raw, name)
    authors = xml.texts(root, "initial-creator") or xml.texts(root, "creator")
    return Facts(
        title=next((title_in(title, name) for title in xml.texts(root, "title")), None),
        author=author_in(authors),
        language=next((language_of(tag) for tag in xml.texts(root, "language")), None),
    )


def text_of(root: etree._Element, name: str) -> str:
    """The plain text of a document's content."""
    bodies = root.findall(".//{*}body/{*}text")
    if not bodies:
        raise SourceError(f"{name!r} is no OpenDocument text; remove it or rename it")
    tree = html.Element("body")
    notes: list[etree._Element] = []
    copy(bodies[0], tree, hidden_styles(root), notes)
    for note in notes:
        tree.append(note)
    return plain(tree)


def hidden_styles(root: etree._Element) -> frozenset[str]:
    """The names of the styles whose text is not shown."""
    found = set()
    for look in root.iter("{*}text-properties"):
        shows = attribute(look, "display") != "none"
        if not shows and (style := look.getparent()) is not None:
            found.add(attribute(style, "name"))
    return frozenset(found - {""})


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace; "" where there is none."""
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def copy(
    element: etree._Element,
    to: etree._Element,
    hidden: frozenset[str],
    notes: list[etree._Element],
) -> None:
    """Append what is shown of an element to `to` as HTML; notes are put by, for the end."""
    add(to, element.text)
    for child in element:
        kind = xml.local(child)
        if kind in BLANKS:
            add(to, BLANKS[kind])
        elif kind and not is_unseen(child, kind, hidden):
            inner = to
            if kind == "note-body":
                inner = html.Element("div")
                notes.append(inner)
            elif kind in TAGS:
                inner = etree.SubElement(to, TAGS[kind])
            copy(child, inner, hidden, notes)
        add(to, child.tail)


def is_unseen(element: etree._Element, kind: str, hidden: frozenset[str]) -> bool:
    """Whether an element is not shown, or is no text of the document."""
    return (
        kind in UNSEEN
        or attribute(element, "style-name") in hidden
        or (kind == "section" and attribute(element, "display") == "none")
        or (kind == "hidden-paragraph" and attribute(element, "is-hidden") == "true")
    )


def add(to: etree._Element, text: str | None) -> None:
    """Append text at the end of an element."""
    if not text:
        return
    if len(to):
        to[-1].tail = (to[-1].tail or "") + text
    else:
        to.text = (to.text or "") + text

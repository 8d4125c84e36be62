"""Word documents: mammoth makes HTML of what is shown; what was deleted and commented is not."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import mammoth
from lxml import etree, html  # type: ignore[import-untyped]

from index.article import Article
from index.errors import SourceError
from index.read import xml
from index.read.facts import Facts, language_of
from index.read.make import make
from index.read.markup import fragment, parse
from index.read.properties import author_in, title_in
from index.read.text import heading
from index.read.unpack import Packed, opened

NOT_SHOWN = ("customXml/", "docProps/", "word/theme/", "word/comments", "word/glossary/")
"""Parts of the file that are no text of the document."""

PROPERTIES = "docProps/core.xml"
NOTES = ("#footnote-", "#endnote-")
"""Where the marks of notes point: to them, and back from them."""

OFF = frozenset({"0", "false", "off"})


def read(path: Path, name: str) -> Iterator[Article]:
    """The article in a `.docx` file; `SourceError` where it is damaged or has no text."""
    with opened(path, name) as packed:
        facts = facts_of(packed, name)
        markup = mammoth.convert_to_html(
            io.BytesIO(shown(packed, name)),
            convert_image=mammoth.images.img_element(lambda image: {}),
            include_embedded_style_map=False,
        ).value
    text = text_of(markup, name)
    yield make(name, text, facts.or_else(Facts(title=heading(text))))


def facts_of(packed: Packed, name: str) -> Facts:
    """What the properties say; when the file was made is no date of publication."""
    raw = packed.get(PROPERTIES)
    if raw is None:
        return Facts()
    root = xml.parse(raw, name)
    said = {kind: xml.texts(root, kind) for kind in ("title", "creator", "language")}
    return Facts(
        title=next((title_in(title, name) for title in said["title"]), None),
        author=author_in(said["creator"]),
        language=next((language_of(tag) for tag in said["language"]), None),
    )


def shown(packed: Packed, name: str) -> bytes:
    """The file made anew of those parts that are text and of what they refer to.

    What mammoth is given so was unpacked within limits and holds no document type.
    """
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w") as file:
        for path in dict.fromkeys(packed.content.namelist()):
            if path.endswith((".xml", ".rels")) and not path.startswith(NOT_SHOWN):
                root = xml.parse(packed.get(path) or b"", f"{name}/{path}")
                drop_hidden(root)
                file.writestr(path, etree.tostring(root, encoding="utf-8"))
        if not file.namelist():
            raise SourceError(f"{name!r} is no Word document; remove it or rename it")
    return new.getvalue()


def drop_hidden(root: etree._Element) -> None:
    """Take out the runs that are formatted as hidden."""
    for mark in list(root.iter("{*}vanish")):
        run = mark.getparent() if mark.getparent() is None else mark.getparent().getparent()
        value = next((v for key, v in mark.attrib.items() if key.endswith("val")), "1")
        if run is not None and xml.local(run) == "r" and value.lower() not in OFF:
            xml.drop(run)


def text_of(markup: str, name: str) -> str:
    """The plain text of mammoth's HTML, without the marks of notes."""
    if not markup.strip():
        raise SourceError(f"{name!r} has no text; remove it, or export it as text")
    tree = parse(markup, name)
    for link in list(tree.iter("a")):
        if link.get("href", "").startswith(NOTES):
            link.drop_tree()
    return fragment(html.tostring(tree, encoding="unicode"), name)

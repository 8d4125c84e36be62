"""Word documents: mammoth makes HTML of what is shown; what was deleted and commented is not."""

import io
import zipfile
from collections.abc import Iterator
from itertools import islice
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

STYLES = "styles"
"""How the files of styles begin, and what their root is called."""

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
    paths = [
        path
        for path in dict.fromkeys(packed.content.namelist())
        if path.endswith((".xml", ".rels")) and not path.startswith(NOT_SHOWN)
    ]
    paths.sort(key=lambda path: not path.rpartition("/")[2].startswith(STYLES))
    hidden: set[str | None] = set()
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w") as file:
        for path in paths:
            root = xml.parse(packed.get(path) or b"", f"{name}/{path}")
            if xml.local(root) == STYLES:
                hidden |= hidden_styles(root)
            drop_hidden(root, hidden)
            file.writestr(path, etree.tostring(root, encoding="utf-8"))
        if not file.namelist():
            raise SourceError(f"{name!r} is no Word document; remove it or rename it")
    return new.getvalue()


def hidden_styles(root: etree._Element) -> set[str | None]:
    """The ids of the styles whose text is not shown, also by what they are based on.

    None is among them where paragraphs that name no style are not shown.
    """
    styles = root.findall("{*}style")
    own = {value_of(style, "styleId"): vanishes(style) for style in styles}
    bases = {value_of(style, "styleId"): named_in(style, "basedOn") for style in styles}
    own[None] = None  # where a style is based on none
    known: dict[str | None, bool] = {None: False}
    for name in own:
        way: dict[str | None, None] = {}  # in order, and quick to look up
        at = name
        while at in own and own[at] is None and at not in known and at not in way:
            way[at] = None
            at = bases[at]
        known |= dict.fromkeys((*way, at), known.get(at, bool(own.get(at))))
    hidden = {name for name, found in known.items() if found}
    usual = [
        style for style in styles if value_of(style, "type") == "paragraph" and is_usual(style)
    ]
    return hidden | {None for style in usual if value_of(style, "styleId") in hidden}


def drop_hidden(root: etree._Element, hidden: set[str | None]) -> None:
    """Take out the runs that are not shown, as they say themselves or as their styles do.

    As in Word, each of the styles of a run, its paragraph and its table that hides turns over what
    the others say (ECMA-376, part 1, 17.7.3).
    """
    for run in list(root.iter("{*}r")):
        vanished = vanishes(run)
        if vanished is None and hidden:
            vanished = sum(style in hidden for style in styles_of(run)) % 2 == 1
        if vanished:
            xml.drop(run)


def styles_of(run: etree._Element) -> list[str | None]:
    """The styles of a run, its paragraph and its table; None for a paragraph that names none."""
    of_run = named_in(run, "rPr/{*}rStyle")
    styles: list[str | None] = [of_run] if of_run is not None else []
    for paragraph in islice(run.iterancestors("{*}p"), 1):
        styles.append(named_in(paragraph, "pPr/{*}pStyle"))
    for table in islice(run.iterancestors("{*}tbl"), 1):
        of_table = named_in(table, "tblPr/{*}tblStyle")
        styles += [of_table] if of_table is not None else []
    return styles


def vanishes(element: etree._Element) -> bool | None:
    """Whether a run or a style is formatted as hidden; None where it does not say."""
    mark = element.find("{*}rPr/{*}vanish")
    return None if mark is None else is_on(value_of(mark, "val") or "1")


def is_usual(style: etree._Element) -> bool:
    """Whether a style is that of what names none."""
    return is_on(value_of(style, "default") or "0")


def is_on(value: str) -> bool:
    """Whether a switch of Word's is on."""
    return value.lower() not in OFF


def named_in(element: etree._Element, path: str) -> str | None:
    """The style that an element inside of another names."""
    found = element.find("{*}" + path)
    return None if found is None else value_of(found, "val")


def value_of(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def text_of(markup: str, name: str) -> str:
    """The plain text of mammoth's HTML, without the marks of notes."""
    if not markup.strip():
        raise SourceError(f"{name!r} has no text; remove it, or export it as text")
    tree = parse(markup, name)
    for link in list(tree.iter("a")):
        if link.get("href", "").startswith(NOTES):
            link.drop_tree()
    return fragment(html.tostring(tree, encoding="unicode"), name)

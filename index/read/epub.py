"""E-books: an article for each document in reading order that has text enough to be one."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html  # type: ignore[import-untyped]

from index.article import Article, Failure
from index.errors import SourceError
from index.read import xml
from index.read.charsets import declared
from index.read.clean import one_line, without_title
from index.read.dates import parse_date
from index.read.decode import decode
from index.read.facts import Facts, author_of, language_of, publisher_of
from index.read.make import make
from index.read.markup import drop_unseen, parse, plain
from index.read.unpack import Packed, opened

LEAST = 200
"""Characters of text from which a document is an article and no cover or list of contents."""

CONTAINER = "META-INF/container.xml"
SELF_CLOSED = re.compile(r"<(a|div|iframe|p|script|span|style|textarea|title)(\s[^<>]*)?/>", re.I)
"""What XHTML may close at once and HTML may not."""


def read(path: Path, name: str) -> Iterator[Article | Failure]:
    """The articles in an `.epub` file, in reading order; a document fails alone.

    Raises:
        SourceError: it is damaged, protected, or none of its documents has `LEAST` characters.
    """
    empty = True
    with opened(path, name) as packed:
        book = place_of_book(packed, name)
        root = xml.parse(member(packed, book, name), f"{name}/{book}")
        known, titles = facts_of(root), titles_of(packed, root, book, name)
        locked = locked_in(packed, name)
        for place in spine(root, book):
            where = f"{name}/{place}"
            if place in locked:
                raise SourceError(f"{name!r} is protected (DRM); get it without, or as text")
            try:
                found = article(packed, place, name, known, titles.get(place))
            except SourceError as error:
                empty = False
                yield Failure(where, str(error))
                continue
            if found is not None:
                empty = False
                yield found
    if empty:
        raise SourceError(
            f"{name!r} has no chapter of {LEAST} characters of text; remove it, or save it as text"
        )


def member(packed: Packed, place: str, name: str) -> bytes:
    """What stands at a place in the book; `SourceError` where nothing does."""
    raw = packed.get(place)
    if raw is None:
        raise SourceError(f"{name!r} is damaged (it lacks {place!r}); export it again or as text")
    return raw


def place_of_book(packed: Packed, name: str) -> str:
    """Where the description of the book stands."""
    root = xml.parse(member(packed, CONTAINER, name), f"{name}/{CONTAINER}")
    places = [file.get("full-path") for file in root.iter("{*}rootfile")]
    return next((place for place in places if place), "content.opf")


def facts_of(root: etree._Element) -> Facts:
    """What the book's description says of all of it."""
    published = next(filter(None, map(parse_date, dates(root))), None)
    return Facts(
        publisher=publisher_of(xml.texts(root, "publisher")),
        author=author_of(xml.texts(root, "creator")),
        language=next((language_of(tag) for tag in xml.texts(root, "language")), None),
        published=published,
        dated="file" if published else None,
    )


def dates(root: etree._Element) -> list[str]:
    """The dates that are of publication: named so, then those without an event."""
    found: dict[str, list[str]] = {"publication": [], "": []}
    for date in root.iter("{http://purl.org/dc/elements/1.1/}date"):
        event = next((v for k, v in date.attrib.items() if k.endswith("event")), "")
        if event.lower() in found:
            found[event.lower()].append("".join(date.itertext()).strip())
    return found["publication"] + found[""]


def spine(root: etree._Element, book: str) -> list[str]:
    """The places of the documents in reading order, each once, without the navigation."""
    items = {item.get("id"): item for item in root.iter("{*}item")}
    found = (items.get(ref.get("idref")) for ref in root.iter("{*}itemref"))
    return list(
        dict.fromkeys(
            beside(book, item.get("href", ""))
            for item in found
            if item is not None and "nav" not in item.get("properties", "").split()
        )
    )


def beside(place: str, href: str) -> str:
    """The place in the book to which an address in a file of it points."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), path)).lstrip("/")


def titles_of(packed: Packed, root: etree._Element, book: str, name: str) -> dict[str, str]:
    """What the list of contents calls each document, the first entry for each."""
    found: dict[str, str] = {}
    for item in root.iter("{*}item"):
        is_nav = "nav" in item.get("properties", "").split()
        if not is_nav and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        place = beside(book, item.get("href", ""))
        try:
            contents = xml.parse(packed.get(place) or b"", f"{name}/{place}")
        except SourceError:
            continue  # the titles are then those of the headings
        for href, title in entries(contents):
            found.setdefault(beside(place, href), title)
    return found


def entries(contents: etree._Element) -> Iterator[tuple[str, str]]:
    """Address and title of each entry of a list of contents, in either of its two forms."""
    for link in contents.iter("{*}a"):
        yield link.get("href", ""), one_line("".join(link.itertext()))
    for point in contents.iter("{*}navPoint"):
        target = point.find("{*}content")
        label = next(iter(xml.texts(point, "text")), "")
        if target is not None:
            yield target.get("src", ""), one_line(label)


def locked_in(packed: Packed, name: str) -> frozenset[str]:
    """The places that are encrypted; fonts often are, texts only in a protected book."""
    raw = packed.get("META-INF/encryption.xml")
    if raw is None:
        return frozenset()
    root = xml.parse(raw, name)
    return frozenset(unquote(ref.get("URI", "")) for ref in root.iter("{*}CipherReference"))


def article(
    packed: Packed, place: str, name: str, known: Facts, title: str | None
) -> Article | None:
    """The article in one document; None where it has too little text.

    Args:
        title: what the list of contents calls it.
    """
    where = f"{name}/{place}"
    raw = member(packed, place, name)
    if len(raw) < LEAST:
        return None
    markup = SELF_CLOSED.sub(r"<\1\2></\1>", decode(raw, where, declared(raw)))
    tree = parse(markup, where)
    heading = heading_of(tree)
    drop_unseen(tree)
    text = without_title(plain(tree), heading)
    if len(text) < LEAST:
        return None
    return make(name, text, Facts(title=heading or title).or_else(known), record=place)


def heading_of(tree: html.HtmlElement) -> str | None:
    """The first of the highest headings of a document, as one line."""
    for line_break in tree.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    found = (one_line(h.text_content()) for level in ("h1", "h2", "h3") for h in tree.iter(level))
    return next(filter(None, found), None)

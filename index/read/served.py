"""What a server sent, as an article: a page, the text of a feed's entry, or a file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from index.article import Article, Failure, article_id
from index.errors import SourceError
from index.read import READERS, html, read
from index.read.facts import Facts
from index.read.furniture import without_furniture
from index.read.html import site
from index.read.make import make
from index.read.markup import fragment

HTML = frozenset({"text/html", "application/xhtml+xml"})
"""Media types of web pages."""

ENDINGS = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/x-ndjson": ".ndjson",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
"""The ending of a file of a media type, by which its reader is chosen."""

UNTOLD = frozenset({"", "application/octet-stream", "application/xml", "text/xml"})
"""Media types that do not tell what was sent."""


def served(
    raw: bytes, kind: str, encoding: str | None, *, address: str, known: Facts, identity: str
) -> Iterator[Article | Failure]:
    """The article in what a server sent, or why there is none.

    Args:
        kind: the media type that the server declared.
        encoding: the charset that it declared.
        address: where it was got.
        known: what a feed says of it.
        identity: the address by which it is known.
    """
    try:
        ending = ending_of(kind, raw, address)
        if ending != ".html":
            yield from as_file(raw, ending, address=address, known=known, identity=identity)
            return
        yield html.article(
            raw, address, encoding=encoding, known=known, address=address, identity=identity
        )
    except SourceError as error:
        yield Failure(address, str(error))


def ending_of(kind: str, raw: bytes, address: str) -> str:
    """The ending of the kind of file that was sent.

    Raises:
        SourceError: it is of none that is read.
    """
    if kind in HTML or (kind in UNTOLD and raw.lstrip()[:1] == b"<"):
        return ".html"
    ending = ENDINGS.get(kind, "")
    if kind in UNTOLD and raw.startswith(b"%PDF-"):
        ending = ".pdf"
    if ending not in READERS:
        raise SourceError(f"{address!r} is {kind or 'of no stated kind'}, which is not read.")
    return ending


def as_file(
    raw: bytes, ending: str, *, address: str, known: Facts, identity: str
) -> Iterator[Article | Failure]:
    """The articles in a file that was sent: the first is known by its address alone, the others by
    their place in it, whatever address of another site they state."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"sent{ending}")
        path.write_bytes(raw)
        for position, found in enumerate(read(path, identity)):
            if isinstance(found, Failure):
                yield found
                continue
            own = Facts(published=found.published, dated=found.dated)
            dated = (known if known.published else own).or_else(own)
            own_place = found.id
            if found.url is not None and site(found.url) != site(address):
                own_place = article_id(None, f"{identity}#{position}")
            yield replace(
                found,
                id=article_id(identity, "") if not position else own_place,
                url=address,
                published=dated.published,
                dated=dated.dated,
                publisher=found.publisher or known.publisher,
            )


def entry(markup: str, *, address: str, known: Facts, identity: str) -> Article:
    """The article that stands in a feed's entry.

    Raises:
        SourceError: there is no text in it.
    """
    text = without_furniture(fragment(markup, address))
    return make(address, text, replace(known, url=address), identity=identity)

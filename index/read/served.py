"""What a server sent, as an article: a page, the text of a feed's entry, or a file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from index.article import Article, Failure, article_id
from index.errors import NoArticle, SourceError
from index.read import html, read
from index.read.facts import Facts
from index.read.furniture import without_furniture
from index.read.html import site
from index.read.kinds import ending_of
from index.read.make import make
from index.read.markup import fragment


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

    Raises:
        NoArticle: it is a page, and no article.
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


def text_sent(raw: bytes, kind: str, encoding: str | None, address: str) -> str:
    """The text of the article in what a server sent, of several the first one's; "" where there is
    none that is read."""
    try:
        found = served(raw, kind, encoding, address=address, known=Facts(), identity=address)
        return next((one.text for one in found if isinstance(one, Article)), "")
    except NoArticle:
        return ""


def as_file(
    raw: bytes, ending: str, *, address: str, known: Facts, identity: str
) -> Iterator[Article | Failure]:
    """The articles in a file that was sent: the first is known by its address alone, the others,
    and all in a zip, by their place in it, whatever address of another site they state."""
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
            first = not position and ending != ".zip"
            yield replace(
                found,
                id=article_id(identity, "") if first else own_place,
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

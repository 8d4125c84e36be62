"""Sitemaps (sitemaps.org), with the extension for news: which pages a site has."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from index.errors import SourceError
from index.read.dates import parse_date
from index.read.decode import in_utf_8
from index.read.facts import Facts, language_of, name_of, publisher_of, web_address
from index.web.addresses import joined
from index.web.feeds import Entry

MOST = 50_000
"""Addresses in one sitemap (the protocol's limit)."""

LARGEST = 50_000_000
"""Bytes of one, uncompressed (the protocol's limit)."""

GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages, or further sitemaps, of which each may list pages or sitemaps again."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()


def sitemap(body: bytes, url: str) -> Sitemap | None:
    """What a sitemap lists; `None` where it is none. Nothing outside of it is read.

    Args:
        url: where it was got, for relative links in it.
    """
    root = parsed(body)
    if root is None or local(root) not in {"urlset", "sitemapindex"}:
        return None
    nodes = [node for node in root if local(node) in {"url", "sitemap"}][:MOST]
    if local(root) == "sitemapindex":
        places = (web_address(joined(url, said(node).get("loc", ""))) for node in nodes)
        return Sitemap(sitemaps=tuple(dict.fromkeys(place for place in places if place)))
    pages: dict[str, Entry] = {}
    for words in map(said, nodes):
        if place := web_address(joined(url, words.get("loc", ""))):
            pages.setdefault(place, Entry(place, facts(words), words.get("lastmod", "")))
    return Sitemap(pages=tuple(pages.values()))


def parsed(body: bytes) -> etree._Element | None:
    """The root of an XML document; `None` where it is none that is read."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(in_utf_8(unpacked(body), "sitemap"), parser)
    except (etree.LxmlError, ValueError, SourceError):
        return None


def unpacked(body: bytes) -> bytes:
    """A sitemap as it was before it was compressed; "" where it would be too large.

    Raises:
        ValueError: it is damaged.
    """
    if not body.startswith(GZIP):
        return body
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        found = reader.decompress(body, LARGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return b"" if reader.unconsumed_tail else found


def local(node: etree._Element) -> str:
    """The name of an element without its namespace; "" of a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def said(node: etree._Element) -> dict[str, str]:
    """The text of the first descendant of each name."""
    words: dict[str, str] = {}
    for child in node.iterdescendants():
        words.setdefault(local(child), (child.text or "").strip())
    return words


def facts(words: Mapping[str, str]) -> Facts:
    """What a page's entry says of the article: with Google's extension for news, a good deal."""
    published = parse_date(words.get("publication_date"))
    return Facts(
        title=name_of(words.get("title")),
        publisher=publisher_of(words.get("name")),
        published=published,
        modified=parse_date(words.get("lastmod")),
        language=language_of(words.get("language")),
        dated="feed" if published else None,
    )

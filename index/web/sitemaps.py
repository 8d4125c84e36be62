"""Sitemaps (sitemaps.org), with the extension for news: which pages a site has."""

import zlib
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from index.read.dates import parse_date
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
        places = (web_address(joined(url, said(node, "loc"))) for node in nodes)
        return Sitemap(sitemaps=tuple(dict.fromkeys(place for place in places if place)))
    pages: dict[str, Entry] = {}
    for node in nodes:
        if place := web_address(joined(url, said(node, "loc"))):
            pages.setdefault(place, Entry(place, facts(node), said(node, "lastmod")))
    return Sitemap(pages=tuple(pages.values()))


def parsed(body: bytes) -> etree._Element | None:
    """The root of an XML document; `None` where it is none that is read."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(unpacked(body).strip(), parser)
    except (etree.LxmlError, ValueError):
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
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def said(node: etree._Element, name: str) -> str:
    """The text of the first descendant of a name, "" where there is none."""
    found = (child for child in node.iter() if local(child) == name)
    return "".join((child.text or "") for child in [next(found, node)] if child is not node).strip()


def facts(node: etree._Element) -> Facts:
    """What a page's entry says of the article: with Google's extension for news, a good deal."""
    published = parse_date(said(node, "publication_date"))
    return Facts(
        title=name_of(said(node, "title")),
        publisher=publisher_of(said(node, "name")),
        published=published,
        modified=parse_date(said(node, "lastmod")),
        language=language_of(said(node, "language")),
        dated="feed" if published else None,
    )

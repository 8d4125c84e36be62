"""RSS and Atom feeds, read by feedparser: which pages there are, and what the feed says of each."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import feedparser

from index.errors import SourceError
from index.read.dates import parse_date
from index.read.decode import in_utf_8
from index.read.facts import Facts, author_of, language_of, name_of, publisher_of, web_address
from index.read.furniture import without_last_lines
from index.read.markup import fragment
from index.web.addresses import joined

FULL = 600
"""Characters of text from which what a feed gives of an article can be the whole of it."""

CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue|more)\b[^.]{0,40})[\s»>→]*$", re.I)
"""How a teaser ends."""

XML = "application/xml"

SHORT_YEAR = re.compile(
    r"^((?:[^\W\d]{2,4}[,.]*\s+)?\d{1,2}\s+[^\W\d]{3}\s+)(\d\d)(?=\s+\d\d:\d\d)"
)
"""A day with its year in two digits before a time, as RFC 822 and so RSS 2.0 allow it."""

MOST = 2_000
"""Entries of one feed that are read; feeds have tens."""


ROOT = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|rdf)\b[^<>]*?(/?)>", re.I)
"""How a feed begins, in RSS and Atom of all versions; one that closes itself is empty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed or a sitemap lists.

    Args:
        facts: what it says of the article there.
        listed: when it says that the page changed, as it says it; "" where it does not.
        markup: the text of the article, where the feed gives all of it.
    """

    url: str
    facts: Facts = field(default_factory=Facts)
    listed: str = ""
    markup: str | None = None


def entries(
    body: bytes, url: str, kind: str = "", charset: str | None = None
) -> list[Entry] | None:
    """The entries of a feed, each page once; `None` where it is none.

    Of one that breaks off, the last entry may be half of what it is and is left out.

    Args:
        url: where the feed was got, for relative links in it.
        kind: the media type that it was served with.
        charset: as its server declared it.
    """
    try:
        body = in_utf_8(body, url, charset)
    except SourceError:
        return None
    headers = {"content-location": url, "content-type": f"{kind or XML}; charset=utf-8"}
    # not the bytes themselves: feedparser would open a file that has them for a name. Its sanitiser
    # takes away what tells that a text is hidden, and the text is made plain all the same
    feed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    if not feed.get("version"):
        return None
    about = Facts(
        publisher=publisher_of(feed.feed.get("title")),
        language=language_of(feed.feed.get("language")),
    )
    listed: dict[str, Entry] = {}
    complete = feed.entries[:-1] if broken_off(body) else feed.entries
    for item in complete[:MOST]:
        found = entry(dict(item), url, about, atom=feed.version.startswith("atom"))
        if found is not None:
            listed.setdefault(found.url, found)
    return list(listed.values())


def broken_off(body: bytes) -> bool:
    """Whether a feed ends before its end, as where its server was cut short."""
    plain = body.replace(b"\0", b"")  # of UTF-16 too
    root = ROOT.search(plain)
    if root is None or root[2]:
        return False
    return not re.search(rb"</(?:[\w.-]+:)?" + root[1] + rb"\s*>", plain[root.end() :], re.I)


def entry(item: Mapping[str, Any], base: str, about: Facts, *, atom: bool) -> Entry | None:
    """What one entry says; `None` where it names no page.

    Args:
        item: as feedparser has it, but a plain mapping: its own takes one date for another.
    """
    link = item.get("link") or ""
    url = web_address(joined(base, link)) if link else None
    if url is None:
        return None
    published, updated = moment(item, "published"), moment(item, "updated")
    if not atom:  # where RSS has one date, under whatever name, it is that of publication
        published, updated = published or updated, updated if published else None
    facts = Facts(
        title=name_of(item.get("title")),
        author=author_of([one.get("name") for one in item.get("authors", []) if one.get("name")]),
        published=published,
        modified=updated,
        dated="feed" if published else None,
    ).or_else(about)
    return Entry(url, facts, item.get("updated") or item.get("published") or "", whole(item))


def moment(item: Mapping[str, Any], name: str) -> date | datetime | None:
    """A date of an entry as it is written, with its zone.

    What feedparser understands of others is not asked for: it takes 2026 for the first of January.
    """
    written = item.get(name) or ""
    return parse_date(SHORT_YEAR.sub(with_century, written, count=1))


def with_century(found: re.Match[str]) -> str:
    """A day and its year in full: from 50 on one of the last century (RFC 2822, 4.3)."""
    return f"{found[1]}{'19' if found[2] >= '50' else '20'}{found[2]}"


def whole(item: Mapping[str, Any]) -> str | None:
    """The markup of an entry that has the whole article and no teaser."""
    for content in item.get("content", []):
        markup: str = content.get("value") or ""
        text = without_last_lines(plain_text(markup))
        if len(text) >= FULL and not CUT.search(text):
            return markup
    return None


def plain_text(markup: str) -> str:
    """The text of a piece of markup; "" where it cannot be read."""
    try:
        return fragment(markup, "entry")
    except SourceError:
        return ""

"""The nouns: an article, its identity and version, and what could not be read."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

Dated = Literal["feed", "json-ld", "meta", "time", "url", "dateline", "file"]
"""What gave a date of publication, from the most trusted to the least; `file` is a field that a
file gives beside its text."""

TRACKING = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid"})
"""Query parameters that say how a reader came to a page, not which page it is."""

CAME_BY = re.compile(
    r"(?:utm|at|ns|mc)_\w+|(?:fb|g|y|d|tw|tt)clid|msclkid|[gw]braid|igshid"
    r"|cmp|cmpid|ftag|xtor|smid|_ga|_gl|mkt_tok|ref|src",
    re.IGNORECASE,
)
"""The same, more of them: they are left out where addresses are held against each other. That the
identity of an article has fewer keeps it what it was."""

REMEMBERED = 65_536
"""Addresses whose common form is remembered: a sitemap has 50,000 at the most, and each is held
against others several times in a sync."""

FRONT = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?)$", re.IGNORECASE)
SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: plain text and what is known about it.

    `published` and `modified` are a `date`, or an aware `datetime` where the source gave the
    time and its zone; `dated` is what gave the first. `text` is without the title, with `\\n` line
    ends and no byte order mark. `pages` are the offsets in it, in code points, at which the pages
    of a paged document begin, the first 0; empty where there are none.
    """

    id: str
    title: str
    text: str
    publisher: str | None = None
    author: str | None = None
    published: date | datetime | None = None
    modified: date | datetime | None = None
    url: str | None = None
    language: str | None = None
    dated: Dated | None = None
    pages: tuple[int, ...] = ()

    @property
    def version(self) -> str:
        """The hash of the text: offsets of a citation are offsets in exactly this text."""
        return digest(self.text)

    @property
    def fingerprint(self) -> str:
        """The hash of everything that a change of would have to be taken in."""
        return digest(
            "\0".join(
                str(part)
                for part in (
                    self.title,
                    self.publisher,
                    self.author,
                    iso(self.published),
                    iso(self.modified),
                    self.url,
                    self.language,
                    self.text,
                    *([self.dated] if self.dated else []),
                    *([self.pages] if self.pages else []),
                )
            )
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was not taken in, and why, in a sentence for a person."""

    source: str
    reason: str


def page_at(pages: Sequence[int], start: int) -> int | None:
    """The page, from 1, on which an offset in a text stands; None for a text without pages."""
    return max(bisect_right(pages, start), 1) if pages else None


def printable(text: str) -> str:
    """A text with what cannot be written (lone surrogates, as in damaged file names) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut at a word, with an ellipsis where it was cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rpartition(' ')[0].rstrip(' ,;:–—-') or cut}…"


def digest(text: str) -> str:
    """The first 16 hex digits of the sha256 of `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(url: str | None, path: str) -> str:
    """The identity of an article: its canonical URL, else its path; stable across edits."""
    return digest(canonical_url(url) if url else path)


def canonical_url(url: str) -> str:
    """`url` without what does not tell pages apart: fragment, tracking, default port, case.

    Examples:
        >>> canonical_url("HTTPS://News.example:443/a/?utm_source=x&id=7#top")
        'https://news.example/a?id=7'
    """
    parts = urlsplit(url.strip())
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in TRACKING and not key.lower().startswith("utm_")
    ]
    host = (parts.hostname or "").rstrip(".")
    default = {"http": 80, "https": 443}.get(parts.scheme.lower())
    port = f":{parts.port}" if parts.port and parts.port != default else ""
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), host + port, path, urlencode(query), ""))


@lru_cache(maxsize=REMEMBERED)
def same_page(url: str) -> str:
    """What the addresses of one page have in common, to hold them against each other.

    Beside what `canonical_url` leaves out these do not tell pages apart: http or https, `www.`,
    how a character is written (RFC 3986, 6.2.2), the order of the query, a session, `/index.html`,
    and more marks of how a reader came there.

    Examples:
        >>> same_page("http://www.news.example/s%c3%a6r?b=2&a=1&CMP=rss")
        'news.example/s%C3%A6r?a=1&b=2'
    """
    parts = urlsplit(canonical_url(url))
    path = FRONT.sub("", SESSION.sub("", parts.path)).rstrip("/")
    path = quote(unquote(re.sub("%2f", "%252F", path, flags=re.IGNORECASE)), safe="/:@!$&'()*+,;=")
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not CAME_BY.fullmatch(name)
    )
    rest = f"?{urlencode(query)}" if query else ""
    return f"{parts.netloc.removeprefix('www.')}{path or '/'}{rest}"


def iso(moment: date | datetime | None) -> str | None:
    """A date or a moment as ISO 8601, the form in which it is stored and sent."""
    return moment.isoformat() if moment else None


def from_iso(text: str | None) -> date | datetime | None:
    """The inverse of `iso`."""
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def day(moment: date | datetime | None) -> date | None:
    """The calendar day of a moment, in the time zone in which it was published."""
    return moment.date() if isinstance(moment, datetime) else moment

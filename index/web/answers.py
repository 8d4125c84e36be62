"""What an answer is, and whose: a list, a front page, a gate, another site's page."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from index.errors import SourceError
from index.read.facts import Facts
from index.read.html import site
from index.read.markup import parse
from index.web.addresses import joined
from index.web.feeds import Entry, entries
from index.web.fetch import Fetched
from index.web.fetched import Page
from index.web.sitemaps import sitemap

LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|sso|oauth|consent|register|subscribe|paywall|captcha"
    r"|(?:privacy|cookie)-?(?:gate|wall))(?:[/._-]|$)",
    re.I,
)
"""In the host or the path of where a reader is sent who is to say who they are, or to agree or pay
first."""
LOST = re.compile(r"/(?:404|410|error|not-?found|page-?not-?found)(?:\.\w+)?/?$", re.I)
"""At the end of where a reader is sent who asks for what is not there."""
FEEDS = frozenset({"application/rss+xml", "application/atom+xml"})


def is_front_page(address: str) -> bool:
    """Whether an address is that of a whole site, which is no article where it is listed."""
    parts = urlsplit(address)
    return not parts.path.strip("/") and not parts.query


def of_own_site(entry: Entry, place: str) -> Entry:
    """An entry, of which nothing is believed where it is about another site's page."""
    own = site(entry.url) == site(place)
    return entry if own else replace(entry, facts=Facts(), markup=None)


def is_foreign(page: Page, got: Fetched) -> bool:
    """Whether a page is now another site's; that a feed comes from another one is usual."""
    return site(got.url) != site(page.place) and not is_list(got)


def led_astray(page: Page, got: Fetched) -> int:
    """The status of an answer; that of a redirect to what is not the page is another one."""
    asked, led = (urlsplit(address) for address in (page.place, got.url))
    if got.status != 200 or got.url == page.place or not asked.path.strip("/"):
        return got.status
    if not led.path.strip("/"):  # the front page, as sites send whoever asks for what is gone
        return 404
    if LOST.search(led.path) and not LOST.search(asked.path):
        return 404
    gates = [LOGIN.search(f"{parts.netloc}{parts.path}") for parts in (asked, led)]
    return 403 if gates[1] and not gates[0] else 200


def named_feed(body: bytes, place: str) -> str | None:
    """The first feed that a page names in its head."""
    try:
        tree = parse(body.decode("utf-8", "replace"), place)
    except SourceError:
        return None
    for link in tree.iter("link"):
        kind, href = link.get("type", "").lower(), link.get("href")
        if kind in FEEDS and href and "alternate" in link.get("rel", "").lower():
            return joined(place, href)
    return None


def is_list(got: Fetched) -> bool:
    """Whether an answer is a feed or a sitemap."""
    if sitemap(got.body, got.url) is not None:
        return True
    return entries(got.body, got.url, got.kind, got.charset) is not None

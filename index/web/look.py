"""What stands at an address now: a page, or the pages that a feed or a sitemap lists."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic

from index.article import Failure, digest, from_iso, same_page
from index.database import Database
from index.errors import SourceError
from index.read.facts import Facts
from index.read.html import site
from index.sources import Kind, Source
from index.web import fetched
from index.web.answers import (
    is_foreign,
    is_front_page,
    is_list,
    led_astray,
    named_feed,
    of_own_site,
)
from index.web.feeds import Entry, broken_off, entries, plain_text
from index.web.fetch import Fetched, Fetcher
from index.web.fetched import Page
from index.web.sitemaps import Sitemap, sitemap
from index.web.teasers import is_teaser, still_says, text_of, to_try

AGE_SHARE = 0.1
"""A listed page is asked for again when this share of its age has gone by since it was asked for:
what is new is corrected often, what is old hardly ever (RFC 9111, 4.2.2, uses the same tenth)."""

PATIENCE = 900.0
"""Seconds; at a request a second some 900 pages of one source are asked for in one sync."""

LISTS = 200
"""Sitemaps that are followed from one address."""

DROPPED = "-"
"""In `Page.listed`: its list names it no more. It was asked for when that was seen, as it may have
moved or be gone."""

TEASERS, WHOLE = "teasers", "whole"
"""In `Page.listed` of a feed: which texts it gives."""

LISTING: frozenset[Kind | None] = frozenset({"feed", "sitemap"})
"""Kinds of address that list pages."""

Progress = Callable[[int, int], None]
FRONT_PAGE = "is the front page of a site and no article; add its feed instead: {feed}"
WAITING = "has {:,} more pages that are still to be asked for; sync again to go on"
BROKEN_OFF = "broke off in the middle; what it listed until there was read, sync again"
NO_LIST = "is no feed and no sitemap, or is one no more; its articles are kept, check the address"
NOT_THERE = "is not there ({status}); check the address"
NOT_FOUND = "was not found (404); it is kept, and deleted if the next sync does not find it either"
REFUSES = "is not given to programs ({status}); add the article as a file"
TROUBLE = "answers {status}: its server is in trouble; what was read before is kept, sync again"
ELSEWHERE = "leads to {place}, which is another page; what was read before is kept, check it"
OTHER = "answers {status}, which is no page; check the address"


@dataclass(slots=True)
class WebLook:
    """What was found at an address.

    Args:
        pages: those from which articles are read, the ones kept from before too.
        failures: what could not be got, and why.
        missed: the addresses of pages that answered 404 for the first time.
        lost: those of pages that are gone for good, of which nothing is to be kept.
        unfound: by `same_page`, what is not there by its server's word, and when that was heard.
    """

    pages: list[Page] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unfound: dict[str, str] = field(default_factory=dict)
    kind: Kind | None = None

    @property
    def listed(self) -> bool:
        """Whether the address lists pages, and is none itself."""
        return self.kind in LISTING


class Web:
    """What looks at addresses.

    Args:
        now: the time, with its zone.
        patience: for how many seconds the pages of one source are asked for; the others wait for
            the next sync, so that a long list keeps no other source from being read.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: float = PATIENCE,
    ) -> None:
        self.fetcher = fetcher
        self.now = now
        self.patience = patience

    def look(
        self, database: Database, source: Source, progress: Progress = lambda done, total: None
    ) -> WebLook:
        """Ask for an address, and for the pages that it lists, those unchanged conditionally.

        What is got is remembered at once: one that is interrupted goes on where it was.
        """
        return _Visit(self, database, source, progress).look()

    def kept(self, database: Database, source: Source) -> WebLook:
        """What was got before, where nothing can be asked for now."""
        return WebLook(pages=_readable(fetched.pages(database, source.id).values()))


def _readable(pages: Iterable[Page]) -> list[Page]:
    return [page for page in pages if page.hash and page.role != "list" and not page.gone]


class _Visit:
    """One look at one address."""

    def __init__(self, web: Web, database: Database, source: Source, progress: Progress) -> None:
        self._fetcher, self._now = web.fetcher, web.now()
        self._database, self._source = database, source
        self._progress = progress
        self._held: dict[str, Page] = {}
        self._at: dict[str, set[str]] = defaultdict(set)  # what is or was at an address
        self._appeared: set[date | datetime | None] = set()  # when what is new was published
        for page in fetched.pages(database, source.id).values():
            self._hold(page)
        self._found = WebLook(kind=source.kind)
        self._inside = self._fetcher.is_private(source.location)
        self._until = monotonic() + web.patience

    def look(self) -> WebLook:
        top = self._held.get(self._source.location) or self._new(self._source.location)
        top = self._ask(top)
        listed = self._listed(top)
        if listed is None and (feed := self._feed_of(top)):
            self._fail(top, FRONT_PAGE.format(feed=feed))
        elif listed is None:
            self._found.kind = "page" if top.hash else self._source.kind
            self._found.pages = [top] if top.hash and not top.gone else []
        else:
            self._forget_front_pages()
            self._visit([entry for entry in listed if not is_front_page(entry.url)])
            self._found.pages = _readable(self._held.values())
        return self._found

    def _new(self, url: str, entry: Entry | None = None) -> Page:
        page = Page(url, url, found=self._now.isoformat(timespec="seconds"))
        return page if entry is None else replace(page, facts=entry.facts, listed=entry.listed)

    def _keep(self, page: Page, body: bytes | None = None) -> Page:
        return self._hold(fetched.keep(self._database, self._source.id, page, body))

    def _hold(self, page: Page) -> Page:
        self._held[page.url] = page
        for address in _addresses(page):
            self._at[address].add(page.url)
        return page

    def _fail(self, page: Page, reason: str) -> None:
        self._found.failures.append(Failure(page.place, reason))

    def _ask(self, page: Page) -> Page:
        """Ask for a page, and remember what came of it."""
        validators = (page.etag, page.modified) if page.hash else (None, None)
        try:
            got = self._fetcher.get(page.place, *validators, inside=self._inside)
            if got.status in {404, 410} and page.place != page.url:  # it may have come back
                got = self._fetcher.get(page.url, inside=self._inside)
                page = replace(page, place=page.url) if got.status == 200 else page
        except SourceError as error:
            self._fail(page, str(error))
            return page
        answered = replace(page, asked=self._moment, missing=None, gone=None)
        status = led_astray(page, got)
        if status == 200 or (status == 304 and page.hash):
            return self._got(answered, got)
        if page.role != "list" and (status == 410 or (status == 404 and page.missing)):
            self._found.unfound[same_page(page.place)] = self._moment
            return self._lose(page)
        self._refused(page, status)
        return page

    @property
    def _moment(self) -> str:
        return self._now.isoformat(timespec="seconds")

    def _lose(self, page: Page) -> Page:
        """Do without a page from now on; it is noted once its article is deleted."""
        if not page.gone:
            self._found.lost.append(page.url)
        return self._hold(replace(page, asked=self._moment, gone=self._moment))

    def _refused(self, page: Page, status: int) -> None:
        if status in {404, 410} and (page.role == "list" or not page.hash):
            self._fail(page, NOT_THERE.format(status=status))
        elif status == 404:
            self._found.missed.append(page.url)
            self._fail(page, NOT_FOUND)
        elif status in {401, 402, 403, 407, 451}:
            self._fail(page, REFUSES.format(status=status))
        elif status >= 500 or status in {408, 425, 429}:
            self._fail(page, TROUBLE.format(status=status))
        else:
            self._fail(page, OTHER.format(status=status))

    def _got(self, page: Page, got: Fetched) -> Page:
        """Take in a page that is there, be it the same as before, and where it has moved to."""
        if got.status == 200 and page.role == "list" and not is_list(got):
            self._fail(page, NO_LIST)
            return page
        if got.url != page.place:
            foreign = page.role != "list" and is_foreign(page, got)
            known = self._known_elsewhere(got.url, page.url)
            if page.hash and (known or foreign) and not got.moved:
                self._fail(page, ELSEWHERE.format(place=got.url))
                return self._held[page.url]
            if known:
                return self._lose(page) if page.hash else self._keep(replace(page, gone=page.asked))
            if got.moved or foreign:
                page = replace(page, place=got.url)
            if foreign:
                page = replace(page, facts=Facts())
        if got.status == 304:
            return self._keep(page)
        page = replace(page, kind=got.kind, charset=got.charset)
        return self._keep(replace(page, etag=got.etag, modified=got.modified), got.body)

    def _known_elsewhere(self, place: str, url: str) -> bool:
        """Whether a page is known by another address already."""
        same = same_page(place)
        others = (self._held[other] for other in self._at.get(same, ()) if other != url)
        return any(not page.gone and same in _addresses(page) for page in others)

    def _body(self, page: Page) -> bytes:
        return fetched.body(self._database, self._source.id, page.url) or b""

    def _listed(self, top: Page) -> list[Entry] | None:
        """What an address lists; `None` where it is a page of its own."""
        if not top.hash:
            return [] if self._source.kind in LISTING else None
        body = self._body(top)
        found: list[Entry] | None
        if (mapped := sitemap(body, top.place)) is not None:
            self._found.kind = "sitemap"
            found = self._mapped(top, mapped)
        elif (found := entries(body, top.place, top.kind, top.charset)) is not None:
            self._found.kind = "feed"
            if broken_off(body) and not self._found.failures:
                self._found.failures.append(Failure(self._source.location, BROKEN_OFF))
            found = [of_own_site(entry, top.place) for entry in found]
            top, found = self._with_whole_texts(top, found)
        if found is not None and top.role != "list":
            self._keep(replace(top, role="list"))
        return found

    def _with_whole_texts(self, top: Page, listed: list[Entry]) -> tuple[Page, list[Entry]]:
        """The entries of a feed; where its texts are beginnings, without these.

        Which they are is told once, and remembered with the feed.
        """
        if not top.listed and (told := self._texts(listed)):
            top = self._keep(replace(top, listed=told))
        if top.listed == TEASERS:
            listed = [replace(entry, markup=None) for entry in listed]
        return top, listed

    def _texts(self, listed: list[Entry]) -> str:
        """Which texts a feed gives, told by the pages of some; "" where none could be asked."""
        told = ""
        for entry in to_try(listed):
            try:
                got = self._fetcher.get(entry.url, inside=self._inside)
            except SourceError:
                continue
            if got.status >= 500 or got.status == 429:
                continue
            told = TEASERS if got.status == 200 and is_teaser(entry, got) else WHOLE
            if told == TEASERS:
                break
        return told

    def _feed_of(self, top: Page) -> str | None:
        """The feed that a site's front page names; `None` where this is no front page."""
        if not top.hash or not is_front_page(top.place):
            return None
        return named_feed(self._body(top), top.place)

    def _mapped(self, top: Page, mapped: Sitemap) -> list[Entry]:
        """The pages of a sitemap, and of those that it names."""
        found: dict[str, Entry] = {}
        waiting, seen = [mapped], {top.url}
        while waiting:
            mapped = waiting.pop(0)
            for entry in mapped.pages:
                found.setdefault(entry.url, entry)
            for url in mapped.sitemaps:
                if url not in seen and len(seen) < LISTS:
                    seen.add(url)
                    self._progress(0, 0)
                    page = self._held.get(url) or replace(self._new(url), role="list")
                    page = self._ask(page)
                    if page.hash and (named := sitemap(self._body(page), page.place)):
                        waiting.append(named)
        return list(found.values())

    def _forget_front_pages(self) -> None:
        """Do without front pages that were taken for articles."""
        fronts = [
            url for url, page in self._held.items() if page.role != "list" and is_front_page(url)
        ]
        fetched.forget(self._database, self._source.id, fronts)
        for url in fronts:
            for address in _addresses(self._held.pop(url)):
                self._at[address].discard(url)

    def _visit(self, listed: list[Entry]) -> None:
        """Ask for what is listed, and for what was: first the known ones, which may have moved.

        Where the time runs out, half of it is left for what is new.
        """
        by_url = {same_page(entry.url): entry for entry in listed}
        known = deque(page for page in self._held.values() if page.role != "list")
        fresh = deque(entry for entry in listed if same_page(entry.url) not in self._at)
        self._appeared = {entry.facts.published for entry in fresh}
        total = len(known) + len(fresh)
        half = (monotonic() + self._until) / 2
        for until in (half if fresh else self._until, self._until):
            while known and monotonic() <= until:
                self._progress(total - len(known) - len(fresh), total)
                page = known.popleft()
                named = (by_url.get(same_page(address)) for address in (page.url, page.place))
                self._again(page, next(filter(None, named), None))
            while fresh and monotonic() <= self._until:
                self._progress(total - len(known) - len(fresh), total)
                entry = fresh.popleft()
                if same_page(entry.url) not in self._at:
                    self._first(entry)
        self._progress(total, total)
        if waiting := len(known) + len(fresh):
            self._found.failures.append(Failure(self._source.location, WAITING.format(waiting)))

    def _first(self, entry: Entry) -> None:
        page = self._new(entry.url, entry)
        if entry.markup is not None:
            self._in_feed(page, entry.markup)
        else:
            self._ask(page)

    def _in_feed(self, page: Page, markup: str) -> None:
        """Keep the text of an article that stands in the feed: of its page nothing is known."""
        page = replace(page, charset=None, etag=None, modified=None, missing=None, gone=None)
        self._keep(replace(page, role="entry", kind="text/html"), markup.encode())

    def _again(self, page: Page, entry: Entry | None) -> None:
        """A page that is known: what is said of it now, and whether it is asked for."""
        if entry is None:
            self._unlisted(page)
        elif page.place != page.url and site(page.place) != site(page.url):  # another site's by now
            self._relisted(page, replace(entry, facts=Facts(), markup=None))
        else:
            self._relisted(page, entry)

    def _unlisted(self, page: Page) -> None:
        """A page that is known and not listed any more."""
        if page.gone:
            return
        if not page.hash:  # never got
            fetched.forget(self._database, self._source.id, [page.url])
            return
        dropped = page.listed != DROPPED and self._may_have_moved(page)
        if not dropped and not self._due(page):
            return
        page = replace(page, listed=DROPPED) if dropped else page
        if page.role == "entry":
            self._beside(page)
        else:
            self._ask(page)

    def _relisted(self, page: Page, entry: Entry) -> None:
        """A page that is known and listed."""
        if page.listed == DROPPED:
            page = self._keep(replace(page, listed=entry.listed))
        news = (entry.facts, entry.listed) != (page.facts, page.listed)
        if page.gone and not news and not self._due(page):
            return
        page = replace(page, facts=entry.facts, listed=entry.listed)
        if entry.markup is not None:
            if news or page.role != "entry" or entry.markup.encode() != self._body(page):
                self._in_feed(page, entry.markup)
            return
        asked = page
        if page.role == "entry":  # now only its beginning stands in the feed
            asked = replace(page, role="page", asked=None)
        if news or self._due(asked):
            after = self._ask(asked)
            if after is asked and news and page.hash:  # not got: it stays what it was
                self._keep(page)

    def _may_have_moved(self, page: Page) -> bool:
        """Whether a page that is listed no more is asked for: its sitemap names all that there is;
        a feed now lists another one that was published at the same moment."""
        moment = page.facts.published
        return self._found.kind == "sitemap" or (
            isinstance(moment, datetime) and moment in self._appeared
        )

    def _beside(self, page: Page) -> None:
        """A page whose text stood in the feed and does no more: whether it is still there, and
        says the same as the feed did, or as it did itself before; until then that text stays."""
        text = self._body(page)
        after = self._ask(replace(page, role="page"))
        if after.gone or after.asked != self._moment:
            return
        sent = Fetched(after.place, 200, self._body(after), kind=after.kind, charset=after.charset)
        own = "" if after.hash == page.hash else text_of(sent)
        beside = digest(own) if own else page.beside
        if page.beside:
            same = beside == page.beside
        else:
            same = not own or still_says(sent, plain_text(text.decode()))
        if same:
            after = replace(after, role="entry", kind="text/html", charset=None, beside=beside)
            self._keep(after, text)

    def _due(self, page: Page) -> bool:
        """Whether it is time to ask for a page again."""
        if not page.hash or page.asked is None or page.missing:
            return True
        said = page.facts.published or page.facts.modified or last_modified(page)
        born = _moment(said) or _moment(from_iso(page.found)) or self._now
        asked = datetime.fromisoformat(page.asked)
        return self._now - asked >= max((self._now - born) * AGE_SHARE, timedelta())


def _addresses(page: Page) -> set[str]:
    return {same_page(address) for address in {page.url, page.place}}


def last_modified(page: Page) -> datetime | None:
    """When its server says that it was changed."""
    try:
        return parsedate_to_datetime(page.modified) if page.modified else None
    except (ValueError, OverflowError):
        return None


def _moment(of: date | datetime | None) -> datetime | None:
    """A moment in UTC; of a day its beginning."""
    if of is None:
        return None
    moment = of if isinstance(of, datetime) else datetime.combine(of, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

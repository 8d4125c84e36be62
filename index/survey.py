"""What the sources hold now, as records: read where a file changed, remembered where it did not."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from index.article import Article, Failure, same_page
from index.changes import Origin
from index.doubt import doubted
from index.errors import CopydeskError, NoArticle, SourceError
from index.library import Library
from index.read import SUFFIXES, read
from index.read.served import entry, served
from index.record import Files, Path_, Record, Seen, record_of, remembered
from index.sources import File, Kind, Look, Source, hash_file, look
from index.web import fetched
from index.web.fetched import Page
from index.web.look import LISTING, Web, WebLook
from index.web.trouble import trouble

log = logging.getLogger(__name__)

RACY_NS = 2_000_000_000
"""A file changed this shortly before it was read may have changed again within one tick of the
file system's clock: its time stamp is then not trusted (as git does with its index)."""

_DOUBTED = (
    "now has much less text, and other; what was read before is kept, and replaced if the next "
    "sync finds the same"
)
_EMPTY = f"holds no articles; put files in it ({', '.join(sorted(SUFFIXES))})"
_KEPT = (
    "holds no articles any more; those indexed from it were kept. If they should go, say so under "
    "Sources in the Library, or sync it with --allow-mass-delete, or remove the source"
)


@dataclass(slots=True)
class Survey:
    """Every record of the library's sources, those looked at just now and those remembered.

    `former` holds the ids that articles had at the last sync, by source, path and address.
    `articles` holds what was read in this survey, `seen` which files need not be read again,
    `gone` the sources that are empty or missing, `let_go` those of them that are to lose their
    articles. Of web addresses, by source, `missed` holds the pages that answered 404 for the first
    time, `lost` those that are gone for good, and `kinds` what was found there; `no_articles` is
    how many of the pages that they list are none.
    """

    records: dict[Origin, Record] = field(default_factory=dict)
    former: dict[tuple[int, str, str | None], str] = field(default_factory=dict)
    articles: dict[Origin, Article] = field(default_factory=dict)
    seen: dict[Path_, Seen] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    errors: dict[int, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    let_go: set[int] = field(default_factory=set)
    missed: dict[int, list[str]] = field(default_factory=dict)
    lost: dict[int, list[str]] = field(default_factory=dict)
    kinds: dict[int, Kind | None] = field(default_factory=dict)
    no_articles: int = 0

    def add(self, records: Iterable[Record]) -> None:
        """Count these in."""
        for record in records:
            self.records[record.origin] = record

    def former_id(self, record: Record) -> str:
        """What an article went by at the last sync, where it stood in the same file or page and
        under the same address: it may have been given the identity of another of its records."""
        return self.former.get((record.origin.source_id, record.origin.path, record.place), "")

    def recall(self, before: Files, seen: Mapping[Path_, Seen], sources: Collection[int]) -> None:
        """Count in what was there of some sources, by their ids, at their last sync."""
        for key, records in before.items():
            if key[0] in sources:
                self.add(records)
                if key in seen:
                    self.seen[key] = seen[key]

    def leave_out(self, library: Library, sources: Collection[int]) -> None:
        """Take some sources, by their ids, as they were before this survey looked at them."""
        self.records = {o: r for o, r in self.records.items() if o.source_id not in sources}
        self.seen = {key: seen for key, seen in self.seen.items() if key[0] not in sources}
        self.recall(*remembered(library), sources)
        for source_id in sources:
            self.missed.pop(source_id, None)
            self.lost.pop(source_id, None)


def survey(
    library: Library,
    sources: list[Source],
    web: Web,
    allow_empty: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    fetching: Callable[[int, int], None] = lambda done, total: None,
    *,
    delete_gone: bool = False,
) -> Survey:
    """Look at some sources, and remember the others.

    Args:
        web: what looks at those that are addresses.
        allow_empty: whether a source that holds nothing any more means that its articles went.
        progress: hears how many of how many files are done.
        fetching: hears how many of how many pages were asked for.
        delete_gone: whether sources that are empty or missing lose what came from them.
    """
    result = Survey()
    before, seen = remembered(library)
    result.former = {
        (record.origin.source_id, record.origin.path, record.place): record.article_id
        for records in before.values()
        for record in records
        if record.article_id and record.place
    }
    pages = {s.id: _look(library, s, web, fetching) for s in sources if s.on_web}
    files = {s.id: look(s) for s in sources if not s.on_web}
    total = sum(len(found.files) for found in files.values())
    total, done = total + sum(len(found.pages) for found in pages.values()), 0
    _agree(pages.values())
    looked_at = {source.id for source in sources}
    result.recall(before, seen, {source_id for source_id, _ in before} - looked_at)
    for source in sorted(sources, key=lambda source: not source.on_web):
        items: Sequence[File | Page]
        if source.on_web:
            items = pages[source.id].pages
            _note(result, source, pages[source.id])
        else:
            found = files[source.id]
            items = found.files
            _weigh(result, source, found, before, allow_empty=allow_empty, delete_gone=delete_gone)
        for item in items:
            key = (source.id, item.path)
            _take(result, library, source, item, seen.get(key), before.get(key, []))
            done += 1
            progress(done, total)
    _judge(result, [source for source in sources if source.on_web], pages)
    return result


def _look(
    library: Library, source: Source, web: Web, fetching: Callable[[int, int], None]
) -> WebLook:
    """What stands at an address; whatever it does to whoever looks, it fails alone."""
    try:
        return web.look(library.database, source, fetching)
    except CopydeskError:
        raise
    except Exception as error:
        log.exception("looking at %s", source.location)
        found = web.kept(library.database, source)
        reason = f"could not be read: {error!r}; please report this as a fault of Copydesk"
        found.failures.append(Failure(source.location, reason))
        return found


def _agree(looks: Iterable[WebLook]) -> None:
    """What is not there by its server's word is not there for other sources that list it and heard
    of it before."""
    unfound: dict[str, str] = {}
    for found in looks:
        unfound |= found.unfound
    for found in looks:
        kept: list[Page] = []
        for page in found.pages:
            if (page.asked or page.found) < unfound.get(same_page(page.place), ""):
                found.lost.append(page.url)
            else:
                kept.append(page)
        found.pages = kept


def _note(result: Survey, source: Source, found: WebLook) -> None:
    """Count in what a look at an address says beside its pages."""
    result.failures += found.failures
    result.missed[source.id] = found.missed
    result.lost[source.id] = found.lost
    result.kinds[source.id] = found.kind


def _judge(result: Survey, sources: Iterable[Source], looks: Mapping[int, WebLook]) -> None:
    """Say what is wrong with each address, now that its pages were read."""
    records: dict[int, list[Record]] = defaultdict(list)
    for record in result.records.values():
        records[record.origin.source_id].append(record)
    for source in sources:
        found, own = looks[source.id], records[source.id]
        failed = [record for record in own if record.reason]
        paths = {page.place: page.path for page in found.pages}
        unread = {paths.get(one.source, one.source) for one in found.failures}
        unread |= {record.origin.path for record in failed}
        read = {record.origin.path for record in own if record.article_id} - unread
        failures = found.failures + [Failure(one.name, one.reason or "") for one in failed]
        said = trouble(source.location, failures, unread, read, listed=found.listed)
        if said:
            result.errors[source.id] = said
        if found.listed:
            there = unread | {record.origin.path for record in own}
            result.no_articles += sum(page.path not in there for page in found.pages)


def _weigh(
    result: Survey,
    source: Source,
    found: Look,
    before: Files,
    *,
    allow_empty: bool,
    delete_gone: bool,
) -> None:
    """Count in what is missing in a folder or a file, where that need not mean that it is gone."""
    here = {file.path for file in found.files}
    missing = [k for k in before if k[0] == source.id and k[1] not in here]
    let_go = delete_gone and found.gone
    emptied = not here and not found.unseen and bool(missing) and not (allow_empty or let_go)
    if found.gone:
        result.gone.add(source.id)
    if let_go:
        result.let_go.add(source.id)
    if not here and not found.unseen:
        found.failures.append(Failure(source.location, _KEPT if emptied else _EMPTY))
    if not here:
        result.errors[source.id] = found.failures[-1].reason
    empty_beside_web = not missing and found.gone and not found.missing and bool(result.kinds)
    if not (let_go or empty_beside_web):  # it was said to be so; all there is may come from the web
        result.failures += found.failures
    for key in missing:
        if emptied or (found.hides(key[1]) and not let_go):
            result.add(before[key])


def _take(
    result: Survey,
    library: Library,
    source: Source,
    item: File | Page,
    seen: Seen | None,
    before: list[Record],
) -> None:
    """Count in what a file or a page holds; it is opened only where it changed."""
    if isinstance(item, Page):
        _take_page(result, library, source, item, seen, before)
    else:
        _take_file(result, source, item, seen, before)


def _take_page(
    result: Survey,
    library: Library,
    source: Source,
    page: Page,
    seen: Seen | None,
    before: list[Record],
) -> None:
    key = (source.id, page.path)
    if not seen or seen.hash != page.mark:
        try:
            items = list(failing_alone(_read_page(library, source, page), page.place))
        except NoArticle as error:
            before = _no_article(result, source, page, str(error), before, changed=bool(seen))
        else:
            before = _of_items(result, library, source, page, items, before)
            if not any(record.origin in result.articles for record in before):
                result.add(before)  # and try again in the next sync; it costs no request
                return
    result.seen[key] = Seen(0, 0, page.mark, time.time_ns())
    result.add(before)


def _of_items(
    result: Survey,
    library: Library,
    source: Source,
    page: Page,
    items: list[Article | Failure],
    before: list[Record],
) -> list[Record]:
    """The records of a page from which this was read."""
    doubtful = doubted(library, items, before)
    if doubtful:
        result.missed[source.id].append(page.url)  # and so asked for again by the next sync
        items = [Failure(page.place, _DOUBTED)]
    records = _read(result, source, page.path, items, before)
    if doubtful:
        records[0] = replace(records[0], version=doubtful.version)
    held, now = next((r for r in before if r.article_id), None), datetime.now(UTC)
    return [_of_page(record, page, held, now, len(items)) for record in records]


def _no_article(
    result: Survey,
    source: Source,
    page: Page,
    reason: str,
    before: list[Record],
    *,
    changed: bool,
) -> list[Record]:
    """The records of a page that is no article: of one that is merely listed there are none.

    An article that it was before is kept, and that is said; but not where the readers changed and
    not the page, which then never was one.
    """
    if not changed and not any(record.reason for record in before):
        before = []
    if result.kinds.get(source.id) in LISTING and not before:
        return []
    return _read(result, source, page.path, [Failure(page.place, reason)], before)


def _take_file(
    result: Survey, source: Source, file: File, seen: Seen | None, before: list[Record]
) -> None:
    """Count in what a file holds; it is opened only where its time stamp or size changed."""
    key = (source.id, file.path)
    if seen and _untouched(file, seen):
        result.seen[key] = seen
        result.add(before)
        return
    try:
        now, found = time.time_ns(), hash_file(file.place)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file and its permissions"
        result.failures.append(Failure(source.name(file.path), reason))
        result.add(before)
        return
    if not seen or seen.hash != found:
        name = source.name(file.path)
        items = list(failing_alone(read(file.place, name), name))
        before = _read(result, source, file.path, items, before)
        if not any(record.origin in result.articles for record in before) or _changed(file):
            result.add(before)  # and try again in the next sync
            return
    result.seen[key] = Seen(file.size, file.mtime_ns, found, now)
    result.add(before)


def _changed(file: File) -> bool:
    """Whether a file changed while it was read: what was read may be neither old nor new."""
    try:
        status = file.place.stat()
    except OSError:
        return True
    return (status.st_size, status.st_mtime_ns) != (file.size, file.mtime_ns)


def _untouched(file: File, seen: Seen) -> bool:
    same = (file.size, file.mtime_ns) == (seen.size, seen.mtime_ns)
    return same and seen.seen_ns - seen.mtime_ns > RACY_NS


def _read(
    result: Survey,
    source: Source,
    path: str,
    items: Sequence[Article | Failure],
    before: list[Record],
) -> list[Record]:
    """The records of a file or a page that changed.

    While any part of it cannot be read, nothing that came from it before is given up.
    """
    name = source.name(path)
    records: list[Record] = []
    for position, item in enumerate(items):
        origin = Origin(source.id, path, position)
        if isinstance(item, Article):
            result.articles[origin] = item
            records.append(record_of(origin, item, name, len(items)))
        else:
            records.append(Record(origin, item.source, None, reason=item.reason))
    if any(record.reason for record in records):
        there = {record.article_id for record in records}
        old = (r for r in before if r.article_id and r.article_id not in there)
        for position, record in enumerate(old, start=len(items)):
            records.append(replace(record, origin=Origin(source.id, path, position)))
    return records


def _read_page(library: Library, source: Source, page: Page) -> Iterator[Article | Failure]:
    """What stands in a page that was fetched."""
    body = fetched.body(library.database, source.id, page.url) or b""
    known = page.facts
    if page.role == "entry":
        yield entry(body.decode(), address=page.place, known=known, identity=page.url)
        return
    yield from served(
        body, page.kind, page.charset, address=page.place, known=known, identity=page.url
    )


def failing_alone(found: Iterator[Article | Failure], name: str) -> Iterator[Article | Failure]:
    """What is found; whatever it does to its reader, it fails alone.

    Raises:
        NoArticle: a page was read and is none.
    """
    try:
        yield from found
    except NoArticle:
        raise
    except SourceError as error:
        yield Failure(name, str(error))
    except Exception as error:  # the one place where a sync goes on past a bug
        log.exception("reading %s", name)
        reason = f"{name!r} cannot be read: {error!r}; please report this as a fault of Copydesk"
        yield Failure(name, reason)


def _of_page(record: Record, page: Page, before: Record | None, now: datetime, of: int) -> Record:
    """The record of an article that stands in a page: where, and since when with this text."""
    if of > 1:  # a file of several articles, of which none is the page
        return replace(record, place=None, address=None)
    since = now.isoformat()
    if before and before.version in {None, record.version}:
        since = before.since or page.asked or page.found
    return replace(record, place=same_page(page.place), since=since)


def reread(result: Survey, library: Library, source: Source, origin: Origin) -> Article | None:
    """The article at a place whose file was not read in this survey; `None`: it is gone."""
    if origin not in result.articles:
        name = source.name(origin.path)
        with suppress(NoArticle):
            for position, item in enumerate(
                failing_alone(_again(library, source, origin.path), name)
            ):
                if isinstance(item, Article):
                    result.articles[Origin(source.id, origin.path, position)] = item
    return result.articles.get(origin)


def _again(library: Library, source: Source, path: str) -> Iterator[Article | Failure]:
    """What a file or a page of a source holds."""
    if source.on_web:
        page = fetched.page(library.database, source.id, path)
        return _read_page(library, source, page) if page else iter(())
    root = Path(source.location)
    return read(root / path if root.is_dir() else root, source.name(path))

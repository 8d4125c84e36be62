"""Sync: make the library hold exactly what its sources hold, and say what changed."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Literal

from index.article import Article, Failure
from index.changes import Origin, move, put, remove
from index.difference import Difference, SyncReport, compare, losses
from index.embedding import SentenceEmbeddings
from index.keywords import count_terms, refresh_terms
from index.library import Library
from index.mirror import Mirror
from index.record import Record, remember
from index.sources import Loss, Source, known, record_asks, record_sync
from index.split import split
from index.stories import group, stale
from index.survey import Survey, reread, survey
from index.web.fetched import lost, missed
from index.web.look import Web

SPLITTER = 2
"""Raised when the splitter cuts the same text elsewhere: all articles are then cut again."""
BATCH = 32
"""Articles that are written, embedded and searchable at a time."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is. `rate` is in passages a second, `left` in seconds; 0 where unknown."""

    stage: Literal["fetching", "reading", "loading", "embedding", "comparing"]
    done: int
    total: int
    passages: int = 0
    rate: float = 0.0
    left: float = 0.0


Listener = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a sync may do.

    Args:
        dry_run: only say what would change, and what would be asked.
        allow_mass_delete: do not ask before most articles of a source are deleted, or all of one
            that is empty.
        agreed: what a report `asks` and a person said yes to: no more than that is deleted
            without another question, and nothing of a source that is empty by then.
        delete_gone: delete the articles of those sources that are empty or missing. One that has
            articles again by then keeps them.
    """

    dry_run: bool = False
    allow_mass_delete: bool = False
    agreed: Collection[Loss] = ()
    delete_gone: bool = False


def sync(
    library: Library,
    embeddings: SentenceEmbeddings,
    mirror: Callable[[], Mirror],
    web: Web,
    sources: Sequence[Source] | None = None,
    options: Options = Options(),
    progress: Listener = lambda progress: None,
) -> SyncReport:
    """Make the library match its sources.

    It can be killed at any moment: the library goes on answering, and the next sync ends where
    an undisturbed one would have. A source of which most would be deleted is left as it is until
    a person says yes, and the report's `asks` says so; the others are taken in.

    Args:
        mirror: gives the vectors; called when something has to be written.
        web: what looks at sources that are addresses.
        sources: those to look at; `None` looks at every known one. Only what came from them is
            deleted.
    """
    wanted = None if sources is None else {source.id for source in sources}
    chosen = [s for s in known(library) if wanted is None or s.id in wanted]
    found = survey(
        library,
        chosen,
        web,
        options.allow_mass_delete,
        _told(progress, "reading"),
        _told(progress, "fetching"),
        delete_gone=options.delete_gone,
    )
    cut = f"{SPLITTER} {embeddings.name}"
    difference = _allowed(library, found, chosen, cut, options)
    if options.dry_run:
        return difference.report
    with library.database.writing() as db:  # before a yes is acted upon: it may be cut off
        record_asks(db, chosen, difference.report.asks)
    if _has_work(library, difference):
        writer = _Writer(library, embeddings, mirror(), difference, progress)
        writer.delete()
        writer.write(found, cut)
        group(library, _told(progress, "comparing"))
        with library.database.writing() as db:
            refresh_terms(db)
    _finish(library, found, chosen, difference)
    return difference.report


def _allowed(
    library: Library, found: Survey, chosen: Sequence[Source], cut: str, options: Options
) -> Difference:
    """What has to be done without a question; but a dry run shows what it would be about too."""
    looked_at, asks = {source.id for source in chosen}, list[Loss]()
    while True:
        difference = compare(library, found, looked_at, cut)
        difference.report.asks = asks
        if options.allow_mass_delete:
            return difference
        more = losses(library, difference.report.deleted, found.let_go, options.agreed)
        asks += more
        if not more or options.dry_run:
            return difference
        locations = {loss.location for loss in more}
        left = {source.id for source in chosen if source.location in locations}
        found.leave_out(library, left)
        looked_at -= left


def _told(
    progress: Listener, stage: Literal["fetching", "reading", "comparing"]
) -> Callable[[int, int], None]:
    return lambda done, total: progress(Progress(stage, done, total))


def _has_work(library: Library, difference: Difference) -> bool:
    """Whether articles changed, or an earlier sync was cut off."""
    with library.database.reading() as db:
        pending = db.execute(
            "SELECT EXISTS (SELECT 1 FROM passages WHERE stored = 0)"
            " OR EXISTS (SELECT 1 FROM forgotten)"
        ).fetchone()[0]
        pending = pending or stale(db)
    unfinished = pending or library.meta("terms") == "stale"
    return bool(difference.total or difference.report.deleted or unfinished)


class _Writer:
    """Does what a difference asks for, a batch of articles at a time."""

    def __init__(
        self,
        library: Library,
        embeddings: SentenceEmbeddings,
        mirror: Mirror,
        difference: Difference,
        progress: Listener,
    ) -> None:
        self._library = library
        self._embeddings = embeddings
        self._mirror = mirror
        self._difference = difference
        self._listener = progress
        self._done = self._written = 0
        self._begun = time.monotonic()

    def delete(self) -> None:
        """What is gone is gone from keyword and vector search before anything is added."""
        with self._library.database.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('terms', 'stale')")
            for article_id in self._difference.report.deleted:
                remove(db, article_id, datetime.now(UTC))
        self._mirror.adopt(self._embeddings.name)
        self._mirror.forget()

    def write(self, found: Survey, cut: str) -> None:
        """Split, write and embed: first what changed, then what has to be cut again."""
        pending = self._articles(found)
        if self._difference.total:
            self._tell()
        while batch := list(islice(pending, BATCH)):
            passages = [split(article, self._embeddings.token_counts) for article, _ in batch]
            with self._library.database.writing() as db:
                for (article, origin), own in zip(batch, passages, strict=True):
                    put(db, article, origin, own, cut, datetime.now(UTC))
                count_terms(db)
            self._written += len(batch)
            self._settle()
            self._done = self._written
            self._tell()
        self._settle()

    def _articles(self, found: Survey) -> Iterator[tuple[Article, Origin]]:
        sources = {source.id: source for source in known(self._library)}
        for article_id, record in self._difference.write.items():
            source = sources.get(record.origin.source_id)
            article = reread(found, self._library, source, record.origin) if source else None
            if article is None or article.fingerprint != record.fingerprint:
                self._vanished(found, article_id, record)
            else:  # of several addresses of one page, the identity is that of one of them
                yield replace(article, id=article_id), record.origin
        for article_id, origin in self._difference.recut.items():
            article = self._library.article(article_id)
            if article is not None:
                yield article, origin

    def _vanished(self, found: Survey, article_id: str, record: Record) -> None:
        """A file changed while it was being synced: leave it to the next sync."""
        report = self._difference.report
        report.added = [i for i in report.added if i != article_id]
        report.changed = [i for i in report.changed if i != article_id]
        report.failed.append(Failure(record.name, "changed while it was read; sync again"))
        found.seen.pop((record.origin.source_id, record.origin.path), None)

    def _settle(self) -> None:
        self._mirror.settle(self._embeddings, self._loading, self._embedded)

    def _loading(self) -> None:
        if not self._embeddings.loaded:
            self._listener(Progress("loading", self._done, self._difference.total))
            self._embeddings.load()
            self._begun = time.monotonic()

    def _embedded(self, count: int) -> None:
        self._difference.report.embedded += count
        self._done = max(self._done, self._written - self._mirror.incomplete())
        self._tell()

    def _tell(self) -> None:
        done, total = self._done, self._difference.total
        seconds = max(time.monotonic() - self._begun, 1e-6)
        left = seconds / done * (total - done) if done else 0.0
        passages = self._difference.report.embedded
        self._listener(Progress("embedding", done, total, passages, passages / seconds, left))


def _finish(
    library: Library, found: Survey, chosen: Sequence[Source], difference: Difference
) -> None:
    """Remember what the sources held, once the library holds it too."""
    now = datetime.now(UTC)
    with library.database.writing() as db:
        for source_id, urls in found.missed.items():
            missed(db, source_id, urls, now)
        for source_id, urls in found.lost.items():
            lost(db, source_id, urls, now)
        for article_id, origin in difference.moved.items():
            move(db, article_id, origin)
        remember(db, found.records, found.seen)
        for source in chosen:
            error, gone = found.errors.get(source.id), source.id in found.gone
            record_sync(db, source, error, now, gone=gone, kind=found.kinds.get(source.id))

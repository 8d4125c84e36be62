"""Watching the known folders and files: what changes in them is taken in."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path, PurePath

from watchfiles import Change, watch

from index.errors import CopydeskError
from index.index import Index
from index.read import SUFFIXES
from index.sources import Source, known, look
from ui.background import AGAIN, Background, Tell, tell_at_its_end
from ui.jobs import Job, Jobs

QUIET = 1.6
"""Seconds that nothing changes before a sync begins: who copies a folder is let finish."""
MOST = 10.0
"""Seconds after the first change when it begins though changes go on."""
TICK = 0.5
"""Seconds between two looks at which sources there are."""
Stamp = tuple[int, ...]

log = logging.getLogger(__name__)


class Watch(Background):
    """Syncs the sources in which something changed, also before it began, in a thread of its own.

    Folders are watched by the operating system. A single file is looked at instead, as is whether
    a folder is there: many editors put another file in the place of the one that was watched.

    Args:
        again: seconds before folders that could not be watched are tried again, and a sync that
            failed or was stopped, if nothing changes.
        tell: hears of each sync when it has ended.
    """

    def __init__(
        self, index: Index, jobs: Jobs, again: float = AGAIN, tell: Tell = lambda job: None
    ) -> None:
        super().__init__("watch", again)
        self._index, self._jobs, self._tell = index, jobs, tell
        self._sources: dict[int, Source] = {}
        self._stamps: dict[int, Stamp] = {}
        self._changed: set[int] = set()  # ids of the sources that changed since their sync
        self._begun: tuple[str, set[int]] | None = None  # the job for what changed, and its sources
        self._first = self._last = 0.0  # when something changed
        self._not_before = 0.0  # when a sync that did not end well is tried again

    def run(self) -> None:
        """Watch, whatever comes between."""
        while not self.stopped.is_set():
            try:
                self._watch()
            except (OSError, RuntimeError, CopydeskError) as error:  # as where they are too many
                log.warning("The sources cannot be watched, and are tried again: %s", error)
                self.stopped.wait(self._again)

    def _watch(self) -> None:
        """Watch the folders that are there, until they are others."""
        self._find()
        self._add({*self._sources})  # what changed while they were not watched
        places = [source.location for source in self._sources.values()]
        folders = [place for place in places if Path(place).is_dir()]
        for changes in self._looks(folders):
            for change, place in changes:
                self._note(change, Path(place))
            others = self._find()
            self._settle()
            if others or any(change == Change.deleted and p in folders for change, p in changes):
                return

    def _looks(self, folders: list[str]) -> Iterator[set[tuple[Change, str]]]:
        """What changed, several times a second, be it nothing."""
        if not folders:
            while not self.stopped.wait(TICK):
                yield set()
            return
        yield from watch(
            *folders,
            watch_filter=None,
            debounce=int(TICK * 1_000),
            rust_timeout=int(TICK * 1_000),
            yield_on_timeout=True,
            stop_event=self.stopped,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )

    def _find(self) -> bool:
        """Which sources there are; whether these are others than before, or in another place."""
        before, self._sources = self._stamps, self._local()
        self._stamps = {source.id: _stamp(source) for source in self._sources.values()}
        others = {i for i, stamp in self._stamps.items() if before and before.get(i) != stamp}
        self._add(others)
        return before.keys() != self._stamps.keys() or bool(others)

    def _local(self) -> dict[int, Source]:
        return {source.id: source for source in known(self._index.library) if not source.on_web}

    def _note(self, change: Change, place: Path) -> None:
        self._add(
            {
                source.id
                for source in self._sources.values()
                if place.is_relative_to(source.location)
                and concerns(change, place, place.relative_to(source.location))
            }
        )

    def _add(self, changed: set[int]) -> None:
        if not changed:
            return
        self._last = time.monotonic()
        if not self._changed:
            self._first = self._last
        self._changed |= changed
        self._not_before = 0.0

    def _take_back(self, job: Job | None) -> None:
        """Let what changed count as changed again where its sync did not end well."""
        if not self._begun or not job:
            return
        begun, changed = self._begun
        if job.id == begun and job.state == "running":
            return
        self._begun = None
        if job.id == begun and job.state in {"done", "cancelled"}:  # who stops it wants no more
            return
        self._add(changed)
        if job.id == begun:
            self._not_before = time.monotonic() + self._again

    def _settle(self) -> None:
        """Sync what changed, once it is quiet and no other sync runs."""
        now, job = time.monotonic(), self._jobs.last
        self._take_back(job)
        if now < self._not_before:
            return
        if not self._changed or (now - self._last < QUIET and now - self._first < MOST):
            return
        if (job and job.state == "running") or not self._jobs.owner:
            return
        try:
            chosen = [self._sources[i] for i in self._changed if i in self._sources]
            chosen = [source for source in chosen if differs(self._index, source)]
            if chosen:
                job = self._jobs.start(chosen)
                self._begun = job.id, {source.id for source in chosen}
                tell_at_its_end(self._jobs, job, self._tell)
        except CopydeskError as error:
            log.warning("What changed was not taken in yet: %s", error)
            self._first = self._last = now
            return
        self._changed.clear()


def concerns(change: Change, place: Path, path: PurePath) -> bool:
    """Whether a change may be one of articles: of a file of a kind that is read, or of a folder.

    What was deleted may have been a folder, whatever its name; `differs` tells.

    Args:
        path: `place` within its source; nothing below a hidden name counts.
    """
    if any(part.startswith(".") for part in path.parts):
        return False
    if place.suffix.lower() in SUFFIXES:
        return True
    if change == Change.added:
        return place.is_dir()
    return change == Change.deleted


def differs(index: Index, source: Source) -> bool:
    """Whether the files of a source are others than its last sync saw, by size and time."""
    with index.library.database.reading() as db:
        rows = db.execute(
            "SELECT path, size, mtime_ns FROM files WHERE source_id = ?", (source.id,)
        )
        before = {tuple(row) for row in rows}
    return before != {(file.path, file.size, file.mtime_ns) for file in look(source).files}


def _stamp(source: Source) -> Stamp:
    """What is another where a folder was put in the place of another, or a file changed."""
    try:
        found = Path(source.location).stat()
    except OSError:
        return ()
    if Path(source.location).is_dir():
        return found.st_dev, found.st_ino
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

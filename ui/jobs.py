"""The one job that re-indexes: started, watched and asked about from anywhere in the server."""

import logging
import threading
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from index.difference import SyncReport
from index.errors import Busy, Cancelled, CopydeskError, Loss, MassDelete
from index.index import Index
from index.sources import Source, is_address, known
from index.sync import Progress

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A sync that runs or ran: `report` where it ended well, `error` where it did not.

    `asks` is what waits for a yes before it is deleted; `stopping` says that it runs, and was
    asked to stop.
    """

    id: str
    state: Literal["running", "done", "failed", "cancelled"]
    started: datetime
    dry_run: bool = False
    progress: Progress = field(default_factory=lambda: Progress("reading", 0, 0))
    ended: datetime | None = None
    report: SyncReport | None = None
    error: str | None = None
    asks: tuple[Loss, ...] = ()
    stopping: bool = False


class Jobs:
    """Runs one sync at a time in a thread of its own."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.RLock()
        self._job: Job | None = None
        self._thread: threading.Thread | None = None
        self._looking = threading.Lock()  # a sync waits for what is looked at, and does not fail

    @property
    def last(self) -> Job | None:
        """The job that runs, else the last that ran."""
        return self._job

    @property
    def owner(self) -> bool:
        """Whether a sync can be started: no other process has the index open."""
        return self._index.ownership.held or self._index.ownership.other() is None

    def asks_still(self) -> bool:
        """Whether the last job waits for a yes to delete most of a source, and another sync would
        only ask that again.

        Nothing is fetched for it: where the question is about a web address, it stands until
        somebody syncs; else it does not where the folders and files give no reason any more.

        Raises:
            CopydeskError: it cannot be told now.
        """
        with self._looking:
            if not (self._job and self._job.asks):
                return False
            if any(is_address(loss.location) for loss in self._job.asks):
                return True
            local = [source for source in known(self._index.library) if not source.on_web]
            return bool(self._index.sync(local, dry_run=True).asks)

    def start(
        self,
        sources: Sequence[Source] | None = None,
        *,
        dry_run: bool = False,
        allow_mass_delete: bool = False,
        agreed: Collection[Loss] = (),
        delete_gone: bool = False,
    ) -> Job:
        """Start a sync of some sources, see `index.sync.Options`; `None` is all of them.

        Raises:
            Busy: one is running.
        """
        with self._lock:
            self._refuse_a_second()
            self._job = Job(uuid.uuid4().hex, "running", datetime.now(UTC), dry_run)
            self._thread = threading.Thread(
                target=self._run,
                args=(sources, dry_run, allow_mass_delete, agreed, delete_gone),
                daemon=True,
            )
            self._thread.start()
            return self._job

    def forget(self, source: Source) -> Job:
        """Forget a source, and start the sync that deletes its articles.

        Raises:
            SourceError: it is not known, or is the home folder.
            Busy: a sync is running.
        """
        with self._looking, self._lock:
            self._refuse_a_second()
            self._index.forget(source)
            return self.start([])

    def _refuse_a_second(self) -> None:
        if self._job and self._job.state == "running":
            raise Busy("The articles are being indexed already; wait until that is done.")

    def cancel(self) -> Job | None:
        """Ask the job that runs to stop: it does after the passages that it is embedding."""
        with self._lock:
            if self._job and self._job.state == "running":
                self._job = replace(self._job, stopping=True)
            return self._job

    def wait(self) -> Job | None:
        """Wait for the job that runs, and give it as it ended."""
        if self._thread:
            self._thread.join()
        return self._job

    def _run(
        self,
        sources: Sequence[Source] | None,
        dry_run: bool,
        allow_mass_delete: bool,
        agreed: Collection[Loss],
        delete_gone: bool,
    ) -> None:
        try:
            with self._looking:
                pass  # `asks_still` finds from now on that this one runs
            report = self._index.sync(
                sources,
                dry_run=dry_run,
                allow_mass_delete=allow_mass_delete,
                agreed=agreed,
                delete_gone=delete_gone,
                progress=self._heard,
            )
            self._end(state="done", report=report)
        except Cancelled as error:
            self._end(state="cancelled", error=str(error))
        except CopydeskError as error:
            asks = error.losses if isinstance(error, MassDelete) else ()
            self._end(state="failed", error=str(error), asks=asks)
        except BaseException:
            # the thread ends with it: without this, everyone would wait for the job for ever
            unexpected = "The sync stopped at an unexpected error; the log has it."
            self._end(state="failed", error=unexpected)
            raise

    def _heard(self, progress: Progress) -> None:
        if self._change(progress=progress).stopping:
            raise Cancelled(
                "Indexing was stopped. What was taken in until then is there; re-index to go on."
            )

    def _end(self, **changes: object) -> None:
        self._change(ended=datetime.now(UTC), stopping=False, **changes)

    def _change(self, **changes: object) -> Job:
        with self._lock:
            assert self._job is not None
            self._job = replace(self._job, **changes)  # type: ignore[arg-type]
            return self._job

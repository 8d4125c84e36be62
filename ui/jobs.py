"""The one job that re-indexes: started, watched and asked about from anywhere in the server."""

import logging
import threading
import uuid
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from index.difference import SyncReport
from index.errors import Busy, Cancelled, CopydeskError
from index.index import Index
from index.sources import Loss, Source, waiting, would_go
from index.sync import Progress

EARLIER = 10
"""Jobs that are known after another one began."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A sync that runs or ran: `report` where it ended well, `error` where it did not.

    `stopping` says that it runs, and was asked to stop.
    """

    id: str
    state: Literal["running", "done", "failed", "cancelled"]
    started: datetime
    dry_run: bool = False
    progress: Progress = field(default_factory=lambda: Progress("reading", 0, 0))
    ended: datetime | None = None
    report: SyncReport | None = None
    error: str | None = None
    stopping: bool = False

    @property
    def asks(self) -> Sequence[Loss]:
        """What it left as it is until a person says yes; a dry run merely shows it."""
        return self.report.asks if self.report and not self.dry_run else ()


class Jobs:
    """Runs one sync at a time in a thread of its own."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.RLock()
        self._job: Job | None = None
        self._earlier: deque[Job] = deque(maxlen=EARLIER)
        self._thread: threading.Thread | None = None

    @property
    def last(self) -> Job | None:
        """The job that runs, else the last that ran."""
        return self._job

    def find(self, job_id: str) -> Job | None:
        """A job by its id, if it is one of the last few."""
        with self._lock:
            known = [self._job, *self._earlier]
        return next((job for job in known if job and job.id == job_id), None)

    def shown(self, preview: str = "") -> Job | None:
        """The job that runs, else the last that ran and was no dry run: what one of these found is
        for who asked for it.

        Args:
            preview: the id of a dry run that is shown nevertheless.
        """
        with self._lock:
            known = [self._job, *reversed(self._earlier)]
        fit = (
            job
            for job in known
            if job and (job.state == "running" or not job.dry_run or job.id == preview)
        )
        return next(fit, None)

    @property
    def owner(self) -> bool:
        """Whether a sync can be started: no other process has the index open."""
        return self._index.ownership.held or self._index.ownership.other() is None

    @property
    def asks(self) -> tuple[Loss, ...]:
        """What waits for a yes before it is deleted, whichever sync found it."""
        return waiting(self._index.library)

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
            if self._job:
                self._earlier.append(self._job)
            self._job = Job(uuid.uuid4().hex, "running", datetime.now(UTC), dry_run)
            sync = partial(
                self._index.sync,
                sources,
                dry_run=dry_run,
                allow_mass_delete=allow_mass_delete,
                agreed=agreed,
                delete_gone=delete_gone,
                progress=self._heard,
            )
            self._thread = threading.Thread(target=self._run, args=(sync,), daemon=True)
            self._thread.start()
            return self._job

    def forget(self, source: Source) -> Job:
        """Forget a source, and start the sync that deletes its articles.

        Raises:
            SourceError: it is not known, or is the home folder.
            Busy: a sync is running.
        """
        with self._lock:
            self._refuse_a_second()
            self._index.forget(source)
            return self.start([])

    def _refuse_a_second(self) -> None:
        if self._job and self._job.state == "running":
            raise Busy("The articles are being indexed already; wait until that is done.")

    def cancel(self, job_id: str | None = None) -> Job | None:
        """Ask the job that runs to stop: it does after the passages that it is embedding.

        Args:
            job_id: only if it is this one.
        """
        with self._lock:
            if self._job and self._job.state == "running" and job_id in {None, self._job.id}:
                self._job = replace(self._job, stopping=True)
            return self._job

    def wait(self, seconds: float | None = None) -> Job | None:
        """Wait for the job that runs, at most so many seconds, and give it as it is then."""
        if self._thread:
            self._thread.join(seconds)
        return self._job

    def _run(self, sync: Callable[[], SyncReport]) -> None:
        try:
            if asks := self._end(state="done", report=sync()).asks:
                log.warning("Left as it is until somebody says yes: %s.", would_go(asks))
        except Cancelled as error:
            self._end(state="cancelled", error=str(error))
        except CopydeskError as error:
            self._end(state="failed", error=str(error))
        except BaseException:
            # the thread ends with it: without this, everyone would wait for the job for ever
            unexpected = "The sync stopped at an unexpected error; the log has it."
            log.exception("The sync failed")
            self._end(state="failed", error=unexpected)

    def _heard(self, progress: Progress) -> None:
        if self._change(progress=progress).stopping:
            raise Cancelled(
                "Indexing was stopped. What was taken in until then is there; re-index to go on."
            )

    def _end(self, **changes: object) -> Job:
        return self._change(ended=datetime.now(UTC), stopping=False, **changes)

    def _change(self, **changes: object) -> Job:
        with self._lock:
            assert self._job is not None
            self._job = replace(self._job, **changes)  # type: ignore[arg-type]
            return self._job

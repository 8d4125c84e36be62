"""What runs beside the server in a thread of its own."""

import logging
import threading
from collections.abc import Callable

from ui.jobs import Job, Jobs

AGAIN = 60.0
"""Seconds before what failed is tried again."""

Tell = Callable[[Job], None]
"""Hears of a sync that began by itself, once it has ended."""

log = logging.getLogger(__name__)


def tell_at_its_end(jobs: Jobs, job: Job, tell: Tell) -> None:
    """Tell of a job as it is when it has ended, and wait for that nowhere else."""

    def follow() -> None:
        jobs.wait()
        if ended := jobs.find(job.id):
            tell(ended)

    threading.Thread(target=follow, name=f"follow {job.id}", daemon=True).start()


class Background:
    """Runs `run` from `start` to `stop`; a sync that it began goes on after that.

    Whatever fails in it is logged, and it begins again: nobody would see that it had ended.

    Args:
        name: of the thread.
        again: seconds before it begins again.
    """

    def __init__(self, name: str, again: float = AGAIN) -> None:
        self.stopped = threading.Event()
        self._name, self._again = name, again
        self._thread = threading.Thread(target=self._go_on, name=name, daemon=True)

    def run(self) -> None:
        """What is done until `stopped` is set."""
        raise NotImplementedError

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for the end."""
        self.stopped.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self.stopped.is_set():
            try:
                self.run()
            except Exception:
                log.exception("The %s failed, and begins again after %g s", self._name, self._again)
                self.stopped.wait(self._again)

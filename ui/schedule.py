"""Re-reading the known sources every so often, without being asked each time."""

import logging
import re
from contextlib import suppress

from index.errors import Busy
from ui.background import Background, Tell, tell_at_its_end
from ui.jobs import Jobs

LEAST = 60.0
"""Seconds between two syncs that a person can set at the least; sites are not asked more often."""
SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
INTERVAL = re.compile(r"(\d{1,5})\s*([smhd])", re.IGNORECASE)

log = logging.getLogger(__name__)


def interval(text: str) -> float:
    """The seconds that a person means by `90s`, `15m`, `2h` or `1d`.

    Raises:
        ValueError: it is none of these, or less than a minute.
    """
    found = INTERVAL.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no span of time; write it like 90s, 15m, 2h or 1d.")
    seconds = float(found[1]) * SECONDS[found[2].lower()]
    if seconds < LEAST:
        raise ValueError(f"{text!r} is too short; sources are read again every minute at the most.")
    return seconds


class Schedule(Background):
    """Starts a sync of every known source every so often, in a thread of its own.

    None is started while one runs.

    Args:
        every: seconds from the start to the first, and from each to the next.
        tell: hears of each when it has ended.
    """

    def __init__(self, jobs: Jobs, every: float, tell: Tell = lambda job: None) -> None:
        super().__init__("schedule")
        self._jobs, self._every, self._tell = jobs, every, tell

    def run(self) -> None:
        """Start a sync whenever it is time."""
        while not self.stopped.wait(self._every):
            if reason := self._why_not():
                log.warning("Not re-indexed on schedule: %s", reason)
                continue
            with suppress(Busy):  # somebody else was faster
                tell_at_its_end(self._jobs, self._jobs.start(), self._tell)

    def _why_not(self) -> str | None:
        job = self._jobs.last
        if job and job.state == "running":
            return "the articles are being indexed already."
        if not self._jobs.owner:
            return "another Copydesk has the index open."
        return None

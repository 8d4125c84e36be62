"""One process at a time owns the vectors of a data folder (Chroma has no lock of its own)."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryError

LOCK = "owner.lock"
CARD = "owner.json"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns the folder: its process, and where it answers (`None`: it serves no one)."""

    pid: int
    address: str | None
    token: str


class Ownership:
    """The lock of one data folder; the operating system frees it however the process ends."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / LOCK, thread_local=False)
        self._card = folder / CARD
        self.mine: Owner | None = None

    @property
    def held(self) -> bool:
        """Whether this process owns the folder."""
        return self._lock.is_locked

    def take(self, address: str | None = None, wait: float = 0.0) -> bool:
        """Become the owner, and say where to reach it; False where another process is.

        Args:
            wait: seconds to wait for another process to be done.

        Raises:
            LibraryError: the folder cannot be written.
        """
        if not self.held:
            try:
                self._lock.acquire(timeout=wait, poll_interval=0.1)
            except Timeout:
                return False
        mine = Owner(os.getpid(), address, secrets.token_urlsafe(24))
        try:
            self._write(mine)
        except OSError as error:
            self._lock.release()
            raise LibraryError(
                f"{self._card} cannot be written ({error.strerror}): make room on its disk, or "
                "check the folder's permissions."
            ) from error
        self.mine = mine
        return True

    def other(self) -> Owner | None:
        """The owner as it left its card; `None` if it has not yet."""
        try:
            return Owner(**json.loads(self._card.read_text("utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Give the folder up."""
        if self.held:
            self.mine = None
            self._card.unlink(missing_ok=True)
            self._lock.release()

    def _write(self, owner: Owner) -> None:
        fresh = self._card.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(owner), file)
        fresh.replace(self._card)

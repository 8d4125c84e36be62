"""Another process's Copydesk, asked over its HTTP API because it owns the vectors."""

import time
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

import httpx

from index.article import Failure, digest
from index.difference import SyncReport
from index.errors import Busy, CopydeskError
from index.owner import Owner
from index.sources import Loss
from index.sync import Listener, Progress

POLL_SECONDS = 0.3
WAIT_SECONDS, ANSWER_SECONDS = 60, 600
"""How long the server may take to answer; to a question longer: it may be the first, and a model
may write."""


class Client:
    """A running `copydesk serve`."""

    def __init__(self, owner: Owner) -> None:
        self.address = owner.address or ""
        self._token = owner.token
        self._http = httpx.Client(base_url=self.address, timeout=WAIT_SECONDS, trust_env=False)

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def answers(self) -> bool:
        """Whether the owner of the library, and not another program, answers at its address."""
        try:
            health = self._http.get("/api/health").json()
        except (httpx.HTTPError, ValueError):
            return False
        return isinstance(health, dict) and health.get("owner") == digest(self._token)

    def ask(self, **body: Any) -> dict[str, Any]:
        """The answer to a question, as JSON.

        Raises:
            CopydeskError: the server says why it does not answer.
        """
        return self._call("POST", "/api/ask", body, ANSWER_SECONDS)

    def sync(
        self,
        sources: list[str],
        *,
        dry_run: bool,
        allow_mass_delete: bool,
        agreed: Collection[Loss],
        progress: Listener,
    ) -> SyncReport:
        """Sync through the server, hearing its progress.

        Raises:
            Busy, CopydeskError: as a sync here would.
        """
        body = {
            "sources": sources,
            "dry_run": dry_run,
            "allow_mass_delete": allow_mass_delete,
            "agreed": [asdict(loss) for loss in agreed],
        }
        return self._report(self._call("POST", "/api/index", body), progress)

    def forget(self, source_id: int, progress: Listener) -> SyncReport:
        """Forget a source through the server, hearing how its articles are deleted.

        Raises:
            Busy, CopydeskError: as it would here.
        """
        return self._report(self._call("DELETE", f"/api/sources/{source_id}"), progress)

    def _report(self, job: dict[str, Any], progress: Listener) -> SyncReport:
        """What a job changed, once it ended; a job whose command is interrupted ends with it."""
        try:
            job = self._ended(job, progress)
        except KeyboardInterrupt:
            self._ended(self._call("DELETE", f"/api/index/{job['id']}"), progress)
            raise
        if job["error"]:
            raise CopydeskError(job["error"])
        report = SyncReport(**job["report"])
        report.failed = [Failure(**failure) for failure in job["report"]["failed"]]
        report.asks = [Loss(**loss) for loss in job["report"]["asks"]]
        return report

    def _ended(self, job: dict[str, Any], progress: Listener) -> dict[str, Any]:
        while job["state"] == "running":
            progress(Progress(**job["progress"]))
            time.sleep(POLL_SECONDS)
            job = self._call("GET", f"/api/index/{job['id']}")
        return job

    def _call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        seconds: float = WAIT_SECONDS,
    ) -> dict[str, Any]:
        try:
            response = self._http.request(
                method, path, json=body, timeout=httpx.Timeout(WAIT_SECONDS, read=seconds)
            )
        except httpx.HTTPError as error:
            raise CopydeskError(
                f"The Copydesk at {self.address} stopped answering ({error}); "
                "start it again, or try again when it is gone."
            ) from error
        if response.status_code == 409:
            raise Busy(response.json()["detail"])
        if response.status_code == 400:
            raise CopydeskError(response.json()["detail"])
        if response.is_error:
            raise CopydeskError(f"{self.address} answered: {response.text}")
        result: dict[str, Any] = response.json()
        return result

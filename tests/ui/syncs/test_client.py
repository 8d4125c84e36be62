"""Syncs that a server runs: for the command line, and at its end."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from page_driver import serving
from piers import until

from assistant.assistant import Assistant
from index.difference import SyncReport
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.sync import Listener, Progress
from ui.client import Client
from ui.jobs import Jobs
from ui.server import create_app


class Held(SentenceEmbeddings):
    """The real model, which embeds nothing before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.may = threading.Event(), threading.Event()

    def embed_passages(self, texts: Any, sentences: Any) -> Any:
        self.begun.set()
        assert self.may.wait(30)
        return super().embed_passages(texts, sentences)


@contextmanager
def client(index: Index) -> Iterator[Client]:
    with serving(create_app(Assistant(index))) as address:
        assert index.ownership.take(address)
        assert index.ownership.mine
        with closing(Client(index.ownership.mine)) as client:
            yield client


def state(client: Client) -> str:
    told: str = httpx.get(f"{client.address}/api/index").json()["state"]
    return told


def synced(server: Client, progress: Listener) -> SyncReport:
    return server.sync([], dry_run=False, allow_mass_delete=False, agreed=(), progress=progress)


def test_a_sync_reports_what_it_did_though_another_began_meanwhile(index: Index) -> None:
    with client(index) as server:

        def meanwhile(progress: Progress) -> None:
            assert until(lambda: state(server) == "done")
            httpx.post(f"{server.address}/api/index", json={"dry_run": True})
            assert until(lambda: state(server) == "done")

        assert len(synced(server, meanwhile).added) == 3


def test_a_command_that_is_interrupted_ends_its_sync(make_index: Callable[..., Index]) -> None:
    embeddings = Held()
    heard = []

    def interrupt(progress: Progress) -> None:
        heard.append(progress)
        if len(heard) == 1:
            raise KeyboardInterrupt
        embeddings.may.set()

    with client(make_index(embeddings=embeddings)) as server:
        with pytest.raises(KeyboardInterrupt):
            synced(server, interrupt)
        assert state(server) == "cancelled"


def test_an_interrupted_command_leaves_the_syncs_of_others(index: Index) -> None:
    with client(index) as server:
        job = httpx.post(f"{server.address}/api/index").json()
        assert until(lambda: state(server) == "done")
        last = httpx.post(f"{server.address}/api/index").json()
        stopped = httpx.delete(f"{server.address}/api/index/{job['id']}").json()
        assert (stopped["id"], stopped["state"]) == (job["id"], "done")
        assert until(lambda: state(server) == "done")
        assert httpx.get(f"{server.address}/api/index").json()["id"] == last["id"]
        assert httpx.get(f"{server.address}/api/index/none").status_code == 404


def test_a_sync_is_over_before_serving_is(make_index: Callable[..., Index]) -> None:
    embeddings = Held()
    index = make_index(embeddings=embeddings)
    with TestClient(create_app(Assistant(index)), base_url="http://127.0.0.1") as server:
        server.post("/api/index")
        assert embeddings.begun.wait(30)
        threading.Timer(0.5, embeddings.may.set).start()
    assert not index.remove("none")  # else this is Busy


class Faulty(Index):
    """An index with a fault."""

    def sync(self, sources: Any = None, **options: Any) -> SyncReport:
        raise ZeroDivisionError


def test_a_fault_in_a_sync_is_in_the_log(
    tmp_path: Path, home: Path, embeddings: SentenceEmbeddings, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(Faulty(tmp_path / "data", home, embeddings)) as index:
        jobs = Jobs(index)
        jobs.start()
        job = jobs.wait()
    assert job
    assert (job.state, job.error) == (
        "failed",
        "The sync stopped at an unexpected error; the log has it.",
    )
    assert "ZeroDivisionError" in caplog.text

"""The command line's side of a running server."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from page_driver import serving
from piers import piers, until

from assistant.assistant import Assistant
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.sync import Progress
from ui.client import Client
from ui.server import create_app


class Held(SentenceEmbeddings):
    """The real model, which embeds nothing before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may = threading.Event()

    def embed_passages(self, texts: Any, sentences: Any) -> Any:
        assert self.may.wait(30)
        return super().embed_passages(texts, sentences)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return piers(tmp_path / "articles")


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index()


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


def test_a_sync_reports_what_it_did_though_another_began_meanwhile(index: Index) -> None:
    with client(index) as server:

        def meanwhile(progress: Progress) -> None:
            assert until(lambda: state(server) == "done")
            httpx.post(f"{server.address}/api/index", json={"dry_run": True})
            assert until(lambda: state(server) == "done")

        assert len(server.sync([], False, False, meanwhile).added) == 3


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
            server.sync([], False, False, interrupt)
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

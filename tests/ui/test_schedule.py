"""Syncs that nobody asks for: every so often."""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from page_driver import serving
from piers import piers, until

from assistant.assistant import Assistant
from index.difference import SyncReport
from index.embedding import SentenceEmbeddings
from index.errors import Loss, MassDelete
from index.index import Index
from index.sources import Source, add
from ui.jobs import Job, Jobs
from ui.schedule import Schedule, interval


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return piers(tmp_path / "articles")


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("15m", 900), (" 2 H", 7_200), ("1d", 86_400), ("60s", 60), ("1m", 60)],
)
def test_a_span_of_time_is_understood(text: str, seconds: int) -> None:
    assert interval(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "m", "1h30m", "-5m", "1.5h", "a while", "5w"])
def test_what_is_no_span_of_time_gets_a_message(text: str) -> None:
    with pytest.raises(ValueError, match="write it like 90s, 15m, 2h or 1d"):
        interval(text)


@pytest.mark.parametrize("text", ["59s", "0m", "0d"])
def test_less_than_a_minute_is_too_short(text: str) -> None:
    with pytest.raises(ValueError, match="every minute at the most"):
        interval(text)


def test_a_server_takes_in_what_is_new_by_itself(
    tmp_path: Path, home: Path, embeddings: SentenceEmbeddings
) -> None:
    from ui.server import create_app

    index = Index(tmp_path / "data", home, embeddings)
    index.sync()
    with serving(create_app(Assistant(index), every=0.3)) as address:
        (home / "mill.txt").write_text("The mill\n\nThe mill of Kelda burnt down.")

        def found() -> bool:
            query = {"query": "mill of Kelda"}
            asked = httpx.post(f"{address}/api/search", json=query, timeout=60).json()
            return "The mill" in [passage["title"] for passage in asked["passages"]]

        assert until(found)
    index.close()


def ended(jobs: Jobs) -> Job | None:
    last = jobs.last
    return last if last and last.state != "running" else None


class Held(SentenceEmbeddings):
    """The real model, which embeds nothing before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may = threading.Event()

    def embed_passages(self, texts: Any, sentences: Any) -> Any:
        assert self.may.wait(30)
        return super().embed_passages(texts, sentences)


def test_none_is_started_while_one_runs(
    make_index: Callable[..., Index], caplog: pytest.LogCaptureFixture
) -> None:
    embeddings = Held()
    jobs = Jobs(make_index(embeddings=embeddings))
    running = jobs.start()
    schedule = Schedule(jobs, 0.1)
    schedule.start()
    assert until(lambda: "are being indexed already" in caplog.text)
    assert jobs.last
    assert jobs.last.id == running.id
    embeddings.may.set()
    assert until(lambda: (job := ended(jobs)) and job.id != running.id)
    schedule.stop()
    jobs.wait()


def test_it_asks_once_whether_most_of_a_source_is_to_go(index: Index, home: Path) -> None:
    for number in range(8):
        (home / f"town-{number}.txt").write_text(f"Town {number}\n\nIt has {number} bridges.")
    index.sync()
    gone = {file: file.read_text() for file in home.glob("town-*")}
    for file in gone:
        file.unlink()
    jobs = Jobs(index)
    schedule = Schedule(jobs, 0.1)
    schedule.start()
    assert until(lambda: (job := ended(jobs)) and job.asks)
    question = jobs.last
    time.sleep(1)
    assert jobs.last is question
    for file, text in gone.items():
        file.write_text(text)
    assert until(lambda: (job := ended(jobs)) and job.state == "done")
    schedule.stop()
    jobs.wait()
    assert index.library.extent().articles == 11


class Looked(Index):
    """An index that notes what its syncs look at; `asks` is the source that each asks about."""

    looked: list[Sequence[Source] | None]
    asks = ""

    def sync(self, sources: Sequence[Source] | None = None, **options: Any) -> SyncReport:
        self.looked.append(sources)
        if self.asks:
            raise MassDelete([Loss(self.asks, 7, 8)])
        return super().sync(sources, **options)


def test_whether_a_question_stands_is_told_without_the_web(
    tmp_path: Path, home: Path, embeddings: SentenceEmbeddings
) -> None:
    for number in range(8):
        (home / f"town-{number}.txt").write_text(f"Town {number}\n\nIt has {number} bridges.")
    index = Looked(tmp_path / "data", home, embeddings)
    index.looked = []
    index.sync()
    for file in home.glob("town-*"):
        file.unlink()
    jobs = Jobs(index)
    jobs.start([index.home])
    assert (job := jobs.wait())
    assert job.asks
    add(index.library, "http://courier.example/feed", check=str)
    assert jobs.asks_still()
    assert [source.id for source in index.looked[-1] or []] == [index.home.id]
    index.asks = "http://courier.example/feed"
    jobs.start()
    jobs.wait()
    before = len(index.looked)
    assert jobs.asks_still()
    assert len(index.looked) == before
    index.close()


def test_the_first_is_only_after_that_time(index: Index) -> None:
    jobs = Jobs(index)
    schedule = Schedule(jobs, 60)
    schedule.start()
    time.sleep(0.3)
    schedule.stop()
    assert jobs.last is None

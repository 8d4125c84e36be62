"""Syncs that nobody asks for: every so often."""

import re
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from page_driver import serving
from piers import towns, until

from assistant.assistant import Assistant
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.sources import Loss
from ui.background import Background
from ui.jobs import Job, Jobs
from ui.schedule import Schedule, interval
from ui.show import print_by_itself
from ui.status import status


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


def test_a_question_about_one_source_stops_no_other(
    index: Index, home: Path, tmp_path: Path
) -> None:
    for number in range(8):
        (home / f"town-{number}.txt").write_text(f"Town {number}\n\nIt has {number} bridges.")
    other = tmp_path / "other"
    other.mkdir()
    index.add(other)
    index.sync()
    gone = {file: file.read_text() for file in home.glob("town-*")}
    for file in gone:
        file.unlink()
    jobs = Jobs(index)
    jobs.start()
    jobs.wait()
    question = jobs.asks
    assert question == (Loss(index.home.location, 8, 11),)
    schedule = Schedule(jobs, 0.1)
    schedule.start()
    (other / "mill.txt").write_text("The mill\n\nThe mill of Kelda burnt down.")
    assert until(lambda: index.library.extent().articles == 12)
    assert jobs.asks == question
    for file, text in gone.items():
        file.write_text(text)
    assert until(lambda: not jobs.asks)
    schedule.stop()
    jobs.wait()
    assert index.library.extent().articles == 12


def test_a_question_waits_while_others_sync_and_goes_with_its_source(
    index: Index, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "towns"
    files = towns(folder)
    source = index.add(folder)
    index.sync()
    for file in files:
        file.unlink()
    (folder / "mill.txt").write_text("The mill\n\nIt burnt down.")
    jobs = Jobs(index)
    jobs.start(dry_run=True)
    jobs.wait()
    assert jobs.asks == ()
    jobs.start()
    jobs.wait()
    jobs.start([index.home])
    jobs.wait()
    jobs.start(dry_run=True)
    jobs.wait()
    assert jobs.asks == (Loss(source.location, 8, 8),)
    for server in (jobs, Jobs(index)):  # another one, as after a restart, too
        assert "Waiting for a yes: 8 of 8 articles of" in status(index, server).html
    jobs.forget(source)
    jobs.wait()
    assert jobs.asks == ()


def test_a_line_tells_what_a_sync_on_schedule_changed_and_none_where_nothing_did(
    index: Index, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index.sync()
    jobs, heard = Jobs(index), list[Job]()
    schedule = Schedule(jobs, 0.2, heard.append)
    schedule.start()
    assert until(lambda: heard)
    (home / "mill.txt").write_text("The mill\n\nThe mill of Kelda burnt down.")
    assert until(lambda: any(job.report and job.report.added for job in heard))
    schedule.stop()
    jobs.wait()
    for job in heard:
        print_by_itself(job)
    (line,) = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"\d\d:\d\d articles: 1 added\.", line)


def test_the_first_is_only_after_that_time(index: Index) -> None:
    jobs = Jobs(index)
    schedule = Schedule(jobs, 60)
    schedule.start()
    time.sleep(0.3)
    schedule.stop()
    assert jobs.last is None


class Failing(Background):
    """Fails the first time, with what no error of ours explains."""

    def __init__(self) -> None:
        super().__init__("test", again=0.1)
        self.runs = 0

    def run(self) -> None:
        self.runs += 1
        if self.runs == 1:
            raise sqlite3.OperationalError("disk I/O error")
        self.stopped.wait()


def test_what_runs_in_the_background_goes_on_after_a_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failing = Failing()
    failing.start()
    assert until(lambda: failing.runs == 2)
    failing.stop()
    assert "disk I/O error" in caplog.text

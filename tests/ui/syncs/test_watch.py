"""Syncs of what changes in folders and files that are watched."""

import re
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import IO, Any

import httpx
import pytest
from piers import until
from test_cli import Desk
from watchfiles import Change

from index.difference import SyncReport
from index.embedding import SentenceEmbeddings
from index.errors import LibraryError
from index.index import Index
from index.sources import Source, forget, known
from ui.jobs import Job, Jobs
from ui.watch import QUIET, Watch, concerns

MILL = "The mill\n\nThe mill of Kelda burnt down in the night."


class Watched:
    """An index of `home` and of another folder, both watched."""

    def __init__(self, index: Index, other: Path) -> None:
        self.index, self.jobs, self.other = index, Jobs(index), other
        self.watch = Watch(index, self.jobs)

    def titles(self) -> set[str]:
        return {entry.title for entry in self.index.library.entries()[1]}

    def ended(self) -> Job | None:
        last = self.jobs.last
        return last if last and last.state != "running" else None


@pytest.fixture
def watched(index: Index, tmp_path: Path) -> Iterator[Watched]:
    other = tmp_path / "other"
    other.mkdir()
    (other / "quay.txt").write_text("The quay\n\nThe quay of Skarn is closed.")
    index.add(other)
    index.sync()
    made = Watched(index, other)
    made.watch.start()
    time.sleep(1)  # it watches
    yield made
    made.watch.stop()
    made.jobs.wait()
    assert not made.watch._thread.is_alive()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[Path, str, IO[str]]]:
    """The folder of articles, the address of a server that watches it, and what that says next."""
    (tmp_path / "desk").mkdir()
    desk = Desk(tmp_path / "desk")
    desk.run("index")
    server = desk.start("serve", "--port", "0", "--watch")
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found
    yield desk.articles, found[0], server.stdout
    server.terminate()
    server.wait(20)
    server.stdout.close()


def test_a_server_finds_what_is_dropped_into_a_folder_without_being_asked(
    address: tuple[Path, str, IO[str]],
) -> None:
    folder, site, said = address
    assert said.readline() == "What changes in known folders and files is taken in.\n"
    (folder / "mill.txt").write_text(MILL)

    def found() -> list[Any]:
        query = {"query": "mill of Kelda"}
        asked = httpx.post(f"{site}/api/search", json=query, timeout=60).json()
        return [one for one in asked["passages"] if one["title"] == "The mill"]

    assert until(found)
    assert re.fullmatch(r"\d\d:\d\d articles: 1 added\.\n", said.readline())


def test_a_change_syncs_only_the_source_that_it_lies_in(watched: Watched, home: Path) -> None:
    before = {source.location: source.synced for source in known(watched.index.library)}
    (home / "mill.txt").write_text(MILL)
    assert until(watched.ended)
    assert "The mill" in watched.titles()
    after = {source.location: source.synced for source in known(watched.index.library)}
    assert [place for place in before if before[place] != after[place]] == [str(home)]


def test_changes_one_after_another_are_one_sync(watched: Watched) -> None:
    begun = time.monotonic()
    for number in range(6):
        (watched.other / f"town-{number}.txt").write_text(f"Town {number}\n\nA town.")
        time.sleep(QUIET / 4)
    assert until(watched.ended)
    assert time.monotonic() - begun > QUIET
    assert watched.jobs.last
    assert watched.jobs.last.report
    assert len(watched.jobs.last.report.added) == 6


def test_changes_without_end_do_not_put_it_off_for_ever(watched: Watched) -> None:
    begun = time.monotonic()
    log = watched.other / "log.txt"
    log.write_text("The log\n")
    while not watched.ended() and time.monotonic() - begun < 40:
        with log.open("a") as more:  # written anew it would be empty for a moment, when it is read
            more.write(f"\nAt {time.monotonic()} it rained.\n")
        time.sleep(0.2)
    assert "The log" in watched.titles()


@pytest.mark.parametrize("name", ["2024.05", "U.S. politics"])
def test_a_folder_that_is_moved_in_and_out_is_taken_in_and_out(
    watched: Watched, tmp_path: Path, name: str
) -> None:
    made = tmp_path / name
    made.mkdir()
    (made / "mill.txt").write_text(MILL)
    made.rename(watched.other / name)
    assert until(lambda: "The mill" in watched.titles())
    (watched.other / name).rename(made)
    assert until(lambda: "The mill" not in watched.titles())


def test_what_is_hidden_or_of_no_kind_that_is_read_starts_nothing(watched: Watched) -> None:
    (watched.other / ".mill.txt").write_text(MILL)
    (watched.other / ".git").mkdir()
    (watched.other / ".git" / "mill.txt").write_text(MILL)
    (watched.other / "mill.jpg").write_text(MILL)
    time.sleep(2 * QUIET + 1)
    assert watched.jobs.last is None


def test_what_a_sync_took_in_already_is_not_looked_at_again(watched: Watched, home: Path) -> None:
    (home / "mill.txt").write_text(MILL)
    first = watched.jobs.start()  # as where a file is dropped in the page
    assert until(watched.ended)
    time.sleep(2 * QUIET + 1)
    assert watched.jobs.last
    assert watched.jobs.last.id == first.id


def test_sources_that_come_and_go_are_watched_and_not(watched: Watched, tmp_path: Path) -> None:
    file = tmp_path / "alone.txt"
    file.write_text("Alone\n\nIt stands alone.")
    source = watched.index.add(file)
    assert until(lambda: "Alone" in watched.titles())
    fresh = tmp_path / "fresh"
    fresh.write_text("Alone no more\n\nIt does not.")
    fresh.rename(file)  # as many editors write
    assert until(lambda: "Alone no more" in watched.titles())
    watched.jobs.wait()
    forget(watched.index.library, source)
    time.sleep(1)
    last = watched.jobs.last
    file.write_text(MILL)
    time.sleep(2 * QUIET + 1)
    assert watched.jobs.last is last


def test_a_folder_that_goes_loses_nothing_and_is_watched_when_it_is_back(watched: Watched) -> None:
    shutil.rmtree(watched.other)
    assert until(watched.ended)
    assert "The quay" in watched.titles()
    watched.other.mkdir()
    (watched.other / "mill.txt").write_text(MILL)
    (watched.other / "quay.txt").write_text("The quay\n\nThe quay of Skarn is closed.")
    assert until(lambda: "The mill" in watched.titles())
    (watched.other / "mill.txt").unlink()
    assert until(lambda: "The mill" not in watched.titles())


def test_what_most_of_a_source_would_lose_waits_for_a_yes_and_stops_no_other_source(
    watched: Watched, home: Path
) -> None:
    towns = [watched.other / f"town-{number}.txt" for number in range(8)]
    for file in towns:
        file.write_text(f"{file.stem}\n\nA town.")
    assert until(lambda: len(watched.titles()) == 12)
    for file in towns:
        file.unlink()
    assert until(lambda: watched.jobs.asks)
    question = watched.jobs.asks
    (home / "mill.txt").write_text(MILL)
    assert until(lambda: len(watched.titles()) == 13)
    assert watched.jobs.asks == question
    for file in towns:
        file.write_text(f"{file.stem}\n\nA town.")
    assert until(lambda: not watched.jobs.asks)
    assert len(watched.titles()) == 13


class Failing(Index):
    """An index of which the first syncs that are not dry fail."""

    failures = 0

    def sync(self, sources: Sequence[Source] | None = None, **options: Any) -> SyncReport:
        if self.failures and not options.get("dry_run"):
            self.failures -= 1
            raise LibraryError("The disk is full.")
        return super().sync(sources, **options)


def test_what_a_sync_that_failed_did_not_take_in_is_tried_again_but_not_at_once(
    tmp_path: Path, home: Path, embeddings: SentenceEmbeddings
) -> None:
    index = Failing(tmp_path / "data", home, embeddings)
    index.sync()
    jobs = Jobs(index)
    watch = Watch(index, jobs, again=4)
    watch.start()
    time.sleep(1)
    index.failures = 1
    (home / "mill.txt").write_text(MILL)
    assert until(lambda: (job := jobs.last) and job.state == "failed")
    failed, begun = jobs.last, time.monotonic()
    assert until(lambda: jobs.last is not failed)
    assert time.monotonic() - begun > 3
    assert until(lambda: (job := jobs.last) and job.state == "done")
    assert index.library.extent().articles == 4
    watch.stop()
    index.close()


@pytest.mark.parametrize(
    ("change", "path", "does"),
    [
        (Change.modified, "a/mill.TXT", True),
        (Change.deleted, "mill.json", True),
        (Change.deleted, "2024.05", True),
        (Change.deleted, "folder", True),
        (Change.deleted, "St. Louis", True),
        (Change.deleted, ".hidden/folder", False),
        (Change.modified, "mill.jpg", False),
        (Change.modified, "folder", False),
        (Change.added, "library.sqlite3-wal", False),
        (Change.added, ".hidden/mill.txt", False),
        (Change.added, "a/.mill.txt", False),
    ],
)
def test_which_changes_may_be_of_articles(change: Change, path: str, does: bool) -> None:
    assert concerns(change, Path("/articles", path), PurePath(path)) is does

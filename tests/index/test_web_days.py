"""Five days of a news site: what is asked for, and what each day's sync reports.

`days.json` and what the site serves were written before the code.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from local_site import Handler, Site, host, local, site

from index.article import article_id
from index.index import Index
from index.sources import known
from index.web.fetch import Fetcher
from index.web.look import Web

HERE = Path(__file__).parent
DAYS = json.loads((HERE / "days.json").read_text())["days"]


def moment(day: dict[str, Any]) -> datetime:
    """When a day's sync runs: in the evening."""
    return datetime.combine(date.fromisoformat(day["date"]), time(20), UTC)


class Clock:
    """The time of the simulated days."""

    def __init__(self) -> None:
        self.now = moment(DAYS[0])

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


def serve(day: dict[str, Any], statuses: dict[str, list[int]]) -> Any:
    """Answers as the site did on a day, and notes with what."""

    def answer(handler: Handler) -> None:
        said = day["responses"].get(handler.path, {"status": 404})
        status, body, headers = said["status"], b"", {}
        if said.get("body_file"):
            body = (HERE / said["body_file"]).read_bytes()
            body = body.replace(b"{address}", host(handler.server).encode())
        for key, name in (
            ("etag", "ETag"),
            ("last_modified", "Last-Modified"),
            ("content_type", "Content-Type"),
            ("location", "Location"),
            ("retry_after", "Retry-After"),
        ):
            if said.get(key):
                headers[name] = said[key]
        if status == 200 and said.get("etag") and handler.headers["If-None-Match"] == said["etag"]:
            status, body = 304, b""
        statuses[f"GET {handler.path}"].append(status)
        handler.reply(status, body, **headers)

    return answer


@pytest.fixture
def courier(tmp_path, embeddings) -> Iterator[tuple[Site, Index, Clock]]:
    """A site, and an index that may ask it."""
    (tmp_path / "articles").mkdir()
    clock = Clock()
    with site(lambda handler: handler.reply(404)) as server:
        fetcher = Fetcher([host(server)], pause=0, clock=clock.seconds)
        index = Index(tmp_path / "data", tmp_path / "articles", embeddings, web=Web(fetcher, clock))
        yield server, index, clock
        index.close()


def test_each_day_is_taken_in_as_it_was(courier) -> None:
    server, index, clock = courier
    address = local(server)
    source = index.add(f"{address}/feed.xml")
    paths: dict[str, str] = {}  # of each article the path by which it was first known

    def identity(path: str) -> str:
        return article_id(address + paths.get(path, path), "")

    for day in DAYS:
        clock.now = moment(day)
        statuses: dict[str, list[int]] = defaultdict(list)
        server.answer = server.robots = serve(day, statuses)
        before = {e.article_id: e.version for e in index.library.entries(limit=100)[1]}
        report = index.sync([source])
        expected = day["expected"]
        paths |= {new: old for old, new in expected.get("moved", {}).items()}
        failed = {one["path"]: one["status"] for one in expected["failed"]}

        assert dict(statuses) == expected["requests"], day["date"]
        assert set(report.added) == {identity(path) for path in expected["added"]}
        assert set(report.changed) == {identity(path) for path in expected["changed"]}
        assert set(report.deleted) == {identity(path) for path in expected["deleted"]}
        reasons = {one.source.removeprefix(address): one.reason for one in report.failed}
        assert reasons.keys() == failed.keys()
        for path, status in failed.items():
            assert ("robots.txt" if status is None else str(status)) in reasons[path]
        kept = sum(identity(path) in before for path in failed)
        assert report.unchanged == expected["unchanged"] + kept

        after = {e.article_id: e.version for e in index.library.entries(limit=100)[1]}
        new_texts = {i for i, version in after.items() if before.get(i) != version}
        assert bool(report.embedded) == bool(new_texts)
        assert new_texts <= {*report.added, *report.changed}
    (source,) = (one for one in known(index.library) if one.on_web)
    assert (source.kind, "robots.txt" in (source.error or "")) == ("feed", True)


def test_a_sync_right_after_another_asks_for_the_feed_alone(courier) -> None:
    server, index, _ = courier
    statuses: dict[str, list[int]] = defaultdict(list)
    server.answer = server.robots = serve(DAYS[0], statuses)
    index.add(f"{local(server)}/feed.xml")
    index.sync()
    statuses.clear()
    report = index.sync()
    assert dict(statuses) == {"GET /feed.xml": [304]}
    assert (report.added, report.changed, report.embedded) == ([], [], 0)


def test_dates_are_those_of_the_feed_with_their_zone(courier) -> None:
    server, index, _ = courier
    server.answer = server.robots = serve(DAYS[0], defaultdict(list))
    index.add(f"{local(server)}/feed.xml")
    index.sync()
    article = index.library.article(article_id(f"{local(server)}/news/market-hall-fire", ""))
    assert article is not None
    assert article.published is not None
    assert article.published.isoformat() == "2026-11-02T11:40:00+01:00"
    assert (article.dated, article.publisher) == ("feed", "Lindmoor Courier")

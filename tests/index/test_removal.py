"""An article that a person takes out stays out, whatever its source holds, until it is let in."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from index.article import article_id
from index.errors import Busy, Cancelled
from index.removal import let_in_file, removed
from index.sync import Progress

BRIDGE = article_id(None, "bridge.txt")


@pytest.fixture
def synced(index):
    index.sync()
    return index


def found(index, query="harbour bridge"):
    return [document.metadata["article_id"] for document in index.search.invoke(query)]


def test_an_article_taken_out_is_gone_from_every_search(synced):
    assert synced.remove(BRIDGE)
    for arm in ("keyword", "dense"):
        search = synced.search.model_copy(update={"arms": frozenset({arm})})
        assert BRIDGE not in [d.metadata["article_id"] for d in search.invoke("harbour bridge")]
    assert synced.library.extent().articles == 2
    with synced.library.database.reading() as db:
        held = {row["id"] for row in db.execute("SELECT id FROM passages")}
    assert synced.mirror().vectors.ids() == held


def test_it_stays_out_though_its_file_is_there_and_changes(synced, home):
    synced.remove(BRIDGE)
    report = synced.sync()
    assert (report.added, report.changed, report.deleted, report.left_out) == ([], [], [], 1)
    (home / "bridge.txt").write_text("Bridge closes\n\nThe harbour bridge closed again on Friday.")
    assert synced.sync().left_out == 1
    assert BRIDGE not in found(synced)


def test_what_was_taken_out_is_known_and_let_in_again(synced):
    synced.remove(BRIDGE)
    (one,) = removed(synced.library)
    assert (one.article_id, one.title) == (BRIDGE, "Bridge reopens")
    assert synced.let_in(BRIDGE)
    assert removed(synced.library) == []
    assert synced.sync().added == [BRIDGE]
    assert found(synced)[0] == BRIDGE


def test_its_text_still_opens_for_a_citation_made_before(synced):
    version = synced.library.article(BRIDGE).version
    synced.remove(BRIDGE)
    assert synced.library.article(BRIDGE) is None
    assert synced.library.article(BRIDGE, version).title == "Bridge reopens"


def test_what_is_not_there_can_be_neither_taken_out_nor_let_in(synced):
    assert not synced.remove("no such article")
    assert not synced.let_in(BRIDGE)
    assert synced.library.extent().articles == 3


def test_nothing_is_taken_out_while_a_sync_runs(synced, home):
    (home / "new.txt").write_text("New\n\nThe council met on Monday.")

    def during(progress: Progress) -> None:
        with pytest.raises(Busy):
            synced.remove(BRIDGE)
        raise Cancelled("seen")

    with pytest.raises(Cancelled):
        synced.sync(progress=during)
    assert synced.remove(BRIDGE)


class Slow:
    """Vectors that forget as soon as they may."""

    def __init__(self, mirror):
        self._mirror, self.begun, self.may = mirror, Event(), Event()

    def __getattr__(self, name):
        return getattr(self._mirror, name)

    def forget(self):
        self.begun.set()
        assert self.may.wait(20)
        self._mirror.forget()


def test_a_sync_waits_for_a_removal(synced, home):
    synced._mirror = slow = Slow(synced.mirror())
    (home / "new.txt").write_text("New\n\nThe council met on Monday.")
    with ThreadPoolExecutor() as pool:
        removal = pool.submit(synced.remove, BRIDGE)
        assert slow.begun.wait(20)
        sync = pool.submit(synced.sync)
        with pytest.raises(TimeoutError):
            sync.result(0.3)
        slow.may.set()
        assert removal.result(20)
        report = sync.result(20)
    assert (len(report.added), report.left_out) == (1, 1)


def test_killed_between_the_library_and_the_vectors_it_is_mended_at_the_next_start(
    synced, make_index, monkeypatch
):
    monkeypatch.setattr("index.mirror.Mirror.forget", lambda mirror: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        synced.remove(BRIDGE)
    monkeypatch.undo()
    assert BRIDGE not in found(synced)
    synced.close()
    again = make_index()
    with again.library.database.reading() as db:
        held = {row["id"] for row in db.execute("SELECT id FROM passages")}
    assert again.mirror().vectors.ids() == held


def test_a_file_given_anew_is_let_in_where_all_of_it_was_taken_out(synced, home):
    synced.remove(BRIDGE)
    again, out = let_in_file(synced.library, home / "bridge.txt", "bridge.txt")
    assert ([one.title for one in again], out) == (["Bridge reopens"], [])
    assert synced.sync().added == [BRIDGE]
    assert let_in_file(synced.library, home / "bridge.txt", "bridge.txt") == ([], [])


def test_what_was_taken_out_of_a_file_of_many_stays_out_when_that_is_given_anew(index, home):
    many = [{"id": n, "title": f"Number {n}", "text": f"It is {n}."} for n in range(3)]
    (home / "many.json").write_text(json.dumps(many), "utf-8")
    index.sync()
    index.remove(article_id(None, "many.json#1"))
    again, out = let_in_file(index.library, home / "many.json", "many.json")
    assert (again, [one.title for one in out]) == ([], ["Number 1"])
    assert index.sync().left_out == 1


def quay(path, url, text="The quay is closed."):
    path.write_text(json.dumps({"title": "The quay", "url": url, "text": text}), "utf-8")


@pytest.fixture
def twice(index, home):
    """An index in whose home two files hold one article, under addresses that differ."""
    quay(home / "a.json", "http://www.news.example/quay")
    quay(home / "b.json", "https://news.example/quay")
    index.sync()
    return index


QUAY = article_id("http://www.news.example/quay", "")


@pytest.mark.parametrize("edited_before", [False, True])
def test_an_article_of_two_files_stays_out_when_one_goes_and_the_other_changes(
    twice, home, edited_before
):
    assert twice.remove(QUAY)
    if edited_before:
        quay(home / "b.json", "https://news.example/quay", "The quay is still closed.")
        assert twice.sync().left_out == 1
    (home / "a.json").unlink()
    assert twice.sync().left_out == 1
    quay(home / "b.json", "https://news.example/quay", "The quay is open.")
    report = twice.sync()
    assert (report.added, report.left_out) == ([], 1)
    assert twice.let_in(QUAY)
    assert twice.sync().added == [QUAY]


def test_another_article_in_the_place_of_one_taken_out_is_taken_in(twice, home):
    twice.remove(QUAY)
    (home / "a.json").unlink()
    twice.sync()
    quay(home / "b.json", "https://news.example/pier")
    assert twice.sync().added == [article_id("https://news.example/pier", "")]


def test_a_file_given_anew_is_let_in_though_the_article_had_its_name_from_another(twice, home):
    twice.remove(QUAY)
    again, out = let_in_file(twice.library, home / "b.json", "b.json")
    assert ([one.article_id for one in again], out) == ([QUAY], [])
    assert twice.sync().added == [QUAY]

import json
import os
import shutil
import time

import pytest

from index import mirror
from index.article import article_id
from index.embedding import SentenceEmbeddings, packaged_model
from index.errors import Busy, ModelError, SourceError
from index.gone import gone
from index.read import READERS
from index.sources import Loss, add, forget, known, waiting, would_go

HOME_IDS = {
    article_id(None, "bridge.txt"),
    article_id(None, "ferry.md"),
    article_id("https://news.example/school", ""),
}
LONG = "\n\n".join(
    f"In {1900 + n} the council rebuilt pier {n} for {n * 7} crowns. "
    f"Engineer number {n} had asked for that since the storm of {1890 + n}."
    for n in range(30)
)


def titles(index, query, arm):
    search = index.search.model_copy(update={"arms": frozenset({arm})})
    return [document.metadata["title"] for document in search.invoke(query)]


def write(path, title, text="It was said so on Monday.", **known):
    record = {"title": title, "text": text, **known}
    path.write_text(json.dumps(record), "utf-8")
    return path


def passages(index):
    with index.library.database.reading() as db:
        return [tuple(row) for row in db.execute("SELECT * FROM passages ORDER BY id")]


def everything(index):
    with index.library.database.reading() as db:
        return list(db.iterdump())


def reasons(report):
    return {failure.source: failure.reason for failure in report.failed}


def in_chroma(index):
    return index.mirror().vectors.ids()


class Stop(Exception):  # noqa: N818
    """What ends a sync half-way in these tests."""


def stop_at(stage):
    def listener(progress):
        if progress.stage == stage:
            raise Stop

    return listener


def test_new_articles_are_added_and_found(index):
    report = index.sync()
    assert set(report.added) == HOME_IDS
    assert (report.unchanged, report.embedded, report.failed) == (0, 3, [])
    assert titles(index, "harbour bridge", "keyword") == ["Bridge reopens"]
    assert titles(index, "pupils and teachers", "dense")[0] == "School closes"


def test_a_second_sync_does_nothing_and_loads_no_model(index, make_index):
    index.sync()
    before = passages(index)
    index.close()
    again = make_index(embeddings=SentenceEmbeddings())
    report = again.sync()
    assert (report.unchanged, report.added + report.changed + report.deleted) == (3, [])
    assert report.embedded == 0
    assert not again.embeddings.loaded
    assert passages(again) == before


def test_a_changed_article_is_found_by_its_new_words_only(index, home):
    index.sync()
    (home / "bridge.txt").write_text("Bridge reopens\n\nThe harbour tunnel reopened.", "utf-8")
    report = index.sync()
    assert report.changed == [article_id(None, "bridge.txt")]
    assert titles(index, "tunnel", "keyword") == ["Bridge reopens"]
    assert titles(index, "million", "keyword") == []


def test_only_changed_passages_are_embedded(index, home):
    path = write(home / "piers.json", "Piers", LONG)
    index.sync()
    before = passages(index)
    write(path, "Piers", LONG.replace("pier 29", "pier twenty-nine"))
    report = index.sync()
    assert report.embedded == 1
    assert len(set(before) & set(passages(index))) == len(before) - 1


def test_a_deleted_article_is_gone_from_both_searches_in_the_same_sync(index, home):
    index.sync()
    (home / "bridge.txt").unlink()
    report = index.sync()
    assert report.deleted == [article_id(None, "bridge.txt")]
    assert titles(index, "harbour bridge", "keyword") == []
    assert "Bridge reopens" not in titles(index, "harbour bridge", "dense")
    assert in_chroma(index) == {row[0] for row in passages(index)}


def test_a_bad_article_fails_alone_in_every_sync(index, home):
    (home / "photo.txt").write_bytes(b"\x89PNG\x00\x01")
    for _ in range(2):
        report = index.sync()
        assert list(reasons(report)) == ["photo.txt"]
        assert "not text" in reasons(report)["photo.txt"]
    assert report.unchanged == 3


def test_a_bad_record_fails_alone(index, home):
    lines = ('{"title": "A", "text": "Text of A."}', "{broken", '{"title": "B", "text": "Of B."}')
    (home / "archive.jsonl").write_text("\n".join(lines), "utf-8")
    report = index.sync()
    assert (len(report.added), list(reasons(report))) == (5, ["archive.jsonl, line 2"])


def test_a_fault_of_a_reader_fails_alone(index, home, monkeypatch):
    monkeypatch.setitem(READERS, ".md", lambda path, name: 1 / 0)
    report = index.sync()
    assert len(report.added) == 2
    assert "ZeroDivisionError" in reasons(report)["ferry.md"]


def test_a_dry_run_changes_nothing_and_says_what_a_real_run_does(index, home):
    index.sync()
    write(home / "new.json", "New")
    write(home / "school.json", "School closes", "Rewritten.", url="https://news.example/school")
    (home / "bridge.txt").unlink()
    (home / "bad.txt").write_bytes(b"")
    before = everything(index)
    dry = index.sync(dry_run=True)
    assert everything(index) == before
    real = index.sync()
    assert real.embedded == 2
    real.embedded = 0
    assert dry == real


def test_of_two_articles_with_one_url_the_later_modified_is_kept(index, home):
    write(home / "a.json", "Later", url="https://x.example/1", modified="2024-02-02")
    write(home / "b.json", "Earlier", url="https://x.example/1?utm_source=y", modified="2024-01-01")
    report = index.sync()
    assert list(reasons(report)) == ["b.json"]
    assert "a.json" in reasons(report)["b.json"]
    assert titles(index, "later earlier", "keyword") == ["Later"]


def test_of_two_undated_articles_with_one_url_the_first_path_is_kept(index, home):
    write(home / "b.json", "Badger", url="https://x.example/1")
    write(home / "a.json", "Otter", url="https://x.example/1")
    assert list(reasons(index.sync())) == ["b.json"]
    assert titles(index, "otter badger", "keyword") == ["Otter"]


def test_a_duplicate_takes_over_when_the_one_kept_is_deleted(index, home):
    write(home / "a.json", "Otter", url="https://x.example/1")
    write(home / "b.json", "Badger", url="https://x.example/1")
    index.sync()
    (home / "a.json").unlink()
    report = index.sync()
    assert report.changed == [article_id("https://x.example/1", "")]
    assert (report.failed, report.deleted) == ([], [])
    assert titles(index, "otter badger", "keyword") == ["Badger"]


def test_an_equal_duplicate_takes_over_without_a_new_vector(index, home):
    for name in ("a.json", "b.json"):
        write(home / name, "Same", url="https://x.example/1")
    index.sync()
    (home / "a.json").unlink()
    report = index.sync()
    assert (report.unchanged, report.embedded) == (4, 0)
    (entry,) = index.library.entries("Same")[1]
    assert entry.path == "b.json"


def test_two_folders_may_hold_files_of_one_name(index, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "bridge.txt").write_text("Bridge falls\n\nIt fell.", "utf-8")
    add(index.library, tmp_path / "other")
    assert len(index.sync().added) == 4
    assert set(titles(index, "bridge", "keyword")) == {"Bridge reopens", "Bridge falls"}


def test_a_file_that_can_no_longer_be_read_keeps_what_came_from_it(index, home):
    index.sync()
    (home / "bridge.txt").unlink()
    (home / "bridge.txt").symlink_to("/proc/self/mem")  # reading it is an error
    report = index.sync()
    assert (report.deleted, report.unchanged) == ([], 3)
    assert "cannot be read" in reasons(report)["bridge.txt"]
    assert titles(index, "harbour bridge", "keyword") == ["Bridge reopens"]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"", b"\n \n"])
def test_a_file_that_is_no_article_any_more_keeps_what_came_from_it(index, home, content):
    index.sync()
    (home / "bridge.txt").write_bytes(content)
    for _ in range(2):
        report = index.sync()
        assert (report.deleted, report.unchanged, list(reasons(report))) == ([], 3, ["bridge.txt"])


def test_a_link_to_nowhere_keeps_its_own_article_and_no_other(index, home):
    index.sync()
    (home / "bridge.txt").unlink()
    (home / "bridge.txt").symlink_to(home / "nowhere.txt")
    (home / "ferry.md").unlink()
    report = index.sync()
    assert (report.deleted, report.unchanged) == ([article_id(None, "ferry.md")], 2)
    assert list(reasons(report)) == ["bridge.txt"]


def test_a_pipe_among_the_articles_is_reported_and_not_waited_for(index, home):
    os.mkfifo(home / "pipe.txt")
    report = index.sync()
    assert reasons(report) == {"pipe.txt": "is not a file; remove it or rename it"}


def test_a_missing_source_deletes_nothing_and_is_reported(index, home, tmp_path):
    index.sync()
    home.rename(tmp_path / "elsewhere")
    report = index.sync(allow_mass_delete=True)
    assert (report.deleted, report.unchanged) == ([], 3)
    assert "is not there" in reasons(report)[str(home)]
    assert "is not there" in known(index.library)[0].error


def test_an_emptied_source_deletes_nothing_and_is_reported_once(index, home):
    index.sync()
    for path in home.iterdir():
        path.unlink()
    report = index.sync()
    assert (report.deleted, report.unchanged, len(report.failed)) == ([], 3, 1)
    assert "any more" in reasons(report)[str(home)]
    assert known(index.library)[0].error == reasons(report)[str(home)]


def test_an_emptied_source_loses_its_articles_where_that_is_allowed(index, home):
    index.sync()
    for path in home.iterdir():
        path.unlink()
    assert set(index.sync(allow_mass_delete=True).deleted) == HOME_IDS
    assert in_chroma(index) == set()


def test_a_source_that_is_gone_loses_its_articles_where_a_person_said_so(index, home, tmp_path):
    many = [write(home / f"{n}.json", f"Number {n}") for n in range(7)]
    index.sync()
    home.rename(tmp_path / "elsewhere")
    index.sync()
    report = index.sync([index.home], delete_gone=True)
    assert (len(report.deleted), report.unchanged, report.failed) == (3 + len(many), 0, [])
    assert in_chroma(index) == set()
    (tmp_path / "elsewhere").rename(home)
    assert len(index.sync().added) == 3 + len(many)


def test_a_source_that_came_back_keeps_its_articles_whatever_was_said(index, home):
    many = [write(home / f"{n}.json", f"Number {n}") for n in range(7)]
    index.sync()
    for path in many[1:]:
        path.unlink()
    report = index.sync([index.home], delete_gone=True)
    assert (report.deleted, report.asks) == ([], [Loss(str(home), 6, 10)])
    assert index.library.extent().articles == 10


def test_only_the_source_that_was_named_loses_its_articles(index, home, tmp_path):
    other = add(index.library, write(tmp_path / "one.json", "One"))
    index.sync()
    shutil.rmtree(home)
    (tmp_path / "one.json").unlink()
    assert len(index.sync([other], delete_gone=True).deleted) == 1
    assert index.library.extent().articles == 3


def test_what_may_only_be_out_of_sight_is_not_deleted_though_that_was_said(index, home):
    index.sync()
    shutil.rmtree(home)
    home.symlink_to(home)  # cannot be looked at: links in a circle
    report = index.sync([index.home], delete_gone=True)
    assert (report.deleted, report.unchanged) == ([], 3)


def test_it_is_known_since_when_a_source_is_gone_and_what_is_kept_of_it(index, home, tmp_path):
    url = "https://news.example/school"  # what home's school.json holds too
    other = add(index.library, write(tmp_path / "school.json", "School closes", url=url))
    index.sync()
    assert gone(index.library, index.home) is None
    home.rename(tmp_path / "elsewhere")
    index.sync()
    found = known(index.library)[0]
    left = gone(index.library, found)
    assert (left.state, left.since, left.articles) == ("missing", found.gone, 2)
    with index.library.database.writing() as db:
        db.execute("UPDATE sources SET gone = '2024-01-01T00:00:00+00:00'")
    home.mkdir()
    index.sync()
    left = gone(index.library, known(index.library)[0])
    assert (left.state, left.since) == ("empty", "2024-01-01T00:00:00+00:00")
    write(home / "bridge.json", "A bridge")
    assert gone(index.library, known(index.library)[0]).state == "back"
    index.sync()
    assert [source.gone for source in known(index.library)] == [None, None]
    assert gone(index.library, other) is None


def test_a_source_is_forgotten_only_while_no_sync_runs(index, tmp_path):
    other = add(index.library, write(tmp_path / "one.json", "One"))
    index.sync()

    def during(progress):
        with pytest.raises(Busy):
            index.forget(other)
        raise Stop

    with pytest.raises(Stop):
        index.sync(progress=during)
    index.forget(other)
    assert len(index.sync([]).deleted) == 1
    with pytest.raises(SourceError, match="COPYDESK_ARTICLES"):
        index.forget(index.home)


def test_a_home_can_be_forgotten_once_another_folder_is_named(index, make_index, tmp_path):
    index.close()
    other = make_index(home=tmp_path / "others")
    with pytest.raises(SourceError, match="COPYDESK_ARTICLES"):
        other.forget(other.home)
    other.forget(index.home)
    assert known(other.library) == [other.home]


def test_most_articles_of_a_source_are_not_deleted_without_asking(index, home):
    many = [write(home / f"{n}.json", f"Number {n}") for n in range(7)]
    index.sync()
    for path in many[1:]:
        path.unlink()
    report = index.sync()
    assert (report.deleted, report.asks) == ([], [Loss(str(home), 6, 10)])
    assert index.library.extent().articles == 10
    assert len(index.sync(allow_mass_delete=True).deleted) == 6


def test_a_dry_run_says_what_would_be_asked_and_asks_nothing(index, home):
    many = [write(home / f"{n}.json", f"Number {n}") for n in range(7)]
    index.sync()
    for path in many[1:]:
        path.unlink()
    report = index.sync(dry_run=True)
    assert report.asks == [Loss(str(home), 6, 10)]
    assert waiting(index.library) == ()
    assert {report.names[i] for i in report.deleted} == {f"Number {n}" for n in range(1, 7)}
    assert index.sync(dry_run=True, allow_mass_delete=True).asks == []


def folder_of(index, folder, number):
    folder.mkdir()
    for n in range(number):
        write(folder / f"{n}.json", f"{folder.name} {n}")
    return add(index.library, folder)


def unlink(folder, number):
    for n in range(number):
        (folder / f"{n}.json").unlink()


def test_one_question_names_every_source_of_which_most_would_go(index, tmp_path):
    for name in ("east", "west"):
        folder_of(index, tmp_path / name, 8)
    index.sync()
    for name in ("east", "west"):
        unlink(tmp_path / name, 7)
    asks = index.sync().asks
    east, west = tmp_path / "east", tmp_path / "west"
    words = f"7 of 8 articles of {east} and 7 of 8 articles of {west} would be deleted"
    assert would_go(asks) == words
    assert len(index.sync(agreed=asks).deleted) == 14


def test_a_yes_is_about_nothing_that_was_not_asked(index, tmp_path):
    for name in ("east", "west", "unmounted"):
        folder_of(index, tmp_path / name, 8)
    index.sync()
    unlink(tmp_path / "unmounted", 8)
    unlink(tmp_path / "east", 7)
    asks = index.sync().asks
    unlink(tmp_path / "west", 7)
    report = index.sync(agreed=asks)
    assert len(report.deleted) == 7
    assert report.asks == [Loss(str(tmp_path / "west"), 7, 8)]
    report = index.sync(agreed=report.asks)
    assert len(report.deleted) == 7
    assert "any more" in reasons(report)[str(tmp_path / "unmounted")]


def test_a_yes_is_about_no_more_articles_than_were_asked_about(index, tmp_path):
    folder_of(index, tmp_path / "east", 10)
    index.sync()
    unlink(tmp_path / "east", 6)
    asks = index.sync().asks
    assert asks == [Loss(str(tmp_path / "east"), 6, 10)]
    for n in range(6, 9):
        (tmp_path / "east" / f"{n}.json").unlink()
    assert index.sync(agreed=asks).asks == [Loss(str(tmp_path / "east"), 9, 10)]
    (tmp_path / "east" / "9.json").unlink()
    assert index.sync(agreed=asks).deleted == []


def test_a_sync_leaves_a_source_that_it_asks_about_and_takes_in_the_others(index, tmp_path):
    for name in ("east", "west"):
        folder_of(index, tmp_path / name, 8)
    index.sync()
    kept = {n: (tmp_path / "east" / f"{n}.json").read_text() for n in range(7)}
    unlink(tmp_path / "east", 7)
    for name in ("east", "west"):
        write(tmp_path / name / "new.json", f"{name} new")
    for added in (1, 0):
        report = index.sync()
        assert report.asks == [Loss(str(tmp_path / "east"), 7, 8)]
        assert (len(report.added), report.deleted) == (added, [])
    for n, text in kept.items():
        (tmp_path / "east" / f"{n}.json").write_text(text)
    report = index.sync()
    assert (len(report.added), report.deleted, report.asks) == (1, [], [])
    assert titles(index, "east", "keyword") != []


def test_a_question_stays_open_until_a_sync_of_its_source_asks_it_no_more(
    index, make_index, tmp_path
):
    east = folder_of(index, tmp_path / "east", 8)
    index.sync()
    unlink(tmp_path / "east", 7)
    asks = (Loss(east.location, 7, 8),)
    for sources in (None, [index.home]):
        index.sync(sources)
        assert waiting(index.library) == asks
    index.close()
    again = make_index()
    assert waiting(again.library) == asks
    again.sync(agreed=asks)
    assert waiting(again.library) == ()


def test_a_yes_that_is_cut_off_leaves_no_question_about_what_went(index, tmp_path):
    folder_of(index, tmp_path / "east", 8)
    index.sync()
    unlink(tmp_path / "east", 7)
    asks = index.sync().asks
    write(tmp_path / "east" / "new.json", "New")

    def stop(progress):
        if progress.stage == "embedding":
            raise Stop

    with pytest.raises(Stop):
        index.sync(agreed=asks, progress=stop)
    assert (index.library.extent().articles, waiting(index.library)) == (4, ())


def test_of_a_source_that_is_empty_by_now_nothing_is_asked(index, tmp_path):
    folder_of(index, tmp_path / "east", 8)
    index.sync()
    unlink(tmp_path / "east", 7)
    index.sync()
    (tmp_path / "east" / "7.json").unlink()
    report = index.sync()
    assert (report.deleted, report.asks, waiting(index.library)) == ([], [], ())
    assert "any more" in known(index.library)[1].error


def test_five_articles_are_deleted_without_asking(index, home):
    many = [write(home / f"{n}.json", f"Number {n}") for n in range(5)]
    index.sync()
    for path in many:
        path.unlink()
    assert len(index.sync().deleted) == 5


def test_an_article_of_two_files_stays_the_same_when_one_goes_and_the_other_changes(index, home):
    first = write(home / "a.json", "The quay", url="http://www.news.example/quay")
    write(home / "b.json", "The quay", url="https://news.example/quay")
    (quay,) = set(index.sync().added) - HOME_IDS
    first.unlink()
    index.sync()
    write(home / "b.json", "The quay", "It is open.", url="https://news.example/quay")
    report = index.sync()
    assert (report.added, report.changed, report.deleted) == ([], [quay], [])


def test_two_articles_that_were_one_do_not_share_its_name(index, home):
    first = write(home / "a.json", "The quay", url="http://www.news.example/quay")
    write(home / "b.json", "The quay", url="https://news.example/quay")
    (quay,) = set(index.sync().added) - HOME_IDS
    write(first, "The pier", url="https://news.example/pier")
    write(home / "b.json", "The quay", "It is open.", url="https://news.example/quay")
    report = index.sync()
    assert (len(report.added), report.changed, report.deleted) == (1, [quay], [])


def test_a_sync_of_one_source_deletes_nothing_of_another(index, home, tmp_path):
    other = add(index.library, write(tmp_path / "one.json", "One"))
    index.sync()
    (home / "bridge.txt").unlink()
    assert index.sync([other]).deleted == []
    assert index.sync().deleted == [article_id(None, "bridge.txt")]


def test_a_forgotten_source_loses_its_articles_in_the_next_sync(index, home, tmp_path):
    one = write(tmp_path / "one.json", "One")
    source = add(index.library, one)
    index.sync()
    forget(index.library, source)
    report = index.sync()
    assert (len(report.deleted), report.unchanged) == (1, 3)
    assert one.exists()


def test_what_another_source_holds_too_outlives_its_source(index, home, tmp_path):
    one = write(tmp_path / "one.json", "One", url="https://news.example/school")
    write(home / "school.json", "Zwei", url="https://news.example/school", modified="2024-01-01")
    source = add(index.library, one)
    index.sync()
    forget(index.library, source)
    assert (index.sync().deleted, index.library.extent().articles) == ([], 3)


def test_a_source_may_be_forgotten_while_it_is_synced(index, tmp_path):
    source = add(index.library, write(tmp_path / "one.json", "One"))

    def gone(progress):
        if progress.stage == "reading" and len(known(index.library)) == 2:
            forget(index.library, source)

    index.sync(progress=gone)
    index.sync()
    assert {entry.article_id for entry in index.library.entries()[1]} == HOME_IDS


def test_two_syncs_do_not_run_at_once(index, monkeypatch):
    monkeypatch.setattr("index.index.REMOVAL_SECONDS", 0.1)
    with pytest.raises(Busy, match="already"):
        index.sync(progress=lambda progress: index.sync() and None)


def test_an_article_that_is_not_embedded_yet_is_found_by_its_words(make_index, home):
    index = make_index(embeddings=SentenceEmbeddings())
    with pytest.raises(Stop):
        index.sync(progress=stop_at("loading"))
    assert titles(index, "harbour bridge", "keyword") == ["Bridge reopens"]


def test_a_sync_that_was_cut_off_is_finished_by_the_next(make_index, embeddings):
    index = make_index(embeddings=SentenceEmbeddings())
    with pytest.raises(Stop):
        index.sync(progress=stop_at("loading"))
    index.close()
    report = make_index().sync()
    assert (report.unchanged, report.embedded) == (3, 3)


def test_a_cut_off_delete_is_finished_by_a_sync_of_another_source(make_index, home, tmp_path):
    index = make_index(embeddings=SentenceEmbeddings())
    other = add(index.library, write(tmp_path / "one.json", "One"))
    index.sync()
    (home / "bridge.txt").unlink()
    write(home / "ferry.md", "Changed")
    index.embeddings = SentenceEmbeddings()
    with pytest.raises(Stop):
        index.sync(progress=stop_at("loading"))
    index.close()
    again = make_index()
    again.sync([other])
    assert titles(again, "harbour bridge", "keyword") == []
    assert in_chroma(again) == {row[0] for row in passages(again)}


def test_a_renamed_file_is_another_article_without_a_url_and_the_same_with_one(index, home):
    index.sync()
    (home / "bridge.txt").rename(home / "crossing.txt")
    (home / "school.json").rename(home / "closed.json")
    report = index.sync()
    assert report.added == [article_id(None, "crossing.txt")]
    assert report.deleted == [article_id(None, "bridge.txt")]
    assert report.unchanged == 2


def test_the_home_folder_can_be_moved_with_its_articles(index, make_index, home, tmp_path):
    index.sync()
    index.close()
    moved = home.rename(tmp_path / "moved here")
    report = make_index(home=moved).sync()
    assert (report.unchanged, report.added, report.embedded) == (3, [], 0)


def test_paths_may_have_blanks_and_any_letters(make_index, tmp_path):
    home = tmp_path / "мои статьи 東京"
    (home / "sub folder é").mkdir(parents=True)
    write(home / "sub folder é" / "a b.json", "Blank")
    (home / "sub folder é" / "日本 %20?#.txt").write_text("Título\n\nUn texto largo.", "utf-8")
    index = make_index(home=home)
    assert len(index.sync().added) == 2
    assert index.sync().unchanged == 2


def test_a_name_that_is_no_text_fails_alone(index, home):
    (home / os.fsdecode(b"caf\xe9.txt")).write_text("Title\n\nText.", "utf-8")
    report = index.sync()
    assert (len(report.added), list(reasons(report))) == (3, ["caf?.txt"])


def test_an_edit_within_one_tick_of_the_clock_is_seen(index, home):
    path = home / "bridge.txt"
    stamp = path.stat().st_mtime_ns
    index.sync()
    path.write_text(path.read_text("utf-8").replace("40 million", "90 million"), "utf-8")
    os.utime(path, ns=(stamp, stamp))
    assert index.sync().changed == [article_id(None, "bridge.txt")]


def test_a_file_that_rests_is_not_opened_again(index, home):
    longer_ago = time.time_ns() - 10_000_000_000
    for path in home.iterdir():
        os.utime(path, ns=(longer_ago, longer_ago))
    index.sync()
    for path in home.iterdir():
        size = path.stat().st_size
        path.write_bytes(b"\0" * size)  # it would fail if it were read
        os.utime(path, ns=(longer_ago, longer_ago))
    assert index.sync().unchanged == 3


def test_a_file_that_changes_while_it_is_read_is_read_again(index, home, monkeypatch):
    path = home / "ferry.md"
    text, read = path.read_text("utf-8"), READERS[".md"]

    def meddle(place, name):
        place.write_text(text.replace("noon", "midnight"), "utf-8")
        articles = list(read(place, name))
        place.write_text(text, "utf-8")
        os.utime(place, ns=(10**18, 10**18))
        return iter(articles)

    monkeypatch.setitem(READERS, ".md", meddle)
    index.sync()
    monkeypatch.undo()
    index.sync()
    assert titles(index, "noon", "keyword") == ["Electric ferry sails"]


def test_loading_is_told_once_and_the_rate_counts_from_then(make_index, home):
    for n in range(3):
        write(home / f"{n}.json", f"Number {n}")
    told = []
    make_index(embeddings=SentenceEmbeddings()).sync(progress=told.append)
    stages = [progress.stage for progress in told]
    assert stages.count("loading") == 1
    assert stages[-1] == "comparing"
    last = [progress for progress in told if progress.stage == "embedding"][-1]
    assert (last.done, last.total, last.passages) == (6, 6, 6)


def test_the_count_moves_with_each_article_not_with_each_batch(index, home, monkeypatch):
    monkeypatch.setattr(mirror, "BATCH", 2)
    index.sync()
    for n in range(5):
        write(home / f"{n}.json", f"Number {n}")
    told = []
    index.sync(progress=told.append)
    counts = [(one.done, one.passages) for one in told if one.stage == "embedding"]
    assert list(dict.fromkeys(counts)) == [(0, 0), (2, 2), (4, 4), (5, 5)]


def make_model(folder, dimensions):
    """A sentence-transformers model that knows nothing."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    size = {"hidden_size": dimensions, "num_hidden_layers": 1, "num_attention_heads": 2}
    bert = str(folder.with_name("bert"))
    BertModel(BertConfig(**size, intermediate_size=32)).save_pretrained(bert)
    AutoTokenizer.from_pretrained(packaged_model()).save_pretrained(bert)
    SentenceTransformer(modules=[Transformer(bert), Pooling(dimensions)]).save(str(folder))
    return str(folder)


@pytest.fixture
def tiny_model(tmp_path):
    return make_model(tmp_path / "tiny", 32)


def test_another_model_in_the_same_folder_is_another_model(make_index, tiny_model, tmp_path):
    index = make_index(embeddings=SentenceEmbeddings(tiny_model))
    index.sync()
    index.close()
    shutil.rmtree(tiny_model)
    make_model(tmp_path / "tiny", 16)
    other = make_index(embeddings=SentenceEmbeddings(tiny_model))
    assert other.sync().embedded == 3
    assert len(titles(other, "harbour bridge", "dense")) == 3


def test_another_model_embeds_everything_again(make_index, tiny_model, home):
    index = make_index()
    index.sync()
    index.close()
    other = make_index(embeddings=SentenceEmbeddings(tiny_model))
    other.ownership.take()
    assert "until you re-index" in other.keywords_only()
    assert titles(other, "harbour bridge", "dense") == []
    assert titles(other, "harbour bridge", "keyword") == ["Bridge reopens"]
    report = other.sync()
    assert (report.unchanged, report.embedded) == (3, 3)
    assert other.keywords_only() is None
    assert len(titles(other, "harbour bridge", "dense")) == 3
    assert len(other.mirror().vectors.collections()) == 1


def test_a_change_of_models_that_was_cut_off_goes_on(make_index, tiny_model, home):
    first = make_index()
    first.sync()
    first.close()
    second = make_index(embeddings=SentenceEmbeddings(tiny_model))
    with pytest.raises(Stop):
        second.sync(progress=stop_at("loading"))
    second.close()
    write(home / "new.json", "New")
    third = make_index()
    assert third.sync().embedded == 4
    assert len(titles(third, "harbour bridge", "dense")) == 4


def test_a_folder_that_is_no_model_is_named(make_index, tmp_path):
    (tmp_path / "empty").mkdir()
    index = make_index(embeddings=SentenceEmbeddings(str(tmp_path / "empty")))
    with pytest.raises(ModelError, match="empty"):
        index.sync()


def test_a_report_names_what_changed(index, home):
    names = index.sync().names
    assert sorted(names.values()) == ["bridge.txt", "ferry.md", "school.json"]
    (home / "bridge.txt").unlink()
    report = index.sync(dry_run=True)
    assert report.names == {report.deleted[0]: "Bridge reopens"}

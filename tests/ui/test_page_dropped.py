import threading

import pytest

from index.read import READERS
from ui.dropped import decide, store


@pytest.fixture
def uploads(tmp_path):
    folder = tmp_path / "uploads" / "hash"
    folder.mkdir(parents=True)
    return folder


def drop(tmp_path, *files):
    return store([str(file) for file in files], tmp_path / "uploads", tmp_path / "home" / "in")


def written(file, text="text"):
    file.write_text(text, "utf-8")
    return file


def test_a_file_is_stored_under_its_name(tmp_path, uploads):
    assert drop(tmp_path, written(uploads / "a.TXT")).stored == ("a.TXT",)
    assert (tmp_path / "home" / "in" / "a.TXT").read_text() == "text"


def test_the_same_file_again_is_fine(tmp_path, uploads):
    file = written(uploads / "a.txt")
    drop(tmp_path, file)
    assert not drop(tmp_path, file).refused


def text(tmp_path, name):
    return (tmp_path / "home" / "in" / name).read_text("utf-8")


def taken(tmp_path, upload, *texts, name="a.txt"):
    """What waits for a word after files of one name were dropped one after the other."""
    for one in texts:
        dropped = drop(tmp_path, written(upload / name, one))
    assert not dropped.stored
    assert not dropped.refused
    return dropped.taken


def test_a_different_file_is_not_overwritten_but_asked_about(tmp_path, uploads):
    (one,) = taken(tmp_path, uploads, "text", "other")
    assert (one.file.name, one.beside) == ("a.txt", "a-2.txt")
    assert text(tmp_path, "a.txt") == "text"


def test_it_replaces_the_old_one_where_that_is_said(tmp_path, uploads):
    waiting = taken(tmp_path, uploads, "text", "other")
    folder = tmp_path / "home" / "in"
    (folder / "a.txt").chmod(0o640)
    assert decide(waiting, "replace", folder).replaced == ("a.txt",)
    assert text(tmp_path, "a.txt") == "other"
    assert (folder / "a.txt").stat().st_mode & 0o777 == 0o640
    assert [file.name for file in folder.iterdir()] == ["a.txt"]


def test_a_replacement_that_fails_leaves_the_old_one_whole(tmp_path, uploads):
    waiting = taken(tmp_path, uploads, "text", "other")
    (uploads / "a.txt").unlink()  # as when the machine cleared its temporary files
    (failure,) = decide(waiting, "replace", tmp_path / "home" / "in").refused
    assert "could not be stored" in failure.reason
    assert text(tmp_path, "a.txt") == "text"
    assert [file.name for file in (tmp_path / "home" / "in").iterdir()] == ["a.txt"]


def test_whoever_reads_while_it_is_replaced_reads_one_or_the_other(tmp_path, uploads):
    old, new = "old " * 300_000, "new " * 400_000
    waiting, seen, done = taken(tmp_path, uploads, old, new), set(), threading.Event()

    def read():
        while not done.is_set():
            seen.add(text(tmp_path, "a.txt"))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(5):
        decide(waiting, "replace", tmp_path / "home" / "in")
    done.set()
    reader.join()
    assert seen <= {old, new}


def test_both_are_kept_where_that_is_said_and_the_same_one_once(tmp_path, uploads):
    for _ in range(2):
        waiting = taken(tmp_path, uploads, "text", "other")
        assert decide(waiting, "both", tmp_path / "home" / "in").stored == ("a-2.txt",)
        (tmp_path / "home" / "in" / "a.txt").unlink()
    waiting = taken(tmp_path, uploads, "text", "third")
    assert waiting[0].beside == "a-3.txt"
    assert decide(waiting, "both", tmp_path / "home" / "in").stored == ("a-3.txt",)
    assert [text(tmp_path, f"a{n}.txt") for n in ("", "-2", "-3")] == ["text", "other", "third"]


def test_the_old_one_is_left_as_it_is_where_that_is_said(tmp_path, uploads):
    waiting = taken(tmp_path, uploads, "text", "other")
    assert decide(waiting, "leave", tmp_path / "home" / "in").left == ("a.txt",)
    assert text(tmp_path, "a.txt") == "text"


@pytest.mark.parametrize(
    ("old", "new", "beside"),
    [
        ("https://news.example/1", "https://news.example/1/?utm_source=x", None),
        ("https://news.example/1", "https://news.example/2", "a-2.md"),
        ("https://news.example/1", "", "a-2.md"),
        ("", "https://news.example/1", "a-2.md"),
    ],
)
def test_two_texts_of_one_address_are_not_kept_both(tmp_path, uploads, old, new, beside):
    texts = [f"---\nurl: {url}\n---\n\nText {n}.\n" for n, url in enumerate((old, new))]
    (one,) = taken(tmp_path, uploads, *texts, name="a.md")
    assert one.beside == beside


def test_a_link_in_the_folder_is_not_written_through(tmp_path, uploads):
    (tmp_path / "home" / "in").mkdir(parents=True)
    (tmp_path / "home" / "in" / "a.txt").symlink_to(tmp_path / "outside.txt")
    assert drop(tmp_path, written(uploads / "a.txt")).refused
    assert not (tmp_path / "outside.txt").exists()


@pytest.mark.parametrize("name", ["a.exe", "a", ".hidden.txt"])
def test_other_kinds_of_file_are_refused(tmp_path, uploads, name):
    assert not drop(tmp_path, written(uploads / name)).stored


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "is empty"),
        ("a.json", '{"title": "x', "not JSON: Unterminated string at line"),
    ],
)
def test_a_file_without_an_article_is_refused_and_not_stored(
    tmp_path, uploads, name, content, reason
):
    dropped = drop(tmp_path, written(uploads / name, content))
    assert not dropped.stored
    assert reason in dropped.refused[0].reason
    assert dropped.refused[0].reason.endswith("it was not stored")
    assert not (tmp_path / "home" / "in" / name).exists()


def test_a_fault_of_a_reader_is_told_of_its_file_alone(tmp_path, uploads, monkeypatch):
    monkeypatch.setitem(READERS, ".md", lambda path, name: 1 / 0)
    dropped = drop(tmp_path, *(written(uploads / name) for name in ("a.txt", "b.md", "c.txt")))
    assert dropped.stored == ("a.txt", "c.txt")
    assert [one.source for one in dropped.refused] == ["b.md"]
    assert "ZeroDivisionError" in dropped.refused[0].reason


def test_a_file_that_was_not_uploaded_is_refused(tmp_path, uploads):
    secret = written(tmp_path / "secret.txt")
    (uploads / "link.txt").symlink_to(secret)
    dropped = drop(tmp_path, secret, uploads / ".." / ".." / "secret.txt", uploads / "link.txt")
    assert len(dropped.refused) == 3
    assert not (tmp_path / "home").exists()

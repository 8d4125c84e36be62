import os

import pytest

from index.errors import SourceError
from index.library import Library
from index.sources import add, add_home, find, forget, known, look, resolve


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path / "data")
    yield made
    made.close()


def folder(path, *names):
    path.mkdir(parents=True, exist_ok=True)
    for name in names:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text("Title\n\nText.", "utf-8")
    return path


def seen(source):
    return [file.path for file in look(source).files]


def test_a_folder_is_known_by_its_absolute_path(library, tmp_path, monkeypatch):
    folder(tmp_path / "news")
    monkeypatch.chdir(tmp_path)
    assert add(library, "news").location == str(tmp_path / "news")
    assert find(library, "./news/../news") == known(library)[0]


def test_a_folder_is_known_once(library, tmp_path):
    news = folder(tmp_path / "news")
    assert add(library, news) == add(library, f"{news}/")
    assert len(known(library)) == 1


def test_what_lies_in_a_known_folder_is_that_folder(library, tmp_path):
    news = folder(tmp_path / "news", "sub/a.txt")
    source = add(library, news)
    assert add(library, news / "sub" / "a.txt") == source


def test_a_folder_that_holds_a_known_one_is_refused_with_what_to_type(library, tmp_path):
    add(library, folder(tmp_path / "the news" / "sub"))
    with pytest.raises(SourceError, match=r"copydesk sources remove '.*the news/sub'"):
        add(library, tmp_path / "the news")


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("no such folder", "There is no folder or file 'no such folder'"),
        ("news.example/feed", "if it is a web address, write https://news.example/feed"),
        ("http//news.example/feed", "if it is a web address, write http://news.example/feed"),
        ("lost.txt", "make it first.$"),
        ("./lost.d/news", "make it first.$"),
        ("http://127.0.0.1/1", "this machine itself"),
        ("file:///etc/passwd", "only http:// and https:// are fetched"),
        ("", "is not a path"),
        ("  ", "is not a path"),
        ("a\0b", "is not a path"),
        ("\udcff", "is not a path"),
        ("~no-such-user/x", "is not a path"),
        ("x" * 300, "File name too long"),
    ],
)
def test_what_cannot_be_a_source_is_named(library, location, reason):
    with pytest.raises(SourceError, match=reason):
        add(library, location)


def test_links_in_a_circle_are_no_source(library, tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(SourceError, match="loop"):
        add(library, tmp_path / "loop")


@pytest.mark.parametrize("name", ["report.doc", "picture.png", "noending"])
def test_a_file_of_another_kind_is_refused(library, tmp_path, name):
    folder(tmp_path, name)
    with pytest.raises(SourceError, match="not of a kind that is read"):
        add(library, tmp_path / name)


def test_articles_are_found_in_every_subfolder_but_hidden_ones(library, tmp_path):
    news = folder(tmp_path / "news", "b.txt", "sub/A.MD", ".git/c.txt", ".d.txt", "e.png")
    assert seen(add(library, news)) == ["b.txt", "sub/A.MD"]


def test_what_a_linked_subfolder_holds_is_found_by_the_name_of_the_link(library, tmp_path):
    news = folder(tmp_path / "news", "a.txt")
    folder(tmp_path / "disk", "b.txt", "sub/c.txt")
    (news / "2023").symlink_to(tmp_path / "disk")
    assert seen(add(library, news)) == ["a.txt", "2023/b.txt", "2023/sub/c.txt"]


def test_a_folder_is_read_once_under_its_own_name_whatever_links_lead_to_it(library, tmp_path):
    news = folder(tmp_path / "news", "b/a.txt", "b/c/d.txt")
    (news / "a").symlink_to(news / "b")
    (news / "b" / "c" / "round").symlink_to(news)
    disk = folder(tmp_path / "disk", "e.txt")
    (disk / "back").symlink_to(news / "b" / "c")
    (news / "x").symlink_to(disk)
    (news / "y").symlink_to(disk)
    found = look(add(library, news))
    assert [file.path for file in found.files] == ["b/a.txt", "b/c/d.txt", "x/e.txt"]
    assert found.failures == []


def test_a_link_to_a_folder_that_holds_the_source_is_said_and_not_followed(library, tmp_path):
    news = folder(tmp_path / "news", "a.txt")
    folder(tmp_path, "diary.txt")
    (news / "up").symlink_to(tmp_path)
    found = look(add(library, news))
    assert [file.path for file in found.files] == ["a.txt"]
    assert [failure.source for failure in found.failures] == ["up"]
    assert "holds this source" in found.failures[0].reason


def test_a_linked_subfolder_that_leads_nowhere_hides_what_it_held(library, tmp_path):
    news = folder(tmp_path / "news", "a.txt")
    (news / "2023").symlink_to(tmp_path / "disk that is not plugged in")
    found = look(add(library, news))
    assert (found.hides("2023/b.txt"), found.hides("a.txt")) == (True, False)
    assert "leads nowhere" in found.failures[0].reason


def test_a_file_is_a_source_of_one(library, tmp_path):
    source = add(library, folder(tmp_path, "a.txt", "b.txt") / "a.txt")
    assert (seen(source), source.prefix) == (["a.txt"], f"{tmp_path}/")


def test_files_of_kinds_that_are_not_read_yet_are_said(library, tmp_path):
    found = look(add(library, folder(tmp_path / "news", "a.doc", "b.png", "c.pages")))
    assert [failure.source for failure in found.failures] == ["a.doc", "c.pages"]
    assert ".doc files are not read yet" in found.failures[0].reason


def test_a_missing_source_hides_all_it_held(library, tmp_path):
    news = folder(tmp_path / "news", "a.txt")
    source = add(library, news)
    news.rename(tmp_path / "gone")
    found = look(source)
    assert found.hides("a.txt")
    assert found.failures[0].reason.startswith("is not there; nothing of it was deleted")


def test_what_cannot_be_looked_at_hides_only_itself(library, tmp_path):
    news = folder(tmp_path / "news", "a.txt", "sub/b.txt")
    (news / "c.txt").symlink_to(news / "nowhere")
    os.mkfifo(news / "sub" / "d.txt")
    found = look(add(library, news))
    assert [path for path in ("a.txt", "c.txt", "sub/b.txt", "sub/d.txt") if found.hides(path)] == [
        "c.txt",
        "sub/d.txt",
    ]


@pytest.fixture
def locked_folder(tmp_path):
    """A folder whose subfolder no one may look into; as root, that takes being another user."""
    news = folder(tmp_path / "news", "a.txt", "sub/b.txt")
    (news / "sub").chmod(0)
    user = os.geteuid()
    for path in (*tmp_path.parents, tmp_path):
        if not user and path != path.parent and not path.stat().st_mode & 0o001:
            path.chmod(path.stat().st_mode | 0o011)
    if not user:
        os.seteuid(65534)
    yield news
    os.seteuid(user)
    (news / "sub").chmod(0o755)


def test_a_folder_that_may_not_be_looked_into_hides_what_is_in_it(library, locked_folder):
    os.seteuid(os.getuid())
    source = add(library, locked_folder)
    os.seteuid(65534 if os.getuid() == 0 else os.getuid())
    found = look(source)
    assert [file.path for file in found.files] == ["a.txt"]
    assert (found.hides("sub/b.txt"), found.hides("a.txt")) == (True, False)
    assert "cannot be looked into (Permission denied)" in found.failures[0].reason


def test_the_home_folder_need_not_be_there_and_its_articles_can_move(library, tmp_path):
    home = add_home(library, tmp_path / "home")
    assert home.prefix == ""
    moved = add_home(library, folder(tmp_path / "moved", "a.txt"))
    assert (moved.id, moved.location) == (home.id, str(tmp_path / "moved"))


def test_a_second_home_beside_one_that_is_still_there_has_its_own_names(library, tmp_path):
    add_home(library, folder(tmp_path / "one"))
    second = add_home(library, folder(tmp_path / "two"))
    assert second.prefix == f"{tmp_path / 'two'}/"


def test_a_known_folder_can_become_home_when_the_old_home_is_gone(library, tmp_path):
    add_home(library, tmp_path / "gone")
    news = add(library, folder(tmp_path / "news"))
    assert add_home(library, tmp_path / "news") == news


def test_a_home_that_was_moved_and_linked_is_followed(library, tmp_path):
    home = add_home(library, folder(tmp_path / "old"))
    move_and_link(tmp_path / "old", tmp_path / "new")
    moved = add_home(library, tmp_path / "old")
    assert (moved.id, moved.prefix, moved.location) == (home.id, "", str(tmp_path / "new"))
    assert known(library) == [moved]


def move_and_link(old, new):
    old.rename(new)
    old.symlink_to(new)


@pytest.mark.parametrize("name", ["old", "new", "new/sub"])
def test_a_folder_that_was_moved_and_linked_is_no_second_source(library, tmp_path, name):
    old = add(library, folder(tmp_path / "old" / "sub").parent)
    move_and_link(tmp_path / "old", tmp_path / "new")
    assert add(library, tmp_path / name) == old
    with pytest.raises(SourceError, match="holds the source"):
        add(library, tmp_path)


@pytest.mark.parametrize("name", ["old", "new"])
def test_a_folder_that_was_moved_and_linked_is_found(library, tmp_path, name):
    old = add(library, folder(tmp_path / "old"))
    move_and_link(tmp_path / "old", tmp_path / "new")
    assert find(library, tmp_path / name) == old


def test_of_two_sources_that_lie_in_one_place_that_which_is_named_is_forgotten(library, tmp_path):
    old, new = (add(library, folder(tmp_path / name)) for name in ("old", "new"))
    (tmp_path / "new").rmdir()
    move_and_link(tmp_path / "old", tmp_path / "new")
    assert find(library, tmp_path / "old") == old
    forget(library, old)
    assert known(library) == [new]


def test_a_source_is_forgotten_once(library, tmp_path):
    source = add(library, folder(tmp_path / "news"))
    forget(library, source)
    with pytest.raises(SourceError, match="is not a known source"):
        forget(library, source)


def test_an_unknown_source_is_answered_with_the_known_ones(library, tmp_path):
    add(library, folder(tmp_path / "news"))
    with pytest.raises(SourceError, match=r"known are: '.*/news'"):
        find(library, tmp_path / "olds")


def test_a_tilde_is_the_users_home():
    assert str(resolve("~/x")).startswith(os.path.realpath(os.environ["HOME"]))


@pytest.mark.parametrize("written", ["feed://news.example/rss", "feed:https://news.example/rss"])
def test_an_address_of_a_feed_is_known_with_its_scheme(library, written):
    source = add(library, written)
    assert source.location == "https://news.example/rss"
    assert find(library, written) == source

import pytest

from ui.dropped import store


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


def test_a_different_file_is_never_overwritten(tmp_path, uploads):
    drop(tmp_path, written(uploads / "a.txt"))
    (failure,) = drop(tmp_path, written(uploads / "a.txt", "other")).refused
    assert "different file" in failure.reason
    assert (tmp_path / "home" / "in" / "a.txt").read_text() == "text"


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


def test_a_file_that_was_not_uploaded_is_refused(tmp_path, uploads):
    secret = written(tmp_path / "secret.txt")
    (uploads / "link.txt").symlink_to(secret)
    dropped = drop(tmp_path, secret, uploads / ".." / ".." / "secret.txt", uploads / "link.txt")
    assert len(dropped.refused) == 3
    assert not (tmp_path / "home").exists()

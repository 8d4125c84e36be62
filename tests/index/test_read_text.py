import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.article import Article, Failure, article_id
from index.read import SUFFIXES, read
from index.read.clean import clean, headline, one_line
from index.read.decode import MAX_BYTES
from index.read.furniture import without_furniture

SAMPLE = Path("../shared/articles/israel-russia-rift.txt")
PROSE = (
    "The council said that the bridge would cost a whole third more than had been planned in 2019."
)
STORY = "\n\n".join([PROSE] * 6)


def reason(path, name="a.txt"):
    (failure,) = read(path, name)
    assert isinstance(failure, Failure)
    assert failure.source == name
    return failure.reason


def article(tmp_path, content, name="harbour-bridge_cost.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read(path, f"city/{name}")
    assert isinstance(found, Article), found
    return found


def test_a_short_first_line_before_a_blank_line_is_the_title(tmp_path):
    found = article(
        tmp_path, "Bridge to cost more\n\nThe bridge costs £40m.\n\nIt opens in 2027.\n"
    )
    assert found.title == "Bridge to cost more"
    assert found.text == "The bridge costs £40m.\n\nIt opens in 2027."


@pytest.mark.parametrize("text", ["One line.", "One line\nand another.", "x" * 201 + "\n\nMore."])
def test_otherwise_the_file_name_is_the_title_and_the_text_is_whole(tmp_path, text):
    found = article(tmp_path, text)
    assert (found.title, found.text) == ("harbour bridge cost", text)


def test_the_path_is_the_identity(tmp_path):
    found = article(tmp_path, "T\n\nText.")
    assert found.id == article_id(None, "city/harbour-bridge_cost.txt")
    assert found.published is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ids=lambda encoding: encoding
)
def test_an_encoding_is_recognised(tmp_path, encoding):
    assert article(tmp_path, "Café\n\nIt’s “£40m”.".encode(encoding)).text == "It’s “£40m”."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Færgen til Ærø sejler. %s".encode().replace(b"%s", b"I \xe5r \xb2"), "I år �"),
        ("“Quoted” – and %s".encode().replace(b"%s", b"caf\xe9, \xa340m"), "café, £40m"),
        ("橋を閉鎖する。%s".encode().replace(b"%s", b"\xe3\x81 (\xff)"), "� (�)"),
        (b"\xef\xbb\xbfPlain but for %s".replace(b"%s", b"caf\xe9"), "café"),
    ],
)
def test_a_few_bytes_that_are_not_utf_8_cost_no_more_than_themselves(tmp_path, content, text):
    found = article(tmp_path, b"Title\n\n" + content).text
    assert found.endswith(text)
    assert found.startswith(("Færgen til Ærø", "“Quoted” –", "橋を閉鎖する。", "Plain"))


def test_a_file_that_is_hardly_utf_8_is_not_taken_for_it(tmp_path):
    text = "Le café où l’été « n’était » pas fini".encode("cp1252")
    assert article(tmp_path, b"Title\n\n" + text + "é".encode()).text.startswith("Le café où l’été")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"PK\x03\x04\x00\x00words", "is not text"),
        (b"\x01\x02\x03\x04word", "is not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)), "is not text"),
        (bytes(range(128, 256)) * 4, "is not text"),
        ("Мэр города сказал".encode("cp1251"), "is not text"),
        (b"\xff\xfea", "is not text"),
        (b"Title\n\nTitle\n", "has no text"),
    ],
)
def test_a_file_without_text_fails_plainly(tmp_path, content, words):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert words in reason(path)


def test_a_file_over_the_limit_is_not_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "split it into smaller files" in reason(path)


def test_a_folder_a_pipe_and_a_file_that_went_away_fail(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert "is not a file" in reason(tmp_path / "pipe.txt")
    assert "is not a file" in reason(tmp_path / "folder.txt")
    assert "index again" in reason(tmp_path / "gone.txt")


@pytest.fixture
def as_nobody():
    """Root may read everything, so be somebody else meanwhile."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield
    os.seteuid(was)


def test_a_file_that_may_not_be_read_fails(tmp_path, as_nobody):
    folder = Path(tempfile.mkdtemp())
    path = folder / "a.txt"
    path.write_text("Title\n\nText.")
    path.chmod(0)
    assert "allow reading it" in reason(path)
    shutil.rmtree(folder)


def test_an_ending_that_is_not_read_fails(tmp_path):
    assert "is of no kind that is read" in reason(tmp_path / "a.doc", "a.doc")


def test_an_ending_in_capitals_is_read(tmp_path):
    assert article(tmp_path, "T\n\nText.", "A.TXT").text == "Text."


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a  \n\t\n \n\n\nb", "a\n\nb"),
        ("\ufeffa\x00\x07\tb\x9d", "a\tb"),
        ("one\ftwo\u2028three\u2029four", "one\ntwo\nthree\n\nfour"),
        ("e\u0301", "e\u0301"),
        ("x\ud800y", "x\ufffdy"),
        ("\ud83d\ude00", "😀"),
        ("  indented\n  lines", "indented\n  lines"),
    ],
)
def test_text_is_cleaned(raw, stored):
    assert clean(raw) == stored


@given(st.text(st.characters(exclude_categories=())))
@example("\r\x00\n")
def test_cleaned_text_is_plain_and_stays_so(raw):
    text = clean(raw)
    assert clean(text) == text
    assert "\r" not in text
    assert text.encode().decode() == text


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("<b>&amp;\n #39;")))
def test_a_title_is_one_plain_line(raw):
    title = one_line(raw)
    assert len(title) <= 500
    assert title == " ".join(title.split())
    title.encode()


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Q&amp;A:\n  the <b>mayor</b>", "Q&A: the mayor"),
        ("H<sub>2</sub>O<br>now", "H2O now"),
        ("Why 3 < 4 & 5 > 4", "Why 3 < 4 & 5 > 4"),
        (1984, "1984"),
        (True, ""),
        (None, ""),
        (["a"], ""),
    ],
)
def test_a_title_loses_tags_and_entities(raw, title):
    assert one_line(raw) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rain fell.", "Rain fell."),
        ("Rain fell on the old town. Then it stopped.", "Rain fell on the old town."),
        ("word " * 40, "word " * 15 + "word…"),
        ("x" * 100, "x" * 80 + "…"),
    ],
)
def test_a_text_without_a_title_lends_its_first_sentence(text, title):
    assert headline(text) == title


@pytest.mark.parametrize(
    "furniture",
    [
        "Check Also\n\nTwin attacks in the south\n\nThe group claimed two attacks on October …",
        "Related articles:\nFerry strike off\nSeals return",
        "## Read more\n\n- Ferry strike off\n\n- Seals return",
        "SHARE THIS",
        "Sign up for our newsletter\n\nThe best stories in your inbox, every day.",
    ],
)
def test_furniture_at_the_end_is_cut_off(furniture):
    assert without_furniture(f"{STORY}\n\n{furniture}") == STORY


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n\nRead more\n\nFerry strike off\n\n{PROSE}\n\n{PROSE}",
        f"{STORY}\n\nWhy is Israel remaining silent?\n\n{PROSE}",
        f"{STORY}\n\nRelated\n\nWork begins in March.",
        f"Check Also\n\n{STORY}",
        f"{STORY}\n\nHe said: read more.",
        f"{STORY}\n\nThe post of mayor appeared to be vacant.",
        f"{STORY}\n\nShare prices fell.",
    ],
)
def test_what_belongs_to_the_article_is_kept(text):
    assert without_furniture(text) == text


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample article is not beside the project")
def test_the_sample_article_ends_with_its_last_sentence():
    (found,) = read(SAMPLE, SAMPLE.name)
    assert found.title.startswith("Israel relayed to Russia ‘dissatisfaction’")
    assert found.text.startswith("Israel is concerned by recent declarations")
    assert found.text.endswith("as leverage to pressure Israel.”")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary() | st.text().map(str.encode))
def test_no_bytes_make_a_reader_raise(tmp_path, suffix, content):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert all(isinstance(each, Article | Failure) for each in read(path, path.name))

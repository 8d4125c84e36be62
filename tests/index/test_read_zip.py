import io
import stat
import struct
import zipfile
import zlib

import pytest

from benchmarks.made_files import docx, eml, pdf, zipped
from index.article import Article
from index.read import read
from index.read.unpack import MAX_MEMBERS, Full, opened

STORY = "Story\n\nIt rained."


@pytest.fixture
def all_of(tmp_path):
    def all_of(content):
        if isinstance(content, dict):
            content = zipped(content)
        (tmp_path / "x.zip").write_bytes(content)
        return list(read(tmp_path / "x.zip", "x.zip"))

    return all_of


@pytest.fixture
def reasons(all_of):
    return lambda content: [each.reason for each in all_of(content)]


def with_entry(name, content=STORY, **facts):
    """A zip of a good file and of one whose entry is made so."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("good.txt", STORY)
        info = zipfile.ZipInfo(name)
        for fact, value in facts.items():
            setattr(info, fact, value)
        archive.writestr(info, content)
    return file.getvalue()


def test_every_member_of_a_kind_that_is_read_is(all_of):
    members = {"a.txt": STORY, "in/b.pdf": pdf(), "in/deep/c.docx": docx(), "d.eml": eml()}
    found = all_of(members | {"e.png": b"\x89PNG", ".hidden.txt": "-", "__MACOSX/f.txt": "-"})
    assert [type(each) for each in found] == [Article] * 4
    assert len({each.id for each in found}) == 4


def test_a_member_is_known_by_its_path(all_of, tmp_path):
    (found,) = all_of({"in/a.md": "It rained."})
    (tmp_path / "a.md").write_text("It rained.", "utf-8")
    (same,) = read(tmp_path / "a.md", "x.zip/in/a.md")
    assert found == same


def test_a_member_that_cannot_be_read_fails_alone(all_of):
    bad, good, _ = all_of({"a.json": "{", "b.txt": STORY, "c.pdf": b"no"})
    assert bad.source == "x.zip/a.json"
    assert good.title == "Story"


def test_a_name_in_utf_8_is_read_though_it_does_not_say_so(all_of):
    made = bytearray(zipped({"blåbær.json": "{"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.index(mark) + place
        made[start : start + 2] = b"\0\0"
    assert all_of(bytes(made))[0].source == "x.zip/blåbær.json"


@pytest.mark.parametrize(
    "name", ["../a.txt", "in/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"]
)
def test_a_path_outside_is_refused_and_said(all_of, name):
    good, refused = all_of(with_entry(name))
    assert good.title == "Story"
    assert "stands outside of its archive" in refused.reason


@pytest.mark.parametrize(
    ("kind", "said"), [(stat.S_IFLNK, "is a link"), (stat.S_IFIFO, "not a file")]
)
def test_a_link_is_refused_and_said(all_of, kind, said):
    made = with_entry("a.txt", b"/etc/passwd", external_attr=(kind | 0o777) << 16, create_system=3)
    assert said in all_of(made)[1].reason


def test_a_zip_in_a_zip_is_said(reasons):
    assert reasons({"b.zip": zipped({"a.txt": STORY})}) == [
        "'x.zip/b.zip' is a zip in a zip; unpack it first"
    ]


def test_a_member_with_a_password_is_said(reasons):
    made = bytearray(zipped({"a.txt": STORY}))
    made[made.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(bytes(made)) == ["'x.zip/a.txt' needs a password; pack it anew without one"]


def test_other_formats_are_said(reasons):
    assert "of no kind that is read" in reasons({"a.doc": "x"})[0]


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_need_memory_are_not_read(reasons, packing):
    assert reasons(zipped({"a.txt": STORY}, packing)) == [
        "'x.zip/a.txt' is packed in a way that is not read; pack it anew"
    ]


def test_an_archive_without_articles_says_so(reasons):
    assert "holds no file of a kind that is read" in reasons({"a.png": b"\x89PNG"})[0]


def test_a_bomb_is_refused_by_its_ratio(reasons):
    assert "less than a 200th of its size" in reasons({"a.txt": b"a" * 3_000_000})[0]


@pytest.mark.parametrize("declared", [100, 3_000_000_000])
def test_a_size_that_is_declared_is_not_believed(reasons, declared):
    made = bytearray(zipped({"a.txt": b"a" * 3_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", made, made.index(mark) + place, declared)
    assert reasons(bytes(made))[0].startswith("'x.zip/a.txt' is ")


def test_a_member_is_unpacked_up_to_a_size(reasons):
    noisy = b"".join(
        zlib.crc32(str(n).encode()).to_bytes(4, "big").hex().encode() for n in range(10_000)
    )
    assert "more than the 50 MB" in reasons(zipped({"a.txt": noisy * 700}, zipfile.ZIP_STORED))[0]


def test_an_archive_is_unpacked_up_to_a_size(tmp_path):
    (tmp_path / "x.zip").write_bytes(zipped({"a.txt": "a" * 99, "b.txt": "b" * 99}))
    with opened(tmp_path / "x.zip", "x.zip") as packed:
        packed.left = 100
        assert packed.get("a.txt") == b"a" * 99
        with pytest.raises(Full, match=r"holds more than the 500 MB .* from 'x.zip/b.txt' on"):
            packed.get("b.txt")


def test_many_small_bombs_are_one(all_of):
    found = all_of({f"{number}.txt": b"a" * 900_000 for number in range(100)})
    assert "x.zip' is packed to less than a 200th" in found[-1].reason
    assert len(found) < 20


def test_there_may_be_so_many_members(reasons):
    members = {f"{number}.txt": b"" for number in range(MAX_MEMBERS + 1)}
    assert "holds 10,001 files, more than the 10,000" in reasons(zipped(members))[0]


def test_a_list_of_members_without_end_is_not_held_in_memory(reasons):
    entry = zipped({"a.txt": b""})
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    listed = entry[start:end] * 100_000
    made = entry[:start] + listed + entry[end:]
    made = bytearray(made)
    struct.pack_into("<I", made, len(made) - 10, len(listed))
    assert "list of members is over 4 MB" in reasons(bytes(made))[0]


def test_members_that_overlap_are_refused(reasons):
    """As in a bomb by Fifield: many entries, one kernel."""
    entry = zipped({"a.txt": STORY})
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    made = bytearray(entry[:start] + entry[start:end] * 1000 + entry[end:])
    struct.pack_into("<HHI", made, len(made) - 14, 1000, 1000, (end - start) * 1000)
    assert set(reasons(bytes(made))) == {
        "'x.zip/a.txt' is packed in one with another file; remove it"
    }


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"plain text" * 100])
def test_what_is_no_archive_fails(reasons, content):
    assert reasons(content)[0].startswith("'x.zip' ")


def test_a_damaged_member_fails_alone(all_of):
    made = bytearray(zipped({"a.txt": STORY * 9, "b.txt": STORY}))
    made[45] ^= 255
    bad, good = all_of(bytes(made))
    assert "'x.zip/a.txt' is damaged" in bad.reason
    assert good.title == "Story"

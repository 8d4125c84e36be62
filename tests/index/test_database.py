import resource
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace

import pytest

from index import database
from index.database import LIBRARY, Database
from index.errors import Busy, LibraryError
from index.library import FILE, Library

OPEN_MANY = """
import sys
from pathlib import Path
from index.database import Database
sys.stdin.readline()
for number in range(20):
    Database(Path(sys.argv[1], f"{number}.sqlite3")).close()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.sqlite3"


def remember(db, key, value="yes"):
    with db.writing() as connection:
        connection.execute("INSERT INTO meta VALUES (?, ?)", (key, value))


def remembered(path, key):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()


def test_a_new_file_becomes_a_library(path):
    Database(path).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (LIBRARY.version,)
        assert db.execute("PRAGMA application_id").fetchone() == (LIBRARY.application_id,)
    assert remembered(path, "library")


def test_a_library_opens_again_with_what_it_held(path):
    db = Database(path)
    remember(db, "kept")
    db.close()
    Database(path).close()
    assert remembered(path, "kept") == ("yes",)


def test_the_database_of_another_program_is_refused_and_not_touched(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (a)")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="another program"):
        Database(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_not_touched(path):
    path.write_bytes(b"a recipe for fish soup, with carrots " * 100)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="damaged or is not a library"):
        Database(path)
    assert path.read_bytes() == before


def test_a_damaged_page_is_named_with_its_remedy(path):
    db = Database(path)
    remember(db, "kept", "x" * 100_000)
    db.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"damaged .* `copydesk index`"):
        Database(path)


def test_a_truncated_file_is_refused(path):
    Database(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LibraryError, match="damaged"):
        db = Database(path)
        with db.reading() as connection:
            connection.execute("SELECT * FROM articles").fetchall()


def test_a_library_of_a_newer_copydesk_is_refused(path):
    Database(path, replace(LIBRARY, version=LIBRARY.version + 1)).close()
    with pytest.raises(LibraryError, match="newer Copydesk"):
        Database(path)


def test_a_library_that_another_program_locks_says_so(path, monkeypatch):
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.1)
    db = Database(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="locked by another program"):
            remember(db, "kept")
    remember(db, "kept")
    db.close()


def test_an_open_library_does_not_wait_for_a_writer(path, monkeypatch):
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.1)
    Database(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        Database(path).close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="COPYDESK_DATA"):
        Library(tmp_path / "file" / "data")


def test_a_library_that_is_a_folder_is_named(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(LibraryError, match="COPYDESK_DATA"):
        Library(tmp_path)


STEPS = {1: "ALTER TABLE meta ADD COLUMN note; UPDATE meta SET note = 'up';", 2: "DROP TABLE files"}


def test_an_upgrade_keeps_what_was_there_and_a_copy_of_how_it_was(path):
    db = Database(path, replace(LIBRARY, version=1))
    remember(db, "kept")
    db.close()
    Database(path, replace(LIBRARY, version=3, upgrades=STEPS)).close()
    with closing(sqlite3.connect(path)) as kept:
        assert kept.execute("SELECT * FROM meta WHERE key = 'kept'").fetchone() == (
            "kept",
            "yes",
            "up",
        )
        assert kept.execute("PRAGMA user_version").fetchone() == (3,)
    assert remembered(path.with_suffix(".v1.backup"), "kept") == ("yes",)
    with closing(sqlite3.connect(path.with_suffix(".v1.backup"))) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_upgrade_that_fails_changes_nothing(path):
    Database(path, replace(LIBRARY, version=1)).close()
    steps = {**STEPS, 2: "CREATE TABLE new (a); INSERT INTO nowhere VALUES (1);"}
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        Database(path, replace(LIBRARY, version=3, upgrades=steps))
    Database(path, replace(LIBRARY, version=1)).close()
    with closing(sqlite3.connect(path)) as db:
        assert [row[1] for row in db.execute("PRAGMA table_info(meta)")] == ["key", "value"]


def test_a_transaction_that_fails_writes_nothing(path):
    db = Database(path)
    with pytest.raises(ZeroDivisionError), db.writing() as connection:
        connection.execute("INSERT INTO meta VALUES ('half', 'done')")
        1 / 0  # noqa: B018
    remember(db, "kept")
    db.close()
    assert (remembered(path, "half"), remembered(path, "kept")) == (None, ("yes",))


def test_a_full_disk_loses_nothing_and_is_named(path):
    db = Database(path)
    remember(db, "kept")
    with db.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(LibraryError, match=r"disk that holds .* is full"):
        remember(db, "large", "x" * 1_000_000)
    db.close()
    assert (remembered(path, "large"), remembered(path, "kept")) == (None, ("yes",))


def test_a_disk_that_fails_is_named_with_the_file_and_the_remedy(path):
    db = Database(path)
    remember(db, "kept")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        with pytest.raises(LibraryError, match=r"library.sqlite3 could not be .* COPYDESK_DATA"):
            remember(db, "large", "x" * 1_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    remember(db, "after")
    db.close()
    assert (remembered(path, "large"), remembered(path, "kept")) == (None, ("yes",))


def test_a_snapshot_sees_one_state_throughout(path):
    db = Database(path)
    with db.snapshot() as before:
        count = before.execute("SELECT count(*) FROM meta").fetchone()[0]
        remember(db, "kept")
        assert before.execute("SELECT count(*) FROM meta").fetchone()[0] == count
    db.close()


def test_many_threads_write_one_after_another(path):
    db = Database(path)
    threads = [threading.Thread(target=remember, args=(db, str(n))) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(remembered(path, str(n)) for n in range(20))
    db.close()


def test_processes_that_start_at_once_make_one_library(tmp_path):
    command = [sys.executable, "-c", OPEN_MANY, str(tmp_path)]
    children = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)
    ]
    errors = [child.communicate(b"go\n", timeout=60)[1] for child in children]
    assert errors == [b""] * 3

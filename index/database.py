"""The SQLite file of the library: opened, recognised, upgraded, shared between threads."""

import queue
import sqlite3
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from index.errors import Busy, LibraryError

APPLICATION_ID = 0x43_44_53_4B
"""`CDSK`: marks an SQLite file as a library of Copydesk."""
SCHEMA_VERSION = 2
UPGRADES: Mapping[int, str] = {1: "ALTER TABLE passages ADD COLUMN tokens BLOB;"}
"""From the version that is the key to the next: the SQL that brings a library there."""
LOCK_SECONDS = 30.0
"""How long a writer waits for another before it gives up."""


class Database:
    """Connections to one library file; safe to use from many threads.

    Raises:
        LibraryError: the file is damaged, is not a library, or is from a newer Copydesk.
    """

    def __init__(
        self,
        path: Path,
        version: int = SCHEMA_VERSION,
        upgrades: Mapping[int, str] = UPGRADES,
    ) -> None:
        self.path = path
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._writing = threading.RLock()
        with explained(path), closing(self._connect()) as db:
            _prepare(db, path, version, upgrades)

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self.path, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        return db

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with; what it sees within one statement is consistent."""
        with explained(self.path):
            try:
                db = self._idle.get_nowait()
            except queue.Empty:
                db = self._connect()
            try:
                yield db
            finally:
                self._idle.put(db)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the library throughout."""
        with self.reading() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is written, or, after any exception, none."""
        with self._writing, self.reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every idle connection; the last one folds the write-ahead log into the file."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say what SQLite's errors mean for the person at the desk."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise Busy(f"{path} is locked by another program; close it and try again.") from error
        if "disk is full" in text:
            raise LibraryError(
                f"The disk that holds {path} is full. Nothing indexed before is lost: "
                "make room and run `copydesk index` again."
            ) from error
        if "readonly" in text or "unable to open" in text:
            raise LibraryError(
                f"{path} cannot be written ({text}); check the folder's permissions, "
                "or set COPYDESK_DATA to another folder."
            ) from error
        if "not a database" in text or "malformed" in text:
            raise LibraryError(
                f"{path} is damaged or is not a library ({text}). Move it away and run "
                "`copydesk index` to build it again from the articles."
            ) from error
        raise


def _prepare(db: sqlite3.Connection, path: Path, version: int, upgrades: Mapping[int, str]) -> None:
    """Make, recognise or upgrade a library; a file that is none is not touched."""
    found = _found(db, path, version)
    db.execute("PRAGMA journal_mode = WAL")
    if found == version:
        return
    db.execute("BEGIN IMMEDIATE")  # of two processes that start at once, the second finds it done
    try:
        found = _found(db, path, version)
        if not found:
            _create(db, version)
        elif found < version:
            _upgrade(db, path, found, version, upgrades)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _found(db: sqlite3.Connection, path: Path, version: int) -> int:
    """The version of the library in a file; 0 where the file is empty.

    Raises:
        LibraryError: it holds something else, or is from a newer Copydesk.
    """
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not found and not tables:
        return 0
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryError(
            f"{path} is an SQLite database of another program; set COPYDESK_DATA to another folder."
        )
    if found > version:
        raise LibraryError(
            f"{path} was written by a newer Copydesk (library version {found}, this one reads "
            f"{version}); install the newer Copydesk, or set COPYDESK_DATA to another folder."
        )
    return found


def _create(db: sqlite3.Connection, version: int) -> None:
    _run(db, files("index").joinpath("schema.sql").read_text("utf-8"))
    db.execute("INSERT INTO meta VALUES ('library', ?)", (uuid.uuid4().hex,))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {version}")


def _upgrade(
    db: sqlite3.Connection, path: Path, found: int, version: int, upgrades: Mapping[int, str]
) -> None:
    """Bring an older library up, step by step, beside a copy of what it was."""
    copy = path.with_suffix(f".v{found}.backup")
    with closing(sqlite3.connect(path)) as before, closing(sqlite3.connect(copy)) as backup:
        before.backup(backup)
    for step in range(found, version):
        _run(db, upgrades[step])
    db.execute(f"PRAGMA user_version = {version}")


def _run(db: sqlite3.Connection, script: str) -> None:
    """Run a script within the transaction (`executescript` would end it)."""
    statement = ""
    for part in script.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""

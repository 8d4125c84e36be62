"""An SQLite file, the library's first of all: opened, recognised, upgraded, shared by threads."""

import queue
import sqlite3
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from index.errors import Busy, LibraryError

LOCK_SECONDS = 30.0
"""How long a writer waits for another before it gives up."""


@dataclass(frozen=True)
class Schema:
    """What a file holds.

    Args:
        noun: what such a file is, in a message.
        script: the SQL that makes its tables; the package that holds it, and its name.
        application_id: marks an SQLite file as one of these.
        upgrades: from the version that is the key to the next: the SQL that brings a file there.
        remedy: what to do where a file is damaged.
    """

    noun: str
    script: tuple[str, str]
    application_id: int
    version: int
    upgrades: Mapping[int, str]
    remedy: str


LIBRARY = Schema(
    noun="library",
    script=("index", "schema.sql"),
    application_id=0x43_44_53_4B,  # CDSK
    version=7,
    upgrades={
        1: "ALTER TABLE passages ADD COLUMN tokens BLOB;",
        2: "CREATE TABLE removed (article_id TEXT PRIMARY KEY, title TEXT NOT NULL,"
        " publisher TEXT, published TEXT, removed TEXT NOT NULL) WITHOUT ROWID;",
        3: "ALTER TABLE sources ADD COLUMN gone TEXT;",
        4: "ALTER TABLE sources ADD COLUMN kind TEXT;"
        " ALTER TABLE articles ADD COLUMN dated TEXT;"
        " ALTER TABLE versions ADD COLUMN dated TEXT;"
        " ALTER TABLE versions ADD COLUMN pages TEXT;"
        " CREATE TABLE fetched ("
        " source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,"
        " url TEXT NOT NULL, place TEXT NOT NULL, role TEXT NOT NULL,"
        " listed TEXT NOT NULL DEFAULT '', facts TEXT NOT NULL DEFAULT '{}',"
        " kind TEXT NOT NULL DEFAULT '', charset TEXT, etag TEXT, modified TEXT,"
        " body BLOB, hash TEXT, found TEXT NOT NULL, asked TEXT, missing TEXT, gone TEXT,"
        " PRIMARY KEY (source_id, url));"
        " ALTER TABLE articles ADD COLUMN story TEXT;"
        " CREATE INDEX articles_by_story ON articles (story) WHERE story IS NOT NULL;"
        " CREATE TABLE sketches ("
        " article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
        " fingerprint TEXT NOT NULL, day TEXT, sketch BLOB NOT NULL) WITHOUT ROWID;"
        " CREATE TABLE copies (one TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
        " other TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
        " PRIMARY KEY (one, other)) WITHOUT ROWID;"
        " CREATE INDEX copies_by_other ON copies (other);",
        5: "ALTER TABLE fetched ADD COLUMN beside TEXT;"
        " ALTER TABLE records ADD COLUMN place TEXT;"
        " ALTER TABLE records ADD COLUMN address TEXT;"
        " ALTER TABLE records ADD COLUMN title TEXT;"
        " ALTER TABLE records ADD COLUMN version TEXT;"
        " ALTER TABLE records ADD COLUMN since TEXT;",
        6: "ALTER TABLE sources ADD COLUMN going INTEGER;"
        " ALTER TABLE sources ADD COLUMN held INTEGER;"
        " DELETE FROM sketches;",  # what is a copy by other rules is compared anew
    },
    remedy="Move it away and run `copydesk index` to build it again from the articles.",
)


class Database:
    """Connections to one file; safe to use from many threads.

    Raises:
        LibraryError: the file is damaged, holds something else, or is from a newer Copydesk.
    """

    def __init__(self, path: Path, schema: Schema = LIBRARY) -> None:
        self.path = path
        self._schema = schema
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._writing = threading.RLock()
        self._watching: sqlite3.Connection | None = None
        self._watched, self._watches = threading.Lock(), 0
        with explained(path, schema), closing(self._connect()) as db:
            _prepare(db, path, schema)

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
        with explained(self.path, self._schema):
            try:
                db = self._idle.get_nowait()
            except queue.Empty:
                db = self._connect()
            try:
                yield db
            finally:
                self._idle.put(db)

    def state(self) -> tuple[int, int]:
        """What is another one after each commit, of whatever connection or process."""
        with self._watched, explained(self.path, self._schema):
            if self._watching is None:  # writes nothing: its own commits would not count
                self._watching = self._connect()
                self._watches += 1  # each counts from the start
            return self._watches, self._watching.execute("PRAGMA data_version").fetchone()[0]

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
        with self._watched:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return


@contextmanager
def explained(path: Path, schema: Schema) -> Iterator[None]:
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
        if "disk I/O error" in text:
            raise LibraryError(
                f"{path} could not be read or written ({text}). Check that the disk it is on is "
                "connected and sound, and has room; then try again, or set COPYDESK_DATA to a "
                "folder on another disk."
            ) from error
        if "not a database" in text or "malformed" in text:
            raise LibraryError(
                f"{path} is damaged or is not a {schema.noun} ({text}). {schema.remedy}"
            ) from error
        raise


def _prepare(db: sqlite3.Connection, path: Path, schema: Schema) -> None:
    """Make, recognise or upgrade a file; one that holds something else is not touched."""
    found = _found(db, path, schema)
    db.execute("PRAGMA journal_mode = WAL")
    if found == schema.version:
        return
    db.execute("BEGIN IMMEDIATE")  # of two processes that start at once, the second finds it done
    try:
        found = _found(db, path, schema)
        if not found:
            _create(db, schema)
        elif found < schema.version:
            _upgrade(db, path, found, schema)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _found(db: sqlite3.Connection, path: Path, schema: Schema) -> int:
    """The version of what a file holds; 0 where it is empty.

    Raises:
        LibraryError: it holds something else, or is from a newer Copydesk.
    """
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not found and not tables:
        return 0
    if db.execute("PRAGMA application_id").fetchone()[0] != schema.application_id:
        raise LibraryError(
            f"{path} is an SQLite database of another program; set COPYDESK_DATA to another folder."
        )
    if found > schema.version:
        raise LibraryError(
            f"{path} was written by a newer Copydesk ({schema.noun} version {found}, this one "
            f"reads {schema.version}); install the newer one, or set COPYDESK_DATA to another "
            "folder."
        )
    return found


def _create(db: sqlite3.Connection, schema: Schema) -> None:
    package, name = schema.script
    _run(db, files(package).joinpath(name).read_text("utf-8"))
    db.execute("INSERT INTO meta VALUES (?, ?)", (schema.noun, uuid.uuid4().hex))
    db.execute(f"PRAGMA application_id = {schema.application_id}")
    db.execute(f"PRAGMA user_version = {schema.version}")


def _upgrade(db: sqlite3.Connection, path: Path, found: int, schema: Schema) -> None:
    """Bring an older file up, step by step, beside a copy of what it was."""
    copy = path.with_suffix(f".v{found}.backup")
    with closing(sqlite3.connect(path)) as before, closing(sqlite3.connect(copy)) as backup:
        before.backup(backup)
    for step in range(found, schema.version):
        _run(db, schema.upgrades[step])
    db.execute(f"PRAGMA user_version = {schema.version}")


def _run(db: sqlite3.Connection, script: str) -> None:
    """Run a script within the transaction (`executescript` would end it)."""
    statement = ""
    for part in script.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""

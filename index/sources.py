"""Where articles come from: known folders and files, and what stands in them now."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath

from index.article import Failure
from index.errors import SourceError
from index.library import Library
from index.read import SUFFIXES

OTHER_FORMATS = frozenset({".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub", ".eml"})
"""Kinds of file that may well be articles and are not read: said, not passed over in silence."""


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or a file that was added, as an absolute path.

    `prefix` stands before a path in the identity of an article without a URL: two folders may
    both hold `a.txt`. It is empty for the home folder, which can so be moved with its library.
    """

    id: int
    location: str
    prefix: str
    added: str
    synced: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class File:
    """A file of a source as the file system shows it; `path` is relative to the source."""

    path: str
    place: Path
    size: int
    mtime_ns: int


@dataclass(slots=True)
class Look:
    """What was found in one source; `whole` is false where a part of it could not be looked at."""

    files: list[File] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    whole: bool = True


def known(library: Library) -> list[Source]:
    """Every source, in the order in which they were added."""
    with library.database.reading() as db:
        rows = db.execute("SELECT * FROM sources ORDER BY id").fetchall()
    return [Source(**row) for row in rows]


def add(library: Library, location: str | Path) -> Source:
    """Make a folder or a file known.

    Returns:
        its source; where a known one holds it already, that one.

    Raises:
        SourceError: there is no such folder or file, it is not of a kind that is read, or a
            known source lies in it.
    """
    path = resolve(location)
    if not path.exists():
        raise SourceError(
            f"There is no folder or file {str(location)!r}; check the spelling, or make it first."
        )
    if path.is_file() and path.suffix.lower() not in SUFFIXES:
        raise SourceError(
            f"{str(location)!r} is not of a kind that is read ({', '.join(sorted(SUFFIXES))}); "
            "save or export it as one of these."
        )
    sources = known(library)
    for source in sources:
        if path.is_relative_to(source.location):
            return source
        if Path(source.location).is_relative_to(path):
            raise SourceError(
                f"{str(location)!r} holds the source {source.location!r}; remove that one first "
                f"(copydesk sources remove {source.location})."
            )
    return _register(library, path, prefix=f"{path.parent if path.is_file() else path}/")


def add_home(library: Library, location: str | Path) -> Source:
    """Make the home folder known, whether or not it is there; follow it where it was moved."""
    path = resolve(location)
    for source in known(library):
        if source.location == str(path):
            return source
        if not source.prefix and not Path(source.location).exists() and path.exists():
            with library.database.writing() as db:
                db.execute("UPDATE sources SET location = ? WHERE id = ?", (str(path), source.id))
            return replace(source, location=str(path))
    taken = any(not source.prefix for source in known(library))
    return _register(library, path, prefix=f"{path}/" if taken else "")


def _register(library: Library, path: Path, prefix: str) -> Source:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with library.database.writing() as db:
        db.execute(
            "INSERT OR IGNORE INTO sources (location, prefix, added) VALUES (?, ?, ?)",
            (str(path), prefix, now),
        )
        row = db.execute("SELECT * FROM sources WHERE location = ?", (str(path),)).fetchone()
    return Source(**row)


def find(library: Library, location: str | Path) -> Source:
    """The known source at a path.

    Raises:
        SourceError: there is none.
    """
    path = str(resolve(location))
    sources = known(library)
    for source in sources:
        if source.location == path:
            return source
    names = ", ".join(repr(source.location) for source in sources) or "none"
    raise SourceError(f"{str(location)!r} is not a known source; known are: {names}.")


def resolve(location: str | Path) -> Path:
    """The absolute path of a source.

    Raises:
        SourceError: it is empty, or the address of a web page.
    """
    text = str(location)
    if "://" in text:
        raise SourceError(f"{text!r} is a web address; save the page as .html and add that file.")
    if not text.strip() or "\0" in text:
        raise SourceError(f"{text!r} is not a path; name a folder or a file.")
    return Path(text).expanduser().resolve()


def look(source: Source) -> Look:
    """What stands in a source now; nothing is opened, a file costs a stat."""
    root, found = Path(source.location), Look()
    if root.is_dir():
        for place in _walk(root, found):
            _take(place, place.relative_to(root), found)
        if not found.files and found.whole:
            reason = f"holds no articles; put files in it ({', '.join(sorted(SUFFIXES))})"
            found.failures.append(Failure(source.location, reason))
    elif root.exists():
        _take(root, PurePath(root.name), found)
    else:
        reason = "is not there; nothing of it was deleted. Bring it back, or remove the source"
        found.failures.append(Failure(source.location, reason))
        found.whole = False
    return found


def _walk(root: Path, found: Look) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        reason = f"cannot be looked into ({error.strerror}); nothing in it was deleted"
        found.failures.append(Failure(printable(str(error.filename)), reason))
        found.whole = False

    for folder, names, files in os.walk(root, onerror=refused):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder, name)


def _take(place: Path, relative: PurePath, found: Look) -> None:
    path, suffix = relative.as_posix(), place.suffix.lower()
    if suffix in OTHER_FORMATS:
        reason = f"{suffix} files are not read yet; save it as .txt, .md or .html"
        found.failures.append(Failure(printable(path), reason))
    if suffix not in SUFFIXES:
        return
    if printable(path) != path:
        reason = "has a name that is not valid UTF-8; rename it"
        found.failures.append(Failure(printable(path), reason))
        return
    try:
        stat = place.stat()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file and its permissions"
        found.failures.append(Failure(path, reason))
        found.whole = False
        return
    found.files.append(File(path, place, stat.st_size, stat.st_mtime_ns))


def printable(path: str) -> str:
    """A path with what is not text replaced."""
    return path.encode("utf-8", "replace").decode("utf-8")


def hash_file(place: Path) -> str:
    """The sha256 of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record_sync(db: sqlite3.Connection, source: Source, error: str | None, now: datetime) -> None:
    """Note when a source was last looked at, and what was wrong with it."""
    db.execute(
        "UPDATE sources SET synced = ?, error = ? WHERE id = ?",
        (now.isoformat(timespec="seconds"), error, source.id),
    )

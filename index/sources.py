"""Where articles come from: known folders and files, and what stands in them now."""

import hashlib
import os
import re
import shlex
import sqlite3
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path, PurePath
from typing import Any, Literal

from index.article import Failure, canonical_url, printable
from index.errors import SourceError
from index.library import Library
from index.read import OTHER_FORMATS, SUFFIXES
from index.web import addresses
from index.web.pasted import addressed, may_be_one, without_feed

Kind = Literal["page", "feed", "sitemap"]
"""What was found at a web address."""

ADDRESS = re.compile(r"feed:|[a-z][a-z0-9+.-]*://", re.IGNORECASE)
"""How a source begins that is no path."""


@dataclass(frozen=True, slots=True)
class Loss:
    """How many of the articles that are held of a source would be deleted."""

    location: str
    going: int
    held: int

    def __str__(self) -> str:
        return f"{self.going} of {self.held} articles of {self.location}"


def would_go(losses: Sequence[Loss]) -> str:
    """What would be deleted, as a clause."""
    return f"{' and '.join(map(str, losses))} would be deleted"


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or a file that was added, as an absolute path; or a web address.

    `prefix` stands before a path in the identity of an article without a URL: two folders may
    both hold `a.txt`. It is empty for the home folder, which can so be moved with its library.
    `gone` is since when syncs find it empty or missing. Of an address, `kind` is what was found
    there: page, feed, or sitemap. `going` of the articles `held` of it wait for a yes before they
    are deleted.
    """

    id: int
    location: str
    prefix: str
    added: str
    synced: str | None
    error: str | None
    gone: str | None = None
    kind: Kind | None = None
    going: int | None = None
    held: int | None = None

    @property
    def asks(self) -> Loss | None:
        """What its last sync left as it is until a person says yes."""
        return Loss(self.location, self.going, self.held) if self.going and self.held else None

    @property
    def on_web(self) -> bool:
        """Whether it is an address and no path."""
        return is_address(self.location)

    def name(self, path: str) -> str:
        """What an article at a path is known by, where it states no address of its own."""
        return path if self.on_web else self.prefix + path


@dataclass(frozen=True, slots=True)
class File:
    """A file of a source as the file system shows it; `path` is relative to the source."""

    path: str
    place: Path
    size: int
    mtime_ns: int


@dataclass(slots=True)
class Look:
    """What was found in one source, and the parts of it that could not be looked at.

    `unseen` holds paths in the source, of files and of folders; `.` is all of it.
    """

    files: list[File] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unseen: list[PurePath] = field(default_factory=list)
    missing: bool = False

    @property
    def gone(self) -> bool:
        """Whether it is certain that nothing is there, and not that it cannot be looked at."""
        return not self.files and (self.missing or not self.unseen)

    def hides(self, path: str) -> bool:
        """Whether a path may be there though it was not found."""
        return any(PurePath(path).is_relative_to(part) for part in self.unseen)


def described(library: Library, source: Source) -> dict[str, Any]:
    """A known source for JSON, with what is wrong with it, what it `asks` before most of it is
    deleted, and what of it was not taken in."""
    keys = ("id", "location", "kind", "added", "synced", "error")
    failed = [asdict(failure) for failure in library.failures(source_id=source.id)]
    asks = asdict(source.asks) if source.asks else None
    return {key: getattr(source, key) for key in keys} | {"asks": asks, "failed": failed}


def known(library: Library) -> list[Source]:
    """Every source, in the order in which they were added."""
    with library.database.reading() as db:
        rows = db.execute("SELECT * FROM sources ORDER BY id").fetchall()
    return [Source(**row) for row in rows]


def waiting(library: Library) -> tuple[Loss, ...]:
    """What waits for a yes before it is deleted, of every source."""
    return tuple(source.asks for source in known(library) if source.asks)


def is_address(location: str | Path) -> bool:
    """Whether a source is named by an address and not by a path."""
    return bool(ADDRESS.match(str(location).strip()))


def add(
    library: Library,
    location: str | Path,
    check: Callable[[str], str] = addresses.checked,
) -> Source:
    """Make a folder, a file or a web address known; nothing is read or fetched yet.

    Args:
        check: gives an address as it is fetched, or refuses it.

    Returns:
        its source; where a known one holds it already, that one.

    Raises:
        SourceError: there is no such folder or file, it is not of a kind that is read, or a
            known source lies in it; or it is an address that is not fetched.
    """
    if is_address(location):
        address = check(without_feed(str(location)))
        for source in known(library):
            if source.on_web and canonical_url(source.location) == canonical_url(address):
                return source
        return _register(library, address, prefix=address)
    path = resolve(location)
    if not exists(path):
        remedy = "check the spelling, or make it first"
        if may_be_one(str(location)) and path.suffix.lower() not in SUFFIXES:
            remedy += f"; if it is a web address, write {addressed(str(location))}"
        raise SourceError(f"There is no folder or file {str(location)!r}; {remedy}.")
    if not path.is_dir() and path.suffix.lower() not in SUFFIXES:
        raise SourceError(
            f"{str(location)!r} is not of a kind that is read ({', '.join(sorted(SUFFIXES))}); "
            "save or export it as one of these."
        )
    for source in known(library):
        if source.on_web:
            continue
        if path.is_relative_to(_place(source)):
            return source
        if _place(source).is_relative_to(path):
            raise SourceError(
                f"{str(location)!r} holds the source {source.location!r}; remove that one first "
                f"(copydesk sources remove {shlex.quote(source.location)})."
            )
    return _register(library, str(path), prefix=f"{path if path.is_dir() else path.parent}/")


def add_home(library: Library, location: str | Path) -> Source:
    """Make the home folder known, whether or not it is there; follow it where it was moved."""
    path = resolve(location)
    sources = known(library)
    for source in sources:
        if source.location == str(path):
            return source
    linked = (s for s in sources if not s.on_web and _place(s) == path)
    moved = (s for s in sources if not s.prefix and exists(path) and not exists(Path(s.location)))
    for source in chain(linked, moved):
        with library.database.writing() as db:
            db.execute("UPDATE sources SET location = ? WHERE id = ?", (str(path), source.id))
        return replace(source, location=str(path))
    taken = any(not source.prefix for source in sources)
    return _register(library, str(path), prefix=f"{path}/" if taken else "")


def _register(library: Library, location: str, prefix: str) -> Source:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with library.database.writing() as db:
        db.execute(
            "INSERT OR IGNORE INTO sources (location, prefix, added) VALUES (?, ?, ?)",
            (location, prefix, now),
        )
        row = db.execute("SELECT * FROM sources WHERE location = ?", (location,)).fetchone()
    return Source(**row)


def find(library: Library, location: str | Path) -> Source:
    """The known source at a path or an address.

    Raises:
        SourceError: there is none.
    """
    sources = known(library)
    if is_address(location):
        wanted = _canonical(without_feed(str(location)))
        for source in sources:
            if source.on_web and canonical_url(source.location) == wanted:
                return source
    else:
        path, local = resolve(location), [source for source in sources if not source.on_web]
        named = {source.location: source for source in local}
        placed = {_place(source): source for source in local}
        typed = str(Path(location).expanduser().absolute())
        if found := named.get(typed) or named.get(str(path)) or placed.get(path):
            return found
    names = ", ".join(repr(source.location) for source in sources) or "none"
    raise SourceError(f"{str(location)!r} is not a known source; known are: {names}.")


def _canonical(address: str) -> str:
    try:
        return canonical_url(address)
    except ValueError:
        return address


def forget(library: Library, source: Source) -> None:
    """Forget a source; the next sync deletes its articles, but those another source holds too.

    Raises:
        SourceError: it is not known.
    """
    with library.database.writing() as db:
        for table in ("files", "records"):
            db.execute(f"DELETE FROM {table} WHERE source_id = ?", (source.id,))
        if not db.execute("DELETE FROM sources WHERE id = ?", (source.id,)).rowcount:
            raise SourceError(f"{source.location!r} is not a known source; it was removed before.")


def _place(source: Source) -> Path:
    """Where a folder or a file is now: it may have been moved, and a link left."""
    return Path(os.path.realpath(source.location))


def resolve(location: str | Path) -> Path:
    """The absolute path of a source.

    Raises:
        SourceError: it is empty or none.
    """
    text = str(location)
    if not text.strip() or "\0" in text or printable(text) != text:
        raise SourceError(f"{text!r} is not a path; name a folder or a file.")
    try:
        return Path(text).expanduser().resolve()
    except RuntimeError as error:  # links in a circle, an unknown user after ~
        raise SourceError(f"{text!r} is not a path ({error}); name a folder or a file.") from error


def exists(path: Path) -> bool:
    """Whether something is there that may be looked at.

    Raises:
        SourceError: it cannot be told.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise SourceError(
            f"{str(path)!r} cannot be looked at ({error.strerror}); check it and its permissions."
        ) from error
    return True


def look(source: Source) -> Look:
    """What stands in a source now; nothing is opened, a file costs a stat."""
    root, found = Path(source.location), Look()
    try:
        there = exists(root)
    except SourceError as error:
        found.failures.append(Failure(source.location, f"{error} Nothing of it was deleted"))
        found.unseen.append(PurePath())
        return found
    if not there:
        reason = (
            "is not there; nothing of it was deleted. Bring it back, or decide under Sources in "
        )
        reason += "the Library, or remove it (copydesk sources remove)"
        found.missing = True
        found.failures.append(Failure(source.location, reason))
        found.unseen.append(PurePath())
    elif root.is_dir():
        for place in _walk(root, found):
            _take(place, place.relative_to(root), found)
    else:
        _take(root, PurePath(root.name), found)
    return found


def _walk(root: Path, found: Look) -> Iterator[Path]:
    """Every file of a folder, those of linked folders after its own: each folder is read once."""

    def refused(error: OSError) -> None:
        reason = f"cannot be looked into ({error.strerror}); nothing in it was deleted"
        found.failures.append(Failure(printable(str(error.filename)), reason))
        found.unseen.append(PurePath(error.filename).relative_to(root))

    starts, walked = [root], set[Path]()
    for start in starts:  # links that are met on the way are put behind
        if start != root and _leads_above(start, root, found):
            continue
        for folder, names, files in os.walk(start, onerror=refused):
            place = Path(folder).resolve()
            if place in walked:
                names.clear()
                continue
            walked.add(place)
            names[:] = sorted(name for name in names if not name.startswith("."))
            below = [Path(folder, name) for name in names]
            starts += [path for path in below if path.is_symlink()]
            for name in sorted(files):
                if not name.startswith("."):
                    yield Path(folder, name)


def _leads_above(link: Path, root: Path, found: Look) -> bool:
    """Whether a link leads to a folder that its source lies in, which is then said."""
    if link.resolve() not in root.resolve().parents:
        return False
    path = link.relative_to(root)
    reason = "is a link to a folder that holds this source; it is not followed, remove it"
    found.failures.append(Failure(printable(path.as_posix()), reason))
    found.unseen.append(path)
    return True


def _take(place: Path, relative: PurePath, found: Look) -> None:
    path, suffix = relative.as_posix(), place.suffix.lower()
    if suffix in OTHER_FORMATS:
        reason = f"{suffix} files are not read yet; save it as .docx, .pdf or .txt"
        found.failures.append(Failure(printable(path), reason))
    if suffix not in SUFFIXES and not place.is_symlink():
        return
    try:
        status = place.stat()
    except OSError as error:
        if place.is_symlink() or not isinstance(error, FileNotFoundError):
            reason = f"cannot be read ({error.strerror}); check it and its permissions"
            if place.is_symlink():  # it may have led to a folder
                reason = f"is a link that leads nowhere ({error.strerror}); nothing in it was "
                reason += "deleted. Bring back what it leads to, or remove the link"
            found.failures.append(Failure(printable(path), reason))
            found.unseen.append(relative)
        return
    if suffix not in SUFFIXES:
        return
    if printable(path) != path:
        reason = "has a name that is not valid UTF-8; rename it"
        found.failures.append(Failure(printable(path), reason))
        return
    if not stat.S_ISREG(status.st_mode):
        # opening a pipe would wait for ever
        found.failures.append(Failure(path, "is not a file; remove it or rename it"))
        found.unseen.append(relative)
        return
    found.files.append(File(path, place, status.st_size, status.st_mtime_ns))


def hash_file(place: Path) -> str:
    """The sha256 of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record_asks(db: sqlite3.Connection, sources: Sequence[Source], asks: Sequence[Loss]) -> None:
    """Note what of these sources waits for a yes; of those that it does not name, nothing."""
    db.executemany(
        "UPDATE sources SET going = NULL, held = NULL WHERE id = ?", [(s.id,) for s in sources]
    )
    db.executemany(
        "UPDATE sources SET going = ?, held = ? WHERE location = ?",
        [(loss.going, loss.held, loss.location) for loss in asks],
    )


def record_sync(
    db: sqlite3.Connection,
    source: Source,
    error: str | None,
    now: datetime,
    *,
    gone: bool,
    kind: Kind | None = None,
) -> None:
    """Note when a source was last looked at, what was wrong with it, and since when it is gone."""
    moment = now.isoformat(timespec="seconds")
    db.execute(
        "UPDATE sources SET synced = ?, error = ?, gone = CASE WHEN ? THEN ifnull(gone, ?) END,"
        " kind = ifnull(?, kind) WHERE id = ?",
        (moment, error, gone, moment, kind, source.id),
    )

"""Zip files: every member of a kind that is read, as `archive.zip/path/in/it`."""

import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZipInfo

import index.read
from index.article import Article, Failure, printable
from index.errors import SourceError
from index.read.nested import INSIDE, inside
from index.read.unpack import Full, Packed, opened, refused

UTF_8 = 0x800
"""The flag of a member whose name is in UTF-8; others often are and do not say it."""


def read(path: Path, name: str) -> Iterator[Article | Failure]:
    """The articles in a `.zip` file; a member fails alone, `SourceError` where none is read."""
    if ".zip" in INSIDE.get():
        raise SourceError(f"{name!r} is a zip in a zip; unpack it first")
    if not stat.S_ISREG(path.stat().st_mode):
        raise SourceError(f"{name!r} is not a file; remove it or rename it")
    empty = True
    with opened(path, name) as packed, TemporaryDirectory() as folder:
        for member in packed.members:
            within = path_of(member)
            if not is_of_interest(within, member):
                continue
            empty = False
            try:
                found = items(packed, member, f"{name}/{within}", Path(folder))
            except Full as error:
                yield Failure(name, str(error))
                return
            yield from found
    if empty:
        raise SourceError(
            f"{name!r} holds no file of a kind that is read "
            f"({', '.join(sorted(index.read.SUFFIXES))}); put some in it or remove it"
        )


def path_of(member: ZipInfo) -> str:
    """The path of a member as a person reads it."""
    path = member.filename
    if not member.flag_bits & UTF_8:
        try:
            path = path.encode("cp437").decode("utf-8")
        except UnicodeError:
            path = member.filename
    return printable(path).replace("\\", "/")


def is_of_interest(path: str, member: ZipInfo) -> bool:
    """Whether a member may hold articles: hidden ones and folders do not."""
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    if member.is_dir() or not parts or parts[0] == "__MACOSX":
        return False
    suffix = PurePosixPath(parts[-1]).suffix.lower()
    known = index.read.SUFFIXES | index.read.OTHER_FORMATS
    return suffix in known and not any(part.startswith(".") for part in parts)


def items(packed: Packed, member: ZipInfo, name: str, folder: Path) -> list[Article | Failure]:
    """What one member holds, or why it is not read.

    Raises:
        Full: more was unpacked than is read of one archive.
    """
    if problem := refused(member):
        return [Failure(name, f"{name!r} {problem}")]
    copy = folder / f"member{PurePosixPath(name).suffix.lower()}"
    try:
        with copy.open("wb") as file:
            for piece in packed.parts(member, name):
                file.write(piece)
        with inside(".zip"):
            return list(index.read.read(copy, name))
    except Full:
        raise
    except SourceError as error:
        return [Failure(name, str(error))]
    finally:
        copy.unlink(missing_ok=True)

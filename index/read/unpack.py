"""Zip files opened within limits, checked while they are unpacked and not by what they declare.

Documents in a zip (DOCX, ODT, EPUB) are opened so too.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceError

MAX_MEMBERS = 10_000
MAX_MEMBER = 50_000_000
"""Bytes of one member, unpacked; as many as a file may have that is read."""

MAX_WHOLE = 500_000_000
"""Bytes of all members that are read, unpacked."""

MAX_RATIO = 200
"""How many times larger than packed a member over `RATIO_FROM` may be; text has 3 to 10, and
DEFLATE itself ends at 1032."""

RATIO_FROM = 1_000_000
MAX_DIRECTORY = 4_000_000
"""Bytes of the list of members, which is held in memory whole."""

STEP = 16_384
LEAST_HEAD = 30
"""Bytes before those of a member, at least."""

PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How members may be packed: other ways need memory that their files name."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that are in the container of older Word, or of one with a password."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises where one is damaged."""


class Full(SourceError):  # noqa: N818 - a limit, said as a failure of the archive
    """More was unpacked than `MAX_WHOLE`: nothing more is."""


class Counted(io.RawIOBase):
    """A file that counts the bytes taken from it, and gives no more than the list at once."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.taken = file, 0

    def read(self, size: int = -1) -> bytes:
        """As many bytes; `BadZipFile` where they are more than the list of members may have."""
        content = self.file.read(min(size, MAX_DIRECTORY + 1) if size >= 0 else MAX_DIRECTORY + 1)
        if len(content) > MAX_DIRECTORY:
            raise zipfile.BadZipFile(f"its list of members is over {MAX_DIRECTORY / 1e6:.0f} MB")
        self.taken += len(content)
        return content

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, from the start, from here, or from the end."""
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        """The place, from the start."""
        return self.file.tell()

    def seekable(self) -> bool:
        """Whether one can go to a place: always."""
        return True


class Packed:
    """A zip file that is open: its members, and what they hold."""

    def __init__(self, content: zipfile.ZipFile, counted: Counted, name: str) -> None:
        self.content, self.counted, self.name = content, counted, name
        self.members = content.infolist()
        self.left, self.whole = MAX_WHOLE, 0
        self.overlapping = overlapping(self.members)
        if len(self.members) > MAX_MEMBERS:
            raise SourceError(
                f"{name!r} holds {len(self.members):,} files, more than the {MAX_MEMBERS:,} that "
                "are read; split it"
            )

    def get(self, path: str) -> bytes | None:
        """What the member at a path holds; None where there is none.

        Raises:
            SourceError: it is damaged or beyond the limits.
        """
        try:
            member = self.content.getinfo(path)
        except KeyError:
            return None
        return b"".join(self.parts(member, f"{self.name}/{path}"))

    def parts(self, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
        """The bytes of a member, piece by piece.

        Args:
            name: what an error calls it.

        Raises:
            SourceError: it is damaged, encrypted or beyond the limits; `Full` where all members
                together are.
        """
        if member.flag_bits & 0x1:
            raise SourceError(f"{name!r} needs a password; pack it anew without one")
        if member.header_offset in self.overlapping:
            raise SourceError(f"{name!r} is packed in one with another file; remove it")
        if member.compress_type not in PACKINGS:
            raise SourceError(f"{name!r} is packed in a way that is not read; pack it anew")
        before, unpacked = self.counted.taken, 0
        try:
            with self.content.open(member) as file:
                while piece := file.read(STEP):
                    unpacked += len(piece)
                    self.left -= len(piece)
                    self.whole += len(piece)
                    self._check(name, unpacked, self.counted.taken - before)
                    yield piece
        except BROKEN as error:
            raise damaged(name, error) from error
        except OSError as error:
            raise damaged(name, error) from error

    def _check(self, name: str, unpacked: int, packed: int) -> None:
        if unpacked > MAX_MEMBER:
            raise SourceError(
                f"{name!r} has more than the {MAX_MEMBER / 1e6:.0f} MB that are read; "
                "split it into smaller files"
            )
        if self.left < 0:
            raise Full(
                f"{self.name!r} holds more than the {MAX_WHOLE / 1e6:.0f} MB that are read; "
                f"what comes from {name!r} on was left out; split it"
            )
        if self.whole > 10 * RATIO_FROM and self.whole > MAX_RATIO * self.counted.taken:
            raise Full(
                f"{self.name!r} is packed to less than a {MAX_RATIO}th of its size, as no texts "
                f"are; what comes from {name!r} on was left out"
            )
        if unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed:
            raise SourceError(
                f"{name!r} is packed to less than a {MAX_RATIO}th of its size, as no text is; "
                "remove it"
            )


@contextmanager
def opened(path: Path, name: str) -> Iterator[Packed]:
    """A zip file, open.

    Raises:
        SourceError: it is none, or has too many members.
    """
    with path.open("rb") as file:
        if file.read(len(OLE)) == OLE:
            raise SourceError(
                f"{name!r} needs its password removed, or is of an older Word; "
                f"save it anew as {path.suffix.lower()} without a password"
            )
        counted = Counted(file)
        try:
            content = zipfile.ZipFile(counted)
        except (*BROKEN, OSError) as error:
            raise damaged(name, error) from error
        with content:
            yield Packed(content, counted, name)


def overlapping(members: list[zipfile.ZipInfo]) -> frozenset[int]:
    """Where members begin that share bytes with another, so that a few bytes become many."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    found: set[int] = set()
    reach, holder = -1, -1
    for member in ordered:
        start = member.header_offset
        if start < reach:
            found |= {start, holder}
        end = start + LEAST_HEAD + member.compress_size
        if end > reach:
            reach, holder = end, start
    return frozenset(found)


def damaged(name: str, error: Exception) -> SourceError:
    """The error for a zip file, or a member of one, that cannot be unpacked."""
    what = " ".join(printed(error).split())[:200] or type(error).__name__
    return SourceError(f"{name!r} is damaged ({what}); export it or pack it again")


def printed(error: Exception) -> str:
    """What an error says, with what cannot be written replaced."""
    return str(error).encode("utf-8", "backslashreplace").decode()


def refused(member: zipfile.ZipInfo) -> str | None:
    """Why a member is not to be unpacked; None where nothing is wrong with its name and kind."""
    path = member.filename.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
        return "stands outside of its archive; pack it anew"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link and no file; pack the file itself"
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "is not a file; remove it"
    return None

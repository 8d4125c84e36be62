"""Bytes of a file to text: UTF-8, UTF-16 by its mark, Windows-1252, a page's own charset."""

import codecs
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceError
from index.read.charsets import codec

MAX_BYTES = 50_000_000
"""Larger files are not read: no article is that long, and a dump of articles can be split."""

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""What no text holds, tab, line ends and form feed aside."""

CONTROL_SHARE = 0.1
"""More control characters than this, of all characters, and it is no text."""

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
UTF_16 = "utf-16"
ESCAPED = "iso2022"
"""How the names of encodings begin whose texts are ASCII to the eye, and so UTF-8."""


def check(path: Path, name: str) -> None:
    """Raise `SourceError` where `path` is no plain file or over `MAX_BYTES`; `OSError` passes."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise SourceError(f"{name!r} is not a file; remove it or rename it")
    if status.st_size > MAX_BYTES:
        raise SourceError(
            f"{name!r} has {status.st_size / 1e6:.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB "
            "that are read; split it into smaller files"
        )


def load(path: Path, name: str) -> bytes:
    """All bytes of a plain file of at most `MAX_BYTES`, else `SourceError` or `OSError`."""
    check(path, name)
    return path.read_bytes()


def lines(path: Path, name: str) -> Iterator[bytes]:
    """The lines of a plain file one by one, so that a long file is never in memory whole.

    A UTF-16 file is read whole: its line ends are not single bytes.
    """
    check(path, name)
    with path.open("rb") as file:
        head = file.peek()
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield from (line.encode() for line in decode(file.read(), name).split("\n"))
        elif b"\0" in head:
            raise not_text(name)
        else:
            yield from file


def decode(raw: bytes, name: str, charset: str | None = None) -> str:
    """`raw` as text, without a byte order mark.

    Args:
        raw: the bytes, not empty.
        name: what to call them in an error.
        charset: the encoding that the bytes themselves declare, if they do.

    Raises:
        SourceError: they are blank, or no text in an encoding that is read.
    """
    for encoding in encodings(raw, charset):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sensible(text, encoding):
            break
    else:
        raise not_text(name)
    if not text.strip():
        raise SourceError(f"{name!r} is empty; remove it or put the article in it")
    return text


def encodings(raw: bytes, charset: str | None) -> tuple[str, ...]:
    """The encodings to try, in order.

    Hardly any bytes pass for UTF-8 by chance, any for an encoding of single bytes, and most for
    the Chinese ones: a page that declares such a one and is valid in UTF-8 was saved anew.
    """
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            return (encoding,)
    declared = codec(charset)
    if declared is None:
        return ("utf-8", "cp1252")
    if declared.startswith(UTF_16):
        return (utf_16(raw), "utf-8", "cp1252") if b"\0" in raw else ("utf-8", "cp1252")
    if declared.startswith(ESCAPED):
        return (declared, "utf-8", "cp1252")
    return ("utf-8", declared, "cp1252")


def utf_16(raw: bytes) -> str:
    """Which of the two UTF-16 a text without a mark is in: which half of its ASCII is zero."""
    return "utf-16-be" if raw[::2].count(0) > raw[1::2].count(0) else "utf-16-le"


def sensible(text: str, encoding: str) -> bool:
    """Whether `text` reads like text: few control characters, and mostly ASCII letters in cp1252.

    Cyrillic or Greek read as Windows-1252 is letters with accents almost throughout.
    """
    if "\0" in text or len(CONTROLS.findall(text)) > CONTROL_SHARE * len(text):
        return False
    if encoding != "cp1252":
        return True
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(letter.isascii() for letter in letters) >= len(letters)


def not_text(name: str) -> SourceError:
    """The error for bytes that are a picture, a program, or an encoding that is not read."""
    return SourceError(
        f"{name!r} is not text in UTF-8, UTF-16 or Windows-1252; "
        "remove it or export it as text in UTF-8"
    )

"""Bytes to text: UTF-8, UTF-16 by its mark, Windows-1252, the charset that is declared."""

import codecs
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.errors import SourceError
from index.read.charsets import codec, declared

MAX_BYTES = 50_000_000
"""Larger files are not read: no article is that long, and a dump of articles can be split."""

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""What no text holds, tab, line ends and form feed aside."""

CONTROL_SHARE = 0.1
"""More control characters than this, of all characters, and it is no text."""

MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0?\0": "utf-16-le",
    b"\0<\0?": "utf-16-be",
}
"""How files begin whose encoding that tells: a byte order mark, a declaration of XML in UTF-16."""

DECLARATION = re.compile(r"\A\s*<\?xml\b[^<>]*>")
UTF_16 = "utf-16"
ESCAPED = "iso2022"
"""How the names of encodings begin whose texts are ASCII to the eye, and so UTF-8."""

MOST = 0.5
"""Of what is not ASCII, the share that may be wrong in a text in UTF-8 or an encoding that it
declares. Of texts in thirteen other encodings, .72 and more is wrong in UTF-8."""

WRONG = re.compile(r"[\udc80-\udcff]+")
RIGHT = re.compile(r"[^\x00-\x7f\udc80-\udcff]")
"""Bytes that could not be decoded, as Python notes them, and characters that are not ASCII."""

CUT = re.compile(r"[\udcc2-\udcf4][\udc80-\udcbf]+")
"""A character of UTF-8 of which the end is missing."""

BESIDE = re.compile(r"(?<=[0-9A-Za-z])[\udc80-\udcff]+|[\udc80-\udcff]+(?=[0-9A-Za-z])")
"""Wrong bytes in or beside a word or a number: what was pasted in Windows-1252."""


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


def decode(raw: bytes, name: str, *charsets: str | None) -> str:
    """`raw` as text, without a byte order mark.

    Where a few bytes are wrong, each is U+FFFD, or the character of Windows-1252 that it was.

    Args:
        raw: the bytes, not empty.
        name: what to call them in an error.
        charsets: the encodings that their server and the bytes themselves declare, if they do.

    Raises:
        SourceError: they are blank, or no text in an encoding that is read.
    """
    for encoding, share in encodings(raw, charsets):
        text = decoded(raw, encoding, share)
        if text is not None and sensible(text, encoding):
            break
    else:
        raise not_text(name)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise SourceError(f"{name!r} is empty; remove it or put the article in it")
    return text


def in_utf_8(raw: bytes, name: str, *charsets: str | None) -> bytes:
    """An XML document in UTF-8, without the declaration, which may name another encoding.

    Raises:
        SourceError: as `decode`.
    """
    text = decode(raw, name, *charsets, declared(raw))
    return DECLARATION.sub("", text).lstrip().encode()


def encodings(raw: bytes, charsets: Iterable[str | None]) -> Iterator[tuple[str, float]]:
    """The encodings to try, in order, each with the share of a text that may be wrong in it.

    Hardly any bytes pass for UTF-8 by chance, any for an encoding of single bytes, and most for
    the Chinese ones: a page that declares such a one and is valid in UTF-8 was saved anew.
    """
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            yield encoding, MOST
            return
    said = list(dict.fromkeys(filter(None, map(codec, charsets))))
    if b"\0" in raw and any(encoding.startswith(UTF_16) for encoding in said):
        yield utf_16(raw), 0.0
    yield from ((encoding, MOST) for encoding in said if encoding.startswith(ESCAPED))
    yield "utf-8", MOST
    yield from ((e, MOST) for e in said if not e.startswith((ESCAPED, UTF_16, "utf-8")))
    yield "cp1252", 0.0


def decoded(raw: bytes, encoding: str, share: float) -> str | None:
    """`raw` in an encoding; None where more than that share of what is not ASCII is wrong in it."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode(encoding, "surrogateescape")
    except UnicodeDecodeError:  # not so in UTF-16, nor in escapes
        return None
    wrong, right = sum(map(len, WRONG.findall(text))), len(RIGHT.findall(text))
    if wrong > share * (wrong + right):
        return None
    if encoding == "utf-8":
        text = BESIDE.sub(lambda found: in_1252(found[0]), CUT.sub("\ufffd", text))
    return WRONG.sub("\ufffd", text)


def in_1252(wrong: str) -> str:
    """Bytes that are no UTF-8, as Windows-1252 has them."""
    return wrong.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


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

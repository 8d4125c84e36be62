"""Mail: a message is an article, and so is what is attached to it of a kind that is read."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import index.read
from index.article import Article, Failure, printable
from index.errors import SourceError
from index.read.charsets import declared
from index.read.clean import clean, one_line
from index.read.dates import parse_date
from index.read.decode import decode, load
from index.read.facts import Facts, author_of, language_of
from index.read.make import make
from index.read.markup import fragment
from index.read.nested import INSIDE, inside

DEEPEST = 2
"""How deep a message may stand in others."""

LONGEST = 10_000
"""Characters of a line of the head that are read: its parser's time grows with their square."""

MOST = 100
"""Attachments of a message that are read."""

SIGNATURE = re.compile(r"^-- $.*", re.MULTILINE | re.DOTALL)
"""What RFC 3676 says stands before a signature, and the signature."""


class Short(EmailPolicy):
    """The policy of messages that are read, with the lines of a head cut at `LONGEST`."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """A line of the head, parsed."""
        return super().header_fetch_parse(
            name, value if hasattr(value, "name") else value[:LONGEST]
        )


def read(path: Path, name: str) -> Iterator[Article | Failure]:
    """The articles in an `.eml` file; what is attached fails alone."""
    depth = INSIDE.get().count(".eml")
    raw = load(path, name)
    if depth > DEEPEST:
        raise SourceError(f"{name!r} stands more than {DEEPEST} messages deep; save it by itself")
    message = message_from_bytes(raw, policy=Short())
    if not isinstance(message, EmailMessage) or not (message.keys() and raw.strip()):
        raise SourceError(f"{name!r} is not a message; remove it or rename it")
    attachments = list(attached(message))
    try:
        yield make(name, text_of(message, name), facts_of(message))
    except SourceError:
        if not attachments:
            raise
    for number, part in enumerate(attachments, start=1):
        if number > MOST:
            yield Failure(name, f"{name!r} has more than {MOST} attachments; save those beyond")
            return
        yield from items(part, number, name)


def facts_of(message: EmailMessage) -> Facts:
    """What the head of a message says."""
    published = parse_date(header(message, "Date"))
    return Facts(
        title=one_line(header(message, "Subject")) or None,
        author=sender(message),
        published=published,
        dated="file" if published else None,
        language=language_of(header(message, "Content-Language")),
    )


def header(message: EmailMessage, name: str) -> str:
    """A line of the head, "" where there is none that can be read."""
    try:
        return str(message.get(name, ""))
    except Exception:  # noqa: BLE001 - the parser of the standard library raises all there is
        return ""


def sender(message: EmailMessage) -> str | None:
    """The names in From, of one without a name the address."""
    header(message, "From")  # parses it
    try:
        value = message["From"]
    except Exception:  # noqa: BLE001 - as in `header`
        return None
    if not isinstance(value, AddressHeader):
        return None
    names = [one.display_name or one.addr_spec for one in value.addresses]
    return author_of([one_line(each) for each in names])


def text_of(message: EmailMessage, name: str) -> str:
    """The plain text of a message, of its HTML where it has no other; `SourceError`: no text."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        raw = content(part) if isinstance(part, EmailMessage) else b""
        if part is None or not raw.strip():
            continue
        text = decode(raw, name, part.get_content_charset(), declared(raw))
        text = fragment(text, name) if kind == "html" else SIGNATURE.sub("", clean_lines(text))
        if clean(text):
            return text
    raise SourceError(f"{name!r} has no text; remove it, or save what is attached to it")


def clean_lines(text: str) -> str:
    """A text with `\\n` line ends alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def content(part: EmailMessage) -> bytes:
    """The bytes of a part, decoded from how they were sent; none of one that has parts itself."""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def attached(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that are not its text."""
    body = [message.get_body(("plain",)), message.get_body(("html",))]
    parts = message.iter_parts() if message.is_multipart() else iter(())
    for part in parts:
        if not isinstance(part, EmailMessage):
            continue
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart" and not part.is_attachment():
            yield from attached(part)
        elif kind == "message/rfc822" or (part.get_filename() and part not in body):
            yield part


def items(part: EmailMessage, number: int, name: str) -> list[Article | Failure]:
    """What an attachment holds; nothing where it is of no kind that is read."""
    if part.get_content_type() == "message/rfc822":
        within, raw = f"message-{number}.eml", message_in(part)
    else:
        within, raw = file_name(part), b""
        if PurePosixPath(within).suffix.lower() in index.read.SUFFIXES:
            raw = content(part)
    if not raw:
        return []
    with TemporaryDirectory() as folder:
        copy = Path(folder, f"attached{PurePosixPath(within).suffix.lower()}")
        copy.write_bytes(raw)
        with inside(".eml"):
            return list(index.read.read(copy, f"{name}/{within}"))


def message_in(part: EmailMessage) -> bytes:
    """The bytes of a message that is attached."""
    held = part.get_payload()
    within = held[0] if isinstance(held, list) and held else None
    return within.as_bytes() if isinstance(within, EmailMessage) else b""


def file_name(part: EmailMessage) -> str:
    """The name of an attached file, without a path."""
    return printable(one_line(part.get_filename() or "")).replace("\\", "/").rpartition("/")[2]

"""Rich Text: striprtf gives the text; paragraphs are kept apart, hidden text is left out."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from index.article import Article
from index.errors import SourceError
from index.read.clean import clean, one_line
from index.read.decode import load
from index.read.facts import Facts
from index.read.make import make
from index.read.properties import author_in, title_in
from index.read.text import heading

CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
LINE = re.compile(r"\\line(?![a-zA-Z]) ?")
NOT_SHOWN = re.compile(r"\{[^{}]*\\(?:v|deleted)(?![a-zA-Z0-9])[^{}]*\}")
"""A run that is hidden, or that a tracked change took out."""

INFORMATION = re.compile(r"\{\\(title|author) ?([^{}]{1,500})\}")
CELLS = re.compile(r"\s*\|\s*")


def read(path: Path, name: str) -> Iterator[Article]:
    """The article in an `.rtf` file; `SourceError` where it is none or has no text."""
    raw = load(path, name)
    if not raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise SourceError(f"{name!r} is not Rich Text; rename it, or export it as text")
    encoding = encoding_of(raw)
    source = raw.decode(encoding, "replace").lstrip("\ufeff \r\n\t")
    text = paragraphs(stripped(NOT_SHOWN.sub("", source), encoding))
    said = {kind: stripped(f"{{{value}}}", encoding) for kind, value in INFORMATION.findall(source)}
    title = title_in(one_line(said.get("title", "")), name) or heading(text)
    yield make(name, text, Facts(title=title, author=author_in(said.get("author"))))


def encoding_of(raw: bytes) -> str:
    """The encoding that a file names for its bytes beyond ASCII; Windows-1252 where it does not."""
    found = CODE_PAGE.search(raw)
    try:
        return codecs.lookup(f"cp{int(found[1])}").name if found else "cp1252"
    except LookupError:
        return "utf-8" if found and found[1] == b"65001" else "cp1252"


def stripped(source: str, encoding: str) -> str:
    """The text of Rich Text; a line break within a paragraph is a vertical tab in it."""
    return str(
        rtf_to_text(  # type: ignore[no-untyped-call]
            LINE.sub("\v", source), encoding=encoding, errors="replace"
        )
    )


def paragraphs(text: str) -> str:
    """Cleaned text with a blank line between paragraphs, and rows of tables as "… | …"."""
    blocks = (CELLS.sub(" | ", block).strip(" |\t") for block in text.split("\n"))
    return clean("\n\n".join(block for block in blocks if block.strip()))

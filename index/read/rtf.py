"""Rich Text: striprtf gives the text; paragraphs are kept apart, hidden text is left out."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from striprtf.striprtf import rtf_to_text, specialchars

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
TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\[^a-zA-Z]|[{}]|[^\\{}]+|\\")
"""A control word with its number, a control symbol, a brace, or text."""

HIDES = {"v": 1, "deleted": 2}
"""What begins a run that is hidden, or that a tracked change took out, as bits of a state."""

WORDS = frozenset(specialchars) - {"par", "sect", "page", "row", "cell", "nestcell"} | {"u"}
"""Control words that stand for text; those that keep paragraphs and cells apart are none."""

SYMBOLS = {"\\*", "\\\n", "\\\r"}
"""Control symbols that stand for no text: a group to be ignored, the ends of paragraphs."""

INFORMATION = re.compile(r"\{\\(title|author) ?([^{}]{1,500})\}")
CELLS = re.compile(r"\s*\|\s*")


def read(path: Path, name: str) -> Iterator[Article]:
    """The article in an `.rtf` file; `SourceError` where it is none or has no text."""
    raw = load(path, name)
    if not raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise SourceError(f"{name!r} is not Rich Text; rename it, or export it as text")
    encoding = encoding_of(raw)
    source = raw.decode(encoding, "replace").lstrip("\ufeff \r\n\t")
    text = paragraphs(stripped("".join(shown(source)), encoding))
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


def shown(source: str) -> Iterator[str]:
    """The pieces of Rich Text without what is hidden in it, and without raw bytes.

    Hidden is what comes after `\\v` up to `\\v0`, `\\plain` or the end of its group.
    """
    hidden, around, at = 0, list[int](), 0
    while token := TOKEN.match(source, at):
        piece, word, at = token[0], token[1], token.end()
        if piece == "{":
            around.append(hidden)
        elif piece == "}":
            hidden = around.pop() if around else 0
        elif word == "bin":
            at += max(int(token[2] or 0), 0)
            piece = "{}"
        elif word == "plain":
            hidden = 0
        elif word in HIDES:
            off = int(token[2] or 1) == 0
            hidden = hidden & ~HIDES[word] if off else hidden | HIDES[word]
        elif hidden and (word in WORDS if word else piece not in SYMBOLS):
            continue
        yield piece


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

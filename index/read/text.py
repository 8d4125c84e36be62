"""Plain text files: the first line is the title where it looks like one."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from index.article import Article
from index.read.clean import clean
from index.read.decode import decode, load
from index.read.facts import Facts
from index.read.furniture import without_furniture
from index.read.make import make

MAX_TITLE = 200
"""Characters up to which a first line before a blank line is a title."""


def read(path: Path, name: str) -> Iterator[Article]:
    """The article in a `.txt` file, its text as it stands, without furniture at its end."""
    text = clean(decode(load(path, name), name))
    if first := first_line(text):
        yield make(name, without_furniture(text[len(first) :]), Facts(title=first))
    else:
        yield make(name, without_furniture(text), Facts(title=title_of(name)))


def first_line(text: str) -> str | None:
    """The first line of a cleaned text where it looks like a title: short, a blank line after."""
    first, blank_line, _ = text.partition("\n\n")
    return first if blank_line and "\n" not in first and len(first) <= MAX_TITLE else None


def heading(text: str) -> str | None:
    """The first line of a document whose paragraphs are all apart: a title is no sentence."""
    first = first_line(text)
    return None if first is None or first.endswith((".", ",", ";", ":")) else first


def title_of(name: str) -> str:
    """A file name made readable.

    Examples:
        >>> title_of("city/harbour-bridge_cost.txt")
        'harbour bridge cost'
    """
    stem = PurePosixPath(name).stem
    return re.sub(r"[\s_-]+", " ", stem).strip() or stem

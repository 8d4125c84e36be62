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
    first, blank_line, rest = text.partition("\n\n")
    if blank_line and "\n" not in first and len(first) <= MAX_TITLE:
        yield make(name, without_furniture(rest), Facts(title=first))
    else:
        yield make(name, without_furniture(text), Facts(title=title_of(name)))


def title_of(name: str) -> str:
    """A file name made readable.

    Examples:
        >>> title_of("city/harbour-bridge_cost.txt")
        'harbour bridge cost'
    """
    stem = PurePosixPath(name).stem
    return re.sub(r"[\s_-]+", " ", stem).strip() or stem

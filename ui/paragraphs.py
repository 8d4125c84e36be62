"""Where the paragraphs of a text stand, and which of them keep their lines."""

import re
from collections.abc import Iterator

BREAK = re.compile(r"\n\s*\n")
ITEM = re.compile(r"[-*•–] |\d{1,2}[.)] ")
WRAPPED = 50
"""Characters that a line has at least where a text was wrapped at a width."""


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph of a text starts and ends, in code points."""
    start = 0
    for gap in BREAK.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def has_lines(paragraph: str) -> bool:
    """Whether the lines of a paragraph mean something: a list or verse, not wrapped text."""
    lines = paragraph.split("\n")
    return any(map(ITEM.match, lines)) or any(len(line) < WRAPPED for line in lines[:-1])

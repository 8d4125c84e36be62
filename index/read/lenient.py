"""JSON as pages have it: in comments and CDATA, with comments and trailing commas, or broken."""

import json
import re

WRAPPING = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
COMMENT = re.compile(r"^[ \t]*//[^\n]*$|^[ \t]*/\*.*?\*/", re.MULTILINE | re.DOTALL)
TRAILING = re.compile(r",(\s*[}\]])")

FIELD = re.compile(r'"(@type|datePublished|dateModified)"\s*:\s*"([^"\\]{1,80})"')
"""Fields that are read from a block that no reading makes JSON of: no headline, which often is
what broke it."""


def values(block: str) -> list[object]:
    """The values in a block of JSON, one after the other; none where it is broken.

    It is read as it is first: what looks like a comment may stand in a text.
    """
    for readable in (block, bare(block), TRAILING.sub(r"\1", bare(block))):
        if (found := sequence(readable)) is not None:
            return found
    return []


def bare(block: str) -> str:
    """A block without comments and without what keeps it from parsers of HTML."""
    return WRAPPING.sub("", COMMENT.sub("", WRAPPING.sub("", block)))


def sequence(text: str) -> list[object] | None:
    """The values that follow each other in a text, None where one of them is broken."""
    decoder = json.JSONDecoder(strict=False)
    found: list[object] = []
    position = len(text) - len(text.lstrip())
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return None
        found.append(value)
        position += len(text[position:]) - len(text[position:].lstrip(" \t\r\n;,"))
    return found


def dates_of_broken(block: str) -> dict[str, object]:
    """The type and the dates in a broken block, each that is given once."""
    found: dict[str, set[str]] = {}
    for name, value in FIELD.findall(block):
        found.setdefault(name, set()).add(value)
    fields: dict[str, object] = {name: [*each] for name, each in found.items() if name == "@type"}
    return fields | {name: next(iter(each)) for name, each in found.items() if len(each) == 1}

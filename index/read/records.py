"""JSON files: one article, a list of them, or one a line."""

import json
from collections.abc import Iterator
from pathlib import Path

from index.article import Article, Failure
from index.errors import SourceError
from index.read.clean import one_line
from index.read.decode import decode, lines, load
from index.read.facts import by_plain_name, facts_of, first
from index.read.make import make
from index.read.markup import fragment, has_markup, with_paragraphs

TEXT = ("text", "body", "content", "articlebody", "article", "maintext")
JSON_FEED_TEXT = ("contenttext", "contenthtml")
"""Names of the text, the first that holds something wins; compared as in `facts`."""

LISTS = ("articles", "items", "data", "results", "documents")
"""Names under which an object holds the list of its articles."""


def read(path: Path, name: str) -> Iterator[Article | Failure]:
    """The articles in a `.json` file; a bad record fails alone, broken JSON raises."""
    data = parse(decode(load(path, name), name), name)
    records = listed(data)
    if records is None:
        yield article(data, name, name)
        return
    if not records:
        raise SourceError(f"{name!r} holds an empty list; remove it or add the articles")
    for number, record in enumerate(records, start=1):
        yield article(record, name, f"{name}, record {number}")


def read_lines(path: Path, name: str) -> Iterator[Article | Failure]:
    """The articles in a `.jsonl` file, read line by line; a bad line fails alone."""
    empty = True
    for number, line in enumerate(lines(path, name), start=1):
        if line.strip():
            empty = False
            yield article_of_line(line, name, f"{name}, line {number}")
    if empty:
        raise SourceError(f"{name!r} is empty; remove it or put the articles in it")


def article_of_line(line: bytes, name: str, where: str) -> Article | Failure:
    """The article in one line of a file, or why there is none."""
    try:
        record = parse(decode(line, where), where)
    except SourceError as error:
        return Failure(where, str(error))
    return article(record, name, where)


def parse(text: str, name: str) -> object:
    """The value that JSON `text` holds; `SourceError` with line and column where it is broken."""
    try:
        value: object = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        what = error.msg.removesuffix(" starting at")
        raise SourceError(f"{name!r} is not JSON: {what} at {place}; correct it") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"{name!r} cannot be read: it is nested too deeply or holds a number of thousands "
            "of digits; export it again"
        ) from error
    return value


def listed(data: object) -> list[object] | None:
    """The records of a file that holds several, None for one that is a record itself."""
    if isinstance(data, list):
        return data
    if not isinstance(data, dict) or text_in(data):
        return None
    return next((data[name] for name in LISTS if isinstance(data.get(name), list)), None)


def article(record: object, name: str, where: str) -> Article | Failure:
    """The article in one record, or why there is none.

    Args:
        record: what JSON held there.
        name: the file, the first part of the identity of a record without a URL.
        where: the place in the file, for a failure.
    """
    if not isinstance(record, dict):
        return Failure(where, f"{where!r} is not an object with fields; correct or remove it")
    try:
        return make(name, text_of(record, where), facts_of(record), record=record_id(record))
    except SourceError as error:
        return Failure(where, str(error))


def record_id(record: dict[str, object]) -> str:
    """The id that a record has in its file, "" where it has none."""
    return one_line(by_plain_name(record).get("id"))


def text_of(record: dict[str, object], where: str) -> str:
    """The plain text of a record, its HTML rendered away; `SourceError` where it has none."""
    text = text_in(record)
    if text is None:
        raise SourceError(f"{where!r} has no text; give it one under {', '.join(TEXT)}")
    return fragment(with_paragraphs(text), where) if has_markup(text) else text


def text_in(record: dict[str, object]) -> str | None:
    """The text of a record as it stands there."""
    return first(by_plain_name(record), TEXT + JSON_FEED_TEXT, joined)


def joined(value: object) -> str | None:
    """A string, or a list of paragraphs with blank lines between; None for anything else."""
    parts = value if isinstance(value, list) else [value]
    return "\n\n".join(part for part in parts if isinstance(part, str) and part.strip()) or None

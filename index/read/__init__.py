"""Files in, articles out: one reader per kind.

text        `.txt`: a short first line is the title
markdown    `.md`: front matter, then Markdown rendered away
html        `.html`: the article of a saved page; `page` has what the page says about it
records     `.json`, `.jsonl`: one article, a list, or one a line
pdf         `.pdf`: its text, and where each page begins
docx, odt   `.docx`, `.odt`: what is shown of them, without what was deleted and commented
rtf         `.rtf`: its text
epub        `.epub`: an article for each chapter
mail        `.eml`: a message and the articles attached to it
archive     `.zip`: whatever of these is in it

Those whose parsers may hang or eat memory are read by a process of their own (`apart`, `worker`);
what is a zip is unpacked within limits (`unpack`), and its XML (`xml`) resolves nothing.
`properties` tells which title and author that a program wrote are worth keeping.

They share `decode` (bytes to text, in the `charsets` of the web), `clean` (the form in which text
is stored), `furniture` (what web pages put after an article), `markup` (HTML to text), `facts` and
`dates` (what is known beside the text; `months` in eleven languages), and `make` (an article of it
all). `kinds` tells which of these a server sent, and `served` reads it.
"""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

from index.article import Article, Failure
from index.errors import SourceError
from index.read import apart, archive, html, markdown, records, text

Reader = Callable[[Path, str], Iterator[Article | Failure]]

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".json": records.read,
    ".jsonl": records.read_lines,
    ".ndjson": records.read_lines,
    ".zip": archive.read,
    **dict.fromkeys(apart.KINDS, apart.read),
}

SUFFIXES: frozenset[str] = frozenset(READERS)
"""The endings of files that are read, in lower case, with the dot."""

OTHER_FORMATS: frozenset[str] = frozenset({".doc", ".mobi", ".msg", ".odp", ".pages", ".pptx"})
"""Kinds of file that may well be articles and are not read: said, not passed over in silence."""

REMEDIES = {
    errno.EACCES: "allow reading it, or remove it",
    errno.EPERM: "allow reading it, or remove it",
    errno.EISDIR: "remove it or rename it",
    errno.ENOENT: "it went away while it was read; index again",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ELOOP: "remove the links that lead back to themselves",
}
"""What to do about an error of the operating system; for others the disk is the suspect."""


def read(path: Path, name: str) -> Iterator[Article | Failure]:
    """The articles in a file, and what could not be read of it, each with its reason.

    A file that cannot be read at all gives one failure; a bad record fails alone.

    Args:
        path: the file; its ending, in any case, says how it is read.
        name: its path within its source, with `/`: the identity of an article without a URL, and
            what a failure calls the file.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        yield Failure(name, f"{name!r} is of no kind that is read: {', '.join(sorted(SUFFIXES))}")
        return
    try:
        yield from reader(path, name)
    except SourceError as error:
        yield Failure(name, str(error))
    except OSError as error:
        yield Failure(name, explained(error, name))


def explained(error: OSError, name: str) -> str:
    """An error of the operating system as a sentence with its remedy."""
    remedy = REMEDIES.get(error.errno or 0, "check the disk, then index again")
    return f"{name!r} cannot be read: {error.strerror or error}; {remedy}"

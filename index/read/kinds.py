"""Which kind of file a server sent: by what it says, what the file says, and the address."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from index.errors import SourceError
from index.read import READERS

HTML = frozenset({"text/html", "application/xhtml+xml"})
"""Media types of web pages."""

PLAIN = "text/plain"
"""What many servers call every text."""

ENDINGS = {
    PLAIN: ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/json": ".json",
    "application/x-ndjson": ".ndjson",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
"""The ending of a file of a media type, by which its reader is chosen."""

KINDS = {ending: kind for kind, ending in ENDINGS.items()}
KINDS |= {".htm": KINDS[".html"], ".jsonl": KINDS[".ndjson"]}

UNTOLD = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml"}
)
"""Media types that do not tell what was sent."""

NO_TEXT = ("audio/", "font/", "image/", "video/")
"""How media types begin of which nothing is read, whatever the address says."""

WRITTEN = frozenset({".json", ".jsonl", ".md", ".ndjson"})
"""Endings of files that are plain text too."""

PACKED = frozenset({".docx", ".epub", ".odt"})
"""Endings of documents that are zips."""

MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins that is called plain text: browsers would show its markup (WHATWG, MIME
Sniffing, 5). Of what nobody named in any way, a tag is enough."""

WITHIN = 10_000
"""Bytes at the start of a file in which that is looked for."""

NAME = 30
"""Where the name of its first member stands in a zip."""

SAYING = (
    (b"%PDF-", 0, ".pdf"),
    (b"{\\rtf", 0, ".rtf"),
    (b"mimetypeapplication/epub+zip", NAME, ".epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", NAME, ".odt"),
)
"""What stands in a file, where, and the ending that it tells."""

ZIP = b"PK\x03\x04"
OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")
"""The first members of a Word document, a spreadsheet or a presentation."""

FILENAME = re.compile(
    r"""filename\*?\s*=\s*(?:"[^"]*?|[^";]*?)(\.\w+)"?\s*(?:;|$)""", re.IGNORECASE
)


def media_type(kind: str, disposition: str) -> str:
    """The media type of what was sent; where it does not tell, that of the name for its file.

    Args:
        kind: as the server declared it, "" where it did not.
        disposition: what it says of the file (Content-Disposition, RFC 6266).
    """
    named = FILENAME.search(disposition) if kind in UNTOLD else None
    return KINDS.get(named[1].lower(), kind) if named else kind


def ending_of(kind: str, raw: bytes, address: str) -> str:
    """The ending of the kind of file that was sent.

    Raises:
        SourceError: it is of none that is read.
    """
    told = ENDINGS.get(kind, "")
    named = PurePosixPath(unquote(urlsplit(address).path)).suffix.lower()
    page = MARKUP if kind in UNTOLD and named not in READERS else PAGE
    if kind.startswith(NO_TEXT):
        ending = ""
    elif said := said_by(raw, {told, named}):
        ending = said
    elif kind in HTML or page.match(raw[:WITHIN]):
        ending = ".html"
    elif kind == PLAIN and named in WRITTEN:
        ending = named
    else:
        ending = told or named
    if ending not in READERS:
        raise SourceError(
            f"{address!r} is {kind or 'of no stated kind'}, which is not read; "
            "if an article is in it, save that as .txt or .pdf"
        )
    return ending


def said_by(raw: bytes, others: set[str]) -> str:
    """The ending that a file itself tells; "" where it does not.

    Args:
        others: the endings that its server and its address tell, which say which zip it is.
    """
    for words, place, ending in SAYING:
        if raw.startswith(words, place):
            return ending
    if not raw.startswith(ZIP):
        return ""
    if raw.startswith(OFFICE, NAME):
        return ".docx" if b"word/" in raw else ".pptx"  # or a spreadsheet: neither is read
    return next(iter(PACKED & others), ".zip")

"""What a document's properties say of it, as far as a person and not a program wrote them."""

import re
from pathlib import PurePosixPath

from index.read.clean import one_line
from index.read.facts import author_of

PROGRAMS = re.compile(
    r"microsoft \w+ - |untitled|unbenannt|sans (?:nom|titre)|document ?\d*$|slide ?\d*$"
    r"|powerpoint presentation|print(?:ing)?\b.*\.\w+$|about:blank|https?://|file:|no ?title",
    re.IGNORECASE,
)
"""How titles begin that a program wrote in."""

FILE_NAME = re.compile(r".*\.(?:docx?|pdf|odt|rtf|txt|indd|qxp|qxd|tex|dvi|html?|pages)$", re.I)
USERS = frozenset(
    {"admin", "administrator", "author", "owner", "root", "unknown", "user", "windows user"}
)
"""Names that programs write where they know none."""


def title_in(value: object, name: str) -> str | None:
    """A title that somebody gave; None for a program's, and for the name of the file itself."""
    title = one_line(value)
    same = words(title) in {words(PurePosixPath(name).stem), words(PurePosixPath(name).name)}
    if same or PROGRAMS.match(title) or FILE_NAME.match(title):
        return None
    return title if any(character.isalpha() for character in title) else None


def author_in(value: object) -> str | None:
    """The authors that somebody named; None for who is nobody."""
    author = author_of(value)
    return None if author is None or author.casefold() in USERS else author


def words(text: str) -> str:
    """A title or a file name without what tells the two apart."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()

"""PDF files: pypdf finds the lines of each page, `lines` makes paragraphs of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from index.article import Article
from index.errors import SourceError
from index.read.clean import clean
from index.read.decode import check
from index.read.facts import Facts, language_of
from index.read.lines import Line, joined, without_heads
from index.read.make import make
from index.read.properties import author_in, title_in
from index.read.pulse import beat
from index.read.text import heading


def read(path: Path, name: str) -> Iterator[Article]:
    """The article in a `.pdf` file, with where its pages begin.

    Raises:
        SourceError: it is damaged, needs a password, or has pictures of pages and no text.
    """
    check(path, name)
    with path.open("rb") as file:
        try:
            reader = PdfReader(file)
            unlock(reader, name)
            pages = []
            for page in reader.pages:
                pages.append(lines_of(page))
                beat()
            facts = facts_of(reader, name)
        except PyPdfError as error:
            raise SourceError(
                f"{name!r} is damaged ({' '.join(str(error).split())[:200]}); "
                "export it again or as text"
            ) from error
    if not any(pages):
        raise SourceError(
            f"{name!r} has no text, only pictures of pages; "
            "run it through text recognition (OCR) first"
        )
    text, starts = joined(without_heads(pages))
    article = make(name, text, facts.or_else(Facts(title=heading(text))))
    yield replace(article, pages=moved(starts, text, article.text))


def unlock(reader: PdfReader, name: str) -> None:
    """Open a file that may only not be printed or changed; `SourceError` for a locked one."""
    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        opened = False
    if not opened:
        raise SourceError(f"{name!r} needs its password removed; save it anew without one")


def facts_of(reader: PdfReader, name: str) -> Facts:
    """What the properties say; when the file was made is no date of publication."""
    said = reader.metadata
    language = reader.root_object.get("/Lang")
    return Facts(
        title=title_in(said.title, name) if said else None,
        author=author_in(said.author) if said else None,
        language=language_of(str(language)) if language else None,
    )


def lines_of(page: PageObject) -> list[Line]:
    """The lines of a page that are not blank, in the order in which they are drawn."""
    found: list[Line] = []
    text, place, longest = "", (0.0, 0.0, 0.0), 0

    def hear(piece: str, outer: list[float], own: list[float], _font: object, size: float) -> None:
        nonlocal text, place, longest
        for number, part in enumerate(piece.split("\n")):
            if number:
                end()
            if (length := len(part.strip())) > longest:
                across = own[4] * outer[0] + outer[4] if not text.strip() else place[0]
                place = (across, own[5] * outer[3] + outer[5], abs(size * own[3] * outer[3]))
                longest = length
            text += part

    def end() -> None:
        nonlocal text, place, longest
        if shown := clean(text.replace("\xad", "-")):
            found.append(Line(shown, *place))
        text, place, longest = "", (0.0, 0.0, 0.0), 0

    page.extract_text(visitor_text=hear)
    end()
    return found


def moved(starts: tuple[int, ...], text: str, kept: str) -> tuple[int, ...]:
    """Offsets in a text as offsets in what was kept of it: its end, without the title."""
    before = len(text) - len(kept) if text.endswith(kept) else 0
    return tuple(min(max(start - before, 0), len(kept)) for start in starts)

"""Files that were dropped in the page: checked, then stored in the articles folder."""

import filecmp
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Failure
from index.errors import SourceError
from index.read import SUFFIXES, read


@dataclass(frozen=True, slots=True)
class Dropped:
    """Names of the files that were stored, and why others were not."""

    stored: tuple[str, ...]
    refused: tuple[Failure, ...]


def store(uploads: Sequence[str], uploaded_under: Path, folder: Path) -> Dropped:
    """Copy uploaded files to a folder; a file that is there is never overwritten.

    Args:
        uploads: paths as a browser names them, so not to be trusted.
        uploaded_under: the folder in which every file that was really uploaded lies.
    """
    stored: list[str] = []
    refused: list[Failure] = []
    for upload in uploads:
        name = Path(upload).name
        try:
            file = _uploaded(upload, uploaded_under)
            _has_articles(file)
            _copy(file, folder)
            stored.append(name)
        except SourceError as error:
            refused.append(Failure(name, str(error)))
        except OSError as error:
            refused.append(Failure(name, f"could not be stored ({error.strerror})"))
    return Dropped(tuple(stored), tuple(refused))


def _uploaded(upload: str, under: Path) -> Path:
    """The path of a file that was uploaded and is of a kind that is read.

    Raises:
        SourceError: it is not.
    """
    path = Path(upload).resolve()
    if not path.is_relative_to(under.resolve()) or not path.is_file():
        raise SourceError("is not a file that was uploaded here")
    if path.name.startswith("."):
        raise SourceError("has a name that begins with a dot; rename it")
    if path.suffix.lower() not in SUFFIXES:
        raise SourceError(f"is not of a kind that is read ({', '.join(sorted(SUFFIXES))})")
    return path


def _has_articles(file: Path) -> None:
    """Refuse what no article can be read from: it would fail at every sync from now on.

    Raises:
        SourceError: why nothing can be.
    """
    failures: list[Failure] = []
    for found in read(file, file.name):
        if not isinstance(found, Failure):
            return
        failures.append(found)
    if failures:
        raise SourceError(f"{failures[0].reason}; it was not stored")


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / file.name
    with file.open("rb") as source:
        try:
            copy = target.open("xb")
        except FileExistsError as error:
            if target.is_file() and filecmp.cmp(file, target, shallow=False):
                return
            raise SourceError(
                "is the name of a different file in the articles folder; rename yours"
            ) from error
        try:
            with copy:
                shutil.copyfileobj(source, copy)
        except OSError:
            target.unlink()  # a half-written article is worse than none
            raise

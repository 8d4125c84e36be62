"""Files that were dropped in the page: checked, then stored in the articles folder."""

import filecmp
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from index.article import Article, Failure, canonical_url
from index.errors import SourceError
from index.read import SUFFIXES, read
from index.survey import failing_alone

Word = Literal["replace", "both", "leave"]
"""What a person says of a file whose name is taken."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A dropped file whose name another file has: it waits until a person says what to do.

    Args:
        key: names it in the page.
        beside: the name under which both could be kept; `None` where both are one article, by
            its address, of which only one text can be kept.
    """

    key: str
    file: Path
    beside: str | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Names of the files that were stored, and what became of the others."""

    stored: tuple[str, ...] = ()
    refused: tuple[Failure, ...] = ()
    taken: tuple[Taken, ...] = ()
    replaced: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class _NameTaken(Exception):  # noqa: N818 - a question to the person, not a failure
    """A file of this name and of other content is there."""


def store(uploads: Sequence[str], uploaded_under: Path, folder: Path) -> Dropped:
    """Copy uploaded files to a folder; a file that is there is not overwritten, but asked about.

    Args:
        uploads: paths as a browser names them, so not to be trusted.
        uploaded_under: the folder in which every file that was really uploaded lies.
    """
    taken: list[Taken] = []

    def keep(upload: str) -> str | None:
        file = _uploaded(upload, uploaded_under)
        _has_articles(file)
        try:
            return _copy(file, folder / file.name)
        except _NameTaken:
            beside = None if _one_article(file, folder / file.name) else _free(file, folder)
            taken.append(Taken(uuid.uuid4().hex, file, beside))
            return None

    stored, refused = _each(uploads, keep)
    return Dropped(stored, refused, tuple(taken))


def decide(chosen: Sequence[Taken], word: Word, folder: Path) -> Dropped:
    """Do what a person said of files whose names are taken."""
    files = [one.file for one in chosen]
    if word == "leave":
        return Dropped(left=tuple(file.name for file in files))
    if word == "replace":
        replaced, refused = _each(files, lambda file: _replace(Path(file), folder))
        return Dropped(refused=refused, replaced=replaced)
    stored, refused = _each(files, lambda file: _copy_beside(Path(file), folder))
    return Dropped(stored, refused)


def _each(
    files: Iterable[str | Path], keep: Callable[[str], str | None]
) -> tuple[tuple[str, ...], tuple[Failure, ...]]:
    """The names under which files were kept, and why others were not; one stops no other."""
    kept: list[str | None] = []
    refused: list[Failure] = []
    for file in files:
        try:
            kept.append(keep(str(file)))
        except SourceError as error:
            refused.append(Failure(Path(file).name, str(error)))
        except OSError as error:
            reason = f"could not be stored ({error.strerror})"
            refused.append(Failure(Path(file).name, reason))
    return tuple(filter(None, kept)), tuple(refused)


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
    for found in failing_alone(read(file, file.name), file.name):
        if not isinstance(found, Failure):
            return
        failures.append(found)
    if failures:
        raise SourceError(f"{failures[0].reason}; it was not stored")


def _one_article(file: Path, there: Path) -> bool:
    """Whether every article of the file that is there is, by its address, in another one too."""
    old, new = _addresses(there), _addresses(file)
    return bool(old) and None not in old and old <= new


def _addresses(file: Path) -> set[str | None]:
    found = failing_alone(read(file, file.name), file.name)
    articles = (one for one in found if isinstance(one, Article))
    return {canonical_url(one.url) if one.url else None for one in articles}


def _copy(file: Path, target: Path) -> str:
    """Store a file under a name that nothing has yet, or that the same file has.

    Raises:
        _NameTaken: a file of other content has it.
        SourceError: something that is not a file has it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with file.open("rb") as source:
        try:
            copy = target.open("xb")
        except FileExistsError as error:
            if not target.is_file():
                raise SourceError(
                    "is the name of a folder or a broken link in the articles folder; rename yours"
                ) from error
            if filecmp.cmp(file, target, shallow=False):
                return target.name
            raise _NameTaken from error
        try:
            with copy:
                shutil.copyfileobj(source, copy)
        except OSError:
            target.unlink()  # a half-written article is worse than none
            raise
    return target.name


def _replace(file: Path, folder: Path) -> str:
    """Put a file in the place of the one that is there: whenever this is cut off, one is whole.

    What is written meanwhile begins with a dot, which a sync passes over.
    """
    target = folder / file.name
    if not target.exists():  # it went meanwhile
        return _copy(file, target)
    number, name = tempfile.mkstemp(prefix=".dropped-", dir=folder)
    try:
        with os.fdopen(number, "wb") as copy, file.open("rb") as source:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target.name


def _copy_beside(file: Path, folder: Path) -> str:
    for name in _names(file):
        try:
            return _copy(file, folder / name)
        except (_NameTaken, SourceError):
            continue
    raise AssertionError("the names end")


def _free(file: Path, folder: Path) -> str:
    """The name under which a file can be kept beside the one that has its own."""
    return next(name for name in _names(file) if not os.path.lexists(folder / name))


def _names(file: Path) -> Iterable[str]:
    """`a-2.txt`, `a-3.txt` and so on."""
    return (f"{file.stem}-{number}{file.suffix}" for number in count(2))

"""The names that publishers go by: those of the library, and the well-known ones of any."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.language.words import ranks

WORD = re.compile(r"[^\W_]+")
DOMAIN = re.compile(r"([\w-]+)(?:\.[a-z]{2,}){1,2}", re.IGNORECASE)
"""A publisher that is known by where it is read: theguardian.com."""
LETTERS = re.compile(r"[^\W\d_]{2}")
"""What a name has that is more than a figure: “24” alone is never blanked."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name to look for: as it is written, whose it is, and whether it is also a word.

    `known` are the library's publishers of that name; `title` is `None` for what is no publisher.
    """

    written: str
    title: str | None
    word: bool
    known: tuple[str, ...] = ()


PAPER = re.compile(
    r"(?:Post|Times|Courier|News|Herald|Gazette|Tribune|Journal|Chronicle|Telegraph|Observer|Mail"
    r"|Echo|Argus|Standard|Press|Express|Mirror|Record|Advertiser|Examiner|Dispatch|Review)$"
)
"""The last word of a paper's name."""


@lru_cache(maxsize=8)
def names_of(known: tuple[str, ...]) -> dict[str, Name]:
    """What to look for, by key: the well-known publishers, and over them those of the library."""
    names, houses = {}, {}
    for name, others in _well_known():
        for written in others:
            names[key(written)] = Name(written, name.title, name.word)
            houses[key(written)] = others if name.title else ()
    for publisher in known:
        for form in forms(publisher):
            for written in {form, *houses.get(key(form), ())}:
                own = key(written)
                old = names.get(own) or Name(written, publisher, word=False)
                if len(own) > 2 and publisher not in old.known:
                    names[own] = Name(written, publisher, old.word, (*old.known, publisher))
    return {own: name for own, name in names.items() if own}


def forms(publisher: str) -> list[str]:
    """A publisher's name as stored, without what only the library adds to it, and without its
    place: the Valley Post of Ulde."""
    head = re.split(r" \| | [-–—] |: ", publisher, maxsplit=1)[0]
    short = head.removesuffix(".com")
    found = [publisher, head] if short.lower() in ranks() else [publisher, head, short]
    words = head.removeprefix("The ").split()
    return [*found, " ".join(words[-2:])] if len(words) > 2 and PAPER.match(words[-1]) else found


def blanked(text: str, publishers: Iterable[str]) -> str:
    """A text of the same length with blanks for the names of publishers that have several words or
    a figure: neither a figure nor a day is told by “Channel 4” and “The Sunday Times”."""
    names = {form for one in publishers for form in forms(one) if not form.isalpha()}
    for name in sorted((one for one in names if LETTERS.search(one)), key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        text = re.sub(pattern, lambda found: " " * len(found[0]), text)
    return text


def _well_known() -> Iterator[tuple[Name, tuple[str, ...]]]:
    """Each publisher that comes with the code, with all its names."""
    for line in (
        files("assistant.language").joinpath("publishers.txt").read_text("utf-8").splitlines()
    ):
        if line and not line.startswith("#"):
            others = tuple(part.strip() for part in line.lstrip("?! ").split(" | "))
            title = None if line.startswith("!") else others[0]
            yield Name(others[0], title, word=line[0] in "?!"), others


def go_by(name: str, publisher: str) -> bool:
    """Whether a publisher goes by a name: it is some of its words in a row, however they are cut,
    or what its address begins or ends with. “Business World” is no part of Music Business
    Worldwide."""
    own, domain = key(name), DOMAIN.fullmatch(publisher)
    joined = domain[1].casefold() if domain else ""
    return len(own) > 2 and (
        own in _runs(publisher) or joined.startswith(own) or joined.endswith(own)
    )


@lru_cache(maxsize=512)
def _runs(name: str) -> frozenset[str]:
    """The keys of all words in a row of a name."""
    words = WORD.findall(name)
    ends = range(1, len(words) + 1)
    return frozenset(key(" ".join(words[first:end])) for end in ends for first in range(end))


def key(name: str) -> str:
    """What all ways to write a name have in common."""
    words = [word.casefold() for word in WORD.findall(name)]
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)

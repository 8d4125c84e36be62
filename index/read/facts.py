"""What a source says about an article beside its text, under whatever names it uses."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import urlsplit

from index.article import Dated, canonical_url
from index.read.clean import clean, one_line
from index.read.dates import parse_date

T = TypeVar("T")

TITLE = ("title", "headline", "name")
PUBLISHER = ("publisher", "source", "sitename", "sourcename", "site")
AUTHOR = ("author", "authors", "byline")
PUBLISHED = ("published", "publishedat", "publishdate", "datepublished", "date", "pubdate")
MODIFIED = ("modified", "modifiedat", "updated", "updatedat", "datemodified")
URL = ("url", "link", "canonicalurl", "mainentityofpage")
LANGUAGE = ("language", "lang", "inlanguage")
"""Names of a field, the first that holds something wins; compared without case, `_` and `-`."""

NOBODY = frozenset({"", "~", "-", "n/a", "na", "nan", "nil", "none", "null", "undefined"})
"""What programs write where a name is missing."""

LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:[-_][\w-]+)?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about an article beside its text; None is what was not said.

    `dated` is what gave `published`.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | datetime | None = None
    modified: date | datetime | None = None
    url: str | None = None
    language: str | None = None
    dated: Dated | None = None

    def or_else(self, other: "Facts") -> "Facts":
        """These facts, with the gaps filled from `other`."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        filled = Facts(*(there if here is None else here for here, there in pairs))
        return replace(filled, dated=self.dated if self.published else other.dated)


def facts_of(record: Mapping[str, object], dated: Dated = "file") -> Facts:
    """The facts in a JSON record, a schema.org node or a front matter, which is `dated` so."""
    named = by_plain_name(record)
    published = first(named, PUBLISHED, parse_date)
    return Facts(
        title=first(named, TITLE, name_of),
        publisher=first(named, PUBLISHER, publisher_of),
        author=first(named, AUTHOR, author_of),
        published=published,
        dated=dated if published else None,
        modified=first(named, MODIFIED, parse_date),
        url=first(named, URL, address_of),
        language=first(named, LANGUAGE, language_of),
    )


def by_plain_name(record: Mapping[str, object]) -> dict[str, object]:
    """`record` with its names in lower case and without `_`, `-` and blanks."""
    return {re.sub(r"[\s_-]", "", str(name)).lower(): value for name, value in record.items()}


def first(
    record: Mapping[str, object], names: tuple[str, ...], convert: Callable[[object], T | None]
) -> T | None:
    """What `convert` makes of the first of `names` of which it makes something."""
    for name in names:
        if name in record and (found := convert(record[name])) is not None:
            return found
    return None


def name_of(value: object) -> str | None:
    """The name in a string or in an object with a `name`, as one line."""
    line = one_line(value.get("name") if isinstance(value, dict) else value)
    return None if line.casefold() in NOBODY else line


def names_of(value: object) -> list[str]:
    """The names in a string, an object or a list of these, each once."""
    names = (name_of(each) for each in (value if isinstance(value, list) else [value]))
    return list(dict.fromkeys(name for name in names if name))


def publisher_of(value: object) -> str | None:
    """The publisher's name; of a bare address its host."""
    for name in names_of(value):
        host = urlsplit(name).hostname if web_address(name) else None
        return host.removeprefix("www.") if host else name
    return None


def author_of(value: object) -> str | None:
    """The authors' names, separated by commas, without "By"; addresses of profiles are left out."""
    names = [re.sub(r"^by:?\s+", "", name, flags=re.IGNORECASE) for name in names_of(value)]
    return ", ".join(name for name in names if not web_address(name)) or None


def address_of(value: object) -> str | None:
    """The web address in a string or in a schema.org object with an `@id`."""
    return web_address(value.get("@id") if isinstance(value, dict) else value)


def web_address(value: object) -> str | None:
    """`value` where it is an http or https address with a host, as given."""
    address = " ".join(clean(value).split()) if isinstance(value, str) else ""
    try:
        parts = urlsplit(canonical_url(address))
    except ValueError:
        return None
    known = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return address if known and " " not in parts.netloc else None


def language_of(value: object) -> str | None:
    """The language code in a tag such as `en`, `en-GB` or `en_US`: `en`."""
    tag = LANGUAGE_TAG.fullmatch(one_line(value))
    return tag[1].lower() if tag else None

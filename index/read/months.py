"""Months and days of the week in some forty languages, and dates with them put into English.

The names are those of the Unicode CLDR 47, without accents and full stops, and some short forms
that German, Spanish, French, Dutch and Polish papers print (`calendar.json`).
"""

import json
import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

from index.read.clean import folded

CALENDAR = json.loads((Path(__file__).parent / "calendar.json").read_text("utf-8"))
WEEKDAYS = frozenset(" ".join(CALENDAR["weekdays"]).split())
ENGLISH = tuple(forms.split()[0] for forms in CALENDAR["months"]["en"])

BESIDE = frozenset({"de", "del", "den", "der", "el", "il", "kl", "le", "uhr", "um"})
"""What stands between the parts of a date in them."""

LEADING = re.compile(r"([^\W\d_]+)(?:-feira)?[.,]*\s+")
ORDINAL = re.compile(r"(?<=\d)(?:er|[.ºª°])(?=\s)")
WORD = re.compile(r"[^\W\d_]+")


def in_english(text: str) -> str:
    """A date with the name of its month in English, and without a day of the week in front.

    One that names no month, or several, is left as it is. Where a word is a month and a day of the
    week (mar), it is the day if another month follows.
    """
    text = normalize("NFC", text)
    leading = LEADING.match(text)
    if leading and folded(leading[1].casefold()) in WEEKDAYS and named_in(text[leading.end() :]):
        text = text[leading.end() :]
    if named_in(text) != 1:
        return text
    return WORD.sub(lambda word: english(word[0]), ORDINAL.sub("", text))


def named_in(text: str) -> int:
    """How many months a text names."""
    return sum(month(folded(word.casefold())) is not None for word in WORD.findall(text))


def english(word: str) -> str:
    """A word of a date in English, "" where it says nothing."""
    plain = folded(word.casefold())
    if plain in BESIDE:
        return ""
    number = month(plain)
    return word if number is None else ENGLISH[number - 1]


def month(name: str, language: str | None = None) -> int | None:
    """The number of a month.

    Args:
        name: in lower case and `folded`.
        language: in which it is, for the few that are two months (`listopad`).
    """
    by_language = tables().get(name, {})
    numbers = set(by_language.values())
    return numbers.pop() if len(numbers) == 1 else by_language.get(language or "")


@cache
def tables() -> dict[str, dict[str, int]]:
    """Names of months: what month they are in which languages."""
    found: dict[str, dict[str, int]] = {}
    for language, names in CALENDAR["months"].items():
        for number, forms in enumerate(names, 1):
            for form in forms.split():
                found.setdefault(form, {})[language] = number
    return found

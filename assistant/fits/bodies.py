"""Bodies that a question names, and others of their kind: an article on one prison mentions one
more, and its governor is no answer to who the governor of that is.

An article is about what its title or its first sentences name. What it only mentions further down
is meant by what stands there: by a sentence that names it or the one behind that, and by a
paragraph that begins with it.
"""

import re
from collections.abc import Sequence

from assistant.answer import Evidence
from assistant.fits.holders import tells
from assistant.language.persons import is_somebody, last, persons, typed
from assistant.publishers import places
from assistant.question import ASKING, WHETHER

_WORD = r"[A-ZÀ-Þ][\w'&-]*(?:\.(?=\s[A-ZÀ-Þ]))?"
RUN = re.compile(rf"{_WORD}(?:\s(?:(?:of|and|the|for|de|la)\s){{0,2}}(?:{_WORD}|\d+\b))*")
"""Words of a name, and names that stand together."""
WHERE = ("in", "near", "at")
"""What stands between a body and where it is: the Plaza in Hexley."""
TIME = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter)s?(?: \d+)*"
)
ENDS = re.compile(r"[.!?\"”]\s+|\n+")
"""What stands between two sentences."""
CUT, LEAST = 2, 4
"""Letters by which the forms of a name differ at its end, Norway's and Norwegian; and how many of
it are left at least."""


def asked(question: str, publishers: Sequence[str]) -> tuple[str, ...]:
    """The names in a question of what may be a body: not of publishers, of times, or of where a
    body is that is named too."""
    text = typed(question)
    for start, end in places(text, publishers):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    found, end = list[str](), 0
    for match in RUN.finditer(text):
        name, between = match[0], text[end : match.start()].strip()
        if not text[: match.start()].strip() and _asks(name, text):
            _, _, name = name.partition(" ")
        name = name.removeprefix("the ").removesuffix("'s")
        if len(name) > 1 and not TIME.fullmatch(name) and not (found and between in WHERE):
            found.append(name)
        end = match.end()
    return tuple(found)


def is_of_them(names: Sequence[str], quoted: Evidence, article: str, lead: str) -> bool | None:
    """Whether a quote is of a body that a question names; `False` where its article only mentions
    them elsewhere, `None` where it mentions none of them, but perhaps people.

    Args:
        article: the text of the quote's article.
        lead: its title, and what it begins with.
    """
    text, lead = typed(article), typed(lead)
    around = _around(text, quoted.start, quoted.end)
    elsewhere = []
    for name in names:
        whole = re.compile(rf"\b{re.escape(name)}", re.IGNORECASE)
        named = whole if whole.search(f"{lead}\n{text}") else _for_short(name)
        if _for_short(name).search(around) or named.search(lead):
            return True
        if named.search(text):
            elsewhere.append(name)
    return False if any(not _is_person(name, text) for name in elsewhere) else None


def _asks(name: str, text: str) -> bool:
    """Whether what a question begins with is no word of a name, or not surely one."""
    first, _, more = name.partition(" ")
    return not more or first.casefold() in ASKING or bool(WHETHER.match(text))


def _around(text: str, start: int, end: int) -> str:
    """A part of a text with the sentence before it, and the first of its paragraph."""
    first = text.rfind("\n", 0, start) + 1
    before = [one.end() for one in ENDS.finditer(text, 0, max(start - 1, 0))]
    opens = ENDS.search(text, first)
    return f"{text[first : opens.start() if opens else end]}\n{text[max(before, default=0) : end]}"


def _for_short(name: str) -> re.Pattern[str]:
    """What a body may be called: by any word of its name that tells it from others, as Garrow does
    in HMP Garrow."""
    words = [word for word in name.split() if not word[0].islower()]
    telling = [word for word in words if tells(word.casefold()) and not word.isupper()] or words
    begins = (re.escape(word[: max(len(word) - CUT, LEAST)]) for word in telling)
    return re.compile("|".join(rf"\b{one}" for one in begins))


def _is_person(name: str, text: str) -> bool:
    own = last(name)
    return own in persons(text) and is_somebody(own, text)

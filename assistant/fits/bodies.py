"""Bodies that a question names, and others of their kind: an article on one prison mentions one
more, and its governor is no answer to who the governor of that is.

An article is about what its title or its first sentences name. What it only mentions further down
is meant by what stands there: by a sentence that names it or the one behind that, and by a
paragraph that begins with it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.evidence import Candidate
from assistant.fits.holders import tells
from assistant.language.persons import (
    CAPITAL,
    INSTITUTION,
    PARTICLE,
    is_somebody,
    last,
    persons,
    typed,
)
from assistant.publishers import places
from assistant.question import ASKING, WHETHER

_WORD = rf"{CAPITAL}[\w.&'-]{{0,40}}[\w&](?:(?<=\b\w)\.)?"
RUN = re.compile(
    rf"(?<![\w-]){_WORD}(?:\s(?:(?:of|and|the|for|{PARTICLE})\s){{0,2}}(?:{_WORD}|\d+\b))*"
)
"""Words of a name, and names that stand together."""
BEGINS = frozenset(
    """about and at but by describe did explain for from give how in is list of on or show so
    summarise summarize tell thanks the to was what's with""".split()  # noqa: SIM905
)
"""What a question may begin with, beside words that ask, and is no word of a name."""
WHERE = ("in", "near", "at")
"""What stands between a body and where it is: the Plaza in Hexley."""
OFFICES = r"(?:MPs?|CEOs?|CFOs?|PMs?)"
NO_BODY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter|Ramadan|Spring|Summer|Autumn"
    rf"|Winter)s?(?: \d+)*|{OFFICES}|IT|AI|TV|DNA"
)
"""Times, and what many are."""
SHOUTED = 0.7
"""The share of a question's words with capitals from which on these tell no names."""
SIDES = ("North", "South", "East", "West", "New", "Old", "Upper", "Lower", "Great", "Little")
"""What makes another place of one."""
OF_A_PLACE = re.compile(r"(?:ian|an|n|ish|ese|i)$")
"""How words end for what is of a place: Australian."""
INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?){2,5}")
"""What a body with a long name is called for short: NHS, U.N."""


def asked(question: str, publishers: Sequence[str]) -> tuple[str, ...]:
    """The names in a question of what may be a body: not of publishers, of times, or of where a
    body is that is named too."""
    text = typed(question)
    for start, end in places(text, publishers):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    words = text.split()
    if sum(not word[0].islower() for word in words) > max(SHOUTED * len(words), 3):
        return ()
    found, end = list[str](), 0
    for match in RUN.finditer(text):
        begins = bool(re.search(r"(?:^|[.!?:])\W*$", text[: match.start()]))
        name = _without_asking(match[0], text) if begins else match[0]
        name = re.sub(rf"^{OFFICES} (?:of|for) (?:the )?", "", name).removesuffix("'s")
        between = text[end : match.start()].strip()
        if len(name) > 1 and not NO_BODY.fullmatch(name) and not (found and between in WHERE):
            found.append(name)
        end = match.end()
    return tuple(found)


def is_of_them(
    names: Sequence[str], one: Candidate, quoted: str, article: str, lead: str
) -> bool | None:
    """Whether a sentence is of a body that a question names; `False` where its article only
    mentions them elsewhere, `None` where it mentions none of them, but perhaps people.

    Args:
        quoted: the sentence with those that it does not stand without.
        article: the text of its article.
        lead: the title of that, and what it begins with.
    """
    text, lead = typed(article), typed(lead)
    around = f"{_around(one, text)}\n{typed(quoted)}"
    elsewhere = []
    for name in names:
        whole, short = _whole(name), _for_short(name)
        # an article that has the whole name may mean something else by a word of it
        in_lead = whole if whole.search(f"{lead}\n{text}") else short
        if short.search(around) or whole.search(around) or in_lead.search(lead):
            return True
        if in_lead.search(text):
            elsewhere.append(name)
    return False if any(not _is_person(name, text) for name in elsewhere) else None


def _without_asking(name: str, text: str) -> str:
    """What a question begins with, without what is no word of a name, or not surely one."""
    words = name.split()
    first = words[0].casefold()
    asks = first.partition("'")[0] in ASKING or first in BEGINS or WHETHER.match(text)
    kept = words[1:] if asks or len(words) == 1 else words
    while kept and kept[0].islower():
        kept = kept[1:]
    return " ".join(kept)


def _around(one: Candidate, text: str) -> str:
    """A sentence of a text with the one before it, and the first of its paragraph."""
    spans = one.document.metadata["sentences"]
    start = one.start - spans[one.number][0]  # of the passage, in the article
    before = start + spans[max(one.number - 1, 0)][0]
    paragraph = text.rfind("\n", 0, one.start) + 1
    of_it = [(a, b) for a, b in spans if paragraph <= start + a]
    opens, ends = of_it[0] if of_it and of_it[0][0] + start <= paragraph + 1 else (0, 0)
    return f"{text[start + opens : start + ends]}\n{text[before : one.end]}"


@lru_cache(maxsize=64)
def _whole(name: str) -> re.Pattern[str]:
    """A name, however it is written; also what it is short for, or is called for short: NHS."""
    words = [word for word in name.split() if word[0].isupper()]
    if INITIALS.fullmatch(name):
        letters = name.replace(".", "")
        joined = r"\w+ (?:(?:of|and|the|for) ){0,2}".join(letters)
        forms = rf"{'[.]?'.join(letters)}|{joined}\w+"
    else:
        letters = "".join(word[0] for word in words) if len(words) > 1 else ""
        forms = rf"(?i:{re.escape(name)})" + (f"|{'[.]?'.join(letters)}" if letters else "")
    return re.compile(rf"(?<![\w-])(?:{forms})(?!\w)")


@lru_cache(maxsize=64)
def _for_short(name: str) -> re.Pattern[str]:
    """What a body may be called: by any word of its name that tells it from others, as Garrow does
    in HMP Garrow, but not South Korea by North Korea, nor Ostley United by Ostley City."""
    words = [word for word in name.split() if not word[0].islower()]
    telling = [word for word in words if tells(word.casefold()) and not word.isupper()] or words
    sides = SIDES if words[0] in SIDES else ()
    before = "".join(rf"(?<!\b{side} )" for side in sides if side != words[0])
    after = rf"(?! (?!{re.escape(words[-1])}\b){INSTITUTION.pattern}\b)" if len(words) > 1 else ""
    forms = "|".join(
        rf"{re.escape(word)}(?:n|an|ian|ish|ese|i)?s?|{re.escape(word.upper())}"
        rf"|{re.escape(OF_A_PLACE.sub('', word))}(?:a|ia|y)"
        for word in telling
    )
    return re.compile(rf"{before}(?<![\w-])(?:{forms})(?!\w){after}")


def _is_person(name: str, text: str) -> bool:
    own = last(name)
    return own in persons(text) and is_somebody(own, text)

"""Which place in an order a sentence gives: the largest, the second-largest, near its highest, the
first ever; and whether another sentence gives it too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.digits import ORDINALS, in_digits
from assistant.language.polarity import stem

_WORDS = ORDINALS[:9]
_ENDINGS = ("st", "nd", "rd", *("th" for _ in _WORDS[3:]))
_NUMBERS = {
    said: word
    for n, (word, ending) in enumerate(zip(_WORDS, _ENDINGS, strict=True), start=1)
    for said in (str(n), f"{n}{ending}")
}
"""How an ordinal is said in digits: 2nd, series 2."""
_RANK = "|".join([*_WORDS, *(said for said in _NUMBERS if not said.isdigit())])
_MOST = (
    r"largest|biggest|highest|lowest|smallest|longest|shortest|oldest|youngest|tallest|deepest"
    r"|fastest|slowest|richest|poorest|busiest|best|worst|greatest|strongest|weakest|warmest"
    r"|coldest|hottest|driest|wettest|heaviest|lightest|widest|narrowest|deadliest|earliest|newest"
    r"|cheapest|closest|steepest|hardest|most (?!of\b)[a-z]+"
)
_SAME = {"biggest": "largest"}
STANDING = re.compile(rf"\b(?:(?P<rank>{_RANK})[\s-]+)?(?P<most>{_MOST}|first)\b", re.IGNORECASE)
_AREA = r"world|continent|country|nation|state|region|county|city|town|village|league|industry"
_WHOSE = re.compile(
    rf"\b(?P<whose>{_AREA})[’']s\s(?:(?:{_RANK})[\s-]+)?(?P<most>{_MOST}|first|only)\b",
    re.IGNORECASE,
)
_SAME_AREA = {"nation": "country", "village": "town", "city": "town"}
_NEAR = re.compile(
    r"\b(?:near|nearly|close to|almost|approaching|just (?:short of|below|off))\s(?:[\w’']+\s)?$",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\b(?:among|lists? of|(?:one|1|some) of)\s(?:[\w’'-]+\s){0,3}$", re.IGNORECASE)
_EVER = re.compile(
    r"\W+(?:[\w’'-]+\s+){0,2}?(?:ever\b|on record|in history|of all time)", re.IGNORECASE
)
_SINCE = re.compile(
    r"\s(?:(?!(?:in|for|since)\b)[\w’'-]+\s+){0,4}?"
    r"(?:since\b|(?:in|for)\s(?:[\w-]+\s){0,3}?(?:years?|months?|weeks?|decades?|century|seasons?)\b)",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:\bnot|n[’']t|\bnever)\b[^.,;]{0,20}$", re.IGNORECASE)
_ORDERED = re.compile(rf"\b(?P<rank>{_RANK})[\s-](?P<what>[a-z]{{3,}})", re.IGNORECASE)

_COUNTED = re.compile(r"\b(\d+)[\s-]([a-z]{3,})", re.IGNORECASE)
_NUMBERED = re.compile(r"\b([a-z]{3,})\s(\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in an order: of what, the how many-th, whether it is only near it, shares it with
    others, has it over all time or only since then. `said` are its words."""

    most: str
    rank: str
    near: bool
    among: bool
    ever: bool
    since: bool
    said: str


def wrong(claim: str, text: str) -> list[str]:
    """The places in an order of a claim in the stead of which a text has others."""
    given = list(standings(claim))
    told = list(standings(text)) if given else []
    ranks = ordinals(text)
    found = []
    for one in given:
        same = [other for other in told if other.most == one.most]
        if same and one.rank not in ranks and not any(_agree(one, other) for other in same):
            found.append(one.said)
    return found + _of_another(claim, text) + _misnumbered(claim, text, ranks)


def ordinals(text: str) -> set[str]:
    """The places in an order that a text names, as words."""
    return {_rank(one) for one in re.findall(rf"\b(?:{_RANK})\b", text, re.IGNORECASE)}


def standings(text: str) -> Iterator[Standing]:
    """The places in an order that a text gives."""
    for m in STANDING.finditer(text):
        before, after = text[: m.start()], text[m.end() :]
        if _NOT.search(before):
            continue
        yield Standing(
            _SAME.get(m["most"].lower(), m["most"].lower()),
            _rank(m["rank"] or ""),
            m["most"].lower() != "first" and bool(_NEAR.search(before)),
            m["most"].lower() != "first" and bool(_AMONG.search(before)),
            bool(_EVER.match(after)),
            bool(_SINCE.match(after)),
            m.group(),
        )


def _of_another(claim: str, text: str) -> list[str]:
    """The places in an order that a claim gives among those of another area: the country's first,
    which a text says of the region only."""
    given = list(_WHOSE.finditer(claim))
    if not given:
        return []
    told = {(m["most"].lower(), _area(m["whose"])) for m in _WHOSE.finditer(text)}
    areas = {_area(m) for m in re.findall(rf"\b(?:{_AREA})\b", text, re.IGNORECASE)}
    return [
        m.group()
        for m in given
        if _area(m["whose"]) not in areas and m["most"].lower() in {most for most, _ in told}
    ]


def _area(said: str) -> str:
    """An area, one word for those of its size."""
    return _SAME_AREA.get(said.lower(), said.lower())


def _agree(one: Standing, told: Standing) -> bool:
    if one.among:
        return True
    if (one.rank, one.near, one.among) != (told.rank, told.near, told.among):
        return False
    return not (one.ever and told.since and not told.ever)


def _misnumbered(claim: str, text: str, ranks: set[str]) -> list[str]:
    """What a claim numbers, where a text numbers the same thing otherwise and has that number
    nowhere: her third delivery, where the second is told of. Of what has a second there is a first,
    and of three the third."""
    given = list(_ORDERED.finditer(claim))
    if not given:
        return []
    told = {stem(m["what"].lower()) for m in _ORDERED.finditer(text)}
    plain = in_digits(text)
    counted = {(_rank(n), stem(what.lower())) for n, what in _COUNTED.findall(plain)}
    counted |= {(_rank(n), stem(what.lower())) for what, n in _NUMBERED.findall(plain)}
    return [
        m.group()
        for m in given
        if _rank(m["rank"]) not in {"first", *ranks}
        and (what := stem(m["what"].lower())) in told
        and (_rank(m["rank"]), what) not in counted
        and not _NOT.search(claim[: m.start()])
    ]


def _rank(said: str) -> str:
    return _NUMBERS.get(said.lower(), said.lower())

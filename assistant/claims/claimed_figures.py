"""Whether the figures of a claim are those that its sources say, with what stands beside them."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from assistant.claims.given import wrong_often
from assistant.claims.source import Source
from assistant.language import clock, multiples, standing, units
from assistant.language import figures as numbers
from assistant.language import times as days
from assistant.language.beside import COMPARES, is_difference, is_named
from assistant.language.digits import in_digits, in_minutes
from assistant.language.figures import Figure

ALL_PEOPLE = frozenset(["people", "persons", "victims", "passengers"])
"""Words of `PEOPLE` for anybody: of nine children who died nine people did."""
PEOPLE = re.compile(
    r"\b(?P<n>\d+) (?:[a-z]+ )?(?P<who>people|persons|victims|passengers|children|women|men|boys"
    r"|girls|pupils|students|soldiers|civilians|workers|police officers|adults)\b",
    re.IGNORECASE,
)
"""How many of whom there are."""
FEW = re.compile(
    r"\b(?P<n>[23]) (?!(?:percent|times)\b)(?:(?!(?:and|or|of|in|to)\b)[a-z-]+ )?"
    r"(?P<what>(?!hours|days|weeks|months|years|minutes|seconds)[a-z]{3,}s|men|women|people)\b"
)
"""Two or three of some things, of which a text may tell one by one."""
OF_THEM = re.compile(r"\b(?:the|all) (?P<n>[23]) of (?:them|us)\b", re.IGNORECASE)
"""Those of whom it speaks."""
ONE_APART = re.compile(
    r"\b(?:an?|one) (hour|day|week|fortnight|month|year|decade|century)"
    r" (?:earlier|later|ago|before|after)\b",
    re.IGNORECASE,
)
"""How far one time is from another, where it is by one."""

SUM_BEFORE = re.compile(
    r"\b(?:total(?:l?ing)? of|totall?ing|in all,?|altogether,?|combined)\s$", re.I
)
SUM_AFTER = re.compile(
    r"[^.,;]{0,40}\b(?:in all|altogether|in total|combined|between them)\b", re.I
)
"""What stands before or behind the sum of others."""
SCORE = re.compile(r"(?<![\d:.])(\d+):(\d)(?![\d:])")
"""A score, 2:1, which may be said with a dash; 6:0 is no time of the day."""
FROM_TO = re.compile(
    r"\bfrom\b(?P<from>(?:(?!\b(?:from|to)\b)[^;]){1,60})\bto\b"
    r"(?P<to>(?:(?!\b(?:from|to)\b)[^,;]){1,40})"
)
"""From what to what something goes: the nearest figure behind each is taken."""
MOST_PARTS = 20
"""Of more figures sums of three would take seconds to try, and mean nothing."""


def wrong_numbers(claim: str, sources: Sequence[Source]) -> list[str]:
    """The figures of a claim that no source says; dates are left out.

    A title says what it counts: "4 trends" says nothing of four points. A record, "40-33-1", is
    said as a whole.
    """
    bare = days.blanked(claim)
    whole = [f"{source.title}. {source.text}" for source in sources]
    records = {record for text in whole for record in numbers.records(text)}
    wrong = [one for one in numbers.records(bare) if one not in records]
    quarters = set().union(*(numbers.quarters(text) for text in whole))
    wrong += [f"Q{one}" for one in sorted(numbers.quarters(bare) - quarters)]
    said = " ".join(whole)
    wrong += clock.wrong(bare, days.blanked(said)) + standing.wrong(claim, said)
    wrong += [*_wrong_distances(claim, said), *_other_people(claim, said)]
    wrong += [*_wrong_scores(bare, said), *wrong_often(claim, said)]
    bare = amounts_alone(bare)
    bare = in_minutes(bare) if numbers.durations(bare) else bare
    told = [one for source in sources for one in _figures(days.blanked(source.text))]
    dated = [one for source in sources for one in _figures(source.text)]
    wrong += multiples.wrong(bare, said, told)
    if not COMPARES.search(bare):  # it costs 40, not 40 more
        told, dated = ([one for one in own if not one.more] for own in (told, dated))
    titles = [(in_digits(source.title), numbers.figures(source.title)) for source in sources]
    counts = set().union(*(numbers.counted(source.text) for source in sources))
    plain = in_digits(bare)
    return wrong + [
        plain[one.start : one.end]
        for one in numbers.figures(bare)
        if not any(
            numbers.says(one, other)
            for other in _comparable(one, [*told, *_of_titles(one, plain, titles)], sources)
        )
        and not any(
            one.value == other.value and numbers.says(one, other)
            for other in _comparable(one, dated, sources)
        )
        and not (one.value == 1 and not one.unit and not _in_digits(bare, "1"))
        and not (one.value in counts and not one.unit)
        and not _is_share(one, told)
        and not multiples.is_change(one, said)
        and not _is_difference(one, plain, told)
        and not _is_bound(one, told)
        and not _is_sum(one, plain, told)
    ]


def amounts_alone(text: str) -> str:
    """A text without the figures that are no amounts: dates, clock times, records, quarters."""
    bare = numbers.without_records(days.blanked(text))
    return clock.blanked(numbers.without_quarters(bare))


def is_count(wrong: str, claim: str, said: str) -> bool:
    """Whether a figure that no source says is of a few things that a reader may have counted: “the
    two reporters”, where a text names them and tells no number of reporters."""
    told = in_digits(claim)
    if (them := OF_THEM.search(told)) and them["n"] == wrong:
        return True
    found = FEW.search(told) if wrong in {"2", "3"} else None
    if not found or found["n"] != wrong:
        return False
    what = found["what"].lower()[:-1]
    numbered = rf"\b(?:\d+|several|many|some|dozens of) (?:[\w’'-]+ ){{0,2}}{what}"
    return not re.search(numbered, in_digits(said).lower())


def _other_people(claim: str, said: str) -> list[str]:
    """Figures that count children in a claim and in a text people, of whom another number are
    children."""
    text = in_digits(said)
    counted: dict[str, set[str]] = {}
    for one in PEOPLE.finditer(text):
        counted.setdefault(one["n"], set()).add(one["who"].lower())
    wrong = []
    for found in PEOPLE.finditer(in_digits(claim)):
        who, others = found["who"].lower(), counted.get(found["n"], set())
        named = re.search(rf"\b{_stem_of(who)}", text, re.IGNORECASE)
        if others and who not in others | ALL_PEOPLE and named:
            wrong.append(found.group())
    return wrong


def _stem_of(many: str) -> str:
    """How one and several of them begin: child of children, wom of women."""
    return {"children": "child", "women": "wom[ae]n", "men": "m[ae]n"}.get(many, many[:-1])


def _wrong_distances(claim: str, said: str) -> list[str]:
    """How far a claim says that times are apart, by one, where a text has others and not that."""
    if not ONE_APART.search(said):
        return []
    told = numbers.figures(ONE_APART.sub(r"one \1", said))
    return [
        own.group()
        for own in ONE_APART.finditer(claim)
        for figure in numbers.figures(f"one {own[1]}")
        if not any(numbers.says(figure, other) for other in told)
    ]


def _wrong_scores(claim: str, said: str) -> list[str]:
    """The scores of a claim that a text has not, with whatever stands between their figures."""
    return [
        one.group()
        for one in SCORE.finditer(claim)
        if not re.search(rf"(?<!\d){one[1]}\D{{1,4}}{one[2]}(?!\d)", said)
    ]


def counts_of_others(claim: str, said: str) -> list[str]:
    """The figures of a claim that count in a text only other things than in the claim, which there
    another figure counts: 1.2 million customers, for 1.2 million plans of 600,000 customers."""
    mine = in_digits(claim)
    named = [(one, what) for one in numbers.figures(claim) if (what := _counted(mine, one))]
    if not named:
        return []
    theirs = in_digits(said)
    counted = [(one.value, _counted(theirs, one)) for one in numbers.figures(said)]
    wrong = []
    for one, what in named:
        own = {other for value, other in counted if value == one.value}
        others = own and None not in own and what not in own
        if others and any(w == what and v != one.value for v, w in counted):
            wrong.append(mine[one.start : one.end])
    return wrong


def goes_the_other_way(claim: str, said: str) -> bool:
    """Whether a claim has something go from a figure to another where a text has it the other way
    round: from 50-50 to 80 per cent, for from 80 per cent to 50-50."""
    told = set(_ways(said))
    return any((b, a) in told and (a, b) not in told for a, b in _ways(claim) if a != b)


def _ways(text: str) -> Iterator[tuple[float, float]]:
    """From which figure to which something goes."""
    plain = in_digits(text)
    for found in FROM_TO.finditer(plain):
        a, b = (numbers.figures(found[name]) for name in ("from", "to"))
        if a and b:
            yield a[0].value, b[0].value


def _figures(text: str) -> list[Figure]:
    """The figures of a source, its hours with minutes as minutes, its spans without a number."""
    plain = numbers.without_quarters(text)
    return [*numbers.figures(plain), *numbers.durations(plain), *numbers.unnumbered(plain)]


def _of_titles(
    one: Figure, said: str, titles: Sequence[tuple[str, Sequence[Figure]]]
) -> list[Figure]:
    """The figures of titles that do not count something else than a figure of a claim does."""
    counted = _counted(said, one)
    return [
        other
        for title, figures in titles
        for other in figures
        if not counted or _counted(title, other) in {None, counted}
    ]


def _counted(text: str, one: Figure) -> str | None:
    """The things that a figure counts, where a plural follows it."""
    following = re.match(r"[\s-]*([a-z]{3,}s)\b", text[one.end :])
    return following[1] if following else None


def _in_digits(text: str, digit: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){digit}(?![\d,.]\d|\w)", text))


def _is_share(one: Figure, told: Sequence[Figure]) -> bool:
    """Whether a fraction is that of two figures: half of 26 matches, where 13 were lost."""
    if one.unit != "percent" or one.value not in {50.0, 25.0, 75.0, 33.33, 66.67, 20.0}:
        return False
    bare = [other.value for other in told if other.unit is None and other.value]
    return any(abs(100 * a / b - one.value) <= 1 for a in bare for b in bare if b > a)


def _is_bound(one: Figure, told: Sequence[Figure]) -> bool:
    """Whether all shares that are told are below one or above it, and none far from it."""
    shares = [other.value for other in told if other.unit == "percent" == one.unit]
    below = all(one.value / 2 <= share < one.value for share in shares)
    above = all(one.value < share <= 2 * one.value for share in shares)
    return len(set(shares)) > 1 and {"below": below, "above": above}.get(one.hedge, False)


def _is_difference(one: Figure, said: str, told: Sequence[Figure]) -> bool:
    """Whether a figure is by how much something changed of which is told from what to what; in
    points, the difference of any two shares."""
    if one.unit == "point":
        shares = {other.value for other in told if other.unit == "percent"}
        return any(abs(abs(a - b) - one.value) < 0.001 for a in shares for b in shares)
    if one.way != "by" and not is_difference(said, one.start, one.end):
        return False
    pairs = [*pairwise(told), *((b, a) for a, b in pairwise(told))]
    return any(
        abs(a.value - b.value) == one.value and (one.unit or a.unit) in {a.unit, b.unit}
        for a, b in pairs
        if b.way == "from"
    )


def _is_sum(one: Figure, said: str, told: Sequence[Figure]) -> bool:
    """Whether a figure that is told as a sum is that of two or three others: a total of seven."""
    if not (SUM_BEFORE.search(said[: one.start]) or SUM_AFTER.match(said[one.end :])):
        return False
    parts = {(other.start, other.value) for other in told if other.unit == one.unit}
    return len(parts) <= MOST_PARTS and any(
        sum(value for _, value in some) == one.value
        for count in (2, 3)
        for some in combinations(parts, count)
    )


def _comparable(one: Figure, told: Sequence[Figure], sources: Sequence[Source]) -> list[Figure]:
    """The figures that one could be. Where the sources have figures of its unit, those, and such as
    stand for one of them without it, as of money is seldom said twice: “of 214 million crowns the
    state is to pay 120 million”. Else those of no unit that count nothing, where the article says
    the unit."""
    told = [other for other in told if not other.denied or one.denied]
    if one.per and not any(is_named(one.per, _all(source)) for source in sources):
        return []
    money = numbers.is_money(one)
    counts = money or one.unit in {"percent", "point"}
    if not one.unit or (one.value == 1 and not counts):  # one day, within a year
        return told
    own = [other for other in told if other.unit and numbers.converts(one.unit, other.unit)]
    if one.unit == "age":  # Berg, 41, waited two hours
        return [*own, *(other for other in told if not other.unit)]
    if own:
        return [*own, *(o for o in told if not o.unit and (o.joined or (money and o.bare)))]
    named = any(not source.article or units.named(one.unit, _all(source)) for source in sources)
    free = one.unit in {"age", "century"}  # Berg, 41
    return [other for other in told if not other.unit and (free or (other.bare and named))]


def _all(source: Source) -> str:
    return f"{source.title}. {source.text} {source.article}"

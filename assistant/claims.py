"""What a claim must share with what it cites, by exact rule: figures, dates, names, quoted phrases,
publishers. Who did what, and whether it is denied, words cannot tell; `assistant.support` does."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from assistant import clock, copied, modality, multiples, polarity, roles, scope, standing, units
from assistant import figures as numbers
from assistant import times as days
from assistant.beside import is_difference, is_named
from assistant.figures import Figure
from assistant.names import key, names_of
from assistant.offices import wrong_offices
from assistant.persons import last, persons, spoken_of
from assistant.words import ranks

Fault = Literal[
    "number",
    "date",
    "name",
    "quote",
    "publisher",
    "address",
    "direction",
    "negation",
    "role",
    "modality",
    "scope",
]

TOKEN = re.compile(r"[^\W_](?:[\w’'&-]*\w)?")
DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?P<ends>(?=\s+[A-Z]))?")
"""Initials with their dots: U.S.; the last may end a sentence."""
QUARTER = re.compile(r"q[1-4]")
"""A quarter of a year, which is compared as a figure."""
ALIASES = (
    frozenset(["us", "usa", "america", "american", "americans"]),
    frozenset(["uk", "gb", "britain", "british", "briton", "britons", "brits"]),
    frozenset(["eu", "europe", "european", "europeans"]),
)
"""Names that stand for one another."""
QUOTED = re.compile(r"[“\"]([^“”\"]{2,})[”\"]|‘([^‘’]{8,})’")
HONORIFICS = frozenset(["no", "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "i"])
OFFICES = frozenset(
    [
        *("president", "premier", "minister", "chancellor", "secretary", "governor", "senator"),
        *("mayor", "council", "king", "queen", "prince", "princess", "pope", "bishop", "captain"),
        *("coach", "chief", "chair", "chairman", "chairwoman", "director", "professor", "judge"),
        *("general", "company", "club", "union", "party"),
    ]
)
"""What may stand for the name of who holds it."""
DEMONYM = re.compile(r"(an|ian|ish|ese|ic|i|ch|ans|ians|n)$")
_TELLS = (
    r"(?:reports?|reported|writes|wrote|says|said|notes|noted|states|stated|adds|added|explains"
    r"|tells us|has it)"
)
ATTRIBUTED = re.compile(
    rf"^(?:According to|As reported by|As|In) (?P<a>[^,]{{2,60}}?)(?: {_TELLS})?, "
    rf"|^(?P<d>[A-Z][^,]{{1,50}}?) {_TELLS}(?: (?:on|in|of) [^,]{{3,30}}?)?(?: that |: )"
    rf"|,? (?:according to|as reported by|{_TELLS}) (?P<b>[A-Z][^,.]{{1,60}})(?=[.]?$)"
    rf"|, (?P<c>[A-Z][^,.]{{1,50}}) {_TELLS}(?=[.]?$)"
)
"""Who is said to report a claim, at its beginning or end."""
LISTED = re.compile(r"^\W{0,3}\d{1,2}[.)]\s+(?=[^\W\d])")
"""The number of a list: "2. The bridge". It is no figure that a claim says."""
_KIND = r"(?:article|report|text|story|piece|source|passage)"
FRAMED = re.compile(
    rf"^(?:(?:The|This|An|One) {_KIND}s? (?:also )?{_TELLS}(?: that |: )"
    rf"|According to (?:the|this|an|one) {_KIND}s?, )",
    re.IGNORECASE,
)
"""What a model puts before what it has read."""
SPOKEN = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow)\b(?=[^“”]*”|[^\"“”]*\"[^\"]*$)", re.IGNORECASE
)
"""A day that somebody names in a quotation: it is seen from when they spoke."""
ADDRESS = re.compile(
    r"\b(?:https?|ftp|mailto|javascript|vbscript|data):[^\s)>\]]+|\bwww\.[^\s)>\]]+"
    r"|(?<=\]\()[^\s)]+|[\w.+-]+@[\w-]+\.[\w.]+|\b(?:[\w-]{2,}\.)+[a-z]{2,}/[^\s)>\]]*",
    re.IGNORECASE,
)
"""Where a reader is sent: a page, a mailbox, the target of a link."""
BASE = 5
"""Letters that a plural at the beginning of a claim and another word have in common at least."""
NEAR = 0.5
"""The least share of a claim's words that its source has too, for its order to be compared."""
CLOSE = 0.8
"""The same where one thing alone has another's part: a claim in words of its own has its own order
too. Where two took each other's, `NEAR` is enough. Of 320 true claims written by hand this holds
back 8 (with `NEAR` for both 31), of 174 false ones 20 (25)."""
TURNED = 0.6
"""The share of the other words of a clause that its source has too, for one of it to turn it round.
Of the true ones it holds back 6 (with `NEAR` of the whole claim 9), of the false ones 21 (22)."""
REPORTED = re.compile(
    r"\b(?:report(?:s|ed|ing)?|wrote|writes|publish(?:ed|es)|according to|article|story|said"
    r"|says)\b(?:(?!\b(?:that|had|has|have|was|were|is|are|been|be|would|will|could|can|after"
    r"|before|when|while|since|until|because|through)\b|[’'](?:re|d|ve|ll)\b)[^.;]){0,60}$",
    re.IGNORECASE,
)
"""What stands before the day on which something was reported, and not before that of what was."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim is held against: a cited text, and the header of its article.

    `article` is all of its text: a name that is cited by its last part may be said whole.
    """

    text: str
    title: str
    publisher: str | None
    author: str | None
    published: date | None
    article: str = ""

    @property
    def header(self) -> str:
        """Title, publisher and author, as one text."""
        return ". ".join(filter(None, (self.title, self.publisher, self.author)))


def faults(claim: str, sources: Sequence[Source], publishers: Iterable[str] = ()) -> list[Fault]:
    """What in a claim its sources do not say, without repetition.

    Args:
        publishers: those of the library; their names are known beside the well-known ones.
    """
    found: list[Fault] = []
    claim = LISTED.sub("", claim)
    if wrong_numbers(claim, sources):
        found.append("number")
    if wrong_dates(claim, sources):
        found.append("date")
    articles = [source.article or source.text for source in sources]
    if wrong_names(claim, sources) or wrong_offices(claim, articles):
        found.append("name")
    if wrong_quotes(claim, sources):
        found.append("quote")
    if wrong_publishers(claim, sources, publishers):
        found.append("publisher")
    if wrong_addresses(claim, sources):
        found.append("address")
    said = " ".join(f"{source.title}. {source.text}" for source in sources)
    text, alone = " ".join(source.text for source in sources), bare(claim, sources)
    close = polarity.overlap(alone, said)
    if _turns_round(alone, said):
        found.append("direction")
    if polarity.denied(alone, text):
        found.append("negation")
    if modality.told_as_more(alone, said):
        found.append("modality")
    if scope.told_of_all(alone, said):
        found.append("scope")
    changed = roles.changed(alone, text) if close >= NEAR else []
    alike = changed and (close >= CLOSE or len(changed) > 1)
    exchanged = copied.exchanged(alone, text) or copied.turned(alone, text)
    if alike or exchanged or roles.scores(alone, text) or roles.exceeded(alone):
        found.append("role")
    if not found and (other := copied.replaced(alone, text)) and not _are_one(other):
        found.append(other.kind)
    return found


def _turns_round(claim: str, said: str) -> bool:
    """Whether a claim says the contrary of what it has in common with what is said."""
    turned = polarity.turned(claim, said)
    clauses = [part for part in re.split(r"[,;]\s", claim) if polarity.telling(part) > 1]
    return any(
        set(polarity.words(part)) & set(turned) and polarity.overlap(part, said, turned) >= TURNED
        for part in (*clauses, claim)
    )


def _are_one(other: copied.Other) -> bool:
    """Whether two names are of one thing: Britain and the UK; an office and who holds it."""
    if other.kind != "name":
        return False
    told = {_bare(word) for word in other.told}
    told |= {alias for group in ALIASES if group & told for alias in group}
    names = [_bare(word) for word in other.said if word[0].isupper()]
    return bool(told & OFFICES) or all(name in told or _known(name, told) for name in names)


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
    bare = clock.blanked(numbers.without_quarters(numbers.without_records(bare)))
    told = [one for source in sources for one in _figures(days.blanked(source.text))]
    dated = [one for source in sources for one in _figures(source.text)]
    wrong += multiples.wrong(bare, said, told)
    titles = [
        (numbers.in_digits(source.title), numbers.figures(source.title)) for source in sources
    ]
    counts = set().union(*(numbers.counted(source.text) for source in sources))
    plain = numbers.in_digits(bare)
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
        and not _is_difference(one, plain, told)
        and not _is_bound(one, told)
    ]


def _figures(text: str) -> list[Figure]:
    """The figures of a source, and its hours with minutes as minutes."""
    plain = numbers.without_quarters(text)
    return [*numbers.figures(plain), *numbers.durations(plain)]


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
    return bool(re.search(rf"(?<!\d){digit}(?![\d,.]\d|\w)", text))


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
    if one.way != "by" and not is_difference(said, one.end):
        return False
    pairs = [*pairwise(told), *((b, a) for a, b in pairwise(told))]
    return any(
        abs(a.value - b.value) == one.value and (one.unit or a.unit) in {a.unit, b.unit}
        for a, b in pairs
        if b.way == "from"
    )


def _comparable(one: Figure, told: Sequence[Figure], sources: Sequence[Source]) -> list[Figure]:
    """The figures that one could be. Where the sources have figures of its unit, those, and such as
    stand for one of them without it, as of money is seldom said twice: “of 214 million crowns the
    state is to pay 120 million”. Else those of no unit that count nothing, where the article says
    the unit."""
    told = [other for other in told if not other.denied or one.denied]
    if one.per and not any(is_named(one.per, _all(source)) for source in sources):
        return []
    if not one.unit or (one.value == 1 and not numbers.is_money(one)):  # one day, within a year
        return told
    own = [other for other in told if other.unit and numbers.converts(one.unit, other.unit)]
    money = numbers.is_money(one)
    if own:
        return [*own, *(o for o in told if not o.unit and (o.joined or (money and o.bare)))]
    named = any(not source.article or units.named(one.unit, _all(source)) for source in sources)
    free = one.unit in {"age", "century"}  # Berg, 41
    return [other for other in told if not other.unit and (free or (other.bare and named))]


def _all(source: Source) -> str:
    return f"{source.title}. {source.text} {source.article}"


def wrong_dates(claim: str, sources: Sequence[Source]) -> list[str]:
    """The dates of a claim that no source says and that are not the day of publication."""
    texts = [(f"{one.title}. {SPOKEN.sub(' ', one.text)}", one.published) for one in sources]
    sides = [(one, days.side(text, one)) for text, on in texts for one in days.times(text, on)]
    told = [one for one, _ in sides]
    headers = [
        one
        for source in sources
        if source.published
        for one in days.times(source.published.isoformat(), None)
    ]
    dated = any(one.day or one.month or one.weekday is not None for one in told)
    seen = next((source.published for source in sources if source.published), None)
    wrong = []
    for one in days.times(SPOKEN.sub(lambda match: "_" * len(match[0]), claim), seen):
        # the day of publication is the day of what has no other, or of the report itself
        report = REPORTED.search(claim[: one.start])
        own = headers if (one.year or one.month) and (report or not dated) else []
        side = days.side(claim, one)
        near = [other for other, its in sides if not side or its in {side, ""}]
        if not days.says(one, [*near, *own]):
            wrong.append(claim[one.start : one.end])
    return wrong


def wrong_names(claim: str, sources: Sequence[Source]) -> list[str]:
    """The names of a claim, word by word, that no source has."""
    claim = _plain_initials(claim)
    said = _plain_initials(" ".join(f"{source.text} {source.header}" for source in sources))
    have = {_bare(word) for word in TOKEN.findall(said)}
    common = {polarity.stem(word) for word in TOKEN.findall(said) if word.islower()}
    have |= {alias for group in ALIASES if group & have for alias in group}
    have |= {part for word in have for part in re.split(r"[-’'&]", word) if len(part) > 1}
    have -= _of_others(claim, sources)
    have |= {name for one in sources if (name := spoken_of(one.text, one.article))}
    initials = _initials(said)
    dates = [(one.start, one.end) for one in days.times(claim, None)]
    wrong = []
    words = list(TOKEN.finditer(claim))
    opened = True
    for number, match in enumerate(words):
        word, first = match.group(), opened
        after = claim[match.end() : words[number + 1].start()] if number + 1 < len(words) else ""
        opened = bool(re.search(r"[.!?:“\"]", after)) or False
        if not any(c.isupper() for c in word) or any(
            a < match.end() and match.start() < b for a, b in dates
        ):
            continue
        bare = _bare(word)
        if QUARTER.fullmatch(bare) or bare in HONORIFICS:
            continue
        if bare in have or _known(bare, have) or bare in initials:
            continue
        if first and (len(word) == 1 or not word.isupper()):
            following = words[number + 1].group() if number + 1 < len(words) else ""
            named = following[:1].isupper() and after == " "
            named |= any(_is_named(word, source.article) for source in sources)
            named &= not (bare.endswith("ing") and polarity.stem(bare) in common)
            if not named and (bare == "a" or bare in ranks() or polarity.stem(bare) in common):
                continue
            if len(word) > 1 and (_common(bare) or _is_no_name(word, common)):
                continue
        if word.isupper() and len(word) > 1 and _spelt_out(word, claim):
            continue
        if word[0].isupper() and _abbreviated(match.start(), words, have):
            continue
        if _is_whole_name(number, words, have, sources):
            continue
        wrong.append(word)
    return wrong


def _of_others(claim: str, sources: Sequence[Source]) -> set[str]:
    """The people whom only titles name, where each text speaks of somebody else, and the claim not
    of them."""
    named = {last(word) for word in TOKEN.findall(claim)}
    about = [spoken_of(source.text, source.article) for source in sources]
    if any(one is None or one in named for one in about):
        return set()
    people = frozenset[str]().union(*(persons(source.article) for source in sources))
    said = " ".join(f"{source.text} {source.publisher} {source.author}" for source in sources)
    return named & people - {last(word) for word in TOKEN.findall(said)}


def leans_on_pronoun(claim: str, sources: Sequence[Source]) -> bool:
    """Whether a claim names somebody whom its sources only call he or she."""
    said = {last(word) for one in sources for word in TOKEN.findall(f"{one.text} {one.title}")}
    meant = {spoken_of(source.text, source.article) for source in sources} - said
    return any(last(word) in meant for word in TOKEN.findall(claim))


def _is_whole_name(
    number: int, words: Sequence[re.Match[str]], have: set[str], sources: Sequence[Source]
) -> bool:
    """Whether a word stands beside a cited name in the article as it does in the claim."""
    for beside in (number - 1, number + 1):
        if not 0 <= beside < len(words):
            continue
        other = words[beside].group()
        if not other[0].isupper() or _bare(other) not in have:
            continue
        first, second = sorted((number, beside))
        pair = f"{_plain(words[first].group())} {_plain(words[second].group())}"
        if any(f" {pair} " in f" {_plain(source.article)} " for source in sources):
            return True
    return False


def _plain_initials(text: str) -> str:
    """A text with its initials as words: U.S., US$."""
    return DOTTED.sub(_undotted, text).replace("US$", "US ").replace("$US", "US ")


def _undotted(found: re.Match[str]) -> str:
    """Initials without their dots, but one that may end a sentence."""
    return found[0].replace(".", "") + ("." if found["ends"] is not None else "")


def _bare(word: str) -> str:
    word = word.casefold().replace("’", "'")
    return word.removesuffix("'s").removesuffix("'").replace(".", "")


def _common(word: str) -> bool:
    """Whether a word that begins a sentence is one of the most frequent ones, no name."""
    rank = ranks().get(word, 0 if word in polarity.STOP else None)
    if rank is None and word.endswith("s"):
        return word[:-1] in ranks()
    return rank is not None and rank <= 600


def _is_named(word: str, article: str) -> bool:
    """Whether an article has a word within its sentences, and never without a capital."""
    inside = re.search(rf"[\w,;] {re.escape(word)}\b", article)
    return bool(inside) and not re.search(rf"\b{re.escape(word.lower())}\b", article)


def _is_no_name(word: str, common: set[str]) -> bool:
    """Whether a word is a figure, or a plural that goes with another word: insurers, insurance."""
    base = word.casefold()[: max(BASE, len(word) - len("ers"))]
    return bool(re.search(r"\d", numbers.in_digits(word))) or (
        word.endswith("s") and any(other.startswith(base) for other in common)
    )


def _known(word: str, have: set[str]) -> bool:
    """Whether a word is a form of one that stands there: Norway, Norwegian; the plural."""
    if (word.endswith("s") and word[:-1] in have) or f"{word}s" in have:
        return True
    parts = [part for part in re.split(r"[-'&]", word) if part]
    if len(parts) > 1 and all(
        part in have or f"{part}s" in have or not part.isalpha() or _common(part) for part in parts
    ):
        return True
    if len(word) < 4:
        return False
    return any(
        len(other) >= 4
        and word[:4] == other[:4]
        and (DEMONYM.search(word) or DEMONYM.search(other))
        and abs(len(word) - len(other)) <= 4
        and len(_prefix(word, other)) >= min(len(word), len(other)) - 3
        for other in have
    )


def _prefix(one: str, other: str) -> str:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return one[:count]


def _initials(text: str) -> set[str]:
    """The short forms that the names of a text would have: European Union, eu."""
    found = set()
    for run in re.findall(r"(?:[A-Z][\w’'-]+(?:\s(?:of|and|the|for))?\s?){2,6}", text):
        words = [word for word in run.split() if word[0].isupper()]
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                found.add("".join(word[0] for word in words[start:end]).casefold())
    return found


def _spelt_out(short: str, claim: str) -> bool:
    """Whether the claim itself says what a short form stands for: "... (ECB)"."""
    return short.casefold() in _initials(claim.replace(short, " "))


def _abbreviated(start: int, words: Sequence[re.Match[str]], have: set[str]) -> bool:
    """Whether a word is part of a name whose initials stand in the sources."""
    names = [word for word in words if word.group()[0].isupper()]
    position = next((n for n, word in enumerate(names) if word.start() == start), 0)
    for length in range(2, 6):
        for begin in range(max(0, position - length + 1), position + 1):
            run = names[begin : begin + length]
            if len(run) == length and "".join(w.group()[0] for w in run).casefold() in have:
                return True
    return False


def wrong_quotes(claim: str, sources: Sequence[Source]) -> list[str]:
    """The quoted phrases of a claim, of two words or more, that stand in no source."""
    said = [_plain(f"{source.text} {source.title}") for source in sources]
    wrong = []
    for match in QUOTED.finditer(claim):
        phrase = match[1] or match[2]
        parts = [_plain(part) for part in re.split(r"…|\.\.\.|\[[^\]]*\]", phrase)]
        for part in parts:
            if len(part.split()) > 1 and not any(f" {part} " in f" {text} " for text in said):
                wrong.append(phrase)
                break
    return wrong


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("’", "").replace("'", "")))


def wrong_publishers(
    claim: str, sources: Sequence[Source], publishers: Iterable[str] = ()
) -> list[str]:
    """The publishers that a claim says report it, and that have no part in its sources."""
    own = {key(one) for source in sources for one in (source.publisher, source.author) if one}
    known = set(names_of(tuple(publishers))) | own
    wrong = []
    for match in ATTRIBUTED.finditer(claim):
        said = next(part for part in match.groups() if part)
        for name in re.split(r",? and |, | or ", re.sub(r"^both ", "", said)):
            mine = key(re.sub(r"[’']s .*$", "", name))
            if mine in known and not any(mine in one or one in mine for one in own if one):
                wrong.append(name)
    return wrong


def wrong_addresses(claim: str, sources: Sequence[Source]) -> list[str]:
    """The addresses of a claim that stand in no source."""
    said = " ".join(source.text for source in sources).casefold()
    told = (match[0].casefold().rstrip(".,;:!?\"'”’") for match in ADDRESS.finditer(claim))
    return [one for one in told if one not in said]


def bare(claim: str, sources: Sequence[Source]) -> str:
    """A claim without its number in a list, without "the article says that", and without the
    publisher that it names as its source, where that is right."""
    own = {key(one) for source in sources for one in (source.publisher, source.author) if one}

    def left(match: re.Match[str]) -> str:
        said = next(part for part in match.groups() if part)
        name = key(re.sub(r"[’']s .*$| of \d.*$", "", said))
        right = any(one in key(said) or (len(name) > 2 and name in one) for one in own)
        return "" if right else match.group()

    told = FRAMED.sub("", ATTRIBUTED.sub(left, LISTED.sub("", claim)))
    told = told if told.endswith((".", "!", "?", "”")) else f"{told}."
    return f"{told[:1].upper()}{told[1:]}"

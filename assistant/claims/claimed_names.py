"""Whether the names of a claim are those of its sources, word by word, and of whom they speak."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.claims import copied
from assistant.claims.source import Source
from assistant.language import polarity
from assistant.language import times as days
from assistant.language.digits import in_digits
from assistant.language.offices import same_offices
from assistant.language.persons import OFFICE, WHOLE, last, persons, spoken_of
from assistant.language.words import is_english, ranks

TOKEN = re.compile(r"[^\W_](?:[\w’'&-]*\w)?")
DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?P<ends>(?=\s+[A-Z]))?")
"""Initials with their dots: U.S.; the last may end a sentence."""
SHORTENED = re.compile(r"(?<=[a-z], )([A-Z][a-z]{1,4})\.")
STATES = {
    **{"Ala": "alabama", "Ariz": "arizona", "Ark": "arkansas", "Calif": "california"},
    **{"Colo": "colorado", "Conn": "connecticut", "Del": "delaware", "Fla": "florida"},
    **{"Ga": "georgia", "Ill": "illinois", "Ind": "indiana", "Kan": "kansas", "Ky": "kentucky"},
    **{"La": "louisiana", "Mass": "massachusetts", "Md": "maryland", "Mich": "michigan"},
    **{"Minn": "minnesota", "Miss": "mississippi", "Mo": "missouri", "Mont": "montana"},
    **{"Neb": "nebraska", "Nev": "nevada", "Okla": "oklahoma", "Ore": "oregon"},
    **{"Pa": "pennsylvania", "Tenn": "tennessee", "Tex": "texas", "Va": "virginia"},
    **{"Vt": "vermont", "Wash": "washington", "Wis": "wisconsin", "Wyo": "wyoming"},
}
"""States as the Associated Press shortens them behind a town: East Hartford, Conn."""
QUARTER = re.compile(r"q[1-4]")
"""A quarter of a year, which is compared as a figure."""
ALIASES = (
    frozenset(["us", "usa", "america", "american", "americans"]),
    frozenset(["uk", "gb", "britain", "british", "briton", "britons", "brits"]),
    frozenset(["europe", "european", "europeans"]),
    frozenset(["poland", "polish", "pole", "poles"]),
    frozenset(["france", "french", "frenchman", "frenchwoman"]),
    frozenset(["netherlands", "holland", "dutch", "dutchman"]),
    frozenset(["denmark", "danish", "dane", "danes"]),
    frozenset(["spain", "spanish", "spaniard", "spaniards"]),
    frozenset(["sweden", "swedish", "swede", "swedes"]),
    frozenset(["switzerland", "swiss"]),
    frozenset(["greece", "greek", "greeks"]),
    frozenset(["wales", "welsh", "welshman"]),
    frozenset(["scotland", "scottish", "scots", "scot"]),
    frozenset(["ireland", "irish", "irishman"]),
    frozenset(["philippines", "philippine", "filipino", "filipinos"]),
    frozenset(["thailand", "thai", "thais"]),
)
"""Names that stand for one another."""
DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my"]
)
"""What begins a sentence before a name, and is no part of it: “The Selja”."""
HONORIFICS = frozenset(["no", "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "i"])
TITLES = frozenset(["the", "sen", "rep", "gov", "prof"])
"""What else stands before a name and is none."""
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
OPENS = re.compile(r"(?:^|(?<=[.!?] ))[^\W\d_]+(?= [a-z])")
"""A word that begins a sentence, before another without a capital."""
QUALITY = re.compile(r"[a-z]{3}(?:ness|ment|tion|sion)s?$")
"""How a word ends that is no name though it begins a sentence: nervousness."""
BESIDE = re.compile(r"[\w,;] ([A-ZÀ-Þ][\w’'-]*) $")
"""A word with a capital that stands before another, and begins no sentence."""
BASE = 5
"""Letters that a plural at the beginning of a claim and another word have in common at least."""


def wrong_names(claim: str, sources: Sequence[Source]) -> list[str]:
    """The names of a claim, word by word, that no source has."""
    claim = _plain_initials(same_offices(claim))
    said = " ".join(f"{source.text} {source.header}" for source in sources)
    said = _plain_initials(same_offices(said))
    told = TOKEN.findall(said)
    have, common = _words_told(claim, sources, said), _stems_told(sources, told)
    small = {word for word in told if word.islower()}
    small -= {_bare(word) for word in told if not word.islower()}
    initials, shorts = _initials(said), {_bare(word) for word in told if _is_short(word)}
    dates = [(one.start, one.end) for one in days.times(claim, None)]
    wrong = []
    words = list(TOKEN.finditer(claim))
    opened = True
    for number, match in enumerate(words):
        word, first = match.group(), opened
        after = claim[match.end() : words[number + 1].start()] if number + 1 < len(words) else ""
        opened = bool(re.search(r"[.!?:“\"]", after))
        if not any(c.isupper() for c in word) or any(
            a < match.end() and match.start() < b for a, b in dates
        ):
            continue
        bare = _bare(word)
        if QUARTER.fullmatch(bare) or bare in HONORIFICS:
            continue
        if number and _are_put_together(words[number - 1], match, claim, small, said):
            wrong.append(word)
            continue
        if bare in have or _known(bare, have) or (bare in initials and _is_short(word)):
            continue
        if first and (len(word) == 1 or not word.isupper()):
            following = words[number + 1].group() if number + 1 < len(words) else ""
            named = following[:1].isupper() and after == " "
            named |= any(_is_named(word, source.article) for source in sources)
            named &= not (bare.endswith("ing") and polarity.stem(bare) in common)
            if bare in polarity.STRICT or _is_compound(word, common):
                continue
            if not named and (bare == "a" or is_english(bare) or polarity.stem(bare) in common):
                continue
            if len(word) > 1 and (_common(bare) or _is_no_name(word, common)):
                continue
        if word.isupper() and len(word) > 1 and _spelt_out(word, claim):
            continue
        if word[0].isupper() and _abbreviated(number, words, shorts):
            continue
        if _is_whole_name(number, words, have, sources) or _tells_which(number, words, sources):
            continue
        wrong.append(word)
    return wrong


def _words_told(claim: str, sources: Sequence[Source], said: str) -> set[str]:
    """The words of sources that a name of a claim may be made of, with other forms of them."""
    have = {_bare(word) for word in TOKEN.findall(said)}
    have |= {alias for group in ALIASES if group & have for alias in group}
    have |= {part for word in have for part in re.split(r"[-’'&]", word) if len(part) > 1}
    have -= _of_others(claim, sources)
    have |= {name for one in sources if (name := spoken_of(one.text, one.article))}
    return have | {STATES[short] for short in SHORTENED.findall(said) if short in STATES}


def _stems_told(sources: Sequence[Source], told: Sequence[str]) -> set[str]:
    """The stems of the words of sources that are no names."""
    return {polarity.stem(word) for word in told if word.islower()} | {
        polarity.stem(first[0].lower())
        for source in sources
        for first in OPENS.finditer(source.text)
        if is_english(first[0].lower())
    }


def are_elsewhere(names: Sequence[str], sources: Sequence[Source]) -> bool:
    """Whether the articles of sources have some words of names, and none of them is somebody's: who
    it was is not to be guessed."""
    texts = [source.article for source in sources]
    known = _capitals(texts)
    people = set[str]().union(*map(persons, texts))
    people |= {  # their first names
        last(whole[0].split()[0])
        for text in texts
        for whole in WHOLE.finditer(text)
        if last(whole["own"]) in people
    }
    return all(_bare(name) in known and last(name) not in people for name in names)


def are_unnamed(names: Sequence[str], claim: str, sources: Sequence[Source]) -> bool:
    """Whether the articles of sources have some words of names, together where they stand together,
    and the sources speak of nobody else who could have been taken for them: “The coach will stay.”
    """
    articles = [one.article for one in sources]
    known = _capitals(articles)
    wholes = {
        (last(whole[0].split()[0]), last(whole["own"]))
        for one in articles
        for whole in WHOLE.finditer(one)
    }
    others = {who for one in sources for who in _spoken_of(one)}
    pairs = [f"{a} {b}" for a, b in pairwise(names) if f"{a} {b}" in claim]
    return all(any(pair in one for one in articles) for pair in pairs) and all(
        _bare(name) in known
        and (not others or any((last(name), other) in wholes for other in others))
        for name in names
    )


def _capitals(texts: Iterable[str]) -> set[str]:
    """The words of texts that are not written small."""
    return {_bare(word) for text in texts for word in TOKEN.findall(text) if not word.islower()}


def _spoken_of(source: Source) -> Iterator[str]:
    """The last names of whoever a source may speak of: who is named with two words, or known to be
    somebody, or meant by its “he”."""
    people = persons(source.article)
    yield from (last(word) for word in TOKEN.findall(source.text) if last(word) in people)
    yield from (last(whole["own"]) for whole in WHOLE.finditer(source.text))
    if who := spoken_of(source.text, source.article):
        yield who


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


def are_one_name(other: copied.Other) -> bool:
    """Whether two names are of one thing: Britain and the UK; an office and who holds it."""
    if other.kind != "name":
        return False
    told = {_bare(word) for word in other.told}
    told |= {alias for group in ALIASES if group & told for alias in group}
    names = [_bare(word) for word in other.said if word[0].isupper()]
    return bool(told & OFFICES) or all(name in told or _known(name, told) for name in names)


def _is_whole_name(
    number: int, words: Sequence[re.Match[str]], have: set[str], sources: Sequence[Source]
) -> bool:
    """Whether a word stands beside a cited name in the article as it does in the claim, and that
    name is not a part of another one where it is cited: Northwestern is no Temple University."""
    for beside in (number - 1, number + 1):
        if not 0 <= beside < len(words):
            continue
        other = words[beside].group()
        if not other[0].isupper() or _bare(other) not in have or _bare(other) in DETERMINERS:
            continue
        pair = r"\.?\s+".join(re.escape(_bare(words[n].group())) for n in sorted((number, beside)))
        whole = re.compile(rf"(?<!\w){pair}(?!\w)")
        articles = (_plain_initials(source.article).casefold() for source in sources)
        if any(whole.search(article.replace("’", "'")) for article in articles):
            said = " ".join(f"{source.text} {source.header}" for source in sources)
            return not _is_of_another_name(_bare(other), said, before=beside > number)
    return False


def _tells_which(number: int, words: Sequence[re.Match[str]], sources: Sequence[Source]) -> bool:
    """Whether a word only tells which a thing is that a source speaks of, as its article does
    elsewhere: “The US government”, for “the government”."""
    if number + 1 >= len(words) or not words[number + 1].group().islower():
        return False
    word, thing = (re.escape(words[n].group()) for n in (number, number + 1))
    return any(
        re.search(rf"\bthe {thing}\b", source.text, re.IGNORECASE)
        and re.search(rf"\b{word} {thing}\b", _plain_initials(source.article))
        for source in sources
    )


def _is_of_another_name(word: str, said: str, *, before: bool) -> bool:
    """Whether a word stands in a text only behind another of a name, or before one. What begins a
    sentence, an office, a day or a month is none."""
    own = rf"(?i:{re.escape(word)})\b"
    places = list(re.finditer(rf"\b{own}", said))
    if before:
        beside = [BESIDE.search(said[: place.start()]) for place in places]
    else:
        beside = [re.match(r"\s([A-ZÀ-Þ][\w’'-]*)", said[place.end() :]) for place in places]
    joined = [one for one in beside if one and not _is_no_part(one[1])]
    return bool(places) and len(joined) == len(places)


def _is_no_part(word: str) -> bool:
    """Whether a word before a name is no part of it: an office, a title, a day or a month."""
    told = word.lower()
    office = re.fullmatch(OFFICE, told)
    return bool(office or copied.DAY_OR_MONTH.fullmatch(word)) or told in HONORIFICS | TITLES


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


def _is_compound(word: str, common: set[str]) -> bool:
    """Whether a word is made of words of the language, the first of which the sources have too:
    Private-sector, of private firms; not Rolls-Royce, and not Boston-based."""
    first, *others = word.split("-")
    made = all(len(part) > 1 and part.islower() and is_english(part) for part in others)
    return bool(others) and made and polarity.stem(first.lower()) in common


def _is_named(word: str, article: str) -> bool:
    """Whether an article has a word within its sentences, and never without a capital."""
    inside = re.search(rf"[\w,;] {re.escape(word)}\b", article)
    return bool(inside) and not re.search(rf"\b{re.escape(word.lower())}\b", article)


def _is_no_name(word: str, common: set[str]) -> bool:
    """Whether a word is a figure, a quality, or a plural that goes with another word: insurers,
    insurance."""
    base = word.casefold()[: max(BASE, len(word) - len("ers"))]
    if word.casefold() not in ranks() and word.endswith("ers") and is_english(word.casefold()):
        return True  # renters, helpers
    return bool(re.search(r"\d", in_digits(word)) or QUALITY.search(word)) or (
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


def _are_put_together(
    one: re.Match[str], other: re.Match[str], claim: str, small: set[str], said: str
) -> bool:
    """Whether two words of a claim make a name that a text has without capitals, and apart: “Mayor
    Long”, of a mayor and a long time."""
    pair = _bare(one[0]), _bare(other[0])
    return (
        claim[one.end() : other.start()] == " "
        and one[0][0].isupper()
        and small.issuperset(pair)
        and " ".join(pair) not in said.casefold()
    )


def _is_short(word: str) -> bool:
    """Whether a word is a short form: ECB, ECB's, NGOs."""
    return re.fullmatch(r"[A-ZÀ-Þ&]{2,}(?:['’]?s)?", word) is not None


def _abbreviated(number: int, words: Sequence[re.Match[str]], shorts: set[str]) -> bool:
    """Whether a word is part of a name, of words in a row, for which one of some short forms stands
    that a text has."""
    first = last = number
    while first and _is_of_a_name(words[first - 1].group()):
        first -= 1
    while last + 1 < len(words) and _is_of_a_name(words[last + 1].group()):
        last += 1
    names = [n for n in range(first, last + 1) if words[n].group()[0].isupper()]
    place = names.index(number)
    return any(
        "".join(words[n].group()[0] for n in names[begin:end]).casefold() in shorts
        for begin in range(place + 1)
        for end in range(max(place + 1, begin + 2), len(names) + 1)
    )


def _is_of_a_name(word: str) -> bool:
    return word[0].isupper() or word in {"of", "and", "the", "for"}

"""Whether a claim turns round what a text says: a word's opposite in its place, a denial put in or
left out. Exact as far as it goes; what is said in quite other words, `assistant.models.support`
tells."""

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
STRICT = frozenset(
    ["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"]
)
"""Words that deny what they stand by; and all that end in n't."""
WIDE = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|scarcely"
    r"|rarely|seldom|few|little|only|unless|until|yet|instead|lack(?:s|ed|ing)?|absence|absent"
    r"|miss(?:es|ed|ing)?|fail(?:s|ed|ing|ure)?|refus(?:e|es|ed|ing|al)|den(?:y|ies|ied|ying|ial)"
    r"|reject(?:s|ed|ing)?|decline[sd]?|stop(?:s|ped)?|ban(?:s|ned)?|avoid(?:s|ed|ing)?"
    r"|prevent(?:s|ed|ing)?|rul(?:e[sd]?|ing) out|unable|unlikely|impossible|against|oppos\w+"
    r"|end(?:s|ed)?|cancel\w*|abandon\w*|ceas\w+|halt\w*|empty|free of|out of|short of|far from"
    r"|anything but|any\w*|(?:other|rather) than|except|withdr\w+"
    r"|drop(?:s|ped)?|scrap\w*|block(?:s|ed)?"
    r"|left out|exclud\w+|un\w{4,}|in\w{6,}|im\w{5,}|dis\w{4,}|non(?:-?\w+)?|\w+less)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words with a denial in them, or in whose place one can stand."""
DENYING = frozenset(["not", "never"])
"""Those of them that can be put in or left out of a sentence that stays as it is."""
NOT_ALONE = re.compile(
    r"\b(ca|wo|sha|is|are|was|were|do|does|did|has|have|had|would|could|should|might|must|need)n[’']t"
    r"\b|\bcannot\b",
    re.IGNORECASE,
)
WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
NOT_YET = re.compile(
    r"\b(?:not|[a-z]+n[’']t)\s(?:\w+\s){0,4}?yet\b|\b(?:not yet|yet to)\b|\bstill (?:not|un\w+)",
    re.IGNORECASE,
)
ALREADY = re.compile(r"\balready\b", re.IGNORECASE)
"""What has not happened, and what has."""
ALIKE = 0.7
"""The least share of a claim's words that a sentence has which tells of the same."""
STOPPED = re.compile(r"[.;!?]\s")
"""Where a sentence ends, or the half of one."""
BETWEEN = re.compile(r"(?<=[.!?])[”\"]?\s(?=[“\"A-ZÀ-Þ])")
"""What stands between two sentences."""
OPEN_TO = re.compile(
    r"(?<!not )(?<!n[’']t )\b(?:open to|(?:left|leaves?|leaving|keeps?|kept) open|willing to"
    r"|considering|in favou?r of)\s(?P<what>(?:(?!\b(?:but|and|which|who)\b)[^.,;]){1,60})",
    re.IGNORECASE,
)
RULED_OUT = re.compile(
    r"(?<!not )(?<!n[’']t )\b(?:rul(?:es?|ed|ing) out|dismiss(?:es|ed|ing)|turn(?:s|ed|ing) down)\s"
    r"(?P<what>(?:(?!\b(?:but|and|which|who)\b)[^.,;]){1,60})",
    re.IGNORECASE,
)
"""What is open, and what is not."""
SAME = 0.6
"""The least share of the words of what is open that those of what is ruled out have."""
DO = frozenset(["do", "does", "did"])
FEWEST = 4
"""Words of a claim that is compared word for word."""
WINDOW = 4
"""Words after a denial that tell what is denied."""
BESIDE = 6
"""Words before what is denied among which a denial is looked for."""
SPAN = 10
"""Words within which what is denied stands together."""
SLIGHT = frozenset(["one", "yet", "even", "ever", "really", "actually", "else", "longer"])
"""Words after a denial that belong to it."""
OF_WHAT_FOLLOWS = frozenset(
    ["suggest", "indicat", "evidenc", "sign", "believ", "think", "restrict"]
)
"""Stems of words behind a denial that deny what follows them; without another one what is denied
has to be said: “two did not survive the crash” denies no crash."""
PARTLY = frozenset(
    """until unless since only just merely simply because always
    necessarily before enough but""".split()  # noqa: SIM905
)
"""Words behind a denial that leave a part of what it denies."""
REFUSING = re.compile(r"(?:refus|declin)\w*|unable|unwilling")
"""Words that deny what they stand by with a "to" between."""
PARTED = re.compile(r"[,;:.!?—–()]+|[$£€]?\d[\d.,]*")
"""What ends what a denial is of; a figure is compared as one."""
TAKES_SIDES = re.compile(
    r"vot\w+|argu\w+|campaign\w*|sp[eo]ak\w*|spoke|ruled|ruling|decided|demonstrat\w+|protest\w*"
    r"|fight\w*|fought|stand\w*|stood|case|evidence|arguments?|are|is|was|were|be|members|majority"
)
"""Words before a “for” that is the opposite of “against”; else it only joins."""
GOES_WITH = frozenset(["giv", "step"])
"""Stems of verbs of which an “up” or “down” is a part and no direction."""
NOBODY_AGAINST = re.compile(r"(?:no one|nobody|none) (?:against|oppos\w+|dissent\w*)")
"""What stands behind a “with” that is no contrary of “without”."""
WHICH, ARTICLES = frozenset(["earlier", "later"]), frozenset(["a", "an", "the"])
NOT_CONTRARY = frozenset(["cover", "covers", "covered", "covering", "fold", "folded", "folds"])
"""Words that are not denied by an "un" before them."""
VERBS = {"loss": "lose", "losses": "lose", "growth": "grow", "sale": "sell", "closure": "close"}
"""Nouns that say what a verb does."""
UNLIKE = 5
"""The fewest letters of a word that an "un" makes its contrary."""
JUST_BEFORE = 3
"""Words before another among which stands what denies it."""
STOP = frozenset(
    """a an the of to in on at by for with and or but as is are was were be been being it its he she
    they them his her their this that these those there has have had do does did will would can
    could may might must should very much more most so than then any some""".split()  # noqa: SIM905
)


@cache
def opposites() -> dict[str, tuple[str, ...]]:
    """For each word those that turn a sentence round in its place."""
    found: dict[str, list[str]] = {}
    text = files("assistant.language").joinpath("opposites.txt").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            one, other = (part.split() for part in line.split("|"))
            for a, b in zip(one, other, strict=True):
                found.setdefault(a, []).append(b)
                found.setdefault(b, []).append(a)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


@cache
def irregular() -> dict[str, str]:
    """The plain form for each past form of the verbs that have their own."""
    text = files("assistant.language").joinpath("irregular.txt").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {form: plain for plain, *forms in rows for form in forms}


def turned(claim: str, text: str) -> list[str]:
    """The words of a claim in the place of which the text has their opposites, both of them denied
    or neither."""
    said, told = words(claim), words(text)
    own, theirs = set(said), set(told)
    return [
        word
        for place, word in enumerate(said)
        if word not in theirs
        and VERBS.get(word) not in {irregular().get(one, one) for one in theirs}
        and _counts(said, place)
        and any(
            _is_denied(said, place)
            in {
                _is_denied(told, n)
                for n, w in enumerate(told)
                if w == o and _counts(told, n) and _is_at_noun(said, place) == _is_at_noun(told, n)
            }
            for o in (*opposites().get(word, ()), *_unlike(word))
            if o not in own
        )
    ]


def _counts(said: list[str], place: int) -> bool:
    """Whether a word turns something round where it stands: “for” behind a vote, but not “with” of
    “with nobody against”, nor “up” of “gave up”."""
    before = said[place - 1] if place else ""
    match said[place]:
        case "for":
            return bool(TAKES_SIDES.fullmatch(before))
        case "with":
            return not NOBODY_AGAINST.match(" ".join(said[place + 1 : place + 4]))
        case "more" | "less":  # two years or more
            return before != "or"
        case "before":
            return said[place + 1 : place + 2] != ["long"]
        case "up" | "down":
            return stem(irregular().get(before, before)) not in GOES_WITH
    return True


def _is_at_noun(said: list[str], place: int) -> bool:
    """Whether a word tells which of two it is, as in “an earlier hearing”, and not when it was."""
    return said[place] in WHICH and said[max(0, place - 1)] in ARTICLES


def _unlike(word: str) -> tuple[str, ...]:
    """A word with an "un" before it, or without."""
    bare = word.removeprefix("un")
    if len(bare) < UNLIKE or bare in NOT_CONTRARY:
        return ()
    return (f"un{word}",) if bare == word else (bare,)


def _is_denied(said: list[str], place: int) -> bool:
    return bool(_strict(said[max(0, place - JUST_BEFORE) : place]))


def overlap(claim: str, text: str, but: Container[str] = ()) -> float:
    """The share of a claim's telling words, but some, that a text has, by their stems."""
    own = {stem(word) for word in words(claim) if word not in STOP and word not in but}
    return len(own & {stem(word) for word in words(text)}) / len(own) if own else 0.0


def telling(text: str) -> int:
    """How many words of a text tell anything."""
    return sum(word not in STOP for word in words(text))


def denied(claim: str, text: str) -> bool:
    """Whether one of the two denies what the other says with the same words."""
    mine, theirs = _parted(claim), _parted(text)
    return (
        any(
            not _affirms(theirs, place, after) and _says(mine, place, after, theirs)
            for place, after in _denials(theirs)
        )
        or any(
            len(after) > 1 and _says(theirs, place, after, mine) for place, after in _denials(mine)
        )
        or _put_in(words(claim), words(text))
        or _put_in_with_do(words(claim), words(text))
        or _is_not_yet(claim, text)
        or _is_open_to(claim, text)
        or _is_open_to(text, claim)
    )


def _parted(text: str) -> list[str]:
    """The words of a text, with a "," between its clauses."""
    return [word for part in PARTED.split(text) for word in (*words(part), ",")]


def _put_in(claim: list[str], text: list[str]) -> bool:
    """Whether a claim is a part of a text word for word but for a "not" put in or left out,
    whatever else stands beside it: few are not, not barely."""
    said = [_affirmed(word) for word in claim if word not in DENYING]
    if len(said) < FEWEST:
        return False
    kept = [n for n, word in enumerate(text) if word not in DENYING]
    plain = [_affirmed(text[n]) for n in kept]
    places = [n for n in range(len(plain)) if plain[n : n + len(said)] == said]
    parts = [text[kept[n] : kept[n + len(said) - 1] + 1] for n in places]
    return bool(parts) and claim not in parts


def _put_in_with_do(claim: list[str], text: list[str]) -> bool:
    """The same where the verb changes its form: did not cost, for cost. Forms of a verb tell less
    than the same word, so this counts only where the text denies nothing."""
    if not any(map(_denies, claim)) or any(map(_denies, text)):
        return False
    said, there = (
        [stem(irregular().get(one, one)) for one in map(_affirmed, own) if one not in DO | DENYING]
        for own in (claim, text)
    )
    windows = (there[n : n + len(said)] for n in range(len(there) - len(said) + 1))
    return len(said) >= FEWEST - 1 and said in windows


def _denies(word: str) -> bool:
    return word in DENYING or word.endswith("n't")


def _is_not_yet(claim: str, text: str) -> bool:
    """Whether one has already happened that the other says has not yet."""

    def when(told: str) -> tuple[bool, bool]:
        return bool(NOT_YET.search(told)), bool(ALREADY.search(told))

    said = when(claim)
    return any(
        {said, when(part)} == {(True, False), (False, True)}
        and overlap(claim, part, ("not", "yet", "already", "still")) >= ALIKE
        for part in STOPPED.split(text)
    )


def _is_open_to(one: str, other: str) -> bool:
    """Whether the one leaves open what the other rules out."""
    if OPEN_TO.search(other) or RULED_OUT.search(one):
        return False
    said = [_telling(found["what"]) for found in OPEN_TO.finditer(one)]
    ruled = [_telling(found["what"]) for found in RULED_OUT.finditer(other)]
    return any(
        len(a & b) > 1 and len(a & b) >= SAME * min(len(a), len(b)) for a in said for b in ruled
    )


def _telling(text: str) -> set[str]:
    return {stem(word) for word in words(text) if word not in STOP}


def _affirmed(word: str) -> str:
    """A word without the denial at its end."""
    return "can" if word == "can't" else word.removesuffix("n't")


def _denials(said: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Where words deny something, with the stems of what they deny as a whole."""
    for place, word in enumerate(said):
        rest = said[place + 1 :]
        clause = rest[: rest.index(",")] if "," in rest else rest
        refused = clause[:1] == ["to"] and REFUSING.fullmatch(word)
        if (refused or _strict([word])) and not PARTLY & set(clause):
            after = [stem(w) for w in clause if w not in STOP | STRICT | SLIGHT][:WINDOW]
            if len(after) > (word == "without"):
                yield place, after


def _affirms(text: list[str], place: int, after: list[str]) -> bool:
    """Whether a text says in another clause what it denies in one."""
    begins = _begins(text, place)
    return any(
        not begins <= first <= _ends(text, place)
        and not _excused(text[_begins(text, first) : last + 1], 0, last, after)
        for first, last in _places(after, [stem(word) for word in text])
    )


def _says(other: list[str], place: int, after: list[str], one: list[str]) -> bool:
    """Whether words say what others deny, and nowhere deny it too."""
    begins = max(_begins(one, place), place - BESIDE)
    own = len(_strict(one[begins : min(_ends(one, place), place + BESIDE)]))
    found = list(_places(after, [stem(word) for word in other]))
    if len(after) > 2 and after[0] not in _plain(other) | OF_WHAT_FOLLOWS:
        return False
    return bool(found) and not any(
        _excused(other, first, last, after)
        and own <= max(1, len(_strict(_beside(other, first, last))))
        for first, last in found
    )


def _plain(said: list[str]) -> set[str]:
    """The stems of some words, and of the verbs whose forms they are."""
    return {stem(one) for word in said for one in (word, irregular().get(word, word))}


def _begins(said: list[str], place: int) -> int:
    return place - said[:place][::-1].index(",") if "," in said[:place] else 0


def _ends(said: list[str], place: int) -> int:
    return said.index(",", place)


def _excused(said: list[str], first: int, last: int, after: list[str]) -> bool:
    """Whether a word that may deny stands by others, and is none of those that are denied."""
    beside = _beside(said, first, last)
    return bool(WIDE.search(" ".join(word for word in beside if stem(word) not in after)))


def _beside(said: list[str], first: int, last: int) -> list[str]:
    """Some words, and those before them."""
    return [word for word in said[:first] if word != ","][-BESIDE:] + said[first : last + 1]


def _places(wanted: list[str], stems: list[str]) -> Iterator[tuple[int, int]]:
    """Where most of some words stand near each other."""
    need = max(1, len(wanted) - 1) if len(wanted) > 2 else len(wanted)
    for start, stem in enumerate(stems):
        if stem in wanted:
            window = stems[start : start + SPAN]
            if len({s for s in window if s in wanted}) >= need:
                yield start, start + max(n for n, s in enumerate(window) if s in wanted)


def spelt_out(text: str) -> str:
    """A text with each “not” as a word: did not for didn't, can not for cannot and can't."""
    return NOT_ALONE.sub(lambda found: f"{_whole(found[1] or 'ca')} not", text)


def _whole(short: str) -> str:
    """A verb without what it lost before “n't”."""
    return WHOLE.get(short.lower(), short)


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def _strict(said: list[str]) -> list[int]:
    return [n for n, word in enumerate(said) if word in STRICT or word.endswith("n't")]


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without the endings that do not change its part in a sentence."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and word not in STOP:
            return word[: -len(ending)]
    return word

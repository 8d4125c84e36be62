"""Whether a claim turns round what a text says: a word's opposite in its place, a denial put in or
left out. Exact as far as it goes; what is said in quite other words, `assistant.support` tells."""

import re
from collections.abc import Sequence
from functools import cache
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
    r"|anything but|any\w*|other than|except|withdr\w+|drop(?:s|ped)?|scrap\w*|block(?:s|ed)?"
    r"|left out|exclud\w+|un\w{4,}|in\w{6,}|im\w{5,}|dis\w{4,}|non-?\w+|\w+less)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words with a denial in them, or in whose place one can stand."""
DENYING = frozenset(["not", "never"])
"""Those of them that can be put in or left out of a sentence that stays as it is."""
FEWEST = 4
"""Words of a claim that is compared word for word."""
WINDOW = 4
"""Words after a denial that tell what is denied."""
BESIDE = 6
"""Words before what is denied among which a denial is looked for."""
SPAN = 10
"""Words within which what is denied stands together."""
STOP = frozenset(
    """a an the of to in on at by for with and or but as is are was were be been being it its he she
    they them his her their this that these those there has have had do does did will would can
    could may might must should very much more most so than then any some""".split()  # noqa: SIM905
)


@cache
def opposites() -> dict[str, tuple[str, ...]]:
    """For each word those that turn a sentence round in its place."""
    found: dict[str, list[str]] = {}
    text = files("assistant").joinpath("opposites.txt").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            one, other = (part.split() for part in line.split("|"))
            for a, b in zip(one, other, strict=True):
                found.setdefault(a, []).append(b)
                found.setdefault(b, []).append(a)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


def turned(claim: str, text: str) -> list[str]:
    """The words of a claim in the place of which the text has their opposites."""
    said, told = words(claim), set(words(text))
    own = set(said)
    return [
        word
        for word in said
        if word not in told
        and any(other in told and other not in own for other in opposites().get(word, ()))
    ]


def overlap(claim: str, text: str, but: Sequence[str] = ()) -> float:
    """The share of a claim's telling words, but some, that a text has, by their stems."""
    own = {stem(word) for word in words(claim) if word not in STOP and word not in but}
    return len(own & {stem(word) for word in words(text)}) / len(own) if own else 0.0


def telling(text: str) -> int:
    """How many words of a text tell anything."""
    return sum(word not in STOP for word in words(text))


def denied(claim: str, text: str) -> bool:
    """Whether one of the two denies what the other says with the same words."""
    mine, theirs = words(claim), words(text)
    return _denies(mine, theirs) or _denies(theirs, mine) or _put_in(mine, theirs)


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


def _affirmed(word: str) -> str:
    """A word without the denial at its end."""
    return "can" if word == "can't" else word.removesuffix("n't")


def _denies(one: list[str], other: list[str]) -> bool:
    """Whether a denial in `one` stands before words that `other` says without any."""
    stems = [stem(word) for word in other]
    for place in _strict(one):
        after = [stem(w) for w in one[place + 1 :] if w not in STOP and w not in STRICT][:WINDOW]
        found = _together(after, stems)
        if found is None:
            continue
        first, last = found
        beside = other[max(0, first - BESIDE) : last + 1]
        own = len(_strict(one[max(0, place - BESIDE) : place + BESIDE]))
        if not WIDE.search(" ".join(beside)) or own > max(1, len(_strict(beside))):
            return True
    return False


def _together(wanted: list[str], stems: list[str]) -> tuple[int, int] | None:
    """Where most of some words stand near each other, in order of `stems`; else `None`."""
    if not wanted:
        return None
    need = max(1, len(wanted) - 1) if len(wanted) > 2 else len(wanted)
    for start, stem in enumerate(stems):
        if stem in wanted:
            window = stems[start : start + SPAN]
            if len({s for s in window if s in wanted}) >= need:
                end = max(n for n, s in enumerate(window) if s in wanted)
                return start, start + end
    return None


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def _strict(said: list[str]) -> list[int]:
    return [n for n, word in enumerate(said) if word in STRICT or word.endswith("n't")]


def stem(word: str) -> str:
    """A word without the endings that do not change its part in a sentence."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and word not in STOP:
            return word[: -len(ending)]
    return word

"""Words that say the same, and words that say another thing of the same kind, from WordNet 3.0.

The files are those of Debian's package `wordnet-base`, in `/usr/share/wordnet`. Only the first
sense of a word is looked at, and words in the forms that English makes by rule.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assistant.language.words import ranks

FOLDER = Path("/usr/share/wordnet")
KINDS = ("noun", "verb", "adj")
ENDINGS = {"noun": ("", "s"), "verb": ("", "s", "ed", "ing"), "adj": ("",)}
RARE = 12_000
"""Words of a higher rank are left alone."""


@dataclass(slots=True)
class Words:
    """Of one kind of words: their first sets of synonyms, what those hold, and what is beside."""

    first: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    above: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    opposite: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@cache
def words(kind: str) -> Words:
    """All words of a kind."""
    found = Words()
    for line in (FOLDER / f"index.{kind}").read_text("latin-1").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            found.first[parts[0]] = parts[-int(parts[2])]
    for line in (FOLDER / f"data.{kind}").read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        parts = line.partition("|")[0].split()
        own, count = parts[0], int(parts[3], 16)
        names = [parts[4 + 2 * n].lower().partition("(")[0] for n in range(count)]
        found.members[own] = names
        rest = parts[4 + 2 * count :]
        for n in range(int(rest[0])):
            sign, target, _, places = rest[1 + 4 * n : 5 + 4 * n]
            if sign == "@":
                found.above[own].append(target)
                found.below[target].append(own)
            elif sign == "!":
                found.opposite[names[int(places[:2], 16) - 1]].append(target)
    return found


def synonyms(word: str) -> list[str]:
    """Words for the same in its first sense, in the same form."""
    return _others(word, lambda w, own, _: w.members[own])


def kindred(word: str) -> list[str]:
    """Words for another thing of the same kind, and its opposites, in the same form."""

    def beside(w: Words, own: str, lemma: str) -> list[str]:
        near = [s for up in w.above[own] for s in w.below[up] if s != own][:60]
        told = [name for s in near for name in w.members[s][:1]]
        facing = [name for s in w.opposite.get(lemma, ()) for name in w.members[s][:1]] * 5
        return [name for name in told + facing if name not in w.members[own]]

    return _others(word, beside)


def _others(word: str, look: Callable[[Words, str, str], list[str]]) -> list[str]:
    found = []
    for kind in KINDS:
        w = words(kind)
        for ending in ENDINGS[kind]:
            if ending and not word.endswith(ending):
                continue
            lemma = word[: len(word) - len(ending)] if ending else word
            if ending in {"ed", "ing"} and lemma not in w.first and f"{lemma}e" in w.first:
                lemma = f"{lemma}e"
            if lemma in w.first and (own := w.first[lemma]) in w.members:
                for name in look(w, own, lemma):
                    told = _formed(name, ending)
                    if told and told != word and name.isalpha() and ranks().get(told, RARE) < RARE:
                        found.append(told)
                return list(dict.fromkeys(found))
    return []


def _formed(lemma: str, ending: str) -> str | None:
    if ending in {"ed", "ing"} and lemma.endswith("e"):
        return lemma[:-1] + ending
    if ending == "s" and lemma.endswith(("s", "x", "ch", "sh", "y")):
        return None
    return lemma + ending

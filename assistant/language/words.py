"""How telling a word is, the same in a library of one article and of a million.

Word frequencies come from the order of the packaged model's WordPiece vocabulary, which lists
whole words from the most frequent to the rarest. By Zipf's law a word of rank r occurs with a
probability in proportion to 1 / r, so its inverse document frequency grows as ln r.
"""

import re
from collections.abc import Iterable
from functools import cache
from math import log

from index.embedding import packaged_model

COMMON = 100
"""Words of a lower rank say nothing of what a text is about: the, of, said, when."""
ENDINGS = (
    *("s", "es", "er", "ers", "ed", "ing", "ings", "or", "ors", "ly"),
    *("ist", "ists", "sters", "men", "women"),
)
BASE = 4
"""What words are made with from others, and the letters that those have at least. What one person
is, a name can be too: Brewster, Chapman."""
ABSENT = 1.2
"""The weight of a word that the vocabulary has not: most are names."""


@cache
def ranks() -> dict[str, int]:
    """Rank by frequency, from 1, of some 20,000 English words."""
    lines = (packaged_model() / "vocab.txt").read_text("utf-8").splitlines()
    first = lines.index("the")
    words = [line for line in lines[first:] if not line.startswith("##")]
    return {word: rank for rank, word in enumerate(words, start=1)}


def weight(word: str) -> float:
    """From 0, for a word that is in every text, to 1 and more for a rare one or a name.

    Args:
        word: in lower case, without accents.
    """
    known = ranks()
    rank = known.get(word)
    if rank is None:
        return ABSENT
    return max(0.0, log(rank / COMMON) / log(len(known) / COMMON))


def named(stems: Iterable[str], text: str) -> set[str]:
    """Those of some stems, as Porter's rules make them, that a text has a word of: "barg" of
    barges, "librari" of library."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return {stem for stem in stems if any(_is_of(stem, word) for word in words)}


def _is_of(stem: str, word: str) -> bool:
    own = stem[:-1] if stem[-1] == "i" else stem
    return word.startswith(own[:5]) and (len(own) > 4 or len(word) <= len(own) + 3)


def is_english(word: str) -> bool:
    """Whether a word is among the frequent ones, or made from one: a lender, levees."""
    known = ranks()
    bases = [word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)]
    made_from = [base for base in bases if len(base) >= BASE]
    if word.endswith(("ers", "ing")):
        made_from += [f"{word[:-3]}e", _undoubled(word[:-3])]
    if word in known or any(base in known or f"{base}e" in known for base in made_from):
        return True
    parts = range(BASE - 1, len(word) - BASE) if word.endswith("ers") else ()  # lawmakers
    return any(word[:part] in known and word[part:] in known for part in parts)


def _undoubled(word: str) -> str:
    """A word without the last of two equal letters: shop, of shoppers."""
    return word[:-1] if word[-1:] == word[-2:-1] else word

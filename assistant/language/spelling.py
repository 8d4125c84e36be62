"""The word that a misspelt one was probably meant to be: one that the articles have."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.language.words import is_english
from index.index import Index
from index.keywords import Tokenizer, Word

LETTERS = "abcdefghijklmnopqrstuvwxyzæœøđħıłŋßþð"
"""The Latin ones that are left where accents are taken off, as the keyword index does."""
SHORTEST, SHORTEST_NAME, LONGEST = 5, 6, 30
"""Letters; of a shorter word too many others are only one letter away, and a longer one has too
many slips to look up: 75 for each letter."""
TERMS, READ = 3, 20
"""Terms that are looked at, the most frequent first, and passages of each."""
WORD = re.compile(r"[^\W\d_]+")


def meant(word: str, index: Index, *, begins: bool = False) -> str | None:
    """The word of the articles that is one slip away from a word that none of them has.

    `None` where there is none, or where the word is one of the language as far as that is known:
    then it is meant as it stands. For a name it is another name: nobody writes one with a capital
    who means an ordinary word.

    Args:
        begins: the question begins with it, so that its capital says nothing.
    """
    (own,) = index.tokenizer([word])
    text = own[0].text if len(own) == 1 else ""
    name = word[0].isupper() and not word.isupper() and not begins
    least = SHORTEST_NAME if name else SHORTEST
    if not least <= len(text) <= LONGEST or not text.isalpha() or is_english(text):
        return None
    tokenizer = Tokenizer()  # of its own: what nobody writes is not to be remembered
    near = {one.text: one for (one,) in tokenizer(sorted(set(slips(text))))}
    by_stem = {one.stem: one for one in near.values()}
    counts = index.library.term_counts(by_stem)
    written = [
        other
        for stem in sorted(counts, key=lambda stem: -counts[stem])[:TERMS]
        for other in _written_with(by_stem[stem], index)
    ]
    pairs = zip(written, tokenizer(written), strict=True)
    seen = Counter(
        other
        for other, own in pairs
        if own and own[0].text in near and (other[0].isupper() or not name)
    )
    return seen.most_common(1)[0][0] if seen else None


def slips(word: str) -> Iterator[str]:
    """A word with a letter left out, put in or exchanged, or with two that changed places.

    Of misspelt words 80 % are one of these away from the right one (Damerau 1964, doi
    10.1145/363958.363994); their first letter is seldom wrong, and stays.
    """
    letters = sorted({*LETTERS, *word})
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _written_with(word: Word, index: Index) -> Iterator[str]:
    """The words of some passages that hold one, as they are written there."""
    ids = index.search.keywords.scores([word]).ids[:READ].tolist()
    for document in index.library.passages(ids):
        yield from WORD.findall(document.page_content)

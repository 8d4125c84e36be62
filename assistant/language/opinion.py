"""Whether an article says itself that it is an opinion, in its title or in its address; and what
stands over an article and is no sentence of it."""

import re
from urllib.parse import urlsplit

KIND = (
    r"(?:opinions?|comment(?:ary)?|editorials?|columns?|columnists?|op-?eds?|viewpoints?|leader"
    r"|letters?(?: to the editor)?|leading article|guest essay|first person)"
)
TITLED = re.compile(rf"^\W*{KIND}\s*[:|–—-]\s|\s[|–—-]\s*{KIND}\W*$", re.IGNORECASE)
PLACED = re.compile(
    r"/(?:opinions?|comment|commentisfree|editorials?|columns?|columnists?|op-?eds?|letters|voices"
    r"|viewpoints?)(?:/|$)",
    re.IGNORECASE,
)
LABELLED = re.compile(
    rf"\W*(?i:{KIND})\s*(?:[|:–—-]\s*[^.]{{1,40}})?\W*$|By(?:\s+[A-ZÀ-Þ][\w.’'-]*){{2,5}}\W*$"
)
DISCLAIMED = re.compile(
    r"\W*(?:the )?(?:views|opinions)(?: and opinions)? expressed\b[^.]* (?:are|is)\b[^.]*\b"
    r"(?:own|alone|author[’']?s?|writers?|those of|do not)\b",
    re.IGNORECASE,
)
"""A paper says so of an opinion in any of these ways, and nothing of what it is about."""
LARGE = 4
"""Words in capitals that may be a label, at most."""


def is_opinion(title: str, url: str | None) -> bool:
    """Whether the title is marked as that of an opinion, or the address is among opinions."""
    return bool(TITLED.search(title) or (url and PLACED.search(urlsplit(url).path)))


def is_label(sentence: str) -> bool:
    """Whether something says what an article is or whose, and nothing of what it tells: "OPINION.",
    "Opinion | Jane Doe.", "By Jane Doe.", "The views expressed are her own."."""
    large = sentence.isupper() and len(sentence.split()) <= LARGE
    written_large = large and not any(sign.isdigit() for sign in sentence)
    return written_large or bool(LABELLED.match(sentence) or DISCLAIMED.match(sentence))


def is_of_the_author(sentence: str, author: str | None) -> bool:
    """Whether a sentence says who wrote the article: "Jane Doe is a columnist for the Post."."""
    if not author:
        return False
    return bool(re.match(rf"\W*{re.escape(author)}\W* (?:is|was|writes|works|reports)\b", sentence))

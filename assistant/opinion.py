"""Whether an article says itself that it is an opinion: in its title, or in its address."""

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


def is_opinion(title: str, url: str | None) -> bool:
    """Whether the title is marked as that of an opinion, or the address is among opinions."""
    return bool(TITLED.search(title) or (url and PLACED.search(urlsplit(url).path)))

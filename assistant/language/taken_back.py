"""Whether a text takes back, or makes depend on something, what it begins with: “…, which is
false”, “…, unless the council finds no money”."""

import re

from assistant.language.correction import is_corrected
from assistant.language.offices import without_stops
from assistant.language.polarity import overlap

FALSE = (
    r"(?:not (?:true|so|right|correct|the case)|untrue|false|wrong|incorrect|inaccurate|mistaken"
    r"|a (?:lie|hoax|joke|mistake)|an error|denied|disputed|disproved|corrected|retracted|withdrawn"
    r"|rejected)"
)
TAKEN_BACK = re.compile(
    r"(?:[,;(—–]|\s-)\s*(?:(?:but|and) )?(?:which|that|this|it|a (?:claim|report|figure) that)\s"
    r"(?:(?:has|have|had|since|later|soon|now|also)\s)*"
    r"(?:is|was|were|are|been|turned out to be|turns out to be|proved(?: to be)?)\s(?:\w+\s)?"
    rf"{FALSE}\b",
    re.IGNORECASE,
)
"""A part that says of what stands before it that it is not so."""
DEPENDS = re.compile(
    r",?\s(?:unless|provided(?: that)?|on condition that|assuming that|as long as(?! it takes))\s"
    r"|(?<!\beven)(?<!\bas)(?<!\bsee)(?<!\bask)(?<!\basked)(?<!\bknow)(?<!\bwonder)(?<!\bwhat)"
    r",?\s(?:only )?if\s(?!not\b)"
    r"|,\s(?:and|but|though|although) only\s|,\sshould\s(?:the|an?|it|he|she|they)\s",
    re.IGNORECASE,
)
"""A part without which what stands before it is not so."""
ONLY_IF = re.compile(
    r"(?:^|[.!?]\s|[“\"])(?:If(?!\s(?:I|you|we)\b)|Unless|Provided that|Should)\s[^,.;]+,"
    r"\s(?P<then>[^.;]+)"
)
"""A part that is so only if what stands before it is."""
TOLD_OF = re.compile(
    r"\b(?:(?:myth|hoax|rumou?rs?)(?:\s[\w’']+){0,5}?|lie|nonsense|claims?|claiming|story|stories"
    r"|posts?|videos?|statement|allegations?|accusations?|theory|suggestions?|rule out)"
    r"\s(?:that|which says|which said|saying|claiming(?: that)?)\s(?P<content>[^.;,]+)",
    re.IGNORECASE,
)
"""What is told of, and not told: “it is a myth that …”."""
SAYS_IT = re.compile(
    rf"{FALSE}|\b(?:myth|lie|hoax|rumou?r\w*|claim\w*|stor\w+|posts?|videos?|alleg\w+|accus\w+"
    r"|theory|suggest\w*|according|reportedly|say|says|said|if|unless|provided|condition"
    r"|conditional|depend\w*|subject to|assuming|only|as long as|once|when|(?-i:may)|might|could"
    r"|would)\b",
    re.IGNORECASE,
)
"""What in a claim may stand for such a part."""
CLOSE = 0.8
"""The share of a claim's words that stands before such a part, for the claim to be that."""


def is_taken_back(claim: str, text: str) -> bool:
    """Whether a claim says without more what a text takes back or makes depend on something."""
    if SAYS_IT.search(claim):
        return False
    text = without_stops(text)
    if is_corrected(claim, text):
        return True
    told_of = [found["content"] for found in TOLD_OF.finditer(text)]
    then = (found["then"] for found in ONLY_IF.finditer(text))
    if any(overlap(claim, content) >= CLOSE for content in (*told_of, *then)):
        return True
    ends = [found for pattern in (TAKEN_BACK, DEPENDS) for found in pattern.finditer(text)]
    return any(overlap(claim, _before(text, found.start())) >= CLOSE for found in ends)


def _before(text: str, end: int) -> str:
    """What of the sentence stands before a place."""
    return re.split(r"[.!?](?:\s|$)", text[:end])[-1]

"""Whether a text takes back, or makes depend on something, what it begins with: “…, which is
false”, “…, unless the council finds no money”."""

import re

from assistant.offices import without_stops
from assistant.polarity import STOP, overlap, words

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
CORRECTED = re.compile(
    r"\b(?:(?:earlier|previous|original|first|print(?:ed)?) version(?: of (?:this|the|our) \w+)?"
    r"|(?:this|the|our) (?:article|story|report) (?:originally|initially|first|previously|earlier"
    r"|wrongly|incorrectly|mistakenly))\s(?:(?:had|has|wrongly|incorrectly|mistakenly)\s)*"
    r"(?:said|stated|wrote|reported|claimed|gave|put|named|misstated|suggested|attributed)\b"
    r"(?P<content>(?:[^.;]|\.(?=\w))+)",
    re.IGNORECASE,
)
WE_SAID = re.compile(
    r"(?<!\bas )\bwe (?:(?:had|have|also|then|previously|originally|earlier) )*"
    r"(?:(?:reported|said|stated|wrote|announced) that (?P<content>[^;.“”\"]+)"
    r"|(?:named|gave|identified|described|listed) (?P<named>[^;.“”\"]+ (?:as|at) [^;.“”\"]+))",
    re.IGNORECASE,
)
"""What an article says that its publisher reported."""
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month)|yesterday)"
_TEXT = (
    r"(?:article|story|stories|(?:match )?report|account|review|feature|column|obituary|timeline"
    r"|caption|headline|panel|edition|coverage|version)s?"
)
IN_A_REPORT = re.compile(
    rf"\bin (?:the same|our|that|(?:an|the) (?:earlier|original|previous)|{_DAY}[’']s) {_TEXT}\b"
    r"[^.;“”\"]*?,? (?P<named>[^.;“”\"]+? (?:was|were) (?:wrongly )?"
    r"(?:called|described|given|identified|listed|named) as [^.;“”\"]+)",
    re.IGNORECASE,
)
"""The same of how it called somebody or something."""
OWN = re.compile(
    rf"\b(?:our|(?:an?|the) (?:previous|earlier)) (?:[\w-]+ ){{0,3}}?{_TEXT}\b"
    rf"|\b{_DAY}[’']s (?!report\b)(?:[\w-]+ ){{0,2}}?{_TEXT}\b"
    rf"|\b(?:an?|this|the) (?:[\w-]+ ){{0,2}}?{_TEXT}\b"
    r"(?: (?:on|of|about|with|from|originally|first|initially|wrongly|incorrectly) | \()"
    r"|(?<!\bas )\bwe (?:\w+ )?(?:reported|wrote|said|stated|attributed|credited|named|gave"
    r"|described|identified|published|called)\b"
    r"|\bas we had it\b|\basked us to (?:state|point out|make clear|say)\b"
    r"|\bwe are happy to make clear\b|\bwhat we (?:reported|wrote|said)\b",
    re.IGNORECASE,
)
"""In a sentence that speaks of what its publisher reported."""
WRONG = re.compile(
    r"\b(?:mis(?:identif|stat|spel|quot|attribut|nam|print|report)\w*|(?:over|under)stat\w*"
    r"|incorrect\w*|wrong(?:ly)?|mistake\w*|erroneous\w*|errors?|in fact|inaccura\w+|untrue"
    r"|contrary to|correct(?:ed|ion|ions)?|(?:the )?correct (?:figure|name|date)|amended|a slip"
    r"|apologi[sz]e|we regret|clarif\w+|(?:make|made) (?:this )?clear|given the impression"
    r"|(?:for|setting|set) the record(?: straight)?|editor[’']s note)\b",
    re.IGNORECASE,
)
"""What says of that, in its title or near by, that it was wrong."""
QUOTATION = re.compile(r"[“\"«][^“”\"«»]*[”\"»]")
SAYS_IT = re.compile(
    rf"{FALSE}|\b(?:myth|lie|hoax|rumou?r\w*|claim\w*|stor\w+|posts?|videos?|alleg\w+|accus\w+"
    r"|theory|suggest\w*|according|reportedly|say|says|said|if|unless|provided|condition"
    r"|conditional|depend\w*|subject to|assuming|only|as long as|once|when|(?-i:may)|might|could"
    r"|would)\b",
    re.IGNORECASE,
)
"""What in a claim may stand for such a part."""
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(•]*[A-ZÀ-Þ])")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
"""A figure as it is written, to tell whether two texts have it; `assistant.figures` reads it."""
CLOSE = 0.8
"""The share of a claim's words that stands before such a part, for the claim to be that."""
MOSTLY = 0.7
"""The same of what the publisher itself reported: who makes a claim of it leaves that out."""


def is_taken_back(claim: str, text: str) -> bool:
    """Whether a claim says without more what a text takes back or makes depend on something."""
    if SAYS_IT.search(claim):
        return False
    text = without_stops(text)
    told = (TOLD_OF, CORRECTED) if WRONG.search(text) else (TOLD_OF,)
    told_of = [found["content"] for pattern in told for found in pattern.finditer(text)]
    if any(overlap(claim, content) >= MOSTLY for content in reported(text)):
        return True
    if _is_corrected(claim, text):
        return True
    then = (found["then"] for found in ONLY_IF.finditer(text))
    if any(overlap(claim, content) >= CLOSE for content in (*told_of, *then)):
        return True
    ends = [found for pattern in (TAKEN_BACK, DEPENDS) for found in pattern.finditer(text)]
    return any(overlap(claim, _before(text, found.start())) >= CLOSE for found in ends)


def _is_corrected(claim: str, text: str) -> bool:
    """Whether a claim is of what a text says to have been reported wrongly, and says nothing of
    what is right, which follows; not one that itself speaks of what was reported."""
    if OWN.search(claim) or not OWN.search(text):
        return False
    sentences = SENTENCE_END.split(text)
    for number, one in enumerate(sentences):
        following = " ".join(sentences[number + 1 :])
        says_more = _tokens(claim) & _tokens(following) - _tokens(one)
        if is_correction("", one, following) and overlap(claim, one) >= MOSTLY and not says_more:
            return True
    return False


def _tokens(text: str) -> set[str]:
    """The telling words of a text, and its figures."""
    return set(words(text)) - STOP | set(DIGITS.findall(text))


def is_correction(title: str, sentence: str, following: str) -> bool:
    """Whether a sentence says of what its publisher reported that it was wrong; not one in which
    somebody says so who is quoted.

    Args:
        title: of its article, which may say that: “Corrections”.
        following: those behind it in its paragraph.
    """
    if not OWN.search(QUOTATION.sub(" ", sentence)):
        return False
    return bool(WRONG.search(f"{title}. {QUOTATION.sub(' ', f'{sentence} {following}')}"))


def reported(text: str) -> list[str]:
    """What a publisher says in a text that it reported, which it says of what was wrong; not what
    somebody says who is quoted."""
    plain = QUOTATION.sub(" ", text)
    said = [one["content"] or one["named"] for one in WE_SAID.finditer(plain)]
    return said + [one["named"] for one in IN_A_REPORT.finditer(plain)]


def _before(text: str, end: int) -> str:
    """What of the sentence stands before a place."""
    return re.split(r"[.!?](?:\s|$)", text[:end])[-1]

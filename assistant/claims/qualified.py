"""Whether a claim leaves out what a text says of a word before it, former coach, nearly sank, or
puts it in."""

import re

from assistant.language.polarity import STOP, stem

WORD = re.compile(r"[^\W\d_]+")
QUALIFIER = re.compile(
    r"\b(?:almost|nearly|all but|virtually|former|formerly|acting|deputy|vice|would-be|aspiring"
    r"|candidate for|used to|no longer|so-called|alleged|suspected|ex)[\s-]+(?:(?:the|a|an|be)\s+)?"
    r"(?P<of>[^\W\d_]+)",
    re.IGNORECASE,
)
"""A word, not a figure, that is not so, or not any more."""
ENDED = re.compile(r"former|used to|no longer|ex\b", re.IGNORECASE)
WAS = re.compile(r"\b(?:was|were|had|been)\b", re.IGNORECASE)
"""What says of a word that it is not so any more."""
SAYS_SO = re.compile(
    r"\b(?:almost|near\w*|all but|virtually|former\w*|once|previous\w*|past|then|act\w*|deput\w*"
    r"|vice|would|aspir\w*|candidate|used|longer|so-called|alleg\w*|suspect\w*|ex|retired|late|old"
    r"|not|never|(?:best|better) part|accus\w*|charg\w*|close|running)\b",
    re.IGNORECASE,
)
"""What may stand in a claim for such a word."""
PUT_BEFORE = re.compile(
    r"\b(?:former|acting|deputy|vice|ex)[\s-]+(?:(?:the|a|an)\s)?(?P<of>[^\W\d_]+)",
    re.IGNORECASE,
)
"""The same words, of those that nothing else stands for, where a claim puts them in."""
OVER = re.compile(
    r"\b(?:until|resign\w*|step\w* down|left|leav\w+|die[sd]|retire\w*|dismiss\w*|sacked|replac\w+"
    r"|succe\w+|ousted|fired|quit|headed|led|ran|chaired|served|held|was|were|from \d{4} to"
    r"|between|in the \d{4}s)\b",
    re.IGNORECASE,
)
"""What of a text may say that somebody is not any more what they were."""
BEFORE = 30
"""Characters of a claim before the word among which that is looked for."""


def unqualified(claim: str, text: str) -> list[str]:
    """The words of a claim that a text has only behind such a word, and the claim without one."""
    held = {stem(one["of"].lower()): ENDED.match(one.group()) for one in QUALIFIER.finditer(text)}
    plain = {stem(word.lower()) for word in WORD.findall(QUALIFIER.sub(" ", text))}
    wrong = []
    for found in WORD.finditer(claim):
        word, before = stem(found.group().lower()), claim[: found.start()][-BEFORE:]
        if word not in held or word in plain | STOP or SAYS_SO.search(before):
            continue
        if not (held[word] and WAS.search(before)):
            wrong.append(found.group())
    return wrong + _put_in(claim, text, plain)


def _put_in(claim: str, text: str, plain: set[str]) -> list[str]:
    """The words of a claim behind such a word where a text has them without any."""
    if SAYS_SO.search(text) or OVER.search(text):
        return []
    found = PUT_BEFORE.finditer(claim)
    return [one.group() for one in found if stem(one["of"].lower()) in plain - STOP]

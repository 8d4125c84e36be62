"""Who speaks: “What did the mayor say?” is answered by her words, and not by what names her."""

import re
from collections.abc import Callable
from functools import lru_cache

from langchain_core.documents import Document

from assistant.claims.speakers import WHOLLY_QUOTED
from assistant.language.persons import NAME, OFFICE, PARTICLES, SENTENCE, last, spoken_of

_THEM = r"(?:(?!\b(?:ever|he|i|it|she|that|they|this|we|you)\b)[^?.,;:])+?"
_WORD = r"(?!(?:are|did|does|had|has|is|was|were|will|would)\b)[\w’'-]+ ?"
ASKED = re.compile(
    rf"\bwhat (?:did|does|do|has|have) (?P<who>{_THEM}) (?:ever |actually |also )?"
    rf"(?:say|said|tell|told)\b(?: (?!about\b|on\b|of\b|that\b)(?:to )?(?:{_WORD}){{1,4}})?\W*$",
    re.IGNORECASE,
)
"""A question for what somebody said, of whatever."""
PRESS = re.compile(
    r"\b(?:articles?|coverage|editorial|news|papers?|reports?|stor(?:y|ies))\b", re.IGNORECASE
)
"""Who publishes, and does not speak."""
SAYS = (
    r"(?:says?|said|saying|told|tells?|tweeted|add(?:s|ed)(?=[,:.;”\"]| that\b|$)"
    r"|announce[ds]|apologi[sz]e[ds]|argue[ds]|asked|claim(?:s|ed)|comment(?:s|ed)|complain(?:s|ed)"
    r"|declared|described|describes|explain(?:s|ed)|insist(?:s|ed)|joke[ds]|point(?:s|ed) out"
    r"|predict(?:s|ed)|promise[ds]|quipped|recall(?:s|ed)|replie[ds]|respond(?:s|ed)|shout(?:s|ed)|stress(?:es|ed)|testif(?:y|ied|ies)"
    r"|thanked|urge[ds]|vow(?:s|ed)|warn(?:s|ed)|writes?|wrote)"
)
THINKS = (
    r"(?:accuse[ds]|admit(?:s|ted)|agree[ds]|believe[ds]|blame[ds]|call(?:s|ed)|criticise[ds]"
    r"|declined to|denie[ds]|fear(?:s|ed)|hope[ds]|praise[ds]|refused to|suggest(?:s|ed)|thinks?"
    r"|thought|want(?:s|ed)|welcome[ds])"
)
"""What tells what somebody thinks, and may have said."""
INVERTED = (
    r"(?:said|says|add(?:s|ed)|argue[ds]|explain(?:s|ed)|insist(?:s|ed)|joke[ds]|recall(?:s|ed)|wrote"
    r"|writes|according to|in the words of)"
)
"""What may stand before who speaks."""
RANKS = {"police": ("constable", "detective", "inspector", "officer", "sergeant", "superintendent")}
"""What those are called who speak for some."""
OF_THEM = re.compile(
    r"(?<!\bspokesman)(?<!\bspokeswoman)(?<!\bspokesperson)"
    r"\s(?:about|against|for|of|on|to|with) (?:(?:an?|the|his|her|its|their) )?"
    r"(?:[A-ZÀ-Þ][\w’'.-]* )*$"
)
"""What stands before somebody who does not speak: the trial of Ada Lunn heard."""
FIRST = re.compile(r"([A-ZÀ-Þ][\w’'-]*)\.? $")
"""A word with a capital before a last name, which may be a first one, and which is none."""
TITLE = re.compile(rf"{OFFICE}|mr|mrs|ms|miss|dr|sir|lady|lord|dame", re.IGNORECASE)
BODY = re.compile(rf"{NAME.pattern} (?:and|for|of) (?:the )?{NAME.pattern}")
"""A body that has another name in its own: the Bank of England."""
OF = re.compile(r"\s(?:of|from|at|in|for|on)\s.*$", re.IGNORECASE)
"""Whose somebody is, behind what they are: the head of the school."""


def asked(question: str) -> str | None:
    """Whom a question asks the words of, whatever they are of."""
    found = ASKED.search(question)
    return found["who"] if found and not PRESS.search(found["who"]) else None


def is_named(who: str) -> bool:
    """Whether somebody is asked for by a name."""
    return bool(NAME.search(who))


def is_said_by(
    who: str, document: Document, number: int, article: Callable[[], str], says: str = SAYS
) -> bool:
    """Whether a sentence of a passage is what somebody says.

    Args:
        who: as a question names them: “Ada Lunn”, “the head of the school”.
        number: of the sentence, as `sentences` in the passage's metadata counts.
        article: gives the text of the passage's article.
        says: `THINKS` where it may be what they think.
    """
    start, end = document.metadata["sentences"][number]
    text = document.page_content[start:end]
    names = _names(who, article())
    named = NAME.findall(who)
    is_person = named and " " in named[-1] and not BODY.search(who)
    first = named[-1].split()[0].casefold() if is_person else None
    if any(_says(name, text, says, first) for name in names):
        return True
    if WHOLLY_QUOTED.fullmatch(text.strip()):
        return number > 0 and is_said_by(who, document, number - 1, article, says)
    speaks = re.search(rf"[“\"]|\b{says}\b", text)
    own = spoken_of(text, article()) if speaks else None
    return own in names and not re.search(rf"\b{re.escape(str(own))}\b", text, re.IGNORECASE)


@lru_cache(maxsize=64)
def _names(who: str, article: str) -> frozenset[str]:
    """What an article calls somebody: by their last name, or by what they are, and whom it names
    for that; in lower case."""
    if body := BODY.search(who):
        return frozenset([body[0].casefold()])
    if named := NAME.findall(who):
        return frozenset([last(named[-1])])
    head = last(OF.sub("", who)).removesuffix("s")
    is_one = rf"\b(?:{'|'.join((re.escape(head), *RANKS.get(head, ())))})\w{{0,7}}"
    behind = re.compile(
        rf"(?i:{is_one})(?: (?:of|at|for) [^,.;]{{1,40}})?,? (?P<name>{NAME.pattern})"
    )
    before = re.compile(rf"(?P<name>{NAME.pattern}), (?:[\w’'-]+ ){{0,4}}?(?i:{is_one})")
    found = (
        match["name"]
        for sentence in SENTENCE.findall(article)
        for pattern in (behind, before)
        for match in pattern.finditer(sentence)
    )
    called = {one.casefold() for one in re.findall(rf"(?i:{is_one})", article)}
    return frozenset([head, *called, *(last(name) for name in found)])


def _says(name: str, text: str, says: str, first: str | None) -> bool:
    """Whether a sentence has somebody speak by a name, or by what they are, in lower case."""
    own = rf"(?P<own>(?i:\b{re.escape(name)})\b)"
    subject = (
        rf"{own},?(?: [^.;“”\"]{{1,80}},)?"
        rf" (?:(?:has|have|had|also|later|then|only|who|[a-z]+ly) )*{says}(?!\w)"
    )
    behind = (
        rf"\b{INVERTED} (?:(?!(?:had|has|have|is|that|was|were|will|would)\b)[\w’'.-]+,? ){{0,6}}?"
        rf"{PARTICLES}{own}(?=\W*$|[,.;:”\"]| (?:after|at|during|from|in|of|on|who)\b)"
    )
    return any(
        not OF_THEM.search(text[: found.start("own")])
        and _is_first(FIRST.search(text[: found.start("own")]), first)
        for pattern in (subject, behind)
        for found in re.finditer(pattern, text)
    )


def _is_first(said: re.Match[str] | None, first: str | None) -> bool:
    """Whether what stands before a last name may be a first one that was asked for."""
    if not said or not first:
        return True
    return said[1].casefold() == first or bool(TITLE.fullmatch(said[1]))

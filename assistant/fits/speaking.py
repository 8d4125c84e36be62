"""Who speaks: “What did the mayor say?” is answered by her words, and not by what names her."""

import re
from functools import lru_cache

from langchain_core.documents import Document

from assistant.claims.speakers import WHOLLY_QUOTED
from assistant.language.persons import ADDRESS, NAME, PARTICLES, SENTENCE, last, spoken_of, typed

_THEM = r"(?:(?!\b(?:ever|he|i|it|she|that|they|this|we|you)\b)[^?.,;:])+?"
_WORD = r"(?!(?:are|did|does|had|has|is|was|were|will|would)\b)[\w’'-]++ ?+"
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
    r"(?:says?|said|saying|told|tells?|tweeted|acknowledge[ds]|add(?:s|ed)(?=[,:.;”\"]| that\b|$)"
    r"|announce[ds]|apologi[sz]e[ds]|argue[ds]|asked|cautioned|claim(?:s|ed)|comment(?:s|ed)"
    r"|complain(?:s|ed)|concluded|confirm(?:s|ed)|declared|described|describes|explain(?:s|ed)"
    r"|(?:found|noted|report(?:s|ed)|revealed)(?= (?:that|it)\b)|insist(?:s|ed)|joke[ds]"
    r"|pledge[ds]|point(?:s|ed) out|posted|predict(?:s|ed)|promise[ds]|quipped|recall(?:s|ed)"
    r"|remarked|replie[ds]|respond(?:s|ed)|ruled|shout(?:s|ed)|state[ds]|stress(?:es|ed)"
    r"|testif(?:y|ied|ies)|thanked|urge[ds]|vow(?:s|ed)|warn(?:s|ed)|writes?|wrote)"
)
"""What tells that somebody speaks."""
THINKS = (
    r"(?:accuse[ds]|admit(?:s|ted)|agree[ds]|believe[ds]|blame[ds]|call(?:s|ed)|criticise[ds]"
    r"|declined to|denie[ds]|fear(?:s|ed)|found|hope[ds]|praise[ds]|refused to|report(?:s|ed)"
    r"|require[ds]|suggest(?:s|ed)|thinks?|thought|want(?:s|ed)|welcome[ds])"
)
"""What tells what somebody thinks, and may have said."""
INVERTED = (
    r"(?:said|says|add(?:s|ed)|argue[ds]|explain(?:s|ed)|insist(?:s|ed)|joke[ds]|recall(?:s|ed)|wrote"
    r"|writes|[Aa]ccording to|[Ii]n the words of)"
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
TITLE = re.compile(ADDRESS, re.IGNORECASE)
BODY = re.compile(
    rf"(?:[A-ZÀ-Þ][\w'-]* )*(?P<kind>[A-ZÀ-Þ][\w'-]*) (?:for|of) (?:the )?{NAME.pattern}"
)
"""A body that has another name in its own: the Bank of England."""
AND = re.compile(r" and (?=(?:the |an? )?[\w])")
THE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
LONGEST = 1000
"""Characters of a sentence in which names are looked for, at most."""
HEAD = re.compile(r"[^\W\d_]{2}")
OF = re.compile(r"\s(?:of|from|at|in|for|on)\s.*$", re.IGNORECASE)
"""Whose somebody is, behind what they are: the head of the school."""


def asked(question: str) -> str | None:
    """Whom a question asks the words of, whatever they are of."""
    found = ASKED.search(typed(question))
    who = found["who"].strip() if found else ""
    return who if HEAD.search(OF.sub("", who)) and not PRESS.search(who) else None


def is_named(who: str) -> bool:
    """Whether somebody is asked for by a name."""
    return bool(_named(who))


def _named(who: str) -> list[str]:
    """The names in what somebody is called; “the Mayor” is none."""
    return [one for one in NAME.findall(who) if not TITLE.fullmatch(last(one))]


def names_them(who: str, document: Document, number: int) -> bool:
    """Whether a sentence names somebody who is asked for by a name."""
    text, own = _sentence(document, number), last(_named(who)[-1])
    return any(
        _is_first(FIRST.search(text[: found.start()]), _first(who))
        for found in re.finditer(rf"\b{re.escape(own)}\b", text, re.IGNORECASE)
    )


def is_said_by(who: str, document: Document, number: int, article: str, says: str = SAYS) -> bool:
    """Whether a sentence of a passage is what somebody says.

    Args:
        who: as a question names them: “Ada Lunn”, “the head of the school”, “Ada Lunn and Bo Vik”.
        number: of the sentence, as `sentences` in the passage's metadata counts.
        article: the text of the passage's article.
        says: `THINKS` where it may be what they think.
    """
    text, told = _sentence(document, number), typed(article)
    people = [one for one in AND.split(who) if HEAD.search(OF.sub("", one))]
    if any(_says(name, text, says, _first(one)) for one in people for name in _names(one, told)):
        return True
    if WHOLLY_QUOTED.fullmatch(text.strip()):
        return number > 0 and is_said_by(who, document, number - 1, article, says)
    pronoun = r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b"
    speaks = re.search(
        rf"[“\"]|{pronoun}(?: (?:has|have|had|also|then|[a-z]+ly))* {says}\b"
        rf"|\b{INVERTED} {pronoun}",
        text,
    )
    own = spoken_of(text, told) if speaks else None
    is_one = any(own in _names(one, told) for one in people)
    return is_one and not re.search(rf"\b{re.escape(str(own))}\b", text, re.IGNORECASE)


def _sentence(document: Document, number: int) -> str:
    return typed(document.page_content[slice(*document.metadata["sentences"][number])])


def _first(who: str) -> str | None:
    """The first name of a person who is asked for by two."""
    named = _named(who)
    if not named or " " not in named[-1] or BODY.search(who):
        return None
    first = str(named[-1].split()[0])
    return None if TITLE.fullmatch(first) else first.casefold()


@lru_cache(maxsize=64)
def _names(who: str, article: str) -> frozenset[str]:
    """What an article calls somebody: by their last name, or by what they are, and whom it names
    for that; in lower case."""
    plain = THE.sub("", who)
    if body := BODY.match(plain):
        return frozenset([body[0].casefold(), body["kind"].casefold()])
    head = OF.sub("", plain)
    if named := _named(head):
        office = named[-1].split()[0].casefold()  # “The King said”
        return frozenset([last(named[-1]), *([office] if TITLE.fullmatch(office) else [])])
    head = last(head).removesuffix("s")
    is_one = rf"\b(?:{'|'.join((re.escape(head), *RANKS.get(head, ())))})\w{{0,7}}"
    behind = re.compile(
        rf"(?i:{is_one})(?: (?:of|at|for) [^,.;]{{1,40}})?,? (?P<name>{NAME.pattern})"
    )
    before = re.compile(rf"(?P<name>{NAME.pattern}), (?:[\w’'-]+ ){{0,4}}?(?i:{is_one})")
    found = (
        match["name"]
        for sentence in SENTENCE.findall(article)
        if len(sentence) <= LONGEST and re.search(is_one, sentence, re.IGNORECASE)
        for pattern in (behind, before)
        for match in pattern.finditer(sentence)
    )
    called = {one.casefold() for one in re.findall(rf"(?i:{is_one})", article)}
    return frozenset([head, *called, *(last(name) for name in found)])


def _says(name: str, text: str, says: str, first: str | None) -> bool:
    """Whether a sentence has somebody speak by a name, or by what they are, in lower case."""
    own = rf"(?P<own>(?i:\b{re.escape(name)})\b)"
    subject = (
        rf"{own}(?:'s)?,?(?: [^.;“”\"]{{1,80}},)?(?: spokes\w+(?: for [\w' -]{{1,40}})?)?"
        rf" (?:(?:has|have|had|also|later|then|only|who|[a-z]+ly) )*{says}(?!\w)"
    )
    behind = (
        rf"\b{INVERTED} (?:(?!(?:had|has|have|is|that|was|were|will|would)\b)[\w’'.-]+,? ){{0,6}}?"
        rf"{PARTICLES}{own}(?=\W*$|[,.;:”\"]| (?:after|at|during|from|in|of|on|who)\b)"
    )
    if re.search(rf"{own}: [“\"]", text):
        return True
    spoken = [
        *(
            one
            for one in re.finditer(subject, text)
            if not OF_THEM.search(text[: one.start("own")])
        ),
        *re.finditer(behind, text),
    ]
    return any(_is_first(FIRST.search(text[: one.start("own")]), first) for one in spoken)


def _is_first(said: re.Match[str] | None, first: str | None) -> bool:
    """Whether what stands before a last name may be a first one that was asked for."""
    if not said or not first:
        return True
    return said[1].casefold() == first or bool(TITLE.fullmatch(said[1]))

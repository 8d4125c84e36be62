"""Whether a text takes back, or makes depend on something, what it begins with: “…, which is
false”, “…, unless the council finds no money”."""

import re

from assistant.language.offices import without_stops
from assistant.language.polarity import STOP, overlap, words

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
_PAPERS = (
    r"(?:article|story|stories|feature|obituary|(?:photo |picture )?caption|headline|editorial"
    r"|graphic|news brief|timeline|match report)s?"
)
"""What is a publisher's own, whoever speaks of it."""
_TEXT = rf"(?:{_PAPERS}|(?:report|account|review|column|panel|edition|coverage|pages?|item)s?)"
_SAID = (
    r"(?:reported|wrote|said|stated|attributed|credited|named|gave|described|identified|published"
    r"|misstated|misidentified|misspelled|overstated|understated)"
)
IN_A_REPORT = re.compile(
    rf"\bin (?:the same|our|that|(?:an|the) (?:earlier|original|previous)|{_DAY}[’']s) {_TEXT}\b"
    r"[^.;“”\"]*?,? (?P<named>[^.;“”\"]+? (?:was|were) (?:wrongly )?"
    r"(?:called|described|given|identified|listed|named) as [^.;“”\"]+)",
    re.IGNORECASE,
)
"""The same of how it called somebody or something."""
OWN = re.compile(
    rf"\bour (?:[\w’'-]+ ){{0,3}}?{_TEXT}\b"
    rf"|\b(?:an?|the) (?:previous|earlier|original) (?:[\w-]+ ){{0,3}}?(?:{_PAPERS}|report)\b"
    r"(?! (?:by|from|of the) )"
    r"|\b(?:previous|earlier|original) version of (?:this|the|our|an?) (?:[\w-]+ )?"
    rf"{_TEXT}\b"
    rf"|\b{_DAY}[’']s (?!report\b)(?:[\w-]+ ){{0,2}}?(?:{_TEXT}|paper|front page)\b"
    r"|\b(?:this|these) (?:newspaper|paper|website|site|pages)\b|\bappeared here\b"
    r"|\bthis (?:article|story|report) (?:originally|initially|first|wrongly|incorrectly)\b"
    rf"|(?<!\bas )\bwe (?:\w+ )?{_SAID}\b"
    r"|\b(?:wrongly|incorrectly|mistakenly) (?:reported|stated|said) (?:here|on page)\b"
    r"|\bas we had it\b|\bwhat we (?:reported|wrote|said)\b"
    r"|\b(?:asked us|we (?:\w+ ){0,3}?(?:asked|happy|glad)) to"
    r" (?:state|point out|make (?:it )?clear|say)\b"
    r"|\bnot [^,.;]{1,40} as (?:(?:was|we) )?(?:stated|reported|given|printed|published|said)\b"
    r"(?! (?:by|in) (?!our|these|this))",
    re.IGNORECASE,
)
"""In a sentence that speaks of what its publisher reported."""
A_PAPERS = re.compile(
    rf"\b(?:an?|the|this) (?:[\w-]+ ){{0,3}}?{_PAPERS}\b(?! (?:\d|of the|in question))"
    rf"|\b(?:an?|the|this) (?:[\w-]+ ){{0,2}}?{_TEXT}\b(?: about [^.;]+)? (?:on|of) "
    rf"(?:{_DAY}|\d\d? [A-Z][a-z]+|[A-Z][a-z]+ \d\d?\b)",
    re.IGNORECASE,
)
"""In one that may: of an article of whoever's. It counts where nobody is told to say so."""
SOMEBODY_SAYS = re.compile(
    r"\b(?:sa(?:id|ys)|told|tells?|claim(?:s|ed)|argue[sd]|insist(?:s|ed)|complain(?:s|ed)|think"
    r"|thinks|believes?|according to|wrote|writes|admit(?:s|ted)|found|ruled)\b"
)
HEADING = re.compile(
    r"^\W*(?:an )?(?:corrections?|clarifications?|amplifications?|errat(?:a|um)|retractions?"
    r"|apolog(?:y|ies)|editor[’']s note)\s*(?:$|[:|]|[–—-]\s|(?:and|&) [a-z]+s?\W*$)"
    r"|^\W*(?:for|setting) the record(?: straight)?\W*$",
    re.IGNORECASE,
)
"""A title under which every piece corrects something."""
WRONG = re.compile(
    r"\b(?:mis(?:identif|stat|spel|quot|attribut|nam|print|report|captioned)\w*"
    r"|(?:over|under)stat\w*|incorrect\w*|wrong(?:ly)?(?! to\b)|mistake\w*|erroneous\w*|errors?"
    r"|in fact|inaccura\w+|untrue|contrary to|corrections?|a slip|apologi[sz]e|we regret|clarif\w+"
    r"|(?:make|made) (?:this |it )?clear|given the impression|transposed|disregard|should have"
    r"|had (?:it|him|her|them) as|not [^,.;]{1,40} as (?:stated|reported|given|printed|published)"
    r"|retract\w*|(?:have|has) withdrawn|(?:for|setting|set) the record(?: straight)?"
    r"|editor[’']s note)\b",
    re.IGNORECASE,
)
"""What says of it that it was wrong."""
RIGHT = re.compile(
    r"\b(?:in fact|(?:that|this|it|we|the (?:figure|number|name|date|day|age|caption|headline"
    r"|report|story|article)) (?:is|was|were|had been) (?:wrong|incorrect|untrue|inaccurate"
    r"|mistaken|not (?:so|true|the case|correct)|an? (?:\w+ )?(?:error|mistake|slip))"
    r"|(?:we|it|the [A-Z]\w+) (?:apologi[sz]es?|regrets?)"
    r"|(?:our|editing|reporting|production|typing) (?:error|mistake|slip)"
    r"|(?:for|regrets?) (?:the|this|that|our) (?:error|mistake|slip)"
    r"|(?:the|its|his|her|their) correct \w+|should have (?:been|read|said)|amended"
    r"|corrected (?:online|on \w+)|(?:set|setting) the record(?: straight)?)\b",
    re.IGNORECASE,
)
"""What says that in a sentence behind it, where somebody else's error is told of too."""
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
"""A figure as it is written, to tell whether two texts have it; `assistant.language.figures` reads
it."""
PARTS = (
    re.compile(
        r"\bshould have (?:said|read|stated|been|given)\b(?: that)?(?P<right>.+?)"
        r"(?:,? (?:and )?(?:not|rather than|instead of)\b(?P<wrong>.+))?$"
    ),
    re.compile(r"^\W*contrary to [^,]+,(?P<right>.+)$", re.IGNORECASE),
    re.compile(r"^(?P<right>.+?),? contrary to (?P<wrong>.+)$", re.IGNORECASE),
    re.compile(r"^(?P<right>.+?),? (?:and )?not (?P<wrong>[^,;]{1,40} as [^,;]+)"),
)
"""How one sentence says what was wrong and what is right."""
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
    what is right, which follows or stands beside it; not one that itself speaks of what was
    reported."""
    if _speaks_of_a_report(claim) or not _speaks_of_a_report(text):
        return False
    sentences = SENTENCE_END.split(text)
    for number, one in enumerate(sentences):
        following = " ".join(sentences[number + 1 :])
        if overlap(claim, one) < MOSTLY or not is_correction("", one, following):
            continue
        wrong, beside = _parted(one)
        right = f"{beside} {following}"
        says_right = _tokens(claim) & _tokens(right) - _tokens(wrong)
        says_wrong = _tokens(claim) & _tokens(wrong) - _tokens(right)
        # figures tell where there are any: both say what they are of
        if says_wrong and not (_digits(says_right) if _digits(says_wrong) else says_right):
            return True
    return False


def _parted(sentence: str) -> tuple[str, str]:
    """What a sentence says to have been wrong, and what it says to be right; it itself and nothing
    where it does not say that."""
    for pattern in PARTS:
        if found := pattern.search(sentence):
            return found.groupdict().get("wrong") or "", found["right"]
    one, sign, other = sentence.partition(";")
    if sign and _speaks_of_a_report(one):
        return one, other
    return (other, one) if sign and _speaks_of_a_report(other) else (sentence, "")


def _digits(tokens: set[str]) -> set[str]:
    return {one for one in tokens if DIGITS.fullmatch(one)}


def _tokens(text: str) -> set[str]:
    """The telling words of a text, and its figures."""
    return set(words(text)) - STOP | set(DIGITS.findall(text))


def is_correction(title: str, sentence: str, following: str) -> bool:
    """Whether a sentence says of what its publisher reported that it was wrong; not one in which
    somebody else says so.

    Args:
        title: of its article, which may say that: “Corrections”.
        following: those behind it in its paragraph.
    """
    plain = QUOTATION.sub(" ", sentence)
    if not _speaks_of_a_report(plain):
        return bool(HEADING.match(title) and WRONG.search(plain) and not RIGHT.match(plain))
    if HEADING.match(title) or WRONG.search(plain):
        return True
    return bool(RIGHT.search(QUOTATION.sub(" ", following)))


def says_what_is_right(sentence: str) -> bool:
    """Whether a sentence that corrects something has in itself what is right."""
    return any(pattern.search(sentence) for pattern in PARTS)


def _speaks_of_a_report(text: str) -> bool:
    """Whether a text speaks of what its publisher reported."""
    if OWN.search(text):
        return True
    return any(
        not SOMEBODY_SAYS.search(sentence[: found.start()])
        for sentence in SENTENCE_END.split(text)
        for found in A_PAPERS.finditer(sentence)
    )


def reported(text: str) -> list[str]:
    """What a publisher says in a text that it reported, which it says of what was wrong; not what
    somebody says who is quoted."""
    plain = QUOTATION.sub(" ", text)
    said = [one["content"] or one["named"] for one in WE_SAID.finditer(plain)]
    return said + [one["named"] for one in IN_A_REPORT.finditer(plain)]


def _before(text: str, end: int) -> str:
    """What of the sentence stands before a place."""
    return re.split(r"[.!?](?:\s|$)", text[:end])[-1]

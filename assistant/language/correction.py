"""Whether a text takes back what its own publisher reported, and what of it was wrong and what is
right: “An article on Tuesday misstated the cost of the bridge. It is 84 million.”

A sentence does that which says of a piece of its publisher's that there is an error in it. Whose a
piece is says “our”, a day, or that it is an earlier version; an article of whoever's has to be what
the sentence is about, and nobody may be told to say so: a court, a mayor, another paper.
"""

import re
from functools import lru_cache

from assistant.language.polarity import STOP, overlap, words

DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month|issue)|yesterday)"
DATE = rf"(?:{DAY}|\d\d? [A-Z][a-z]+|[A-Z][a-z]+\.? \d\d?\b)"
PAPERS = (
    r"(?:article|caption|column|editorial|feature|front page|graphic|headline|interview"
    r"|match report|news brief|obituary|obituaries|profile|story|stories|timeline)s?"
)
"""What is a paper's own, whichever it is."""
PIECE = (
    rf"(?:{PAPERS}|(?:account|chart|coverage|edition|guide|issue|item|listing|map|page|panel|paper"
    r"|piece|preview|report|review|section|table|text)s?)"
)
"""The same and what others write as well."""
SAID = (
    r"(?:announced|attributed|blamed|called|claimed|credited|dated|described|gave|identified"
    r"|implied|listed|named|placed|printed|published|put|quoted|reported|said|showed|spelled"
    r"|spelt|stated|suggested|wrote)"
)
MIS = r"(?:mis(?:attribut|caption|describ|identif|nam|print|quot|report|represent|spel|stat)\w*)"
WRONGLY = r"(?:wrongly|incorrectly|mistakenly|erroneously|inaccurately)"
_SHOULD_HAVE_SAID = r"\bshould have (?:said|read|stated)\b"
_MISREPORTED = (
    rf"\b{MIS}|\b(?:over|under)stat(?:ed|es)\b|\b{WRONGLY} (?:{SAID}|had|referred|given)\b"
    rf"|\b(?:{SAID}|given|referred) {WRONGLY}\b|\b{WRONGLY}\W*$"
    rf"|\b(?:{SAID}|had|used|referred to)\b(?:(?! (?:that|who|which)\b)[^.;]){{0,60}}?"
    r"\b(?:the wrong|an? (?:wrong|incorrect|inaccurate|erroneous))\b"
    r"|\b(?:had|carried|contained|included)\b[^.;]{0,40}?"
    r"\b(?:errors?|mistakes?|inaccurac(?:y|ies)|slips?)\b|\b(?:transposed|conflated)\b"
    rf"|{_SHOULD_HAVE_SAID}"
)
SHOULD_HAVE_SAID = re.compile(_SHOULD_HAVE_SAID, re.IGNORECASE)
MISREPORTED = re.compile(_MISREPORTED, re.IGNORECASE)
"""What is said of a piece, whosoever's, in which something is wrong."""
ERROR = re.compile(
    rf"{_MISREPORTED}|\b(?:in|by) (?:error|mistake)\b|\b(?:into|in|at|to) the wrong\b"
    r"|\b(?:was|were|is|are) (?:\w+ )?(?:wrong(?! to (?!say\b))|incorrect|inaccurate|mistaken"
    r"|untrue|not (?:correct|true|right|so))\b|\bshould (?:not )?have (?:been|given|named)\b"
    r"|\blet us down\b|\bgot [^.;]{1,40} wrong\b|\bhad (?:it|him|her|them) (?:as|at)\b"
    r"|\b(?:been|was) retracted\b"
    r"|\b(?:amended|updated|changed|corrected) (?:on [\w ]+ )?to (?:correct|clarify|show|say)\b"
    r"|\bthe (?:correct \w+|error)\b",
    re.IGNORECASE,
)
"""The same of the publisher's own."""
BECAUSE = r"(?:(?:because of|due to|owing to|through) (?:an?|the|our|incorrect) [^,.;]{1,60}, )?"
IN_FACT = re.compile(r"\bin fact\b", re.IGNORECASE)
"""What says of the publisher's own report that it was wrong; of another's it may say what it is."""
OUR_MISTAKE = re.compile(
    r"\b(?:because of|due to|owing to|through) (?:an?|our) (?:copying|editing|layout|printing"
    r"|production|reporting|transcription|typ\w+) (?:error|mistake)\b",
    re.IGNORECASE,
)
"""How an error came about in a paper."""
_GOES_ON = (
    rf"(?=[,:;]|\.?$| ?[(“\"]| (?:about|accompanying|and|contained|gave|had|headlined|identified|in"
    rf"|last|named|of|omitted|on|over\w+|published|printed|referred|reported|said|should"
    rf"|stated|that|this|to|under\w+|was|were|which|with|yesterday|{DATE}|{MIS}|{WRONGLY})\b)"
)
"""Behind a piece, and not what is called by it: a feature film, a headline figure."""
OURS = re.compile(
    rf"\bour (?:[\w’'-]+ ){{0,3}}?{PIECE}\b"
    rf"|\b(?:previous|earlier|original|first|print|online) versions? of (?:this|the|our|an?)"
    rf" (?:[\w-]+ )?{PIECE}\b"
    rf"|\ban? (?:previous|earlier) (?:[\w-]+ ){{0,3}}?{PAPERS}\b(?! (?:by|from|of the|to) )"
    rf"|\b{DAY}[’']s (?:[\w-]+ ){{0,2}}?(?!(?:report|edition of|paper on)\b){PIECE}\b{_GOES_ON}"
    rf"|\bin {DAY}[’']s (?:[\w-]+ )?(?:edition|issue|magazine|paper|pages)\b(?! (?:of|on)\b)"
    r"|(?<!\btold )(?<!\bto )(?<!\bwith )(?<!\basked )\bthis (?:article|newspaper|paper|report"
    r"|story)\b"
    r"|\bthese (?:pages|columns)\b"
    r"|\b(?:on|in) this (?:site|website|page)\b"
    rf"|\bwe (?:(?:had|have|also|then|previously|originally|earlier|{WRONGLY}) )*(?:attributed"
    rf"|credited|described|identified|named|printed|published|quoted|reported|said|stated|wrote"
    rf"|got|{MIS})\b|\b(?:when we had|we had (?:it|him|her|them))\b",
    re.IGNORECASE,
)
"""What its publisher reported."""
OF_A_PAPER = re.compile(
    rf"^\W*(?:[^.:;]{{0,80}}: )?(?:in the [\w ]{{1,40}}, )?{BECAUSE}"
    rf"(?:(?P<day>{DAY}[’']s|[A-Z]\w+ \d\d?)|(?P<any>An?)|The|This)"
    r" (?:(?!(?:ballot|exam|green|question|research|white) )[\w’'-]+ ){0,4}?"
    rf"(?P<piece>{PAPERS}\b{_GOES_ON}|{PIECE}\b)"
    r"(?! (?:by|from|of (?!\d)|to|in (?:the|an?) [A-Z](?!\w+\.? \d)))(?P<said>[^.]+)",
    re.IGNORECASE,
)
"""A sentence about an article of a paper's, and what it says of it."""
ON_A_DAY = re.compile(rf"\b(?:on|of|published|,) {DATE}|[(“\"]")
IN_A_PAPER = re.compile(
    rf"\b(?:was|were|is) (?:{WRONGLY} )?(?:{SAID}|given|mis\w+ed|mis\w+t)\b[^.;]{{0,80}}? in (?:an?"
    rf"|the) (?:[\w-]+ ){{0,3}}?{PIECE}\b(?= (?:on|of|about|published) )",
    re.IGNORECASE,
)
"""The same of what it tells."""
CORRECTING = re.compile(
    r"\bcontrary to (?:what (?:we|was (?:printed|reported|published)|appeared)|our"
    rf"|th(?:is|ese) (?:newspaper|paper|pages)|an? (?:earlier|previous) {PAPERS}"
    rf"|{DAY}[’']s {PIECE})\b"
    r"|\bnot [^,.;]{1,60},? as (?:(?:we|was|it was) )?(?:stated|reported|given|printed|published"
    r"|said|had it)\b(?! (?:by|in|on) (?!our|these|this|an? (?:earlier|article|report)|page"
    rf"|{DAY}))"
    rf"|\b{WRONGLY} (?:reported|said|stated) (?:here|on page)\b|\bas we had it\b"
    r"|\b(?:asked us|we (?:\w+ ){0,6}?(?:asked|happy|glad|pleased)) to (?:state|point out"
    r"|make (?:it )?clear|say|clarify)\b|\bwe apologi[sz]e to [^.;]+ for the (?:error|mistake)\b"
    rf"|\b(?:earlier|previous) versions? of this {PIECE}\b"
    rf"|\b(?:because of|due to|owing to|through) an? (?:editing|editorial|sub-editing) (?:error"
    rf"|mistake),? [^.;]{{1,80}}? (?:was|were) (?:{SAID}|given|mis\w+)\b"
    r"|^\W*corrections?: (?=[^.]+ )"
    r"|\bdisregard\b[^.;]+\bthese (?:pages|columns)\b"
    r"|\bwe (?:\w+ )?(?:withdraw|withdrawn|withdrew|retract|retracted) (?:it\b|(?:our|the|an?|this"
    rf"|that) (?:[\w-]+ ){{0,2}}?(?:{PIECE}|allegation|claim|statement)\b)"
    rf"|\b(?:an?|the|our|some) (?:slip|error|mistake)s? in (?:our {PIECE}|{DAY}[’']s (?:[\w-]+ )?"
    rf"{PIECE}|an? (?:earlier|previous) {PAPERS})\b",
    re.IGNORECASE,
)
"""What corrects, whatever else the sentence says."""
WITHDRAWS = (
    r"(?:(?:has|have) )?(?:(?:withdr[ae]w[ns]?|retract(?:s|ed)) (?:its|the|an?|this|that)"
    rf" (?:[\w-]+ ){{0,2}}?(?:{PIECE}|allegation|claim)"
    r"|(?:regrets|apologi[sz]es)\b[^.;]*\b(?:error|mistake|confusion))\b"
)
"""What a publisher does that corrects."""
APOLOGISES = r"(?:(?:has|have) )?(?:apologi[sz]es|(?:would like|wishes) to apologi[sz]e) to\b"
AS_REPORTED = r"\bas (?:we|our [\w-]+|this (?:newspaper|paper){own})\b[^,.;]*?\b{said}\b[^,.;]*"
"""What is only recalled: “as we reported on Monday”."""
OF_WHAT_CAME = re.compile(
    r"\b(?:caused|forced|led|prompted|pushed) [^.;]*"
    r"|(?<!\bwe )\b(?:has|have|had) apologi[sz]ed\b[^.;]*"
)
"""What a report led others to say or do."""
CONTENT = re.compile(
    rf"\b(?<!to )(?:{SAID}|found|learn(?:ed|t)|revealed|shows?)(?! {WRONGLY})\b[^.;,]{{0,40}}?"
    r" that\b(?:[^.;]|\.(?=\w))*"
)
"""What was reported, in which there may be an error of others."""
OF_OTHERS = re.compile(
    r"\b(?:found|learn(?:ed|t)|revealed|showed|which (?:s?he|they)|in which)\b"
    rf"|\b(?!published|printed){SAID}\b",
    re.IGNORECASE,
)
"""What stands between an article and an error that is not the article's."""
SOMEBODY_SAYS = re.compile(
    r"\b(?:sa(?:id|ys)|told|tells?|claim(?:s|ed)|argue[sd]|insist(?:s|ed)|complain(?:s|ed)|thinks?"
    r"|believes?|according to|wrote|writes|admit(?:s|ted)|found|ruled|complaint|accus\w+)\b"
)
SAYS_BEHIND = re.compile(
    r", (?!(?:which|that|who|it|and|but|we|in that)\b)(?:[\w’'.-]+ ){1,6}?(?:has |have |had )?"
    r"(?:said|says|found|heard|told|ruled|claim(?:s|ed)|concluded|admitted|wrote|added|reads)\b[^;]*$"
)
"""Who says a sentence, behind it."""
_CORRECTION = (
    r"(?:an? )?(?:corrections?|clarifications?|amplifications?|errat(?:a|um)|retractions?"
    r"|apolog(?:y|ies)|editor[’']s note)"
)
_RECORD = (
    r"^\W*(?:(?:for|set(?:ting)?|put(?:ting)?) the record(?: straight)?"
    r"|(?:set|put)(?:ting)? (?:it|things|matters) (?:straight|right)|wh?oops)\W*$"
)
HEADING = re.compile(
    rf"^\W*{_CORRECTION}\s*(?:$|[:|]|[–—-]\s|(?:and|&) [a-z]+s?\W*$)|{_RECORD}", re.IGNORECASE
)
"""How a paragraph begins that corrects something."""
TITLE = re.compile(
    rf"^\W*{_CORRECTION}\s*(?:$|\||(?:and|&) [a-z]+s?\W*(?:$|[|:–—-])|[:–—-]\s"
    rf"(?:.*\b(?:article|column|report|stor(?:y|ies))|{DATE}[\w ]*|[\w’'-]+(?: [\w’'-]+)?)\W*$)"
    rf"|{_RECORD}",
    re.IGNORECASE,
)
"""A title under which every piece corrects something; not “Correction: a painful market”."""
NOT_THAT = re.compile(
    r"[^\s,;],? (?:and |but )?not (?!because|just|least|only)[^,;(]{1,80}(?:\([^()]*\))?\W*$"
)
"""How it is put in short: 84 million, not 48."""
WRONG_BEHIND = re.compile(
    r"\b(?:in fact|(?:that|this|it|we|the (?:figure|number|name|date|day|age|caption|headline"
    r"|report|story|article)) (?:is|was|were|had been) (?:wrong|incorrect|untrue|inaccurate"
    r"|mistaken|not (?:so|true|the case|correct)|an? (?:\w+ )?(?:error|mistake|slip))"
    r"|(?:we|it|the [A-Z]\w+) (?:apologi[sz]es?|regrets?)|we (?:are|were) (?:very )?sorry"
    r"|we (?:\w+ )?(?:withdraw|retract)|(?:our|editing|reporting|production|typing) (?:error"
    r"|mistake|slip)|(?:we|our|apolog(?:y|ies)|^\W*sorry)\b[^.;]*"
    r" (?:for|regrets?) (?:the|this|that|our) (?:error|mistake|slip|confusion)"
    r"|(?:the|its|his|her|their) correct \w+|should have (?:been|read|said)|amended"
    r"|corrected (?:online|on \w+)|(?:set|setting) the record(?: straight)?)\b",
    re.IGNORECASE,
)
"""What says behind a sentence of what was reported that it was wrong."""
OTHER_FIGURE = re.compile(
    r"\W*(?:it|they|that|the (?:age|cost|figure|number|price|sum|total))"
    r" (?:is|was|are|were|will be|will cost|costs?) "
    r"(?P<figure>[£$€]?\d[\d.,]*[a-z%]*)(?P<unit>(?: [a-z]+){0,2})\W*(?:$|[.!?](?:\s|$))",
    re.IGNORECASE,
)
"""What says behind a figure that was reported the right one, and no more: “It is 84 million.”"""
RIGHT_BEHIND = re.compile(
    r"\W*(?:in fact|actually|(?:the|its|his|her|their) correct \w+|(?:that|this|those) (?:is|are"
    r"|was|were)|s?he (?:is|was) (?-i:[A-Z]))\b",
    re.IGNORECASE,
)
"""How what is right begins in the next paragraph; not “It was”, which may be of whatever."""
WE_SAID = re.compile(
    r"(?<!\bas )\bwe (?:(?:had|have|also|then|previously|originally|earlier) )*"
    r"(?:(?:reported|said|stated|wrote|announced) that (?P<content>[^;.“”\"]+)"
    r"|(?:named|gave|identified|described|listed) (?P<named>[^;.“”\"]+ (?:as|at) [^;.“”\"]+))",
    re.IGNORECASE,
)
VERSION_SAID = re.compile(
    r"\b(?:(?:earlier|previous|original|first|print(?:ed)?) version(?: of (?:this|the|our) \w+)?"
    rf"|(?:this|the|our) (?:article|story|report) (?:originally|initially|first|previously|earlier"
    rf"|{WRONGLY}))\s(?:(?:had|has|{WRONGLY})\s)*"
    r"(?:said|stated|wrote|reported|claimed|gave|put|named|misstated|suggested|attributed)\b"
    r"(?P<content>(?:[^.;]|\.(?=\w))+)",
    re.IGNORECASE,
)
CALLED_IN = re.compile(
    rf"\bin (?:the same|our|that|(?:an|the) (?:earlier|original|previous)|{DAY}[’']s) {PIECE}\b"
    rf"[^.;“”\"]{{0,80}}?,? (?P<content>[^.;“”\"]{{1,80}}? (?:was|were) (?:{WRONGLY} )?"
    r"(?:called|described|given|identified|listed|named) as [^.;“”\"]+)",
    re.IGNORECASE,
)
"""What a text says that its publisher reported."""
OF_AN_ERROR = re.compile(
    rf"\b{WRONGLY} {SAID}\b|\bmisstated\b|\b(?:earlier|previous) version of (?:this|our)\b"
    r"|\bwas (?:corrected|amended|updated) (?:on|to)\b",
    re.IGNORECASE,
)
"""What tells of an error in what was reported, by whomever."""
PARTS = (
    re.compile(
        r"\bshould have (?:said|read|stated|been|given)\b(?: that)?(?P<right>.+?)"
        r"(?:,? (?:and )?(?:not|rather than|instead of)\b(?P<wrong>.+))?$"
    ),
    re.compile(r"^\W*contrary to (?P<wrong>[^,]+),(?P<right>.+)$", re.IGNORECASE),
    re.compile(r"^(?P<right>.+?),? contrary to (?P<wrong>.+)$", re.IGNORECASE),
    re.compile(
        r"^(?P<right>.+?),? (?:and )?not (?P<wrong>[^,;]{1,40},? as (?:(?:we|was|it was) )?"
        r"(?:stated|reported|given|printed|published|said|had it)\b[^,;]*)"
    ),
    re.compile(r"^(?P<wrong>[^,]+), (?:which|who) (?P<right>(?:is|are|was|were|will|has|had) .+)$"),
)
"""How one sentence says what was wrong and what is right."""
BESIDE = re.compile(r", (?:which|who|the|an?)\b[^,]*,")
"""What a sentence tells besides."""
DENIED = re.compile(r"\b(?:not|never|no longer)\b|n[’']t\b", re.IGNORECASE)
QUOTATION = re.compile(r"[“\"«][^“”\"«»]*[”\"»]")
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(•]*[A-ZÀ-Þ])")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
"""A figure as it is written, to tell whether two texts have it; `assistant.language.figures` reads
it."""
MOSTLY = 0.7
"""The share of a claim's words that what was reported has, for the claim to be that: who makes a
claim of it leaves out that it was reported."""


@lru_cache(maxsize=4096)  # of one answer it is asked three times
def is_correction(title: str, sentence: str, following: str, publisher: str | None = None) -> bool:
    """Whether a sentence says of what its publisher reported that it was wrong; not one in which
    somebody else says so.

    Args:
        title: of its article, which may say that: “Corrections”.
        following: those behind it in its paragraph.
        publisher: may speak of itself by its name.
    """
    # an item of a list is one sentence, whatever it holds
    plain, *rest = SENTENCE_END.split(QUOTATION.sub(" ", sentence))
    behind = " ".join([*rest, QUOTATION.sub(" ", following)])
    if SAYS_BEHIND.search(plain):
        return False
    apologises = _does(APOLOGISES, plain, publisher) and OURS.search(behind)
    if apologises or CORRECTING.search(plain) or _does(WITHDRAWS, plain, publisher):
        return True
    not_that = NOT_THAT.search(plain)
    if TITLE.match(title) or HEADING.match(plain) or (HEADING.match(title) and not_that):
        # what says that it was wrong goes on about a sentence before it
        return not WRONG_BEHIND.match(plain) and any(
            (
                not_that,
                *(pattern.search(plain) for pattern in (ERROR, OUR_MISTAKE)),
                _is_of_a_piece(plain, publisher),
            )
        )
    if not _is_of_a_piece(plain, publisher):
        return False
    is_wrong = WRONG_BEHIND.search(behind) or OUR_MISTAKE.search(plain)
    return bool(is_wrong) or _errs(plain, publisher) or _gives_another_figure(plain, behind)


def _errs(text: str, publisher: str | None) -> bool:
    """Whether a text that speaks of a piece says that it errs, and not that something in it does,
    or another's."""
    if _is_ours(text, publisher):
        own = OF_WHAT_CAME.sub(" ", CONTENT.sub(" ", text))
        return bool(ERROR.search(own) or IN_FACT.search(own))
    if about := _about(text):
        said = about["said"]
        found = (ERROR if _is_dated(about) else MISREPORTED).search(said)
        meant = SHOULD_HAVE_SAID.search(said)
        return bool(meant or (found and not OF_OTHERS.search(said[: found.start()])))
    told = IN_A_PAPER.search(text)
    return bool(told and ERROR.search(text) and not SOMEBODY_SAYS.search(text[: told.start()]))


def _gives_another_figure(text: str, behind: str) -> bool:
    """Whether what stands behind a report, or in its second half, gives another figure than it
    reported, and no more."""
    said, sign, more = text.partition(";")
    found = OTHER_FIGURE.match(more if sign else behind)
    reports = re.search(rf"\b{SAID}\b", said, re.IGNORECASE)
    if not (found and reports):
        return False
    unit = found["unit"].split()[:1]
    told = {one for one in DIGITS.findall(said) if not unit or f"{one} {unit[0]}" in said}
    return bool(told) and not told & set(DIGITS.findall(found["figure"]))


def _is_ours(text: str, publisher: str | None) -> bool:
    """Whether a text speaks of what its publisher reported, and does not only recall it."""
    own = rf"|(?:the )?{re.escape(publisher.removeprefix('The '))}" if publisher else ""
    recalled = AS_REPORTED.format(own=own, said=SAID)
    text = re.sub(recalled, " ", text, flags=re.IGNORECASE)
    return bool(OURS.search(text)) or _does(rf"(?:{WRONGLY} )?{SAID}", text, publisher)


def _does(what: str, text: str, publisher: str | None) -> bool:
    """Whether a publisher is told by its name to do something."""
    own = publisher and re.escape(publisher.removeprefix("The "))
    return bool(own and re.search(rf"\b{own} {what}\b", text))


def _is_of_a_piece(text: str, publisher: str | None) -> bool:
    """Whether a text speaks of what a paper reported that may be its publisher's."""
    return bool(_is_ours(text, publisher) or _about(text) or IN_A_PAPER.search(text))


def _about(text: str) -> re.Match[str] | None:
    """What a text says of an article of a paper's; of what others write too only where it is of a
    day."""
    found = OF_A_PAPER.match(text)
    if not found or re.fullmatch(PAPERS, found["piece"], re.IGNORECASE):
        return found
    return found if found["day"] or (found["any"] and _is_dated(found)) else None


def _is_dated(about: re.Match[str]) -> bool:
    return bool(about["day"] or ON_A_DAY.search(about["said"]))


def tells_of_an_error(sentence: str) -> bool:
    """Whether a sentence tells what was reported, by whomever, wrongly or to be put right: it is no
    news, and says little without what is right."""
    if reported(sentence) or is_correction("", sentence, ""):
        return True
    return bool(OF_AN_ERROR.search(sentence) or HEADING.match(sentence))


def says_what_is_right(sentence: str) -> bool:
    """Whether a sentence that corrects something has in itself what is right."""
    return bool(_parted(sentence)[1])


def gives_what_is_right(sentence: str) -> bool:
    """Whether a paragraph that begins so says what is right where the one before it corrects."""
    return bool(RIGHT_BEHIND.match(sentence) or WRONG_BEHIND.match(sentence))


def reported(text: str) -> list[str]:
    """What a publisher says in a text that it reported, which it says of what was wrong; not what
    somebody says who is quoted."""
    plain = QUOTATION.sub(" ", text)
    said = [one["content"] or one["named"] for one in WE_SAID.finditer(plain)]
    return said + [
        one["content"] for pattern in (VERSION_SAID, CALLED_IN) for one in pattern.finditer(plain)
    ]


def is_corrected(claim: str, text: str) -> bool:
    """Whether a claim is of what a text says to have been reported wrongly, and says nothing of
    what is right, which follows or stands beside it; not one that itself speaks of what was
    reported."""
    if _is_of_a_piece(claim, None):
        return False
    sentences = SENTENCE_END.split(text)
    for number, one in enumerate(sentences):
        following = " ".join(sentences[number + 1 :])
        (wrong, beside), said = _parted(one), " ".join(reported(one))
        # what was reported and is left at that may be taken back in what is not cited
        is_left = said and (not following or CALLED_IN.search(one) or VERSION_SAID.search(one))
        if not (is_left or is_correction("", one, following)):
            continue
        if said and not beside:
            wrong = said
        told = BESIDE.sub(" ", said or one)
        if overlap(claim, told) >= MOSTLY and _says_what_was_wrong(
            claim, wrong, f"{beside} {following}"
        ):
            return True
    return False


def _says_what_was_wrong(claim: str, wrong: str, right: str) -> bool:
    """Whether a claim has something of what was wrong, and nothing of what is right. Where both
    give figures these tell, as both say what they are of."""
    says_right = _tokens(claim) & _tokens(right) - _tokens(wrong)
    says_wrong = _tokens(claim) & _tokens(wrong) - _tokens(right)
    if _digits(_tokens(wrong)) and _digits(_tokens(right)):
        return bool(_digits(says_wrong)) and not _digits(says_right)
    return bool(says_wrong) and not says_right


def _parted(sentence: str) -> tuple[str, str]:
    """What a sentence says to have been wrong, and what it says to be right; it itself and nothing
    where it does not say that. That something is not so does not say what is."""
    for pattern in PARTS:
        found = pattern.search(sentence)
        if found and not DENIED.search(found["right"]):
            return found.groupdict().get("wrong") or "", found["right"]
    one, sign, other = sentence.partition(";")
    if sign and _is_of_a_piece(one, None):
        return one, other
    return (other, one) if sign and _is_of_a_piece(other, None) else (sentence, "")


def _digits(tokens: set[str]) -> set[str]:
    return {one for one in tokens if DIGITS.fullmatch(one)}


def _tokens(text: str) -> set[str]:
    """The telling words of a text, and its figures."""
    return set(words(text)) - STOP | set(DIGITS.findall(text))

"""Who says what a text quotes, and whether a claim leaves that out."""

import re
from collections.abc import Sequence

from assistant.claims.copied import cut_down
from assistant.claims.source import Source
from assistant.language.correction import QUOTATION
from assistant.language.polarity import BETWEEN

WHOLLY_QUOTED = re.compile(r"[\"“«][^\"“”«»]*[\"”»]?[.!?]?|[^\"“”«»]*[\"”»][.!?]?")
"""A sentence of a quotation, with nothing of who says it; the marks may be those of more."""
SAYING = (
    r"sa(?:y|ys|id)|told|tells?|according|call(?:s|ed)|argu\w+|warn\w*|insist\w*|add(?:s|ed)|deni\w+"
    r"|descri\w+|asks?|asked|promis\w+|stress\w*|claim\w*|explain\w*|complain\w*|admit\w*|announc\w+"
    r"|report\w*"
)
"""Verbs with which a sentence tells that something was said, and what stands for them."""
SAYS = re.compile(
    rf"[\"“”«»]|\b(?:{SAYING}|thinks?|believe[sd]?|hop\w+|want\w*|criti\w+|prais\w+|accus\w+|quot\w+"
    r"|in the (?:view|opinion|words) of|expect\w*|regard\w*|consider\w*|favou?r\w*|suggest\w*"
    r"|finds?|found|feels?|felt|sees?|saw|fear\w*|support\w*|oppos\w+)\b",
    re.IGNORECASE,
)
"""What tells in a claim that it is what somebody says or thinks."""
SAID_BY = re.compile(
    r"(?<=[,”\"?!] )(said|says|added|warned|argued|wrote|told) ((?:[A-Z][\w’'-]+ ?){1,3}(?<! ))"
)
"""“…, said Vik”."""


def leaves_out_speaker(claim: str, sources: Sequence[Source]) -> bool:
    """Whether a claim tells as a fact what its sources only quote."""
    return not SAYS.search(claim) and all(_is_quoted(claim, one.text) for one in sources)


def _is_quoted(claim: str, text: str) -> bool:
    """Whether a claim has its words from a quotation alone: a text is nothing else, or has one that
    is the claim but for asides."""
    if WHOLLY_QUOTED.fullmatch(text.strip()):
        return True
    quoted = [part for one in QUOTATION.findall(text) for part in BETWEEN.split(one)]
    between = QUOTATION.sub("\n", text).split("\n")
    own = [part for one in between for part in BETWEEN.split(one.strip())]
    return _has(claim, quoted) and not _has(claim, own)


def _has(claim: str, sentences: Sequence[str]) -> bool:
    return any(cut_down(claim, one, clauses=True) for one in sentences)


def speaker_first(text: str) -> str:
    """A text with “said Vik” as “Vik said”, so that the order of the two is no difference."""
    return SAID_BY.sub(r"\2 \1", text)

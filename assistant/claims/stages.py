"""Whether a claim tells a later stage of something than a text does: sold, where it is for sale;
convicted, where somebody was arrested.

What is told in yet other words than those here is refused wrongly at times, so that a stage alone
only leaves a sentence open; see `assistant.verify.WEAK`.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """What is done first, what of it may follow, and other words in which a text may say that it
    did; regular expressions of whole words."""

    early: re.Pattern[str]
    late: re.Pattern[str]
    otherwise: re.Pattern[str]


def _stage(early: str, late: str, otherwise: str) -> Stage:
    return Stage(
        *(re.compile(rf"\b(?:{one})\b", re.IGNORECASE) for one in (early, late, otherwise))
    )


_SALE = r"paid|takeover|signed|completed|deal|went to|changed hands|agreed"
_COURT = r"sent to (?:prison|jail)|verdict|pleaded guilty|ruled|behind bars"
STAGES = (
    _stage(
        r"for sale|on the market|asking price|seek\w* a buyer|put up its|to sell",
        r"sold|bought|purchased|acquired|(?:has|have|had) a buyer",
        _SALE,
    ),
    _stage(
        r"bids?|offer(?:s|ed)?|in talks|negotiat\w+|(?:is|are) to (?:buy|acquire|merge)",
        r"bought|acquired|took over|taken over|merged",
        _SALE,
    ),
    _stage(
        r"sentenced|jailed|given \w+ (?:years|months)",
        r"(?:served|serv(?:es|ing)|spent|completed)"
        r"(?= .*\b(?:years?|months?|sentence|prison|jail)\b)",
        r"released|freed|walked free",
    ),
    _stage(
        r"appl(?:y|ies|ied|ying|ications?) for|request(?:s|ed)?|sought|seek(?:s|ing)"
        r"|ask(?:s|ed) for",
        r"(?:been |was |were )?(?:granted|awarded|given)|obtained|secured",
        r"approv\w+|agreed|allowed|backed|cleared",
    ),
    _stage(
        r"arrest\w*|detain\w*|charge[sd]?|suspect\w*|indict\w+|accus\w+|on trial|tried",
        r"convict(?:ed|ion|ions)|found guilty|sentenced|jailed|imprisoned|served",
        _COURT,
    ),
    _stage(
        r"arrest\w*|detain\w*|question(?:ed|ing)|suspect(?:ed|s)?",
        r"(?:was|were|been|is|are) charged|indict(?:ed|ment|ments)",
        rf"{_COURT}|charges|prosecut\w+|on trial",
    ),
    _stage(
        r"injur\w+|wounded|hurt|hospital",
        r"died|dead|killed|deaths?|fatal\w*",
        r"lives|lost (?:his|her) life|passed away|perished|loss of|victims?|drowned",
    ),
    _stage(
        r"nominat\w+|shortlist\w*|candidates?|running for|stand(?:s|ing)? for|front-?runners?"
        r"|tipped",
        r"won|elected|appointed|awarded",
        r"went to|defeat\w*|beat|bec[ao]me|becomes|named|chosen|took|picked|voted in|victory",
    ),
    _stage(
        r"propos\w+|draft|tabled",
        r"(?:been |was |were )?(?:passed|adopted|enacted)|became law|(?:come|came) into force",
        r"approv\w+|cleared|backed|voted|agreed|effect|pass(?:es)?|signed into law",
    ),
    _stage(
        r"appeal(?:s|ed|ing)?",
        r"overturned|won (?:his|her|its|the|their|an|on) appeal|acquitted",
        r"quash\w*|cleared|ruled|overruled|upheld",
    ),
    _stage(
        r"su(?:ed|es|ing)|lawsuits?|(?:file[sd]?|filing) (?:a )?(?:suit|claim|complaint)",
        r"awarded|ordered to pay|won (?:the|a|its|his|her|their) (?:case|lawsuit|suit)",
        r"ruled|told (?:\w+ ){1,4}to pay|must pay|settl\w+|verdict",
    ),
)
ESCAPED = re.compile(
    r"\b(?:escap|avoid|avert|dodg)(?:es?|ed|ing|s)\s(?:(?:a|an|the|further|outright)\s)?"
    r"(?P<what>[a-z]{6,})\b",
    re.IGNORECASE,
)
"""What did not happen: relegation, which was escaped."""
AVOIDS = re.compile(r"\b(?:escap|avoid|avert|dodg|surviv|sav|spar|safe)", re.IGNORECASE)
ALIKE = 6
"""Letters with which two words of one thing begin: relegation, relegated."""
NOT_YET = re.compile(
    r"\b(?:not|no|never|nobody|none|without|if|unless|until|before|once|when|could|can|may|might"
    r"|must|would|should|will|shall|to|yet|hop\w+|want\w*|seek\w*|ask\w*|risk\w*|fac(?:e[sd]?|ing)"
    r"|den(?:y|ies|ied)|fear\w*|expect\w*|likely|possib\w+|trial|plan\w*|rather than|instead of"
    r"|for)\b|n[’']t\b",
    re.IGNORECASE,
)
"""What says, before the later stage, that it is none."""
REACH = 40
"""Characters of a claim before it among which that is looked for."""


def gone_further(claim: str, text: str) -> list[str]:
    """The words of a claim for a later stage than any that a text tells."""
    late = (
        found
        for one in STAGES
        if one.early.search(text) and not one.late.search(text) and not one.otherwise.search(text)
        for found in one.late.finditer(claim)
    )
    return [
        found.group()
        for found in (*late, *_happened(claim, text))
        if not NOT_YET.search(claim[max(0, found.start() - REACH) : found.start()])
    ]


def _happened(claim: str, text: str) -> list[re.Match[str]]:
    """The words of a claim for what a text says was escaped."""
    escaped = {one["what"].lower()[:ALIKE] for one in ESCAPED.finditer(text)}
    if not escaped or AVOIDS.search(claim):
        return []
    words = re.finditer(r"[a-z]{6,}", claim)
    return [one for one in words if one.group()[:ALIKE] in escaped and one.group() not in text]

"""Whether a claim tells a later stage of something than a text does: sold, where it is for sale;
convicted, where somebody was arrested."""

import re

STAGES = tuple(
    (re.compile(rf"\b(?:{early})\b", re.IGNORECASE), re.compile(rf"\b(?:{late})\b", re.IGNORECASE))
    for early, late in (
        (
            r"for sale|on the market|asking price|seek\w* a buyer|put up its|to sell",
            r"sold|bought|purchased|acquired|(?:has|have|had) a buyer",
        ),
        (
            r"bid|bids|offer(?:s|ed)?|in talks|negotiat\w+|(?:is|are) to (?:buy|acquire|merge)",
            r"bought|acquired|took over|taken over|merged",
        ),
        (
            r"sentenced|jailed|given \w+ (?:years|months)",
            r"(?:served|serv(?:es|ing)|spent|completed)"
            r"(?= .*\b(?:years?|months?|sentence|prison|jail)\b)",
        ),
        (
            r"appl(?:y|ies|ied|ying|ications?) for|request(?:s|ed)?|sought|seek(?:s|ing)"
            r"|ask(?:s|ed) for",
            r"(?:been |was |were )?(?:granted|awarded|given)|obtained|secured",
        ),
        (
            r"arrest\w*|detain\w*|charge[sd]?|suspect\w*|indict\w+|accus\w+|on trial|tried",
            r"convict(?:ed|ion|ions)|found guilty|sentenced|jailed|imprisoned|served",
        ),
        (
            r"arrest\w*|detain\w*|question(?:ed|ing)|suspect(?:ed|s)?",
            r"(?:was|were|been|is|are) charged|indict(?:ed|ment|ments)",
        ),
        (r"injur\w+|wounded|hurt|hospital", r"died|dead|killed|deaths?|fatal\w*"),
        (
            r"nominat\w+|shortlist\w*|candidates?|running for|stand(?:s|ing)? for|front-?runners?"
            r"|tipped",
            r"won|elected|appointed|awarded",
        ),
        (
            r"propos\w+|draft|tabled",
            r"(?:been |was |were )?(?:passed|adopted|enacted)|became law|(?:come|came) into force",
        ),
        (
            r"appeal(?:s|ed|ing)?",
            r"overturned|won (?:his|her|its|the|their|an|on) appeal|acquitted",
        ),
        (
            r"su(?:ed|es|ing)|lawsuits?|(?:file[sd]?|filing) (?:a )?(?:suit|claim|complaint)",
            r"awarded|ordered to pay|won (?:the|a|its|his|her|their) (?:case|lawsuit|suit)",
        ),
    )
)
"""What is done first, and what of it may follow."""
ESCAPED = re.compile(
    r"\b(?:escap|avoid|avert|dodg)(?:es?|ed|ing|s)\s(?:(?:a|an|the|further|outright)\s)?"
    r"(?P<what>[a-z]{6,})\b",
    re.IGNORECASE,
)
"""What did not happen: relegation, which was escaped."""
AVOIDS = re.compile(r"\b(?:escap|avoid|avert|dodg|surviv|sav|spar|safe)", re.IGNORECASE)
SAME = 6
"""Letters that two words of that begin with: relegation, relegated."""
DONE = re.compile(
    r"\b(?:lives|life|passed away|perished|loss of|went to|defeat\w*|beat|bec[ao]me|becomes|named"
    r"|chosen|took|paid|takeover|signed|completed|deal|sent to (?:prison|jail)|quash\w*|cleared"
    r"|approv\w+|backed|voted|agreed|effect|ruled|verdict|let go|pass(?:ed|es))\b",
    re.IGNORECASE,
)
"""What of a text may say that a later stage was reached, in other words."""
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
    escaped = {one["what"].lower()[:SAME] for one in ESCAPED.finditer(text)}
    happened = [
        found.group()
        for found in re.finditer(r"[a-z]{6,}", claim)
        if found.group()[:SAME] in escaped
        and found.group() not in text
        and not NOT_YET.search(claim[max(0, found.start() - REACH) : found.start()])
        and not AVOIDS.search(claim)
    ]
    return happened + [
        found.group()
        for early, late in STAGES
        if early.search(text) and not late.search(text) and not DONE.search(text)
        for found in late.finditer(claim)
        if not NOT_YET.search(claim[max(0, found.start() - REACH) : found.start()])
    ]

"""Who somebody is: “Who is Gwen Astley?” is answered by what an article introduces her as, and not
by whatever else it says of her."""

import re

from assistant.language.persons import ADDRESS, OFFICE, typed

ASKED = re.compile(
    r"\W*(?:(?:and|but|so|ok) )?who(?:'s| is| was)"
    rf" (?:the )?(?:(?:{ADDRESS}|rev)\.? )*"
    rf"(?P<who>(?!(?:the|an?|{ADDRESS})\b)[^\W\d_][\w'.-]*(?: [\w'.-]+){{0,4}})\W*",
    re.IGNORECASE,
)
"""A question for nothing but who somebody is."""
NO_NOUN = (
    r"(?!(?:about|after|against|also|an?|and|are|as|at|before|between|but|by|calls?|for|from|had|has"
    r"|have|if|in|into|is|like|made|met|near|nor|not|of|off|on|or|over|says?|said|sees?|since|so"
    r"|tells?|than|that|the|then|through|to|told|under|until|was|were|when|where|which|while|who"
    r"|whom|whose|will|with|without|would|\w+ed|\w+ing|afternoon|evening|morning|day|month|night|week|year)\b)"
)
"""What before a name says nothing of what somebody is."""
FIRST = r"(?:[A-ZÀ-Þ][\w.-]*\.? )?"
"""A first name, where only the last one was asked for."""
DETERMINER = (
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Tt]wo|[Ss]aid|[\w-]+'s?"
    r"|[A-ZÀ-Þ][\w-]+)"
)
"""What stands before that: “its branch secretary, Howard Binns”."""


def asked(question: str) -> str | None:
    """Of whom a question asks who they are; what it names may be no person."""
    found = ASKED.fullmatch(typed(question))
    return found["who"].rstrip(".") if found else None


def is_named(who: str, sentence: str) -> bool:
    """Whether a sentence names somebody."""
    return bool(re.search(_name(who), typed(sentence)))


def is_introduced(who: str, sentence: str) -> bool:
    """Whether a sentence says of somebody what they are: “The manager, Gwen Astley, 52, …”.

    Args:
        who: a first and a last name, or the last one.
    """
    name = _name(who)
    behind = (
        rf"{name}(?:, | \()(?:\d\d\b|(?:an?|the|his|her|its|their|who|whose|of|from|then|now)\b"
        rf"|[a-z][\w-]+ (?:of|at|for|in|with)\b|[A-ZÀ-Þ][\w.-]*'s?\b)"
        rf"|{name} (?:is|was|became|works as|served as) (?:an?|the|his|her|its|their|one)\b"
        rf"|{name} of (?:the )?\w"
    )
    before = (
        rf"\b(?i:{OFFICE}),? {FIRST}{name}"
        rf"|\b{DETERMINER} (?:[a-z][\w-]* ){{0,3}}?{NO_NOUN}[a-z][a-z-]+,? {FIRST}{name}"
    )
    return is_named(who, sentence) and bool(re.search(f"{behind}|{before}", typed(sentence)))


def _name(who: str) -> str:
    """A pattern of a name: it has a capital, however it was typed."""
    return rf"\b(?=[A-ZÀ-Þ])(?i:{re.escape(who)})\b"

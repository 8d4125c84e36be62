"""Who somebody is: “Who is Gwen Astley?” is answered by what an article introduces her as, and not
by whatever else it says of her."""

import re
from functools import lru_cache

from assistant.language.persons import ADDRESS, CAPITAL, OFFICE, PARTICLE, typed

TITLE = r"(?:the )?(?:(?:mr|mrs|ms|miss|dr|rev|sir|dame|mayor|councill?or|professor)\b\.? )*"
"""What is left out before a name. Prince Harry is not Harry."""
ASKED = re.compile(
    rf"\W*(?:(?:and|but|so|ok) )?who(?:'s| is| was) {TITLE}"
    r"(?P<who>(?!(?:an?|the|this|that|its|his|her|their|our|my|your|in|on|at)\b)"
    r"[^\W\d_][\w'.-]*(?: [\w'.-]+){0,4})\W*",
    re.IGNORECASE,
)
"""A question for nothing but who somebody is."""
_NO_FIRST = (
    rf"(?!(?i:{ADDRESS}|after|and|as|at|before|but|by|for|from|if|in|now|on|so|that|the|then|to"
    r"|when|while|with|yet)\b)"
)
"""What before a last name may have a capital and is no first name."""
AGENT = (
    rf"(?:{OFFICE}|[a-z]{{2,20}}(?:[bcdghklmnpst]er|[cst]or|ist|man|woman|person|ian|ssor|ee|wife)"
    r"(?<!after)(?<!under)(?<!later)(?<!former)(?<!better)|mps?|boss|chief|judge"
    r"|nurse|coach|deputy|assistant|consultant|representative|landlord|landlady|widow|husband|son"
    r"|daughter|brother|sister|mother|father|uncle|aunt|cousin|friend|neighbour|neighbor|colleague"
    r"|captain|pilot|surgeon|student|pupil|star|veteran|actress|poet|model|vicar|priest|coxswain"
    r"|chef|cook|clerk|guide|tenant|resident|rival|candidate|champion|secretary|bursar|sergeant"
    r"|constable|attorney|mechanic|apprentice|heir|bride|groom|archaeologist|umpire|referee)"
)
"""What somebody is, before a name without a comma: “the postwoman Freya Tolland”."""
BEFORE_OTHER_PHRASES = frozenset(
    "in after before at on during since until through over despite amid within under".split()  # noqa: SIM905
)
"""What stands before a phrase that is no apposition: “In a statement, Gwen Astley …”."""
BEFORE_OTHER_NAMES = frozenset(
    "after for before since without unlike like until despite".split()  # noqa: SIM905
)
"""The same before a name: “For Gwen Astley, the wait is over”."""
FULLY, PARTLY = 2, 1
"""How well a sentence introduces somebody: by what they are, or by an age or what they did."""


_BEHIND = re.compile(
    rf"(?:,| [–—-]) (?:(?:an?|the|his|her|its|their|now|then) |(?:[a-z-]+ ){{0,3}}(?:{AGENT})\b"
    r"|[a-z][\w-]*(?: [a-z-]+){0,3} (?:of|at|for|in|with)\b|MP\b|CEO\b|(?:[A-ZÀ-Þ][\w.-]*'s?|"
    rf"[A-ZÀ-Þ][\w.-]*) (?:[a-z-]+ ){{0,2}}(?:{AGENT})\b)"
    r"|,? (?:is|was|became|has been|works as|served as) (?:(?:an?|the|his|her|its|their|one)\b"
    rf"|(?:[A-ZÀ-Þ][\w.-]*'s? )?(?:[a-z-]+ ){{0,2}}(?:{AGENT})\b)"
)
"""What stands behind a name and says what somebody is: “, a nurse”, “ is chief executive”."""
_PARTLY_BEHIND = re.compile(r"(?:, | \()(?:\d\d\b|who\b|whose\b|(?:from|of) (?:the )?[A-ZÀ-Þ])")
_OF = re.compile(r" of (?:the [a-z]|[A-ZÀ-Þ])")
_SPEAKS = re.compile(r"(?:^|[.,;:“”\"] ?|\b(?:said|says|by|and|adds|added) )$")
"""Behind a name, and before it: “said Rufus Amberly of the league”, not “cleared her of fraud”."""
_OFFICE = re.compile(rf"(?<![\w-])(?:(?i:{OFFICE}),? |MP |Rev\.? )$")
_NOUN = re.compile(rf"(?<![\w-])(?:{AGENT}) $")
_APPOSITION = re.compile(
    r"(?:^|(?P<before>[\w-]+)?\W+)(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Tt]wo"
    r"|[A-ZÀ-Þ][\w-]{0,30}'s?) (?:[a-z][\w-]{0,30} ){0,4}[a-z][\w-]{2,30}, $"
)
"""What stands before a name: “Fire chief ”, “the postwoman ”, “its branch secretary, ”."""
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.? $")
_ENDS = re.compile(r"[,.;:]| and\b|$")
"""What stands behind an apposition."""
REACH = 120
"""Characters before a name that may introduce it."""


def asked(question: str) -> str | None:
    """The name of somebody of whom a question asks who they are.

    Typed all in small letters it has two words at least: “who is next” asks for nobody's.
    """
    found = ASKED.fullmatch(typed(question))
    if not found or "'s " in found["who"]:
        return None
    words = found["who"].rstrip(".").split()
    capital = [word[0].isupper() for word in words if not re.fullmatch(PARTICLE, word)]
    small = typed(question).islower() and len(words) > 1
    return " ".join(words) if capital and (all(capital) or small) else None


def named(who: str, sentence: str) -> str | None:
    """What a sentence calls somebody, in lower case; a last name with the first name before it."""
    found = _name(who).search(typed(sentence))
    return found[0].casefold() if found else None


def introduces(who: str, sentence: str) -> int:
    """How well a sentence says of somebody what they are: `FULLY` (“The manager, Gwen Astley”),
    `PARTLY` (“Gwen Astley, who sang”), or not at all, 0.

    Args:
        who: a first and a last name, or the last one.
    """
    text = typed(sentence)
    return max((_how_well(text, found) for found in _name(who).finditer(text)), default=0)


def _how_well(text: str, name: re.Match[str]) -> int:
    """How well a text introduces a name at one of its places."""
    before = _ADDRESSED.sub("", text[max(0, name.start() - REACH) : name.start()])
    words = before.split()
    last = words[-1].casefold() if words else ""
    behind = name.end()
    if _OFFICE.search(before) or _NOUN.search(before):
        return FULLY
    apposition = _APPOSITION.search(before)
    if apposition and _ENDS.match(text, behind):
        before_it = apposition["before"] or ""
        return FULLY if before_it.casefold() not in BEFORE_OTHER_PHRASES else 0
    if _BEHIND.match(text, behind) and last not in BEFORE_OTHER_NAMES:
        return FULLY
    if _OF.match(text, behind) and _SPEAKS.search(before):
        return FULLY
    return PARTLY if _PARTLY_BEHIND.match(text, behind) else 0


@lru_cache(maxsize=64)
def _name(who: str) -> re.Pattern[str]:
    """A pattern of a name: its words have capitals, however they were typed; it may have a middle
    initial, and before a last name alone a first one."""
    small = [bool(re.fullmatch(PARTICLE, word.lower())) for word in who.split()]
    own = [
        rf"{'' if is_small else CAPITAL}(?i:{re.escape(word)})"
        for word, is_small in zip(who.split(), small, strict=True)
    ]
    first = rf"(?:{_NO_FIRST}{CAPITAL}\w[\w.'-]{{0,30}} )?" if small.count(False) == 1 else ""
    return re.compile(rf"(?<![\w-]){first}{' (?:[A-Z][.]? )?'.join(own)}(?![\w-])")

"""What is said out of courtesy and asks nothing: “ok thanks. how deep is it?”, “Thank you!”."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Turn

_THANKS = (
    r"(?:(?:many )?thanks|thank you|thx|cheers|ta)"
    r"(?: (?:a lot|a million|so much|very much|again|mate|all|everyone"
    r"|for (?:that|(?:all )?(?:the|your|this) \w+)))*"
)
_SAID = (
    rf"(?:{_THANKS}|ok(?:ay)?|hi there|hello there|good (?:morning|afternoon|evening)"
    r"|aha|h+m+|interesting|alright|all right|sure|yeah|yep|i see|i understand|got it|never mind"
    r"|that helps|that(?:['’]s| is) (?:all|it|great|helpful|good to know)(?=\W*$|[.!,] )"
    r"|(?:good)?bye(?=\W*$|[.!] )"
    r"|no(?=, (?:i\b|(?-i:[a-z]))|\. (?:who|what|when|where|why|how|which)\b|\W*$)"
    r"|(?:(?:just )?(?:a|one) )?quick question:?|dear \w+(?=,)"
    r"|(?:hi|hello|hey|great|perfect|excellent|good|nice|fine|cool|wow|oh|ah|right|sorry|well"
    r"|yes)(?=,? (?-i:[a-z])|[^\w,.]|[.!] |\W*$))"
)
"""The last may begin a title or a name: “Hello, Dolly: who directed it?”, “Yes, Prime Minister”."""
_ASKING = (
    r"(?:and|but|so|then|now|who|whom|whose|what|when|where|why|how|which|is|are|was|were|did|does"
    r"|do|can|could|will|would|has|have|had)"
)
BEFORE = re.compile(
    rf"^\W*(?:{_SAID}(?:(?:\s+(?={_SAID}\b)|(?<=:)\s+|\s*[.,;!…–—][\s.,;!…–—-]*)|\W*$)"
    rf"|(?:ok(?:ay)?|{_THANKS}|hi|hello|hey)\s+(?={_ASKING}\b))+",
    re.IGNORECASE,
)
"""Before a question; where no sign parts them, only before a word of asking: “Good Friday”. A colon
stands behind a title: “Nice: how many died?”."""
BEHIND = re.compile(
    rf"(?:(?<=[.!?])\s+{_THANKS}|,\s+(?-i:please|thanks|thank you|cheers|thx))\W*$", re.IGNORECASE
)
"""Behind it, as a sentence or written small: “Who wrote the song, Thank You?”."""
_OBJECT = r"(?:the (?:article|news|report|story) (?:about|of|on)\s+)?"
SUMMARY = re.compile(
    r"^\W*(?:please )?(?:(?:can|could|would|will) you )?(?:please )?(?:summari[sz]e|sum up|recap"
    r"|tell me (?:more |something |everything |anything )?about"
    r"|(?:(?:give|write) (?:me )?)?(?-i:[Aa]n?|the) (?:brief |quick |short )?(?:summary|overview"
    rf"|recap|gist|outline|rundown) of)\s+{_OBJECT}(?=\W*\w)",
    re.IGNORECASE,
)
"""How somebody asks for whatever is said of something."""
_LENGTH = re.compile(
    r"(?:,? in (?:(?:a few|a couple of|one|two|three|four|five|\d+) (?:sentences?|lines?|words"
    r"|(?:bullet )?points)|brief|short|a nutshell)|(?<! to) please)(?=\W*$)",
    re.IGNORECASE,
)
"""How long that is to be, which is no part of it."""
_QUESTION = re.compile(r"(?:who|whom|whose|what|when|where|why|how|which)\b")
"""What makes a question of it, written small: not “Who Shot the Heron”."""
THIS = re.compile(r"\bthis\b", re.IGNORECASE)
OF_NOTHING = re.compile(
    r"(?:please )?(?:(?:can|could|would|will) you )?(?:please )?(?:summari[sz]e|sum up|recap|tl;?dr"
    r"|tell me (?:more|something|everything)?|tell me about)"
    r"(?: (?:it|this|that|them|these|everything|all(?: of (?:it|this|them))?))?(?: please)?\W*",
    re.IGNORECASE,
)
"""The same without saying of what."""
OF_ITSELF = re.compile(
    r"(?:(?:who|what) are you|what is this|what can (?:you|i) (?:do|ask)(?: (?:you|here))?"
    r"|how (?:do|can) you work|how are you(?: doing)?|(?:can you )?help(?: me)?)\W*",
    re.IGNORECASE,
)
"""A question of the assistant itself."""


def without(question: str) -> str:
    """A question without what is said out of courtesy before and behind it; empty where there is
    nothing else. To summarise something is to tell about it; to summarise why it is so is to say
    why."""
    asked = BEHIND.sub("", BEFORE.sub("", question)).strip()
    if not (summary := SUMMARY.match(asked)):
        return asked
    what = _LENGTH.sub("", asked[summary.end() :])
    return what if _QUESTION.match(what) else f"Tell me about {what}"


def asked_before(history: Sequence[Turn]) -> list[Turn]:
    """The turns in which something was asked, each without courtesy."""
    asked = (replace(turn, question=without(turn.question)) for turn in history)
    return [turn for turn in asked if turn.question]

"""What is said out of courtesy and asks nothing: “ok thanks. how deep is it?”, “Thank you!”."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Turn

_THANKS = (
    r"(?:(?:many )?thanks|thank you|thx|cheers|ta)"
    r"(?: (?:a lot|so much|very much|again|for (?:that|(?:the|your) \w+)))?"
)
_SAID = (
    rf"(?:{_THANKS}|ok(?:ay)?|hi|hello|hey|hi there|hello there|good (?:morning|afternoon|evening)"
    r"|great|perfect|excellent|good|nice|fine|cool|wow|oh|ah|aha|h+m+|interesting|alright|all right"
    r"|right|sure|(?:yes|no)(?=, (?-i:[a-z]))|yeah|yep|sorry|well|i see|i understand|got it"
    r"|never mind|(?:(?:just )?(?:a|one) )?quick question:?|dear \w+(?=,))"
)
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
BEHIND = re.compile(rf"(?<=[.!?])\s+{_THANKS}\W*$", re.IGNORECASE)
"""Behind it, as a sentence: “Who wrote the song, Thank You?”."""
SUMMARY = re.compile(
    r"^\W*(?:please )?(?:(?:can|could|would|will) you )?(?:please )?(?:summari[sz]e|sum up|recap"
    r"|tell me (?:more |something )?about"
    r"|(?:give|write) (?:me )?an? (?:brief |quick |short )?(?:summary|overview|recap) of)\s+"
    r"(?:the (?:article|news|report|story) (?:about|of|on)\s+)?",
    re.IGNORECASE,
)
"""How somebody asks for whatever is said of something."""
OF_ITSELF = re.compile(
    r"(?:(?:who|what) are you|what can (?:you|i) (?:do|ask)(?: (?:you|here))?"
    r"|how (?:do|can) you work|(?:can you )?help(?: me)?)\W*",
    re.IGNORECASE,
)
"""A question of the assistant itself."""


def without(question: str) -> str:
    """A question without what is said out of courtesy before and behind it; empty where there is
    nothing else. To summarise something is to tell about it."""
    asked = BEHIND.sub("", BEFORE.sub("", question))
    return SUMMARY.sub("Tell me about ", asked).strip()


def asked_before(history: Sequence[Turn]) -> list[Turn]:
    """The turns in which something was asked, each without courtesy."""
    asked = (replace(turn, question=without(turn.question)) for turn in history)
    return [turn for turn in asked if turn.question]

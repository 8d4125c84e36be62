"""What is said out of courtesy and asks nothing: “ok thanks. how deep is it?”, “Thank you!”."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Turn

_THANKS = (
    r"(?:(?:many )?thanks|thank you|cheers|ta)"
    r"(?: (?:a lot|so much|very much|again|for that))?"
)
_SAID = (
    rf"(?:{_THANKS}|ok(?:ay)?|hi|hello|hey|hi there|hello there|good (?:morning|afternoon|evening)"
    r"|great|perfect|excellent|good|nice|fine|cool|wow|oh|ah|aha|h+m+|interesting|alright|all right"
    r"|right|sure|yes(?=,)|yeah|yep|no(?=,)|sorry|well|i see|i understand|got it|never mind"
    r"|(?:just )?(?:a|one) quick question|quick question|dear \w+)"
)
_ASKING = (
    r"(?:and|but|so|then|now|who|whom|whose|what|when|where|why|how|which|is|are|was|were|did|does"
    r"|do|can|could|will|would|has|have|had)"
)
BEFORE = re.compile(
    rf"^\W*(?:{_SAID}(?:(?:\s+(?={_SAID}\b)|\s*[.,;:!…–—][\s.,;:!…–—-]*)|\W*$)"
    rf"|(?:ok(?:ay)?|{_THANKS}|hi|hello|hey)\s+(?={_ASKING}\b))+",
    re.IGNORECASE,
)
"""Before a question; where no sign parts them, only before a word of asking: “Good Friday”."""
BEHIND = re.compile(
    rf"(?<=\w)(?:\s*[.,;:!?–—][\s.,;:!?–—-]*{_THANKS}|[\s.,;:!?–—-]+please)\W*$", re.IGNORECASE
)
"""Behind it; thanks only where a sign parts them: “Why did he say thanks?”."""
OF_ITSELF = re.compile(
    r"(?:(?:who|what) are you|what can (?:you|i) (?:do|ask)(?: (?:you|here))?|what (?:is|does) this"
    r"(?: do)?|how (?:do|does|can) (?:you|this|it) work|(?:can you )?help(?: me)?)\W*",
    re.IGNORECASE,
)
"""A question of the assistant itself."""


def without(question: str) -> str:
    """A question without what is said out of courtesy before and behind it; empty where there is
    nothing else."""
    asked = BEFORE.sub("", question)
    behind = BEHIND.search(asked)
    if not behind:
        return asked.strip()
    return (asked[: behind.start()] + ("?" if "?" in behind[0] else "")).strip()


def asked_before(history: Sequence[Turn]) -> list[Turn]:
    """The turns in which something was asked, each without courtesy."""
    asked = (replace(turn, question=without(turn.question)) for turn in history)
    return [turn for turn in asked if turn.question]

"""Whether a claim leaves out that something was found in animals or in a laboratory, and not yet in
people."""

import re

from assistant.language.polarity import overlap

TESTED = re.compile(
    r"\b(?:in|on|of|with)\s(?:[\w-]+\s){0,2}?(?:mice|rats|rodents|monkeys|pigs|dogs|worms|flies|animals"
    r"|yeast|cell cultures?|test tubes?|the lab(?:oratory)?)\b",
    re.IGNORECASE,
)
"""On what something was tested."""
NAMES_IT = re.compile(
    r"\b(?:mice|mouse|rats?|rodents?|monkeys?|pigs?|dogs?|worms?|fly|flies|animals?|yeast|cells?"
    r"|cultures?|tubes?|lab\w*|pre-?clinical|trial stage)\b",
    re.IGNORECASE,
)
"""What in a claim says so too."""
PEOPLE = re.compile(
    r"\b(?:people|humans?|patients?|volunteers?|men|women|children)\b", re.IGNORECASE
)
RESEARCH = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|drugs?|research\w*|scientists?|vaccin\w+|treatment|therap\w+|tested"
    r"|experiment\w*|doses?|compound|spray|pill|gene\w*|diet|symptoms?)\b",
    re.IGNORECASE,
)
"""Without it pigs are pigs: fever in pigs at a farm."""
FOUND = 0.6
"""The share of a claim's words that the sentence has which tells on what it was tested."""


def leaves_out_subjects(claim: str, text: str) -> bool:
    """Whether a claim tells of a finding without the animals that a text has it of."""
    if NAMES_IT.search(claim) or not RESEARCH.search(text):
        return False
    return any(
        TESTED.search(one) and not PEOPLE.search(one) and overlap(claim, one) >= FOUND
        for one in re.split(r"(?<=[.!?])\s", text)
    )

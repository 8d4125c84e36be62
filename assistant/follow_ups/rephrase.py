"""A follow-up made to stand alone by the chat model that writes; what it gives is held to what was
asked and answered before."""

import logging
import re
from collections.abc import Sequence

from langchain_core.language_models import BaseChatModel

from assistant.answer import Turn
from assistant.question import telling
from assistant.thoughts import without
from assistant.write import harmless, prompt
from index.keywords import Tokenizer

log = logging.getLogger(__name__)

TURNS = 3
"""Turns before that the model is shown, the last ones."""
SHOWN = 600
"""Characters of an answer that it is shown."""
LONGEST = 300
"""Characters of a question that stands alone; more is no question."""
KEPT = 0.6
"""The least share of the follow-up's telling words that is kept."""
LEANS = re.compile(
    r"\b(he|she|they|it|him|her|them|his|hers|their|theirs|its|that|this|those|these|there|then"
    r"|one|ones|same|other|others|else)\b",
    re.IGNORECASE,
)
"""Words that may stand for something said before."""


def rephrase(
    model: BaseChatModel, question: str, history: Sequence[Turn], tokenizer: Tokenizer
) -> str | None:
    """A question as it would be asked without the conversation before it; `None` where the model
    fails, or adds what nobody said, or drops what is asked: then the rules read it."""
    messages = prompt("rephrase").invoke(
        {"conversation": _as_text(history[-TURNS:]), "question": harmless(question)}
    )
    try:
        said = without(str(model.invoke(messages).text))
    except Exception as error:  # noqa: BLE001 - each provider's package has errors of its own
        log.warning("the model did not rephrase: %s: %s", type(error).__name__, error)
        return None
    alone = " ".join(said.split()).strip("\"“”'` ")
    known = " ".join([question, *(f"{turn.question} {turn.answer}" for turn in history)])
    if not alone or len(alone) > LONGEST or not _holds(alone, question, known, tokenizer):
        log.info("the model's question was not used")
        return None
    return alone


def leans(question: str) -> bool:
    """Whether a question has a word that may stand for something said before."""
    return bool(LEANS.search(question)) or len(question.split()) <= 3


def _holds(alone: str, question: str, known: str, tokenizer: Tokenizer) -> bool:
    """Whether a question keeps what the follow-up says, and names and counts nothing new."""
    asked, kept = telling(question, tokenizer), telling(alone, tokenizer)
    left = sum(weight for stem, weight in asked.items() if stem in kept)
    if left < KEPT * sum(asked.values()):
        return False
    said = {word.casefold() for word in re.findall(r"\w+", known)}
    named = re.findall(r"(?<!^)\b[A-ZÀ-Þ]\w+|\d+", alone)
    return all(word.casefold() in said for word in named)


def _as_text(history: Sequence[Turn]) -> str:
    lines = []
    for turn in history:
        lines.append(f"Reader: {harmless(turn.question)}")
        lines.append(f"Answer: {harmless(turn.answer)[:SHOWN]}")
    return "\n".join(lines)

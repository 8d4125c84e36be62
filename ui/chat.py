"""A conversation as the page holds it: questions in, messages out, and never an exception."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from assistant.answer import Answer, Sentence, Turn
from assistant.assistant import Assistant
from assistant.conversations import Conversations, Kept
from assistant.suggest import about, names, said_of
from assistant.thoughts import Anew
from assistant.write import Words
from index.constraints import Constraints
from index.errors import CopydeskError
from ui.render import plain, plain_lines, rendered, streamed
from ui.text import NOT_KEPT, WRONG

GOOD, BAD = "Like", "Dislike"  # these very words are shown as thumbs
log = logging.getLogger(__name__)

Message = dict[str, Any]
PACE = 0.08
"""Seconds between two looks at an answer that is being made: each draws the whole chat anew."""
SHOWN = 2000
"""Characters of a question that its message shows."""


def reply(
    assistant: Assistant, question: str, turns: Sequence[Turn], limits: Constraints | str
) -> Iterator[tuple[str, Answer | None]]:
    """The Markdown of an answer as it grows; at last with the answer itself, else with `None`.

    Whatever fails becomes a message: an exception would leave the page unusable.

    Args:
        limits: what to search within, or what is wrong with what was chosen.
    """
    if isinstance(limits, str):
        yield plain(limits), None
        return
    said: list[Sentence] = []
    shown = time.monotonic()
    try:
        with closing(assistant.stream(question, turns, constraints=limits)) as stream:  # type: ignore[type-var]
            for part in stream:
                if isinstance(part, Answer):
                    yield rendered(part), part
                    continue
                words = part.text if isinstance(part, Words) else ""
                if isinstance(part, Sentence):
                    said.append(part)
                elif isinstance(part, Anew):
                    said.clear()
                if time.monotonic() - shown >= PACE:
                    yield streamed(said, words), None
                    shown = time.monotonic()
    except CopydeskError as error:
        yield plain(str(error)), None
    except Exception:
        log.exception("answering %r failed", question[:SHOWN])
        yield WRONG, None


def keep(
    conversations: Conversations, owner: str, conversation: str, question: str, answer: Answer
) -> tuple[str, Kept] | str:
    """See `Conversations.add`; where that fails, why: the answer is there and is shown."""
    try:
        return conversations.add(owner, conversation, question, answer)
    except CopydeskError as error:
        return NOT_KEPT.format(reason=error)
    except Exception as error:
        log.exception("keeping the answer to %r failed", question[:SHOWN])
        return NOT_KEPT.format(reason=repr(error))


def asked(question: str) -> Message:
    """A question as a message; of a very long one, the beginning."""
    shown = question if len(question) <= SHOWN else f"{question[:SHOWN]}…"
    return {"role": "user", "content": plain_lines(shown)}


def answered(markdown: str) -> Message:
    """An answer, or a word in its place, as a message."""
    return {"role": "assistant", "content": markdown}


def messages_of(turns: Sequence[Kept]) -> list[Message]:
    """Turns that were kept, as the chat shows them."""
    return [
        message
        for turn in turns
        for message in (asked(turn.question), answered(rendered(turn.answer)))
    ]


def before_question(messages: Sequence[Message], position: int) -> list[Message]:
    """The messages before a question, of which the first is 0."""
    questions = [n for n, message in enumerate(messages) if message["role"] == "user"]
    return list(messages[: questions[position]]) if position < len(questions) else list(messages)


def thumbs(turns: Sequence[Kept], numbers: Sequence[int | None]) -> list[str | None]:
    """For each answer that is shown, by its number, its thumb as the chat names it."""
    given = {turn.number: turn.good for turn in turns}
    names = {True: GOOD, False: BAD, None: None}
    return [names[given.get(number) if number else None] for number in numbers]


def example_questions(articles: Sequence[tuple[str, str]], most: int) -> list[str]:
    """Questions about articles, by the title of one and a name in the first sentence of the next,
    where it has one, in turns.

    Args:
        articles: title and first sentence of each, the newest first.
    """
    questions: dict[str, None] = {}
    for title, sentence in articles:
        named = names([sentence]) if len(questions) % 2 else []
        if title.strip():
            questions.setdefault(said_of(named[0]) if named else about(title))
    return list(questions)[:most]

"""The chat of the page: its components, and what asking, stopping and retrying do."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import gradio as gr

from assistant.assistant import Assistant
from assistant.conversations import Conversations
from ui.chat import Message, answered, asked, before_question, reply
from ui.events import NOW, QUIET, Updates
from ui.limits_panel import LimitsPanel, limits
from ui.render import typed
from ui.text import (
    ASK,
    EMPTY_QUESTION,
    OPEN_CONVERSATION,
    SEND,
    STOP,
    STOPPED,
    WRONG,
    WRONG_WITH_IT,
)
from ui.visitor import owner_of

GOOD, BAD = "Like", "Dislike"  # these very words are shown as thumbs
FOCUS = "() => window.copydesk.focusQuestion()"

Numbers = list[int | None]


class ChatPanel:
    """Asks an assistant, and keeps what it answers.

    Two things are known of a page: `conversation`, the id of the one that it shows, and
    `numbers`, for each question shown its number there, or `None` where it was not kept: an answer
    that failed or was stopped.
    """

    def __init__(
        self,
        assistant: Assistant,
        conversations: Conversations,
        publishers: Callable[[], Sequence[str]],
    ) -> None:
        self._assistant = assistant
        self._conversations = conversations
        self.chat = gr.Chatbot(
            elem_id="chat",
            label="Conversation",
            show_label=False,
            layout="panel",
            scale=1,
            editable="user",
            buttons=[],
            feedback_options=(GOOD, BAD),
            latex_delimiters=[],
            allow_tags=False,
        )
        self.word = gr.Textbox(
            elem_id="word", label=WRONG_WITH_IT, visible=False, max_lines=2, max_length=500
        )
        self.limits = LimitsPanel(publishers)
        with gr.Row(elem_id="asking"):
            self.question = gr.Textbox(
                elem_id="question",
                label=ASK,
                placeholder=ASK,
                show_label=False,
                container=False,
                autofocus=True,
                max_lines=6,
                scale=1,
            )
            self.send = gr.Button(SEND, variant="primary", scale=0, elem_id="send")
            self.stop = gr.Button(STOP, visible=False, scale=0, elem_id="stop")
        self.conversation = gr.Textbox(visible="hidden", label=OPEN_CONVERSATION)
        self.numbers = gr.State([])
        self._asked = gr.State("")
        self._doubted = gr.State(0)
        self._wire()

    def _wire(self) -> None:
        controls = self.controls = [self.question, self.send, self.stop]
        state = [self._asked, self.chat, self.numbers, *controls]
        known = [self.chat, self.numbers, self.conversation]
        asking = [
            gr.on(
                [self.question.submit, self.send.click],
                self._add,
                [self.question, self.chat, self.numbers],
                state,
                **NOW,
            ),
            self.chat.example_select(self._add_example, [self.chat, self.numbers], state, **NOW),
            self.chat.retry(self._again, [self._asked, *known], state, **NOW),
            self.chat.edit(self._edited, known, state, **NOW),
        ]
        answering = self.answering = [self._answered_after(event, controls) for event in asking]
        # in two steps: a sentence on its way when Stop is clicked would overwrite the word
        stopping = self.stop.click(ready, None, controls, cancels=answering, **NOW)
        stopping.then(_stopped, self.chat, self.chat, **NOW)
        # the page has a button of its own for this (page.css hides Gradio's)
        self.chat.clear(lambda: ([], ""), None, [self.numbers, self.conversation], **NOW)
        self.limits.wire()
        rated = [self.word, self._doubted]
        self.chat.like(self._rated, known, rated, **NOW)
        self.word.submit(
            self._explained, [self.word, self._doubted, self.conversation], rated, **NOW
        )

    def _answered_after(self, event: Any, controls: list[Any]) -> Any:
        answering = event.success(
            self._answer,
            [self._asked, self.chat, self.numbers, self.conversation, *self.limits.inputs],
            [self.chat, self.numbers, self.conversation, self.question],
            concurrency_limit=4,
            concurrency_id="answer",
            **QUIET,
        )
        for ended in (answering.then, answering.failure):  # a failure runs no `then`
            ended(ready, None, controls, **NOW).then(None, js=FOCUS, **NOW)
        return answering

    def _add(self, question: str, messages: list[Message], numbers: Numbers) -> Updates:
        if not question.strip():
            asking = gr.Textbox("", placeholder=EMPTY_QUESTION)
            return "", gr.skip(), gr.skip(), asking, gr.skip(), gr.skip()
        return question, [*messages, asked(question)], [*numbers, None], *_waiting()

    def _add_example(
        self, messages: list[Message], numbers: Numbers, event: gr.SelectData
    ) -> Updates:
        return self._add(event.value["text"], messages, numbers)

    def _again(
        self,
        last: str,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        event: gr.RetryData,
        request: gr.Request,
    ) -> Updates:
        position = _question_at(messages, event.index)
        number = numbers[position]
        kept = self._conversations.turns(owner_of(request), conversation) if number else []
        question = next((turn.question for turn in kept if turn.number == number), last)
        return self._restart(position, question, messages, numbers, conversation, request)

    def _edited(
        self,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        event: gr.EditData,
        request: gr.Request,
    ) -> Updates:
        position, question = _question_at(messages, event.index), typed(str(event.value))
        if not question.strip():  # the page shows it emptied already
            old = {"role": "user", "content": event.previous_value}
            at = event.index if isinstance(event.index, int) else event.index[0]
            shown = [*messages[:at], old, *messages[at + 1 :]]
            return "", shown, *(gr.skip() for _ in range(4))
        return self._restart(position, question, messages, numbers, conversation, request)

    def _restart(
        self,
        position: int,
        question: str,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        request: gr.Request,
    ) -> Updates:
        """Ask from a question on anew: it and what came after it is forgotten."""
        if first := next(filter(None, numbers[position:]), None):
            self._conversations.cut(owner_of(request), conversation, first)
        return self._add(question, before_question(messages, position), numbers[:position])

    def _answer(
        self,
        question: str,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        publishers: Sequence[str] | None,
        after: str | None,
        before: str | None,
        request: gr.Request,
    ) -> Iterator[Updates]:
        if not question:
            yield (gr.skip(),) * 4
            return
        own = owner_of(request)
        history = [kept.turn() for kept in self._conversations.turns(own, conversation)]
        within = limits(publishers, after, before, date.today())
        for markdown, answer in reply(self._assistant, question, history, within):
            shown = [*messages, answered(markdown)]
            if answer is None:
                kept = question if markdown == WRONG else gr.skip()
                yield shown, gr.skip(), gr.skip(), kept
                continue
            conversation, number = self._conversations.add(own, conversation, question, answer)
            yield shown, [*numbers[:-1], number], conversation, gr.skip()

    def _rated(
        self,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        event: gr.LikeData,
        request: gr.Request,
    ) -> Updates:
        number = numbers[_question_at(messages, event.index)]
        if number is None:
            return gr.Textbox(visible=False), 0
        good = None if event.liked is None else event.liked in {True, GOOD}
        self._conversations.rate(owner_of(request), conversation, number, good)
        asks = good is False
        return gr.Textbox("", visible=asks), number if asks else 0

    def _explained(self, word: str, number: int, conversation: str, request: gr.Request) -> Updates:
        if number:
            own = owner_of(request)
            self._conversations.rate(own, conversation, number, good=False, word=word)
        return gr.Textbox("", visible=False), 0


def _question_at(messages: Sequence[Message], index: int | tuple[int, int]) -> int:
    """Which of the questions a message is, or is the answer to, from 0."""
    upto = (index if isinstance(index, int) else index[0]) + 1
    return max([message["role"] for message in messages[:upto]].count("user") - 1, 0)


def _stopped(messages: list[Message]) -> list[Message]:
    return [*messages, answered(STOPPED)]


def _waiting() -> Updates:
    """The question box, Ask and Stop while an answer is made."""
    asking = gr.Textbox("", placeholder=ASK, interactive=False)
    return asking, gr.Button(visible=False), gr.Button(visible=True)


def ready() -> Updates:
    """The same once it is there."""
    return gr.Textbox(interactive=True), gr.Button(visible=True), gr.Button(visible=False)

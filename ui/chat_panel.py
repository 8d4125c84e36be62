"""The chat of the page: its components, and what asking, stopping and retrying do."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import gradio as gr

from assistant.assistant import Assistant
from assistant.conversations import Conversations, Kept
from assistant.suggest import suggested
from ui.chat import (
    BAD,
    GOOD,
    Message,
    answered,
    asked,
    before_question,
    keep,
    messages_of,
    reply,
    thumbs,
)
from ui.events import NOW, QUIET, Updates
from ui.limits import limits
from ui.limits_panel import LimitsPanel
from ui.render import plain, rendered, typed
from ui.status import inert
from ui.text import (
    ASK,
    ASK_NEXT,
    EARLIER,
    EMPTY_QUESTION,
    LIMITS,
    OPEN_CONVERSATION,
    SEND,
    SEND_WORD,
    STOP,
    STOPPED,
    STOPPED_AMID,
    WORD_KEPT,
    WRONG,
    WRONG_WITH_IT,
)
from ui.visitor import owner_of

SHOWN, MOST = 6, 12
"""Questions that are shown, with their answers, when a conversation is opened; and until when more
are added to them: then it is so many again. What is before them is shown on demand. The chat costs
more with each message, and draws all of them anew when the first one goes
(the figures are in benchmarks/README.md)."""
MORE = 20
"""Earlier ones that come at a time."""
FOLLOW = "() => window.copydesk.follow()"
ASKING = "() => window.copydesk.asking()"
READY = "() => window.copydesk.ready()"
ADDRESS = "(id) => window.copydesk.opened(id)"
FOCUS_WORD = "() => document.querySelector('#word textarea')?.focus()"
CHOOSE = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button) trigger('select', {text: button.textContent});
});"""
"""A question that is offered is asked."""

Numbers = list[int | None]


class ChatPanel:
    """Asks an assistant, and keeps what it answers.

    Two things are known of a page: `conversation`, the id of the one that it shows, and
    `numbers`, for each question shown its number there, or `None` where it was not kept: an answer
    that failed or was stopped. The last questions are shown, and earlier ones on demand.
    """

    def __init__(
        self,
        assistant: Assistant,
        conversations: Conversations,
    ) -> None:
        self._assistant = assistant
        self._conversations = conversations
        self.earlier = gr.Button(visible=False, size="sm", elem_id="earlier")
        self.chat = gr.Chatbot(
            elem_id="chat",
            label="Conversation",
            show_label=False,
            layout="panel",
            scale=1,
            editable="user",
            buttons=["copy"],
            autoscroll=False,
            feedback_options=(GOOD, BAD),
            latex_delimiters=[],
            allow_tags=False,
        )
        self.word = gr.Textbox(
            elem_id="word",
            label=WRONG_WITH_IT,
            visible=False,
            max_lines=2,
            max_length=500,
            submit_btn=SEND_WORD,
        )
        self.next = gr.HTML(elem_id="ask-next", js_on_load=CHOOSE)
        self.limits = LimitsPanel(assistant.index.library, LIMITS, "limits")
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
        controls = self.controls = [self.question, self.send, self.stop, self.next]
        state = [self._asked, self.chat, self.numbers, *controls]
        known = [self.chat, self.numbers, self.conversation]
        shown = [self.chat, self.numbers]
        asking = [
            gr.on(
                [self.question.submit, self.send.click],
                self._add,
                [self.question, *known],
                state,
                **NOW,
            ),
            self.chat.example_select(self._add_example, known, state, **NOW),
            self.next.select(self._add_next, known, state, **NOW),
            self.chat.retry(self._again, [self._asked, *known], [self.conversation, *state], **NOW),
            self.chat.edit(self._edited, known, [self.conversation, *state], **NOW),
        ]
        for event in asking:
            event.success(None, js=ASKING, **NOW)
        answering = self.answering = [self._answered_after(event, controls) for event in asking]
        # in two steps: a sentence on its way when Stop is clicked would overwrite the word
        stopping = self.stop.click(ready, None, controls, cancels=answering, **NOW)
        stopping.then(_stopped, shown, self.chat, **NOW)
        self.earlier.click(self._with_earlier, known, [*shown, self.earlier], **NOW)
        gr.on(
            [self.numbers.change, self.conversation.change],
            self._offers_earlier,
            [self.numbers, self.conversation],
            self.earlier,
            trigger_mode="always_last",
            **NOW,
        )
        # the page has a button of its own for this (page.css hides Gradio's)
        self.chat.clear(lambda: ([], ""), None, [self.numbers, self.conversation], **NOW)
        rated = [self.word, self._doubted, self.chat]
        self.chat.like(self._rated, known, rated, **NOW).then(None, js=FOCUS_WORD, **NOW)
        self.word.submit(self._explained, [*rated[:2], self.conversation], rated[:2], **QUIET)

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
            # whoever sees that the answer is there may reload: by then the address names it
            named = ended(None, self.conversation, None, js=ADDRESS, **NOW)
            named.then(ready, None, controls, **NOW).then(None, js=READY, **NOW)
        self.suggests_after(answering)
        return answering

    def follows_after(self, *events: Any) -> None:
        """Bring the last question to the top once events have shown it, and keep it there."""
        for event in events:
            event.then(None, js=FOLLOW, **NOW)

    def suggests_after(self, event: Any) -> None:
        """Offer what to ask next once an event has shown an answer."""
        known = [self.numbers, self.conversation, *self.limits.inputs]
        event.success(self._suggested, known, self.next, trigger_mode="always_last", **QUIET)

    def _add(
        self,
        question: str,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        request: gr.Request,
    ) -> Updates:
        if not question.strip():
            asking = gr.Textbox("", placeholder=EMPTY_QUESTION)
            return "", gr.skip(), gr.skip(), asking, *(gr.skip() for _ in range(3))
        if len(numbers) >= MOST:
            left = len(numbers) - SHOWN + 1
            messages, numbers = messages[_start(messages, left) :], numbers[left:]
        kept = self._conversations.turns(owner_of(request), conversation)
        shown = gr.update(value=[*messages, asked(question)], feedback_value=thumbs(kept, numbers))
        return question, shown, [*numbers, None], *_waiting()

    def _add_example(
        self,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        event: gr.SelectData,
        request: gr.Request,
    ) -> Updates:
        return self._add(event.value["text"], messages, numbers, conversation, request)

    def _add_next(
        self,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        event: gr.EventData,
        request: gr.Request,
    ) -> Updates:
        return self._add(str(event.text), messages, numbers, conversation, request)

    def _with_earlier(
        self, messages: list[Message], numbers: Numbers, conversation: str, request: gr.Request
    ) -> Updates:
        """The chat with some more of what was asked before what is shown."""
        kept = self._conversations.turns(owner_of(request), conversation)
        before = _before(kept, numbers)[-MORE:]
        numbers = [*(turn.number for turn in before), *numbers]
        value = [*messages_of(before), *messages]
        return (
            gr.update(value=value, feedback_value=thumbs(kept, numbers)),
            numbers,
            _offer(kept, numbers),
        )

    def _offers_earlier(self, numbers: Numbers, conversation: str, request: gr.Request) -> Any:
        return _offer(self._conversations.turns(owner_of(request), conversation), numbers)

    def _suggested(
        self, request: gr.Request, numbers: Numbers, conversation: str, *limited: Any
    ) -> str:
        turns = self._conversations.turns(owner_of(request), conversation)
        within = limits(date.today(), *limited)
        if not turns or turns[-1].number != (numbers or [None])[-1] or isinstance(within, str):
            return ""
        return next_html(suggested(self._assistant, turns[-1].answer, within))

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
            return gr.skip(), "", shown, *(gr.skip() for _ in range(5))
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
        """Ask from a question on anew: in a conversation of its own, where others followed it."""
        own = owner_of(request)
        if first := next(filter(None, numbers[position:]), None):
            last = self._conversations.turns(own, conversation)[-1:]  # another window may ask too
            if any(numbers[position + 1 :]) or any(turn.number > first for turn in last):
                conversation = self._conversations.branch(own, conversation, first)
            else:
                self._conversations.cut(own, conversation, first)
        before = before_question(messages, position)
        return conversation, *self._add(question, before, numbers[:position], conversation, request)

    def _answer(
        self,
        request: gr.Request,
        question: str,
        messages: list[Message],
        numbers: Numbers,
        conversation: str,
        *limited: Any,
    ) -> Iterator[Updates]:
        if not question:
            yield (gr.skip(),) * 4
            return
        own = owner_of(request)
        history = [kept.turn() for kept in self._conversations.turns(own, conversation)]
        within = limits(date.today(), *limited)
        for markdown, answer in reply(self._assistant, question, history, within):
            shown = [*messages, answered(markdown)]
            if answer is None:
                kept = question if markdown == WRONG else gr.skip()
                yield shown, gr.skip(), gr.skip(), kept
                continue
            added = keep(self._conversations, own, conversation, question, answer)
            if isinstance(added, str):
                shown = [*messages, answered(f"{markdown}\n\n{plain(added)}")]
                yield shown, gr.skip(), gr.skip(), gr.skip()
                continue
            conversation, turn = added
            shown = [*messages, answered(rendered(turn.answer))]
            yield shown, [*numbers[:-1], turn.number], conversation, gr.skip()

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
            return gr.Textbox(visible=False), 0, gr.skip()
        good = None if event.liked is None else event.liked in {True, GOOD}
        own, asks = owner_of(request), good is False
        self._conversations.rate(own, conversation, number, good)
        given = thumbs(self._conversations.turns(own, conversation), numbers)
        return (
            gr.Textbox("", visible=asks),
            number if asks else 0,
            gr.update(feedback_value=given),  # else the thumb stays where another answer comes
        )

    def _explained(self, word: str, number: int, conversation: str, request: gr.Request) -> Updates:
        if number:
            own = owner_of(request)
            self._conversations.rate(own, conversation, number, good=False, word=word)
            gr.Info(WORD_KEPT, duration=4)
        return gr.Textbox("", visible=False), 0


def _question_at(messages: Sequence[Message], index: int | tuple[int, int]) -> int:
    """Which of the questions a message is, or is the answer to, from 0."""
    upto = (index if isinstance(index, int) else index[0]) + 1
    return max([message["role"] for message in messages[:upto]].count("user") - 1, 0)


def _offer(kept: Sequence[Kept], numbers: Numbers) -> Any:
    """The button for what was kept before the questions that are shown."""
    left = len(_before(kept, numbers))
    return gr.Button(EARLIER.format(number=left), visible=left > 0)


def _before(kept: Sequence[Kept], numbers: Numbers) -> list[Kept]:
    first = next(filter(None, numbers), None)
    return [turn for turn in kept if first is None or turn.number < first]


def _start(messages: Sequence[Message], question: int) -> int:
    """Where the messages from a question on begin, of which the first is 0."""
    return len(before_question(messages, question))


def _stopped(messages: list[Message], numbers: Numbers) -> list[Message]:
    """Say that there is no answer, unless it was there before it could be stopped."""
    if numbers and numbers[-1]:
        return messages
    began = messages and messages[-1]["role"] == "assistant"
    return [*messages, answered(STOPPED_AMID if began else STOPPED)]


def _waiting() -> Updates:
    """The question box, Ask, Stop and what to ask next while an answer is made."""
    asking = gr.Textbox("", placeholder=ASK, interactive=False)
    return asking, gr.Button(visible=False), gr.Button(visible=True), ""


def ready() -> Updates:
    """The same once it is there; what to ask next comes later."""
    asking = gr.Textbox(interactive=True)
    return asking, gr.Button(visible=True), gr.Button(visible=False), gr.skip()


def next_html(questions: Sequence[str]) -> str:
    """Questions as buttons that ask them."""
    if not questions:
        return ""
    buttons = "".join(
        f'<button type="button" dir="auto">{inert(question)}</button>' for question in questions
    )
    return f'<div role="group" aria-label="{ASK_NEXT}">{buttons}</div>'

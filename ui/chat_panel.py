"""The chat of the page: its components, and what asking, stopping and retrying do."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.answer import Turn
from assistant.assistant import Assistant
from ui.chat import Message, answered, asked, reply, without_last_answer
from ui.text import ASK, EMPTY_QUESTION, STOPPED, WRONG

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
NOW: dict[str, Any] = {**QUIET, "queue": False}
"""For events that must not wait behind answers."""
FOCUS = "() => window.copydesk.focusQuestion()"

Updates = tuple[Any, ...]


class ChatPanel:
    """Asks an assistant; the conversation so far is kept for each open page."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.chat = gr.Chatbot(
            elem_id="chat",
            label="Conversation",
            show_label=False,
            layout="panel",
            scale=1,
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
        )
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
            self.send = gr.Button("Ask", variant="primary", scale=0, elem_id="send")
            self.stop = gr.Button("Stop", visible=False, scale=0, elem_id="stop")
        self._turns = gr.State([])
        self._asked = gr.State("")
        self._wire()

    def _wire(self) -> None:
        controls = [self.question, self.send, self.stop]
        state = [self._asked, self.chat, *controls]
        asking = [
            gr.on(
                [self.question.submit, self.send.click],
                self._add,
                [self.question, self.chat],
                state,
                **NOW,
            ),
            self.chat.example_select(self._add_example, self.chat, state, **NOW),
            self.chat.retry(self._again, [self._asked, self.chat], state, **NOW),
        ]
        answering = [self._answered_after(event, controls) for event in asking]
        # in two steps: a sentence on its way when Stop is clicked would overwrite the word
        stopping = self.stop.click(_ready, None, controls, cancels=answering, **NOW)
        stopping.then(_stopped, self.chat, self.chat, **NOW)

        self.chat.clear(list, None, self._turns, **NOW)

    def _answered_after(self, event: Any, controls: list[Any]) -> Any:
        answering = event.success(
            self._answer,
            [self._asked, self.chat, self._turns],
            [self.chat, self._turns, self.question],
            concurrency_limit=4,
            concurrency_id="answer",
            **QUIET,
        )
        for ended in (answering.then, answering.failure):  # a failure runs no `then`
            ended(_ready, None, controls, **NOW).then(None, js=FOCUS, **NOW)
        return answering

    def _add(self, question: str, messages: list[Message]) -> Updates:
        if not question.strip():
            asking = gr.Textbox("", placeholder=EMPTY_QUESTION)
            return "", gr.skip(), asking, gr.skip(), gr.skip()
        return question, [*messages, asked(question)], *_waiting()

    def _add_example(self, messages: list[Message], event: gr.SelectData) -> Updates:
        return self._add(event.value["text"], messages)

    def _again(self, question: str, messages: list[Message]) -> Updates:
        return question, without_last_answer(messages), *_waiting()

    def _answer(
        self, question: str, messages: list[Message], turns: list[Turn]
    ) -> Iterator[Updates]:
        if not question:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        before = [turn for turn in turns if turn.question != question]
        for markdown, after in reply(self._assistant, question, before):
            kept = question if markdown == WRONG else gr.skip()
            yield [*messages, answered(markdown)], after or gr.skip(), kept


def _stopped(messages: list[Message]) -> list[Message]:
    return [*messages, answered(STOPPED)]


def _waiting() -> Updates:
    """The question box, Ask and Stop while an answer is made."""
    asking = gr.Textbox("", placeholder=ASK, interactive=False)
    return asking, gr.Button(visible=False), gr.Button(visible=True)


def _ready() -> Updates:
    return gr.Textbox(interactive=True), gr.Button(visible=True), gr.Button(visible=False)

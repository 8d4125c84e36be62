"""The conversations of a browser: a list beside the chat, and what can be done with one."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

import gradio as gr

from assistant.conversations import Conversation, Conversations
from ui.chat import messages_of, thumbs
from ui.chat_panel import ADDRESS, SHOWN, ChatPanel, ready
from ui.events import NOW, QUIET, Updates
from ui.export import FORMATS
from ui.status import inert
from ui.text import (
    DELETE,
    EXPORT,
    FIND,
    KEEP,
    KEPT,
    NAME,
    NEW,
    NONE_FOUND,
    NONE_KEPT,
    NOT_HERE,
    REALLY,
    at,
)
from ui.visitor import owner_of

OPEN = """element.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-id]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  trigger('select', {id: link.dataset.id});
});"""
"""A link of the list opens its conversation here; in a new tab its address does."""
RESTORE = "() => window.copydesk.restore()"


class ConversationsPanel:
    """Lists what the browser asked before; opens, names, exports and deletes it.

    The list is beside every tab, what can be done with the open one where `over_chat` is called.
    """

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        with gr.Sidebar(label=KEPT, elem_id="conversations", width=280):
            self.new = gr.Button(NEW, size="sm", elem_id="new")
            self.query = gr.Textbox(
                elem_id="find",
                label=FIND,
                placeholder=FIND,
                show_label=False,
                container=False,
            )
            self.listed = gr.HTML(elem_id="kept", js_on_load=OPEN)
        self._wanted = gr.State("")
        self._named = gr.State()

    def over_chat(self) -> None:
        """The name of the conversation that is open, and what can be done with it."""
        with gr.Row(elem_id="conversation", visible=False) as self.tools:
            self.name = gr.Textbox(
                elem_id="name",
                label=NAME,
                show_label=False,
                container=False,
                max_lines=1,
                max_length=80,
            )
            self.export = gr.HTML(elem_id="export")
            self.delete = gr.Button(DELETE, size="sm", elem_id="delete-conversation")
            self.really = gr.Button(
                REALLY, visible=False, size="sm", variant="stop", elem_id="really"
            )
            self.keep = gr.Button(KEEP, visible=False, size="sm", elem_id="keep")

    def wire(self, page: gr.Blocks, chat: ChatPanel) -> None:
        """Connect the events with the chat that shows a conversation."""
        about, sure = [self.tools, self.name, self.export], [self.delete, self.really, self.keep]
        shown = [chat.conversation, chat.chat, chat.numbers, *about, *sure]
        # in two steps: a sentence of an answer on its way would bring back what is left
        leaving = {**NOW, "cancels": chat.answering}
        left = [
            self.listed.select(_chosen, None, self._wanted, **leaving),
            self.new.click(lambda: "", None, self._wanted, **leaving),
            self.really.click(self._deleted, chat.conversation, self._wanted, **leaving),
        ]
        page.load(self._missed, None, None, **QUIET)
        opening = [page.load(self._opened, None, [*shown, self.listed], **NOW)]
        opening += [event.then(self._show, self._wanted, shown, **NOW) for event in left]
        chat.follows_after(*opening)
        opening[0].then(None, js=RESTORE, **NOW)
        for event in opening:
            event.then(_ready, None, chat.controls, **NOW).then(
                None, chat.conversation, None, js=ADDRESS, **NOW
            )
            chat.suggests_after(event)
        chat.limits.wire(self.new.click)
        self.delete.click(lambda: _asking(sure=True), None, sure, **NOW)
        self.keep.click(lambda: _asking(sure=False), None, sure, **NOW)
        naming = [chat.conversation, self.name]
        # queued: the change of a state is told of by nothing else
        gr.on([self.name.submit, self.name.blur], self._renamed, naming, self._named, **QUIET)
        # a turn was kept: its number reaches the browser before the conversation that it began
        kept = [chat.numbers.change, chat.conversation.change]
        gr.on(kept, self._about, chat.conversation, about, **NOW).then(
            None, chat.conversation, None, js=ADDRESS, **NOW
        )
        # one event, the last of which counts: of two the later one may answer first
        gr.on(
            [*kept, self._named.change, self.query.change],
            self._listed,
            [self.query, chat.conversation],
            self.listed,
            trigger_mode="always_last",
            **NOW,
        )

    def _missed(self, request: gr.Request) -> None:
        """Say it where an address names a conversation that this browser has not."""
        named = str(request.query_params.get("c", ""))
        if named and not self._conversations.find(owner_of(request), named):
            gr.Warning(NOT_HERE)

    def _opened(self, request: gr.Request) -> Updates:
        conversation = str(request.query_params.get("c", ""))
        return *self._show(conversation, request), self._listed("", conversation, request)

    def _deleted(self, conversation: str, request: gr.Request) -> str:
        self._conversations.delete(owner_of(request), conversation)
        return ""

    def _show(self, conversation: str, request: gr.Request) -> Updates:
        """A conversation as the page shows it, or an empty one; the list follows which it is."""
        own = owner_of(request)
        found = self._conversations.find(own, conversation)
        turns = self._conversations.turns(own, found.id)[-SHOWN:] if found else []
        numbers = [turn.number for turn in turns]
        return (
            found.id if found else "",
            gr.update(value=messages_of(turns), feedback_value=thumbs(turns, numbers)),
            numbers,
            *_tools(found),
            *_asking(sure=False),
        )

    def _listed(self, query: str, conversation: str, request: gr.Request) -> str:
        own = owner_of(request)
        found = self._conversations.all(own, query)
        current = self._conversations.find(own, conversation)
        return list_html(found, current, searched=bool(query.strip()))

    def _about(self, conversation: str, request: gr.Request) -> Updates:
        return _tools(self._conversations.find(owner_of(request), conversation))

    def _renamed(self, conversation: str, name: str, request: gr.Request) -> tuple[str, str]:
        """Keep the name, and say which it is: the list follows."""
        self._conversations.rename(owner_of(request), conversation, name)
        return conversation, name


def _ready() -> Updates:
    """As after an answer, and what to ask next is not that of another conversation."""
    *controls, _ = ready()
    return *controls, ""


def _chosen(event: gr.EventData) -> str:
    return str(event.id)


def list_html(
    conversations: Sequence[Conversation], current: Conversation | None, *, searched: bool
) -> str:
    """Conversations as links, the open one marked."""
    if not conversations:
        return f"<p>{NONE_FOUND if searched else NONE_KEPT}</p>"
    items = []
    for one in conversations:
        here = ' aria-current="page"' if current and one.id == current.id else ""
        items.append(
            f'<li><a href="/?c={quote(one.id)}" data-id="{escape(one.id)}"{here}>'
            f'<span dir="auto">{inert(one.title)}</span>'
            f"<small>{at(one.changed)}</small></a></li>"
        )
    return f'<nav aria-label="{KEPT}"><ul>{"".join(items)}</ul></nav>'


def export_html(conversation: Conversation) -> str:
    """The links that download a conversation."""
    links = " ".join(
        f'<a href="/conversation/{quote(conversation.id)}.{suffix}" download>{name}</a>'
        for suffix, (name, *_) in FORMATS.items()
    )
    return f'<span aria-label="{EXPORT}" role="group">{EXPORT}: {links}</span>'


def _tools(found: Conversation | None) -> Updates:
    if found is None:
        return gr.Row(visible=False), "", ""
    return gr.Row(visible=True), found.title, export_html(found)


def _asking(*, sure: bool) -> Updates:
    return gr.Button(visible=not sure), gr.Button(visible=sure), gr.Button(visible=sure)

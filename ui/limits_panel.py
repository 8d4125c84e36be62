"""What a question, or a list of articles, is limited to: publishers, days, certain articles."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from index.constraints import Constraints
from index.library import Entry, Library
from ui.events import NOW, Updates, settled
from ui.text import (
    AFTER,
    ARTICLES_OF,
    BEFORE,
    CLEAR,
    DATE_LIKE,
    PUBLISHERS,
    UNDATED_LEFT_OUT,
    byline,
    in_words,
    limited_in_words,
)

OFFERED = 20
"""Articles to choose from at a time."""
LISTEN = """document.addEventListener('copydesk:only', (event) => {
  trigger('select', {id: event.detail});
});"""
"""Hears that an article which is open shall be asked about alone (page.js says it)."""


class LimitsPanel:
    """Chooses publishers, days and articles; what is left empty limits nothing.

    Folded, its title says what is chosen. `inputs` are what `limits` takes.
    """

    def __init__(self, library: Library, title: str, name: str, *, articles: bool = True) -> None:
        self._library, self._title, self._name = library, title, name
        with gr.Accordion(title, open=False, elem_id=name) as self._part:
            with gr.Row():
                publishers = gr.Dropdown(
                    label=PUBLISHERS, multiselect=True, choices=[], elem_id=f"{name}-publishers"
                )
                after, before = (
                    gr.Textbox(
                        label=label,
                        placeholder=DATE_LIKE,
                        max_lines=1,
                        elem_id=f"{name}-{end}",
                    )
                    for label, end in ((AFTER, "after"), (BEFORE, "before"))
                )
                self._articles = gr.Dropdown(
                    label=ARTICLES_OF,
                    multiselect=True,
                    choices=[],
                    visible=articles,
                    elem_id=f"{name}-articles",
                )
            with gr.Row(elem_classes="limits-foot"):
                self._clear = gr.Button(CLEAR, size="sm", scale=0, elem_id=f"{name}-clear")
                gr.HTML(f"<p>{UNDATED_LEFT_OUT}</p>")
        self._only = gr.HTML(visible="hidden", js_on_load=LISTEN if articles else None)
        self.inputs: list[Any] = [publishers, after, before, self._articles]

    def wire(self, *clearing: Any) -> None:
        """Connect the events; `clearing` are those that lift every limit."""
        publishers, *_ = self.inputs
        offered = [publishers, self._articles]
        self._part.expand(self._offered, self._articles, offered, **NOW)
        self._articles.key_up(
            self._found, self._articles, self._articles, trigger_mode="always_last", **NOW
        )
        shown = [*self.inputs, self._part]
        self._only.select(self._chosen, None, shown, **NOW)
        changed = settled(self._name, (component.change for component in self.inputs))
        changed.then(self._labelled, self.inputs, self._part, trigger_mode="always_last", **NOW)
        gr.on([self._clear.click, *clearing], self._cleared, None, shown, **NOW)

    def _offered(self, chosen: Sequence[str] | None) -> Updates:
        return gr.Dropdown(choices=list(self._library.publishers())), self._choices("", chosen)

    def _found(self, chosen: Sequence[str] | None, event: gr.KeyUpData) -> Any:
        return self._choices(event.input_value or "", chosen)

    def _choices(self, query: str, chosen: Sequence[str] | None) -> Any:
        """Articles to choose from, those that are chosen among them: else they would lose it."""
        own = Constraints(articles=tuple(chosen or ()))
        kept = self._library.entries(limit=len(own.articles), constraints=own)[1] if own else []
        found = [*kept, *self._library.entries(query.strip(), limit=OFFERED)[1]]
        return gr.Dropdown(
            choices=list(dict.fromkeys((_named(entry), entry.article_id) for entry in found))
        )

    def _chosen(self, event: gr.EventData) -> Updates:
        one = Constraints(articles=(str(event.id),))
        _, entries = self._library.entries(limit=1, constraints=one)
        articles = gr.Dropdown(
            choices=[(_named(entry), entry.article_id) for entry in entries],
            value=[entry.article_id for entry in entries],
        )
        return [], "", "", articles, gr.Accordion(open=False)

    def _cleared(self) -> Updates:
        return [], "", "", [], gr.Accordion(open=False)

    def _labelled(
        self,
        publishers: Sequence[str] | None,
        after: str | None,
        before: str | None,
        articles: Sequence[str] | None,
    ) -> Any:
        titles = self._library.titles(tuple(articles or ()))
        limited = limited_in_words(publishers or (), after or "", before or "", titles)
        return gr.Accordion(label=f"{self._title}: {limited}" if limited else self._title)


def _named(entry: Entry) -> str:
    return byline(entry.title or entry.article_id, entry.publisher, in_words(entry.published))

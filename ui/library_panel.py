"""The articles that are there: searched, sorted, paged through; and the sources they come from."""

from collections.abc import Sequence
from html import escape
from typing import Any

import gradio as gr

from index.article import printable
from index.index import Index
from index.library import Entry
from index.sources import Source, known
from ui.events import NOW, Updates
from ui.render import article_href
from ui.status import inert
from ui.text import (
    FIND_ARTICLE,
    HEADINGS,
    LIBRARY,
    NEXT,
    NO_ARTICLES,
    NO_SUCH_ARTICLE,
    NOT_SYNCED,
    ORDER,
    ORDERS,
    PREVIOUS,
    SOURCES,
    SYNCED,
    in_words,
)

PAGE = 50
"""Articles that are shown at a time."""


class LibraryPanel:
    """A list of articles that never holds more of them than a page."""

    def __init__(self, index: Index) -> None:
        self._index = index
        with gr.Row(elem_id="finding"):
            self.query = gr.Textbox(
                value="", label=FIND_ARTICLE, max_lines=1, elem_id="find-article", scale=2
            )
            self.order = gr.Dropdown(
                [(words, order) for order, words in ORDERS.items()],
                value="newest",
                label=ORDER,
                elem_id="order",
                filterable=False,
            )
        self.table = gr.HTML(elem_id="articles")
        with gr.Row(elem_id="paging"):
            self.previous = gr.Button(PREVIOUS, size="sm", scale=0, elem_id="previous")
            self.next = gr.Button(NEXT, size="sm", scale=0, elem_id="next")
        with gr.Accordion(SOURCES, open=False, elem_id="sources"):
            self.sources = gr.HTML()
        self._offset = gr.State(0)

    def wire(self, tab: gr.Tab) -> None:
        """Connect the events; `tab` shows the list anew whenever it is chosen."""
        shown = [self.table, self.previous, self.next, self.sources, self._offset]
        asked = [self.query, self.order]
        tab.select(self._show, [*asked, self._offset], shown, **NOW)
        gr.on([self.query.change, self.order.change], self._show, asked, shown, **NOW)
        for button, pages in ((self.previous, -1), (self.next, 1)):
            button.click(self._paged(pages), [*asked, self._offset], shown, **NOW)

    def _paged(self, pages: int) -> Any:
        def turn(query: str | None, order: str, offset: int) -> Updates:
            return self._show(query, order, offset + pages * PAGE)

        return turn

    def _show(self, query: str | None, order: str, offset: int = 0) -> Updates:
        wanted = printable(query or "").strip()
        total, entries = self._index.library.entries(wanted, max(offset, 0), PAGE, order)
        if not entries and total:  # articles went meanwhile
            offset = (total - 1) // PAGE * PAGE
            total, entries = self._index.library.entries(wanted, offset, PAGE, order)
        offset = max(offset, 0)
        return (
            table_html(entries, offset, total, searched=bool(wanted)),
            gr.Button(interactive=offset > 0),
            gr.Button(interactive=offset + PAGE < total),
            sources_html(known(self._index.library)),
            offset,
        )


def table_html(entries: Sequence[Entry], offset: int, total: int, *, searched: bool) -> str:
    """A page of articles as a table."""
    if not entries:
        return f'<p role="status">{NO_SUCH_ARTICLE if searched else NO_ARTICLES}</p>'
    heads = "".join(f'<th scope="col">{words}</th>' for words in HEADINGS)
    rows = "".join(map(_row, entries))
    where = f"{offset + 1:,} – {offset + len(entries):,} of {total:,}"
    return (
        f'<p role="status">{where}</p><table aria-label="{LIBRARY}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(entry: Entry) -> str:
    href = escape(article_href(entry.article_id))
    title = f'<a href="{href}" dir="auto">{inert(entry.title) or escape(entry.article_id)}</a>'
    source = entry.source.rstrip("/").rpartition("/")[2]
    cells = (
        title,
        f"<bdi>{inert(entry.publisher or '')}</bdi>",
        in_words(entry.published),
        f'<bdi title="{inert(entry.source)}">{inert(source)}</bdi>',
        in_words(entry.indexed),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def sources_html(sources: Sequence[Source]) -> str:
    """Each source, when it was last read, and what was wrong with it then."""
    items = []
    for source in sources:
        state = SYNCED.format(day=in_words(source.synced)) if source.synced else NOT_SYNCED
        if source.error:
            state = f'<span class="problem">{inert(source.error)}</span>'
        items.append(f"<li><b><bdi>{inert(source.location)}</bdi></b>: {state}</li>")
    return f"<ul>{''.join(items)}</ul>"

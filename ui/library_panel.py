"""The articles that are there: searched, filtered, sorted, paged through, charted, removed."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import gradio as gr
import pandas as pd

from index.article import printable
from index.constraints import Constraints
from index.errors import Busy
from index.index import Index
from index.library import Entry
from index.removal import Removed, removed
from index.sources import Source, known
from ui.events import NOW, QUIET, Updates
from ui.jobs import Jobs
from ui.limits import limits
from ui.limits_panel import LimitsPanel
from ui.render import article_href
from ui.status import inert
from ui.text import (
    ANY_SOURCE,
    AS_TABLE,
    FILTER,
    FIND_ARTICLE,
    HEADINGS,
    KEEP,
    LET_IN,
    LIBRARY,
    MONTH,
    NEXT,
    NO_ARTICLES,
    NO_DATES,
    NO_PUBLISHER,
    NO_SUCH_ARTICLE,
    NONE_REMOVED,
    NOT_SYNCED,
    NUMBER,
    ORDER,
    ORDERS,
    OTHERS,
    OVER_TIME,
    PREVIOUS,
    PUBLISHER,
    REALLY_REMOVE,
    REMOVE,
    REMOVE_SURE,
    REMOVED,
    SOURCE,
    SOURCES,
    SYNCED,
    UNDATED,
    WAS_REMOVED,
    byline,
    in_words,
)

PAGE = 50
"""Articles that are shown at a time."""
CHARTED = 7
"""Publishers that have a colour of their own in the chart; the others share one."""
CHOOSE = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-id]');
  if (button) trigger('select', {id: button.dataset.id});
});"""
"""Says of which article a button was pressed."""
DECIDE = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const {id, keep} = button.dataset;
  props.value = '';
  if (id) trigger('select', {id});
  else document.querySelector(`#articles button[data-id="${CSS.escape(keep)}"]`)?.focus();
});
watch('value', () => element.querySelector('button[data-keep]')?.focus());"""
"""Says that an article shall be removed. The question is gone at once, before the server answers:
by then it may be about another article."""


class LibraryPanel:
    """A list of articles that never holds more of them than a page."""

    def __init__(self, index: Index, jobs: Jobs) -> None:
        self._index, self._jobs = index, jobs
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
            self.source = gr.Dropdown(
                [(ANY_SOURCE, "")], value="", label=SOURCE, elem_id="source", filterable=False
            )
        self.filter = LimitsPanel(index.library, FILTER, "filter", articles=False)
        self.sure = gr.HTML(elem_id="removing", js_on_load=DECIDE)
        self.table = gr.HTML(elem_id="articles", js_on_load=CHOOSE)
        with gr.Row(elem_id="paging"):
            self.previous = gr.Button(PREVIOUS, size="sm", scale=0, elem_id="previous")
            self.next = gr.Button(NEXT, size="sm", scale=0, elem_id="next")
        with gr.Accordion(OVER_TIME, open=False, elem_id="over-time") as self.over_time:
            self.chart = gr.BarPlot(
                x=MONTH,
                y=NUMBER,
                color=PUBLISHER,
                label=OVER_TIME,
                show_label=False,
                y_axis_format=",.2~f",  # page.js takes away what is between two whole ones
                height=320,
                buttons=[],
            )
            self.counts = gr.HTML()
        with gr.Accordion(SOURCES, open=False, elem_id="sources"):
            self.sources = gr.HTML()
        with gr.Accordion(REMOVED, open=False, elem_id="removed"):
            self.removed = gr.HTML(js_on_load=CHOOSE)
        self._offset = gr.State(0)

    def wire(self, tab: gr.Tab) -> None:
        """Connect the events; `tab` shows the list anew whenever it is chosen."""
        shown = [
            self.table, self.previous, self.next, self.sources, self.removed, self.source,
            self._offset,
        ]  # fmt: skip
        asked = [self.query, self.order, self.source, *self.filter.inputs]
        changed = [component.change for component in asked]
        self.filter.wire()
        tab.select(self._show, [self._offset, *asked], shown, **NOW)
        gr.on(changed, self._first, asked, shown, trigger_mode="always_last", **NOW)
        for button, pages in ((self.previous, -1), (self.next, 1)):
            button.click(self._paged(pages), [self._offset, *asked], shown, **NOW)
        drawn = [self.chart, self.counts]
        redrawing = [self.over_time.expand, tab.select, *changed]
        gr.on(redrawing, self._chart, asked, drawn, trigger_mode="always_last", **NOW)
        self.table.select(self._asks, None, self.sure, trigger_mode="always_last", **NOW)
        self.sure.select(self._remove, None, self.sure, trigger_mode="multiple", **NOW).then(
            self._show, [self._offset, *asked], shown, trigger_mode="always_last", **NOW
        )
        self.removed.select(self._let_in, None, None, **QUIET).then(
            self._show, [self._offset, *asked], shown, **NOW
        )

    def _paged(self, pages: int) -> Any:
        def turn(offset: int, *asked: Any) -> Updates:
            return self._show(offset + pages * PAGE, *asked)

        return turn

    def _first(self, *asked: Any) -> Updates:
        return self._show(0, *asked)

    def _show(self, offset: int, query: str, order: str, source: str, *limited: Any) -> Updates:
        library, wanted = self._index.library, printable(query or "").strip()
        within = _limits(*limited)

        def listed(first: int) -> tuple[int, list[Entry]]:
            return library.entries(wanted, first, PAGE, order, constraints=within, source=source)

        offset = max(offset, 0)
        total, entries = listed(offset)
        if not entries and total:  # articles went meanwhile
            offset = (total - 1) // PAGE * PAGE
            total, entries = listed(offset)
        sources = known(library)
        return (
            table_html(entries, offset, total, searched=bool(wanted or within or source)),
            gr.Button(interactive=offset > 0),
            gr.Button(interactive=offset + PAGE < total),
            sources_html(sources),
            removed_html(removed(library)),
            gr.Dropdown([(ANY_SOURCE, ""), *((_short(s.location), s.location) for s in sources)]),
            offset,
        )

    def _chart(self, query: str, order: str, source: str, *limited: Any) -> Updates:
        wanted = printable(query or "").strip()
        counts = self._index.library.by_month(wanted, constraints=_limits(*limited), source=source)
        frame = charted(counts)
        return frame, counts_html(frame)

    def _asks(self, event: gr.EventData) -> str:
        named = self._index.library.titles([str(event.id)])  # none where it is gone already
        questions = [REMOVE_SURE.format(title=title or event.id) for title in named]
        return "".join(removing_html(str(event.id), question) for question in questions)

    def _remove(self, event: gr.EventData) -> Any:
        try:
            self._index.remove(str(event.id))
        except Busy as error:
            return removing_html(str(event.id), str(error))
        return gr.skip()

    def _let_in(self, event: gr.EventData) -> None:
        try:
            self._index.let_in(str(event.id))
            self._jobs.start()
        except Busy as error:
            gr.Warning(str(error))


def _limits(*limited: Any) -> Constraints:
    """What is chosen; a day that is not understood yet, as while it is typed, limits nothing."""
    within = limits(date.today(), *limited)
    return Constraints(tuple(limited[0] or ())) if isinstance(within, str) else within


def charted(counts: Sequence[tuple[str, str | None, int]]) -> pd.DataFrame:
    """Articles by month and publisher, of which the smaller ones are put together.

    Args:
        counts: as `Library.by_month` gives them.

    Returns:
        a row for each month and publisher, with the columns that the chart names.
    """
    frame = pd.DataFrame(counts, columns=[MONTH, PUBLISHER, NUMBER]).astype({NUMBER: int})
    frame[PUBLISHER] = frame[PUBLISHER].fillna(NO_PUBLISHER)
    largest = frame.groupby(PUBLISHER)[NUMBER].sum().nlargest(CHARTED).index
    frame[PUBLISHER] = frame[PUBLISHER].where(frame[PUBLISHER].isin(largest), OTHERS)
    frame = frame.groupby([MONTH, PUBLISHER], as_index=False)[NUMBER].sum()
    return pd.concat([frame, _empty_months(frame)]).sort_values(MONTH, kind="stable")


def _empty_months(frame: pd.DataFrame) -> pd.DataFrame:
    """The months between the first and the last in which there is nothing: a gap is to be seen."""
    if frame.empty:
        return frame
    every = pd.period_range(frame[MONTH].min(), frame[MONTH].max(), freq="M").astype(str)
    empty = sorted({*every} - {*frame[MONTH]})
    return pd.DataFrame({MONTH: empty, PUBLISHER: frame[PUBLISHER].iloc[0], NUMBER: 0})


def counts_html(frame: pd.DataFrame) -> str:
    """What the chart shows as a table, folded."""
    if frame.empty:
        return f"<p>{NO_DATES}</p>"
    by_month = frame.pivot(index=MONTH, columns=PUBLISHER, values=NUMBER).fillna(0).astype(int)
    heads = "".join(f'<th scope="col">{inert(name)}</th>' for name in by_month.columns)
    rows = "".join(
        f'<tr><th scope="row">{month}</th>{"".join(f"<td>{n:,}</td>" for n in counts)}</tr>'
        for month, *counts in by_month.itertuples()
    )
    return (
        f"<details><summary>{AS_TABLE}</summary><table><thead><tr><th>{MONTH}</th>{heads}</tr>"
        f"</thead><tbody>{rows}</tbody></table></details>"
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
        f"<thead><tr>{heads}<td></td></tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(entry: Entry) -> str:
    href = escape(article_href(entry.article_id))
    named = inert(entry.title) or escape(entry.article_id)
    cells = (
        f'<a href="{href}" dir="auto">{named}</a>',
        f"<bdi>{inert(entry.publisher or '')}</bdi>",
        in_words(entry.published) or f"<i>{UNDATED}</i>",
        f'<bdi title="{inert(entry.source)}">{inert(_short(entry.source))}</bdi>',
        in_words(entry.indexed),
        _button(REMOVE, entry.article_id, named),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _button(word: str, article_id: str, named: str) -> str:
    """A button of a row; read aloud it says which row."""
    return (
        f'<button type="button" data-id="{inert(article_id)}" aria-label="{word}: {named}">'
        f"{word}</button>"
    )


def _short(location: str) -> str:
    return location.rstrip("/").rpartition("/")[2]


def removing_html(article_id: str, question: str) -> str:
    """A question, with buttons that remove an article or keep it."""
    known = inert(article_id)
    return (
        f'<p role="alert">{inert(question)}</p>'
        f'<button type="button" data-id="{known}">{REALLY_REMOVE}</button> '
        f'<button type="button" data-keep="{known}">{KEEP}</button>'
    )


def sources_html(sources: Sequence[Source]) -> str:
    """Each source, when it was last read, and what was wrong with it then."""
    items = []
    for source in sources:
        state = SYNCED.format(day=in_words(source.synced)) if source.synced else NOT_SYNCED
        if source.error:
            state = f'<span class="problem">{inert(source.error)}</span>'
        items.append(f"<li><b><bdi>{inert(source.location)}</bdi></b>: {state}</li>")
    return f"<ul>{''.join(items)}</ul>"


def removed_html(articles: Sequence[Removed]) -> str:
    """What was taken out, each with a button that lets it in again."""
    if not articles:
        return f"<p>{NONE_REMOVED}</p>"
    items = []
    for one in articles:
        named = inert(one.title) or escape(one.article_id)
        about = byline(one.publisher, in_words(one.published))
        when = WAS_REMOVED.format(day=in_words(one.removed))
        items.append(
            f"<li><b><bdi>{named}</bdi></b> {inert(about)} – {when} "
            f"{_button(LET_IN, one.article_id, named)}</li>"
        )
    return f"<ul>{''.join(items)}</ul>"

"""The articles that are there: searched, filtered, sorted, paged through, charted, removed."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import gradio as gr
import pandas as pd

from index.article import printable
from index.constraints import Constraints
from index.errors import CopydeskError
from index.index import Index
from index.library import Entry
from index.removal import Removed, removed
from index.sources import is_address, known
from ui.asking import CHOOSE, DECIDE, row_button, sure_html
from ui.events import NOW, QUIET, Updates, settled
from ui.jobs import Jobs
from ui.limits import limits
from ui.limits_panel import LimitsPanel
from ui.render import article_href
from ui.sources_list import add_addresses, decision, let_go, sources_html, standing
from ui.status import inert
from ui.text import (
    ADD_ADDRESSES,
    ADDRESSES,
    ADDRESSES_INFO,
    ANY_SOURCE,
    AS_TABLE,
    FILTER,
    FIND_ARTICLE,
    HEADINGS,
    KEEP,
    KEEP_ALL,
    LET_IN,
    LIBRARY,
    MONTH,
    NEXT,
    NO_ARTICLES,
    NO_DATES,
    NO_PUBLISHER,
    NO_SUCH_ARTICLE,
    NONE_REMOVED,
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
    TRY_AGAIN,
    UNDATED,
    WAS_REMOVED,
    byline,
    in_words,
)

PAGE = 50
"""Articles that are shown at a time."""
CHARTED = 7
"""Publishers that have a colour of their own in the chart; the others share one."""
Place = tuple[int, tuple[Any, ...]]
"""How many articles stand before those that are shown, and what was asked for: one event shows the
list, whether something else is asked for or the tab is chosen again."""
ARTICLE = "article"
"""What a button and its question are about."""


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
            self.sources = gr.HTML(js_on_load=CHOOSE)
            self.addresses = gr.Textbox(
                label=ADDRESSES, info=ADDRESSES_INFO, lines=1, max_lines=6, elem_id="addresses"
            )
            self.add = gr.Button(ADD_ADDRESSES, size="sm", scale=0, elem_id="add-addresses")
            self.added = gr.HTML(elem_id="added")
        with gr.Accordion(REMOVED, open=False, elem_id="removed"):
            self.removed = gr.HTML(js_on_load=CHOOSE)
        self._place = gr.State((0, ()))

    def wire(self, tab: gr.Tab, progress: gr.HTML) -> None:
        """Connect the events.

        Args:
            tab: shows the list anew whenever it is chosen.
            progress: changes with what is indexed; when that is done, the list is shown anew.
        """
        shown = [
            self.table, self.previous, self.next, self.sources, self.removed, self.source,
            self._place,
        ]  # fmt: skip
        asked = [self.query, self.order, self.source, *self.filter.inputs]
        place, drawn = [self._place, *asked], [self.chart, self.counts]
        self.filter.wire()
        changed = settled("library", [tab.select, *(component.change for component in asked)])
        changed.then(self._show, place, shown, trigger_mode="always_last", **NOW)
        for redrawing in (changed.then, self.over_time.expand):
            redrawing(self._chart, asked, drawn, trigger_mode="always_last", **NOW)
        for button, pages in ((self.previous, -1), (self.next, 1)):
            button.click(self._paged(pages), place, shown, **NOW)
        for asked_in, asks in ((self.table, self._asks), (self.sources, self._asks_of_source)):
            asked_in.select(asks, None, self.sure, trigger_mode="always_last", **NOW)
        self.sure.select(self._agreed, None, self.sure, trigger_mode="multiple", **NOW).then(
            self._show, place, shown, trigger_mode="always_last", **NOW
        )
        progress.change(self._refreshed, place, shown, **NOW)
        adding = [self.addresses, self.added]
        self.add.click(self._add, self.addresses, adding, **NOW).then(
            self._show, place, shown, **NOW
        )
        self.removed.select(self._let_in, None, None, **QUIET).then(self._show, place, shown, **NOW)

    def _paged(self, pages: int) -> Any:
        def turn(place: Place, *asked: Any) -> Updates:
            return self._show((place[0] + pages * PAGE, asked), *asked)

        return turn

    def _show(self, place: Place, *asked: Any) -> Updates:
        """The list at its place, or from its beginning where something else is asked for."""
        query, order, source, *limited = asked
        library, wanted = self._index.library, printable(query or "").strip()
        within = _limits(*limited)
        offset = max(place[0], 0) if place[1] == asked else 0
        sources = known(library)
        choices = [(ANY_SOURCE, ""), *((short(s.location), s.location) for s in sources)]
        lost = source not in (location for _, location in choices)  # it was removed
        source = "" if lost else source

        def listed(first: int) -> tuple[int, list[Entry]]:
            return library.entries(wanted, first, PAGE, order, constraints=within, source=source)

        total, entries = listed(offset)
        if not entries and total:  # articles went meanwhile
            offset = (total - 1) // PAGE * PAGE
            total, entries = listed(offset)
        return (
            table_html(entries, offset, total, searched=bool(wanted or within or source)),
            gr.Button(interactive=offset > 0),
            gr.Button(interactive=offset + PAGE < total),
            sources_html(sources, standing(self._index, sources), self._index.home.id),
            removed_html(removed(library)),
            gr.Dropdown(choices, value="") if lost else gr.Dropdown(choices),
            (offset, (query, order, source, *limited)),
        )

    def _refreshed(self, *asked: Any) -> Updates:
        job = self._jobs.last
        if job is None or job.state == "running":
            return (gr.skip(),) * 7
        return self._show(*asked)

    def _add(self, text: str) -> Updates:
        """Make addresses known and begin to read them; one that is refused stays to be mended."""
        result = add_addresses(self._index, self._jobs, text or "")
        return "\n".join(result.refused), result.html

    def _chart(self, query: str, order: str, source: str, *limited: Any) -> Updates:
        wanted = printable(query or "").strip()
        counts = self._index.library.by_month(wanted, constraints=_limits(*limited), source=source)
        frame = charted(counts)
        return frame, counts_html(frame)

    def _asks(self, event: gr.EventData) -> str:
        """The question before an article is removed."""
        one = str(event.id)
        named = self._index.library.titles([one])  # none where it is gone already
        asked = [REMOVE_SURE.format(title=title or one) for title in named]
        return "".join(sure_html(ARTICLE, one, words, REALLY_REMOVE, KEEP) for words in asked)

    def _asks_of_source(self, event: gr.EventData) -> str:
        return decision(self._index, str(event.what), str(event.id))

    def _agreed(self, event: gr.EventData) -> Any:
        """Do what a person said yes to."""
        what, one = str(event.what), str(event.id)
        try:
            if what == ARTICLE:
                self._index.remove(one)
            else:
                let_go(self._index, self._jobs, what, one)
        except CopydeskError as error:
            return sure_html(what, one, str(error), TRY_AGAIN, KEEP_ALL)
        return gr.skip()

    def _let_in(self, event: gr.EventData) -> None:
        try:
            self._index.let_in(str(event.id))
            self._jobs.start()
        except CopydeskError as error:
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
        f'<bdi title="{inert(entry.source)}">{inert(short(entry.source))}</bdi>',
        in_words(entry.indexed),
        row_button(REMOVE, ARTICLE, entry.article_id, named),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def short(location: str) -> str:
    """A source in a word or two: the last part of a path, an address without its scheme."""
    if is_address(location):
        return location.partition("://")[2].rstrip("/")
    return location.rstrip("/").rpartition("/")[2]


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
            f"{row_button(LET_IN, 'removed', one.article_id, named)}</li>"
        )
    return f"<ul>{''.join(items)}</ul>"

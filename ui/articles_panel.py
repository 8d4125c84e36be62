"""The articles behind the chat: how many, adding some, re-indexing, and how that goes."""

import logging
import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.utils import get_upload_folder

from index.article import Failure
from index.errors import Busy, CopydeskError
from index.index import Index
from index.read import SUFFIXES
from index.removal import Removed, let_in_file
from index.sources import Loss
from ui.chat import example_questions
from ui.dropped import Dropped, Taken, decide, store
from ui.events import NOW, QUIET, Updates
from ui.jobs import Jobs
from ui.render import plain
from ui.status import ALL, Status, dropped_html, status, taken_html
from ui.text import (
    ADD,
    CANCEL,
    DELETE_THEM,
    FIRST_RUN,
    NOT_WAITING,
    PREVIEW,
    PROMISE,
    QUEUED,
    REINDEX,
    THE_FILE,
    TITLE,
)

log = logging.getLogger(__name__)

EXAMPLES = 3
BUSY, IDLE = 0.5, 2.0
"""Seconds between two looks at the status: while a job runs, and otherwise."""
DECIDE = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-key]');
  if (!button) return;
  const {key, word} = button.dataset;
  trigger('select', {key, word});
  const answered = key === 'all' ? element : button.closest('p');
  answered.querySelectorAll('button[data-key]').forEach((one) => { one.disabled = true; });
  element.tabIndex = -1;
  element.focus();
});
watch('value', () => {
  const lost = [document.body, element].includes(document.activeElement);
  if (lost) element.querySelector('button[data-key]')?.focus();
});"""
"""Says what shall become of a dropped file, once; then the next question has the focus, unless
the person is elsewhere meanwhile."""


class ArticlesPanel:
    """Shows the one job that indexes, the same in every page, and starts it."""

    def __init__(self, index: Index, jobs: Jobs) -> None:
        self._index, self._jobs = index, jobs
        self._once, self._problem = threading.Lock(), ""
        with gr.Row(elem_id="top"):
            gr.HTML(f"<h1>{TITLE}</h1>", elem_id="title")
            self.extent = gr.HTML(elem_id="extent")
            self.preview = gr.Button(PREVIEW, size="sm", scale=0, elem_id="preview")
            self.reindex = gr.Button(REINDEX, size="sm", scale=0, elem_id="reindex")
            self.cancel = gr.Button(
                CANCEL, visible=False, size="sm", scale=0, variant="stop", elem_id="cancel"
            )
        with gr.Accordion(ADD, open=False, elem_id="add") as self.adding:
            self.files = gr.File(
                elem_id="files",
                label=f"Files ({', '.join(sorted(SUFFIXES))})",
                file_count="multiple",  # of any kind: what is not read is told
                height=140,
            )
        self.stored = gr.HTML(elem_id="stored", js_on_load=DECIDE)
        self.status = gr.HTML(elem_id="status")
        self.delete = gr.Button(
            DELETE_THEM, visible=False, size="sm", variant="stop", elem_id="delete"
        )
        self._clock = gr.Timer(BUSY)
        self._seen = gr.State(None)
        self._waiting = gr.State(())

    def wire(self, page: gr.Blocks, chat: gr.Chatbot) -> None:
        """Connect the events; an empty `chat` says what to do first."""
        shown = [
            self._seen, self.extent, self.status, self.delete,
            self.preview, self.reindex, self.cancel, self.adding, chat, self._clock,
        ]  # fmt: skip
        page.load(self._opened, None, shown, **NOW)
        self._clock.tick(self._look, self._seen, shown, **NOW)
        self.reindex.click(self._reindex, self._seen, shown, **NOW)
        self.preview.click(self._preview, self._seen, shown, **NOW)
        self.cancel.click(self._cancel, self._seen, shown, **NOW)
        self.delete.click(self._delete, self._seen, shown, **NOW)
        for begins in (self.reindex, self.preview, self.delete):
            begins.click(taken_html, self._waiting, self.stored, **NOW)
        taken = [self.stored, self._waiting, *shown]
        given = [self._seen, self._waiting]
        self.files.upload(self._take, [self.files, *given], [self.files, *taken], **QUIET)
        self.stored.select(self._decide, given, taken, trigger_mode="multiple", **QUIET)

    def _opened(self) -> Updates:
        threading.Thread(target=self._load, name="load the model", daemon=True).start()
        return self._look(None)

    def _load(self) -> None:
        if self._index.embeddings.loaded or not self._once.acquire(blocking=False):
            return
        try:
            self._index.embeddings.load()
        except CopydeskError as error:
            log.warning("%s", error)
            self._problem = str(error)
        finally:
            self._once.release()

    def _look(self, seen: Status | None, preview: str = "") -> Updates:
        own = preview or (seen.preview if seen else "")
        now = status(self._index, self._jobs, self._problem, own)
        if now == seen:
            return (gr.skip(),) * 10
        empty = not now.articles
        first = seen is None or empty != (not seen.articles)
        return (
            now,
            now.extent,
            now.html,
            gr.Button(visible=bool(now.asks)),
            gr.Button(visible=not now.running),
            gr.Button(visible=not now.running),
            gr.Button(visible=now.running),
            gr.Accordion(open=empty) if first else gr.skip(),
            gr.skip() if now.running else self._welcome(now.articles),
            gr.Timer(BUSY if now.running else IDLE),
        )

    def _welcome(self, articles: int) -> Any:
        if not articles:
            words = FIRST_RUN.format(folder=plain(self._index.home.location))
            return gr.Chatbot(placeholder=words, examples=[])
        examples = example_questions(self._index.library.first_sentences(12), EXAMPLES)
        return gr.Chatbot(placeholder=PROMISE, examples=[{"text": text} for text in examples])

    def _reindex(self, seen: Status | None) -> Updates:
        return self._started(seen)

    def _delete(self, seen: Status | None) -> Updates:
        """Delete what the page asked about, and no more."""
        return self._started(seen, agreed=seen.asks if seen else ())

    def _preview(self, seen: Status | None) -> Updates:
        return self._started(seen, dry_run=True)

    def _cancel(self, seen: Status | None) -> Updates:
        self._jobs.cancel()
        return self._look(seen)

    def _started(
        self, seen: Status | None, *, dry_run: bool = False, agreed: Collection[Loss] = ()
    ) -> Updates:
        preview = ""
        with suppress(Busy):  # then the bar shows it
            job = self._jobs.start(dry_run=dry_run, agreed=agreed)
            preview = job.id if dry_run else ""
        return self._look(seen, preview)

    def _take(
        self, uploads: Sequence[str] | None, seen: Status | None, waiting: Sequence[Taken]
    ) -> Updates:
        """Store what was dropped and take it in; ask where a name is taken."""
        folder = Path(self._index.home.location)
        dropped = store(uploads or [], Path(get_upload_folder()), folder)
        anew = {one.file.name for one in dropped.taken}
        waiting = [*(one for one in waiting if one.file.name not in anew), *dropped.taken]
        return gr.File(None), *self._told(dropped, waiting, seen)

    def _decide(
        self, seen: Status | None, waiting: Sequence[Taken], event: gr.EventData
    ) -> Updates:
        """Do what was said of a dropped file whose name is taken."""
        chosen = [one for one in waiting if event.key in (one.key, ALL)]
        dropped = (
            decide(chosen, event.word, Path(self._index.home.location))
            if chosen
            else Dropped(refused=(Failure(THE_FILE, NOT_WAITING),))
        )
        return self._told(dropped, [one for one in waiting if one not in chosen], seen)

    def _told(self, dropped: Dropped, waiting: Sequence[Taken], seen: Status | None) -> Updates:
        """Take in what was stored, and say what became of all that was dropped."""
        later, names = "", (*dropped.stored, *dropped.replaced)
        again, out = self._let_in(names)
        if names:
            try:
                self._jobs.start([self._index.home])
            except Busy:
                later = QUEUED
        shown = dropped_html(dropped, later, again, out) + taken_html(waiting)
        return shown, tuple(waiting), *self._look(seen)

    def _let_in(self, names: Sequence[str]) -> tuple[list[Removed], list[Removed]]:
        """Let in again what was removed: who drops an article asks for it."""
        home, again, out = self._index.home, list[Removed](), list[Removed]()
        for name in names:
            file = Path(home.location, name)
            let_in, stays_out = let_in_file(self._index.library, file, home.prefix + name)
            again += let_in
            out += stays_out
        return again, out

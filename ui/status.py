"""What the server is doing, as the HTML of a line that every page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from index.article import Failure
from index.difference import NAMED, SyncReport
from index.index import Index
from index.removal import Removed
from index.sources import Loss, would_go
from index.sync import Progress
from ui.dropped import Dropped, Taken
from ui.jobs import Job, Jobs
from ui.text import (
    INDEXED,
    KEEP_BOTH,
    LAST_TIME,
    LEAVE,
    LEFT_AS_IT_IS,
    LEFT_OUT,
    LET_IN_AGAIN,
    LISTED_ONLY,
    LOADING,
    MORE,
    NAME_TAKEN,
    READING,
    REPLACE,
    REPLACE_ALL,
    REPLACED,
    SAME_ARTICLE,
    STAYS_OUT,
    STOPPING,
    STORED,
    WAITING,
    WHICH,
    WOULD_ASK,
    WOULD_CHANGE,
    counted,
    extent_in_words,
)

ALL = "all"
"""In the place of a key: every dropped file that waits for a word."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a page shows of the server; two equal ones look alike.

    `asks` is what waits for a yes before it is deleted; `preview` is the id of the dry run that the
    page asked for last.
    """

    extent: str
    articles: int
    html: str
    running: bool
    asks: tuple[Loss, ...]
    preview: str = ""


def status(index: Index, jobs: Jobs, problem: str = "", preview: str = "") -> Status:
    """How it stands now, for one page.

    Args:
        problem: why the embedding model could not be loaded.
        preview: the id of the dry run that this page asked for: no other one is shown.
    """
    job, extent = jobs.shown(preview), index.library.extent()
    running = job is not None and job.state == "running"
    lines = [] if index.embeddings.loaded or running else [_loading(problem)]
    if not running and (reason := index.hindrance()):
        lines.append(f"<p>{inert(reason)}</p>")
    if job:
        # by its number the page knows a new message, though it says the same as the last
        lines.append(f'<div data-job="{job.id}">{job_html(job)}</div>')
    else:  # this server has not looked yet: what the last sync found
        failures = [_failure(failure) for failure in index.library.failures(NAMED)]
        lines.append(
            _folded(LAST_TIME.format(problems=counted(len(failures), "problem")), failures)
        )
    asks = () if running else jobs.asks
    if asks:
        words = WAITING.format(losses=inert(would_go(asks)))
        lines.append(f'<p class="problem">{words}</p>')
    return Status(
        extent=extent_in_words(extent),
        articles=extent.articles,
        html="".join(lines),
        running=running,
        asks=asks,
        preview=preview,
    )


def job_html(job: Job) -> str:
    """A sync as it runs, what it changed, or why it did not."""
    if job.state == "running":
        return f"<p>{STOPPING}</p>" if job.stopping else _bar(job.progress)
    if job.state == "cancelled":
        return f"<p>{inert(job.error or '')}</p>"
    if job.report is None:
        return f'<p class="problem">{inert(job.error or "")}</p>'
    return report_html(job.report, job.ended, dry_run=job.dry_run)


def report_html(report: SyncReport, ended: datetime | None = None, *, dry_run: bool = False) -> str:
    """What a sync changed or, of a dry run, would change, and what it could not take in."""
    when = f" at {ended.astimezone():%H:%M:%S}" if ended else ""
    counts = {
        "added": len(report.added),
        "changed": len(report.changed),
        "deleted": len(report.deleted),
        "unchanged": report.unchanged,
    }
    if report.left_out:
        counts[LEFT_OUT] = report.left_out
    if report.no_articles:
        counts[LISTED_ONLY] = report.no_articles
    line = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    done = WOULD_CHANGE if dry_run else INDEXED
    failures = [_failure(failure) for failure in report.failed]
    failed = f", {len(failures):,} failed" if failures else ""
    asks = (
        " " + WOULD_ASK.format(losses=inert(would_go(report.asks)))
        if dry_run and report.asks
        else ""
    )
    return (
        f"<p>{done}{when}: {line}{failed}.{asks}</p>{_folded(WHICH, _named(report))}"
        f"{_folded(counted(len(failures), 'problem'), failures)}"
    )


def _folded(summary: str, items: Sequence[str]) -> str:
    """A list under a line that opens it; nothing where there is nothing to list."""
    if not items:
        return ""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<details><summary>{summary}</summary><ul>{listed}</ul></details>"


def _named(report: SyncReport) -> list[str]:
    """The articles that were added, changed and deleted, as far as the report names them."""
    lines = []
    for what in ("added", "changed", "deleted"):
        ids = getattr(report, what)
        names = [f"<bdi>{inert(report.names[i])}</bdi>" for i in ids if i in report.names]
        if more := len(ids) - len(names):
            names.append(MORE.format(number=more))
        if names:
            lines.append(f"<b>{what}</b>: {'; '.join(names)}")
    return lines


def _failure(failure: Failure) -> str:
    named = "" if failure.source in failure.reason else f"<b>{inert(failure.source)}</b> "
    return named + inert(failure.reason)


def inert(text: str) -> str:
    """Text for `gr.HTML`, which sanitises nothing and evaluates `${…}` in some templates."""
    return escape(text).replace("$", "&#36;").replace("{", "&#123;")


def _loading(problem: str) -> str:
    return f'<p class="problem">{inert(problem)}</p>' if problem else f"<p>{LOADING}</p>"


def _bar(progress: Progress) -> str:
    counts = progress.total and progress.stage != "loading"  # which counts none
    share = f' value="{progress.done}" max="{progress.total}"' if counts else ""
    return f'<p><progress{share} aria-label="Indexing"></progress> {_words(progress)}</p>'


def _words(progress: Progress) -> str:
    if progress.stage == "loading":
        return LOADING
    if not progress.total:
        return READING
    if progress.stage == "fetching":
        return f"Fetching {progress.done:,} of {counted(progress.total, 'page')}"
    if progress.stage == "reading":
        return f"Reading {progress.done:,} of {counted(progress.total, 'file')}"
    if progress.stage == "comparing":
        return f"Looking for copies of {counted(progress.total, 'article')}"
    words = f"Indexing {progress.done:,} of {counted(progress.total, 'article')}"
    return f"{words}, {_left(progress.left)} left" if progress.left else words


def _left(seconds: float) -> str:
    return f"about {counted(round(seconds / 60), 'minute')}" if seconds >= 90 else "a minute or so"


def dropped_html(
    dropped: Dropped,
    later: str = "",
    again: Sequence[Removed] = (),
    out: Sequence[Removed] = (),
) -> str:
    """Which dropped files were stored, which were not and why.

    Args:
        later: when those that were stored are taken in, where that is not at once.
        again: articles of them that had been taken out, and are let in again.
        out: articles of them that were taken out, and stay out.
    """
    lines = [
        f"{verb} {', '.join(inert(name) for name in names)}. {inert(later)}"
        for verb, names in ((STORED, dropped.stored), (REPLACED, dropped.replaced))
        if names
    ]
    for words, articles in ((LET_IN_AGAIN, again), (STAYS_OUT, out)):
        if articles:
            lines.append(words.format(titles=_listed(articles)))
    lines += [LEFT_AS_IT_IS.format(name=inert(name)) for name in dropped.left]
    lines += [f"{_failure(failure)}." for failure in dropped.refused]
    return "".join(f"<p>{line}</p>" for line in lines)


def _listed(articles: Sequence[Removed]) -> str:
    named = [f"“<bdi>{inert(one.title)}</bdi>”" for one in articles[:NAMED]]
    if more := len(articles) - len(named):
        named.append(MORE.format(number=more))
    return ", ".join(named)


def taken_html(waiting: Sequence[Taken]) -> str:
    """For each dropped file whose name is taken, what is to become of it."""
    if not waiting:
        return ""
    lines = []
    for one in waiting:
        name = inert(one.file.name)
        words = [("replace", REPLACE), ("both", KEEP_BOTH), ("leave", LEAVE)]
        if one.beside is None:
            question = SAME_ARTICLE.format(name=name)
            del words[1]
        else:
            question = NAME_TAKEN.format(name=name, beside=inert(one.beside))
        buttons = [_answer(one.key, word, label, name) for word, label in words]
        lines.append(f"<p>{question} {' '.join(buttons)}</p>")
    if len(waiting) > 1:
        label = REPLACE_ALL.format(number=len(waiting))
        lines.append(f"<p>{_answer(ALL, 'replace', label)}</p>")
    return f'<div role="alert">{"".join(lines)}</div>'


def _answer(key: str, word: str, label: str, name: str = "") -> str:
    """A button; read aloud it says of which file."""
    about = f' aria-label="{label}: {name}"' if name else ""
    return f'<button type="button" data-key="{key}" data-word="{word}"{about}>{label}</button>'

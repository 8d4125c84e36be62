"""What the command line prints: answers, reports, progress."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar
from rich.status import Status

from assistant.answer import Answer
from assistant.model import Provider
from index.article import Failure
from index.difference import NAMED, SyncReport
from index.sources import would_go
from index.sync import Listener, Progress
from ui.jobs import Job
from ui.text import ALSO_IN, LISTED_ONLY, PAGE, WOULD_ASK, byline, counted

errors = Console(stderr=True, highlight=False, soft_wrap=True)
output = Console(highlight=False, soft_wrap=True)

LOOKING = "Looking through the articles"
STAGES = {
    "fetching": "Fetching",
    "reading": "Reading",
    "loading": "Loading the embedding model",
    "embedding": "Indexing",
    "comparing": "Looking for copies",
}


def print_json(value: Any) -> None:
    """One object, alone, on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def bar(console: Console = errors) -> Iterator[Listener]:
    """A progress bar on standard error: articles, passages a second, time left. While the model is
    loaded nothing is counted, and it only moves."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[rate]}"),
    )
    with Bar(*columns, console=console, transient=True) as shown:
        task = shown.add_task("Reading", total=None, count="", rate="")

        def listen(progress: Progress) -> None:
            rate = f"{progress.rate:.0f} passages/s" if progress.rate else ""
            left = f", {in_words(progress.left)} left" if progress.left else ""
            total = progress.total if progress.stage != "loading" else 0
            shown.tasks[0].total = total or None  # to `update`, none is the one before
            shown.update(
                task,
                description=STAGES[progress.stage],
                completed=progress.done,
                count=f"{progress.done:,}/{total:,}" if total else "",
                rate=rate + left,
            )

        yield listen


def looking() -> Status:
    """A line that moves while a question is answered, on standard error where that is a terminal:
    the models alone take seconds to load."""
    return errors.status(LOOKING)


def in_words(seconds: float) -> str:
    """A time to wait, as a person says it."""
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{max(seconds, 1):.0f} s"


def print_report(report: SyncReport, *, dry_run: bool = False, as_json: bool = False) -> None:
    """The difference that a sync made, or would make; as JSON in the form that DESIGN gives it."""
    if as_json:
        print_json(asdict(report))
        return
    counts = ", ".join(
        f"{len(ids)} {name}"
        for name, ids in (
            ("added", report.added),
            ("changed", report.changed),
            ("deleted", report.deleted),
        )
    )
    label = "Would be: " if dry_run else ""
    out = f", {report.left_out} left out (removed before)" if report.left_out else ""
    embedded = "" if dry_run else f"; {counted(report.embedded, 'passage')} embedded"
    out += f", {report.no_articles:,} {LISTED_ONLY}" if report.no_articles else ""
    output.print(
        f"{label}{counts}, {report.unchanged} unchanged{out}{embedded}.",
        markup=False,
    )
    for what in ("added", "changed", "deleted") if dry_run else ():
        ids = getattr(report, what)
        for name in (report.names[i] for i in ids if i in report.names):
            output.print(f"  {what}: {name}", markup=False)
        if len(ids) > NAMED:
            output.print(f"  {what}: and {len(ids) - NAMED:,} more", markup=False)
    if dry_run and report.asks:
        output.print(WOULD_ASK.format(losses=would_go(report.asks)), markup=False)
    print_failures(report.failed, errors, "Not taken in")


def print_by_itself(job: Job) -> None:
    """A line on a sync that began by itself, where it changed something or failed."""
    when = f"{job.ended.astimezone():%H:%M}" if job.ended else ""
    if job.state == "failed":
        output.print(f"{when} {job.error}", markup=False)
    elif job.report and (job.report.added or job.report.changed or job.report.deleted):
        counts = ", ".join(
            f"{len(named):,} {what}"
            for what in ("added", "changed", "deleted", "failed")
            if (named := getattr(job.report, what))
        )
        output.print(f"{when} articles: {counts}.", markup=False)


def print_failures(failures: Sequence[Failure], console: Console, label: str) -> None:
    """A line for each article that could not be read, and why."""
    for failure in failures:
        named = "" if failure.source in failure.reason else f"{failure.source} "
        console.print(f"{label}: {named}{failure.reason.rstrip('.')}.", markup=False)


def print_models(model: str | None, wrong: str | None, known: Sequence[Provider]) -> None:
    """Which model is set and what is wrong with it; then how to get one."""
    if not model:
        output.print("No chat model is set: answers are quotes.", markup=False)
    elif wrong:
        output.print(f"{model} is set, and does not answer. {wrong}", markup=False)
    else:
        output.print(f"{model} is set, and answers.", markup=False)
    output.print("\nSet another in the environment or in .env, for instance:", markup=False)
    for one in known:
        needs = []
        if one.missing:
            needs.append(f"pip install 'copydesk[{one.extra}]'")
        if one.key and not one.has_key:
            needs.append(f"set {one.key}")
        left = f"   first: {', '.join(needs)}" if needs else "   installed"
        output.print(f"  COPYDESK_MODEL={one.example}{left}", markup=False)
    output.print(
        "Any server that speaks OpenAI's language: COPYDESK_MODEL=openai:NAME and "
        "COPYDESK_MODEL_URL=http://host:port/v1",
        markup=False,
    )


def print_checker(checker: str | None, wrong: str | None) -> None:
    """What checks the sentences that a chat model writes, and what is wrong with it."""
    if wrong:
        output.print(f"\n{wrong}", markup=False)
    else:
        by = checker or "the packaged model; COPYDESK_CHECKER names another"
        output.print(f"\nWhat a chat model writes is checked by rules and by {by}.", markup=False)


def print_answer(answer: Answer) -> None:
    """An answer as text: what warns of it, what it says, where that stands, and other notices."""
    if answer.warns:
        output.print(f"{answer.notice}\n", markup=False)
    output.print(answer.text, markup=False)
    for citation in answer.citations:
        where = citation.url or f"article {citation.article_id}"
        page = f", {PAGE.format(page=citation.page)}" if citation.page else ""
        output.print(f"\n[{citation.number}] {citation.title}{page}\n    {where}", markup=False)
        copies = [copy["publisher"] or copy["url"] or "" for copy in citation.also_in]
        if any(copies):
            listed = ", ".join(filter(None, copies))
            output.print(f"    {ALSO_IN.format(copies=listed)}", markup=False)
    if answer.nearest:
        output.print("\nThe nearest headlines, which do not answer it:", markup=False)
    for headline in answer.nearest:
        of = byline(headline.publisher, (headline.published or "")[:10])
        output.print(f"  {headline.title}" + (f" ({of})" if of else ""), markup=False)
    if answer.notice and not answer.warns:
        output.print(f"\n{answer.notice}", markup=False)

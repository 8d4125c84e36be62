"""The command line: serve, index, ask, models, feedback, sources."""

import json
import logging
import shlex
import sys
import webbrowser
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.conversations import Conversations
from assistant.model import Unusable, answers, open_model, providers
from assistant.steps import timed
from index import sources as known_sources
from index.difference import SyncReport
from index.errors import Busy, CopydeskError, ModelError
from index.index import Index
from index.sources import Loss, Source, would_go
from ui.build import build_assistant, build_checker, build_index
from ui.client import Client
from ui.limits import limits
from ui.log import log_to_terminal
from ui.schedule import interval
from ui.settings import Settings
from ui.show import (
    bar,
    errors,
    looking,
    output,
    print_answer,
    print_by_itself,
    print_checker,
    print_failures,
    print_json,
    print_models,
    print_report,
)
from ui.start import INTERRUPTED
from ui.text import DATE_EXAMPLE, WAITING

log = logging.getLogger(__name__)

STOPPED = "Stopped. What was taken in until then is kept; run the same again to go on from there."
WAIT_SECONDS = 15.0
"""How long to wait for another command that is about to be done with the index."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Ask a collection of news articles; every sentence of an answer is a quote that can be "
    'checked.\n\nStart with `copydesk index articles/`, then `copydesk ask "who said what?"` or '
    "`copydesk serve`. Settings: COPYDESK_ARTICLES, COPYDESK_DATA, COPYDESK_EMBEDDINGS, "
    "COPYDESK_MODEL, COPYDESK_MODEL_URL, COPYDESK_CHECKER, COPYDESK_RERANKER, "
    "COPYDESK_PRIVATE_HOSTS, COPYDESK_CONTACT, COPYDESK_CHROMA_URL, in the environment or in .env.",
)
sources_app = typer.Typer(
    no_args_is_help=True, help="The folders, files and web addresses articles come from."
)
app.add_typer(sources_app, name="sources")

Articles = Annotated[
    Path | None, typer.Option(help="Folder of articles (COPYDESK_ARTICLES; articles)")
]
Data = Annotated[
    Path | None, typer.Option(help="Folder where the index lives (COPYDESK_DATA; .copydesk)")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else")]
Verbose = Annotated[
    bool, typer.Option("--verbose", help="Say on standard error how long each step takes")
]
AllowMassDelete = Annotated[
    bool, typer.Option(help="Do not ask before most articles of a source are deleted")
]


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen at")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 takes any", max=65535)] = 7860,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser")] = False,
    every: Annotated[
        str, typer.Option(help="Read all known sources again every so often: 15m, 90s, 2h, 1d")
    ] = "",
    watch: Annotated[
        bool, typer.Option("--watch", help="Take in what changes in known folders and files")
    ] = False,
    verbose: Verbose = False,
    articles: Articles = None,
    data: Data = None,
) -> None:
    """Open the chat in the browser; Ctrl-C ends it.

    Answers at once from what is indexed, and indexes when asked: the Re-index button,
    `copydesk index` in another terminal, or POST /api/index; with --every and --watch by itself
    too. The API is described at /docs.
    """
    log_to_terminal(verbose=verbose)
    try:
        seconds = interval(every) if every else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--every") from None
    with assisted(articles, data) as assistant:
        with running(assistant.index) as other:
            if other:
                raise CopydeskError(
                    f"Copydesk already serves this index at {other.address}; open that, or stop it."
                )
        errors.print("Starting Copydesk ...")
        if assistant.writer and isinstance(assistant.writer.model, Unusable):
            errors.print(assistant.writer.model.problem, markup=False)
        from ui import server  # noqa: PLC0415 - imports Gradio, which takes seconds

        try:
            server.serve(
                assistant,
                host,
                port,
                lambda address: announce(address, open_, every=every, watch=watch),
                every=seconds,
                watch=watch,
                tell=print_by_itself,
            )
        except KeyboardInterrupt:
            errors.print("Stopped.")
            raise typer.Exit(INTERRUPTED) from None


@app.command()
def index(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Folders, files and web addresses (pages, feeds, sitemaps); they become known "
            "sources. None: every known one"
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Only say what would change")] = False,
    as_json: AsJson = False,
    allow_mass_delete: AllowMassDelete = False,
    verbose: Verbose = False,
    articles: Articles = None,
    data: Data = None,
) -> None:
    """Make the index match the articles: added, changed, deleted, unchanged, failed.

    Reads web addresses (a page, a feed, a sitemap) and .txt, .md, .html, .json, .jsonl, .pdf,
    .docx, .odt, .rtf, .epub, .eml and .zip files. Run it again at any time: what did not change
    costs next to nothing. An article that cannot be read is reported and stops nothing else. A
    source of which most would be deleted is left as it is until you say yes.
    """
    log_to_terminal(verbose=verbose)
    with opened(articles, data) as held, named(held, paths or [], dry_run) as chosen:
        try:
            report = synced(held, chosen, dry_run, allow_mass_delete=allow_mass_delete)
            print_report(report, dry_run=dry_run, as_json=as_json)
            while report.asks and not dry_run:
                agreed = agreed_to(held, report.asks, can_ask=not as_json and sys.stdin.isatty())
                report = synced(held, agreed, dry_run, agreed=report.asks)
                print_report(report)
        except KeyboardInterrupt:
            errors.print(STOPPED, markup=False)
            raise typer.Exit(INTERRUPTED) from None


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks")],
    publisher: Annotated[
        list[str] | None, typer.Option(help="Only articles of this publisher; can be repeated")
    ] = None,
    after: Annotated[
        str, typer.Option(help=f"Only articles published from then on: {DATE_EXAMPLE}")
    ] = "",
    before: Annotated[str, typer.Option(help="Only articles published until then")] = "",
    as_json: AsJson = False,
    verbose: Verbose = False,
    articles: Articles = None,
    data: Data = None,
) -> None:
    """Answer one question with quotes, or say that the articles do not."""
    log_to_terminal(verbose=verbose)
    within = limits(date.today(), publisher, after, before)
    if isinstance(within, str):
        raise CopydeskError(within)
    with assisted(articles, data) as assistant:
        with looking(), running(assistant.index) as other:
            if other:
                log.info("The server at %s answers, and logs its steps itself.", other.address)
                answer = Answer.from_json(other.ask(question=question, **within.to_json()))
            else:
                answer = assistant.ask(question, constraints=within)
        if as_json:
            print_json(answer.to_json())
        else:
            print_answer(answer)


@app.command()
def feedback(articles: Articles = None, data: Data = None) -> None:
    """Print what was given a thumb in the chat: one JSON object a line, the oldest first.

    Each has the question, the answer with its citations, when it was asked, whether the thumb was
    up (`good`), and the word that came with it; not whose it is.
    """
    with closing(Conversations(configured(articles, data).data)) as kept:
        for turn in kept.rated():
            sys.stdout.write(json.dumps(turn, ensure_ascii=False) + "\n")


@sources_app.command("list")
def list_sources(as_json: AsJson = False, articles: Articles = None, data: Data = None) -> None:
    """The known sources, when each was last synced, and what was wrong with it."""
    with opened(articles, data) as held:
        rows = known_sources.known(held.library)
        if as_json:
            print_json([known_sources.described(held.library, row) for row in rows])
            return
        for row in rows:
            state = row.error or (f"synced {row.synced}" if row.synced else "not synced yet")
            if row.asks:
                state = WAITING.format(losses=would_go([row.asks]))
            output.print(f"{row.location}: {state}", markup=False)
            if not row.error:
                print_failures(held.library.failures(source_id=row.id), output, "  not taken in")


@sources_app.command("add")
def add_source(path: str, articles: Articles = None, data: Data = None) -> None:
    """Make a folder, a file or a web address known; the next `copydesk index` reads it."""
    with opened(articles, data) as held:
        source = held.add(path)
        output.print(f"{source.location} is known; `copydesk index` reads it.", markup=False)


@sources_app.command("remove")
def remove_source(
    path: str, as_json: AsJson = False, articles: Articles = None, data: Data = None
) -> None:
    """Forget a source and delete its articles from the index; the files stay.

    No other source is looked at.
    """
    with opened(articles, data) as held:
        report = forgotten(held, known_sources.find(held.library, path))
        print_report(report, as_json=as_json)


@app.command()
def models(as_json: AsJson = False) -> None:
    """Say which chat model is set, whether it answers, how to get one, and what checks it."""
    settings = Settings()
    wrong = None
    if settings.model:
        try:
            wrong = answers(open_model(settings.model, settings.model_url))
        except ModelError as error:
            wrong = str(error)
    unchecked = None
    if settings.checker:
        try:
            build_checker(settings).load()
        except ModelError as error:
            unchecked = str(error)
    if as_json:
        known = [asdict(provider) for provider in providers()]
        told = {"model": settings.model, "problem": wrong, "providers": known}
        print_json({**told, "checker": settings.checker, "checker_problem": unchecked})
    else:
        print_models(settings.model, wrong, providers())
        print_checker(settings.checker, unchecked)
    if wrong or unchecked:
        sys.exit(1)


@contextmanager
def opened(articles: Path | None, data: Path | None) -> Iterator[Index]:
    """The index that the settings and the options name, closed at the end."""
    with closing(build_index(configured(articles, data))) as held:
        yield held


@contextmanager
def named(held: Index, paths: list[str], dry_run: bool) -> Iterator[list[Source] | None]:
    """The sources that some paths name, `None` for none: those that were not known before become
    so, of a dry run only while it lasts."""
    before = {source.id for source in known_sources.known(held.library)}
    chosen: dict[int, Source] = {}
    try:
        for path in paths:
            source = held.add(path)
            chosen[source.id] = source
        yield list(chosen.values()) or None
    finally:
        new = [source for source in chosen.values() if source.id not in before]
        for source in new if dry_run else ():  # nothing of it was taken in: no sync has to follow
            known_sources.forget(held.library, source)


@contextmanager
def assisted(articles: Path | None, data: Path | None) -> Iterator[Assistant]:
    """The assistant over that index, which is closed at the end."""
    settings = configured(articles, data)
    with closing(build_index(settings)) as held:
        yield build_assistant(held, settings)


def configured(articles: Path | None, data: Path | None) -> Settings:
    """The settings, and above them the options."""
    given = {"articles": articles, "data": data}
    return Settings().model_copy(update={k: v for k, v in given.items() if v is not None})


def synced(
    held: Index,
    chosen: list[Source] | None,
    dry_run: bool,
    *,
    allow_mass_delete: bool = False,
    agreed: Collection[Loss] = (),
) -> SyncReport:
    """Sync with a progress bar: here, or through the server that owns the index."""
    with bar() as progress, running(held) as other:
        if other:
            locations = [source.location for source in chosen or []]
            return other.sync(
                locations,
                dry_run=dry_run,
                allow_mass_delete=allow_mass_delete,
                agreed=agreed,
                progress=progress,
            )
        if not dry_run:
            own(held)
        with timed("indexing"):
            return held.sync(
                chosen,
                dry_run=dry_run,
                allow_mass_delete=allow_mass_delete,
                agreed=agreed,
                progress=progress,
            )


def agreed_to(held: Index, asks: Sequence[Loss], *, can_ask: bool) -> list[Source]:
    """The sources of which a person says that most is to go; without a yes the command ends."""
    words, locations = WAITING.format(losses=would_go(asks)), [loss.location for loss in asks]
    if not can_ask:
        remedy = f"copydesk index --allow-mass-delete {shlex.join(locations)}"
        fail(f"{words} `{remedy}` deletes them.")
    if not typer.confirm(f"{words}\nDelete them?", err=True):
        raise typer.Exit(1)
    return [known_sources.find(held.library, location) for location in locations]


def forgotten(held: Index, source: Source) -> SyncReport:
    """Forget a source and delete its articles: here, or through the server that owns the index."""
    with bar() as progress, running(held) as other:
        if other:
            return other.forget(source.id, progress)
        own(held)
        held.forget(source)
        return held.sync([], progress=progress)


@contextmanager
def running(held: Index) -> Iterator[Client | None]:
    """The server that owns the index, if one does."""
    owner = held.ownership.other()
    if owner is None or not owner.address:
        yield None
        return
    with closing(Client(owner)) as client:
        yield client if client.answers() else None


def own(held: Index) -> None:
    """Become the owner of the index."""
    if not held.ownership.take(wait=WAIT_SECONDS):
        raise Busy(
            f"Another `copydesk index` works on {held.library.folder}; wait until it is done."
        )


def announce(address: str, open_browser: bool, *, every: str = "", watch: bool = False) -> None:
    """Say where the chat is and what it takes in by itself, and open it where there is a
    browser."""
    output.print(f"Copydesk is ready at {address}", markup=False)
    if watch:
        output.print("What changes in known folders and files is taken in.")
    if every:
        output.print(f"All known sources are read again every {every}.", markup=False)
    if open_browser and not _open(address):
        errors.print(f"No browser was found here; open {address} yourself.", markup=False)


def _open(address: str) -> bool:
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if type(browser) is webbrowser.GenericBrowser:  # one that would take the terminal over
        return False
    return browser.open(address)


def fail(message: str) -> NoReturn:
    """End with what is wrong, and the code that says that nothing could be done."""
    errors.print(f"copydesk: {message}", markup=False)
    sys.exit(1)


def main() -> None:
    """The command `copydesk`."""
    log_to_terminal()
    try:
        app()
    except CopydeskError as error:
        fail(str(error))
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "COPYDESK_" + "_".join(str(part) for part in wrong["loc"]).upper()
        fail(f"{name} is {wrong['input']!r}: {wrong['msg']}.")

"""The sources in the Library, and what a person decides of one that is empty or missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.errors import Busy, CopydeskError, SourceError
from index.gone import Gone, gone, only_there
from index.index import Index
from index.sources import Source, known, would_go
from index.web.pasted import addressed, listed
from ui.asking import row_button, sure_html
from ui.jobs import Jobs
from ui.status import inert
from ui.text import (
    ADDED_ADDRESS,
    DELETE_ARTICLES,
    DELETE_ARTICLES_SURE,
    FOUND_GONE,
    GONE,
    KEEP_ALL,
    KEPT_OF_IT,
    KINDS,
    KNOWN_ADDRESS,
    NO_ADDRESS,
    NONE_KEPT_OF_IT,
    NOT_SYNCED,
    ONE_KEPT_OF_IT,
    READ_LATER,
    REALLY_DELETE_ARTICLES,
    REALLY_REMOVE_SOURCE,
    REMOVE_SOURCE,
    REMOVE_SOURCE_SURE,
    SYNCED,
    WAITING,
    at,
    counted,
    in_words,
)

ITS_ARTICLES, WHOLE = "articles", "source"
"""What can be let go of a source."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of addresses that were pasted: those that were refused, and what to show."""

    refused: tuple[str, ...]
    html: str


def add_addresses(index: Index, jobs: Jobs, text: str) -> Added:
    """Make the addresses known that stand in a text, and begin to read them."""
    before = {source.id for source in known(index.library)}
    added: list[Source] = []
    refused: list[str] = []
    lines: list[str] = []
    for written in listed(text):
        try:
            source = index.add_address(addressed(written))
        except SourceError as error:
            refused.append(written)
            lines.append(f'<p class="problem">{inert(str(error))}</p>')
            continue
        added.append(source)
        words = KNOWN_ADDRESS if source.id in before else ADDED_ADDRESS
        lines.append(f"<p>{words.format(location=f'<bdi>{inert(source.location)}</bdi>')}</p>")
    if added:
        try:
            jobs.start(added)
        except Busy:
            lines.append(f"<p>{READ_LATER}</p>")
    if not lines:
        lines.append(f'<p class="problem">{NO_ADDRESS}</p>')
    return Added(tuple(refused), f'<div role="status">{"".join(lines)}</div>')


def standing(index: Index, sources: Sequence[Source]) -> dict[int, Gone]:
    """Of those sources that are empty or missing, what became of them."""
    found = {source.id: gone(index.library, source) for source in sources}
    return {source_id: left for source_id, left in found.items() if left}


def decision(index: Index, what: str, source_id: str) -> str:
    """The question before something of a source is let go; nothing where it has files again."""
    source = _known(index, source_id)
    left = _at_stake(index, source) if source else None
    if not source or not left or left.state == "back":
        return ""
    question, yes = (
        (REMOVE_SOURCE_SURE, REALLY_REMOVE_SOURCE)
        if what == WHOLE
        else (DELETE_ARTICLES_SURE, REALLY_DELETE_ARTICLES)
    )
    kept = counted(left.articles, "article")
    words = question.format(articles=kept, location=source.location)
    return sure_html(what, source_id, words, yes.format(articles=kept), KEEP_ALL)


def _at_stake(index: Index, source: Source) -> Gone | None:
    """What would go with a source: with a web address at any time, else where it is gone."""
    if source.on_web:
        return Gone("missing", source.gone, only_there(index.library, source))
    return gone(index.library, source)


def let_go(index: Index, jobs: Jobs, what: str, source_id: str) -> None:
    """Do it, and wait until it is done, so that what is shown next is without it.

    Raises:
        SourceError: the source is the home folder, which cannot be removed.
        Busy: a sync is running.
        CopydeskError: the sync that does it failed or was stopped.
    """
    source = _known(index, source_id)
    if what == WHOLE:  # where it is forgotten already, its articles may still be there
        job = jobs.forget(source) if source else jobs.start([])
    elif source:
        job = jobs.start([source], delete_gone=True)
    else:
        return
    jobs.wait()
    ended = jobs.find(job.id)
    if ended and ended.error:
        raise CopydeskError(ended.error)


def _known(index: Index, source_id: str) -> Source | None:
    return next((s for s in known(index.library) if str(s.id) == source_id), None)


def sources_html(
    sources: Sequence[Source], left: Mapping[int, Gone] | None = None, home: int = 0
) -> str:
    """Each source, when it was last read, and what was wrong with it then.

    Args:
        left: of those that are empty or missing, what became of them: a person may decide.
        home: the id of the one that cannot be removed.
    """
    items = []
    for source in sources:
        state = SYNCED.format(day=in_words(source.synced)) if source.synced else NOT_SYNCED
        if source.error:
            state = f'<span class="problem">{inert(source.error)}</span>'
        if one := (left or {}).get(source.id):
            state = _gone_html(source, one, removable=source.id != home)
        if source.asks:
            words = WAITING.format(losses=inert(would_go([source.asks])))
            state = f'<span class="problem">{words}</span>'
        what = f" ({KINDS[source.kind]})" if source.kind else ""
        named = f"<b><bdi>{inert(source.location)}</bdi></b>{what}"
        if source.on_web:
            state += f" {row_button(REMOVE_SOURCE, WHOLE, str(source.id), inert(source.location))}"
        items.append(f"<li>{named}: {state}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _gone_html(source: Source, left: Gone, *, removable: bool) -> str:
    when = FOUND_GONE.format(moment=at(left.since)) if left.since else ""
    kept = {0: NONE_KEPT_OF_IT, 1: ONE_KEPT_OF_IT}.get(left.articles, KEPT_OF_IT)
    kept = kept.format(articles=counted(left.articles, "article"))
    words = GONE[left.state].format(when=when, kept=kept)
    if left.state == "empty" and not left.articles:
        words = inert(source.error or "")
    named, known_as = inert(source.location), str(source.id)
    buttons = []
    if left.state != "back" and left.articles:
        buttons.append(row_button(DELETE_ARTICLES, ITS_ARTICLES, known_as, named))
    if left.state != "back" and removable:
        buttons.append(row_button(REMOVE_SOURCE, WHOLE, known_as, named))
    return f'<span class="problem">{words}</span> {" ".join(buttons)}'

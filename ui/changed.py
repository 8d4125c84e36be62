"""What an article's page says where its text is not the current one any more, as HTML."""

from collections.abc import Iterator
from html import escape

from index.article import Article
from ui.corrections import PLACE, corrections
from ui.difference import Run, changes
from ui.quoted import Quoted, quoted
from ui.render import article_href
from ui.text import (
    CHANGED,
    CURRENT_CORRECTION,
    CURRENT_TEXT,
    DELETED,
    MORE_CHANGED,
    NO_WORD_CHANGED,
    QUOTE_CHANGED,
    QUOTE_GONE,
    QUOTE_SAME,
    WHAT_CHANGED,
    in_words,
)
from ui.web import language

MOST = 200_000
"""Bytes of a difference that are shown."""
AROUND = 250
"""Characters of unchanged text that are shown before and after a change."""
RUN = 10_000
"""Characters that are shown of what went or came in one place."""
CUT = " […] "
TAGS = {"went": "del", "came": "ins"}


def deleted_html(retired: str) -> str:
    """The note over the text of an article that is no longer there.

    Args:
        retired: when it went, as ISO 8601.
    """
    return f'<p class="note">{escape(DELETED.format(day=in_words(retired)))}</p>\n'


def changed_html(old: Article, cited: range, new: Article, retired: str) -> str:
    """The note over an earlier text: what became of the quote, the difference, the way to it
    and to a correction in it.

    Args:
        old: the article as it was.
        cited: the quote in it, in code points; empty where there is none.
        new: the article as it is.
        retired: when the old text was replaced, as ISO 8601.
    """
    now = quoted(cited, old.text, new.text) if cited else None
    place = {"start": now.start, "end": now.end} if now and now.end else {}
    href = escape(article_href(new.id, **({"version": new.version} | place if place else {})))
    return (
        '<section class="note" lang="en" dir="ltr">\n'
        f"<p>{escape(CHANGED.format(day=in_words(retired)))} "
        f'<a href="{href}">{CURRENT_TEXT}</a></p>\n{_became(now, new)}{_corrected(new)}'
        f"<details{' open' if now and now.state != 'same' else ''}>"
        f"<summary>{WHAT_CHANGED}</summary>\n{''.join(_difference(old, new))}</details>\n"
        "</section>\n"
    )


def _became(now: Quoted | None, new: Article) -> str:
    if now is None:
        return ""
    if now.state == "changed":
        shown = escape(new.text[now.start : now.end])
        return f'<p>{QUOTE_CHANGED} <q dir="auto"{language(new.language)}>{shown}</q></p>\n'
    return f"<p>{QUOTE_SAME if now.state == 'same' else QUOTE_GONE}</p>\n"


def _corrected(new: Article) -> str:
    """The way to the correction in a text, where it has one."""
    if not any(corrections(new.text)):
        return ""
    href = escape(f"{article_href(new.id, version=new.version)}#{PLACE}")
    return f'<p><a href="{href}">{CURRENT_CORRECTION}</a></p>\n'


def _difference(old: Article, new: Article) -> Iterator[str]:
    """Each changed part as a paragraph, at most `MOST` bytes of it all."""
    left, opening = MOST, f'<p dir="auto"{language(new.language)} class="lines">'
    for runs in changes(old.text, new.text):
        shown = opening
        for what, text in _brief(runs):
            piece = _piece(what, text)
            left -= len(piece.encode())
            if left < 0:
                yield f"{shown}</p>\n<p>{MORE_CHANGED}</p>\n"
                return
            shown += piece
        left -= len(opening)
        yield f"{shown}</p>\n"
    if left == MOST:
        yield f"<p>{NO_WORD_CHANGED}</p>\n"


def _piece(what: str, text: str) -> str:
    tag = TAGS.get(what)
    return f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text)


def _brief(runs: list[Run]) -> Iterator[Run]:
    """The runs of a changed part, with what is unchanged cut down to what is near a change."""
    for number, (what, text) in enumerate(runs):
        if what != "same":
            yield what, text if len(text) <= RUN else text[:RUN] + CUT
            continue
        if len(text) <= 2 * AROUND:
            yield what, text
            continue
        before = text[:AROUND].rpartition(" ")[0] if number else ""
        after = text[-AROUND:].partition(" ")[2] if number < len(runs) - 1 else ""
        yield what, f"{before}{CUT}{after}"

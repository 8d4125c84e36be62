"""A conversation as a file: Markdown or HTML with footnotes, or JSON."""

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from assistant.answer import Citation, Headline
from assistant.conversations import Conversation, Kept
from ui.render import INVISIBLE, plain
from ui.text import (
    ALSO_IN,
    ASKED_AT,
    NEAREST,
    PAGE,
    SEARCHED_AS,
    TITLE,
    at,
    byline,
    in_words,
    searched_in_words,
)
from ui.web import safe_url

STYLE = (
    ":root{color-scheme:light dark;background:Canvas;color:CanvasText}"
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif}"
    "h1{font-size:1.5rem}h2{font-size:1.125rem;margin-top:2.5rem}"
    ".facts,ol{font-size:.875rem}blockquote{margin:.25rem 0}"
)


LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "'": "", "’": ""}
)
"""Letters that Unicode does not take apart, as ASCII has them."""


def to_json(conversation: Conversation, turns: Sequence[Kept]) -> str:
    """All of it, each answer as the API gives it."""
    content = {"title": conversation.title, "turns": [turn.to_json() for turn in turns]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def to_markdown(conversation: Conversation, turns: Sequence[Kept]) -> str:
    """Questions, answers, and a footnote for each citation: quote, title, publisher, date, link."""
    parts = [f"# {plain(conversation.title)}"]
    for turn in turns:
        parts.append(f"## {plain(turn.question)}")
        parts += [_marked(text, turn, plain, "[^{}]") for text in _said(turn)]
        if turn.answer.nearest:
            lines = [f"- {_source(headline)}" for headline in turn.answer.nearest]
            parts += [NEAREST, "\n".join(lines)]
        parts.append(f"*{plain(_facts(turn))}*")
    parts += [_footnote(citation) for citation in citations(turns)]
    return "\n\n".join(parts) + "\n"


def to_html(conversation: Conversation, turns: Sequence[Kept]) -> str:
    """The same as one HTML document that asks for nothing else."""
    parts = [f"<h1>{_shown(conversation.title)}</h1>"]
    for turn in turns:
        parts.append(f'<h2 dir="auto">{_shown(turn.question)}</h2>')
        link = '<sup><a href="#note-{0}">[{0}]</a></sup>'
        parts += [f'<p dir="auto">{_marked(text, turn, _shown, link)}</p>' for text in _said(turn)]
        if turn.answer.nearest:
            items = [
                f"<li>{_linked(_line(headline), headline.url)}</li>"
                for headline in turn.answer.nearest
            ]
            parts.append(f"<p>{_shown(NEAREST)}</p>\n<ul>{''.join(items)}</ul>")
        parts.append(f'<p class="facts">{_shown(_facts(turn))}</p>')
    if notes := [_note(citation) for citation in citations(turns)]:
        parts.append("<h2>Sources</h2>\n<ol>\n" + "\n".join(notes) + "\n</ol>")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_shown(conversation.title)} – {TITLE}</title>\n<style>{STYLE}</style>\n</head>\n"
        "<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


FORMATS: dict[str, tuple[str, str, Callable[[Conversation, Sequence[Kept]], str]]] = {
    "md": ("Markdown", "text/markdown", to_markdown),
    "html": ("HTML", "text/html", to_html),
    "json": ("JSON", "application/json", to_json),
}
"""By the file's suffix: what it is called, its media type, and what makes it."""


def file_name(conversation: Conversation, suffix: str) -> str:
    """What the file is called: the title in letters and digits that any system takes."""
    apart = unicodedata.normalize("NFKD", conversation.title.casefold().translate(LETTERS))
    whole = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = re.findall(r"[A-Za-z0-9]+", whole)
    return f"{'-'.join(words)[:60].strip('-') or 'conversation'}.{suffix}"


def citations(turns: Sequence[Kept]) -> list[Citation]:
    """Every citation of a conversation once, by its number."""
    every = {c.number: c for turn in turns for c in turn.answer.citations}
    return [every[number] for number in sorted(every)]


def _shown(text: str) -> str:
    """Text of somebody else as HTML."""
    return html.escape(INVISIBLE.sub("", text))


def _said(turn: Kept) -> Iterator[str]:
    """The paragraphs of an answer; what nothing supports says so."""
    notice = [turn.answer.notice] if turn.answer.notice else []
    if turn.answer.warns:
        yield from notice
    if turn.answer.sentences:
        for sentence in turn.answer.sentences:
            yield sentence.marked
    else:
        yield turn.answer.text
    if not turn.answer.warns:
        yield from notice


def _marked(text: str, turn: Kept, escaped: Callable[[str], str], link: str) -> str:
    """A paragraph with the numbers at its end made links; a quote may hold another `[1]`."""
    known = {citation.number for citation in turn.answer.citations}
    links: list[str] = []
    while (mark := re.search(r"\s*\[(\d+)\]$", text)) and int(mark[1]) in known:
        text = text[: mark.start()]
        links.insert(0, link.format(mark[1]))
    return escaped(text) + "".join(links)


def _facts(turn: Kept) -> str:
    """When a question was asked, and what was searched, as what."""
    asked, answer = ASKED_AT.format(time=at(turn.asked)), turn.answer
    facts = [asked, f"{searched_in_words(answer.searched)}."]
    if answer.searched_as != answer.question:
        facts.append(SEARCHED_AS.format(text=answer.searched_as))
    return " ".join(facts)


def _footnote(citation: Citation) -> str:
    return f"[^{citation.number}]: “{plain(citation.quote)}” — {_source(citation)}"


def _source(article: Citation | Headline) -> str:
    """An article as Markdown, with its address."""
    url = safe_url(article.url)
    return byline(plain(_line(article)), f"<{url}>" if url else None)


def _note(citation: Citation) -> str:
    quote = f'<blockquote dir="auto">“{_shown(citation.quote)}”</blockquote>'
    source = _linked(_line(citation), citation.url)
    return f'<li id="note-{citation.number}" value="{citation.number}">{quote}{source}</li>'


def _linked(text: str, address: str | None) -> str:
    """Text as HTML, and as a link where the address is one of a web page."""
    url, shown = safe_url(address), _shown(text)
    return f'<a href="{_shown(url)}" rel="noreferrer">{shown}</a>' if url else shown


def _line(article: Citation | Headline) -> str:
    page = copies = None
    if isinstance(article, Citation):
        page = PAGE.format(page=article.page) if article.page else None
        copies = listed_copies(article)
    return byline(article.title, article.publisher, in_words(article.published), page, copies)


def listed_copies(citation: Citation) -> str | None:
    """Which publishers have the same story too."""
    named = [copy["publisher"] for copy in citation.also_in if copy["publisher"]]
    return ALSO_IN.format(copies=", ".join(named)) if named else None

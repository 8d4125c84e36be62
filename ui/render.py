"""An answer as the Markdown of a chat message, in which only our own links are live."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from urllib.parse import quote, urlencode

from assistant.answer import Answer, Citation, Headline, Sentence
from ui.text import (
    ALSO_IN,
    ANOTHER_ARTICLE,
    CHANGE_IT,
    NEAREST,
    NOT_FOUND,
    PAGE,
    SEARCHED_AS,
    SOURCES,
    byline,
    in_words,
    searched_in_words,
)

LIVE = re.compile(
    r"""[\\`*_~<>\[\]{}|$^&@]    # emphasis, code, links, HTML, tables, LaTeX, templates, e-mail
    | (?<=www)\. | :(?=/)       # bare addresses, which become links
    | ^[-+=#] | (?<=^\d)[.)] | (?<=^\d\d)[.)] | (?<=^\d{3})[.)] | ^(?=\d{4,9}[.)])\d""",
    re.VERBOSE | re.IGNORECASE,
)
"""Marks that mean something in Markdown, where they do; the last line is for starts of lines.

The rest stays as it is: a screen reader is given the Markdown of a message.
"""
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that would turn round the text after them."""


def plain(text: str) -> str:
    """Text of somebody else as Markdown that shows it and does nothing, on one line."""
    return LIVE.sub(_entity, " ".join(INVISIBLE.sub("", text).split()))


def _entity(mark: re.Match[str]) -> str:
    return f"&#{ord(mark[0])};"


def plain_lines(text: str) -> str:
    """The same with its lines kept: what a user typed."""
    return "<br>".join(plain(line) for line in text.strip().splitlines())


def typed(markdown: str) -> str:
    """What `plain_lines` was given, blanks aside: a question is edited as the page holds it."""
    return unescape(markdown.replace("<br>", "\n"))


def article_href(article_id: str, **query: str | int) -> str:
    """The address of an article's page; with `start` and `end`, of its marked sentence."""
    asked = f"?{urlencode(query)}" if query else ""
    return f"/article/{quote(article_id, safe='')}{asked}{'#cited' if 'start' in query else ''}"


def ask_href(question: str) -> str:
    """The address that puts a question into the box (page.js does)."""
    return f"#ask/{quote(question, safe='')}"


def chip(citation: Citation, citations: Sequence[Citation] = ()) -> str:
    """The link from a number to the sentence in its article.

    Args:
        citations: all of the answer: the others of the same article are named in the address.
    """
    others = [
        f"{other.number}.{other.start}.{other.end}"
        for other in citations
        if (other.article_id, other.version) == (citation.article_id, citation.version)
        and other.number != citation.number
    ]
    place: dict[str, str | int] = {
        "version": citation.version,
        "start": citation.start,
        "end": citation.end,
    }
    if others:
        place |= {"n": citation.number, "also": "_".join(others)}
    where = article_href(citation.article_id, **place)
    source = byline(citation.publisher or citation.title, in_words(citation.published))
    label = plain(source).replace('"', "&#34;")
    return f'[[{citation.number}]]({where} "{label}")'


def streamed(sentences: Sequence[Sentence], words: str = "") -> str:
    """What is there of an answer that is still being made: its numbers are not links yet.

    Args:
        words: of the sentence on its way, which nothing has checked.
    """
    parts = [plain(one.text) if one.supported else _doubted(one, {}) for one in sentences]
    if words:
        parts.append(f'<span class="unchecked">{plain(words)}</span>')
    return "\n\n".join(parts)


def rendered(answer: Answer) -> str:
    """A whole answer: its sentences, their sources, and what has to be said about it."""
    parts = list(_answered(answer) if answer.sentences else _not_found(answer))
    if answer.notice:
        at = 0 if answer.warns else len(parts)
        parts.insert(at, f"<small>{plain(answer.notice)}</small>")
    if answer.searched.constraints and answer.sentences:  # a refusal says it itself
        parts.append(f"<small>{plain(searched_in_words(answer.searched))}.</small>")
    if answer.searched_as != answer.question:
        said = plain(SEARCHED_AS.format(text=answer.searched_as))
        parts.append(f"<small>{said} [{CHANGE_IT}]({ask_href(answer.searched_as)})</small>")
    return "\n\n".join(parts)


def _answered(answer: Answer) -> Iterator[str]:
    chips = {c.number: chip(c, answer.citations) for c in answer.citations}
    for sentence in answer.sentences:
        yield _linked(sentence, chips)
    if not answer.citations:
        return
    yield f"**{SOURCES}**"
    yield "\n".join(f"- {line}" for line in _sources(answer.citations, chips))


def _linked(sentence: Sentence, chips: dict[int, str]) -> str:
    """A sentence with its own marks made links: the last `[1]`, as a quote may hold another."""
    if not sentence.supported:
        return _doubted(sentence, chips)
    return _with_chips(plain(sentence.text), sentence.citations, chips)


def _doubted(sentence: Sentence, chips: Mapping[int, str]) -> str:
    """A sentence that is not supported, and the doubt of it, with links to what it may be compared
    with."""
    kind = "unconfirmed" if sentence.compare else "unsupported"
    doubt = _with_chips(plain(sentence.doubt), sentence.compare, chips)
    return f'<span class="{kind}">{plain(sentence.text)}</span> <small>{doubt}</small>'


def _with_chips(shown: str, numbers: Sequence[int], chips: Mapping[int, str]) -> str:
    """A text whose last marks, in their order, are links."""
    for number in numbers:
        if number in chips:
            before, mark, after = shown.rpartition(plain(f"[{number}]"))
            shown = f"{before}{chips[number]}{after}" if mark else f"{shown} {chips[number]}"
    return shown


def _sources(citations: Sequence[Citation], chips: dict[int, str]) -> Iterator[str]:
    """One line for each article, with every number that cites it."""
    articles: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        articles.setdefault((citation.article_id, citation.version), []).append(citation)
    for cited in articles.values():
        first = cited[0]
        numbers = "".join(chips[citation.number] for citation in cited)
        about = byline(first.publisher, in_words(first.published))
        pages = ", ".join(str(n) for n in dict.fromkeys(c.page for c in cited) if n is not None)
        page = PAGE.format(page=pages) if pages else ""
        yield _line(f"{numbers} {plain(first.title)}", about, page) + _also(cited)


def _also(cited: Sequence[Citation]) -> str:
    """Where all that an article is cited for stands too, each a link that opens it here."""
    copies = (
        f"[{plain(copy['publisher'] or ANOTHER_ARTICLE)}]({article_href(copy['article_id'] or '')})"
        for copy in cited[0].also_in
        if all(copy in other.also_in for other in cited)
    )
    listed = ", ".join(copies)
    return f" – {ALSO_IN.format(copies=listed)}" if listed else ""


def _not_found(answer: Answer) -> Iterator[str]:
    yield plain(answer.text or NOT_FOUND)
    if answer.nearest:
        yield NEAREST
        yield "\n".join(f"- {_headline(nearest)}" for nearest in answer.nearest)


def _headline(nearest: Headline) -> str:
    title = f"[{plain(nearest.title)}]({article_href(nearest.article_id)})"
    return _line(title, byline(nearest.publisher, in_words(nearest.published)))


def _line(shown: str, *details: str) -> str:
    return " – ".join([shown, *(plain(detail) for detail in details if detail)])

"""The page of one article, with the cited sentence marked."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path

from index.article import Article, iso, page_at
from ui.changed import changed_html, deleted_html
from ui.corrections import PLACE, Note, notes
from ui.paragraphs import has_lines, paragraphs
from ui.render import article_href
from ui.text import (
    ALSO_CITED,
    BESIDE_CHAT,
    CORRECTION_NOTE,
    DATED,
    EDITORS_NOTE,
    NEXT,
    NO_ARTICLE,
    NO_CITATION,
    PAGE,
    PREVIOUS,
    TITLE,
    in_words,
)
from ui.web import language, safe_url

STYLE = (Path(__file__).parent / "static" / "article.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
ARTICLE_CSP = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The Content-Security-Policy of these pages: one known style sheet and nothing else."""

HERE = ' aria-current="true"'


@dataclass(frozen=True, slots=True)
class Mark:
    """A cited part of a text, in code points, and the number of its citation, if it has one."""

    start: int
    end: int
    number: int | None = None


def article_page(
    article: Article,
    start: int | None,
    end: int | None,
    retired: str | None,
    *,
    current: Article | None = None,
    number: int | None = None,
    others: Sequence[Mark] = (),
    beside_chat: str | None = None,
) -> str:
    """An article as a complete HTML document without script.

    Args:
        start: where the cited part of the text begins, in code points; `None` marks nothing.
        end: where it ends.
        retired: when this text stopped being the current one, as ISO 8601; `None`: it is current.
        current: the article as it is, where this text is not; `None` where it is deleted.
        number: of the citation that is open.
        others: what else the same answer cites of this text; marked more lightly.
        beside_chat: the address that opens it there, where it is not there already.
    """
    asked = start is not None or end is not None
    cited = _fitting(article.text, start, end)
    marks = _apart(article.text, Mark(cited.start, cited.stop, number), others) if cited else []
    became = ""
    if retired:
        became = deleted_html(retired)
        if current:
            became = changed_html(article, cited, current, retired)
    corrections = _corrections(article.text)
    missing = _notes([NO_CITATION]) if asked and not cited else ""
    return _document(
        article.title,
        f"{_way_back(beside_chat)}{_bar(article, marks)}"
        f'<article dir="auto"{language(article.language)}>\n'
        f'<h1 dir="auto">{escape(article.title)}</h1>\n'
        f"{_facts(article)}{became}{_pointer(corrections)}{missing}"
        f"{''.join(_paragraphs(article.text, marks, corrections))}</article>",
    )


def not_found_page(article_id: str) -> str:
    """What opens where there is no such article."""
    note = NO_ARTICLE.format(id=repr(article_id[:80]))
    return _document("No such article", f"<h1>No such article</h1>\n{_notes([note])}")


def _fitting(text: str, start: int | None, end: int | None) -> range:
    """The cited part of a text, empty where the offsets are not of it."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return range(0)
    return range(start, end if text[start:end].strip() else start)


def _apart(text: str, cited: Mark, others: Sequence[Mark]) -> list[tuple[str, Mark]]:
    """What to mark, in the order of the text, each with its place's name; of what overlaps, the
    citation that is open, else the first."""
    chosen = [("cited", cited)]
    for other in others:
        fits = _fitting(text, other.start, other.end)
        if fits and all(m.end <= other.start or other.end <= m.start for _, m in chosen):
            chosen.append((f"cited-{len(chosen) + 1}", other))
    return sorted(chosen, key=lambda one: one[1].start)


def _way_back(address: str | None) -> str:
    """The link from a tab of its own into the chat."""
    if not address:
        return ""
    return f'<p class="back"><a href="{escape(address)}">{BESIDE_CHAT}</a></p>\n'


def _bar(article: Article, marks: Sequence[tuple[str, Mark]]) -> str:
    """What stays in view over a text with a citation: which article it is, and its citations."""
    if not marks:
        return ""
    about = [f'<b dir="auto">{escape(article.title)}</b>']
    about += [f"<bdi>{escape(article.publisher)}</bdi>"] if article.publisher else []
    about += _time(article.published)
    page = next(page_at(article.pages, mark.start) for name, mark in marks if name == "cited")
    about += [PAGE.format(page=page)] if page else []
    return f"<header><p>{' '.join(about)}</p>{_numbers(article, marks)}</header>\n"


def _numbers(article: Article, marks: Sequence[tuple[str, Mark]]) -> str:
    """Links that open the other citations of the text, and the one before and after this."""
    known = [(name, mark) for name, mark in marks if mark.number is not None]
    if len(marks) < 2 or not known:
        return ""
    every = [mark for _, mark in known]
    hrefs = [escape(_opening(article, mark, every)) for mark in every]
    links = [
        f'<a href="{href}"{HERE if name == "cited" else ""}>[{mark.number}]</a>'
        for (name, mark), href in zip(known, hrefs, strict=True)
    ]
    at = next((n for n, (name, _) in enumerate(known) if name == "cited"), None)
    if at is not None:
        steps = ((PREVIOUS, hrefs[at - 1 : at]), (NEXT, hrefs[at + 1 : at + 2]))
        links += [
            f'<a class="step" href="{href}">{word}</a>' for word, one in steps for href in one
        ]
    return f'<nav aria-label="{ALSO_CITED}">{ALSO_CITED} {" ".join(links)}</nav>'


def _opening(article: Article, mark: Mark, every: Sequence[Mark]) -> str:
    """The address that opens a citation, with the others beside it."""
    also = "_".join(f"{m.number}.{m.start}.{m.end}" for m in every if m is not mark)
    return article_href(
        article.id,
        version=article.version,
        start=mark.start,
        end=mark.end,
        n=mark.number or 0,
        also=also,
    )


def _corrections(text: str) -> list[Note]:
    """The corrections in a text, else what other notes of its editors it has."""
    found = list(notes(text))
    return [note for note in found if note.kind == "correction"] or found


def _pointer(corrections: Sequence[Note]) -> str:
    """The line that says that a text was corrected, and leads there."""
    if not corrections:
        return ""
    words = CORRECTION_NOTE if corrections[0].kind == "correction" else EDITORS_NOTE
    return f'<p class="note" lang="en" dir="ltr"><a href="#{PLACE}">{words}</a></p>\n'


def _paragraphs(
    text: str, marks: Sequence[tuple[str, Mark]], corrections: Sequence[Note]
) -> Iterator[str]:
    left = [name for name, _ in marks]
    corrected = [note.start for note in corrections]
    for start, end in paragraphs(text):
        shown, last = "", start
        for name, mark in marks:
            before, after = max(start, mark.start), min(end, mark.end)
            if before < after:
                first = f' id="{name}"' if name in left else ""
                lighter = "" if name == "cited" else ' class="other"'
                marked = f"<mark{first}{lighter}>{escape(text[before:after])}</mark>"
                shown += escape(text[last:before]) + marked
                last = after
                left = [other for other in left if other != name]
        shown += escape(text[last:end])
        place = f' id="{PLACE}"' if start in corrected[:1] else ""
        names = ["lines"] * has_lines(text[start:end]) + [PLACE] * (start in corrected)
        kind = f' class="{" ".join(names)}"' if names else ""
        yield f'<p dir="auto"{place}{kind}>{shown}</p>\n'


def _facts(article: Article) -> str:
    facts = [f"<bdi>{escape(name)}</bdi>" for name in (article.publisher, article.author) if name]
    published, modified = in_words(article.published), in_words(article.modified)
    facts += [f"{time}{_source_of_date(article)}" for time in _time(article.published)]
    if modified != published:
        facts += [f"updated {time}" for time in _time(article.modified)]
    facts += _original(article.url)
    return f'<p class="facts">{" · ".join(facts)}</p>\n' if facts else ""


def _source_of_date(article: Article) -> str:
    """What gave the day, where it is known."""
    known = article.dated and DATED[article.dated]
    return f' <span lang="en">({known})</span>' if known else ""


def _time(moment: date | datetime | None) -> list[str]:
    """A day, where it is known."""
    return [f'<time datetime="{iso(moment)}">{in_words(moment)}</time>'] if moment else []


def _original(url: str | None) -> Iterator[str]:
    """The link to where the article was published, if it is one that is safe to follow."""
    if known := safe_url(url):
        yield (
            f'<a href="{escape(known)}" target="_blank" rel="noopener noreferrer">'
            "Open the original</a>"
        )


def _notes(notes: list[str]) -> str:
    return "".join(f'<p class="note">{escape(note)}</p>\n' for note in notes)


def _document(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)} – {TITLE}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )

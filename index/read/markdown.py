"""Markdown files: front matter for the facts, the body rendered away to plain text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.article import Article
from index.errors import SourceError
from index.read.clean import one_line
from index.read.decode import decode, load
from index.read.facts import Facts, facts_of
from index.read.furniture import without_furniture
from index.read.make import make
from index.read.markup import fragment
from index.read.text import title_of

FRONT_MATTER = re.compile(r"---[ \t]*\n(?=\S)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.M)
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
DROPPED = frozenset({"html_block", "html_inline", "image"})
UNCLOSED = re.compile(r"---[ \t]*\n[\w-]+[ \t]*:")


def read(path: Path, name: str) -> Iterator[Article]:
    """The article in a `.md` file; `SourceError` where its front matter is broken."""
    facts, body = split(decode(load(path, name), name), name)
    title, text = rendered(body, name, facts.title)
    facts = replace(facts, title=title or title_of(name))
    yield make(name, without_furniture(text), facts)


def split(text: str, name: str) -> tuple[Facts, str]:
    """The facts in the front matter of `text`, and the Markdown after it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front_matter = FRONT_MATTER.match(text)
    if front_matter:
        return facts_of(fields(front_matter[1], name)), text[front_matter.end() :]
    if UNCLOSED.match(text):
        raise broken(name, 1, "has no closing '---'")
    return Facts(), text


def fields(front_matter: str, name: str) -> dict[str, object]:
    """The fields of a front matter, every value a string or a list or mapping of strings.

    YAML's own reading of values is not wanted: a title may be 1984 or No, and `2023-02-30` would
    be an error.
    """
    try:
        values = yaml.load(front_matter, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise broken(name, mark.line + 2 if mark else 1, error.problem or "is not YAML") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise broken(name, 1, "is not YAML") from error
    if not isinstance(values or {}, dict):
        raise broken(name, 2, "holds no 'name: value' lines")
    return values or {}


def broken(name: str, line: int, problem: str) -> SourceError:
    """The error for a front matter that cannot be read, at a line of the file (from 1)."""
    return SourceError(
        f"the front matter of {name!r} is broken at line {line}: {problem}; "
        "correct it, or quote the value there"
    )


def rendered(markdown: str, name: str, title: str | None) -> tuple[str | None, str]:
    """The title and the plain text of a Markdown body.

    Args:
        markdown: the body, without front matter.
        name: what to call it in an error.
        title: the title where it is known; else the first heading of level 1 is the title, and
            is taken out.
    """
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = renderer.parse(markdown)
    heading = None if title else first_heading(tokens)
    if heading is not None:
        title = one_line(fragment_of(renderer, tokens[heading + 1 : heading + 2], name))
        del tokens[heading : heading + 3]
    return title, fragment_of(renderer, tokens, name)


def first_heading(tokens: list[Token]) -> int | None:
    """The place of the first heading of level 1; its text and its end follow it."""
    places = (at for at, token in enumerate(tokens) if token.type == "heading_open")
    return next((at for at in places if tokens[at].tag == "h1"), None)


def fragment_of(renderer: MarkdownIt, tokens: list[Token], name: str) -> str:
    """The plain text of tokens, without images and raw HTML but for its line breaks."""
    kept = [token for token in tokens if token.type not in DROPPED]
    for token in kept:
        token.children = [shown(each) for each in token.children or []]
    return fragment(renderer.renderer.render(kept, renderer.options, {}), name)


def shown(token: Token) -> Token:
    """`token` as it is rendered: nothing for an image or a tag, a line break for `<br>`."""
    if token.type == "html_inline" and LINE_BREAK.fullmatch(token.content):
        return Token("hardbreak", "br", 0)
    return Token("text", "", 0) if token.type in DROPPED else token

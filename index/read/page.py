"""What a news page says about its article: JSON-LD, then meta tags, then its `<time>`."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]

from index.read.dates import parse_date
from index.read.facts import (
    Facts,
    address_of,
    author_of,
    facts_of,
    first,
    language_of,
    name_of,
    publisher_of,
)

META_TITLE = ("og:title", "twitter:title", "dc.title")
META_PUBLISHER = ("og:site_name", "publisher", "dc.publisher")
META_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
META_PUBLISHED = (
    *("article:published_time", "article:published", "og:published_time", "datepublished"),
    *("date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date"),
    *("dc.date.issued", "dc.date"),
)
META_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
META_URL = ("canonical", "og:url")
META_LANGUAGE = ("lang", "og:locale", "content-language")

POSTINGS = frozenset({"BlogPosting", "LiveBlogPosting", "Report"})
"""Types of schema.org for articles whose names do not end with "Article"."""

ELSEWHERE = re.compile(r"comment|related|recommend|teaser|promo|newsletter|most-?read", re.I)
"""Classes and ids of the parts of a page that are by readers or about other articles."""


def facts_of_page(tree: html.HtmlElement) -> Facts:
    """The facts in a page, each from the first place that gives it.

    Dates come only from where a page states them: one found by looking around may be a
    teaser's, or today's.
    """
    published = first_time(tree)
    shown = Facts(published=published, dated="time" if published else None)
    return from_schema(tree).or_else(from_meta(tree)).or_else(shown)


def from_schema(tree: html.HtmlElement) -> Facts:
    """The facts in the first schema.org article of a page's JSON-LD."""
    nodes = list(schema_nodes(tree))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    article = next((node for node in nodes if is_article(node)), {})
    fields = {key: resolved(each, by_id) for key, each in article.items()}
    return without_home(facts_of(fields, dated="json-ld"))


def schema_nodes(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The nodes of a page's JSON-LD, also those in lists and graphs; broken blocks give none."""
    blocks = tree.xpath("//script[contains(@type, 'ld+json')]/text()")
    waiting = [parsed(block) for block in reversed(blocks)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            yield node
            waiting += [node.get("mainEntity"), node.get("@graph")]


def parsed(block: str) -> object:
    """The value in a block of JSON-LD, None where it is broken."""
    block = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?://\s*\]\]>|-->)\s*$", "", block)
    try:
        value: object = json.loads(block, strict=False)
    except (ValueError, RecursionError):
        return None
    return value


def is_article(node: dict[str, object]) -> bool:
    """Whether a node is an article, of whatever kind."""
    kinds = node.get("@type")
    names = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return any(name.endswith("Article") or name in POSTINGS for name in names)


def resolved(value: object, by_id: dict[object, dict[str, object]]) -> object:
    """`value`, with a reference to another node of the page replaced by that node."""
    if isinstance(value, list):
        return [resolved(each, by_id) for each in value if not isinstance(each, list)]
    reference = value.get("@id") if isinstance(value, dict) and "name" not in value else None
    return by_id.get(reference, value) if isinstance(reference, str) else value


def from_meta(tree: html.HtmlElement) -> Facts:
    """The facts in a page's meta tags, its canonical link and the language that it declares."""
    every = meta_tags(tree)
    tags = {name: contents[0] for name, contents in every.items()}
    published = first(tags, META_PUBLISHED, parse_date)
    return without_home(
        Facts(
            title=first(tags, META_TITLE, name_of),
            publisher=first(tags, META_PUBLISHER, publisher_of),
            author=first(every, META_AUTHOR, author_of),
            published=published,
            dated="meta" if published else None,
            modified=first(tags, META_MODIFIED, parse_date),
            url=first(tags, META_URL, address_of),
            language=first(tags, META_LANGUAGE, language_of),
        )
    )


def meta_tags(tree: html.HtmlElement) -> dict[str, list[str]]:
    """The contents of a page's meta tags by name, with its canonical link and its language."""
    pairs = [
        (meta.get("property") or meta.get("name") or "", meta.get("content", ""))
        for meta in tree.iter("meta")
    ]
    pairs += [("canonical", href) for href in tree.xpath("//link[@rel='canonical']/@href")]
    pairs += [("lang", tree.get("lang", ""))]
    tags: dict[str, list[str]] = {}
    for name, content in pairs:
        if content.strip():
            tags.setdefault(name.lower(), []).append(content)
    return tags


def without_home(facts: Facts) -> Facts:
    """`facts` without a URL that is a whole site: themes give it as the page of every article."""
    parts = urlsplit(facts.url or "")
    is_home = parts.path.strip("/") == "" and not parts.query
    return replace(facts, url=None) if is_home else facts


def first_time(tree: html.HtmlElement) -> date | datetime | None:
    """The first time shown in the page's article, comments and teasers left out."""
    for scope in tree.xpath("(//article)[1]") or tree.xpath("(//main)[1]"):
        for time in scope.iter("time"):
            if is_own(time, scope) and (moment := parse_date(time.get("datetime"))):
                return moment
    return None


def is_own(time: html.HtmlElement, scope: html.HtmlElement) -> bool:
    """Whether a time in `scope` is that of its publication."""
    between = []
    for element in time.iterancestors():
        if element is scope:
            break
        between.append(element)
    labels = " ".join(f"{each.get('class', '')} {each.get('id', '')}" for each in (time, *between))
    nested = any(each.tag in {"article", "aside", "footer", "nav"} for each in between)
    later = "modified" in time.get("itemprop", "").lower() or "updated" in labels
    return not (nested or later or ELSEWHERE.search(labels))

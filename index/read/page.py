"""What a news page says about its article: JSON-LD, then meta tags, then its `<time>`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]

from index.read.clean import folded
from index.read.dates import LONGEST, parse_date
from index.read.days import days_in
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
from index.read.headline import headline_of
from index.read.lenient import dates_of_broken, values
from index.read.shown import shown_at

META_TITLE = ("og:title", "twitter:title", "dc.title")
META_PUBLISHER = ("og:site_name", "publisher", "dc.publisher")
META_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
META_PUBLISHED = (
    *("articlepublishedtime", "articlepublished", "publishedtime", "datepublished", "date"),
    *("pubdate", "publishdate", "publisheddate", "publishedat", "publicationdate"),
    *("parselypubdate", "sailthrudate", "rnewsdatepublished", "articledateoriginal", "csepubdate"),
    *("cxenseparserecspublishtime", "cxenseparsepublishtime", "shareaholicarticlepublishedtime"),
    *("iso8601publishdate", "originalpublicationdate", "articlepublishdate", "vrpublishedtime"),
    *("dctermsissued", "dctermsavailable", "dcdateissued", "dctermsdate", "dcdate"),
    *("citationpublicationdate", "ptime", "pdate", "dccreated"),
)
META_MODIFIED = (
    *("articlemodifiedtime", "articlemodified", "updatedtime", "modifiedtime", "datemodified"),
    *("lastmod", "lastmodified", "dctermsmodified", "dcdatemodified", "parselymodifieddate"),
)
"""Names of meta tags with a date, in lower case, of letters and figures alone, without "og:"."""

CREATED = frozenset({"dc:created", "dcterms:created", "schema:datecreated", "schema:datepublished"})
"""Properties of RDFa, as Drupal 7 and 8 write them beside a headline."""

META_URL = ("canonical", "og:url")
META_LANGUAGE = ("lang", "og:locale", "content-language")

POSTINGS = frozenset({"BlogPosting", "LiveBlogPosting", "Report"})
"""Types of schema.org for articles whose names do not end with "Article"."""

OTHER_PAGES = frozenset(
    {"AboutPage", "CollectionPage", "ContactPage", "ProfilePage", "SearchResultsPage"}
)
"""Types of schema.org (subtypes of WebPage) for pages that are no articles."""

PAGES = ("PodcastEpisode", "RadioEpisode", "Recipe")
"""Types of what a page may be instead of an article."""

SENTENCE = 100
"""Characters from which a paragraph is prose and no byline."""

ELSEWHERE = re.compile(r"comment|related|recommend|teaser|promo|newsletter|most-?read", re.I)
"""Classes and ids of the parts of a page that are by readers or about other articles."""


def facts_of_page(tree: html.HtmlElement, address: str | None = None) -> Facts:
    """The facts in a page, got at `address`, each from the first place that gives it.

    Dates come only from where a page states them: one found by looking around may be a
    teaser's, or today's.
    """
    facts = from_schema(tree).or_else(from_meta(tree))
    if facts.published:
        modified = facts.modified or marked_time(tree, "dateModified")
        return replace(facts, modified=modified)
    return facts.or_else(from_shown(tree, address or facts.url))


def from_schema(tree: html.HtmlElement) -> Facts:
    """The facts in the first schema.org article of a page's JSON-LD."""
    nodes = list(schema_nodes(tree))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    article = next((node for node in nodes if is_article(node)), None)
    article = article or next((node for node in nodes if is_page(node)), {})
    fields = {key: resolved(each, by_id) for key, each in article.items()}
    return without_home(facts_of(fields, dated="json-ld"))


def schema_nodes(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The nodes of a page's JSON-LD, also those in lists and graphs; a broken block its dates."""
    blocks = tree.xpath("//script[contains(@type, 'ld+json')]/text()")
    waiting: list[object] = [values(block) or dates_of_broken(block) for block in reversed(blocks)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            yield node
            waiting += [node.get("mainEntity"), node.get("@graph")]


def is_page(node: dict[str, object]) -> bool:
    """Whether a node is what a page is about, where it is called no article."""
    return any(kind in PAGES for kind in kinds_of(node)[:1])


def is_article(node: dict[str, object]) -> bool:
    """Whether a node is an article, of whatever kind."""
    return any(is_kind_of_article(kind) for kind in kinds_of(node))


def kinds_of(node: dict[str, object]) -> list[str]:
    """The types of a node, without the address of their vocabulary."""
    kinds = node.get("@type")
    return [
        str(kind).rstrip("/").rpartition("/")[2]
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    ]


def is_kind_of_article(kind: str) -> bool:
    """Whether a type of schema.org is one of articles."""
    return kind.endswith("Article") or kind in POSTINGS


def other_page(tree: html.HtmlElement) -> str | None:
    """What a page says that it is, where that is no article and it states none beside.

    That it is an "article" of Open Graph counts only with a time of publication: programs for
    search engines say it of every page.
    """
    nodes = list(schema_nodes(tree))
    if any(is_article(node) for node in nodes) or is_marked_article(tree):
        return None
    tags = meta_tags(tree)
    if "article" in tags.get("og:type", []) and "article:published_time" in tags:
        return None
    stated = (kind for node in nodes for kind in kinds_of(node) if kind in OTHER_PAGES)
    return next(stated, "profile" if tags.get("og:type") == ["profile"] else None)


def is_marked_article(tree: html.HtmlElement) -> bool:
    """Whether microdata says that the headline is that of an article."""
    headline = next(tree.iter("h1"), None)
    around = () if headline is None else headline.iterancestors()
    kinds = (kind for each in around for kind in each.get("itemtype", "").split())
    return any(is_kind_of_article(kind.rpartition("/")[2]) for kind in kinds)


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
    dates = {plain_name(name): content for name, content in reversed(tags.items())}
    published = first(dates, META_PUBLISHED, stated_date)
    return without_home(
        Facts(
            title=first(tags, META_TITLE, name_of),
            publisher=first(tags, META_PUBLISHER, publisher_of),
            author=first(every, META_AUTHOR, author_of),
            published=published,
            dated="meta" if published else None,
            modified=first(dates, META_MODIFIED, stated_date),
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
    pairs += [("lang", tree.get("lang", "")), ("dc:created", created(tree) or "")]
    tags: dict[str, list[str]] = {}
    for name, content in pairs:
        if content.strip():
            tags.setdefault(name.strip().lower(), []).append(content)
    return tags


def created(tree: html.HtmlElement) -> str | None:
    """When a page was made, as RDFa says it of one thing on the page alone."""
    said = {
        each.get("content")
        for each in tree.xpath("//body//*[@property and @content]")
        if CREATED & set(each.get("property").lower().split())
    }
    return said.pop() if len(said) == 1 else None


def plain_name(name: str) -> str:
    """The name of a meta tag in the one spelling of `META_PUBLISHED`."""
    return re.sub(r"[\W_]+", "", name.removeprefix("og:"))


def without_home(facts: Facts) -> Facts:
    """`facts` without a URL that is a whole site: themes give it as the page of every article."""
    parts = urlsplit(facts.url or "")
    is_home = parts.path.strip("/") == "" and not parts.query
    return replace(facts, url=None) if is_home else facts


def from_shown(tree: html.HtmlElement, address: str | None) -> Facts:
    """The times that a page shows: of microdata, else those beside its headline."""
    headline = headline_of(tree)
    published = marked_time(tree, "datePublished") or first_time(tree, headline)
    modified = marked_time(tree, "dateModified")
    if headline is not None and published is None:
        shown = shown_at(headline, tree, address, language_tag(tree))
        published, modified = shown.published, modified or shown.modified
    return Facts(published=published, modified=modified, dated="time" if published else None)


def language_tag(tree: html.HtmlElement) -> str | None:
    """The language of a page with its country, as far as it states them."""
    tags = meta_tags(tree)
    stated = [tags[name][0].strip() for name in META_LANGUAGE if name in tags]
    return next((tag for tag in stated if len(tag) > len("en")), next(iter(stated), None))


def moment_of(time: html.HtmlElement) -> date | datetime | None:
    """The moment that a `<time>` gives for machines, else the day that it shows."""
    given = (time.get("datetime", ""), time.get("title", ""), time.text_content())
    moments = (read(stated) for read in (parse_date, stated_date) for stated in given)
    return next((moment for moment in moments if moment), None)


def stated_date(value: object) -> date | datetime | None:
    """The moment or the day that a field states, in any language."""
    if moment := parse_date(value):
        return moment
    days = days_in(folded(value)) if isinstance(value, str) and len(value) <= LONGEST else []
    return days[0].day if len(days) == 1 else None


def times(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The `<time>` in an element, what a page made up in its place, and those of hAtom."""
    for each in element.iter():
        if is_time(each):
            yield each


def is_time(element: html.HtmlElement) -> bool:
    """Whether an element gives a time: `<time>`, `<relative-time>`, `<abbr class="published">`."""
    if element.tag == "abbr":
        return "published" in element.get("class", "") and bool(element.get("title"))
    made_up = isinstance(element.tag, str) and element.tag.endswith("-time")
    return element.tag == "time" or (made_up and bool(element.get("datetime")))


def marked_time(tree: html.HtmlElement, name: str) -> date | datetime | None:
    """The first time that microdata of the page's own article names so."""
    for element in tree.iter():
        if element.get("itemprop") == name and is_own(element, tree):
            stated = element.get("content") or element.get("datetime") or element.text_content()
            if moment := parse_date(stated):
                return moment
    return None


def first_time(tree: html.HtmlElement, headline: html.HtmlElement | None) -> date | datetime | None:
    """The first time shown in the headline's article or under it, but none in a sentence."""
    article = own_article(tree, headline)
    inside = () if article is None else ((time, article) for time in times(article))
    for time, scope in (*inside, *((time, tree) for time in under(headline))):
        later = "modified" in time.get("itemprop", "").lower()
        own = is_own(time, scope) and not in_sentence(time)
        if own and not later and (moment := moment_of(time)):
            return moment
    return None


def own_article(
    tree: html.HtmlElement, headline: html.HtmlElement | None
) -> html.HtmlElement | None:
    """The `<article>` of the headline, else the first one, else `<main>`."""
    if headline is None:
        return next(iter(tree.xpath("(//article)[1]") or tree.xpath("(//main)[1]")), None)
    around = [each for each in headline.iterancestors() if each.tag in {"article", "main"}]
    return around[0] if around else None


def under(headline: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """The times between the headline and the first paragraph, that of its byline among them."""
    following = () if headline is None else headline.xpath("following::*")
    for element in following:
        if is_time(element):
            yield element
        elif element.tag == "p" and len(own_text(element)) >= SENTENCE:
            return


def in_sentence(time: html.HtmlElement) -> bool:
    """Whether a time stands in a paragraph of prose, where it is that of an event."""
    paragraph = next(time.iterancestors("p"), None)
    return paragraph is not None and len(own_text(paragraph)) >= SENTENCE


def own_text(element: html.HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def is_own(time: html.HtmlElement, scope: html.HtmlElement) -> bool:
    """Whether a time in `scope` is that of its article."""
    between = []
    for element in time.iterancestors():
        if element is scope:
            break
        between.append(element)
    labels = " ".join(f"{each.get('class', '')} {each.get('id', '')}" for each in (time, *between))
    page = scope.getparent() is None  # its one article is not nested in another
    apart = {"aside", "nav"} if page else {"article", "aside", "footer", "nav"}
    nested = any(each.tag in apart for each in between)
    return not (nested or "updated" in labels or ELSEWHERE.search(labels))

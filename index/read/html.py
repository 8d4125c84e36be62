"""Saved web pages: trafilatura finds the article, the page itself says what it is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]
from tld import get_fld
from trafilatura import bare_extraction
from trafilatura.metadata import extract_author, extract_sitename, extract_title

from index.article import Article, canonical_url
from index.errors import NoArticle, SourceError
from index.read.around import drop_around, own_words
from index.read.charsets import declared
from index.read.clean import one_line, without_title
from index.read.compared import compared
from index.read.decode import decode, load
from index.read.facts import Facts, author_of, name_of, publisher_of
from index.read.furniture import has_prose, is_heading, without_furniture
from index.read.headline import headline_of
from index.read.make import make
from index.read.markup import BLOCKS, drop_unseen, parse, plain
from index.read.narrow import narrow
from index.read.page import facts_of_page, in_sentence, other_page

NOTE_MARK = re.compile(r"\[?(?:\d{1,3}|[a-z*†‡↩])\]?")
ITEM = 20
"""Characters outside links from which the items of a list are sentences and no menu."""

NO_ARTICLE = (
    "{name!r} is no article: it says of itself that it is a {stated}; add the address of an "
    "article, or of a feed"
)
NO_PROSE = (
    "{name!r} is no article: there is no sentence in it, as in a list; add the address of an "
    "article, or of a feed"
)


def read(path: Path, name: str) -> Iterator[Article]:
    """The article in a `.html` file; `SourceError` where none is found."""
    yield article(load(path, name), name)


def article(
    raw: bytes,
    name: str,
    *,
    encoding: str | None = None,
    known: Facts = Facts(),
    address: str | None = None,
    identity: str | None = None,
) -> Article:
    """The article of a page.

    Args:
        raw: the page as it was saved or served.
        name: what an error calls it.
        encoding: as its server declared it; that counts before what the page declares, if it fits.
        known: what a feed says of it: its dates count before those of the page.
        address: where the page was got.
        identity: the address that it is known by, wherever it stands now.

    Raises:
        SourceError: no article is found in it.
        NoArticle: it was got from `address`, and says that it is none or has no sentence; a
            file was saved by somebody who takes it for one.
    """
    markup = decode(raw, name, encoding, declared(raw))
    tree = parse(markup, name)
    if address is not None and (stated := other_page(tree)):
        raise NoArticle(NO_ARTICLE.format(name=name, stated=stated))
    facts = facts_of(tree, address)
    if address is not None:
        facts = replace(facts, url=own_address(facts.url, address))
    if known.published:
        facts = replace(facts, published=known.published, dated=known.dated)
    facts = facts.or_else(known)
    heading = one_line(tree.xpath("string((//h1)[1])"))
    found = text_of(tree, name) or text_of(parse(markup, name), name, whole=True)
    text = without_title(without_title(found, heading), facts.title)
    if not text:
        raise SourceError(f"no article was found in {name!r}; remove it or save its text as .txt")
    text = without_furniture(text)
    if address is not None and not has_prose(text):
        raise NoArticle(NO_PROSE.format(name=name))
    return make(name, text, facts, identity=identity)


def own_address(stated: str | None, address: str) -> str:
    """The address that a page states as its own, where that is on the site that it was got from.

    What another site's page states as its own it may not speak for.
    """
    same = stated is not None and site(stated) == site(address)
    return stated if stated and same else address


def site(address: str) -> str:
    """Whose an address is: the domain that somebody registered; of others the host.

    Two users of one blog service are two sites (the list of public suffixes says of which).
    """
    domain: str | None = get_fld(address, fail_silently=True, search_private=True)
    host = urlsplit(canonical_url(address)).netloc
    return domain or re.sub(r"^(?:www|m|mobile|amp)\.", "", host)


def facts_of(tree: html.HtmlElement, address: str | None = None) -> Facts:
    """The facts that a page states, then title, author and publisher as trafilatura finds them."""
    found = Facts(
        title=name_of(extract_title(tree)),
        author=author_of(extract_author(tree)),
        publisher=publisher_of(extract_sitename(tree)),
    )
    facts = facts_of_page(tree, address).or_else(found)
    return replace(facts, title=without_publisher(facts.title, facts.publisher))


def without_publisher(title: str | None, publisher: str | None) -> str | None:
    """`title` without " | Publisher" at its end."""
    if title is None or publisher is None:
        return title
    return re.sub(rf"\s+[|–—-]\s+{re.escape(publisher)}$", "", title, flags=re.IGNORECASE)


def text_of(tree: html.HtmlElement, name: str, *, whole: bool = False) -> str:
    """The text of the article in a page, "" where there is none; `tree` is changed.

    Precision is asked for: without it a short article brings the page's teasers along.

    Args:
        tree: the page.
        name: what an error calls it.
        whole: whether it is looked for in the whole page, and not just below the headline.
    """
    headline = None if whole else headline_of(tree)
    drop_unseen(tree)
    for menu in tree.xpath("//nav | //*[@role='navigation']"):
        menu.drop_tree()
    drop_around(tree, headline)
    page = narrow(tree, headline)
    settle_links(tree)
    settle_lists(tree)
    settle_times(tree)
    settle_notes(tree)
    try:
        document = bare_extraction(tree, include_comments=False, favor_precision=True)
    except RecursionError as error:
        raise SourceError(f"{name!r} is nested too deeply; export it as text") from error
    text = "" if document is None or isinstance(document, dict) else plain(document.body)
    return compared(text, page)


def settle_links(tree: html.HtmlElement) -> None:
    """Undo the links inside sentences, drop the lines that only announce other articles.

    Otherwise trafilatura takes a short paragraph with a link for a menu, and "Read more: …" for
    a paragraph.
    """
    for parent in dict.fromkeys(link.getparent() for link in tree.iter("a")):
        links, own = parent.findall("a"), text_beside_links(parent)
        if is_heading(own) and parent.tag not in {"html", "body"}:
            parent.drop_tree()
        elif len(own) > sum(len(link.text_content()) for link in links):
            for link in links:
                link.drop_tag()


def settle_times(tree: html.HtmlElement) -> None:
    """Undo the `<time>` inside sentences, which trafilatura drops with what it says."""
    for time in list(tree.iter("time")):
        if in_sentence(time):
            time.drop_tag()


def settle_notes(tree: html.HtmlElement) -> None:
    """Drop the marks of footnotes, and keep the footnotes and the quotations without a picture."""
    for link in list(tree.iter("a")):
        if link.get("href", "").startswith("#") and is_note_mark(link):
            link.drop_tree()
    for note in tree.xpath("//*[contains(@class, 'footnote')]"):
        note.attrib.pop("class")
    for figure in list(tree.iter("figure")):
        if next(figure.iter("img"), None) is None and figure.find(".//blockquote") is not None:
            figure.drop_tag()


def is_note_mark(link: html.HtmlElement) -> bool:
    """Whether a link is the number of a footnote, raised or called so."""
    if not NOTE_MARK.fullmatch(link.text_content().strip()):
        return False
    raised = any(each.tag == "sup" for each in (*link.iter("sup"), *link.iterancestors("sup")))
    return raised or "note" in f"{link.get('class', '')} {link.get('id', '')} {link.get('href')}"


def settle_lists(tree: html.HtmlElement) -> None:
    """Make paragraphs of lists of sentences, which trafilatura, precise, takes for menus."""
    for block in list(tree.iter("ul", "ol")):
        items = block.findall("li")
        shortest = min((len(own_words(item)) for item in items), default=0)
        if len(items) != len(block) or shortest < ITEM:
            continue
        if any(child.tag in BLOCKS for item in items for child in item.iter() if child is not item):
            continue
        block.tag = "p"
        for number, item in enumerate(items):
            item.text = f"- {(item.text or '').lstrip()}"
            if number:
                item.addprevious(html.Element("br"))
            item.drop_tag()


def text_beside_links(parent: html.HtmlElement) -> str:
    """The text of a line outside its links, "" for an element that holds more than a line."""
    if any(child.tag in BLOCKS for child in parent):
        return ""
    beside = [parent.text or ""]
    for child in parent:
        beside += ["" if child.tag == "a" else child.text_content(), child.tail or ""]
    return "".join(beside).strip()

"""What stands around an article in a page and is no part of it: teasers, boxes, layout.

What is dropped is known by what page themes call it, or by its form; never more than a part of
the page, so that a theme that names everything after its newsletter loses no article.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import html  # type: ignore[import-untyped]

from index.read.furniture import PROSE, SENTENCE_END

NAMED = re.compile(
    r"(?:^|[\s_-])(advert\w*|ads?|also|apropos|author-?bio|bio|comments?|consent|cookies?|donat\w*"
    r"|gdpr|inbox|membership|more-?on|most-?(?:read|popular|viewed)|newsletters?|nl|outbrain"
    r"|paywall|promo\w*|read-?(?:also|more|next)|recirc\w*|recommend\w*|related|rel|share\w*"
    r"|sharing|sidebar|sign-?up|social|sponsor\w*|subscri\w*|supporter|taboola|tags?|teasers?"
    r"|trending)(?=[\s_-]|$)",
    re.IGNORECASE,
)
"""Words in the classes and ids of boxes that are about other things than the article."""

ASKS = re.compile(
    r"(?:sign up (?:to|for|now)|subscribe (?:to|for|now|today)|get .{1,60} (?:in|to) your inbox"
    r"|support (?:us|our)\b|follow us\b|join our\b|download our\b)",
    re.IGNORECASE,
)
"""How a box begins that wants something of its reader."""

BOX = 400
"""Characters up to which a box is taken for one by how it begins, or for a teaser's card."""

SHARE = 0.4
"""Of a page's text outside links, the most that boxes of one name may hold: a theme may well call
every paragraph one for subscribers. Comments alone may be longer than what they are about."""

BOXES = ("article", "aside", "div", "form", "li", "p", "section", "td", "ul")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
CELL = 0.5
"""Of a page's text outside links: a table's cell that holds more than this lays out the page."""


def drop_around(tree: html.HtmlElement, headline: html.HtmlElement | None = None) -> None:
    """Take out of `tree` what stands around its article, but not what its headline is in."""
    kept = set() if headline is None else {headline, *headline.iterancestors()}
    keep_layout_cell(tree)
    own = own_addresses(tree)
    named = named_boxes(tree)
    others = (box for box in list(tree.iter(*BOXES)) if is_box(box, own))
    for box in (*named, *others):
        if box.getparent() is not None and box not in kept and next(box.iter("h1"), None) is None:
            box.drop_tree()


def named_boxes(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The boxes that are called what they are, as far as a name is not that of the article too."""
    boxes: dict[str, list[html.HtmlElement]] = defaultdict(list)
    for box in tree.iter(*BOXES):
        found = NAMED.search(f"{box.get('class', '')} {box.get('id', '')}")
        if found and not (found[1].lower().startswith("teaser") and is_own_teaser(box)):
            boxes[found[1].lower()].append(box)
    whole = len(own_words(tree))
    return [
        box
        for name, named in boxes.items()
        if name.startswith("comment") or sum(len(own_words(b)) for b in named) <= SHARE * whole
        for box in named
    ]


def is_own_teaser(box: html.HtmlElement) -> bool:
    """Whether a box is the standfirst of the article itself: a teaser that leads nowhere."""
    linked = any(each.tag == "a" for each in (*box.iter("a"), *box.iterancestors()))
    return not linked and next(box.iter(*HEADINGS), None) is None


def own_addresses(tree: html.HtmlElement) -> frozenset[str]:
    """What a page states as its own address, whole and as a path from the root of its site."""
    stated = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    paths = (re.sub(r"^https?://[^/]*", "", address) for address in stated)
    return frozenset({*stated, *(path for path in paths if path.strip("/"))})


def is_box(box: html.HtmlElement, own: frozenset[str]) -> bool:
    """Whether a box is known by its form: it wants something, or is the card of another story."""
    words = " ".join(box.text_content().split())
    if len(words) > BOX:
        return False
    asks = ASKS.match(words) and not is_prose(box, words)
    return bool(asks) or is_card(box, own)


def is_prose(box: html.HtmlElement, words: str) -> bool:
    """Whether a box is a sentence: "Support our fire service was the slogan of the march."."""
    wants = any(True for _ in box.iter("form", "input", *HEADINGS))
    if wants or not SENTENCE_END.search(words):
        return False
    linked = any(link.get("href") for link in box.iter("a"))
    return not linked or len(own_words(box)) >= PROSE


def is_card(box: html.HtmlElement, own: frozenset[str]) -> bool:
    """Whether a box is the teaser of one other article: its heading is a link, not to itself."""
    headings = list(box.iter(*HEADINGS))
    if len(headings) != 1:
        return False
    heading = headings[0]
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    away = (link for link in links if leads_away(link.get("href", "").strip(), own))
    linked = " ".join(" ".join(link.text_content().split()) for link in away)
    title = " ".join(heading.text_content().split())
    return bool(title) and title in linked


def leads_away(address: str, own: frozenset[str]) -> bool:
    """Whether a link leads to another page and not to a place in this one."""
    page = address.partition("#")[0]
    return bool(page) and page not in own


def own_words(element: html.HtmlElement) -> str:
    """The text of an element outside its links, on one line."""
    return " ".join("".join(outside_links(element)).split())


def outside_links(element: html.HtmlElement) -> Iterator[str]:
    """The pieces of text of an element that are in no link."""
    if element.tag == "a":
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from outside_links(child)
        yield child.tail or ""


def keep_layout_cell(tree: html.HtmlElement) -> None:
    """Where a table lays out the page, make the cell with the article all that there is of it."""
    whole = len(own_words(tree))
    cells = [td for td in tree.iter("td") if len(own_words(td)) > CELL * whole]
    body = tree.find("body")
    if not cells or body is None:
        return
    article = cells[-1]  # the innermost: of nested ones the last holds the least
    article.tag, article.tail = "div", None
    for child in list(body):
        body.remove(child)
    body.text = None
    body.append(article)

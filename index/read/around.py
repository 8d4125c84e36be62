"""What stands around an article in a page and is no part of it: teasers, boxes, layout.

What is dropped is known by what page themes call it, or by its form; never more than a part of
the page, so that a theme that names everything after its newsletter loses no article.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from lxml import etree, html  # type: ignore[import-untyped]

from index.read.announced import ALSO
from index.read.furniture import PROSE, SENTENCE_END

NAMED = re.compile(
    r"(?:^|[\s_-])(advert\w*|ads?|also|apropos|bio|consent"
    r"|author-?(?:bio|box|card|info|about|description|profile)|about-?(?:the-)?author|autorenbox|cookies?|donat\w*"
    r"|comments?|comentarios?|comentários|commentaires?|commenti|kommentare?r?|kommentit"
    r"|komentar\w*|kommenta\w*|opmerkingen|reactions?|reacties|reacciones|disqus"
    r"|meistgelesen|mas-?leid[ao]s|mais-?lidas|piu-?letti|mest-?l[aæe]ste?|relacionad[ao]s"
    r"|correlati|gerelateerd|powiazane"
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
KINDS = frozenset((*BOXES, "blockquote", "ol"))
READERS = ("comment", "comentar", "comentár", "komment", "koment", "opmerk", "reac", "disqus")
"""How the names of boxes begin that hold what readers wrote."""

EMBEDDED = re.compile(
    r"(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|reddit-(?:embed|card)"
    r"|mastodon-embed|fb-(?:post|video)|text-post-media|imgur-embed)"
)
"""Classes of the quotations that networks give out to be embedded."""

FEW = 3
LEVELS = 3
"""Boxes around one that was dropped that may be left with a heading alone."""

ALSO_BESIDE = 40
"""Characters beside its links of a line that announces other stories."""
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
CELL = 0.5
"""Of a page's text outside links: a table's cell that holds more than this lays out the page."""


def drop_around(tree: html.HtmlElement, headline: html.HtmlElement | None = None) -> None:
    """Take out of `tree` what stands around its article, but not what its headline is in."""
    kept = set() if headline is None else {headline, *headline.iterancestors()}
    keep_layout_cell(tree)
    own = own_addresses(tree)
    named = named_boxes(tree)
    others = (box for box in boxes_in(tree) if is_box(box, own))
    for box in (*named, *others):
        if box.getparent() is not None and box not in kept and next(box.iter("h1"), None) is None:
            drop_with_heading(box, kept)


def boxes_in(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements of a page that may be boxes, and those whose names it made up."""
    return [each for each in tree.iter(etree.Element) if each.tag in KINDS or "-" in each.tag]


def called(box: html.HtmlElement) -> str:
    """The class and the id of a box, and a name that the page made up."""
    name = box.tag if "-" in box.tag else ""
    return f"{box.get('class', '')} {box.get('id', '')} {name}"


def drop_with_heading(box: html.HtmlElement, kept: set[html.HtmlElement]) -> None:
    """Take a box out of its page, and what is around it where only a heading is left there."""
    around = [each for each in islice(box.iterancestors(), LEVELS) if each not in kept]
    heading = box.getprevious()
    alone = box.tag in {"ul", "ol"} and heading is not None and heading.tag in HEADINGS
    box.drop_tree()
    if alone and heading not in kept:
        heading.drop_tree()
    for parent in around:
        if parent.tag not in KINDS or parent.getparent() is None or len(parent) > FEW:
            break
        left = "".join(parent.itertext()).strip()
        if left and left != "".join("".join(h.itertext()) for h in parent.iter(*HEADINGS)).strip():
            break
        parent.drop_tree()


def named_boxes(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The boxes that are called what they are, as far as a name is not that of the article too."""
    boxes: dict[str, list[html.HtmlElement]] = defaultdict(list)
    for box in boxes_in(tree):
        found = NAMED.search(called(box))
        if found and not (found[1].lower().startswith("teaser") and is_own_teaser(box)):
            boxes[found[1].lower()].append(box)
    whole = len(own_words(tree))
    return [
        box
        for name, named in boxes.items()
        if name.startswith(READERS) or sum(len(own_words(b)) for b in named) <= SHARE * whole
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
    if box.tag == "blockquote":
        return bool(EMBEDDED.search(box.get("class", "")))
    asks = ASKS.match(words) and not is_prose(box, words)
    return (
        bool(asks)
        or is_form(box)
        or is_card(box, own)
        or is_links(box, words, own)
        or is_teasers(box, own)
    )


def is_form(box: html.HtmlElement) -> bool:
    """Whether a box is little but a form: whatever its language, it wants an address or a vote."""
    if box.tag not in {"form", "div", "section", "aside", "fieldset"}:
        return False
    form = box if box.tag == "form" else box.find(".//form")
    asks = form is not None or box.find(".//input") is not None
    beside = len(own_words(box)) - (0 if form is None else len(own_words(form)))
    return (
        asks
        and beside < 2 * PROSE
        and all(len(own_words(p)) < PROSE for p in box.iter("p", "li", "blockquote"))
    )


def is_links(box: html.HtmlElement, words: str, own: frozenset[str]) -> bool:
    """Whether a box is mostly links to other pages: under a heading, or announced as such."""
    away = [link for link in box.iter("a") if leads_away(link.get("href", "").strip(), own)]
    linked = sum(len(" ".join(link.text_content().split())) for link in away)
    if not linked or (box.tag == "p" and not ALSO.match(words)):
        return False
    beside = own_words(box)
    if ALSO.match(beside):
        return len(beside) < PROSE and (len(beside) <= ALSO_BESIDE or linked >= len(beside))
    first = next((each for each in box if isinstance(each.tag, str)), None)
    if first is None or first.tag not in HEADINGS or first.find(".//a") is not None:
        return False
    below = len(beside) - len(" ".join(first.text_content().split()))
    return linked >= below and not SENTENCE_END.search(beside)


def is_teasers(box: html.HtmlElement, own: frozenset[str]) -> bool:
    """Whether a list is one of teasers: each item is a link, and perhaps what is said below it."""
    items = box.findall("li") if box.tag in {"ul", "ol"} else []
    return len(items) > 1 and all(is_teaser(item, own) for item in items)


def is_teaser(item: html.HtmlElement, own: frozenset[str]) -> bool:
    """Whether an item of a list begins with a link that stands for itself."""
    first = item[0] if len(item) else None
    if first is None or first.tag != "a" or (item.text or "").strip():
        return False
    loose = any((each.tail or "").strip() for each in item) or len(own_words(item)) > 2 * PROSE
    return not loose and len(item) > 1 and leads_away(first.get("href", "").strip(), own)


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

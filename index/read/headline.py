"""The element of a page that is the headline of its article."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import html  # type: ignore[import-untyped]

SEPARATOR = re.compile(r"\s+[|–—»·:-]+\s+|\s*(?:::|[|»])\s*")
"""What stands in a `<title>` between a headline and the name of the site."""

WORD = re.compile(r"\w+")
LONGEST = 300
"""Characters of a headline, its kicker and its tags included."""

SHARE = 0.6
"""Of the words of a headline, the least that a title of the page must have."""

LONG, TAG = 4, 2
"""Words of a title from which it is known within an element, and of the tag before it at most."""

LOGO = re.compile(r"logo|brand|masthead|site-?(?:title|name|header)", re.IGNORECASE)
"""Classes and ids of the name of a site."""

LEAVES = ("td", "div", "p", "font", "b", "strong", "span")
NOT_IN = frozenset({"a", "aside", "footer", "li", "nav"})


def headline_of(tree: html.HtmlElement) -> html.HtmlElement | None:
    """The headline, known by the titles that the page states; else its first `<h1>`.

    A page may have its own name as `<h1>`, and its headline as `<h2>` or in a cell of a table.
    """
    titles = titles_of(tree)
    named = tree.xpath("//*[contains(@itemprop, 'headline')]")
    marked = [each for each in named if each.tag not in {"meta", "link"}]
    first = best_of([*marked, *tree.iter("h1")], titles)
    second = best_of(tree.iter("h2", "h3"), titles)
    if first is not None and second is not None:
        return second if is_other(first, second) else first
    for best in (first, second, best_of(leaves(tree, titles), titles)):
        if best is not None:
            return best
    firsts = (each for each in tree.iter("h1") if words(each) and not is_logo(each))
    return next(firsts, None)


def is_other(first: html.HtmlElement, second: html.HtmlElement) -> bool:
    """Whether a page's `<h1>` is the name of its site, and a longer lesser heading is about
    something else: the teaser of a related story has words of the headline."""
    site, headline = words(first), words(second)
    return headline.total() > site.total() and not site & headline


def titles_of(tree: html.HtmlElement) -> list[Counter[str]]:
    """The words of each title that a page states, and of each part of its `<title>`."""
    stated = tree.xpath("//meta[@property='og:title' or @name='twitter:title']/@content")
    whole = " ".join(tree.xpath("string((//head//title | //title)[1])").split())
    every = (*stated, whole, *SEPARATOR.split(whole))
    return [counted for counted in (Counter(WORD.findall(t.casefold())) for t in every) if counted]


def best_of(
    candidates: Iterable[html.HtmlElement], titles: list[Counter[str]]
) -> html.HtmlElement | None:
    """The candidate that shares most words with a title, the first of equals; None if none does."""
    best, most = None, 0
    for candidate in candidates:
        own = words(candidate)
        shared = max((shared_words(own, title) for title in titles), default=0)
        if shared > most and not is_logo(candidate):
            best, most = candidate, shared
    return best


def shared_words(own: Counter[str], title: Counter[str]) -> int:
    """How many words a headline and a title share, 0 where they are about different things."""
    shared = (own & title).total()
    enough = shared >= SHARE * own.total() and shared * 3 >= title.total()
    return shared if enough else 0


def words(element: html.HtmlElement) -> Counter[str]:
    """The words of an element, none where it is too long for a headline."""
    text = " ".join(" ".join(element.itertext(with_tail=False)).split())
    return Counter(WORD.findall(text.casefold())) if len(text) <= LONGEST else Counter()


def is_logo(element: html.HtmlElement) -> bool:
    """Whether an element holds the name of a site."""
    return bool(LOGO.search(f"{element.get('class', '')} {element.get('id', '')}"))


def leaves(tree: html.HtmlElement, titles: list[Counter[str]]) -> Iterator[html.HtmlElement]:
    """The elements outside of menus and links whose words are those of a title, and a tag."""
    for element in tree.iter(*LEAVES):
        own = words(element)
        if not own or any(each.tag in NOT_IN for each in element.iterancestors()):
            continue
        if any(own == title or is_tagged(own, title) for title in titles):
            yield element


def is_tagged(own: Counter[str], title: Counter[str]) -> bool:
    """Whether a title and a word or two before it are all the words of an element."""
    return title.total() >= LONG and title <= own and own.total() <= title.total() + TAG

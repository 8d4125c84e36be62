"""Pages in the shapes of news sites: the right date or none, and the article's text alone.

The pages and what a reader would call their articles were written before the code.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from index.article import Article, day, from_iso
from index.read import html
from index.read.facts import Facts

FOLDER = Path(__file__).parent / "pages"
PAGES = json.loads((FOLDER / "expected.json").read_text("utf-8"))
WORD = re.compile(r"\w+")
NAMES = [page["file"].removesuffix(".html") for page in PAGES]


def read(page: dict[str, Any]) -> Article:
    raw = (FOLDER / page["file"]).read_bytes()
    return html.article(raw, page["url"], address=page["url"], known=Facts(), identity=page["url"])


def plain(text: str) -> str:
    return " ".join(WORD.findall(text.replace("’", "'").casefold()))


def token_f1(found: str, wanted: str) -> float:
    """2PR / (P + R) over words, each counted as often as it stands there."""
    ours, theirs = Counter(plain(found).split()), Counter(plain(wanted).split())
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def is_right(article: Article, page: dict[str, Any]) -> bool:
    wanted = from_iso(page["published"] and page["published"].replace("Z", "+00:00"))
    if page["dated_by"] in {"url", "dateline"}:  # they give a day at most
        return day(article.published) == day(wanted) and article.dated == page["dated_by"]
    return article.published == wanted and article.dated == page["dated_by"]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_text_is_there_without_much_else(page: dict[str, Any]) -> None:
    article = read(page)
    assert token_f1(article.text, page["text"]) >= 0.85, article.text


def test_what_stands_around_an_article_is_left_out() -> None:
    """Teasers, comments, boxes, hidden words: of 209 phrases, two lines without a mark are left."""
    left = {
        (page["file"], phrase)
        for page in PAGES
        for phrase in page["not_in_text"]
        if plain(phrase) in plain(read(page).text)
    }
    assert left <= {
        ("very-short-brief.html", "Our reporters answer your questions about the ring road"),
        ("wire-dateline.html", "Our Standards: the Nordwire code"),
    }


def test_text_is_what_a_reader_calls_the_article() -> None:
    scores = [token_f1(read(page).text, page["text"]) for page in PAGES]
    assert sum(scores) / len(scores) >= 0.95


def test_dates_are_right_and_none_is_from_the_clock() -> None:
    wrong = {}
    for page in PAGES:
        article = read(page)
        if not is_right(article, page):
            wrong[page["file"]] = (article.published, article.dated, page["published"])
        if page["published"] is None:
            assert article.published is None, page["file"]
    assert len(wrong) <= 0.03 * len(PAGES), wrong

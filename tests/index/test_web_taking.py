"""What is taken in of an address, what is not, and what its source says about that."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from local_site import Handler, Site, host, local, site

from index.article import Article
from index.index import Index
from index.sources import known
from index.web.fetch import Fetcher
from index.web.look import Web

TEXT = "".join(
    f"<p>In {year} the council of Vessby bought electric buses for {year - 1900} million, said "
    f"Ivar Sundt, and the drivers had asked for them for {year - 1980} years.</p>"
    for year in range(1991, 1999)
)


def page(title: str, text: str = TEXT, head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{text}</body></html>"
    )


def item(path: str, title: str = "", text: str = "", more: str = "") -> str:
    titled = f"<title>{title}</title>" if title else ""
    whole = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else ""
    return f"<item>{titled}<link>{path}</link>{more}{whole}</item>"


def feed(*items: str) -> str:
    return (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>The Vessby Post</title>{''.join(items)}</channel></rss>"
    )


def sitemap(*paths: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{path}</loc></url>' for path in paths)}</urlset>"


class Paper:
    """A site of `pages`, and an index that asks it, on whose clock each sync is a day later."""

    def __init__(self, server: Site, pages: dict[str, str], index: Index) -> None:
        self.server, self.pages, self.index = server, pages, index

    def add(self, path: str) -> None:
        self.index.add(local(self.server) + path)

    def error(self) -> str | None:
        (found,) = (one for one in known(self.index.library) if one.on_web)
        return found.error

    def articles(self) -> list[Article]:
        ids = [entry.article_id for entry in self.index.library.entries(limit=100)[1]]
        found = [self.index.library.article(article_id) for article_id in ids]
        return sorted(filter(None, found), key=lambda article: article.title)

    def titles(self) -> list[str]:
        return [article.title for article in self.articles()]


KINDS = {"<rss": "application/rss+xml", "<url": "text/xml", "<htm": "text/html; charset=utf-8"}


@pytest.fixture
def paper(tmp_path, embeddings) -> Iterator[Paper]:
    pages: dict[str, str] = {}
    start, days = datetime.now(UTC), count()

    def answer(handler: Handler) -> None:
        body = pages.get(handler.path)
        if body is None:
            handler.reply(404)
        else:
            kind = KINDS.get(body[:4], "text/html" if not body else "video/mp4")
            handler.reply(200, body.encode(), Content_Type=kind)

    (tmp_path / "articles").mkdir()
    with site(answer) as server:
        web = Web(Fetcher([host(server)], pause=0), lambda: start + timedelta(days=next(days)))
        index = Index(tmp_path / "data", tmp_path / "articles", embeddings, web=web)
        yield Paper(server, pages, index)
        index.close()


def test_a_source_counts_the_pages_that_give_no_article(paper) -> None:
    paper.pages |= {"/1": page("Buses"), "/2": page("Trams", TEXT + "<p>They are green.</p>")}
    paper.pages |= {"/film": "film", "/bare": "<html><body></body></html>", "/empty": ""}
    paper.pages["/feed"] = feed(*map(item, ("/1", "/2", "/lost", "/film", "/bare", "/empty")))
    paper.add("/feed")
    paper.index.sync()
    for _ in range(2):
        assert "4 of its pages could not be read, 2 could; the first" in (paper.error() or "")
        paper.index.sync()
    paper.pages["/feed"] = feed(*map(item, ("/1", "/2")))
    for name in ("/film", "/bare", "/empty"):
        paper.pages[name] = page(f"Now {name}", f"{TEXT}<p>It is about {name}.</p>")
    paper.index.sync()
    assert (paper.error(), len(paper.titles())) == (None, 5)


@pytest.mark.parametrize("body", ["film", "", "<html><body></body></html>"])
def test_a_page_that_gives_no_article_is_no_page_that_is_fine(paper, body) -> None:
    paper.pages["/a"] = body
    paper.add("/a")
    report = paper.index.sync()
    assert len(report.failed) == 1
    assert paper.error() == report.failed[0].reason


def test_the_last_entry_of_a_feed_that_broke_off_is_not_believed(paper) -> None:
    day = "<pubDate>Mon, 03 Mar 2025 11:40:00 GMT</pubDate>"
    whole = feed(item("/1", "Buses"), item("/2", "The real headline", more=day))
    paper.pages |= {"/feed": whole, "/1": page("Buses"), "/2": f"<html><p>{TEXT}</html>"}
    paper.add("/feed")
    paper.index.sync()
    paper.pages["/feed"] = whole[: whole.index("headline")]
    report = paper.index.sync()
    assert (report.changed, paper.titles()) == ([], ["Buses", "The real headline"])
    assert "broke off" in (paper.error() or "")
    paper.pages["/feed"] = whole
    assert (paper.index.sync().failed, paper.error()) == ([], None)

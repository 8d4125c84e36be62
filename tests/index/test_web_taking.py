"""What is taken in of an address, what is not, and what its source says about that."""

from itertools import count

import pytest
from local_site import Handler, Site, local

from index.article import Article
from index.index import Index
from index.sources import known

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


KINDS = {
    "<sit": "text/xml",
    "<rss": "application/rss+xml",
    "<url": "text/xml",
    "<htm": "text/html; charset=utf-8",
}


@pytest.fixture
def paper(asking) -> Paper:
    pages: dict[str, str] = {}

    def answer(handler: Handler) -> None:
        body = pages.get(handler.path)
        if body is None:
            handler.reply(404)
        else:
            kind = KINDS.get(body[:4], "text/html" if not body else "video/mp4")
            handler.reply(200, body.encode(), Content_Type=kind)

    server, index = asking(answer)
    return Paper(server, pages, index)


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


def schema(*kinds: str) -> str:
    nodes = ", ".join(f'{{"@type": "{kind}"}}' for kind in kinds)
    return f'<script type="application/ld+json">{{"@graph": [{nodes}]}}</script>'


PROFILE = '<meta property="og:type" content="profile">'
LISTING = "<h2><a href='/1'>Buses</a></h2><h2><a href='/2'>Trams</a></h2><a href='?p=2'>Next</a>"


def test_a_front_page_that_is_listed_is_no_article(paper) -> None:
    paper.pages |= {"/": page("The Vessby Post"), "/?p=1": page("Buses")}
    paper.pages["/sitemap.xml"] = sitemap("/", "/?p=1")
    paper.add("/sitemap.xml")
    report = paper.index.sync()
    assert (paper.titles(), report.failed, paper.error()) == (["Buses"], [], None)
    assert "/" not in paper.server.pages


@pytest.mark.parametrize(
    "other",
    [
        page("Tag: buses", LISTING),
        page("All the buses", head=schema("WebSite", "CollectionPage")),
        page("Ivar Sundt", head=schema("ProfilePage", "Person")),
        page("Ivar Sundt", head=PROFILE),
        page("About us", head=schema("AboutPage") + '<meta property="og:type" content="article">'),
    ],
)
def test_what_is_listed_and_says_that_it_is_no_article_is_none(paper, other) -> None:
    paper.pages |= {"/1": page("Buses"), "/other": other, "/sitemap.xml": sitemap("/1", "/other")}
    paper.add("/sitemap.xml")
    for _ in range(2):
        report = paper.index.sync()
        assert (report.failed, report.no_articles, paper.error()) == ([], 1, None)
        assert paper.titles() == ["Buses"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (page("Tag: buses", LISTING), "no sentence"),
        (page("Contact", head=schema("ContactPage")), "ContactPage"),
    ],
)
def test_of_a_page_that_a_person_added_it_is_said_why_it_is_no_article(paper, other, why) -> None:
    paper.pages["/other"] = other
    paper.add("/other")
    for _ in range(2):
        report = paper.index.sync()
        assert (paper.titles(), len(report.failed), report.no_articles) == ([], 1, 0)
        assert why in (paper.error() or "")


@pytest.mark.parametrize(
    "head",
    [
        schema("CollectionPage", "NewsArticle"),
        PROFILE + schema("BlogPosting"),
        schema("ProfilePage") + '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2025-03-03">',
    ],
)
def test_a_page_that_says_that_it_is_an_article_too_is_one(paper, head) -> None:
    paper.pages["/a"] = page("Buses", head=head)
    paper.add("/a")
    paper.index.sync()
    assert (paper.titles(), paper.error()) == (["Buses"], None)


def test_an_article_whose_page_becomes_a_list_is_kept_and_it_is_said(paper) -> None:
    paper.pages |= {"/1": page("Buses"), "/sitemap.xml": sitemap("/1")}
    paper.add("/sitemap.xml")
    paper.index.sync()
    paper.pages["/1"] = page("Buses", head=schema("CollectionPage"))
    for _ in range(3):
        assert paper.index.sync().deleted == []
        assert "CollectionPage" in (paper.error() or "")


def test_what_was_taken_for_an_article_before_its_kind_was_read_goes(paper) -> None:
    paper.pages |= {"/1": page("Buses"), "/other": page("Trams"), "/sitemap.xml": sitemap("/1")}
    paper.pages["/sitemap.xml"] = sitemap("/1", "/other")
    paper.add("/sitemap.xml")
    paper.index.sync()
    paper.pages["/other"] = page("Trams", head=schema("CollectionPage"))
    paper.index.library.remember(readers="0")
    assert len(paper.index.sync().deleted) == 1
    assert (paper.titles(), paper.error()) == (["Buses"], None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:updated_time" content="2026-03-0{}T10:00:00Z">',
        '<meta name="author" content="Ann Oe {}, Jon Aa">',
    ],
)
def test_what_is_said_of_an_article_beside_its_text_is_taken_over_uncounted(paper, head) -> None:
    paper.pages |= {"/a": page("Buses", head=head.format(1)), "/feed": feed(item("/a"))}
    paper.add("/feed")
    paper.index.sync()
    paper.pages["/a"] = page("Buses", head=head.format(2))
    report = paper.index.sync()
    assert (report.changed, report.unchanged, report.embedded) == ([], 1, 0)
    (article,) = paper.articles()
    assert "2" in f"{article.author}" or (article.modified and article.modified.day == 2)
    assert paper.index.sync().unchanged == 1


@pytest.mark.parametrize("part", ["title", "text", "published"])
def test_an_article_changes_by_its_title_its_text_and_its_date(paper, part) -> None:
    said = {"title": "Buses", "text": TEXT, "published": "2025-03-01"}

    def shown(values: dict[str, str]) -> str:
        stated = f'<meta property="article:published_time" content="{values["published"]}">'
        return page(values["title"], values["text"], stated)

    paper.pages |= {"/a": shown(said), "/feed": feed(item("/a"))}
    paper.add("/feed")
    paper.index.sync()
    other = {"title": "Trams", "text": f"{TEXT}<p>So they say.</p>", "published": "2025-03-02"}
    paper.pages["/a"] = shown(said | {part: other[part]})
    assert len(paper.index.sync().changed) == 1


def test_a_line_that_counts_or_says_how_long_ago_is_no_text_of_an_article(paper) -> None:
    minutes = count(3)

    def now() -> str:
        n = next(minutes)
        top = (
            f"<p>Updated {n} minutes ago</p><p><span>4 min read</span> · <span>{n} views</span></p>"
        )
        return page("Buses", f"{top}{TEXT}<p>{n} people like this</p><p>{n} Comments</p>")

    paper.pages |= {"/a": now(), "/feed": feed(item("/a"))}
    paper.add("/feed")
    paper.index.sync()
    paper.pages["/a"] = now()
    assert paper.index.sync().changed == []
    (article,) = paper.articles()
    assert article.text.startswith("In 1991") and article.text.endswith("18 years.")


PARAGRAPHS = TEXT.replace("</p>", "</p>\n").splitlines()
START = "".join(PARAGRAPHS[:5])


def test_a_beginning_that_looks_whole_gives_way_to_its_page(paper) -> None:
    paper.pages |= {f"/{n}": page(f"Story {n}", f"<p>{n} ways.</p>{TEXT}") for n in range(4)}
    starts = [item(f"/{n}", f"Story {n}", f"<p>{n} ways.</p>{START}") for n in range(4)]
    paper.pages["/feed"] = feed(*starts[:3])
    paper.add("/feed")
    paper.index.sync()
    assert all(article.text.endswith("18 years.") for article in paper.articles())
    paper.server.asked.clear()
    paper.pages["/feed"] = feed(*starts[1:])
    paper.index.sync()
    assert paper.server.pages.count("/3") == 1
    assert len(paper.articles()) == 4
    assert all(article.text.endswith("18 years.") for article in paper.articles())


def test_of_a_feed_that_gives_all_two_pages_are_asked_for_once(paper) -> None:
    more = "<p>Our reporter Maren Holte writes about buses and has two cats.</p>"
    paper.pages |= {f"/{n}": page(f"Story {n}", TEXT + more) for n in range(4)}
    paper.pages["/feed"] = feed(*(item(f"/{n}", f"Story {n}", TEXT) for n in range(4)))
    paper.add("/feed")
    paper.index.sync()
    assert len(paper.server.pages) == 3
    paper.server.asked.clear()
    paper.index.sync()
    assert paper.server.pages == ["/feed"]
    assert "cats" not in "".join(article.text for article in paper.articles())


@pytest.mark.parametrize(
    "other", [None, page("Log in", "<p>Please log in to read on, it said.</p>")]
)
def test_a_page_that_tells_nothing_leaves_the_feeds_text_as_it_is(paper, other) -> None:
    paper.pages["/feed"] = feed(item("/1", "Story", START))
    if other:
        paper.pages["/1"] = other
    paper.add("/feed")
    paper.index.sync()
    paper.server.asked.clear()
    report = paper.index.sync()
    assert (paper.titles(), report.failed, paper.server.pages) == (["Story"], [], ["/feed"])


@pytest.mark.parametrize(
    "last",
    [
        "The post <a>Buses</a> appeared first on <a>The Vessby Post</a>.",
        "Der Beitrag Buses erschien zuerst auf The Vessby Post.",
        "Share on Facebook | Tweet",
        "Share this: X · WhatsApp · E-mail",
    ],
)
def test_what_a_feed_puts_under_every_text_is_no_text(paper, last) -> None:
    paper.pages["/feed"] = feed(item("/1", "Story", f"{TEXT}<p>{last}</p><p>3 comments</p>"))
    paper.add("/feed")
    paper.index.sync()
    (article,) = paper.articles()
    assert article.text.endswith("18 years.")


def test_a_sitemap_that_never_was_one_is_not_said_to_have_been(paper) -> None:
    maps = "<sitemapindex><sitemap><loc>/no.xml</loc></sitemap></sitemapindex>"
    paper.pages |= {"/sitemap.xml": maps, "/no.xml": page("Oops")}
    paper.add("/sitemap.xml")
    (failure,) = paper.index.sync().failed
    assert "is no feed and no sitemap" in failure.reason


def test_what_is_there_for_screen_readers_alone_is_no_text_of_a_feed(paper) -> None:
    aside = "<p><span class='screen-reader-text'>Opens in a new window.</span>So they say.</p>"
    paper.pages["/feed"] = feed(item("/1", "Story", TEXT + aside))
    paper.add("/feed")
    paper.index.sync()
    (article,) = paper.articles()
    assert article.text.endswith("18 years.\n\nSo they say.")

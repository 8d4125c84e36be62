"""Single addresses: pages, front pages, sitemaps, feeds that break, files that are not pages."""

from itertools import count

import pytest
from local_site import Handler, host, local, site

from index.article import article_id
from index.index import Index
from index.sources import known
from index.web.fetch import Fetcher
from index.web.look import Web

TEXT = (
    "<p>The council of Vessby bought fourteen electric buses on Monday, and the old ones are to be "
    "sold to a collector in Norrtun before the summer.</p><p>The mayor said that the drivers had "
    "asked for them for eleven years, and that nobody had listened until the bills came.</p>"
)


def page(title: str, text: str = TEXT, head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{text}</body></html>"
    )


def html(title: str, text: str = TEXT, head: str = "") -> tuple[int, str, str]:
    return 200, "text/html; charset=utf-8", page(title, text, head)


def feed(*paths: str) -> tuple[int, str, str]:
    items = "".join(f"<item><link>{path}</link></item>" for path in paths)
    return 200, "application/rss+xml", f"<rss version='2.0'><channel>{items}</channel></rss>"


def sitemap(*paths: str) -> tuple[int, str, str]:
    """One of pages that have long been as they are, and are hardly ever asked for."""
    urls = "".join(f"<url><loc>{path}</loc><lastmod>2019-03-04</lastmod></url>" for path in paths)
    return 200, "text/xml", f"<urlset>{urls}</urlset>"


def source(index: Index):
    (found,) = (one for one in known(index.library) if one.on_web)
    return found


def titles(index: Index) -> list[str]:
    return sorted(entry.title for entry in index.library.entries(limit=100)[1])


def test_a_page_is_an_article_until_it_is_gone(asked, pages) -> None:
    server, index = asked
    pages["/a"] = html("Buses")
    index.add(f"{local(server)}/a")
    report = index.sync()
    assert report.added == [article_id(f"{local(server)}/a", "")]
    assert (source(index).kind, source(index).error) == ("page", None)
    pages["/a"] = (410, "text/plain", "")
    report = index.sync()
    assert len(report.deleted) == 1
    pages["/a"] = html("Buses")
    assert len(index.sync().added) == 1


def test_a_page_that_is_not_found_goes_at_the_second_time(asked, pages) -> None:
    server, index = asked
    pages["/a"] = html("Buses")
    index.add(f"{local(server)}/a")
    index.sync()
    del pages["/a"]
    report = index.sync()
    assert (report.deleted, report.unchanged) == ([], 1)
    assert "404" in (source(index).error or "")
    assert len(index.sync().deleted) == 1


def test_a_dry_run_counts_as_no_time_of_looking(asked, pages) -> None:
    server, index = asked
    pages["/a"] = html("Buses")
    index.add(f"{local(server)}/a")
    index.sync()
    del pages["/a"]
    for _ in range(3):
        assert index.sync(dry_run=True).deleted == []
    assert index.sync().deleted == []
    assert len(index.sync().deleted) == 1


def test_a_front_page_names_its_feed_and_is_no_article(asked, pages) -> None:
    server, index = asked
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    pages["/"] = html("The Vessby Post", head=link)
    index.add(local(server))
    report = index.sync()
    assert report.added == []
    assert f"{local(server)}/feed.xml" in report.failed[0].reason
    assert "front page" in (source(index).error or "")


def test_a_feed_that_answers_with_a_page_keeps_its_articles(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/a"] = feed("/a"), html("Buses")
    index.add(f"{local(server)}/feed")
    index.sync()
    pages["/feed"] = html("Please log in")
    report = index.sync()
    assert (report.deleted, titles(index)) == ([], ["Buses"])
    assert "no more" in (source(index).error or "")
    pages["/feed"], pages["/b"] = feed("/a", "/b"), html("Trams")
    index.sync()
    assert (titles(index), source(index).error) == (["Buses", "Trams"], None)


def test_a_sitemap_of_sitemaps_is_followed(asked, pages) -> None:
    server, index = asked
    pages["/sitemap.xml"] = (200, "text/xml", "<sitemapindex><sitemap><loc>/one.xml</loc></sitemap>"
                             "<sitemap><loc>/lost.xml</loc></sitemap></sitemapindex>")  # fmt: skip
    pages["/one.xml"] = (200, "text/xml", "<urlset><url><loc>/a</loc></url></urlset>")
    pages["/a"] = html("Buses")
    index.add(f"{local(server)}/sitemap.xml")
    report = index.sync()
    assert (titles(index), source(index).kind) == (["Buses"], "sitemap")
    assert [one.source for one in report.failed] == [f"{local(server)}/lost.xml"]


def test_two_addresses_of_one_page_are_one_article(asked, pages) -> None:
    server, index = asked
    pages["/feed"] = feed("/old", "/new")
    pages["/old"], pages["/new"] = (301, "", "/new"), html("Buses")
    index.add(f"{local(server)}/feed")
    index.sync()
    assert titles(index) == ["Buses"]
    index.sync()
    assert titles(index) == ["Buses"]


def test_a_page_in_two_feeds_is_one_article_and_no_problem(asked, pages) -> None:
    server, index = asked
    pages["/one"], pages["/two"], pages["/a"] = feed("/a"), feed("/a"), html("Buses")
    index.add(f"{local(server)}/one")
    index.add(f"{local(server)}/two")
    report = index.sync()
    assert (titles(index), report.failed) == (["Buses"], [])


def test_what_a_page_says_of_another_site_it_says_for_itself(asked, pages) -> None:
    server, index = asked
    pages["/a"] = html("Buses", head='<link rel="canonical" href="https://paper.example/buses">')
    index.add(f"{local(server)}/a")
    (added,) = index.sync().added
    article = index.library.article(added)
    assert article is not None
    assert article.url == f"{local(server)}/a"


def test_a_file_on_the_web_is_read_as_what_it_is(asked, pages) -> None:
    server, index = asked
    pages["/a.txt"] = (200, "text/plain", "Buses\n\nThe council bought fourteen of them.")
    pages["/a.png"] = (200, "image/png", "picture")
    index.add(f"{local(server)}/a.txt")
    index.add(f"{local(server)}/a.png")
    report = index.sync()
    assert titles(index) == ["Buses"]
    assert "image/png, which is not read" in report.failed[0].reason


def test_a_teaser_that_is_behind_a_login_says_so(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/a"] = feed("/a"), (403, "text/html", "No.")
    index.add(f"{local(server)}/feed")
    report = index.sync()
    assert "not given to programs (403)" in report.failed[0].reason


def test_a_source_that_is_removed_takes_its_articles_along(asked, pages) -> None:
    server, index = asked
    pages["/a"] = html("Buses")
    index.add(f"{local(server)}/a")
    index.sync()
    index.forget(source(index))
    assert len(index.sync().deleted) == 1
    with index.library.database.reading() as db:
        assert db.execute("SELECT count(*) FROM fetched").fetchone()[0] == 0


def test_what_a_reader_would_make_otherwise_is_read_again_without_asking(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/a"] = feed("/a"), html("Buses")
    index.add(f"{local(server)}/feed")
    index.sync()
    index.library.remember(readers="0")
    pages.clear()
    report = index.sync()
    assert (report.deleted, titles(index)) == ([], ["Buses"])


def test_a_page_that_comes_back_comes_back(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/a"], pages["/b"] = feed("/a", "/b"), html("Buses"), html("Trams")
    index.add(f"{local(server)}/feed")
    index.sync()
    for gone in ((404, "text/plain", ""), (410, "text/plain", "")):
        pages["/a"] = gone
        index.sync()
        index.sync()
        assert titles(index) == ["Trams"]
        pages["/a"] = html("Buses")
        index.sync()
        assert titles(index) == ["Buses", "Trams"]


def test_what_was_not_agreed_to_be_deleted_is_not_gone(asked, pages) -> None:
    server, index = asked
    paths = [f"/{n}" for n in range(8)]
    pages["/feed"] = feed(*paths)
    pages |= {path: html(f"Story {path}", f"{TEXT}<p>It was number {path}.</p>") for path in paths}
    index.add(f"{local(server)}/feed")
    index.sync()
    kept = {path: pages.pop(path) for path in paths}
    index.sync()
    for _ in range(2):
        report = index.sync()
        assert (report.deleted, [loss.going for loss in report.asks]) == ([], [8])
    pages |= kept
    assert index.sync().deleted == []
    assert len(titles(index)) == 8


def test_a_deleted_article_does_not_come_back_with_its_old_text(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/a"] = feed("/a"), html("Buses")
    index.add(f"{local(server)}/feed")
    index.sync()
    pages["/a"] = (410, "text/plain", "")
    index.sync()
    item = "<item><link>/a</link><title>Another title</title></item>"
    pages["/feed"] = (
        200,
        "application/rss+xml",
        f"<rss version='2.0'><channel>{item}</channel></rss>",
    )
    pages["/a"] = (403, "text/plain", "")
    index.sync()
    assert titles(index) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"\xe1"', "Last-Modified": "S\xe1b, 01 Jan"},
        {"Last-Modified": "Mon, 02 Mar 2026 11:40:00 +99999999999999999999"},
        {"Content-Type": "text/html; charset=undefined"},
    ],
)
def test_an_odd_server_stops_nothing(headers, tmp_path, embeddings) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        body = page("Buses").encode()
        for name, value in ({"Content-Type": "text/html"} | headers).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Trams\n\nThe trams of Norrtun are green.")
    with site(answer) as server:
        web = Web(Fetcher([host(server)], pause=0))
        index = Index(tmp_path / "data", tmp_path / "articles", embeddings, web=web)
        index.add(f"{local(server)}/a")
        for _ in range(2):
            assert index.sync().failed == []
        assert titles(index) == ["Buses", "Trams"]
        index.close()


def test_a_fault_in_looking_at_one_source_stops_no_other(asked, pages, monkeypatch) -> None:
    server, index = asked
    pages["/a"], pages["/b"] = html("Buses"), html("Trams")
    index.add(f"{local(server)}/a")
    index.sync()
    index.add(f"{local(server)}/b")
    ask = index.web.fetcher.get

    def get(address, *args, **kwargs):
        if address.endswith("/a"):
            raise ZeroDivisionError
        return ask(address, *args, **kwargs)

    monkeypatch.setattr(index.web.fetcher, "get", get)
    report = index.sync()
    assert titles(index) == ["Buses", "Trams"]
    assert "ZeroDivisionError" in report.failed[0].reason


def test_an_answer_opens_no_file_of_this_machine(asked, pages, tmp_path) -> None:
    server, index = asked
    secret = tmp_path / "secret.xml"
    secret.write_text(feed("/a")[2])
    pages["/x"], pages["/a"] = (200, "text/plain", str(secret)), html("Buses")
    index.add(f"{local(server)}/x")
    index.sync()
    assert source(index).kind != "feed"
    assert "/a" not in server.pages


def test_a_feed_speaks_for_its_own_site_alone(asked, pages, tmp_path, embeddings) -> None:
    server, index = asked
    other = f"http://localhost:{server.server_address[1]}"
    item = (
        f"<item><link>{other}/story</link><title>Fake</title><pubDate>Mon, 02 Mar 2026 11:40:00 GMT"
        f"</pubDate><content:encoded><![CDATA[{TEXT * 4}]]></content:encoded></item>"
    )
    pages["/feed"] = (200, "application/rss+xml", "<rss version='2.0' xmlns:content="
        f"'http://purl.org/rss/1.0/modules/content/'><channel>{item}</channel></rss>")  # fmt: skip
    pages["/story"] = html("The true one", "<p>This is what the paper itself says of it, at some "
        "length, so that it is an article and no line of a menu.</p>" * 2)  # fmt: skip
    web = Web(Fetcher([host(server), other.removeprefix("http://")], pause=0))
    index = Index(tmp_path / "more", tmp_path / "articles", embeddings, web=web)
    index.add(f"{local(server)}/feed")
    (added,) = index.sync().added
    article = index.library.article(added)
    index.close()
    assert article is not None
    assert (article.title, article.published) == ("The true one", None)
    assert "council" not in article.text


def test_a_whole_text_that_left_its_feed_is_asked_for_beside(asked, pages) -> None:
    server, index = asked
    whole = f"<content:encoded><![CDATA[{TEXT * 4}]]></content:encoded>"
    begin = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    kind, end = "application/rss+xml", "</channel></rss>"
    pages["/feed"] = (
        200,
        kind,
        f"{begin}<item><link>/a</link><title>Buses</title>{whole}</item>{end}",
    )
    index.add(f"{local(server)}/feed")
    index.sync()
    before = index.library.entries()[1][0].version
    paid = html("Buses", TEXT[: TEXT.index("</p>")])  # the beginning, for who does not pay
    pages["/feed"], pages["/a"] = (200, kind, f"{begin}{end}"), paid
    for _ in range(2):
        report = index.sync()
        assert (report.changed, report.deleted) == ([], [])
    assert index.library.entries()[1][0].version == before
    pages["/a"] = (410, "text/plain", "")
    assert len(index.sync().deleted) == 1


def test_a_redirect_to_the_front_page_is_no_article(asked, pages) -> None:
    server, index = asked
    pages["/feed"] = feed("/news/a", "/news/b")
    pages["/news/a"], pages["/news/b"] = html("Buses"), html("Trams")
    pages["/"] = html("The Vessby Post")
    index.add(f"{local(server)}/feed")
    index.sync()
    pages["/news/a"], pages["/news/b"] = (301, "", "/"), (302, "", "/account/login?next=b")
    pages["/account/login?next=b"] = html("Please log in")
    index.sync()
    assert titles(index) == ["Buses", "Trams"]
    pages["/news/a"], pages["/news/b"] = html("Buses"), html("Trams")
    index.sync()
    assert (titles(index), source(index).error) == (["Buses", "Trams"], None)


def test_what_a_feed_hides_is_not_read(asked, pages) -> None:
    server, index = asked
    hidden = (
        '<p style="opacity:0">Secret one.</p><p style="left:-9999px">Secret two.</p>'
        "<template>Secret three.</template><p aria-hidden='true'>Secret four.</p>"
    )
    item = f"<content:encoded><![CDATA[{TEXT * 4}{hidden}]]></content:encoded>"
    pages["/feed"] = (200, "application/rss+xml", "<rss version='2.0' xmlns:content="
        "'http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<item><link>/a</link><title>Buses</title>{item}</item></channel></rss>")  # fmt: skip
    index.add(f"{local(server)}/feed")
    (added,) = index.sync().added
    article = index.library.article(added)
    assert article is not None
    assert "Secret" not in article.text


def test_what_could_not_be_read_is_tried_again(asked, pages, monkeypatch) -> None:
    server, index = asked
    pages["/a"] = html("Buses")
    index.add(f"{local(server)}/a")
    with monkeypatch.context() as broken:
        broken.setattr("index.read.served.html.article", lambda *_, **__: 1 / 0)
        assert "ZeroDivisionError" in index.sync().failed[0].reason
    index.sync()
    assert titles(index) == ["Buses"]


def test_a_long_list_is_gone_through_in_several_syncs(asked, pages) -> None:
    server, index = asked
    paths = [f"/{n}" for n in range(6)]
    pages["/feed"] = feed(*paths)
    pages |= {path: html(f"Story {path}", f"{TEXT}<p>It was number {path}.</p>") for path in paths}
    index.add(f"{local(server)}/feed")
    index.web.patience = 0.0
    report = index.sync()
    assert report.added == []
    assert "6 more pages that are still to be asked for" in report.failed[0].reason
    index.web.patience = 60.0
    index.sync()
    assert len(titles(index)) == 6
    index.web.patience = 0.0
    assert (index.sync().deleted, len(titles(index))) == ([], 6)


def test_a_site_that_moves_as_a_whole_does_not_stand_double(asked, pages) -> None:
    server, index = asked
    old, new = ["/old/a", "/old/b", "/old/c"], ["/new/a", "/new/b", "/new/c"]
    pages["/sitemap.xml"] = sitemap(*old)
    pages |= {path: html(f"Story {path[-1]}", f"{TEXT}<p>By {path[-1]}.</p>") for path in old}
    index.add(f"{local(server)}/sitemap.xml")
    before = index.sync().added
    for there, here in zip(old, new, strict=True):
        pages[here], pages[there] = pages[there], (301, "", here)
    pages["/sitemap.xml"] = sitemap(*new)
    report = index.sync()
    assert titles(index) == ["Story a", "Story b", "Story c"]
    assert (len(before), report.failed) == (3, [])
    assert all(entry.url and "/new/" in entry.url for entry in index.library.entries(limit=9)[1])
    server.asked.clear()
    index.sync()
    assert server.pages == ["/sitemap.xml"]


def test_what_its_sitemap_does_not_list_any_more_is_asked_for_once(asked, pages) -> None:
    server, index = asked
    pages["/sitemap.xml"] = sitemap("/a", "/b", "/c")
    pages |= {path: html(f"Story {path}") for path in ("/a", "/b", "/c")}
    index.add(f"{local(server)}/sitemap.xml")
    index.sync()
    pages["/sitemap.xml"] = sitemap("/a")
    del pages["/b"]
    server.asked.clear()
    index.sync()
    assert sorted(server.pages) == ["/b", "/c", "/sitemap.xml"]
    server.asked.clear()
    index.sync()  # one that was not found is looked for once more, then it is gone
    assert sorted(server.pages) == ["/b", "/sitemap.xml"]
    assert titles(index) == ["Story /a", "Story /c"]
    server.asked.clear()
    index.sync()
    assert server.pages == ["/sitemap.xml"]


def test_what_left_its_sitemap_is_asked_for_until_there_is_an_answer(asked, pages) -> None:
    server, index = asked
    pages["/sitemap.xml"] = sitemap("/a", "/b")
    pages |= {path: html(f"Story {path}") for path in ("/a", "/b")}
    index.add(f"{local(server)}/sitemap.xml")
    index.sync()
    pages["/sitemap.xml"], pages["/b"] = sitemap("/a"), (503, "text/plain", "")
    for _ in range(2):
        server.asked.clear()
        index.sync()
        assert "/b" in server.pages
    assert titles(index) == ["Story /a", "Story /b"]


def test_what_is_asked_for_again_keeps_nothing_new_from_being_read(
    asked, pages, monkeypatch
) -> None:
    server, index = asked
    old = [f"/old/{n}" for n in range(40)]
    pages["/feed"] = feed(*old)
    pages |= {path: html(f"Story {path}", f"{TEXT}<p>It was {path}.</p>") for path in old}
    index.add(f"{local(server)}/feed")
    index.sync()
    pages["/feed"], pages["/new"] = feed(*old, "/new"), html("New")
    seconds = count()
    monkeypatch.setattr("index.web.look.monotonic", lambda: next(seconds))  # one a page
    index.web.patience = 20.0
    server.asked.clear()
    index.sync()
    assert "/new" in server.pages
    assert 10 < len(server.pages) < 30

"""One page in several sources, by several addresses, moved, cut short, or another site's by now."""

import time
from itertools import permutations

import pytest
from local_site import host, local, site
from test_web_look import TEXT, feed, html, sitemap, titles

from index.article import same_page
from index.changes import Origin
from index.record import Record
from index.same import grouped
from index.sources import known
from index.web import fetched
from index.web.answers import led_astray
from index.web.fetch import Fetched, Fetcher
from index.web.fetched import Page

OLD = "Mon, 03 Mar 2025 10:00:00 GMT"
"""Long ago: what was published then is not asked for again the next day."""
BRIDGE = (
    "<p>The bridge over the Vessa costs {} million crowns, the council of Vessby said, and it is "
    "to be open before the ice comes in November.</p><p>The old one is kept for cyclists, as the "
    "people of the south bank had asked for eleven years.</p>"
)


def dated(*paths: str, at: str = OLD) -> tuple[int, str, str]:
    items = "".join(f"<item><link>{path}</link><pubDate>{at}</pubDate></item>" for path in paths)
    return 200, "application/rss+xml", f"<rss version='2.0'><channel>{items}</channel></rss>"


def bridge(millions: int, head: str = "", title: str = "Bridge") -> tuple[int, str, str]:
    return html(title, BRIDGE.format(millions), head)


def texts(index) -> list[str]:
    found = index.library.entries(limit=100)[1]
    return sorted(index.library.article(entry.article_id).text for entry in found)


def test_addresses_of_one_page_are_alike_and_others_are_not() -> None:
    one = same_page("https://news.example/s\u00e6r-a/?b=2&a=1")
    for other in (
        "http://www.news.example/s%c3%a6r%2Da?a=1&b=2&utm_source=x&at_medium=RSS&msclkid=7&ref=rss",
        "https://news.example/s%C3%A6r-a/index.html;jsessionid=3?a=1&b=2&CMP=rss#top",
    ):
        assert same_page(other) == one
    for other in (
        "https://news.example/s\u00e6r-a?a=1&b=3",
        "https://sport.news.example/s\u00e6r-a?a=1&b=2",
        "https://news.example/s\u00e6r/a?a=1&b=2",
        "https://news.example/s%C3%A6r%2Fa?a=1&b=2",
    ):
        assert same_page(other) != one


def test_a_correction_that_one_source_heard_is_what_the_library_holds(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/a"] = dated("/a"), bridge(40)
    index.add(f"{local(server)}/feed")
    index.add(f"{local(server)}/a")
    index.sync()
    pages["/a"] = bridge(70)
    assert len(index.sync().changed) == 1
    for _ in range(2):
        (text,) = texts(index)
        assert "70 million" in text
        assert index.sync().changed == []


def test_a_page_that_one_source_heard_to_be_gone_is_gone_for_all(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/a"], pages["/b"] = dated("/a", "/b"), bridge(40), html("Buses")
    index.add(f"{local(server)}/feed")
    index.add(f"{local(server)}/a")
    index.sync()
    pages["/a"] = (410, "text/plain", "")
    assert len(index.sync().deleted) == 1
    assert titles(index) == ["Buses"]
    index.sync()
    assert titles(index) == ["Buses"]
    pages["/a"] = bridge(40)
    index.sync()
    assert titles(index) == ["Bridge", "Buses"]


def test_a_page_at_several_addresses_is_one_article(asked, pages) -> None:
    server, index = asked
    own = f"<link rel='canonical' href='{local(server)}/a'>"
    pages["/feed"] = dated("/a?from=feed", "/amp/a", "/a?from=front")
    pages["/sitemap.xml"] = sitemap("/a")
    for path in ("/a", "/a?from=feed", "/amp/a", "/a?from=front"):
        pages[path] = bridge(40, own)
    index.add(f"{local(server)}/feed")
    index.sync()
    assert len(titles(index)) == 1
    index.add(f"{local(server)}/sitemap.xml")
    report = index.sync()
    assert (report.added, report.deleted, report.failed) == ([], [], [])
    pages["/a"] = bridge(70, own, "Bridge costs more")
    pages["/sitemap.xml"] = (200, "text/xml", pages["/sitemap.xml"][2].replace("2019", "2024"))
    assert len(index.sync().changed) == 1
    (text,) = texts(index)
    assert "70 million" in text
    assert titles(index) == ["Bridge costs more"]


def test_pages_that_wrongly_name_one_address_stay_several(asked, pages) -> None:
    server, index = asked
    own = f"<link rel='canonical' href='{local(server)}/news/all'>"
    pages["/feed"] = feed("/news/a", "/news/b", "/news/c")
    for name in "abc":
        pages[f"/news/{name}"] = html(f"Story {name}", f"{TEXT}<p>By {name}.</p>", own)
    index.add(f"{local(server)}/feed")
    index.sync()
    assert titles(index) == ["Story a", "Story b", "Story c"]


def test_what_was_taken_out_stays_out_at_its_other_addresses(asked, pages) -> None:
    server, index = asked
    own = f"<link rel='canonical' href='{local(server)}/a'>"
    pages["/feed"], pages["/sitemap.xml"] = feed("/a?from=feed"), sitemap("/a")
    pages["/a"] = pages["/a?from=feed"] = bridge(40, own)
    index.add(f"{local(server)}/feed")
    (added,) = index.sync().added
    assert index.remove(added)
    index.add(f"{local(server)}/sitemap.xml")
    report = index.sync()
    assert (report.added, report.left_out, titles(index)) == ([], 1, [])


def test_an_article_whose_address_changed_in_its_feed_does_not_stand_double(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/bridge"] = dated("/bridge"), bridge(40)
    index.add(f"{local(server)}/feed")
    index.sync()
    pages["/feed"], pages["/bridge-costs-more"] = dated("/bridge-costs-more"), bridge(70)
    pages["/bridge"] = (301, "", "/bridge-costs-more")
    report = index.sync()
    assert (report.added, len(report.changed), report.deleted) == ([], 1, [])
    (text,) = texts(index)
    assert "70 million" in text


def test_a_redirect_to_another_site_gives_its_words_to_nobody_else(asked, pages) -> None:
    server, index = asked

    def other(handler) -> None:
        body = html("Casino", "<p>The bridge costs 999 million, and a bonus is waiting.</p>" * 3)[2]
        handler.reply(200, body.encode(), Content_Type="text/html; charset=utf-8")

    title = "<title>The Vessby Post</title>"
    with site(other) as there:
        index.web.fetcher = Fetcher([host(server), host(there)], pause=0)
        pages["/feed"] = tuple(
            part.replace("<channel>", f"<channel>{title}") if isinstance(part, str) else part
            for part in dated("/a", "/b")
        )
        pages["/a"], pages["/b"] = bridge(40), (302, "", f"{local(there)}/lander")
        index.add(f"{local(server)}/feed")
        index.sync()
        foreign = next(e for e in index.library.entries(limit=9)[1] if e.title == "Casino")
        assert (foreign.url, foreign.publisher, foreign.published) == (
            f"{local(there)}/lander",
            None,
            None,
        )
        pages["/feed"] = dated("/a", "/b", at="Tue, 04 Mar 2025 10:00:00 GMT")
        pages["/a"] = (302, "", f"{local(there)}/other")
        report = index.sync()
    assert "leads to" in report.failed[0].reason
    assert any("40 million" in text for text in texts(index))


@pytest.mark.parametrize(
    ("led", "status"),
    [
        ("https://news.example/b", 200),
        ("https://consent.news.example/collect?to=a", 403),
        ("https://news.example/subscribe", 403),
        ("https://news.example/privacy-gate", 403),
        ("https://news.example/404.html", 404),
        ("https://news.example/errors/not-found", 404),
        ("https://news.example/", 404),
        ("https://news.example/the-404-bus-is-late", 200),
        ("https://news.example/subscribers-protest", 200),
    ],
)
def test_where_a_reader_is_sent_instead_is_no_article(led: str, status: int) -> None:
    place = "https://news.example/a"
    assert led_astray(Page(place, place), Fetched(led, 200)) == status


def whole(*items: tuple[str, str]) -> tuple[int, str, str]:
    """A feed with whole texts."""
    entries = "".join(
        f"<item><link>{path}</link><title>Bridge</title><pubDate>{OLD}</pubDate>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
        for path, text in items
    )
    begin = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    return 200, "application/rss+xml", f"{begin}{entries}</channel></rss>"


LONG = BRIDGE.format(40) + TEXT


@pytest.mark.parametrize("corrected", ["before it was asked for", "after"])
def test_what_a_page_says_after_its_text_left_the_feed_is_taken_in(asked, pages, corrected) -> None:
    server, index = asked
    pages["/feed"], pages["/a"] = whole(("/a", LONG * 2)), html("Bridge", LONG * 2)
    index.add(f"{local(server)}/feed")
    index.sync()
    pages["/feed"] = whole()
    if corrected == "after":
        assert index.sync().changed == []
    pages["/a"] = html("Bridge", LONG.replace("40", "70") * 2)
    days = 0
    while not index.sync().changed and days < 200:
        index.web.now = later(index.web.now())
        days += 50
    (text,) = texts(index)
    assert "70 million" in text
    assert "40 million" not in text


@pytest.mark.parametrize(
    "instead",
    [
        html("Bridge", "<p>Gone</p>"),
        (200, "application/pdf", "%PDF-1.4 no document"),
        (200, "text/html", ""),
        (200, "text/plain", "The bridge was moved, and the council of Vessby said nothing."),
    ],
    ids=["no sentence", "a broken file", "nothing", "a text"],
)
def test_whatever_a_page_has_after_its_text_left_the_feed_ends_no_sync(
    asked, pages, instead
) -> None:
    server, index = asked
    pages["/feed"], pages["/b"] = whole(("/a", LONG * 2)), html("Buses")
    index.add(f"{local(server)}/feed")
    index.add(f"{local(server)}/b")
    index.sync()
    pages["/feed"], pages["/a"], pages["/b"] = whole(), instead, html("Trams")
    report = index.sync()
    assert len(report.added) + len(report.changed) >= 1
    assert "Trams" in titles(index)
    assert len(titles(index)) == 2


def test_a_front_page_that_was_taken_for_an_article_is_forgotten(asked, pages) -> None:
    server, index = asked
    pages["/feed"], pages["/a"] = feed("/a"), html("Buses")
    index.add(f"{local(server)}/feed")
    index.sync()
    front = f"{local(server)}/"
    own = next(one for one in known(index.library) if one.on_web)
    fetched.keep(index.library.database, own.id, Page(front, front, found="2024-01-01"), b"<p>It.")
    pages["/a"], pages["/"] = (301, "", "/"), (304, "", "")
    report = index.sync()
    assert not any("fault of Copydesk" in one.reason for one in report.failed)
    assert front not in fetched.pages(index.library.database, own.id)


def later(than):
    """A clock that goes on 50 days later."""
    from datetime import timedelta
    from itertools import count

    days = count(50)
    return lambda: than + timedelta(days=next(days))


@pytest.mark.parametrize(
    "instead",
    [LONG[: LONG.index("before the ice")], "<p>Just a moment, we check that you are no robot.</p>"],
    ids=["the beginning", "something else"],
)
def test_what_is_hardly_the_article_is_doubted_once(asked, pages, instead) -> None:
    server, index = asked
    pages["/a"] = html("Bridge", LONG)
    index.add(f"{local(server)}/a")
    index.sync()
    pages["/a"] = html("Bridge", instead)
    report = index.sync()
    assert (report.changed, report.deleted) == ([], [])
    assert "much less text" in report.failed[0].reason
    pages["/a"] = html("Bridge", LONG)
    report = index.sync()
    assert (report.changed, report.failed) == ([], [])
    pages["/a"] = html("Bridge", instead)
    index.sync()
    assert len(index.sync().changed) == 1


def record(number: int, place: str, address: str, title: str = "Bridge") -> Record:
    return Record(
        Origin(1, place, 0), place, f"{number}", place=place, address=address, title=title
    )


def test_what_is_one_article_is_told_in_whatever_order() -> None:
    own = "news.example/a"
    records = [
        record(1, "news.example/x/a", own, "Bridge costs more"),
        record(2, "news.example/print/7", own),
        record(3, "news.example/print/8", own),
        record(4, "news.example/b", own, "Another story"),
        record(5, own, own),
    ]
    for some in permutations(records):
        found = {frozenset(one.article_id for one in group) for group in grouped(some)}
        assert found == {frozenset("1235"), frozenset("4")}


def test_thousands_of_pages_that_name_one_address_take_no_time() -> None:
    records = [record(n, f"news.example/{n}", "news.example/a") for n in range(20_000)]
    begun = time.process_time()
    assert len(grouped(records)) == 1
    assert time.process_time() - begun < 5

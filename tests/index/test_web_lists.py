"""Feeds and sitemaps of every make: which pages they list, and what they say of each."""

import gzip
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from index.web.feeds import broken_off, entries
from index.web.sitemaps import sitemap

AT = "https://news.example/feeds/all.xml"
LONG = "<p>" + "The council of Vessby met on Monday and agreed on little. " * 15 + "</p>"


def rss(*items, head=""):
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Vessby Post</title>{head}{''.join(f'<item>{i}</item>' for i in items)}"
        "</channel></rss>"
    ).encode()


def one(body):
    (found,) = entries(body, AT)
    return found


def test_an_item_of_rss_gives_what_it_says():
    found = one(
        rss(
            "<title>Bridge &amp; ferry</title><link>https://news.example/a</link>"
            "<dc:creator>By Ida Holm</dc:creator>"
            "<pubDate>Mon, 02 Mar 2026 11:40:00 +0100</pubDate>",
            head="<language>en-GB</language>",
        )
    )
    zone = timezone(timedelta(hours=1))
    assert found.url == "https://news.example/a"
    assert found.facts.title == "Bridge & ferry"
    assert found.facts.author == "Ida Holm"
    assert found.facts.publisher == "The Vessby Post"
    assert found.facts.published == datetime(2026, 3, 2, 11, 40, tzinfo=zone)
    assert (found.facts.dated, found.facts.language, found.markup) == ("feed", "en", None)


def test_an_entry_of_atom_has_two_dates():
    found = one(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>A</title>'
        b'<link rel="self" href="https://news.example/x"/>'
        b'<link rel="alternate" href="../b?utm_source=feed"/>'
        b"<published>2026-03-02T10:00:00Z</published><updated>2026-03-03T10:00:00Z</updated>"
        b"</entry></feed>"
    )
    assert found.url == "https://news.example/b?utm_source=feed"
    assert found.facts.published == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert found.facts.modified == datetime(2026, 3, 3, 10, tzinfo=UTC)


def test_an_entry_of_atom_that_was_only_updated_has_no_date_of_publication():
    found = one(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://news.example/b"/>'
        b"<updated>2026-03-03T10:00:00Z</updated></entry></feed>"
    )
    assert (found.facts.published, found.facts.dated) == (None, None)
    assert found.facts.modified == datetime(2026, 3, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["", "text/xml", "application/rss+xml", "text/plain"])
@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "utf-8"),
        ("utf-8", "utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1", None),
        ("cp932", "x-sjis", None),
        ("gbk", "utf-8", "gb2312"),
        ("utf-16", "utf-8", None),
        ("utf-16-le", "utf-16", None),
    ],
)
def test_a_feed_is_read_in_its_encoding(kind, encoding, declared, charset):
    title = {"cp932": "橋を①閉鎖", "gbk": "朱镕基说大桥将关闭"}.get(encoding, "Brücke über Köln")
    body = rss(f"<link>/a</link><title>{title}</title>").decode()
    body = body.replace("1.0", f'1.0" encoding="{declared}', 1).encode(encoding)
    (found,) = entries(body, AT, kind, charset)
    assert found.facts.title == title


def test_a_wrong_byte_garbles_no_feed():
    body = rss("<link>/a</link><title>Færge til Ærø</title>", "<link>/b</link><title>Gr%e</title>")
    first, second = entries(body.replace(b"%", b"\xfc\xdf"), AT, "application/rss+xml", "utf-8")
    assert (first.facts.title, second.facts.title) == ("Færge til Ærø", "Grüße")


def test_a_wrong_byte_loses_no_sitemap():
    body = "<urlset><url><loc>/a</loc><title>Færge til Ærø</title></url><!-- % --></urlset>"
    found = sitemap(body.encode().replace(b"%", b"Gr\xfc\xdfe"), AT)
    assert [page.facts.title for page in found.pages] == ["Færge til Ærø"]


def test_rss_1_gives_the_date_of_dublin_core():
    found = one(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b'<item rdf:about="https://news.example/c"><link>https://news.example/c</link>'
        b"<title>C</title><dc:date>2026-03-02</dc:date></item></rdf:RDF>"
    )
    assert (found.facts.published, found.facts.dated) == (date(2026, 3, 2), "feed")


@pytest.mark.parametrize(
    ("item", "whole"),
    [
        (f"<content:encoded><![CDATA[{LONG}]]></content:encoded>", True),
        ("<content:encoded><![CDATA[<p>It met.</p>]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{LONG}<p>It met and …</p>]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{LONG}<a>Continue reading</a>]]></content:encoded>", False),
        (
            f"<content:encoded><![CDATA[{LONG}<p>It met and …</p><p>The post A appeared first on "
            "B.</p>]]></content:encoded>",
            False,
        ),
        (f"<description><![CDATA[{LONG}]]></description>", False),
    ],
)
def test_only_a_whole_text_stands_in_for_the_page(item, whole):
    found = one(rss(f"<link>https://news.example/a</link>{item}"))
    assert (found.markup is not None) == whole


@pytest.mark.parametrize(
    "when",
    ["", "<pubDate>yesterday</pubDate>", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>",
     "<pubDate>Fri, 01 Jan 2083 00:00:00 GMT</pubDate>"],
)  # fmt: skip
def test_what_is_no_date_is_none(when):
    assert one(rss(f"<link>https://news.example/a</link>{when}")).facts.published is None


@pytest.mark.parametrize(
    "written",
    [
        *("2026", "2026-03", "2026-060", "2026-W10-1", "03-04-26", "26-03-04", "10/11/12"),
        *("2026년 3월 4일", "Mon, 30 Feb 2026 11:40:00 GMT"),
    ],
)
def test_a_date_that_is_not_written_whole_is_not_guessed(written):
    date_of = f"<link>https://news.example/a</link><pubDate>{written}</pubDate>"
    assert one(rss(date_of)).facts.published is None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 02 Mar 26 11:40:00 GMT", "2026-03-02T11:40:00+00:00"),
        ("2 Mar 98 11:40 +0100", "1998-03-02T11:40:00+01:00"),
        ("Mo, 02 Mär 2026 11:40:00 +0100", "2026-03-02T11:40:00+01:00"),
        ("Sun Mar 1 2026 23:40:00 GMT-0500 (EST)", "2026-03-01T23:40:00-05:00"),
        ("lun., 02 mars 2026", "2026-03-02"),
    ],
)
def test_a_date_is_read_as_it_is_written(written, moment):
    date_of = f"<link>https://news.example/a</link><pubDate>{written}</pubDate>"
    assert one(rss(date_of)).facts.published.isoformat() == moment


def test_each_page_is_listed_once_and_what_has_no_address_is_not():
    listed = entries(
        rss(
            "<link>https://news.example/a</link><title>Newer</title>",
            "<link>https://news.example/a</link><title>Older</title>",
            "<title>Nowhere</title>",
            "<link>javascript:alert(1)</link>",
            "<link>mailto:desk@news.example</link>",
        ),
        AT,
    )
    assert [(entry.url, entry.facts.title) for entry in listed] == [
        ("https://news.example/a", "Newer")
    ]


@pytest.mark.parametrize("cut", ["</channel>", "Later", "</title><link>https://news.example/b"])
def test_of_a_feed_that_breaks_off_the_last_entry_is_left_out(cut):
    whole = rss(
        "<title>Now</title><link>https://news.example/a</link>",
        "<title>Later</title><link>https://news.example/b</link>",
    )
    broken = whole[: whole.index(cut.encode()) + len(cut) - 1]
    assert broken_off(broken)
    assert [entry.url for entry in entries(broken, AT)] == ["https://news.example/a"]


@pytest.mark.parametrize(
    "body",
    [
        rss(),
        rss() + b"\n<!-- made in 0.2 seconds -->\n",
        rss("<title>A & B <c</title><link>/a</link>"),
        rss("<link>/a</link>").decode().encode("utf-16"),
        b'<feed xmlns="http://www.w3.org/2005/Atom"></feed >',
        b'<feed xmlns="http://www.w3.org/2005/Atom"/>',
        b'<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"></atom:feed>',
        b'<rdf:RDF xmlns="http://purl.org/rss/1.0/"></rdf:RDF>',
    ],
)
def test_a_feed_that_is_closed_did_not_break_off(body):
    assert not broken_off(body)


@pytest.mark.parametrize(
    "body", [b"", b"<html><body><p>News.</p></body></html>", b"{}", b"\x00\xff", b"%PDF-1.7"]
)
def test_what_is_no_feed_is_none(body):
    assert entries(body, AT) is None
    assert sitemap(body, AT) is None


def test_a_sitemap_lists_pages_with_what_google_wants_to_know():
    found = sitemap(
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        b' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        b"<loc> https://news.example/a </loc><lastmod>2026-03-03T08:00:00+01:00</lastmod>"
        b"<news:news><news:publication><news:name>The Vessby Post</news:name>"
        b"<news:language>en</news:language></news:publication>"
        b"<news:publication_date>2026-03-02</news:publication_date>"
        b"<news:title>Bridge</news:title></news:news></url>"
        b"<url><loc>/b</loc></url><url><loc>file:///etc/passwd</loc></url><!-- c --></urlset>",
        AT,
    )
    first, second = found.pages
    assert (first.url, second.url) == ("https://news.example/a", "https://news.example/b")
    assert first.facts.published == date(2026, 3, 2)
    assert (first.facts.title, first.facts.publisher) == ("Bridge", "The Vessby Post")
    assert first.listed == "2026-03-03T08:00:00+01:00"
    assert (second.facts.published, second.facts.dated) == (None, None)


def test_a_sitemap_may_be_compressed_and_may_list_others():
    found = sitemap(
        gzip.compress(
            b"<sitemapindex><sitemap><loc>/one.xml</loc></sitemap>"
            b"<sitemap><loc>https://news.example/two.xml.gz</loc></sitemap></sitemapindex>"
        ),
        AT,
    )
    assert found.sitemaps == ("https://news.example/one.xml", "https://news.example/two.xml.gz")
    assert found.pages == ()


def test_a_bomb_lists_nothing():
    bomb = gzip.compress(b"<urlset>" + b" " * 200_000_000 + b"</urlset>")
    entities = (
        b'<!DOCTYPE u [<!ENTITY a "x"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        b"<urlset><url><loc>https://news.example/&b;&c;</loc></url></urlset>"
    )
    assert sitemap(bomb, AT) is None
    found = sitemap(entities, AT)
    assert found is None or all("root" not in page.url for page in found.pages)

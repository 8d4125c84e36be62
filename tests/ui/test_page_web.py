"""Pages and feeds of the web as sources, in a real browser, from a real site."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from local_site import Site, host, local, site
from page_driver import (
    CHROMIUM,
    ask,
    chips,
    marked,
    opened,
    quote,
    reindex,
    reported,
    served,
    titles,
    told,
    violations,
)

from index.embedding import SentenceEmbeddings
from index.sources import known
from index.web.fetch import Fetcher
from index.web.look import Web

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

LIGHTHOUSE = "The lighthouse of Karlsund was painted with 812 litres of red paint."
NEWS = {
    "/lighthouse": ("Lighthouse of Karlsund is red again", LIGHTHOUSE),
    "/goats": ("Goat festival of Ulvik", "The goat festival of Ulvik has 40 goats this year."),
}
FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>
<title>Karlsund Courier</title><link>{at}/</link>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{at}{path}</link>
<pubDate>Mon, 02 Nov 2026 11:40:00 +0100</pubDate><description>In brief …</description></item>"""
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article>
<h1>{title}</h1><p>It was done on Monday, as the council had promised in spring.</p><p>{text}</p>
<p>Nobody was hurt, and the weather was fair.</p></article></body></html>"""


class Courier:
    """What a small newspaper's site answers: a feed and its pages, which wait until `open`."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()
        self.feed = 200

    def answer(self, handler) -> None:
        path, at = handler.path, local(handler.server)
        if path == "/feed.xml":
            items = "".join(
                ITEM.format(at=at, path=path, title=title) for path, (title, _) in NEWS.items()
            )
            body = FEED.format(at=at, items=items) if self.feed == 200 else ""
            handler.reply(self.feed, body.encode(), Content_Type="application/rss+xml")
        elif path in NEWS:
            self.open.wait(60)
            title, text = NEWS[path]
            handler.reply(
                200, PAGE.format(title=title, text=text).encode(), Content_Type="text/html"
            )
        else:
            handler.reply(404)


@contextmanager
def reading(tmp_path, *others) -> Iterator[tuple]:
    """The paper, its site, and an index that may ask it, with the address of its server."""
    paper = Courier()
    (tmp_path / "home").mkdir()
    with site(paper.answer) as server:

        def resolver(name, port):
            return ["127.0.0.1"]

        fetcher = Fetcher([host(server), *others], pause=0, resolver=resolver)
        with served(tmp_path, SentenceEmbeddings(), Web(fetcher)) as (index, address):
            yield paper, server, index, address
            paper.open.set()


@pytest.fixture
def courier(tmp_path) -> Iterator[tuple[Courier, Site, object, str]]:
    with reading(tmp_path) as all_of_it:
        yield all_of_it


def sources(page):
    """The Library tab with its sources unfolded."""
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#articles p")
    page.click("#sources > button")
    page.wait_for_selector("#addresses textarea")


def paste(page, text):
    page.fill("#addresses textarea", text)
    page.click("#add-addresses")


def test_a_feed_is_pasted_read_asked_about_and_opened_at_the_sentence(window, courier):
    paper, server, index, address = courier
    page = opened(window, address)
    sources(page)
    paper.open.clear()
    paste(page, f"{local(server)}/feed.xml")
    page.wait_for_selector("#status p:has-text('Fetching 0 of 2 pages')")
    page.locator("#added").get_by_text(f"Added {local(server)}/feed.xml.").wait_for()
    paper.open.set()
    assert "2 added, 0 changed, 0 deleted, 0 unchanged." in reported(page)
    told(page, "1 – 2 of 2")
    assert set(titles(page)) == {title for title, _ in NEWS.values()}
    page.locator("#sources li", has_text=f"{local(server)}/feed.xml (a feed): read on").wait_for()
    assert page.input_value("#addresses textarea") == ""
    page.get_by_role("tab", name="Chat").click()
    message = ask(page, "How many litres of paint did the lighthouse of Karlsund get?")
    link = chips(message).first
    assert quote(index, link.get_attribute("href")) == LIGHTHOUSE
    assert "Karlsund Courier" in message.inner_text()
    link.click()
    assert marked(page) == LIGHTHOUSE
    frame = page.frame_locator("#article-pane iframe")
    assert frame.locator(f"a[href='{local(server)}/lighthouse']").count() == 1


def test_of_two_addresses_the_refused_one_stays_to_be_mended(window, courier):
    _, server, index, address = courier
    page = opened(window, address)
    sources(page)
    paste(page, f"http://127.0.0.1:1/\n{local(server)}/goats")
    page.locator("#added .problem", has_text="COPYDESK_PRIVATE_HOSTS").wait_for()
    assert "1 added" in reported(page)
    assert page.input_value("#addresses textarea") == "http://127.0.0.1:1/"
    page.locator("#sources li", has_text=f"{local(server)}/goats (a page): read on").wait_for()
    assert [one.location for one in known(index.library) if one.on_web] == [
        f"{local(server)}/goats"
    ]


def test_an_address_may_be_written_without_its_beginning(window, tmp_path):
    with reading(tmp_path, "news.example") as (_, server, index, address):
        page = opened(window, address)
        sources(page)
        paste(page, f"  {host(server)}/goats \n")
        told(page, "1 – 1 of 1")
        reported(page)
        paste(page, "news.example/feed.xml")
        row = page.locator("#sources li", has_text="https://news.example/feed.xml")
        row.get_by_text("could not be reached").wait_for()
        assert [one.location for one in known(index.library) if one.on_web] == [
            f"{local(server)}/goats",
            "https://news.example/feed.xml",
        ]
        paste(page, "- <feed:https://news.example/feed.xml>,")
        page.locator("#added", has_text="is a source already").wait_for()
        paste(page, "/home/me/articles\npost")
        page.locator("#added .problem", has_text="copydesk index /home/me/articles").wait_for()
        assert page.input_value("#addresses textarea") == "/home/me/articles\npost"
        paste(page, " ")
        page.locator("#added .problem", has_text="Write an address first").wait_for()


def test_a_feed_in_trouble_says_so_in_the_list_and_can_be_removed(window, courier):
    paper, server, index, address = courier
    page = opened(window, address)
    sources(page)
    paste(page, f"{local(server)}/feed.xml")
    told(page, "1 – 2 of 2")
    reported(page)
    paper.feed = 503
    assert "2 unchanged" in reindex(page)
    row = page.locator("#sources li", has_text="(a feed)")
    row.locator(".problem", has_text="answers 503: its server is in trouble").wait_for()
    told(page, "1 – 2 of 2")
    row.get_by_role("button", name="Remove this source").click()
    question = page.get_by_role("alert")
    question.get_by_text(
        f"Remove the source {local(server)}/feed.xml, and with it 2 art"
    ).wait_for()
    page.get_by_role("button", name="Leave all as it is").press("Enter")
    question.wait_for(state="hidden")
    page.wait_for_function("document.activeElement.innerText === 'Remove this source'")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Remove it", exact=True).click()
    told(page, "There are no articles yet.")
    row.wait_for(state="detached")
    assert not [one for one in known(index.library) if one.on_web]


def test_the_sources_with_addresses_break_no_rule(look, courier):
    paper, server, _, address = courier
    page = opened(look, address)
    sources(page)
    paste(page, f"{local(server)}/feed.xml\nhttp://127.0.0.1:1/")
    told(page, "1 – 2 of 2")
    reported(page)
    page.locator("#added .problem").wait_for()
    assert violations(page) == []
    paper.feed = 503
    reindex(page)
    row = page.locator("#sources li", has_text="(a feed)")
    row.locator(".problem").wait_for()
    assert violations(page) == []
    row.get_by_role("button", name="Remove this source").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []

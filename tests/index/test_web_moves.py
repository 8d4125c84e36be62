"""Pages that move, and articles that stand now in the feed, now on a page of their own."""

from html import escape

import pytest
from local_site import Handler, Site, local

from index.index import Index

TEXT = "".join(
    f"<p>In {year} the council of Vessby bought electric buses for {year - 1900} million.</p>"
    for year in range(1990, 2004)
)
PAGE = f"<html><head><title>Buses</title></head><body><h1>Buses</h1>{TEXT}</body></html>"


class Paper:
    """A site of one page, which may have moved, and of a feed that may give all of it."""

    def __init__(self) -> None:
        self.moved = self.whole = False
        self.status = 200

    def answer(self, handler: Handler) -> None:
        if handler.path == "/feed.xml":
            whole = f"<content type='html'>{escape(TEXT)}</content>" if self.whole else ""
            entry = f"<entry><title>Buses</title><link href='/a'/>{whole}</entry>"
            body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title>{entry}</feed>"
            handler.reply(200, body.encode(), Content_Type="application/atom+xml")
        elif self.status != 200:
            handler.reply(self.status)
        elif self.moved and handler.path == "/a":
            handler.reply(301, Location="/b")
        elif handler.headers["If-None-Match"] == '"same"':
            handler.reply(304)
        else:
            handler.reply(200, PAGE.encode(), Content_Type="text/html", ETag='"same"')


@pytest.fixture
def paper(asking) -> tuple[Paper, Site, Index]:
    made = Paper()
    return made, *asking(made.answer)


def only(index: Index):
    (entry,) = index.library.entries(limit=10)[1]
    return index.library.article(entry.article_id)


def test_a_page_that_moved_and_did_not_change_is_asked_for_where_it_is_now(paper) -> None:
    made, server, index = paper
    index.add(f"{local(server)}/a")
    index.sync()
    made.moved = True
    index.sync()
    assert only(index).url == f"{local(server)}/b"
    server.asked.clear()
    index.sync()
    assert server.pages == ["/b"]


def test_what_a_feed_gave_whole_stays_while_its_page_cannot_be_got(paper) -> None:
    made, server, index = paper
    made.whole = True
    index.add(f"{local(server)}/feed.xml")
    index.sync()
    text = only(index).text
    made.whole, made.status = False, 503
    report = index.sync()
    assert [failure.source for failure in report.failed] == [f"{local(server)}/a"]
    assert (report.changed, only(index).text) == ([], text)
    made.status = 200
    index.sync()
    assert '"same"' not in str(server.asked[-1][1])  # what was asked for is the page, not its text
    assert only(index).text == text

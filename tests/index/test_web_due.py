"""When a listed page is asked for again: after a tenth of the time since it was changed."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from local_site import Handler, host, local, site

from index.index import Index
from index.web.fetch import Fetcher
from index.web.look import Web

NOW = datetime(2026, 11, 26, 20, tzinfo=UTC)
OLD = NOW - timedelta(days=100)
PAGE = (
    b"<html><head><title>Buses</title></head><body><h1>Buses</h1><p>The council of Vessby bought "
    b"fourteen electric buses on Monday, and the old ones are to be sold in Norrtun.</p></body>"
)


@pytest.mark.parametrize("told_by", ["its sitemap", "its server"])
def test_a_page_is_due_by_when_it_was_changed(tmp_path, embeddings, told_by) -> None:
    listed = f"<lastmod>{OLD.isoformat()}</lastmod>" if told_by == "its sitemap" else ""
    sent = {"Last_Modified": format_datetime(OLD, usegmt=True)} if told_by == "its server" else {}

    def answer(handler: Handler) -> None:
        if handler.path == "/a":
            handler.reply(200, PAGE, Content_Type="text/html", **sent)
            return
        url = f"<url><loc>{local(handler.server)}/a</loc>{listed}</url>"
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        handler.reply(200, f'<urlset xmlns="{space}">{url}</urlset>'.encode())

    days = iter((0, 0, 1, 12))  # of each sync
    (tmp_path / "articles").mkdir()
    with site(answer) as server:
        web = Web(Fetcher([host(server)], pause=0), lambda: NOW + timedelta(days=next(days)))
        index = Index(tmp_path / "data", tmp_path / "articles", embeddings, web=web)
        index.add(f"{local(server)}/map.xml")
        index.sync()
        asked = []
        for _ in range(3):
            server.asked.clear()
            index.sync()
            asked.append(server.pages)
        index.close()
    assert asked == [["/map.xml"], ["/map.xml"], ["/map.xml", "/a"]]

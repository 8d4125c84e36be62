"""When a listed page is asked for again: after a tenth of the time since it was changed."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from local_site import Handler, local

NOW = datetime(2026, 11, 26, 20, tzinfo=UTC)
OLD = NOW - timedelta(days=100)
PAGE = (
    b"<html><head><title>Buses</title></head><body><h1>Buses</h1><p>The council of Vessby bought "
    b"fourteen electric buses on Monday, and the old ones are to be sold in Norrtun.</p></body>"
)


@pytest.mark.parametrize("told_by", ["its sitemap", "its server"])
def test_a_page_is_due_by_when_it_was_changed(asking, told_by) -> None:
    listed = f"<lastmod>{OLD.isoformat()}</lastmod>" if told_by == "its sitemap" else ""
    sent = {"Last_Modified": format_datetime(OLD, usegmt=True)} if told_by == "its server" else {}

    def answer(handler: Handler) -> None:
        if handler.path == "/a":
            handler.reply(200, PAGE, Content_Type="text/html", **sent)
            return
        url = f"<url><loc>{local(handler.server)}/a</loc>{listed}</url>"
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        handler.reply(200, f'<urlset xmlns="{space}">{url}</urlset>'.encode())

    server, index = asking(answer, (NOW + timedelta(days=day) for day in (0, 0, 1, 12)))
    index.add(f"{local(server)}/map.xml")
    index.sync()
    asked = []
    for _ in range(3):
        server.asked.clear()
        index.sync()
        asked.append(server.pages)
    assert asked == [["/map.xml"], ["/map.xml"], ["/map.xml", "/a"]]

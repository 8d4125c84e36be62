"""A site on this machine, and an index that asks it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from local_site import Handler, Site, host, site

from index.index import Index
from index.web.fetch import Fetcher
from index.web.look import Web

Pages = dict[str, tuple[int, str, str]]
"""By path: the status, the media type, and the body, or where it leads."""


@pytest.fixture
def pages() -> Pages:
    return {}


@pytest.fixture
def asked(pages: Pages, tmp_path, embeddings) -> Iterator[tuple[Site, Index]]:
    """A site of `pages`, and an index that may ask it, on whose clock each sync is a day later."""
    start, syncs = datetime.now(UTC), iter(range(1000))

    def answer(handler: Handler) -> None:
        status, kind, body = pages.get(handler.path, (404, "text/plain", ""))
        if 300 <= status < 400:
            handler.reply(status, Location=body)
        else:
            handler.reply(status, body.encode(), Content_Type=kind)

    (tmp_path / "articles").mkdir()
    with site(answer) as server:
        web = Web(Fetcher([host(server)], pause=0), lambda: start + timedelta(days=next(syncs)))
        index = Index(tmp_path / "data", tmp_path / "articles", embeddings, web=web)
        yield server, index
        index.close()

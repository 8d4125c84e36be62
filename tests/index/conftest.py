"""A site on this machine, and an index that asks it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Protocol

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


class Asking(Protocol):
    def __call__(
        self, answer: Callable[[Handler], None], times: Iterator[datetime] | None = None
    ) -> tuple[Site, Index]: ...


@pytest.fixture
def asking(tmp_path, embeddings) -> Iterator[Asking]:
    """Opens a site that answers so, and an index that may ask it.

    Each look of its clock is the next of `times`, else a day later: a sync looks once.
    """
    with ExitStack() as opened:

        def open_with(answer, times=None):
            start = datetime.now(UTC)
            times = times or (start + timedelta(days=day) for day in count())
            (tmp_path / "articles").mkdir()
            server = opened.enter_context(site(answer))
            web = Web(Fetcher([host(server)], pause=0), lambda: next(times))
            index = Index(tmp_path / "data", tmp_path / "articles", embeddings, web=web)
            opened.callback(index.close)
            return server, index

        yield open_with


@pytest.fixture
def asked(pages: Pages, asking) -> tuple[Site, Index]:
    """A site of `pages`, and an index on whose clock each sync is a day later."""

    def answer(handler: Handler) -> None:
        status, kind, body = pages.get(handler.path, (404, "text/plain", ""))
        if 300 <= status < 400:
            handler.reply(status, Location=body)
        else:
            handler.reply(status, body.encode(), Content_Type=kind)

    return asking(answer)

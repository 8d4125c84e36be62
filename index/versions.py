"""Earlier texts of articles: how long they are kept, so that an old answer's citations open."""

import logging
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta

from index.errors import CopydeskError
from index.library import Library

KEEP = timedelta(days=30)
"""How long an earlier text is kept that nothing cites."""

Cited = Callable[[], Collection[tuple[str, str]]]
"""Gives the article ids and versions whose texts are to be kept for as long as it does."""

log = logging.getLogger(__name__)


def expire(library: Library, cited: Cited) -> None:
    """Delete the texts that were replaced or deleted long ago and that nothing cites.

    Where it cannot be told what is cited, nothing is deleted.
    """
    before = (datetime.now(UTC) - KEEP).isoformat()
    with library.database.reading() as db:
        rows = db.execute("SELECT article_id, version FROM versions WHERE retired < ?", (before,))
        old = {(row["article_id"], row["version"]) for row in rows}
    if not old:
        return
    try:
        gone = old - set(cited())
    except CopydeskError as error:
        log.warning("No earlier text of an article was deleted: %s", error)
        return
    with library.database.writing() as db:
        db.executemany(
            "DELETE FROM versions WHERE article_id = ? AND version = ? AND retired < ?",
            [(*one, before) for one in gone],
        )

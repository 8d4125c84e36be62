"""Earlier texts, and how long they are kept."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.article import article_id
from index.embedding import SentenceEmbeddings
from index.errors import LibraryError
from index.index import Index
from index.versions import KEEP

BRIDGE = article_id(None, "bridge.txt")


@pytest.fixture
def kept(tmp_path: Path, home: Path, embeddings: SentenceEmbeddings) -> Iterator["Kept"]:
    made = Kept(tmp_path / "data", home, embeddings)
    yield made
    made.index.close()


class Kept:
    """An index whose text of the bridge was replaced some days ago."""

    def __init__(self, data: Path, home: Path, embeddings: SentenceEmbeddings) -> None:
        self.cited: Callable[[], Collection[tuple[str, str]]] = set
        self.index = Index(data, home, embeddings, cited=self._cited)
        self.index.sync()
        old = self.index.library.article(BRIDGE)
        assert old
        self.old = old.version
        (home / "bridge.txt").write_text("Bridge reopens\n\nIt cost 45 million.")

    def _cited(self) -> Collection[tuple[str, str]]:
        return self.cited()

    def after(self, days: float, *, dry_run: bool = False) -> bool:
        """Whether it is there after a sync so many days after it was replaced."""
        self.index.sync(dry_run=dry_run)
        retired = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        with self.index.library.database.writing() as db:
            db.execute("UPDATE versions SET retired = ? WHERE retired IS NOT NULL", (retired,))
        self.index.sync(dry_run=dry_run)
        return self.index.library.article(BRIDGE, self.old) is not None


def test_an_earlier_text_is_kept_for_a_month(kept: Kept) -> None:
    assert kept.after(KEEP.days - 1)
    assert not kept.after(KEEP.days + 1)
    assert kept.index.library.article(BRIDGE)


def test_one_that_is_cited_is_kept_until_it_is_not(kept: Kept) -> None:
    kept.cited = lambda: {(BRIDGE, kept.old), ("another", "text")}
    assert kept.after(400)
    kept.cited = lambda: {(BRIDGE, "another text"), ("another", kept.old)}
    assert not kept.after(400)


def test_the_text_of_a_deleted_article_is_kept_too(kept: Kept, home: Path) -> None:
    (home / "bridge.txt").unlink()
    kept.cited = lambda: [(BRIDGE, kept.old)]
    assert kept.after(400)
    assert kept.index.library.article(BRIDGE) is None


def test_nothing_is_deleted_where_it_cannot_be_told_what_is_cited(kept: Kept) -> None:
    def damaged() -> Collection[tuple[str, str]]:
        raise LibraryError("conversations.sqlite3 is damaged")

    kept.cited = damaged
    assert kept.after(400)


def test_a_dry_run_deletes_none(kept: Kept) -> None:
    kept.index.sync()
    assert kept.after(400, dry_run=True)

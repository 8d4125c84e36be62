"""Everything of one data folder: library, vectors, embedding model, search and sync."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index import removal
from index.difference import SyncReport
from index.embedding import SentenceEmbeddings
from index.errors import Busy, LibraryError, SourceError
from index.keywords import Keywords, Tokenizer
from index.library import Library
from index.mirror import Mirror
from index.owner import Ownership
from index.search import Search
from index.sentences import Sentences
from index.sources import Loss, Source, add, add_home, forget
from index.sync import Listener, Options, sync
from index.versions import Cited, expire
from index.web.fetch import Fetcher
from index.web.look import Web
from index.web.pasted import without_feed

REMOVAL_SECONDS = 20.0
"""How long a sync waits for an article that is being removed: else it would fail for that."""


class Index:
    """The index of one data folder.

    Any process may read the library and search it; what it changes, and Chroma, are the owner's.

    Args:
        folder: where the index lives; made if it is not there.
        home: the folder of articles that is always a source.
        embeddings: the model; loaded at first use.
        chroma_url: a Chroma server; `None` keeps the vectors in the folder.
        web: what looks at sources on the web; by default with no private host allowed.
        cited: the article ids and versions whose texts are kept however old they are.
    """

    def __init__(
        self,
        folder: Path,
        home: Path,
        embeddings: SentenceEmbeddings,
        chroma_url: str | None = None,
        web: Web | None = None,
        cited: Cited = lambda: (),
    ) -> None:
        self.library = Library(folder)
        self.ownership = Ownership(folder)
        self.embeddings = embeddings
        self.tokenizer = Tokenizer()
        self.home = add_home(self.library, home)
        self.search = Search(
            library=self.library,
            embeddings=embeddings,
            keywords=Keywords(self.library.database),
            tokenizer=self.tokenizer,
            mirror=self.mirror_if_current,
            comparable=self.comparable,
        )
        self.sentences = Sentences(self.library, self.tokenizer)
        self.web = web or Web(Fetcher())
        self._cited = cited
        self._chroma_url = chroma_url
        self._mirror: Mirror | None = None
        self._trouble: str | None = None
        self._opening = threading.Lock()
        self._syncing = threading.Lock()

    def mirror(self) -> Mirror:
        """The vectors, opened at first use.

        Raises:
            Busy: another process owns them.
        """
        with self._opening:
            if self._mirror is None:
                self._own()
                self._mirror = Mirror(self.library, self._chroma_url)
                self._trouble = None
            return self._mirror

    def mirror_if_current(self) -> Mirror | None:
        """The vectors in Chroma, where they can be searched now: they are ours and of our model."""
        if not self.ownership.held or not self.comparable():
            return None
        try:
            return self.mirror()
        except LibraryError as error:
            self._trouble = str(error)
            return None

    def comparable(self) -> bool:
        """Whether the vectors that the library has are of the model that is set."""
        return self.library.meta("embeddings") == self.embeddings.name

    def reads(self) -> bool:
        """Whether the tokens of passages are there to be read: of the packaged model only."""
        return self.keywords_only() is None and self.embeddings.packaged

    def keywords_only(self) -> str | None:
        """Why only keywords are searched, in a sentence; `None` where vectors are too."""
        made_with = self.library.meta("embeddings")
        if not made_with or self.comparable():
            return None
        return (
            f"The index was made with the embedding model {made_with!r} and "
            f"{self.embeddings.name!r} is set; until you re-index, only keywords are searched."
        )

    def hindrance(self) -> str | None:
        """What makes the search less than it is, or slower, in a sentence; `None` for nothing."""
        if not self.ownership.held:
            return (
                "Another Copydesk may be indexing here; what it has not come to yet is found by "
                "keywords only."
            )
        if reason := self.keywords_only():
            return reason
        if self._trouble:
            return f"{self._trouble} Until then, the search takes longer."
        return None

    def sync(
        self,
        sources: Sequence[Source] | None = None,
        *,
        dry_run: bool = False,
        allow_mass_delete: bool = False,
        agreed: Collection[Loss] = (),
        delete_gone: bool = False,
        progress: Listener = lambda progress: None,
    ) -> SyncReport:
        """See `index.sync.sync` and `index.sync.Options`.

        Raises:
            Busy: another process owns the vectors, or another sync runs.
        """
        with self._alone(wait=REMOVAL_SECONDS):
            if not dry_run:
                self._own()
            report = sync(
                self.library,
                self.embeddings,
                self.mirror,
                self.web,
                sources,
                Options(
                    dry_run=dry_run,
                    allow_mass_delete=allow_mass_delete,
                    agreed=agreed,
                    delete_gone=delete_gone,
                ),
                progress,
            )
            if not dry_run:
                expire(self.library, self._cited)
            return report

    def add(self, location: str | Path) -> Source:
        """Make a folder, a file or a web address known; see `index.sources.add`."""
        return add(self.library, location, self.web.fetcher.check)

    def add_address(self, address: str) -> Source:
        """Make a web address known, and nothing else.

        Raises:
            SourceError: it is none, or may not be fetched.
        """
        checked = self.web.fetcher.check(without_feed(address))
        return add(self.library, checked, self.web.fetcher.check)

    def forget(self, source: Source) -> None:
        """Forget a source; the next sync, even one of no source, deletes its articles.

        Raises:
            SourceError: it is not known, or is the home folder.
            Busy: as `sync`.
        """
        if source.id == self.home.id:
            raise SourceError(
                f"{source.location!r} is the folder that COPYDESK_ARTICLES names; set that to "
                "another folder instead."
            )
        with self._alone():
            self._own()
            forget(self.library, source)

    def remove(self, article_id: str) -> bool:
        """Take an article out, and leave it out at every sync; False where there is none such.

        Raises:
            Busy: as `sync`.
            LibraryError: the vectors cannot be used; nothing was taken out.
        """
        with self._alone():
            self._own()
            return removal.remove(self.library, self.mirror, article_id)

    def let_in(self, article_id: str) -> bool:
        """Let the next sync take a removed article in again; False where it was not removed.

        Raises:
            Busy: a sync runs.
        """
        with self._alone():
            return removal.let_in(self.library, article_id)

    @contextmanager
    def _alone(self, wait: float = 0) -> Iterator[None]:
        """Hold off every sync; while one runs, after so many seconds, this is `Busy`."""
        if not self._syncing.acquire(timeout=wait):
            raise Busy("The articles are being indexed already; wait until that is done.")
        try:
            yield
        finally:
            self._syncing.release()

    def _own(self) -> None:
        if not self.ownership.held and not self.ownership.take():
            raise Busy(f"Another Copydesk works on {self.library.folder}; wait until it is done.")

    def close(self) -> None:
        """Let go of everything."""
        with self._opening:
            if self._mirror is not None:
                self._mirror.close()
                self._mirror = None
        self.ownership.release()
        self.web.fetcher.close()
        self.library.close()

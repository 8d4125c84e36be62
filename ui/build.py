"""The one place where everything is built from the settings."""

from contextlib import closing
from pathlib import Path

from assistant.assistant import Assistant
from assistant.conversations import FILE, Conversations
from assistant.model import open_or_stand_in
from assistant.models.entailment import Entailment
from assistant.models.reranker import Reranker
from assistant.models.support import Support
from assistant.verify import Checker, Verifier
from assistant.write import Writer
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.web.fetch import Fetcher
from index.web.look import Web
from ui.settings import Settings


def build_index(settings: Settings) -> Index:
    """The index of the data folder."""
    return Index(
        settings.data,
        settings.articles,
        SentenceEmbeddings(settings.embeddings),
        settings.chroma_url,
        Web(Fetcher(settings.private_hosts.split(","), settings.contact)),
        lambda: cited(settings.data),
    )


def cited(folder: Path) -> set[tuple[str, str]]:
    """What the conversations kept in a data folder cite; see `Conversations.cited`.

    Raises:
        LibraryError: the file of them cannot be read.
    """
    if not (folder / FILE).exists():
        return set()
    with closing(Conversations(folder)) as kept:
        return kept.cited()


def build_assistant(index: Index, settings: Settings) -> Assistant:
    """The assistant that answers from an index."""
    reranker = Reranker(settings.reranker) if settings.reranker else None
    return Assistant(index, reranker=reranker, writer=build_writer(index, settings))


def build_writer(index: Index, settings: Settings) -> Writer | None:
    """What writes the answers; `None` where no model is set.

    Raises:
        ModelError: what is set is no name of a model.
    """
    if not settings.model:
        return None
    model = open_or_stand_in(settings.model, settings.model_url)
    verifier = Verifier(build_checker(settings), index.library.publishers, index.library.text)
    return Writer(model, verifier)


def build_checker(settings: Settings) -> Checker:
    """What tells how well a text supports a sentence."""
    return Entailment(settings.checker) if settings.checker else Support()

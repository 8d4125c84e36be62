"""The one place where everything is built from the settings."""

from assistant.assistant import Assistant
from assistant.model import open_model
from assistant.reranker import Reranker
from assistant.support import Support
from assistant.verify import Verifier
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
    )


def build_assistant(index: Index, settings: Settings) -> Assistant:
    """The assistant that answers from an index."""
    reranker = Reranker(settings.reranker) if settings.reranker else None
    return Assistant(index, reranker=reranker, writer=build_writer(index, settings))


def build_writer(index: Index, settings: Settings) -> Writer | None:
    """What writes the answers; `None` where no model is set.

    Raises:
        ModelError: the model that is set cannot be used.
    """
    if not settings.model:
        return None
    model = open_model(settings.model, settings.model_url)
    verifier = Verifier(Support(), index.library.publishers, index.library.text)
    return Writer(model, verifier)

"""The one place where everything is built from the settings."""

from assistant.assistant import Assistant
from assistant.reranker import Reranker
from index.embedding import SentenceEmbeddings
from index.index import Index
from ui.settings import Settings


def build_index(settings: Settings) -> Index:
    """The index of the data folder."""
    return Index(
        settings.data,
        settings.articles,
        SentenceEmbeddings(settings.embeddings),
        settings.chroma_url,
    )


def build_assistant(index: Index, settings: Settings) -> Assistant:
    """The assistant that answers from an index."""
    reranker = Reranker(settings.reranker) if settings.reranker else None
    return Assistant(index, reranker=reranker)

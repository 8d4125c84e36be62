"""The settings: from the environment or `.env`, all beginning with COPYDESK_."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What two people would set differently."""

    model_config = SettingsConfigDict(
        env_prefix="COPYDESK_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    articles: Path = Field(
        default=Path("articles"), description="Folder of articles, always a source"
    )
    data: Path = Field(default=Path(".copydesk"), description="Folder where the index lives")
    embeddings: str | None = Field(
        default=None,
        description="A sentence-transformers model, by name or folder; empty: the packaged one",
    )
    model: str | None = Field(
        default=None,
        description="A chat model, as provider:name or gguf:PATH; empty: answers are quotes",
    )
    model_url: str | None = Field(
        default=None, description="Where the chat model is served, if not at its provider's"
    )
    checker: str | None = Field(
        default=None,
        description="A cross-encoder trained on entailment that checks what is written, by name or "
        "folder; empty: the packaged one",
    )
    reranker: str | None = Field(
        default=None,
        description="A cross-encoder to order the passages found, by name or folder; empty: none",
    )
    private_hosts: str = Field(
        default="",
        description="Hosts of a private network that may be fetched from, separated by commas, "
        "as name or name:port",
    )
    contact: str = Field(
        default="",
        description="How a site can reach who fetches from it: an address in the user agent",
    )
    chroma_url: str | None = Field(
        default=None, description="A Chroma server; empty: the vectors live in the data folder"
    )

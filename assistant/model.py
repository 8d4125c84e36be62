"""The chat model that writes, where one is set: one that LangChain knows, or a file run here."""

import importlib.util
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatResult
from pydantic import SecretStr

from index.errors import ModelError

log = logging.getLogger(__name__)

GGUF = "gguf"
CONTEXT = 4096
"""Tokens that a model file has for a question, its evidence and its answer."""
TOKENS = 400
"""Tokens of an answer: five short sentences with their ids."""
PATIENCE = 60.0
"""Seconds without an answer, or without its next word, after which the quotes are the answer."""
EXTRAS = {
    "openai": "openai",
    "azure_openai": "openai",
    "anthropic": "anthropic",
    "ollama": "ollama",
    "google_genai": "google",
    GGUF: "local",
}
"""The extra of this package that brings what a provider needs."""
NEEDED = {
    "openai": ("langchain", "langchain_openai"),
    "anthropic": ("langchain", "langchain_anthropic"),
    "ollama": ("langchain", "langchain_ollama"),
    "google": ("langchain", "langchain_google_genai"),
    "local": ("xllamacpp", "langchain_openai"),
}
EXAMPLES = {
    "openai": "openai:gpt-5-mini",
    "anthropic": "anthropic:claude-haiku-4-5",
    "google_genai": "google_genai:gemini-2.5-flash",
    "ollama": "ollama:llama3.2",
    GGUF: "gguf:/models/some-model.gguf",
}
KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
}
"""The environment variable that holds a provider's key."""


class Unusable(BaseChatModel):
    """Stands in for a model that cannot be used: whoever asks it anything is told why."""

    problem: str

    @property
    def _llm_type(self) -> str:
        return "unusable"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **options: Any,
    ) -> ChatResult:
        raise ModelError(self.problem)


def open_or_stand_in(name: str, url: str | None = None) -> BaseChatModel:
    """The chat model of that name or, where it cannot be used here, what says so when it is asked:
    the quotes are the answer then. See `open_model`.

    Raises:
        ModelError: the name is none, which nothing that is installed or put there can mend.
    """
    _parted(name)
    try:
        return open_model(name, url)
    except ModelError as error:
        return Unusable(problem=str(error))


def open_model(name: str, url: str | None = None) -> BaseChatModel:
    """The chat model of that name; nothing is asked of it yet.

    Args:
        name: `provider:name` as LangChain's `init_chat_model` takes it, or `gguf:PATH`.
        url: where it is served, for a server that speaks a provider's language.

    Raises:
        ModelError: the name is none, or what it needs is not installed or not there.
    """
    provider, rest = _parted(name)
    missing = lacks(provider)
    if missing:
        extra = EXTRAS.get(provider)
        remedy = f"pip install 'copydesk[{extra}]'" if extra else f"pip install {missing[0]}"
        raise ModelError(
            f"{name} needs {' and '.join(missing)}; install what is missing with `{remedy}`."
        )
    if provider == GGUF:
        return _in_process(Path(rest).expanduser())
    from langchain.chat_models import init_chat_model  # noqa: PLC0415 - an extra

    options: dict[str, Any] = {"timeout": PATIENCE, "max_retries": 1, "max_tokens": TOKENS}
    if provider == "ollama":  # it knows neither, and its server has no key to be limited by
        options = {"num_predict": TOKENS, "client_kwargs": {"timeout": PATIENCE}}
    if url:
        options["base_url"] = url
        if provider == "openai" and not _key(provider):
            options["api_key"] = "none"
    try:
        return init_chat_model(  # type: ignore[no-any-return]
            rest, model_provider=provider, temperature=0, **options
        )
    except Exception as error:  # each provider's package has errors of its own
        if provider in KEYS and not _key(provider):
            raise ModelError(f"{name} needs a key; set {KEYS[provider]} to yours.") from error
        raise ModelError(f"{name} could not be set up: {_first_line(error)}") from error


@dataclass(frozen=True, slots=True)
class Provider:
    """What a provider needs, and what of that is there.

    `missing` are packages; `key` is the environment variable that holds its key, where it needs
    one, and `has_key` whether it is set.
    """

    name: str
    extra: str
    missing: tuple[str, ...]
    key: str | None
    has_key: bool
    example: str


def providers() -> list[Provider]:
    """The providers that this package has an extra for."""
    return [
        Provider(name, EXTRAS[name], tuple(lacks(name)), KEYS.get(name), _key(name), example)
        for name, example in EXAMPLES.items()
    ]


def answers(model: BaseChatModel) -> str | None:
    """Ask a model for a word; what is wrong, in a sentence, or `None` where it answers."""
    from assistant.write import why  # noqa: PLC0415 - it imports this module's kin

    try:
        model.invoke("Answer with one word: ready")
    except Exception as error:  # noqa: BLE001 - each provider's package has errors of its own
        log.warning("the model failed: %s: %s", type(error).__name__, error)
        return why(error)
    return None


def lacks(provider: str) -> list[str]:
    """The packages that a provider needs and that are not installed."""
    needed = NEEDED.get(EXTRAS.get(provider, ""), ("langchain",))
    return [
        package.replace("_", "-") for package in needed if not importlib.util.find_spec(package)
    ]


def _key(provider: str) -> bool:
    return bool(os.environ.get(KEYS.get(provider, "")))


def _parted(name: str) -> tuple[str, str]:
    provider, _, rest = name.partition(":")
    if not rest:
        raise ModelError(
            f"COPYDESK_MODEL is {name!r}; write provider:name, as in openai:gpt-5-mini or "
            "ollama:llama3.2, or gguf:PATH for a model file."
        )
    return provider, rest


def _first_line(error: BaseException) -> str:
    """What an error says, as the end of a sentence."""
    line = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
    return f"{line.rstrip('.')}."


def _in_process(path: Path) -> BaseChatModel:
    """A model file, run by llama.cpp in this process and asked over a port of this machine."""
    if not path.is_file():
        raise ModelError(f"There is no model file {path}; COPYDESK_MODEL names it after gguf:.")
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise ModelError(f"{path} is not a GGUF model file.")
    import xllamacpp  # noqa: PLC0415 - an extra
    from langchain_openai import ChatOpenAI  # noqa: PLC0415

    if path not in _SERVERS:
        _SERVERS[path] = _served(xllamacpp, path)
    return ChatOpenAI(
        base_url=f"{_SERVERS[path].listening_address}/v1",
        api_key=SecretStr("none"),
        model=path.stem,
        temperature=0,
        max_completion_tokens=TOKENS,
        stream_usage=True,
        timeout=PATIENCE,
        max_retries=0,
    )


_SERVERS: dict[Path, Any] = {}
"""The model files that this process runs: each is loaded once, and for as long as it lives."""


def _served(xllamacpp: Any, path: Path) -> Any:
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.verbosity = 0
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise ModelError(f"{path} could not be loaded: {_first_line(error)}") from error

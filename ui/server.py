"""The server: API, article page and chat in one FastAPI application."""

import asyncio
import ipaddress
import logging
import socket
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.assistant import Assistant
from assistant.conversations import Conversations
from index.errors import CopydeskError
from ui.api import api_router, explain_errors
from ui.background import Background, Tell
from ui.docs import add_docs
from ui.documents import documents_router
from ui.jobs import Jobs
from ui.page import PAGE_CSP, build_page, mount_page
from ui.schedule import Schedule
from ui.visitor import introduce
from ui.watch import Watch

log = logging.getLogger(__name__)
SAFE = {"GET", "HEAD", "OPTIONS"}
"""Methods that change nothing (RFC 9110, 9.2.1)."""
LOOK_AGAIN_SECONDS = 1.0
"""How often a server that does not own the vectors tries to."""

STOP_SECONDS = 10.0
"""How long a sync that runs may take to stop when serving ends; then it is cut off."""


def create_app(
    assistant: Assistant,
    host: str = "127.0.0.1",
    *,
    every: float | None = None,
    watch: bool = False,
    tell: Tell = lambda job: None,
) -> FastAPI:
    """The application over an assistant and its index.

    Args:
        host: where it will listen; on a loopback address it answers to loopback names alone,
            so that no web page can reach it through a name of its own (DNS rebinding).
        every: seconds after which all known sources are read again; `None`: when asked.
        watch: whether what changes in known folders and files is taken in.
        tell: hears of each sync that `every` or `watch` began, when it has ended.
    """
    index = assistant.index
    jobs = Jobs(index)
    workers: list[Background] = [Schedule(jobs, every, tell)] if every else []
    workers += [Watch(index, jobs, tell=tell)] if watch else []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        for worker in workers:
            worker.start()
        yield
        for worker in workers:
            await asyncio.to_thread(worker.stop)
        jobs.cancel()
        await asyncio.to_thread(jobs.wait, STOP_SECONDS)

    app = FastAPI(
        lifespan=lifespan,
        title="Copydesk",
        description="Questions about news articles, answered in quotes that can be checked.",
        docs_url=None,  # FastAPI's own pages load their scripts from other hosts
        redoc_url=None,
    )
    conversations = Conversations(index.library.folder)
    app.state.conversations = conversations
    app.include_router(api_router(assistant, index, jobs))
    explain_errors(app)
    add_docs(app)

    app.include_router(documents_router(index, conversations))
    app.middleware("http")(_guard)
    if _loopback(host):
        names = ["127.0.0.1", "localhost", "[::1]", host]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False)
    return mount_page(app, build_page(assistant, index, jobs, conversations))


async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """No other site may make a reader's browser act here, and a page loads nothing from others."""
    if request.method not in SAFE and _of_another_site(request):
        return JSONResponse({"detail": "Another site may not ask for this."}, 403)
    response = await call_next(request)
    introduce(request, response)
    response.headers.setdefault("Content-Security-Policy", PAGE_CSP)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response


def _of_another_site(request: Request) -> bool:
    """Whether a browser says that another site's page asks.

    `Sec-Fetch-Site` says it where there is one: over plain http only for this machine. `Origin`
    does elsewhere; programs send neither. Behind a proxy the host may be another than the page's.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site == "same-origin":
        return False
    if origin is None:
        return site in ("cross-site", "same-site")
    scheme, _, named = origin.lower().partition("://")
    default = ":443" if scheme == "https" else ":80"
    own = request.headers.get("host", "").lower().removesuffix(default)
    return site == "cross-site" or not named or named.removesuffix(default) != own


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to an address; port 0 takes any that is free.

    Raises:
        CopydeskError: the port is taken, or the address is not of this machine.
    """
    try:
        return socket.create_server((host, port), family=_family(host))
    except OSError as error:
        raise CopydeskError(
            f"Port {port} on {host} cannot be used ({error.strerror}); another program may have "
            "it. Choose another one with --port."
        ) from error


def serve(
    assistant: Assistant,
    host: str,
    port: int,
    ready: Callable[[str], None],
    *,
    every: float | None = None,
    watch: bool = False,
    tell: Tell = lambda job: None,
) -> None:
    """Serve until stopped.

    Args:
        ready: called with the address, once it answers.
        every: see `create_app`, as for `watch` and `tell`.
    """
    with listen(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}"
        app = create_app(assistant, host, every=every, watch=watch, tell=tell)
        threading.Thread(target=_own, args=(assistant, address), daemon=True).start()
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=1,  # an open page's event streams would never end
        )
        server = uvicorn.Server(config)
        logging.getLogger("uvicorn.error").addFilter(lambda record: not _is_end(server, record))
        threading.Thread(target=_tell, args=(server, address, ready), daemon=True).start()
        try:
            server.run(sockets=[listener])
        finally:
            app.state.conversations.close()


def _is_end(server: uvicorn.Server, record: logging.LogRecord) -> bool:
    """Whether a log line only says that an open page's event stream was cut when serving ended."""
    if not server.should_exit:
        return False
    error = record.exc_info[1] if record.exc_info else None
    while error and not isinstance(error, asyncio.CancelledError):
        error = error.__cause__ or error.__context__
    return error is not None or "timeout graceful shutdown" in record.getMessage()


def _own(assistant: Assistant, address: str) -> None:
    """Load the models, and become the owner as soon as no other process is; questions are answered
    before that too."""
    index = assistant.index
    owned = index.ownership.take(address)
    if index.library.extent().articles:
        _attempt(assistant.load)
    while not owned:
        time.sleep(LOOK_AGAIN_SECONDS)
        owned = index.ownership.take(address)
    _attempt(index.mirror)


def _attempt(step: Callable[[], object]) -> None:
    """Do it; why that cannot be is for the log, and for whoever asks."""
    try:
        step()
    except CopydeskError as error:
        log.error("%s", error)  # noqa: TRY400 - meant for a person


def _tell(server: uvicorn.Server, address: str, ready: Callable[[str], None]) -> None:
    while not server.started:
        time.sleep(0.05)
    ready(address)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

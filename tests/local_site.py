"""A web site on this machine, for what fetches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from benchmarks.site import running

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says, and notes what was asked."""

    protocol_version = "HTTP/1.1"
    server: "Site"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        if self.path == "/robots.txt":
            self.server.robots(self)
        else:
            self.server.answer(self)

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Site(ThreadingHTTPServer):
    """A site on this machine; `asked` are the requests so far."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.robots: Answer = lambda handler: handler.reply(404)
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who leaves while it is being answered leaves; the test says whether it should."""

    @property
    def pages(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def site(answer: Answer) -> Iterator[Site]:
    with Site(answer) as server, running(server):
        yield server


def local(server: Site) -> str:
    """Its address, which is of this machine."""
    return f"http://{host(server)}"


def host(server: Site) -> str:
    """Its host and port."""
    return f"127.0.0.1:{server.server_address[1]}"

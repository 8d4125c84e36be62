"""A web site on this machine, which answers as a function says and knows what it sent before."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML, XML = "text/html; charset=utf-8", "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a request; `location` is where a redirect leads."""

    status: int = 200
    body: str = ""
    kind: str = HTML
    location: str = ""


class Site(ThreadingHTTPServer):
    """A site; `said` counts its answers by status, without those for robots.txt."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, answer: Callable[[str], Answer], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.answer = answer
        self.said: Counter[int] = Counter()

    @property
    def host(self) -> str:
        """Its host and port."""
        return f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who is killed while it is being answered leaves."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Site

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.reply(Answer(404))
            return
        found = self.server.answer(self.path)
        etag = f'"{hashlib.sha256(found.body.encode()).hexdigest()[:16]}"'
        if found.status == 200 and self.headers["If-None-Match"] == etag:
            found = Answer(304)
        self.server.said[found.status] += 1
        self.reply(found, etag if found.status == 200 else "")

    def reply(self, found: Answer, etag: str = "") -> None:
        body = found.body.encode()
        self.send_response(found.status)
        headers = {"Content-Type": found.kind, "ETag": etag, "Location": found.location}
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(answer: Callable[[str], Answer], port: int = 0) -> Iterator[Site]:
    """Serve until the end of the block; port 0 takes any that is free."""
    with Site(answer, port) as site, running(site):
        yield site


@contextmanager
def running(server: ThreadingHTTPServer) -> Iterator[None]:
    """Answer requests until the end of the block."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()

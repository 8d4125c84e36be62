"""Fetching: nothing private is ever reached, limits hold, sites are asked politely.

`ssrf.json` and `ssrf_allowed.json` were written before the code. What is public there is answered
by a real server on this machine: the network under the fetcher's own takes every address that was
let through to it, and notes which it was.
"""

import codecs
import gzip
import json
import time
import zlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpcore
import pytest
from local_site import Answer, Handler, Site, host, local, site

from index.errors import SourceError
from index.web import fetch
from index.web.addresses import Refused, checked
from index.web.fetch import Fetcher, FetchError

HERE = Path(__file__).parent
ATTACKS = json.loads((HERE / "ssrf.json").read_text())
ALLOWED = json.loads((HERE / "ssrf_allowed.json").read_text())
PUBLIC = {"93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "172.32.0.1", "100.128.0.1"}
"""Every address of the two lists that may be connected to."""


class Plain(httpcore.NetworkStream):
    """A connection without TLS, whatever is asked for: the server here has no certificate."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def start_tls(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        return self

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return None if info == "ssl_object" else self._stream.get_extra_info(info)


class Internet(httpcore.NetworkBackend):
    """Every address is the one server; `reached` are those that were asked for."""

    def __init__(self, server: Site) -> None:
        self._port = server.server_address[1]
        self.reached: list[str] = []

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> Plain:
        self.reached.append(host)
        return Plain(httpcore.SyncBackend().connect_tcp("127.0.0.1", self._port, *args, **kwargs))


def resolver(item: dict[str, Any]) -> Callable[[str, int], list[str]]:
    """What the list says of names: at the second look-up what it says under `then`."""
    looked_up: dict[str, int] = defaultdict(int)
    known = {"public.example": ["93.184.216.34"]} | item.get("resolves", {})

    def resolve(host: str, port: int) -> list[str]:
        looked_up[host] += 1
        later = item.get("then", {}) if looked_up[host] > 1 else {}
        if all(part.isdigit() for part in host.split(".")) or ":" in host:
            return known.get(host, [host])
        if host not in known:
            raise OSError(f"no such host: {host}")
        return later.get(host, known[host])

    return resolve


def follow(item: dict[str, Any]) -> Answer:
    """Answers with the item's redirects one after the other, then with its page."""
    left = list(item.get("redirects", []))

    def answer(handler: Handler) -> None:
        if left:
            handler.reply(302, Location=left.pop(0))
        else:
            handler.reply(200, item.get("body", "<p>News.</p>").encode(), **item.get("headers", {}))

    return answer


@pytest.mark.parametrize("item", ATTACKS, ids=[item["name"] for item in ATTACKS])
def test_attack_reaches_nothing_private(item: dict[str, Any]) -> None:
    with site(follow(item)) as server:
        internet = Internet(server)
        fetcher = Fetcher(pause=0, resolver=resolver(item), network=internet)
        try:
            fetcher.get(item["address"])
        except SourceError as error:
            assert isinstance(error, Refused | FetchError)
            assert str(error).endswith((".", ")"))
        else:
            assert item.get("either"), "it got through"
        finally:
            fetcher.close()
    assert set(internet.reached) <= PUBLIC


@pytest.mark.parametrize("item", ALLOWED, ids=[item["name"] for item in ALLOWED])
def test_what_is_public_is_fetched(item: dict[str, Any]) -> None:
    with site(follow(item)) as server:
        internet = Internet(server)
        fetcher = Fetcher(pause=0, resolver=resolver(item), network=internet)
        found = fetcher.get(item["address"])
        fetcher.close()
    assert (found.status, found.body) == (200, b"<p>News.</p>")
    assert internet.reached
    assert set(internet.reached) <= PUBLIC


def allowed(server: Site, **options: Any) -> Fetcher:
    """A fetcher that may ask the server, which is on this machine."""
    return Fetcher([host(server)], **({"pause": 0} | options))


def test_private_host_is_fetched_where_a_person_allowed_it() -> None:
    with site(lambda handler: handler.reply(200, b"inside")) as server:
        fetcher = allowed(server)
        assert fetcher.get(local(server)).body == b"inside"
        with pytest.raises(Refused, match="COPYDESK_PRIVATE_HOSTS"):
            fetcher.get("http://127.0.0.1:9/")  # another port of the same host
        fetcher.close()


def test_name_that_is_allowed_is_no_door_for_others() -> None:
    assert checked("http://cms.lan/a", {"cms.lan"}) == "http://cms.lan/a"
    with pytest.raises(Refused):
        checked("http://other.lan/a", {"cms.lan"})


def test_condition_is_sent_and_unchanged_is_told() -> None:
    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"1"':
            handler.reply(304, ETag='"1"')
        else:
            handler.reply(200, b"<p>a</p>", ETag='"1"', Content_Type="text/html; charset=utf-8")

    with site(answer) as server:
        fetcher = allowed(server)
        first = fetcher.get(f"{local(server)}/a")
        assert (first.status, first.etag, first.kind, first.charset) == (
            200,
            '"1"',
            "text/html",
            "utf-8",
        )
        assert fetcher.get(f"{local(server)}/a", first.etag, first.modified).status == 304
        fetcher.close()


@pytest.mark.parametrize(
    ("status", "moved"), [(301, True), (308, True), (302, False), (307, False)]
)
def test_only_a_permanent_redirect_is_a_move(status: int, moved: bool) -> None:
    def answer(handler: Handler) -> None:
        if handler.path == "/old":
            handler.reply(status, Location="/new")
        else:
            handler.reply(200, b"there")

    with site(answer) as server:
        fetcher = allowed(server)
        found = fetcher.get(f"{local(server)}/old")
        fetcher.close()
        assert (found.url, found.moved) == (f"{local(server)}/new", moved)


def test_temporary_redirect_on_the_way_is_no_move() -> None:
    def answer(handler: Handler) -> None:
        step = {"/a": (301, "/b"), "/b": (302, "/c")}.get(handler.path)
        handler.reply(step[0], Location=step[1]) if step else handler.reply(200, b"there")

    with site(answer) as server:
        fetcher = allowed(server)
        assert not fetcher.get(f"{local(server)}/a").moved
        fetcher.close()


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_what_robots_txt_asks_not_to_be_fetched_is_not(mark: bytes) -> None:
    def robots(handler: Handler) -> None:
        handler.reply(
            200, mark + b"User-agent: *\nDisallow: /private/\n\nUser-agent: other\nDisallow: /"
        )

    with site(lambda handler: handler.reply(200, b"page")) as server:
        server.robots = robots
        fetcher = allowed(server)
        fetcher.get(f"{local(server)}/news")
        with pytest.raises(FetchError, match=r"robots\.txt says so"):
            fetcher.get(f"{local(server)}/private/a")
        fetcher.close()
        assert server.pages == ["/news"]
        assert [path for path, _ in server.asked].count("/robots.txt") == 1


def test_redirect_to_what_robots_txt_forbids_is_not_followed() -> None:
    with site(lambda handler: handler.reply(302, Location="/private/a")) as server:
        server.robots = lambda handler: handler.reply(200, b"User-agent: *\nDisallow: /private/")
        fetcher = allowed(server)
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher.get(f"{local(server)}/a")
        fetcher.close()
        assert server.pages == ["/a"]


def test_host_whose_robots_txt_is_in_trouble_is_left_alone() -> None:
    with site(lambda handler: handler.reply(200, b"page")) as server:
        server.robots = lambda handler: handler.reply(503)
        fetcher = allowed(server)
        with pytest.raises(FetchError, match="could not be read"):
            fetcher.get(f"{local(server)}/a")
        fetcher.close()
        assert server.pages == []


def test_host_is_asked_with_a_pause_between() -> None:
    slept: list[float] = []
    with site(lambda handler: handler.reply(200, b"page")) as server:
        server.robots = lambda handler: handler.reply(200, b"User-agent: *\nCrawl-delay: 5")
        fetcher = allowed(server, pause=1.0, clock=lambda: sum(slept), sleep=slept.append)
        fetcher.get(f"{local(server)}/a")
        fetcher.get(f"{local(server)}/b")
        fetcher.close()
    assert slept == [5.0, 5.0]


def test_site_is_told_who_asks() -> None:
    with site(lambda handler: handler.reply(200, b"page")) as server:
        fetcher = allowed(server, contact="desk@paper.example")
        fetcher.get(f"{local(server)}/a")
        fetcher.close()
        agents = {headers["User-Agent"] for _, headers in server.asked}
    (agent,) = agents
    assert agent.startswith("Copydesk/")
    assert "desk@paper.example" in agent


def test_answer_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 100_000)
    with site(lambda handler: handler.reply(200, bytes(100_001))) as server:
        fetcher = allowed(server)
        with pytest.raises(FetchError, match="larger than"):
            fetcher.get(f"{local(server)}/a")
        fetcher.close()


def raw_deflate(body: bytes) -> bytes:
    """A body without the head and the sum of zlib, as some servers send `deflate`."""
    return zlib.compress(body, wbits=-zlib.MAX_WBITS)


def twice(body: bytes) -> bytes:
    return gzip.compress(gzip.compress(body))


PACKED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("gzip, gzip", twice),
    ("deflate, GZIP", lambda body: gzip.compress(raw_deflate(body))),
    ("gzip", twice),
    ("identity", gzip.compress),
    ("", gzip.compress),
]


@pytest.mark.parametrize(("coding", "pack"), PACKED)
def test_compressed_bomb_is_stopped_on_the_way(coding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(bytes(200_000_000))

    with site(lambda handler: handler.reply(200, packed, Content_Encoding=coding)) as server:
        fetcher = allowed(server)
        with pytest.raises(FetchError, match="larger than"):
            fetcher.get(f"{local(server)}/a")
        fetcher.close()


@pytest.mark.parametrize(
    ("coding", "pack"), [*PACKED, ("utf-8", bytes), ("none", bytes), ("identity, none", bytes)]
)
def test_compressed_page_is_read(coding: str, pack: Callable[[bytes], bytes]) -> None:
    page = b"<p>News.</p>" * 20_000
    packed = pack(page)
    with site(lambda handler: handler.reply(200, packed, Content_Encoding=coding)) as server:
        fetcher = allowed(server)
        assert fetcher.get(f"{local(server)}/a").body == page
        fetcher.close()


@pytest.mark.parametrize(("path", "kind"), [("/a.gz", "text/xml"), ("/a", "application/gzip")])
def test_file_that_is_compressed_stays_it(path: str, kind: str) -> None:
    packed = gzip.compress(b"<urlset/>")
    with site(lambda handler: handler.reply(200, packed, Content_Type=kind)) as server:
        fetcher = allowed(server)
        assert fetcher.get(f"{local(server)}{path}").body == packed
        fetcher.close()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (b"no gzip", "gzip"),
        (gzip.compress(b"a" * 9, mtime=0)[:-4], "gzip"),
        (gzip.compress(b"a" * 9, mtime=0)[:-4], ""),
        (b"\xff\xffdamaged", "deflate"),
        (b"x", "br"),
        (b"x", "gzip, zstd"),
        (b"x", ", ".join(["gzip"] * 1000)),
    ],
)
def test_damaged_answer_says_so(body: bytes, coding: str) -> None:
    with site(lambda handler: handler.reply(200, body, Content_Encoding=coding)) as server:
        fetcher = allowed(server)
        with pytest.raises(FetchError, match="was sent"):
            fetcher.get(f"{local(server)}/a")
        fetcher.close()


@pytest.mark.parametrize("part", ["headers", "body"])
def test_server_that_drips_is_left(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SECONDS", 0.5)

    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n")
        handler.wfile.write(b"" if part == "headers" else b"\r\n")
        try:
            for _ in range(100):
                handler.wfile.write(b"X: y\r\n" if part == "headers" else b".")
                time.sleep(0.05)
        except OSError:  # the other side left, as it should
            pass

    with site(drip) as server:
        fetcher = allowed(server)
        fetcher.get(f"{local(server)}/robots.txt")
        with pytest.raises(FetchError, match="in time"):
            fetcher.get(f"{local(server)}/a")
        fetcher.close()


def test_nobody_there_is_a_sentence() -> None:
    with site(lambda handler: handler.reply(200)) as server:
        address = local(server)
    fetcher = Fetcher([address.removeprefix("http://")], pause=0)
    for path in ("/a", "/b"):  # the second one is told the same, and not of a robots.txt
        with pytest.raises(FetchError, match="could not be reached"):
            fetcher.get(address + path)
    fetcher.close()


@pytest.mark.parametrize("name", ["[::1]:8000", "::1", "B\xfccher.LAN.", " cms.lan "])
def test_private_host_is_known_however_it_is_written(name: str) -> None:
    fetcher = Fetcher([name], pause=0)
    address = {"[::1]:8000": "http://[::1]:8000/a", "::1": "http://[::1]/a"}.get(
        name, f"http://{name.strip().rstrip('.')}/a"
    )
    assert fetcher.is_private(fetcher.check(address))
    fetcher.close()


def test_public_site_leads_to_no_private_host_that_is_allowed() -> None:
    with site(lambda handler: handler.reply(302, Location="http://cms.lan/secret")) as server:
        internet = Internet(server)
        found = {"cms.lan": ["10.0.0.9"], "public.example": ["93.184.216.34"]}
        fetcher = Fetcher(
            ["cms.lan"], pause=0, resolver=lambda name, _: found[name], network=internet
        )
        with pytest.raises(Refused):
            fetcher.get("http://public.example/", inside=False)
        with pytest.raises(Refused):
            fetcher.get("http://cms.lan/", inside=False)
        fetcher.close()
    assert set(internet.reached) <= PUBLIC


def test_contact_that_no_header_can_hold_is_a_sentence() -> None:
    with pytest.raises(SourceError, match="COPYDESK_CONTACT"):
        Fetcher(contact="J\xfcrgen")


def test_nothing_is_remembered_of_who_asked() -> None:
    with site(lambda handler: handler.reply(200, b"page", Set_Cookie="meter=1")) as server:
        fetcher = allowed(server)
        fetcher.get(f"{local(server)}/a")
        fetcher.get(f"{local(server)}/b")
        fetcher.close()
        assert not any("Cookie" in headers for _, headers in server.asked)


def test_host_that_asks_for_less_is_left_alone() -> None:
    now = [0.0]
    with site(lambda handler: handler.reply(429, Retry_After="120")) as server:
        fetcher = allowed(server, clock=lambda: now[0])
        assert fetcher.get(f"{local(server)}/a").status == 429
        with pytest.raises(FetchError, match="left alone"):
            fetcher.get(f"{local(server)}/b")
        now[0] = 121.0
        assert fetcher.get(f"{local(server)}/b").status == 429
        fetcher.close()
        assert server.pages == ["/a", "/b"]

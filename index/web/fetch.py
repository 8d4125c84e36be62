"""The one place that asks the web for something: carefully, politely, within limits."""

import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from itertools import chain
from urllib.parse import urlsplit

import httpcore
import httpx

from index.errors import SourceError
from index.read.kinds import media_type
from index.web.addresses import Refused, checked, host_of, is_allowed, joined, split
from index.web.connect import Guarded, GuardedTransport, Resolver, resolve
from index.web.robots import AGENT, Rules, rules

LARGEST = 20_000_000
"""Bytes of an answer, decompressed, that are read."""

SECONDS, SILENCE = 60.0, 15.0
"""How long one answer may take, and how long a server may say nothing meanwhile."""

REDIRECTS = 5
PERMANENT = frozenset({301, 308})
ELSEWHERE = frozenset({301, 302, 303, 307, 308})

PAUSE = 1.0
"""Seconds between two requests to one host."""

TOO_MANY = 429
LEFT_ALONE, LONGEST_WAIT = 600.0, 86_400.0
"""Seconds for which a host is left alone that answers 429, and the most that it may ask for."""

ROBOTS_SECONDS = 3_600.0
"""How long what a robots.txt said holds; RFC 9309 allows a day."""

BIT = 65_536
"""Bytes that are decompressed at a time: a bomb is noticed before it is in memory."""

EITHER = 32 + zlib.MAX_WBITS
"""As zlib's `wbits`: gzip or zlib, whichever it is."""

RAW = -zlib.MAX_WBITS
"""As zlib's `wbits`: neither. RFC 9110 has zlib for `deflate`, and many servers send this."""

GZIP = b"\x1f\x8b\x08"
"""How what is compressed so begins."""

ASKED = frozenset({"gzip", "x-gzip", "deflate"})
NOT_ASKED = frozenset(
    {"aes128gcm", "br", "compress", "dcb", "dcz", "exi", "pack200-gzip", "x-compress", "zstd"}
)
"""The codings of IANA's register. What a server calls otherwise (utf-8, none) is no coding: as in
browsers, the answer is taken as it is."""

TIMES = 3
"""How often an answer may be compressed."""

ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8"


class FetchError(SourceError):
    """Nothing was got: no connection, too long, too large, too many redirects, not wanted."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Args:
        url: where the answer came from, after redirects.
        moved: whether it has moved there for good: every redirect on the way was permanent.
        kind: the media type, in lower case without parameters, or that of the name for the file;
            "" where neither was said.
        charset: as the server declared it.
        etag, modified: what to send with the next request for the same (RFC 9110, 13.1).
    """

    url: str
    status: int
    body: bytes = b""
    moved: bool = False
    kind: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Fetches what is public, at a walking pace.

    Args:
        private: hosts, `name` or `name:port`, that may be fetched from wherever they are.
        contact: how a site can reach who fetches, for the user agent.
        pause: seconds between two requests to one host.
        resolver, network: how names become addresses, and what connects to those.
        clock, sleep: as in `time`, in seconds.
    """

    def __init__(
        self,
        private: Collection[str] = (),
        contact: str = "",
        *,
        pause: float = PAUSE,
        resolver: Resolver = resolve,
        network: httpcore.NetworkBackend | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._private = frozenset(map(named, filter(str.strip, private)))
        self._pause, self._clock, self._sleep = pause, clock, sleep
        self._asked: dict[str, float] = {}
        self._left: dict[str, float] = {}  # hosts that asked for less, and until when
        self._robots: dict[str, tuple[float, Rules]] = {}
        self._network = Guarded(self._private, resolver, network)
        self._agent = agent(contact)

    @cached_property
    def _client(self) -> httpx.Client:
        """Made at the first request: it reads hundreds of certificates, and most commands ask
        for nothing."""
        return httpx.Client(
            transport=GuardedTransport(self._network),
            timeout=httpx.Timeout(SILENCE),
            headers={"User-Agent": self._agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"},
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Close every connection."""
        if "_client" in self.__dict__:
            self._client.close()

    def check(self, address: str, *, inside: bool = True) -> str:
        """An address in the form in which it is fetched; nothing is asked.

        Args:
            inside: whether it may be one of the private hosts that are allowed.

        Raises:
            Refused: it may not be fetched, and why.
        """
        return checked(address, self._private if inside else ())

    def is_private(self, address: str) -> bool:
        """Whether an address is of a private host that is allowed."""
        try:
            self.check(address, inside=False)
        except Refused:
            return True
        parts = split(address)
        return is_allowed(host_of(parts, address), parts.port, parts.scheme, self._private)

    def get(
        self,
        address: str,
        etag: str | None = None,
        modified: str | None = None,
        *,
        inside: bool = True,
    ) -> Fetched:
        """What is at an address; after `etag` or `modified`, 304 where that is what it was.

        Args:
            inside: whether it, or where it leads, may be a private host that is allowed: what a
                public site lists may not.

        Raises:
            Refused: it, or where it led, may not be fetched.
            FetchError: nothing was got.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        self._network.inside = inside
        url, moved = self.check(address, inside=inside), True
        first = url
        for _ in range(REDIRECTS + 1):
            self._be_polite(url)
            found, location = self._ask(url, headers)
            if location is None:
                return replace(found, moved=moved and found.url != first)
            moved = moved and found.status in PERMANENT
            url = self.check(joined(url, location), inside=inside)
        raise FetchError(f"{address!r} leads on more than {REDIRECTS} times; name where it ends.")

    def _be_polite(self, url: str) -> None:
        """Wait for the host's turn; `FetchError` where the site asks not to fetch this."""
        own = self._rules(url)
        if own.unasked:
            raise FetchError(own.unasked)
        if not own.allow(url):
            reason = "its robots.txt could not be read" if own.closed else "its robots.txt says so"
            raise FetchError(f"{url!r} is not to be fetched by programs ({reason}).")
        self._wait(url, own.pause)

    def _rules(self, url: str) -> Rules:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        asked, own = self._robots.get(origin, (-ROBOTS_SECONDS, Rules()))
        if origin not in self._robots or self._clock() - asked > ROBOTS_SECONDS:
            try:
                own = self._asked_rules(f"{origin}/robots.txt")
            except FetchError as error:
                own = Rules(unasked=str(error))
            self._robots[origin] = self._clock(), own
        return own

    def _asked_rules(self, url: str) -> Rules:
        for _ in range(REDIRECTS + 1):
            self._wait(url, 0.0)
            found, location = self._ask(url, {})
            if location is None:
                return rules(found.status, found.body)
            url = self.check(joined(url, location), inside=self._network.inside)
        return Rules()

    def _wait(self, url: str, wanted: float) -> None:
        host = urlsplit(url).netloc
        if self._clock() < self._left.get(host, float("-inf")):
            raise FetchError(
                f"{host!r} asked for less a while ago (429); it is left alone till then."
            )
        left = self._asked.get(host, float("-inf")) + max(self._pause, wanted) - self._clock()
        if left > 0:
            self._sleep(left)
        self._asked[host] = self._clock()

    def _ask(self, url: str, headers: dict[str, str]) -> tuple[Fetched, str | None]:
        """One answer, and where it sends us, if it does."""
        self._network.deadline = time.monotonic() + SECONDS
        self._client.cookies.clear()  # nobody is to be counted as a reader who comes back
        with explained(url), self._client.stream("GET", url, headers=headers) as response:
            location = response.headers.get("location")
            if response.status_code in ELSEWHERE and location:
                return Fetched(url, response.status_code), location
            if response.status_code == TOO_MANY:
                wanted = response.headers.get("retry-after", "")
                pause = min(float(wanted), LONGEST_WAIT) if wanted.isdecimal() else LEFT_ALONE
                self._left[urlsplit(url).netloc] = self._clock() + pause
            kind = response.headers.get("content-type", "")
            coding = response.headers.get("content-encoding", "")
            parts = decompressed(response.iter_raw(), coding, url)
            if "gzip" not in kind and not urlsplit(url).path.endswith(".gz"):
                parts = unwrapped(parts, url)
            body = b"".join(limited(parts, url))
            found = Fetched(
                url,
                response.status_code,
                body,
                kind=media_type(
                    kind.partition(";")[0].strip().lower(),
                    response.headers.get("content-disposition", ""),
                ),
                charset=response.charset_encoding,
                etag=sendable(response.headers.get("etag")),
                modified=sendable(response.headers.get("last-modified")),
            )
            return found, None


def limited(parts: Iterable[bytes], url: str) -> Iterator[bytes]:
    """`parts`, as long as they are no more than is read; else `FetchError`."""
    size = 0
    for part in parts:
        size += len(part)
        if size > LARGEST:
            raise FetchError(f"{url!r} is larger than the {LARGEST / 1e6:.0f} MB that are read.")
        yield part


def decompressed(parts: Iterable[bytes], coding: str, url: str) -> Iterator[bytes]:
    """What a server sent, a bit at a time; `FetchError` where it cannot be read.

    Args:
        coding: in what it says that it is compressed (RFC 9110, 8.4), the innermost first.
    """
    names = [name.strip().lower() for name in coding.split(",")]
    times = [name for name in names if name in ASKED]
    if len(times) > TIMES or NOT_ASKED.intersection(names):
        raise FetchError(
            f"{url!r} was sent compressed as {coding[:80]!r}, which was not asked for."
        )
    for name in reversed(times):
        parts = limited(inflated(parts, name, url), url)
    return iter(parts)


def unwrapped(parts: Iterable[bytes], url: str) -> Iterator[bytes]:
    """An answer without the gzip around it that its server did not say."""
    begin, whole = begun(parts)
    return inflated(whole, "gzip", url) if begin.startswith(GZIP) else whole


def inflated(parts: Iterable[bytes], coding: str, url: str) -> Iterator[bytes]:
    """What was compressed, a bit at a time; `FetchError` where it is damaged or cut."""
    begin, whole = begun(parts)
    reader = zlib.decompressobj(RAW if coding == "deflate" and not has_head(begin) else EITHER)
    try:
        for part in whole:
            waiting = part
            while waiting and not reader.eof:
                yield reader.decompress(waiting, BIT)
                waiting = reader.unconsumed_tail
    except zlib.error as error:
        raise FetchError(f"{url!r} was sent damaged ({error}); try again later.") from error
    if begin and not reader.eof:
        raise FetchError(f"{url!r} was sent in part only; try again later.")


def begun(parts: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes of an answer, as many as `GZIP` has, and the whole of it."""
    rest, begin = iter(parts), b""
    for part in rest:
        begin += part
        if len(begin) >= len(GZIP):
            break
    return begin, chain([begin], rest)


def has_head(begin: bytes) -> bool:
    """Whether bytes begin as gzip, or as zlib does (RFC 1950, 2.2)."""
    zlib_head = begin[:1] != b"" and begin[0] & 15 == 8 and int.from_bytes(begin[:2]) % 31 == 0
    return begin.startswith(GZIP) or zlib_head


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Say what the network's errors mean, with the address and what to do."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise FetchError(f"{url!r} did not answer in time; try again later.") from error
    except httpx.TransportError as error:
        raise FetchError(
            f"{url!r} could not be reached ({error}); check the address and the connection."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise FetchError(f"{url!r} could not be fetched ({error}); check the address.") from error


def named(host: str) -> str:
    """A host as a person names it, in the form in which addresses are compared."""
    text = host.strip()
    bare = text.count(":") > 1 and not text.startswith("[")  # an IPv6 address without brackets
    parts = split(f"http://[{text}]" if bare else f"http://{text}")
    name = host_of(parts, text)
    return name if parts.port is None else f"{name}:{parts.port}"


def sendable(validator: str | None) -> str | None:
    """An ETag or a date as it can be sent back; None of what no header may hold."""
    return validator if validator and validator.isascii() and validator.isprintable() else None


def agent(contact: str) -> str:
    """The user agent: what fetches, and how to reach who lets it."""
    who = " ".join(contact.split()) or "news index of a single reader"
    if not who.isascii():
        raise SourceError(f"COPYDESK_CONTACT is {who!r}; write it in letters without accents.")
    return f"{AGENT}/{version('copydesk')} ({who})"

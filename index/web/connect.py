"""Connections to checked addresses alone: what a name means is looked up once, and used."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from index.web.addresses import Refused, private_message, private_reason

Resolver = Callable[[str, int], list[str]]
"""The addresses of a host at a port, in the order in which they are to be tried."""

CONNECTIONS = 4


def resolve(host: str, port: int) -> list[str]:
    """What this machine's resolver says; `OSError` where it knows no such host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guarded(httpcore.NetworkBackend):
    """A network in which private addresses cannot be reached.

    The check is made on the addresses that are then connected to: a name that means another
    address a moment later (DNS rebinding) gains nothing.

    Args:
        private: hosts, `name` or `name:port`, that may be anywhere.
        network: what connects to the addresses that were checked; by default, this machine.

    Attributes:
        deadline: in `time.monotonic`, after which nothing is read any more, however often a
            server says another word.
        inside: whether the private hosts may be reached now.
    """

    def __init__(
        self,
        private: Collection[str],
        resolver: Resolver = resolve,
        network: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._private = private
        self._resolver = resolver
        self._network = network or httpcore.SyncBackend()
        self.deadline = float("inf")
        self.inside = True

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            Refused: one of its addresses is private; a host that has such a one is not to be asked.
            httpcore.ConnectError: none answers, or there is no such host.
        """
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no such host ({error})") from error
        name = host.strip("[]").rstrip(".").lower()
        if not (self.inside and {name, f"{name}:{port}"} & set(self._private)):
            for address in addresses:
                if (why := private_reason(ipaddress.ip_address(address))) is not None:
                    raise Refused(private_message(host, address, why))
        trouble: Exception = httpcore.ConnectError("no such host")
        for address in addresses:
            try:
                stream = self._network.connect_tcp(
                    address, port, self.left(timeout), local_address, socket_options
                )
                return Timed(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble

    def left(self, timeout: float | None) -> float | None:
        """A timeout, shortened to what is left until the deadline.

        Raises:
            httpcore.ReadTimeout: nothing is.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long altogether")
        return left if timeout is None else min(timeout, left)


class Timed(httpcore.NetworkStream):
    """A connection that keeps to its network's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, network: Guarded) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """See `httpcore.NetworkStream`."""
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """See `httpcore.NetworkStream`."""
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        """See `httpcore.NetworkStream`."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """See `httpcore.NetworkStream`."""
        secure = self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout))
        return Timed(secure, self._network)

    def get_extra_info(self, info: str) -> Any:
        """See `httpcore.NetworkStream`."""
        return self._stream.get_extra_info(info)


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reads hundreds of certificates


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over `Guarded`; names of certificates are checked as ever.

    Proxies of the environment are not used: what they connect to, nobody here could check.
    """

    def __init__(self, network: Guarded) -> None:
        super().__init__(verify=_tls(), trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(),
            max_connections=CONNECTIONS,
            network_backend=network,
        )

"""What may be fetched: http and https, at public addresses, and what a person allowed beside."""

import ipaddress
import re
import unicodedata
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import idna

from index.errors import SourceError

PORTS = frozenset({80, 443, 8080, 8443})
"""Where news is served; on others are mail, shells and databases."""

LONGEST = 2_048
"""Characters of an address; browsers and servers draw the line near it."""

UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
"""What no address holds; programs differ in what they make of it, which is how hosts are forged."""

ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""How an address with a scheme of its own begins."""

NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?$", re.IGNORECASE)
"""A host that ends so is an IPv4 address in some form (WHATWG URL, "ends in a number")."""

LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp")
"""Last labels of names that stand for no public host."""

METADATA = frozenset({IPv4Address("168.63.129.16")})
"""Addresses that look public and answer for the machine's own cloud (Azure's)."""

V4_SPECIAL = tuple(
    ipaddress.IPv4Network(net)
    for net in ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "100.64.0.0/10")
)
"""Beside what `ipaddress` knows as private, in all the versions of Python that are supported."""

V6_PUBLIC = ipaddress.IPv6Network("2000::/3")
V6_SPECIAL = tuple(
    ipaddress.IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16")
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Where a network without IPv4 shows it (RFC 6052): the last 32 bits are the address meant."""


class Refused(SourceError):  # noqa: N818 - what happened to it
    """An address that is not fetched, whoever named it."""


def checked(address: str, private: Collection[str] = ()) -> str:
    """An address in the form in which it may be asked for.

    Args:
        address: as a person, a feed or a redirect gives it.
        private: hosts, `name` or `name:port`, that may be anywhere and at any port.

    Raises:
        Refused: it may not be fetched, and why.
    """
    if len(address) > LONGEST:
        raise Refused(f"{address[:60]!r}… is longer than the {LONGEST:,} characters of an address.")
    address = address.strip(" \t\r\n")
    if UNSAFE.search(address):
        raise Refused(f"{address!r} holds blanks, backslashes or control characters; write it out.")
    parts = split(address)
    if parts.scheme not in {"http", "https"}:
        raise Refused(f"{address!r} is not a web address; only http:// and https:// are fetched.")
    if parts.username is not None or parts.password is not None:
        raise Refused(
            f"{_without_login(parts)!r} was given with a name or password in it; leave them out."
        )
    host = host_of(parts, address)
    port = f":{parts.port}" if parts.port is not None else ""
    at = f"[{host}]" if ":" in host else host
    if not is_allowed(host, parts.port, parts.scheme, private):
        _check_host(host, address)
        if parts.port is not None and parts.port not in PORTS:
            raise Refused(
                f"{address!r} asks at port {parts.port}; only {_listed(sorted(PORTS))} are asked."
            )
    return urlunsplit((parts.scheme, at + port, parts.path or "/", parts.query, ""))


def joined(base: str, location: str) -> str:
    """Where a link or a redirect leads; not checked yet."""
    location = location.strip()
    if ABSOLUTE.match(location):  # urljoin would read "http:///a" as a path on the same host
        return location
    try:
        return urljoin(base, location)
    except ValueError:
        return location


def split(address: str) -> SplitResult:
    """The parts of an address; `Refused` where it has none."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise Refused(f"{address!r} is not a web address ({error}).") from error
    return parts


def host_of(parts: SplitResult, address: str) -> str:
    """The host in ASCII, lower case, without a dot at its end; an IPv6 address without brackets."""
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise Refused(f"{address!r} names no host.")
    if ":" in host:
        return host
    if "%" in host:
        raise Refused(f"{address!r} has a host with % signs; write it out.")
    host = unicodedata.normalize("NFKC", host).lower()
    if host.isascii() and "xn--" not in host:
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii").rstrip(".")
    except idna.IDNAError as error:
        raise Refused(f"{address!r} names no host that there can be ({error}).") from error


def is_allowed(host: str, port: int | None, scheme: str, private: Collection[str]) -> bool:
    """Whether a person allowed a host by name, in the form `name` or `name:port`."""
    asked = port or (443 if scheme == "https" else 80)
    return host in private or f"{host}:{asked}" in private


def _check_host(host: str, address: str) -> None:
    """Refuse what is no public host by its name alone; names are looked up when connecting."""
    if ":" in host or NUMERIC.search(host):
        try:
            ip = ipaddress.ip_address(host)
        except ValueError:
            raise Refused(
                f"{address!r} names a host by numbers in a form that is not read; write an IPv4 "
                "address as four numbers from 0 to 255, or better a name."
            ) from None
        if (why := private_reason(ip)) is not None:
            raise Refused(private_message(address, str(ip), why))
        return
    labels = host.split(".")
    if labels[-1] in LOCAL_NAMES or host.startswith(("ip6-localhost", "ip6-loopback")):
        raise Refused(private_message(address, host, "a name of this machine or its network"))


def private_reason(ip: IPv4Address | IPv6Address) -> str | None:
    """Why an address is none of the public internet; `None` where it is one."""
    if isinstance(ip, IPv6Address):
        return _v6_reason(ip)
    if ip.is_loopback or ip.is_unspecified:
        return "this machine itself"
    if ip.is_link_local or ip in METADATA:
        return "link-local, where clouds keep a machine's keys"
    if ip.is_multicast or ip.is_reserved or not ip.is_global or any(ip in n for n in V4_SPECIAL):
        return "not of the public internet"
    return None


def _v6_reason(ip: IPv6Address) -> str | None:
    if ip.scope_id is not None:
        return "link-local, of this machine's network"
    if ip.is_loopback or ip.is_unspecified:
        return "this machine itself"
    if ip.ipv4_mapped is not None:
        return private_reason(ip.ipv4_mapped)
    if ip in NAT64:
        return private_reason(IPv4Address(int(ip) & 0xFFFFFFFF))
    if ip not in V6_PUBLIC or not ip.is_global or any(ip in net for net in V6_SPECIAL):
        return "not of the public internet"
    return None


def private_message(address: str, host: str, why: str) -> str:
    """What is said where an address leads into a private network, with the remedy."""
    return (
        f"{address!r} leads to {host}, which is {why}; that is not fetched. If it should be, name "
        "the host in COPYDESK_PRIVATE_HOSTS."
    )


def _without_login(parts: SplitResult) -> str:
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _listed(numbers: Collection[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}"

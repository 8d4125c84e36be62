"""Addresses as people type, paste and copy them, made into those that are checked and fetched."""

import re
import shlex

from index.errors import SourceError

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
FEED = re.compile(r"feed:(?://)?", re.IGNORECASE)
"""What browsers and readers put before the address of a feed, or in the place of its scheme."""

MISTYPED = re.compile(r"(https?)(?::/*|//?:?/*)(?=[^/:])", re.IGNORECASE)
"""A scheme without its colon, or with another number of slashes."""

TWICE = re.compile(r"(?:https?:/*)+(?=https?://)", re.IGNORECASE)
PATH = re.compile(r"[~.]{0,2}/(?!/)|~|[a-z]:[\\/](?!/)|\\", re.IGNORECASE)
"""How a path on a computer begins: on Unix, in a home folder, on Windows."""

MAIL = re.compile(r"(?:mailto:)?[^\s/@:]+@[^\s/@]+", re.IGNORECASE)
HOST = re.compile(
    r"(?:[^\s/@]*@)?(?:[^\s/@]+\.(?:[^\W\d_][\w-]+|\d+)\.?|\[[\da-f:.]+\])(?::\d+)?|[^\s/@:]+:\d+",
    re.IGNORECASE,
)
"""A host without a scheme before it: with a dot in it, or with a port."""

MARK = re.compile(r"(?:[-*•–—]|\(?\d{1,3}[.)])\s+")
"""How an item of a list begins."""

BETWEEN = re.compile(r"\s+|[,;]+(?=\s|$|(?:https?|feed):|www\.)", re.IGNORECASE)
EMBEDDED = re.compile(r"(?:https?|feed):\S+", re.IGNORECASE)
AROUND = "<>\"'`“”„‘’«»"
AFTER = ",;.!"
OPENS = {")": "(", "]": "["}
SUCH_AS = "write it out, such as https://news.example/feed.xml"


def listed(text: str) -> list[str]:
    """What a text gives as addresses, each once: one a line or several, as a list, in quotes."""
    found = (one for line in text.splitlines() for one in _in_line(line.strip()))
    return list(dict.fromkeys(found))


def _in_line(line: str) -> list[str]:
    """The addresses of a line; where it has none that looks like one, all of it."""
    line = MARK.sub("", line, count=1) if MARK.match(line) else line
    if PATH.match(line) and not line.startswith("//"):
        return [line]
    words = [bare(word) for word in BETWEEN.split(line)]
    found = [word for word in words if SCHEME.match(word) or may_be_one(word)]
    found = found or [bare(one) for one in EMBEDDED.findall(line)]
    return found or ([bare(line)] if bare(line) else [])


def bare(word: str) -> str:
    """A word without the marks around it; a bracket at its end stays where it opens in it."""
    word = word.strip(AROUND + AFTER)
    closing = word[-1:]
    if closing in OPENS and word.count(closing) > word.count(OPENS[closing]):
        return bare(word[:-1])
    return word


def may_be_one(word: str) -> bool:
    """Whether a word without a scheme can be meant as an address: its host looks like one."""
    plain = FEED.sub("", word.removeprefix("//"), count=1)
    return bool(HOST.fullmatch(re.split(r"[/?#]", plain)[0]) or MISTYPED.match(plain))


def without_feed(address: str) -> str:
    """An address of a feed without what browsers put before it: `feed://a` is `https://a`."""
    found = FEED.match(address.strip())
    if found is None:
        return address
    rest = address.strip()[found.end() :]
    return rest if SCHEME.match(rest) else f"https://{rest}"


def addressed(written: str) -> str:
    """An address as it was meant; whether it may be fetched is not checked yet.

    Raises:
        SourceError: it is none, and what to do.
    """
    if MAIL.fullmatch(written):
        raise SourceError(f"{written!r} is an e-mail address and no web address; {SUCH_AS}.")
    if PATH.match(written):
        raise SourceError(
            f"{written!r} is a path on a computer and no web address; index it there "
            f"(copydesk index {shlex.quote(written)}), or drop its files into the page."
        )
    address = TWICE.sub("", without_feed(written.removeprefix("//")), count=1)
    if MISTYPED.match(address):
        address = MISTYPED.sub(r"\1://", address, count=1)
    if SCHEME.match(address):
        return address
    host = re.split(r"[/?#]", address)[0]
    if not HOST.fullmatch(host):
        raise SourceError(
            f"{written!r} is no web address; {SUCH_AS}. If a host is called so, write https:// "
            "before it."
        )
    _, colon, port = host.rpartition(":")
    return f"{'http' if colon and not port.endswith('443') else 'https'}://{address}"

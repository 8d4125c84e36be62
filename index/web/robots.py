"""What sites ask of programs that fetch: robots.txt (RFC 9309), read by protego."""

from dataclasses import dataclass

from protego import Protego

AGENT = "Copydesk"
"""The name by which a robots.txt may speak to us."""

LONGEST_PAUSE = 30.0
"""Seconds; a site that asks for a longer pause is asked no more often than this all the same."""

LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host asks for; without `parsed` it does not say, or is in trouble (`closed`), or could
    not be asked, for the reason that `unasked` gives."""

    parsed: Protego | None = None
    closed: bool = False
    unasked: str = ""

    def allow(self, url: str) -> bool:
        """Whether a page may be fetched."""
        if self.closed or self.unasked:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, AGENT))

    @property
    def pause(self) -> float:
        """Seconds between two requests that it asks for."""
        wanted = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return min(float(wanted or 0.0), LONGEST_PAUSE)


def rules(status: int, body: bytes) -> Rules:
    """The rules in the answer to a request for a robots.txt (RFC 9309, 2.3.1).

    Where there is none, everything may be fetched; where the server is in trouble, nothing.
    """
    if 200 <= status < 300:
        return Rules(Protego.parse(body[:LARGEST].decode("utf-8-sig", "replace")))
    return Rules(closed=status >= 500)

"""Addresses in articles: which are safe to follow."""

from urllib.parse import quote, urlsplit


def safe_url(url: str | None) -> str | None:
    """The address of a web page with nothing in it that ends a link early; else `None`."""
    try:
        scheme = urlsplit(url or "").scheme.lower()
    except ValueError:
        return None
    if not url or scheme not in {"http", "https"}:
        return None
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")

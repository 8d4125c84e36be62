"""What articles say of themselves that may stand in a tag: safe addresses, languages."""

import re
from urllib.parse import quote, urlsplit

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def language(known: str | None) -> str:
    """The attribute that tells a language, with a blank before it; nothing for what is none."""
    return f' lang="{known}"' if known and LANGUAGE.fullmatch(known) else ""


def safe_url(url: str | None) -> str | None:
    """The address of a web page with nothing in it that ends a link early; else `None`."""
    try:
        scheme = urlsplit(url or "").scheme.lower()
    except ValueError:
        return None
    if not url or scheme not in {"http", "https"}:
        return None
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")

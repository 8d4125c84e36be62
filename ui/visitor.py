"""Whose conversations are whose: each browser has its own, until there are accounts."""

import hashlib
import secrets
from collections.abc import Mapping

import gradio as gr
from fastapi import Request, Response

COOKIE = "copydesk"
YEAR = 365 * 24 * 3600


def introduce(request: Request, response: Response) -> None:
    """Give a browser that opens the page for the first time a secret to be known by."""
    if request.method == "GET" and request.url.path == "/" and COOKIE not in request.cookies:
        response.set_cookie(
            COOKIE,
            secrets.token_urlsafe(24),
            max_age=10 * YEAR,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )


def owner(cookies: Mapping[str, str], otherwise: str = "") -> str:
    """The name that a browser's conversations are kept under: its secret, hashed.

    Args:
        otherwise: what tells a page apart whose browser keeps no cookies.
    """
    secret = cookies.get(COOKIE) or otherwise or secrets.token_urlsafe(24)
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def owner_of(request: gr.Request) -> str:
    """The same for an event of the page."""
    return owner(request.cookies, f"page {request.session_hash}")

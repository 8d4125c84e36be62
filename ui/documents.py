"""What opens beside the chat: an article, and a conversation as a file."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from assistant.conversations import Conversations
from index.index import Index
from ui.article_page import ARTICLE_CSP, Mark, article_page, not_found_page
from ui.export import FORMATS, file_name
from ui.visitor import owner

MOST_MARKS = 20
"""Other citations of an answer that an address can name."""
FETCHED_FOR = "Sec-Fetch-Dest"
"""The header by which a browser tells a tab of its own from a frame."""
NO_OFFSET = -1
"""Stands for an offset that is none: the page then says that the citation does not fit."""


def documents_router(index: Index, conversations: Conversations) -> APIRouter:
    """The routes of both."""
    router = APIRouter(include_in_schema=False)

    @router.get("/article/{article_id}", response_class=HTMLResponse)
    def article(
        request: Request,
        article_id: str,
        version: str | None = None,
        start: str = "",
        end: str = "",
        n: str = "",
        also: str = "",
    ) -> HTMLResponse:
        headers = {"Content-Security-Policy": ARTICLE_CSP, "Vary": FETCHED_FOR}
        alone = request.headers.get(FETCHED_FOR) == "document"
        address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        found = index.library.article(article_id, version)
        if found is None:
            return HTMLResponse(not_found_page(article_id), 404, headers)
        retired = index.library.retired(found.id, found.version)
        page = article_page(
            found,
            _offset(start),
            _offset(end),
            retired,
            current=index.library.article(found.id) if retired else None,
            number=_number(n),
            others=_marks(also),
            beside_chat=f"/#{address}" if alone else None,
        )
        return HTMLResponse(page, headers=headers)

    @router.get("/conversation/{conversation}.{suffix}")
    def export(conversation: str, suffix: str, request: Request) -> Response:
        own = owner(request.cookies)
        found = conversations.find(own, conversation)
        if found is None or suffix not in FORMATS:
            return PlainTextResponse("There is no such conversation here.", 404)
        _, media_type, make = FORMATS[suffix]
        headers = {"Content-Disposition": f'attachment; filename="{file_name(found, suffix)}"'}
        return Response(make(found, conversations.turns(own, found.id)), 200, headers, media_type)

    return router


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _offset(text: str) -> int | None:
    number = _number(text)
    return NO_OFFSET if text and number is None else number


def _marks(text: str) -> list[Mark]:
    """The other citations that an address names, `3.120.204_4.300.340`, but what is none."""
    found = [[_number(part) for part in one.split(".")] for one in text.split("_")[:MOST_MARKS]]
    return [
        Mark(start, end, number)
        for number, start, end in (parts for parts in found if len(parts) == 3)
        if start is not None and end is not None
    ]

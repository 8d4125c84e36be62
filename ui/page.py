"""The page at `/`: the chat, the articles behind it, and an article opened beside it."""

import json
from pathlib import Path

import gradio as gr
from fastapi import FastAPI

from assistant.assistant import Assistant
from assistant.conversations import Conversations
from index.index import Index
from ui.articles_panel import ArticlesPanel
from ui.chat_panel import ChatPanel
from ui.conversations_panel import ConversationsPanel
from ui.jobs import Jobs
from ui.library_panel import LibraryPanel
from ui.text import CHAT, IN_SCRIPT, LIBRARY, TITLE

STATIC = Path(__file__).parent / "static"
PAGE_CSP = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio's scripts need both
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""The Content-Security-Policy of the page: nothing comes from, or goes to, another host."""
MAX_FILE = "50mb"
FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
MONO = ["ui-monospace", "Consolas", "monospace"]


def build_page(
    assistant: Assistant, index: Index, jobs: Jobs, conversations: Conversations
) -> gr.Blocks:
    """The components of the page and their events."""
    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True)
    with page:
        articles = ArticlesPanel(index, jobs)
        kept = ConversationsPanel(conversations)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(CHAT, elem_id="chat-tab"):
                kept.over_chat()
                chat = ChatPanel(assistant, conversations)
            with gr.Tab(LIBRARY, elem_id="library-tab") as tab:
                library = LibraryPanel(index, jobs)
        articles.wire(page, chat.chat)
        kept.wire(page, chat)
        library.wire(tab, articles.status)
    return page


def mount_page(api: FastAPI, page: gr.Blocks) -> FastAPI:
    """Serve the page at `/`; routes of `api` must have been declared before."""
    api = gr.mount_gradio_app(
        api,
        page,
        path="/",
        theme=_theme(),
        head=_head(),
        favicon_path=str(STATIC / "favicon.svg"),
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=MAX_FILE,
    )
    # only launch() sets it, and until it is set any client may name any file of this machine
    page.has_launched = True
    return api


def _theme() -> gr.themes.Base:
    """Gradio's plainest, with its quiet texts as dark as WCAG 2.2 AA wants them (4.5 : 1)."""
    plain = gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=MONO)
    return plain.set(
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        input_placeholder_color="*neutral_600",
        input_placeholder_color_dark="*neutral_300",
        block_info_text_color="*neutral_600",
        block_info_text_color_dark="*neutral_300",
    )


def _head() -> str:
    style, script = ((STATIC / name).read_text("utf-8") for name in ("page.css", "page.js"))
    words = json.dumps(IN_SCRIPT).replace("<", "\\u003c")
    return (
        f"<style>\n{style}</style>\n<script>window.copydeskWords = {words};</script>\n"
        f"<script>\n{script}</script>"
    )

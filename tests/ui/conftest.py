"""A real browser, and the page over a real index, search and embedding model."""

import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from page_driver import ARTICLES, CHROMIUM, FLAGS, TOWNS, WAIT, opened, served, serving, write

from assistant.answer import Answer, Searched, Sentence
from assistant.assistant import Assistant
from index.embedding import SentenceEmbeddings
from index.index import Index
from ui.jobs import Jobs


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    for name, (title, text) in ARTICLES.items():
        write(home, name, title, text)
    made = Index(tmp_path_factory.mktemp("data"), home, SentenceEmbeddings())
    made.ownership.take()
    made.sync()
    yield made
    made.close()


@pytest.fixture(scope="module")
def home(index):
    return Path(index.home.location)


@pytest.fixture(scope="module")
def address(index):
    from ui.server import create_app

    with serving(create_app(Assistant(index))) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser.new_context()  # one for all: Gradio's files are then loaded once
        browser.close()


@pytest.fixture
def window(browser):
    """A page that fails the test if it asks another host for anything."""
    page = browser.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.set_default_timeout(WAIT)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.close()
    assert {urlsplit(u).hostname for u in asked if u.startswith("http")} == {"127.0.0.1"}


@pytest.fixture
def page(window, address):
    return opened(window, address)


class Scripted(Assistant):
    """Stands in for the assistant: fails, or speaks until it is stopped."""

    def __init__(self, index):
        super().__init__(index)
        self.stopped = threading.Event()

    def stream(self, question, history=(), **options):
        if "fail" in question:
            raise RuntimeError(question)
        if "slowly" not in question:
            text = f"After {len(history)} turns."
            yield Answer(question, question, "not_found", 0.0, text, Searched(1, None, None))
            return
        try:
            for number in range(200):
                yield Sentence(f"Sentence {number}.", ())
                time.sleep(0.1)
        finally:
            self.stopped.set()


@pytest.fixture(scope="module")
def scripted(index, tmp_path_factory):
    from fastapi import FastAPI

    from assistant.conversations import Conversations
    from ui.page import build_page, mount_page
    from ui.visitor import introduce

    assistant = Scripted(index)
    conversations = Conversations(tmp_path_factory.mktemp("conversations"))
    page = build_page(assistant, index, Jobs(index), conversations)
    app = FastAPI()

    @app.middleware("http")
    async def introduced(request, call_next):
        response = await call_next(request)
        introduce(request, response)
        return response

    with serving(mount_page(app, page)) as address:
        yield assistant, address
    conversations.close()


@pytest.fixture
def empty(tmp_path):
    with served(tmp_path, SentenceEmbeddings()) as both:
        yield both


class Paced(SentenceEmbeddings):
    """The real model, but each batch waits for its turn: no machine is too fast to be watched."""

    def __init__(self):
        super().__init__()
        self.turns = threading.Semaphore(0)

    def embed_passages(self, texts, sentences):
        assert self.turns.acquire(timeout=5 * WAIT / 1000), "nobody gave the next batch its turn"
        return super().embed_passages(texts, sentences)


@pytest.fixture
def paced(tmp_path):
    """`turns`, and the address of a server with as many articles to index as make four batches."""
    (tmp_path / "home").mkdir()
    for number in range(TOWNS):
        text = (
            f"The council of town {number} voted {number + 3} million crowns for bridge {number}, "
            "and the mayor said that nobody would wait for it again."
        )
        write(tmp_path / "home", f"town-{number}", f"Town {number} builds", text)
    embeddings = Paced()
    with served(tmp_path, embeddings) as (_, address):
        yield embeddings.turns, address
        embeddings.turns.release(TOWNS)  # else a test that failed would leave the job waiting


@pytest.fixture
def elsewhere(browser):
    """A page of another browser profile: it shares nothing with the first."""
    context = browser.browser.new_context()
    context.set_default_timeout(WAIT)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=[("light", 1280), ("dark", 1280), ("light", 360)], ids=str)
def looking(request, browser):
    """A browser that is light, dark, or as wide as a phone: one for all tests of a module."""
    scheme, width = request.param
    context = browser.browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 740}
    )
    yield context
    context.close()


@pytest.fixture
def look(looking):
    """A window of such a browser."""
    page = looking.new_page()
    page.set_default_timeout(WAIT)
    yield page
    page.close()

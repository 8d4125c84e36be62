"""The description of the API at `/docs`."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from page_driver import CHROMIUM

from assistant.assistant import Assistant
from index.embedding import SentenceEmbeddings
from index.index import Index
from ui.server import create_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("docs")
    index = Index(folder / "data", folder, SentenceEmbeddings())
    yield create_app(Assistant(index))
    index.close()


def test_it_names_no_other_host_and_what_it_names_is_served(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://127.0.0.1")
    page = client.get("/docs")
    assert "//" not in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert [client.get(f"/{path}").status_code for path in named] == [200] * 4
    assert client.get("/redoc").status_code == 404


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}")
def test_a_browser_shows_the_operations_and_says_nothing_of_it(window, address):
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    window.on("pageerror", lambda error: said.append(str(error)))
    window.goto(f"{address}/docs")
    operation = window.locator("#operations-default-ask_api_ask_post")
    operation.get_by_text("/api/ask").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").wait_for()
    assert said == []

"""Takes docs/chat.png: the real chat over `articles/`, a cited sentence open in its article."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
COPYDESK = [sys.executable, "-c", "from ui.cli import main; main()"]
CHROMIUM = "/usr/bin/chromium"
QUESTION = "How much does a ticket to Lyskøy cost?"
QUOTE = "From 1 July a single ticket for an adult will cost 56 crowns instead of 48"
WAIT = 120_000


@contextmanager
def _serving(data: str) -> Iterator[str]:
    command = [*COPYDESK, "serve", "--port", "0"]
    environment = os.environ | {"COPYDESK_DATA": data, "COPYDESK_ARTICLES": "articles"}
    subprocess.run([*COPYDESK, "index"], cwd=ROOT, env=environment, check=True)
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            yield server.stdout.readline().split()[-1]
        finally:
            server.send_signal(signal.SIGINT)


def _take(address: str, picture: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
        )
        page.set_default_timeout(WAIT)
        page.goto(address)
        page.fill("#question textarea:enabled", QUESTION)
        page.press("#question textarea", "Enter")
        page.locator("#chat .bot.message").wait_for()
        page.wait_for_selector("#question textarea:enabled")
        page.wait_for_selector("#stop", state="hidden")
        page.locator('#chat .bot.message a[href*="&start="]').first.click()
        cited = page.frame_locator("#article-pane iframe").locator("#cited", has_text=QUOTE)
        cited.wait_for()
        page.wait_for_timeout(1000)  # the scroll to the sentence, and the last paint
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as data, _serving(data) as address:
        _take(address, ROOT / "docs" / "chat.png")

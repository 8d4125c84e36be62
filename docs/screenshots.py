"""Takes the pictures of the README: the real page over `articles/`, with conversations beside the
chat, and with a cited sentence open in its article."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
COPYDESK = [sys.executable, "-c", "from ui.cli import main; main()"]
CHROMIUM = "/usr/bin/chromium"
EARLIER = "When will the Hallersby quarry close?"
QUESTION = "What does the Nessgate Bridge cost?"
QUOTE = "The bridge will cost 214 million crowns"
WAIT = 120_000


def _ask(page: Page, question: str) -> None:
    page.fill("#question textarea:enabled", question)
    page.press("#question textarea", "Enter")
    page.locator("#chat .bot.message").wait_for()
    page.wait_for_selector("#question textarea:enabled")
    page.wait_for_selector("#stop", state="hidden")


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


def _take(address: str, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
        )
        page.set_default_timeout(WAIT)
        page.goto(address)
        _ask(page, EARLIER)
        page.click("#new")
        page.locator("#chat .bot.message").wait_for(state="detached")
        _ask(page, QUESTION)
        page.locator("#kept li").nth(1).wait_for()
        page.screenshot(path=folder / "conversations.png")
        page.locator("#chat .bot.message p", has_text=QUOTE).locator("a").click()
        cited = page.frame_locator("#article-pane iframe").locator("#cited", has_text=QUOTE)
        cited.wait_for()
        page.wait_for_timeout(1000)  # the scroll to the sentence, and the last paint
        page.screenshot(path=folder / "chat.png")
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as data, _serving(data) as address:
        _take(address, ROOT / "docs")

"""What the page costs where there is much of everything: articles, turns, words of one article.

    python -m benchmarks.page [--articles 10000] [--turns 100] [--words 40000]

A real `copydesk serve` over made-up articles, used in a real chromium. The times are processor
time: of the server's process from its clock in `/proc`, and of the page from the browser's own
account of its main thread (`TaskDuration`, the DevTools protocol). Of each figure the median of
five is shown.
A turn is timed from Enter until the box takes the next question and what to ask next is shown.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.report import save

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
REPEATS = 5
WAIT = 120_000
ANSWERED = """question => {
  const last = [...document.querySelectorAll('#chat .message-row')].slice(-2);
  return last[0]?.textContent.trim() === question && last[1]?.querySelector('.bot.message');
}"""
SYLLABLES = ("an", "bor", "dek", "el", "fir", "gol", "is", "kel", "lund", "mar", "nor", "ulv")
PUBLISHERS = [f"The {place} {kind}" for place in ("Norr", "Sund", "Vik", "Holm", "Fjell")
              for kind in ("Post", "Courier", "Times")]  # fmt: skip
TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=100)
    parser.add_argument("--words", type=int, default=40_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="copydesk-page-") as name:
        folder = Path(name)
        titles = write(folder / "articles", given.articles, given.words)
        with serving(folder) as (process, address), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(WAIT)
            page.goto(address)
            page.wait_for_selector("#question textarea:enabled")
            timed = Timed(page, process.pid)
            figures = library(timed, titles) | turns(timed, titles, given.turns)
            figures |= article(timed, address)
            browser.close()
    for label, (server, client) in figures.items():
        print(f"{label:46} server {server:6.0f} ms   page {client:6.0f} ms")
    save("page", {"given": vars(given), "ms": figures})


def word(rng: random.Random) -> str:
    """A made-up word."""
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 3)))


def sentence(rng: random.Random, most: int = 12) -> str:
    """A made-up sentence."""
    return (
        " ".join([word(rng).capitalize(), *(word(rng) for _ in range(rng.randint(5, most)))]) + "."
    )


def write(folder: Path, articles: int, words: int) -> list[str]:
    """Write articles, the last of them a long one; give their titles."""
    rng = random.Random(0)
    folder.mkdir()
    titles = []
    with (folder / "many.jsonl").open("w", encoding="utf-8") as file:
        for number in range(articles):
            titles.append(f"{word(rng).capitalize()} {word(rng)} {word(rng)} {number}")
            day = f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
            record = {"id": number, "title": titles[-1], "text": sentence(rng), "date": day}
            file.write(json.dumps(record | {"publisher": rng.choice(PUBLISHERS)}) + "\n")
    text, count = [], 0
    while count < words:
        text.append(" ".join(sentence(rng) for _ in range(6)))
        count += len(text[-1].split())
    text.insert(len(text) // 2, "The zorbulon of Vessby weighs nine tons.")
    (folder / "long.txt").write_text("The zorbulon\n\n" + "\n\n".join(text), "utf-8")
    return titles


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Index the articles and serve them; the process, and its address."""
    where = ["--articles", str(folder / "articles"), "--data", str(folder / "data")]
    command = [sys.executable, "-c", "from ui.cli import main; main()"]
    quiet = {**os.environ, "OMP_NUM_THREADS": "1"}
    subprocess.run([*command, "index", *where], check=True, env=quiet)
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", *where], stdout=subprocess.PIPE, text=True, env=quiet
    )
    try:
        assert process.stdout is not None
        found = next(m for line in process.stdout if (m := re.search(r"http://\S+", line)))
        yield process, found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


class Timed:
    """Takes the processor time, in ms, of the server and of the page while something is done."""

    def __init__(self, page: Page, pid: int) -> None:
        self.page = page
        self._stat = Path(f"/proc/{pid}/stat")
        self._tools = page.context.new_cdp_session(page)
        self._tools.send("Performance.enable")

    def now(self) -> tuple[float, float]:
        """Both clocks."""
        fields = self._stat.read_text().rpartition(")")[2].split()
        metrics: list[dict[str, Any]] = self._tools.send("Performance.getMetrics")["metrics"]
        tasks = next(one["value"] for one in metrics if one["name"] == "TaskDuration")
        return (int(fields[11]) + int(fields[12])) / TICK * 1000, tasks * 1000

    def __call__(self, act: Callable[[], object]) -> tuple[float, float]:
        """What an act costs, with what it leaves to be done in the half second after it."""
        server, client = self.now()
        act()
        time.sleep(0.5)
        after, drawn = self.now()
        return after - server, drawn - client


def middle(costs: list[tuple[float, float]]) -> tuple[float, float]:
    """The medians of both."""
    return median(s for s, _ in costs), median(c for _, c in costs)


def library(timed: Timed, titles: list[str]) -> dict[str, tuple[float, float]]:
    """Searching, filtering, sorting and paging the list."""
    page, box = timed.page, "#find-article :is(input, textarea)"
    rows = "#articles tbody tr"

    def found(title: str) -> None:
        page.fill(box, title)
        page.locator(f"{rows}:first-child a", has_text=title).wait_for()

    def turned(number: int) -> None:
        page.click("#next")
        page.wait_for_selector(f"#articles p >> text={number * 50 + 1:,} –")

    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector(rows)
    time.sleep(8)  # the model is loaded meanwhile
    idle = middle([timed(lambda: None) for _ in range(REPEATS)])
    rng = random.Random(1)
    searched = [timed(partial(found, title)) for title in rng.sample(titles, REPEATS)]
    page.fill(box, "")
    page.wait_for_selector(f"{rows}:nth-child(50)")
    time.sleep(1)
    paged = [timed(partial(turned, number)) for number in range(1, REPEATS + 1)]
    page.get_by_role("tab", name="Chat").click()
    return {
        "half a second of nothing": idle,
        f"a search among {len(titles):,} articles": middle(searched),
        f"a page of {len(titles):,} articles": middle(paged),
    }


def turns(timed: Timed, titles: list[str], number: int) -> dict[str, tuple[float, float]]:
    """The first turns of a conversation against the last ones, and typing after them."""
    page, rng = timed.page, random.Random(2)

    def asked(question: str) -> None:
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_function(ANSWERED, arg=question)
        page.wait_for_selector("#question textarea:enabled")

    def typed() -> None:
        page.locator("#question textarea").press_sequentially("what does the council say?")

    costs = []
    for _ in range(number + 1):  # the first loads what the others use
        question = f"What is known about “{rng.choice(titles)}”?"
        costs.append(timed(partial(asked, question)))
    del costs[0]
    keys = [timed(typed) for _ in range(REPEATS)]
    first, last = middle(costs[:REPEATS]), middle(costs[-REPEATS:])
    print(f"the last turns cost {last[0] / first[0]:.2f} of the first on the server, "
          f"{last[1] / first[1]:.2f} in the page")  # fmt: skip
    return {
        f"turns 1 – {REPEATS}": first,
        f"turns {number - REPEATS + 1} – {number}": last,
        "the dearest of the last ten": max(costs[-10:], key=sum),
        "typing 26 letters after them": middle(keys),
    }


def article(timed: Timed, address: str) -> dict[str, tuple[float, float]]:
    """Opening the long article at a sentence in its middle, and scrolling through it."""
    page = timed.page
    page.goto(address)
    page.wait_for_selector("#question textarea:enabled")
    page.fill("#question textarea", "What does the zorbulon of Vessby weigh?")
    page.press("#question textarea", "Enter")
    chip = page.locator('#chat a[href*="&start="]').first
    chip.wait_for()
    time.sleep(2)

    def opened() -> None:
        chip.click()
        page.frame_locator("#article-pane iframe").locator("#cited").wait_for()

    def scrolled() -> None:
        page.mouse.move(1000, 400)
        for _ in range(20):
            page.mouse.wheel(0, 2000)
            time.sleep(0.05)

    opening, scrolling = [], []
    for _ in range(REPEATS):
        opening.append(timed(opened))
        scrolling.append(timed(scrolled))
        page.click("#close-article")
    return {"opening the long article": middle(opening), "20 screens of it": middle(scrolling)}


if __name__ == "__main__":
    main()

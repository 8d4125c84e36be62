"""Drives the page in a real browser: what its tests have in common."""

import json
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
from axe_playwright_python.sync_playwright import Axe

from assistant.assistant import Assistant
from index.index import Index
from index.sync import BATCH

CHROMIUM = Path("/usr/bin/chromium")


FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


WAIT = 60_000


"""Milliseconds; two slow cores load the model meanwhile."""


HARBOUR = "The harbour of Vessby was dredged to a depth of eleven metres in March."


EVIL = (
    'The zorbulon <img src="http://evil.example/a.png" onerror="window.hurt=1"> weighs nine tons '
    "![x](http://evil.example/b.png) [here](javascript:window.hurt=2) ${window.hurt=3} "
    "{{window.hurt=4}} $$x$$ http://evil.example/c \u202eturned<script>window.hurt=5</script>."
)


ARTICLES = {
    "harbour": (
        "Vessby harbour made deeper",
        f"Work is done.\n\n{HARBOUR}\n\nShips came in April.",
    ),
    "library": ("Library of Norrtun reopens", "The library of Norrtun reopened with 40,000 books."),
    "evil": ("Zorbulon <b>found</b>", f"Strange news.\n\n{EVIL}\n\nNothing more is known."),
    "school": ("School lunch costs more", "A school lunch in Norrtun costs 31 crowns from May."),
}


RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def write(folder, name, title, text):
    article = {"headline": title, "source": "The Post", "content": text}
    (folder / f"{name}.json").write_text(json.dumps(article), "utf-8")


@contextmanager
def serving(app):
    import uvicorn

    from ui.server import listen

    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    listener.close()


def opened(window, address):
    window.goto(address)
    window.wait_for_selector("#question textarea:enabled")
    window.wait_for_function("document.querySelector('#extent')?.innerText.includes('article')")
    window.locator("#kept :is(li, p)").first.wait_for()  # else it comes when something is asked
    return window


def ready(page):
    page.wait_for_selector("#question textarea:enabled")
    page.wait_for_selector("#stop", state="hidden")
    page.wait_for_selector("#send", state="visible")


ANSWERING = """() => {
  const page = window.copydesk, { asking, ready, told } = page;
  page.told = "nothing";
  if (told) return;
  page.asking = () => { asking(); page.told = "asked"; };
  page.ready = () => { ready(); if (page.told === "asked") page.told = "answered"; };
}"""
"""Has the page note what it is told of the next answer."""


@contextmanager
def answering(page):
    """Let what is asked within be answered.

    What the page shows is no sign that an answer is over: there is a message as soon as something
    is asked, and the box is closed only a little later.
    """
    page.evaluate(ANSWERING)
    yield
    page.wait_for_function("window.copydesk.told === 'answered'")
    ready(page)


def ask(page, question):
    """The last message, once it is whole."""
    with answering(page):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
    return page.locator("#chat .bot.message").last


def chips(message):
    return message.locator('a[href*="&start="]')


def quote(index, href):
    """What a citation's address says it cites."""
    parts = urlsplit(href)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    text = index.library.article(parts.path.rpartition("/")[2], query["version"]).text
    return text[int(query["start"]) : int(query["end"])]


def marked(page):
    """The marked text of the article that is open, when the mark is in view."""
    page.wait_for_selector("#article-pane iframe")
    frame = page.frame_locator("#article-pane iframe")
    frame.locator("#cited").wait_for()
    assert frame.locator("#cited").evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }"
    )
    return "".join(frame.locator("mark:not(.other)").all_text_contents())


def reindex(page):
    """What the next sync said, when it is over."""
    said = "() => document.querySelector('#status [data-job]')?.dataset.job"
    before = page.evaluate(said)
    page.click("#reindex")
    return page.wait_for_function(
        "before => { const now = document.querySelector('#status [data-job]');"
        " return now && now.dataset.job !== before && /Indexed/.test(now.innerText)"
        " && now.innerText }",
        arg=before,
    ).json_value()


def events(address, fn_index, data):
    """What Gradio's own protocol gives a client that asks for an event by its number."""
    body = {"fn_index": fn_index, "data": data, "session_hash": "trap"}
    httpx.post(f"{address}/gradio_api/queue/join", json=body).raise_for_status()
    told = httpx.get(f"{address}/gradio_api/queue/data?session_hash=trap", timeout=60).text
    return [json.loads(line[6:]) for line in told.splitlines() if line.startswith("data: ")]


def begin_speaking(page):
    page.fill("#question textarea", "speak slowly")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("text=Sentence 2.")


def questions(page):
    shown = page.locator("#chat .user.message")
    return [text.strip() for text in shown.all_text_contents()]  # out of sight too


def edit_question(page, position, text):
    with answering(page):
        submit_edit(page, position, text)
    page.locator("#chat .user.message").nth(position).get_by_text(text, exact=True).wait_for()


def submit_edit(page, position, text):
    message = page.locator("#chat .user-row").nth(position)
    message.hover()
    message.get_by_role("button", name="Edit").click()
    box = message.locator("textarea")
    page.wait_for_function(
        "box => box.value", arg=box.element_handle()
    )  # the old question is there
    if text is not None:
        box.fill(text)
    message.get_by_role("button", name="Submit").click()


def begin_anew(page):
    page.click("#new")
    page.locator("#chat .bot.message").first.wait_for(state="detached")


def listed(page):
    return [text.split("\n")[0] for text in page.locator("#kept a").all_inner_texts()]


def current(page):
    return page.locator("#kept a[aria-current=page]").inner_text().split("\n")[0]


@contextmanager
def served(folder, embeddings, web=None):
    """A new index with no articles yet, and the address of its server."""
    from ui.server import create_app

    made = Index(folder / "data", folder / "home", embeddings, web=web)
    made.ownership.take()
    with serving(create_app(Assistant(made))) as address:
        yield made, address
    made.close()


BATCHES = 4


TOWNS = BATCHES * BATCH


def indexed(page, over):
    """How many articles the bar says are indexed, as soon as that is more than `over`."""
    return page.wait_for_function(
        "over => { const bar = document.querySelector('#status progress');"
        " const words = bar?.parentElement.innerText.match(/Indexing (\\d+) of (\\d+) articles/);"
        " return words && bar.value === +words[1] && bar.max === +words[2]"
        " && bar.value > over && bar.value }",
        arg=over,
    ).json_value()


def reported(page):
    """The line that says what the last job changed; the bar is gone then."""
    page.wait_for_selector("#status p:has-text('Indexed')")
    assert page.locator("#status progress").count() == 0
    return page.inner_text("#status .prose")


def titles(page):
    return page.locator("#articles tbody a").all_inner_texts()


def told(page, words):
    page.locator("#articles p").get_by_text(words, exact=True).wait_for()


def violations(page):
    """What breaks a rule, and where."""
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], node["target"], node["failureSummary"]) for one in found
            for node in one["nodes"]]  # fmt: skip

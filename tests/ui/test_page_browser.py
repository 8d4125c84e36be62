"""The page in a real browser, over the real index, search and embedding model."""

import json
import re
import threading
import time
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from assistant.answer import Answer, Searched, Sentence
from assistant.assistant import Assistant
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.sync import BATCH
from ui.jobs import Jobs

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

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

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


def opened(window, address):
    window.goto(address)
    window.wait_for_selector("#question textarea:enabled")
    window.wait_for_function("document.querySelector('#extent').innerText.includes('article')")
    return window


@pytest.fixture
def page(window, address):
    return opened(window, address)


def ready(page):
    page.wait_for_selector("#question textarea:enabled")
    page.wait_for_selector("#stop", state="hidden")
    page.wait_for_selector("#send", state="visible")


def ask(page, question):
    """The last message, once it is whole."""
    before = page.locator("#chat .bot.message").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.locator("#chat .bot.message").nth(before).wait_for()
    ready(page)
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
    before = page.inner_text("#status .prose")
    page.click("#reindex")
    return page.wait_for_function(
        "before => { const now = document.querySelector('#status .prose').innerText;"
        " return now !== before && /Indexed|would be/.test(now) && now }",
        arg=before,
    ).json_value()


def test_a_citation_opens_the_article_at_its_sentence(page, index):
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    assert HARBOUR in message.inner_text()
    chip = chips(message).first
    chip.click()
    assert marked(page) == quote(index, chip.get_attribute("href")) == HARBOUR


def test_the_keyboard_opens_and_closes_an_article(page, index):
    chip = chips(ask(page, "How deep was the harbour of Vessby dredged?")).first
    chip.focus()
    page.keyboard.press("Enter")
    assert marked(page) == HARBOUR
    page.keyboard.press("Escape")
    page.wait_for_selector("#article-pane", state="detached")
    assert chip.evaluate("chip => chip === document.activeElement")
    assert "#/article/" not in page.url


def test_an_article_has_room_beside_the_chat(page):
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    page.wait_for_selector("#conversations.open")
    chips(message).first.click()
    marked(page)
    page.wait_for_selector("#conversations.open", state="detached")
    page.wait_for_function(
        "document.querySelector('#conversations').getBoundingClientRect().right"
        " <= document.querySelector('#chat').getBoundingClientRect().left"
    )
    page.reload()
    marked(page)
    page.wait_for_selector("#conversations:not(.open)")
    page.keyboard.press("Escape")
    page.wait_for_selector("#conversations.open")


def test_escape_closes_from_inside_the_article_too(page):
    chips(ask(page, "How deep was the harbour of Vessby dredged?")).first.click()
    marked(page)
    page.frame_locator("#article-pane iframe").locator("h1").click()
    page.keyboard.press("Escape")
    page.wait_for_selector("#article-pane", state="detached")


def test_the_other_citations_of_the_article_are_a_click_away(page, index):
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    both = chips(message).evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert any("&also=" in href for href in both)
    message.locator('a[href*="&also="]').first.click()
    marked(page)
    frame = page.frame_locator("#article-pane iframe")
    assert frame.locator("nav a").count() == frame.locator("mark").count() > 1
    frame.locator("nav a:not([aria-current])").first.click()
    assert frame.locator("mark.other:target").inner_text() in [quote(index, href) for href in both]


def test_an_address_with_an_open_article_opens_it_again(page, browser):
    chips(ask(page, "How deep was the harbour of Vessby dredged?")).first.click()
    marked(page)
    other = browser.new_page()
    other.goto(page.url)
    assert marked(other) == HARBOUR
    other.close()


def test_on_a_phone_the_list_of_conversations_waits_to_be_opened(window, address):
    window.set_viewport_size({"width": 390, "height": 844})
    page = opened(window, address)
    page.wait_for_selector(".sidebar.open", state="detached")
    ask(page, "How deep was the harbour of Vessby dredged?")
    page.click(".sidebar .toggle-button")
    page.locator("#kept li").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_the_article_covers_the_chat(page):
    page.set_viewport_size({"width": 390, "height": 844})
    chips(ask(page, "How deep was the harbour of Vessby dredged?")).first.click()
    assert marked(page) == HARBOUR
    assert page.locator("#article-pane").bounding_box()["width"] == 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_the_articles_do_not_say_is_refused(page):
    message = ask(page, "Who won the chess tournament in Quito?")
    assert chips(message).count() == 0
    assert "Sources" not in message.inner_text()


def test_articles_come_and_go_with_a_reindex(page, home):
    question = "How many wombats live in the park of Ekhaven?"
    write(home, "wombats", "Wombats counted", "In the park of Ekhaven live 23 wombats.")
    assert "1 added, 0 changed, 0 deleted" in reindex(page)
    assert "23 wombats" in ask(page, question).inner_text()
    (home / "wombats.json").unlink()
    assert "0 added, 0 changed, 1 deleted" in reindex(page)
    message = ask(page, question)
    assert chips(message).count() == 0
    assert "23 wombats" not in message.inner_text()


def test_a_dropped_file_is_stored_and_indexed(page, home, tmp_path):
    write(tmp_path, "otters", "Otters return", "Seven otters returned to the river at Sundby.")
    page.click("#add button")
    page.set_input_files("#files input[type=file]", tmp_path / "otters.json")
    page.wait_for_function("document.querySelector('#stored').innerText.includes('Stored otters')")
    page.wait_for_function("document.querySelector('#status .prose').innerText.includes('1 added')")
    assert (home / "otters.json").is_file()
    assert "Seven otters" in ask(page, "How many otters returned to Sundby?").inner_text()


def test_every_page_shows_the_same_job(page, browser, address):
    shown = reindex(page)
    other = opened(browser.new_page(), address)
    assert other.inner_text("#status .prose") == shown
    other.close()


def test_an_article_full_of_markup_does_nothing(page, index):
    message = ask(page, "How much does the zorbulon weigh?")
    assert "${window.hurt=3}" in message.inner_text()
    links = message.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert all(link.startswith("/article/") for link in links)
    assert message.locator("img, script, .katex").count() == 0
    chips(message).first.click()
    assert marked(page) == quote(index, links[0])
    assert page.evaluate("window.hurt") is None


def test_a_question_full_of_markup_does_nothing_either(page):
    ask(page, EVIL)
    assert page.locator("#chat .user.message img").count() == 0
    assert page.evaluate("window.hurt") is None


def test_nothing_and_far_too_much_can_be_asked(page):
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#question textarea[placeholder='Type a question first.']")
    assert "20,000" in ask(page, "word " * 4000).inner_text()
    assert HARBOUR in ask(page, "How deep was the harbour of Vessby dredged?").inner_text()


def test_an_example_question_can_be_clicked(page):
    page.locator("#chat button.example").first.click()
    page.locator("#chat .bot.message").first.wait_for()
    ready(page)
    assert "What is known about" in page.inner_text("#chat .user.message")


def events(address, fn_index, data):
    """What Gradio's own protocol gives a client that asks for an event by its number."""
    body = {"fn_index": fn_index, "data": data, "session_hash": "trap"}
    httpx.post(f"{address}/gradio_api/queue/join", json=body).raise_for_status()
    told = httpx.get(f"{address}/gradio_api/queue/data?session_hash=trap", timeout=60).text
    return [json.loads(line[6:]) for line in told.splitlines() if line.startswith("data: ")]


def test_no_file_of_the_server_can_be_taken_for_an_upload(address, home, tmp_path):
    write(tmp_path, "secret", "Secret", "The password is xyzzy.")
    config = httpx.get(f"{address}/config").json()
    upload = next(d["id"] for d in config["dependencies"] if d["targets"][0][1] == "upload")
    for path in ("/etc/hostname", str(tmp_path / "secret.json"), "../../secret.json"):
        named = {"path": path, "meta": {"_type": "gradio.FileData"}}
        done = events(address, upload, [[named], None])
        assert [d["success"] for d in done if d["msg"] == "process_completed"] == [False]
    assert not (home / "secret.json").exists()
    for path in (tmp_path / "secret.json", Path(__file__).resolve(), home / "harbour.json"):
        assert httpx.get(f"{address}/gradio_api/file={path}").status_code == 403


class Scripted:
    """Stands in for the assistant: fails, or speaks until it is stopped."""

    def __init__(self):
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

    assistant = Scripted()
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


def test_a_failure_keeps_the_question_and_the_page_usable(window, scripted):
    page = opened(window, scripted[1])
    assert "Something went wrong" in ask(page, "please fail").inner_text()
    assert page.input_value("#question textarea") == "please fail"
    assert "After 0 turns" in ask(page, "please work").inner_text()


def test_a_reload_a_restart_and_an_address_open_a_conversation_again(window, empty, browser):
    made, address = empty
    page = opened(window, address)
    ask(page, "Anything?")
    page.wait_for_selector("#kept li")
    page.reload()
    page.locator("#chat .bot.message").wait_for()
    assert questions(page) == ["Anything?"]
    from ui.server import create_app

    with serving(create_app(Assistant(made))) as again:
        page.goto(page.url.replace(address, again))
        page.locator("#chat .bot.message").wait_for()
        assert (questions(page), listed(page)) == (["Anything?"], ["Anything?"])


def test_another_browser_has_conversations_of_its_own(window, elsewhere, address):
    page = opened(window, address)
    ask(page, "How deep was the harbour of Vessby dredged?")
    page.wait_for_selector("#kept li")
    other = opened(elsewhere, page.url)
    assert other.locator("#kept li, #chat .message").count() == 0
    link = page.locator("#export a").first.get_attribute("href")
    assert other.request.get(f"{address}{link}").status == 404


def test_an_export_holds_what_the_page_shows(page, address, index):
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    page.wait_for_selector("#export a")
    for name in ("Markdown", "HTML", "JSON"):
        with page.expect_download() as download:
            page.click(f"#export a:text-is('{name}')")
        content = Path(download.value.path()).read_text("utf-8")
        assert HARBOUR in content.replace("&#46;", ".")
        assert "The Post" in content
        assert "Vessby harbour made deeper" in content
    kept = json.loads(content)["turns"][0]["answer"]
    assert [c["quote"] for c in kept["citations"]] == [
        quote(index, link)
        for link in chips(message).evaluate_all(
            "all => [...new Set(all.map(a => a.getAttribute('href')))]"
        )
    ]


def test_a_question_is_limited_and_the_answer_says_so(page):
    page.click("#limits button")
    page.fill("#after :is(input, textarea)", "May 2030")
    assert "No article is from 1 May 2030 on" in ask(page, "How deep is Vessby?").inner_text()
    page.fill("#after :is(input, textarea)", "the day before")
    assert "no day or month that is understood" in ask(page, "How deep is Vessby?").inner_text()
    page.fill("#after :is(input, textarea)", "")
    page.click("#publishers input")
    page.get_by_role("option", name="The Post").click()
    page.keyboard.press("Escape")
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    assert HARBOUR in message.inner_text()
    assert re.search(r"Searched \d articles from The Post", message.inner_text())


def test_a_thumb_and_a_word_are_kept(page, index):
    question = "How much does a school lunch in Norrtun cost?"
    row = page.locator("#chat .bot-row").last
    ask(page, question)
    row.get_by_role("button", name="Dislike", exact=True).click()
    page.fill("#word textarea", "Which year?")
    page.press("#word textarea", "Enter")
    page.wait_for_selector("#word", state="hidden")
    from assistant.conversations import Conversations

    kept = Conversations(index.library.folder)
    rated = list(kept.rated())
    kept.close()
    assert [(one["question"], one["good"], one["word"]) for one in rated] == [
        (question, False, "Which year?")
    ]
    page.reload()
    page.locator("#chat .bot.message").wait_for()


def begin_speaking(page):
    page.fill("#question textarea", "speak slowly")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("text=Sentence 2.")


def test_stop_stops(window, scripted):
    page = opened(window, scripted[1])
    begin_speaking(page)
    page.click("#stop")
    page.wait_for_selector("text=Stopped.")
    assert scripted[0].stopped.wait(20)
    assert "After 0 turns" in ask(page, "please work").inner_text()


def test_retry_asks_the_last_question_again(window, scripted):
    page = opened(window, scripted[1])
    ask(page, "one")
    assert "After 1 turns" in ask(page, "two").inner_text()
    page.click("#chat button[aria-label=Retry]")
    page.wait_for_timeout(300)
    ready(page)
    assert page.locator("#chat .user.message").all_inner_texts() == ["one", "two"]
    assert "After 1 turns" in page.locator("#chat .bot.message").last.inner_text()


def test_retry_of_an_earlier_question_forgets_what_came_after_it(window, scripted):
    page = opened(window, scripted[1])
    for question in ("one", "two", "three"):
        ask(page, question)
    edit_question(page, 1, "two again")
    assert questions(page) == ["one", "two again"]
    assert "After 1 turns" in page.locator("#chat .bot.message").last.inner_text()
    page.reload()
    page.locator("#chat .bot.message").nth(1).wait_for()
    assert questions(page) == ["one", "two again"]


def test_a_question_is_edited_as_it_was_typed(window, scripted):
    page = opened(window, scripted[1])
    ask(page, "What of AT&T_*now*?\nAnd [1]?")
    submit_edit(page, 0, None)
    page.wait_for_selector("#kept li")
    ready(page)
    page.locator("#chat .user.message").get_by_text("What of AT&T_*now*?").wait_for()
    assert page.locator("#kept a[aria-current=page] span").inner_text() == (
        "What of AT&T_*now*? And [1]?"
    )


def test_a_question_that_is_emptied_stays_as_it_was(window, scripted):
    page = opened(window, scripted[1])
    ask(page, "one")
    ask(page, "two")
    submit_edit(page, 0, " ")
    page.locator("#chat .user.message").first.get_by_text("one", exact=True).wait_for()
    assert questions(page) == ["one", "two"]
    assert "After 2 turns" in ask(page, "three").inner_text()


def test_a_stopped_answer_is_not_kept_and_can_be_asked_again(window, scripted):
    page = opened(window, scripted[1])
    ask(page, "one")
    begin_speaking(page)
    page.click("#stop")
    page.wait_for_selector("text=Stopped.")
    edit_question(page, 1, "two")
    assert questions(page) == ["one", "two"]
    assert "After 1 turns" in page.locator("#chat .bot.message").last.inner_text()


def questions(page):
    return [text.strip() for text in page.locator("#chat .user.message").all_inner_texts()]


def edit_question(page, position, text):
    submit_edit(page, position, text)
    page.locator("#chat .user.message").nth(position).get_by_text(text, exact=True).wait_for()
    page.locator("#chat .bot.message").nth(position).wait_for()
    ready(page)


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


def test_conversations_are_listed_opened_and_each_goes_on_where_it_was(elsewhere, scripted):
    page = opened(elsewhere, scripted[1])
    ask(page, "one")
    ask(page, "two")
    begin_anew(page)
    assert "After 0 turns" in ask(page, "other").inner_text()
    page.wait_for_selector("#kept li:nth-child(2)")
    assert (listed(page), current(page)) == (["other", "one"], "other")
    page.click("#kept li:nth-child(2) a")
    page.locator("#chat .bot.message").nth(1).wait_for()
    assert questions(page) == ["one", "two"]
    assert "After 2 turns" in ask(page, "three").inner_text()
    page.wait_for_selector("#kept li:first-child a[aria-current=page]")
    assert listed(page) == ["one", "other"]


def test_an_answer_on_its_way_does_not_follow_into_another_conversation(elsewhere, scripted):
    page = opened(elsewhere, scripted[1])
    ask(page, "one")
    begin_speaking(page)
    begin_anew(page)
    ready(page)
    page.wait_for_timeout(1000)
    assert page.locator("#chat .message").count() == 0
    assert "After 0 turns" in ask(page, "other").inner_text()
    page.wait_for_selector("#kept li:nth-child(2)")
    assert listed(page) == ["other", "one"]


def test_a_conversation_is_named_found_and_deleted(elsewhere, scripted):
    page = opened(elsewhere, scripted[1])
    ask(page, "the first")
    begin_anew(page)
    ask(page, "the second")
    page.wait_for_selector("#kept li:nth-child(2)")
    page.fill("#name :is(input, textarea)", "The harbour <b>story</b> ${1}")
    page.press("#name :is(input, textarea)", "Enter")
    page.wait_for_selector("#kept a:has-text('<b>story</b> ${1}')")
    page.fill("#find :is(input, textarea)", "FIRST")
    page.wait_for_selector("#kept li:nth-child(2)", state="detached")
    assert listed(page) == ["the first"]
    page.fill("#find :is(input, textarea)", "zebra")
    page.wait_for_selector("#kept p")
    page.fill("#find :is(input, textarea)", "")
    page.wait_for_selector("#kept li:nth-child(2)")
    page.click("#delete-conversation")
    page.click("#keep")
    page.click("#delete-conversation")
    page.click("#really")
    page.wait_for_selector("#kept li:nth-child(2)", state="detached")
    assert listed(page) == ["the first"]
    assert page.locator("#chat .message").count() == 0
    assert "c=" not in page.url


@contextmanager
def served(folder, embeddings):
    """A new index with no articles yet, and the address of its server."""
    from ui.server import create_app

    made = Index(folder / "data", folder / "home", embeddings)
    made.ownership.take()
    with serving(create_app(Assistant(made))) as address:
        yield made, address
    made.close()


@pytest.fixture
def empty(tmp_path):
    with served(tmp_path, SentenceEmbeddings()) as both:
        yield both


def test_the_first_screen_says_what_to_do(window, empty, tmp_path):
    page = opened(window, empty[1])
    page.wait_for_selector("text=No articles yet")
    assert str(tmp_path / "home") in page.inner_text("#chat")
    assert page.locator("#files").is_visible()
    assert "no articles yet" in ask(page, "Anything?").inner_text()


def test_deleting_most_articles_is_asked_about(window, empty):
    made, address = empty
    folder = Path(made.home.location)
    folder.mkdir()
    for number in range(8):
        write(folder, str(number), f"Title {number}", f"The number of this one is {number}.")
    made.sync()
    page = opened(window, address)
    for number in range(7):
        (folder / f"{number}.json").unlink()
    assert re.search("7 of 8 articles .* would be deleted", reindex(page))
    page.click("#delete")
    page.wait_for_function(
        "document.querySelector('#status .prose').innerText.includes('7 deleted')"
    )
    page.wait_for_selector("#delete", state="hidden")
    assert "1 article" in unescape(page.inner_text("#extent"))


class Paced(SentenceEmbeddings):
    """The real model, but each batch waits for its turn: no machine is too fast to be watched."""

    def __init__(self):
        super().__init__()
        self.turns = threading.Semaphore(0)

    def embed_passages(self, texts, sentences):
        assert self.turns.acquire(timeout=5 * WAIT / 1000), "nobody gave the next batch its turn"
        return super().embed_passages(texts, sentences)


BATCHES = 4
TOWNS = BATCHES * BATCH


@pytest.fixture
def paced(tmp_path):
    """`turns`, and the address of a server with as many articles to index as make four batches."""
    (tmp_path / "home").mkdir()
    for number in range(TOWNS):
        text = "\n\n".join(
            f"In {1900 + year} the council of town {number} voted {year + 3} million crowns for "
            f"bridge {number + year}, and the mayor said that nobody would wait for it again."
            for year in range(6)
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


def test_the_bar_moves_in_every_browser_and_outlives_a_reload(window, elsewhere, paced):
    turns, address = paced
    page = opened(window, address)
    page.click("#reindex")
    turns.release()
    begun = indexed(page, over=0)
    turns.release()
    grown = indexed(page, over=begun)
    assert indexed(opened(elsewhere, address), over=begun) == grown

    turns.release()  # the third of four batches is embedded while the page loads
    page.reload()
    assert indexed(page, over=grown - 1) >= grown
    page.wait_for_selector("#reindex", state="hidden")
    further = indexed(page, over=grown)
    assert indexed(elsewhere, over=grown) == further < TOWNS
    assert httpx.get(f"{address}/api/index").json()["state"] == "running"

    turns.release()
    line = reported(page)
    assert f"{TOWNS} added, 0 changed, 0 deleted" in line
    assert reported(elsewhere) == line
    page.wait_for_selector("#reindex", state="visible")
    page.reload()
    assert reported(page) == line


def test_indexing_that_is_stopped_keeps_what_it_has_and_can_go_on(window, paced):
    turns, address = paced
    page = opened(window, address)
    page.click("#reindex")
    turns.release()
    indexed(page, over=0)
    page.click("#cancel")
    page.wait_for_selector("#status p:has-text('Stopping')")
    turns.release()
    page.wait_for_selector("#status p:has-text('Indexing was stopped')")
    page.wait_for_selector("#cancel", state="hidden")
    kept = httpx.get(f"{address}/api/health").json()["articles"]
    assert 0 < kept < TOWNS
    assert httpx.get(f"{address}/api/index").json()["state"] == "cancelled"
    turns.release(TOWNS)
    page.click("#reindex")
    assert f"{TOWNS - kept} added, 0 changed, 0 deleted, {kept} unchanged" in reported(page)


def test_what_would_change_is_told_before_anything_does(page, home, index):
    write(home, "preview", "Preview", "A preview shows what would come.")
    page.click("#preview")
    page.wait_for_selector("#status p:has-text('would change'):has-text('1 added')")
    assert index.library.entries("Preview", 0, 10)[0] == 0
    (home / "preview.json").unlink()


def titles(page):
    return page.locator("#articles tbody a").all_inner_texts()


def told(page, words):
    page.locator("#articles p").get_by_text(words, exact=True).wait_for()


def test_the_library_is_searched_sorted_and_opened(page):
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#articles table")
    assert titles(page)[-1] == "Zorbulon found"
    page.locator("#order input").click()
    page.get_by_role("option", name="when taken in").click()
    page.fill("#find-article :is(input, textarea)", "norrtun")
    told(page, "1 – 1 of 1")
    assert titles(page) == ["Library of Norrtun reopens"]
    page.click("#articles a")
    frame = page.frame_locator("#article-pane iframe")
    frame.get_by_role("heading", name="Library of Norrtun reopens").wait_for()
    page.fill("#find-article :is(input, textarea)", "zebra")
    told(page, "No title or publisher holds that.")


def test_the_library_is_paged_through(window, empty):
    made, address = empty
    folder = Path(made.home.location)
    folder.mkdir()
    articles = [
        {"id": n, "title": f"Title {n:03}", "text": f"It is number {n}."} for n in range(120)
    ]
    (folder / "many.json").write_text(json.dumps(articles), "utf-8")
    made.sync()
    page = opened(window, address)
    page.get_by_role("tab", name="Library").click()
    told(page, "1 – 50 of 120")
    assert page.locator("#previous").is_disabled()
    page.click("#next")
    told(page, "51 – 100 of 120")
    page.click("#next")
    told(page, "101 – 120 of 120")
    assert titles(page)[-1] == "Title 119"
    assert page.locator("#next").is_disabled()
    (folder / "many.json").write_text(json.dumps(articles[:60]), "utf-8")
    made.sync(allow_mass_delete=True)
    page.click("#previous")
    told(page, "51 – 60 of 60")
    page.click("#sources button")
    assert str(folder) in page.inner_text("#sources li")

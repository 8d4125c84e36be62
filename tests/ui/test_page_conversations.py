"""Conversations kept, edited, rated and exported, in a real browser."""

import json
import threading
from pathlib import Path

import pytest
from page_driver import (
    CHROMIUM,
    HARBOUR,
    WAIT,
    answering,
    ask,
    begin_anew,
    begin_speaking,
    chips,
    current,
    edit_question,
    listed,
    opened,
    questions,
    quote,
    ready,
    serving,
    submit_edit,
)

from assistant.assistant import Assistant
from assistant.conversations import Conversations

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]


VISIBLE = """row => { const {top, bottom} = row.getBoundingClientRect();
  const view = document.querySelector('#chat .panel-wrap').getBoundingClientRect();
  return bottom > view.top && top < view.bottom }"""


BESIDE = """shown => { const list = document.querySelector('#conversations');
  const gap = document.querySelector(shown).getBoundingClientRect().left
    - list.getBoundingClientRect().right;
  return list.matches('.open') && gap >= 0 && gap < 40 }"""


def liked(page):
    """Which of the answers shown have a thumb up."""
    rows = page.locator("#chat .bot-row")
    return [n for n in range(rows.count()) if rows.nth(n).get_by_label("Liked").count()]


def test_on_a_phone_the_list_of_conversations_waits_to_be_opened(window, address):
    window.set_viewport_size({"width": 390, "height": 844})
    page = opened(window, address)
    page.wait_for_selector(".sidebar.open", state="detached")
    ask(page, "How deep was the harbour of Vessby dredged?")
    page.click(".sidebar .toggle-button")
    page.locator("#kept li").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_list_is_beside_every_tab_whatever_the_size_of_the_window(elsewhere, scripted):
    page = opened(elsewhere, scripted[1])
    ask(page, "one")
    for shown, size, article in (
        ("#library-tab", (1280, 720), False),
        ("#chat", (1300, 720), False),
        ("#chat", (1800, 720), True),
        ("#library-tab", (1280, 800), False),
    ):
        page.get_by_role("tab", name="Library" if "library" in shown else "Chat").click()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.evaluate(
            "open => document.documentElement.classList.toggle('article-open', open)", article
        )
        page.wait_for_function(BESIDE, arg=shown)
    page.click("#kept a")
    page.wait_for_function(BESIDE, arg="#chat")


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
    other.wait_for_selector("text=That conversation is not here")
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


def test_a_thumb_and_a_word_are_kept(page, index):
    question = "How much does a school lunch in Norrtun cost?"
    row = page.locator("#chat .bot-row").last
    ask(page, question)
    row.get_by_role("button", name="Dislike", exact=True).click()
    page.fill("#word textarea", "Which year?")
    page.press("#word textarea", "Enter")
    page.wait_for_selector("text=Kept with the answer")
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


def test_stop_stops(window, scripted):
    page = opened(window, scripted[1])
    begin_speaking(page)
    page.click("#stop")
    page.wait_for_selector("text=Stopped. What stands above is not checked to its end")
    assert scripted[0].stopped.wait(20)
    assert "After 0 turns" in ask(page, "please work").inner_text()


def test_retry_asks_the_last_question_again(window, scripted):
    page = opened(window, scripted[1])
    ask(page, "one")
    assert "After 1 turns" in ask(page, "two").inner_text()
    with answering(page):
        page.click("#chat button[aria-label=Retry]")
    assert page.locator("#chat .user.message").all_inner_texts() == ["one", "two"]
    assert "After 1 turns" in page.locator("#chat .bot.message").last.inner_text()


def test_an_earlier_question_asked_otherwise_leaves_what_followed_where_it_was(elsewhere, scripted):
    page = opened(elsewhere, scripted[1])
    for question in ("one", "two", "three"):
        ask(page, question)
    edit_question(page, 1, "two again")
    assert questions(page) == ["one", "two again"]
    assert "After 1 turns" in page.locator("#chat .bot.message").last.inner_text()
    page.reload()
    page.locator("#chat .bot.message").nth(1).wait_for()
    assert questions(page) == ["one", "two again"]
    assert listed(page) == ["one", "one"]
    page.locator("#kept a").nth(1).click()
    page.locator("#chat .user.message").nth(2).wait_for()
    assert questions(page) == ["one", "two", "three"]


def test_a_question_is_edited_as_it_was_typed(window, scripted):
    page = opened(window, scripted[1])
    ask(page, "What of AT&T_*now*?\nAnd [1]?")
    with answering(page):
        submit_edit(page, 0, None)
    page.locator("#chat .user.message").get_by_text("What of AT&T_*now*?").wait_for()
    assert page.locator("#kept a[aria-current=page] span").inner_text() == (
        "What of AT&T_*now*? And [1]?"
    )


def test_a_question_that_is_emptied_stays_as_it_was(window, scripted):
    page = opened(window, scripted[1])
    ask(page, "one")
    ask(page, "two")
    with answering(page):
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
    page.wait_for_function("!location.search.includes('c=')")


def test_a_name_that_is_kept_late_does_not_list_what_is_not_looked_for(
    elsewhere, scripted, monkeypatch
):
    page = opened(elsewhere, scripted[1])
    ask(page, "the first")
    begin_anew(page)
    ask(page, "the second")
    page.wait_for_selector("#kept li:nth-child(2)")
    found = threading.Event()
    rename = Conversations.rename

    def late(*known):
        rename(*known)
        found.wait(WAIT / 1000)

    monkeypatch.setattr(Conversations, "rename", late)
    page.fill("#name :is(input, textarea)", "The harbour")
    page.fill("#find :is(input, textarea)", "FIRST")  # the name is kept as its box is left
    page.wait_for_selector("#kept li:nth-child(2)", state="detached")
    found.set()
    page.wait_for_timeout(1000)
    assert listed(page) == ["the first"]
    page.fill("#find :is(input, textarea)", "")
    page.wait_for_selector("#kept li:nth-child(2)")
    assert listed(page) == ["The harbour", "the first"]


def test_a_long_conversation_shows_its_last_questions_and_earlier_ones_on_demand(window, scripted):
    page = opened(window, scripted[1])
    asked = [f"question {number}" for number in range(1, 14)]
    for question in asked[:12]:
        ask(page, question)
    assert (questions(page), ask(page, asked[12]).inner_text().strip()) == (
        asked[:12],
        "After 12 turns.",
    )
    assert questions(page) == asked[7:]
    assert page.locator("#chat .user.message").last.evaluate(VISIBLE)
    page.click("#earlier:has-text('(7)')")
    page.wait_for_function("document.querySelectorAll('#chat .user.message').length === 13")
    assert questions(page) == asked
    assert page.locator("#chat .user.message").nth(7).evaluate(VISIBLE)
    assert not page.locator("#chat .user.message").last.evaluate(VISIBLE)
    page.wait_for_selector("#earlier", state="hidden")
    assert ask(page, "one more").inner_text().strip() == "After 13 turns."
    assert questions(page) == [*asked[8:], "one more"]
    page.reload()
    page.wait_for_selector("#earlier:has-text('(8)')")
    assert questions(page) == [*asked[8:], "one more"]
    edit_question(page, 5, "the last, otherwise")
    assert "After 13 turns" in page.locator("#chat .bot.message").last.inner_text()


def test_a_thumb_stays_with_its_answer(window, scripted):
    page = opened(window, scripted[1])
    for number in range(1, 13):
        ask(page, f"question {number}")
    page.locator("#chat .bot-row").nth(8).get_by_role("button", name="Like", exact=True).click()
    page.wait_for_timeout(500)
    ask(page, "question 13")
    assert liked(page) == [1]
    page.click("#earlier")
    page.wait_for_function("document.querySelectorAll('#chat .user.message').length === 13")
    assert liked(page) == [8]
    page.reload()
    page.wait_for_selector("#earlier:has-text('(7)')")
    assert liked(page) == [1]


def test_what_is_typed_survives_a_reload_until_it_is_answered(window, scripted):
    page = opened(window, scripted[1])
    page.fill("#question textarea", "not asked yet")
    page.reload()
    page.wait_for_function(
        "document.querySelector('#question textarea')?.value === 'not asked yet'"
    )
    page.fill("#question textarea", "speak slowly")
    page.press("#question textarea", "Enter")
    page.reload()  # at once: the server may not have heard of it
    page.wait_for_function("document.querySelector('#question textarea')?.value === 'speak slowly'")
    assert "After 0 turns" in ask(page, "answered").inner_text()
    page.reload()
    page.locator("#chat .bot.message").wait_for()
    page.wait_for_timeout(500)
    assert page.input_value("#question textarea") == ""


def test_a_question_is_not_lost_by_a_reload_before_its_answer(window, scripted):
    page = opened(window, scripted[1])
    begin_speaking(page)
    page.reload()
    page.wait_for_function("document.querySelector('#question textarea')?.value === 'speak slowly'")
    ask(page, "please work")
    page.reload()
    page.locator("#chat .bot.message").wait_for()
    page.wait_for_timeout(500)
    assert page.input_value("#question textarea") == ""

"""Asking, citations and articles, in a real browser."""

import re
import time

import pytest
from fastapi import FastAPI
from page_driver import (
    CHROMIUM,
    EVIL,
    HARBOUR,
    answering,
    ask,
    begin_anew,
    chips,
    marked,
    opened,
    quote,
    serving,
)

from assistant.assistant import Assistant
from assistant.conversations import Conversations
from index.errors import LibraryError
from ui.jobs import Jobs
from ui.page import build_page, mount_page

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]


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
    message = ask(page, "What happened in the harbour of Vessby?")
    both = chips(message).evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert any("&also=" in href for href in both)
    message.locator('a[href*="&also="]').first.click()
    marked(page)
    frame = page.frame_locator("#article-pane iframe")
    assert frame.locator("nav a:not(.step)").count() == frame.locator("mark").count() > 1
    quotes = [quote(index, href) for href in both]
    first = frame.locator("mark:not(.other)").inner_text()
    assert first in quotes
    number = frame.locator("nav a[aria-current]").inner_text()
    frame.locator("nav a.step").first.click()
    frame.locator("nav a[aria-current]").get_by_text(number).wait_for(state="detached")
    assert frame.locator("mark:not(.other)").inner_text() in set(quotes) - {first}
    assert "Vessby harbour made deeper" in frame.locator("header").inner_text()
    page.wait_for_function(
        "href => document.querySelector('#article-pane a').href !== href",
        arg=f"{page.url.partition('/?')[0]}",
    )


def test_an_address_with_an_open_article_opens_it_again(page, browser):
    chips(ask(page, "How deep was the harbour of Vessby dredged?")).first.click()
    marked(page)
    other = browser.new_page()
    other.goto(page.url)
    assert marked(other) == HARBOUR
    other.close()


def test_a_citation_in_a_tab_of_its_own_leads_back_to_the_chat(page):
    chips(ask(page, "How deep was the harbour of Vessby dredged?")).first.click()
    marked(page)
    assert page.frame_locator("#article-pane iframe").get_by_text("Open beside").count() == 0
    with page.context.expect_page() as tab:
        page.click("#article-pane header a")
    tab.value.get_by_role("link", name="Open beside the chat").click()
    assert marked(tab.value) == HARBOUR
    tab.value.close()


def test_the_questions_to_begin_with_are_read_without_scrolling(page):
    begun = page.locator("#chat .examples button")
    begun.first.wait_for()
    panel = page.locator("#chat .panel-wrap")
    assert panel.evaluate("e => e.scrollHeight <= e.clientHeight")
    inside, last = panel.bounding_box(), begun.last.bounding_box()
    assert last["y"] + last["height"] <= inside["y"] + inside["height"]


def test_on_a_phone_the_answer_has_most_of_the_screen(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("#add").wait_for(state="visible")
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    page.wait_for_selector("#export a")
    assert page.locator("#chat").bounding_box()["height"] >= 370
    assert chips(message).first.bounding_box()["y"] < 740
    page.locator("#add").wait_for(state="hidden")
    page.get_by_role("tab", name="Library").click()
    page.locator("#add").wait_for(state="visible")


def test_on_a_phone_nothing_lies_over_how_many_articles_there_are(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("#extent").get_by_text("articles").wait_for()
    page.wait_for_function(  # once the list of conversations has gone to the side
        "() => { const of = document.createRange();"
        " of.selectNodeContents(document.querySelector('#extent .prose'));"
        " const tab = document.querySelector('#conversations .toggle-button');"
        " const { left, right } = tab.getBoundingClientRect();"
        " return left <= 0 && of.getBoundingClientRect().left >= right }"
    )


def test_on_a_phone_the_article_covers_the_chat(page):
    page.set_viewport_size({"width": 390, "height": 844})
    chips(ask(page, "How deep was the harbour of Vessby dredged?")).first.click()
    assert marked(page) == HARBOUR
    assert page.locator("#article-pane").bounding_box()["width"] == 390
    assert page.evaluate(
        "[...document.querySelectorAll('#article-pane ~ *, gradio-app button')].every(one => {"
        " const at = one.getBoundingClientRect();"
        " const top = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);"
        " return !at.width || !top || top.closest('#article-pane') })"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_the_articles_do_not_say_is_refused(page):
    message = ask(page, "Who won the chess tournament in Quito?")
    assert chips(message).count() == 0
    assert "Sources" not in message.inner_text()


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
    with answering(page):
        page.press("#question textarea", "Enter")
    page.wait_for_selector("#question textarea[placeholder='Type a question first.']")
    assert "20,000" in ask(page, "word " * 4000).inner_text()
    assert HARBOUR in ask(page, "How deep was the harbour of Vessby dredged?").inner_text()


def test_an_example_question_can_be_clicked(page):
    with answering(page):
        page.locator("#chat button.example").first.click()
    assert "What is known about" in page.inner_text("#chat .user.message")


def test_a_failure_keeps_the_question_and_the_page_usable(window, scripted):
    page = opened(window, scripted[1])
    assert "Something went wrong" in ask(page, "please fail").inner_text()
    assert page.input_value("#question textarea") == "please fail"
    assert "After 0 turns" in ask(page, "please work").inner_text()


def test_a_question_is_limited_and_the_answer_says_so(page):
    page.click("#limits > button")
    page.fill("#limits-after :is(input, textarea)", "May 2030")
    assert (
        "No article is known to be from 1 May 2030 on"
        in ask(page, "How deep is Vessby?").inner_text()
    )
    page.fill("#limits-after :is(input, textarea)", "the day before")
    assert "no day or month that is understood" in ask(page, "How deep is Vessby?").inner_text()
    page.fill("#limits-after :is(input, textarea)", "")
    page.click("#limits-publishers input")
    page.get_by_role("option", name="The Post").click()
    page.keyboard.press("Escape")
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    assert HARBOUR in message.inner_text()
    assert re.search(r"Searched \d articles from The Post", message.inner_text())


def test_what_is_offered_next_is_asked_by_a_click(page):
    ask(page, "How many books does the library have?")
    offered = page.locator("#ask-next button").first
    question = offered.inner_text()
    offered.focus()
    with answering(page):
        page.keyboard.press("Enter")
    assert page.locator("#chat .user.message").last.inner_text().strip() == question
    assert chips(page.locator("#chat .bot.message").last).count()


def test_a_question_as_it_was_searched_can_be_changed(page):
    ask(page, "How deep was the harbour of Vessby dredged?")
    message = ask(page, "And when?")
    assert "Searched as “And when? (How deep was" in message.inner_text()
    message.get_by_role("link", name="Change it").click()
    box = page.locator("#question textarea")
    assert box.input_value() == "And when? (How deep was the harbour of Vessby dredged?)"
    assert box.evaluate("box => box === document.activeElement")


def test_an_article_that_is_open_is_asked_about_alone_until_a_new_conversation(page):
    chips(ask(page, "How deep was the harbour of Vessby dredged?")).first.click()
    marked(page)
    page.click("#ask-only")
    page.wait_for_function(
        "document.querySelector('#limits').innerText.includes('Vessby harbour made deeper')"
    )
    message = ask(page, "How much does a school lunch in Norrtun cost?")
    assert "Nothing in “Vessby harbour made deeper” answers this." in message.inner_text()
    page.keyboard.press("Escape")
    begin_anew(page)
    page.wait_for_function(
        "document.querySelector('#limits').innerText.trim() === 'Limit the search'"
        " || !document.querySelector('#limits').innerText.includes('Vessby')"
    )
    assert "31 crowns" in ask(page, "How much does a school lunch in Norrtun cost?").inner_text()


def test_what_a_question_is_limited_to_is_named_whatever_is_answered_last(page, index, monkeypatch):
    titles = index.library.titles

    def late(ids):
        time.sleep(0 if ids else 1)
        return titles(ids)

    monkeypatch.setattr(index.library, "titles", late)
    chips(ask(page, "How deep was the harbour of Vessby dredged?")).first.click()
    marked(page)
    page.click("#ask-only")
    named = "document.querySelector('#limits').innerText.includes('Vessby harbour made deeper')"
    page.wait_for_function(named)
    page.wait_for_timeout(2000)
    assert page.evaluate(named)


def test_an_article_is_found_by_its_title_to_limit_the_search(page):
    page.click("#limits > button")
    box = page.locator("#limits-articles input")
    box.click()
    box.press_sequentially("lunch")
    page.get_by_role("option", name="School lunch costs more").click()
    page.wait_for_function("document.querySelector('#limits').innerText.includes('“School lunch')")
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    assert "Nothing in “School lunch costs more” answers this." in message.inner_text()
    page.click("#limits-clear")
    assert HARBOUR in ask(page, "How deep was the harbour of Vessby dredged?").inner_text()


def test_an_answer_is_copied_as_it_is_read(page, browser):
    browser.grant_permissions(["clipboard-read", "clipboard-write"])
    message = ask(page, "How deep was the harbour of Vessby dredged?")
    page.locator("#chat .bot-row").last.get_by_role("button", name="Copy message").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"The Post: “{HARBOUR}” [1]" in copied
    assert "Sources" in copied
    assert "&#" not in copied
    assert "/article/" not in copied
    assert copied.split() == message.locator(".prose").inner_text().split()


def test_an_answer_is_read_from_its_question_down(page):
    for _ in range(3):
        ask(page, "How deep was the harbour of Vessby dredged?")
    page.wait_for_function(
        "() => { const top = (e) => e.getBoundingClientRect().top;"
        " const last = [...document.querySelectorAll('#chat .user-row')].at(-1);"
        " return Math.abs(top(last) - top(document.querySelector('#chat .panel-wrap'))) < 40"
        " || document.querySelector('#chat .panel-wrap').scrollTop > 0 }"
    )
    shown = page.locator("#chat .user-row").last.evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom < innerHeight }"
    )
    assert shown


class Full(Conversations):
    """Conversations on a full disk."""

    def add(self, owner, conversation, question, answer):
        raise LibraryError("The disk is full: make room.")


def test_an_answer_that_cannot_be_kept_is_shown_and_says_so(window, index, tmp_path):
    conversations = Full(tmp_path)
    page = build_page(Assistant(index), index, Jobs(index), conversations)
    with serving(mount_page(FastAPI(), page)) as address:
        answer = ask(opened(window, address), "How deep was the harbour of Vessby dredged?")
        assert HARBOUR in answer.inner_text()
        assert "not kept with the conversation. The disk is full" in answer.inner_text()
    conversations.close()

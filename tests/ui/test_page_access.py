"""Every screen by axe-core's rules for WCAG 2.2 A and AA, and walked through by keyboard alone."""

import json
import shutil
from pathlib import Path

import pytest
from page_driver import (
    BATCHES,
    CHROMIUM,
    answering,
    ask,
    chips,
    indexed,
    marked,
    opened,
    reindex,
    reported,
    told,
    violations,
)

from index.sources import add

DEPTH = "How deep was the harbour of Vessby dredged?"

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]


def test_the_chat_breaks_no_rule(look, address):
    page = opened(look, address)
    page.locator("#chat .examples button").first.wait_for()
    assert violations(page) == []
    ask(page, DEPTH)
    assert violations(page) == []
    ask(page, "How many books does the library have?")
    page.locator("#ask-next button").first.wait_for()
    page.locator("#limits > button").click()
    page.wait_for_selector("#limits-after :is(input, textarea)")
    assert violations(page) == []
    page.locator("#limits > button").click()
    row = page.locator("#chat .bot-row").last
    row.get_by_role("button", name="Dislike", exact=True).click()
    page.wait_for_selector("#word textarea")
    assert violations(page) == []
    page.locator('#chat button[aria-label="Edit"]').first.click()
    page.wait_for_selector(".edit-textarea")
    assert violations(page) == []
    page.get_by_role("button", name="Cancel").click()
    ask(page, "What is the boiling point of ethanol?")
    assert violations(page) == []
    page.click("#delete-conversation")
    page.wait_for_selector("#really")
    assert violations(page) == []


def test_an_open_article_and_an_export_break_no_rule(look, address):
    page = opened(look, address)
    chips(ask(page, DEPTH)).first.click()
    marked(page)
    assert violations(page) == []
    page.goto(page.locator("#article-pane a").get_attribute("href"))
    page.wait_for_selector("#cited")
    assert violations(page) == []
    page.goto(f"{address}/article/none")
    assert violations(page) == []
    opened(page, address)
    ask(page, DEPTH)
    page.wait_for_selector("#export a")
    link = page.locator("#export a:text-is('HTML')").get_attribute("href")
    page.set_content(page.request.get(f"{address}{link}").text())
    page.get_by_role("heading", name=DEPTH).first.wait_for()
    assert violations(page) == []


def test_the_bar_of_a_sync_breaks_no_rule(look, paced):
    turns, address = paced
    page = look
    page.goto(address)
    page.wait_for_selector("#question textarea:enabled")
    page.click("#reindex")
    turns.release()
    indexed(page, 0)
    assert violations(page) == []
    turns.release(BATCHES)
    reported(page)
    assert violations(page) == []


def test_the_library_breaks_no_rule(look, address):
    page = opened(look, address)
    page.get_by_role("tab", name="Library").click()
    told(page, "1 – 4 of 4")
    for part in ("#filter", "#over-time", "#sources", "#removed"):
        page.locator(f"{part} > button").click()
    page.wait_for_selector("#over-time .block")
    if page.viewport_size["width"] > 400:
        page.locator("#articles button").first.click()
        page.get_by_role("alert").wait_for()
    assert violations(page) == []


def test_the_first_screen_and_a_question_before_deleting_break_no_rule(look, empty):
    made, address = empty
    page = opened(look, address)
    page.wait_for_selector("text=No articles yet")
    assert violations(page) == []
    folder = Path(made.home.location)
    folder.mkdir()
    articles = [{"id": n, "title": f"Title {n}", "text": "It is so."} for n in range(8)]
    (folder / "a.json").write_text(json.dumps(articles), "utf-8")
    made.sync()
    (folder / "a.json").write_text(json.dumps(articles[:1]), "utf-8")
    (folder / "b.json").write_text("not what it says", "utf-8")
    page.click("#reindex")
    page.wait_for_selector("#delete")
    assert violations(page) == []
    page.click("#delete")
    page.wait_for_selector("#status summary")
    page.click("#status summary")
    assert violations(page) == []


def test_questions_about_dropped_files_and_gone_sources_break_no_rule(look, empty, tmp_path):
    made, address = empty
    home, other = Path(made.home.location), tmp_path / "other"
    for folder, text in ((home, "It has 40 goats."), (other, "It has 9 geese.")):
        folder.mkdir()
        (folder / "festival.txt").write_text(f"Festival\n\n{text}", "utf-8")
    add(made.library, other)
    made.sync()
    page = opened(look, address)
    page.click("#add button")
    for name in ("festival.txt", "minutes.doc", "new.txt"):
        (tmp_path / name).write_text("Festival\n\nIt has 41 goats.", "utf-8")
    dropped = [tmp_path / name for name in ("festival.txt", "minutes.doc", "new.txt")]
    page.set_input_files("#files input[type=file]", dropped)
    page.locator("#stored").get_by_role("alert").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Replace it: festival.txt").click()
    page.get_by_role("button", name="Dismiss the message").first.wait_for()
    assert violations(page) == []
    page.locator("#status").get_by_text("1 changed").wait_for()  # the sync of what was replaced
    shutil.rmtree(other)
    assert "1 failed" in reindex(page)
    page.get_by_role("tab", name="Library").click()
    page.click("#sources > button")
    page.get_by_role("button", name="Delete its articles").click()
    page.get_by_role("alert").get_by_text("Delete 1 article of").wait_for()
    assert violations(page) == []


def tab_to(page, selector, most=60, back=False):
    """Press Tab until what a selector names has the focus."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("s => Boolean(document.activeElement?.matches(s))", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def visible_focus(page):
    """Whether what has the focus can be seen, and looks otherwise than without it."""
    return page.evaluate(
        "() => { const e = document.activeElement; const r = e.getBoundingClientRect();"
        " const look = () => { const s = getComputedStyle(e);"
        " return [s.outlineStyle, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor,"
        " s.textDecorationLine].join() };"
        " const focused = look(); e.blur(); const not = look(); e.focus();"
        " return r.width > 0 && r.bottom > 0 && r.top < innerHeight && focused !== not }"
    )


def test_the_chat_is_worked_by_keyboard_alone(window, address):
    page = opened(window, address)
    for question in (DEPTH, "How many books does the library have?"):
        with answering(page):
            page.keyboard.type(question)  # the box has the focus
            page.keyboard.press("Enter")
    page.locator("#ask-next button").first.wait_for()
    tab_to(page, '#chat a[href*="&start="]', back=True)
    assert visible_focus(page)
    page.keyboard.press("Enter")
    marked(page)
    tab_to(page, "#ask-only", back=True)
    page.keyboard.press("Escape")
    page.wait_for_selector("#article-pane", state="detached")
    tab_to(page, "#ask-next button")
    assert visible_focus(page)
    tab_to(page, "#limits > button")
    page.keyboard.press("Enter")
    tab_to(page, "#limits-after :is(input, textarea)")
    page.keyboard.type("May 2030")
    tab_to(page, "#limits-clear")
    page.keyboard.press("Enter")
    page.wait_for_selector("#limits-clear", state="hidden")
    tab_to(page, '#chat button[aria-label="Edit"]', back=True)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.edit-textarea')?.value")
    tab_to(page, ".edit-textarea", back=True)
    page.keyboard.press("Control+a")
    page.keyboard.type("How much does a school lunch in Norrtun cost?")
    with answering(page):
        page.keyboard.press("Enter")
    page.locator("#chat").get_by_text("31 crowns").first.wait_for()
    tab_to(page, "#delete-conversation", back=True)
    assert visible_focus(page)


def test_the_conversations_and_the_library_are_worked_by_keyboard_alone(elsewhere, address):
    page = opened(elsewhere, address)
    ask(page, DEPTH)
    tab_to(page, "#new", back=True)
    page.keyboard.press("Enter")
    page.locator("#chat .bot.message").wait_for(state="detached")
    tab_to(page, "#kept a")
    assert visible_focus(page)
    page.keyboard.press("Enter")
    page.locator("#chat .bot.message").wait_for()
    tab_to(page, "#library-tab-button")
    page.keyboard.press("Enter")
    told(page, "1 – 4 of 4")
    tab_to(page, "#find-article :is(input, textarea)")
    page.keyboard.type("crowns")
    told(page, "1 – 1 of 1")
    tab_to(page, "#articles a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#article-pane iframe")
    page.keyboard.press("Escape")
    page.wait_for_selector("#article-pane", state="detached")
    assert page.evaluate("document.activeElement.matches('#articles a')")
    tab_to(page, "#articles button")
    assert visible_focus(page)
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    page.wait_for_function("document.activeElement.matches('#removing button[data-keep]')")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.matches('#articles button')")
    told(page, "1 – 1 of 1")

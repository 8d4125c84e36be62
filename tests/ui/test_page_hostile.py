"""Articles and questions that mean harm, or are merely odd, on every screen of the page."""

import json
from pathlib import Path

import pytest
from page_driver import CHROMIUM, ask, chips, marked, opened, reindex

LONG = "Zorbulon" + "o" * 9_990
MARKUP = (
    '<img src="http://evil.example/a.png" onerror="window.hurt=1"><script>window.hurt=2</script>'
    "![x](http://evil.example/b.png) ${window.hurt=3} {{window.hurt=4}} [x](javascript:hurt=5)"
)
RTL = "שלום \u202e عالم \u2066 👩‍👩‍👧‍👦🏳️‍🌈"
ARTICLES = [
    {"title": LONG, "source": LONG, "text": f"The {LONG} of Vessby weighs nine tons."},
    {"title": MARKUP, "source": MARKUP, "text": f"Nobody knows Quibbledorf Snarf. {MARKUP}"},
    {"title": RTL, "source": RTL, "text": f"The Quibbledorf Snarf said {RTL} on Monday in Vessby."},
]

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]


def holds(page):
    """Nothing ran, and nothing is wider than the window."""
    assert page.evaluate("window.hurt") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


@pytest.mark.parametrize("width", [1280, 360])
def test_hostile_articles_do_nothing_anywhere(window, empty, width):
    made, address = empty
    folder = Path(made.home.location)
    folder.mkdir()
    days = ("2024-01-03", "2024-03-01", "2024-04-01")
    articles = [a | {"date": day} for a, day in zip(ARTICLES, days, strict=True)]
    (folder / "evil.json").write_text(json.dumps(articles), "utf-8")
    made.sync()
    window.set_viewport_size({"width": width, "height": 740})
    page = opened(window, address)
    holds(page)
    for question in ("What weighs nine tons?", "What did Quibbledorf Snarf say?", MARKUP, RTL):
        message = ask(page, question)
        holds(page)
        if chips(message).count():
            chips(message).first.click()
            marked(page)
            holds(page)
            page.keyboard.press("Escape")
            page.wait_for_selector("#article-pane", state="detached")
    page.click("#limits > button")
    page.click("#limits-publishers input")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    holds(page)
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#articles tbody tr:nth-child(3)")
    for part in ("#filter", "#over-time", "#sources", "#removed"):
        page.locator(f"{part} > button").click()
    page.wait_for_selector("#over-time svg")
    holds(page)
    if width > 400:  # a phone's table has no such column
        for number in (3, 2):
            page.locator("#articles tbody button").first.click()
            page.get_by_role("alert").wait_for()
            holds(page)
            page.get_by_role("button", name="Remove it").click()
            page.get_by_role("alert").wait_for(state="hidden")
            page.wait_for_selector(f"#articles tbody tr:nth-child({number})", state="detached")
        page.wait_for_selector("#removed li:nth-child(2)")
        holds(page)
        assert "2 left out" in reindex(page)
    page.click("#preview")
    page.wait_for_function("/would change/.test(document.querySelector('#status').innerText)")
    holds(page)

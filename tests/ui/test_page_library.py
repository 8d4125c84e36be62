"""The Library tab, in a real browser."""

import json
import re
import shutil
import time
from pathlib import Path

import pytest
from page_driver import CHROMIUM, ask, opened, reindex, titles, told

from index.removal import removed
from index.sources import add, known

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]


APART = """() => {
  const shown = [...document.querySelectorAll('#over-time .role-axis-label text')]
    .filter((label) => label.getClientRects().length);
  const months = shown.filter((label) => label.textContent.startsWith('20'))
    .map((label) => label.getBoundingClientRect());
  return months.length > 2 && months.every((one, n) => !n || one.left > months[n - 1].right)
    && !shown.some((label) => label.textContent.includes('.'));
}"""
"""The months of the chart lie clear of each other, and its numbers are whole."""


def test_the_library_is_searched_sorted_and_opened(page):
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#articles table")
    assert titles(page)[-1] == "Zorbulon found"
    page.locator("#order input").click()
    page.get_by_role("option", name="when taken in").click()
    page.fill("#find-article :is(input, textarea)", "crowns")
    told(page, "1 – 1 of 1")
    assert titles(page) == ["School lunch costs more"]
    page.fill("#find-article :is(input, textarea)", "library of")
    page.wait_for_selector("#articles a >> text=Library of Norrtun reopens")
    assert titles(page) == ["Library of Norrtun reopens"]
    page.click("#articles a")
    frame = page.frame_locator("#article-pane iframe")
    frame.get_by_role("heading", name="Library of Norrtun reopens").wait_for()
    page.fill("#find-article :is(input, textarea)", "zebra")
    told(page, "No article fits that.")


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


def test_the_library_is_filtered_and_charted(page, index):
    page.get_by_role("tab", name="Library").click()
    told(page, "1 – 4 of 4")
    page.click("#filter > button")
    page.fill("#filter-after :is(input, textarea)", "May 2030")
    page.wait_for_selector("#articles >> text=No article fits")
    page.fill("#filter-after :is(input, textarea)", "")
    page.click("#filter-publishers input")
    page.get_by_role("option", name="The Post").click()
    page.keyboard.press("Escape")
    told(page, "1 – 4 of 4")
    page.wait_for_function(
        "document.querySelector('#filter').innerText.includes('Filter: The Post')"
    )
    page.click("#filter-clear")


def test_what_is_listed_is_what_is_asked_for_whatever_is_answered_last(page, index, monkeypatch):
    entries = index.library.entries

    def late(*args, **options):
        time.sleep(0 if options.get("constraints") else 2)
        return entries(*args, **options)

    monkeypatch.setattr(index.library, "entries", late)
    page.get_by_role("tab", name="Library").click()
    page.click("#filter > button")
    page.fill("#filter-after :is(input, textarea)", "May 2030")
    page.wait_for_selector("#articles >> text=No article fits")
    page.wait_for_timeout(4000)
    assert page.locator("#articles >> text=No article fits").count() == 1


def test_an_article_is_removed_and_let_in_again(window, empty):
    made, address = empty
    folder = Path(made.home.location)
    folder.mkdir()
    for name, publisher, day in (("one", "Post", "2024-01-03"), ("two", "Herald", "2024-03-01")):
        article = {"title": f"Number {name}", "text": "It is so.", "publisher": publisher}
        (folder / f"{name}.json").write_text(json.dumps(article | {"date": day}), "utf-8")
    made.sync()
    page = opened(window, address)
    page.get_by_role("tab", name="Library").click()
    told(page, "1 – 2 of 2")
    page.click("#over-time > button")
    page.wait_for_selector("#over-time svg, #over-time canvas")
    page.get_by_role("button", name="Remove: Number one").click()
    page.get_by_role("alert").get_by_text("Remove “Number one” from the index?").wait_for()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("alert").wait_for(state="hidden")
    page.get_by_role("button", name="Remove: Number one").click()
    page.get_by_role("button", name="Remove it").click()
    told(page, "1 – 1 of 1")
    assert titles(page) == ["Number two"]
    assert "1 left out" in reindex(page)
    page.click("#removed > button")
    page.get_by_role("button", name="Take in again: Number one").click()
    page.wait_for_function("document.querySelector('#extent').innerText.includes('2 articles')")
    assert made.library.extent().articles == 2


def test_what_is_removed_is_what_the_question_named_however_fast_it_is_answered(window, empty):
    made, address = empty
    folder = Path(made.home.location)
    folder.mkdir()
    for number in range(6):
        article = {"title": f"Number {number}", "text": f"It is {number}."}
        (folder / f"{number}.json").write_text(json.dumps(article), "utf-8")
    made.sync()
    page = opened(window, address)
    page.get_by_role("tab", name="Library").click()
    told(page, "1 – 6 of 6")
    agreed = set()
    for _ in range(4):  # the rows move up under the pointer meanwhile
        gone = re.compile("|".join(agreed) or "nothing")
        page.locator("#articles tbody tr", has_not_text=gone).get_by_role("button").first.click()
        question = page.get_by_role("alert").inner_text()
        page.get_by_role("button", name="Remove it").click()
        agreed.add(re.search("Number .", question)[0])
    page.get_by_role("alert").wait_for(state="hidden")
    told(page, f"1 – {6 - len(agreed)} of {6 - len(agreed)}")
    assert {one.title for one in removed(made.library)} == agreed


def test_the_months_of_four_years_are_read_in_the_chart(window, empty):
    made, address = empty
    folder = Path(made.home.location)
    folder.mkdir()
    for number in range(0, 48, 3):
        day = f"{2021 + number // 12}-{number % 12 + 1:02}-05"
        article = {"title": f"Number {number}", "text": f"It is {number}.", "date": day}
        (folder / f"{number}.json").write_text(json.dumps(article), "utf-8")
    made.sync()
    page = opened(window, address)
    page.get_by_role("tab", name="Library").click()
    told(page, "1 – 16 of 16")
    page.click("#over-time > button")
    for width in (1280, 600):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(APART)
    assert {"0", "1"} <= set(
        page.locator("#over-time .role-axis-label text:visible").all_text_contents()
    )


def test_of_a_source_that_is_gone_a_person_decides_what_goes(window, empty, tmp_path):
    made, address = empty
    home = Path(made.home.location)
    home.mkdir()
    for number in range(6):
        (tmp_path / "other").mkdir(exist_ok=True)
        (tmp_path / "other" / f"{number}.txt").write_text(f"Number {number}\n\nIt is {number}.")
    (home / "goats.txt").write_text("Goat festival\n\nThe goat festival of Ulvik has 40 goats.")
    add(made.library, tmp_path / "other")
    made.sync()
    page = opened(window, address)
    (home / "goats.txt").unlink()
    shutil.rmtree(tmp_path / "other")
    assert "0 deleted, 7 unchanged, 2 failed" in reindex(page)
    page.get_by_role("tab", name="Library").click()
    told(page, "1 – 7 of 7")
    page.click("#sources > button")
    row = page.locator("#sources li", has_text="1 article of it still answers")
    row.get_by_role("button", name="Delete its articles").click()
    page.get_by_role("alert").get_by_text("Delete 1 article of").wait_for()
    page.get_by_role("button", name="Leave all as it is").press("Enter")
    page.get_by_role("alert").wait_for(state="hidden")
    page.wait_for_function("document.activeElement.innerText === 'Delete its articles'")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Delete 1 article", exact=True).click()
    told(page, "1 – 6 of 6")
    assert "40 goats" not in ask_in_chat(page, "How many goats has the festival of Ulvik?")
    page.get_by_role("tab", name="Library").click()
    row = page.locator("#sources li", has_text="6 articles of it still answer")
    row.get_by_role("button", name="Remove this source").click()
    page.get_by_role("alert").get_by_text("and with it 6 articles").wait_for()
    page.get_by_role("button", name="Remove it", exact=True).click()
    told(page, "There are no articles yet.")
    assert [source.location for source in known(made.library)] == [str(home)]
    assert "holds no articles; put files in it" in page.inner_text("#sources li")


def ask_in_chat(page, question):
    page.get_by_role("tab", name="Chat").click()
    return ask(page, question).inner_text()

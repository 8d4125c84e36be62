"""What the page says of dropped files and of indexing, beside the chat, in a real browser."""

import pytest
from page_driver import CHROMIUM, ask, reindex

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

WHOLE = """() => ['#limits', '#asking'].map((part) => document.querySelector(part))
  .every((part) => part.scrollHeight <= part.clientHeight + 1
    && part.getBoundingClientRect().bottom <= innerHeight)"""


def test_messages_leave_room_for_the_question_and_can_be_sent_away(page, tmp_path):
    ask(page, "How many books does the library of Norrtun have?")
    page.click("#add button")
    files = [tmp_path / f"bad-{number}.json" for number in range(5)]
    for file in files:
        file.write_text('{"title": "x', "utf-8")
    page.set_input_files("#files input[type=file]", files)
    page.locator("#stored p").nth(4).wait_for()
    page.wait_for_function(WHOLE)
    page.get_by_role("button", name="Dismiss the message").click()
    page.wait_for_selector("#stored", state="hidden")
    page.set_viewport_size({"width": 1280, "height": 657})
    for _ in range(2):  # the next message comes back
        reindex(page)
        page.wait_for_function(WHOLE)
        page.click("#status .dismiss")
        page.wait_for_selector("#status", state="hidden")


def test_a_file_of_a_kind_that_is_not_read_is_told_where_the_others_are(page, tmp_path):
    page.click("#add button")
    for name, said in (("notes.doc", "notes.doc"), ("empty.txt", "empty.txt")):
        (tmp_path / name).write_bytes(b"")
        page.set_input_files("#files input[type=file]", tmp_path / name)
        page.wait_for_selector(f"#stored p:has-text('{said}')")
    assert ".doc" not in page.inner_text("#stored")

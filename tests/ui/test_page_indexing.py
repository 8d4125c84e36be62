"""Articles coming and going, in a real browser."""

from html import unescape
from pathlib import Path

import httpx
import pytest
from page_driver import (
    CHROMIUM,
    TOWNS,
    ask,
    chips,
    events,
    indexed,
    opened,
    reindex,
    reported,
    write,
)

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]


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


def drop(page, file, text):
    """Drop a text, and wait for what the page says of it."""
    file.write_text(text, "utf-8")
    page.set_input_files("#files input[type=file]", file)


def told(page, *words):
    for what, said in zip(("#stored", "#status .prose"), words, strict=False):
        page.wait_for_function(
            "([what, said]) => document.querySelector(what).innerText.includes(said)",
            arg=[what, said],
        )


def test_a_changed_file_that_is_dropped_again_replaces_the_old_one_or_stands_beside_it(
    window, empty, tmp_path
):
    made, address = empty
    page, file = opened(window, address), tmp_path / "pier-fire.md"
    question = "How many people were hurt in the fire on the pier of Ulvik?"
    drop(page, file, "# Fire on a pier\n\nThe fire on the pier of Ulvik hurt 12 people.\n")
    told(page, "Stored pier-fire.md", "1 added")
    assert "12 people" in ask(page, question).inner_text()
    drop(page, file, "# Fire on a pier\n\nThe fire on the pier of Ulvik hurt 15 people.\n")
    told(page, "pier-fire.md is there already")
    page.click("#reindex")  # the question outlives it
    told(page, "pier-fire.md is there already", "1 unchanged")
    page.get_by_role("button", name="Replace it: pier-fire.md").click()
    told(page, "Replaced pier-fire.md", "0 added, 1 changed, 0 deleted")
    answer = ask(page, question).inner_text()
    assert "15 people" in answer
    assert "12 people" not in answer
    drop(page, file, "# A party on a pier\n\nThe pier of Ulvik is new, and 40 came to see it.\n")
    told(page, "keep both (this one as pier-fire-2.md)")
    page.get_by_role("button", name="Keep both: pier-fire.md").press("Enter")
    told(page, "Stored pier-fire-2.md", "1 added, 0 changed, 0 deleted, 1 unchanged")
    assert made.library.extent().articles == 2


def test_an_article_that_was_removed_is_taken_in_again_by_dropping_it(window, empty, tmp_path):
    made, address = empty
    page, file = opened(window, address), tmp_path / "good.txt"
    drop(page, file, "Good news\n\nThe bakery of Ulvik opened again.")
    told(page, "Stored good.txt", "1 added")
    for text in ("The bakery of Ulvik opened again.", "The bakery of Ulvik sold 90 loaves."):
        (entry,) = made.library.entries("", 0, 10)[1]
        assert made.remove(entry.article_id)
        drop(page, file, f"Good news\n\n{text}")
        if "90" in text:
            page.get_by_role("button", name="Replace it: good.txt").click()
        told(page, "Removed before, and taken in again as you dropped it: “Good news”", "1 added")
        made_again = made.library.article(entry.article_id)
        assert made_again.text == text


def test_every_page_shows_the_same_job(page, browser, address):
    shown = reindex(page)
    other = opened(browser.new_page(), address)
    assert other.inner_text("#status .prose") == shown
    other.close()


def test_no_file_of_the_server_can_be_taken_for_an_upload(address, home, tmp_path):
    write(tmp_path, "secret", "Secret", "The password is xyzzy.")
    config = httpx.get(f"{address}/config").json()
    upload = next(d["id"] for d in config["dependencies"] if d["targets"][0][1] == "upload")
    for path in ("/etc/hostname", str(tmp_path / "secret.json"), "../../secret.json"):
        named = {"path": path, "meta": {"_type": "gradio.FileData"}}
        done = events(address, upload, [[named], None, None])
        assert [d["success"] for d in done if d["msg"] == "process_completed"] == [False]
    assert not (home / "secret.json").exists()
    for path in (tmp_path / "secret.json", Path(__file__).resolve(), home / "harbour.json"):
        assert httpx.get(f"{address}/gradio_api/file={path}").status_code == 403


def test_the_first_screen_says_what_to_do(window, empty, tmp_path):
    page = opened(window, empty[1])
    page.wait_for_selector("text=No articles yet")
    assert str(tmp_path / "home") in page.inner_text("#chat")
    assert page.locator("#files").is_visible()
    assert "no articles yet" in ask(page, "Anything?").inner_text()


COVERS_NOTHING = """() => {
  const edges = (part) => document.querySelector(`#files ${part}`).getBoundingClientRect();
  return edges('label').bottom <= edges('[data-testid=upload-icon]').top;
}"""


def test_the_label_of_the_files_covers_nothing_of_where_they_are_dropped(window, empty):
    page = opened(window, empty[1])
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(COVERS_NOTHING)  # the list beside it has yet to fold away


def test_deleting_most_articles_is_asked_about(window, empty, tmp_path):
    made, address = empty
    folder = Path(made.home.location)
    folder.mkdir()
    for number in range(8):
        write(folder, str(number), f"Title {number}", f"The number of this one is {number}.")
    other = tmp_path / "other"
    other.mkdir()
    write(other, "other", "Other", "It is on a disk of its own.")
    made.add(other)
    made.sync()
    page = opened(window, address)
    for number in range(7):
        (folder / f"{number}.json").unlink()
    page.click("#preview")
    page.wait_for_selector(
        "#status p:has-text('would change'):has-text('It would ask first: 7 of 8')"
    )
    assert page.locator("#status li:has-text('Title 6')").count() == 1
    assert "0 added, 0 changed, 0 deleted, 9 unchanged" in reindex(page)
    page.wait_for_selector("#status p:has-text('7 of 8 articles'):has-text('would be deleted')")
    (other / "other.json").unlink()  # as where the disk is not mounted any more
    page.click("#delete")
    page.wait_for_function(
        "document.querySelector('#status .prose').innerText.includes('7 deleted')"
    )
    page.wait_for_selector("#delete", state="hidden")
    assert "2 articles" in unescape(page.inner_text("#extent"))


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


def test_what_would_change_is_told_before_anything_does_and_to_who_asked_alone(
    page, elsewhere, address, home, index
):
    write(home, "preview", "Preview", "A preview shows what would come.")
    page.click("#preview")
    page.wait_for_selector("#status p:has-text('would change'):has-text('1 added')")
    assert index.library.entries("Preview", 0, 10)[0] == 0
    assert "would change" not in opened(elsewhere, address).inner_text("#status")
    (home / "preview.json").unlink()

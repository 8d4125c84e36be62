from index.library import Entry
from index.sources import Source
from ui.library_panel import sources_html, table_html

EVIL = "<img src=x onerror=hurt()> ${hurt()} {{hurt()}} \"'"
ENTRY = Entry("00ff", "v", EVIL, EVIL, "2024-05-01", None, f"/home/{EVIL}", "a.txt", "2024-06-01")


def test_what_articles_say_of_themselves_stays_text():
    page = table_html([ENTRY], 0, 1, searched=False)
    assert "<img" not in page
    assert "$" not in page
    assert "{" not in page
    assert '<a href="/article/00ff"' in page
    assert "<td>1 May 2024</td>" in page


def test_a_page_says_where_it_is_and_nothing_what_to_make_of_it():
    assert "51 – 52 of 1,052" in table_html([ENTRY] * 2, 50, 1052, searched=False)
    assert "no articles yet" in table_html([], 0, 0, searched=False)
    assert "No title or publisher" in table_html([], 0, 0, searched=True)


def test_a_source_says_what_is_wrong_with_it():
    sources = [
        Source(1, "/a", "", "2024-01-01", "2024-05-01T10:00:00+00:00", None),
        Source(2, "/b", "b", "2024-01-01", None, None),
        Source(3, "/c", "c", "2024-01-01", "2024-05-01T10:00:00+00:00", "<gone>"),
    ]
    page = sources_html(sources)
    assert "read on 1 May 2024" in page
    assert "not read yet" in page
    assert "&lt;gone&gt;" in page

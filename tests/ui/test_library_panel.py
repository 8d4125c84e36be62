import shutil

import gradio as gr
import pytest

from index.errors import LibraryError
from index.gone import Gone
from index.index import Index
from index.library import Entry
from index.removal import Removed
from index.sources import Source
from ui.jobs import Jobs
from ui.library_panel import ARTICLE, LibraryPanel, charted, counts_html, removed_html, table_html
from ui.sources_list import ITS_ARTICLES, WHOLE, sources_html

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
    assert "No article fits" in table_html([], 0, 0, searched=True)


def test_a_source_says_what_is_wrong_with_it():
    sources = [
        Source(1, "/a", "", "2024-01-01", "2024-05-01T10:00:00+00:00", None),
        Source(2, "/b", "b", "2024-01-01", None, None),
        Source(3, "/c", "c", "2024-01-01", "2024-05-01T10:00:00+00:00", "<gone>"),
        Source(4, "/d", "d", "2024-01-01", "2024-05-02T10:00:00+00:00", None, going=7, held=8),
    ]
    page = sources_html(sources)
    assert "read on 1 May 2024" in page
    assert "not read yet" in page
    assert "&lt;gone&gt;" in page
    assert "Waiting for a yes: 7 of 8 articles of /d would be deleted" in page
    assert "2 May 2024" not in page


def test_a_source_that_is_gone_says_what_is_kept_and_lets_a_person_decide():
    since = "2024-05-01T10:00:00+00:00"
    sources = [
        Source(1, "/home", "", since, since, "is empty"),
        Source(2, EVIL, "b", since, since, "x"),
    ]
    left = {1: Gone("empty", since, 1), 2: Gone("missing", since, 1200)}
    home, other = sources_html(sources, left, 1).split("</li><li>")
    assert "any more (noticed on 1 May 2024" in home
    assert "1 article of it still answers" in home
    assert "Delete its articles" in home
    assert "Remove this source" not in home
    assert "It is not there (noticed on" in other
    assert "1,200 articles of it still answer" in other
    assert "Remove this source" in other
    assert "<img" not in other
    assert "button" not in sources_html(sources, {2: Gone("back", since, 3)})
    nothing = sources_html(sources, {1: Gone("empty", since, 0), 2: Gone("missing", since, 0)}, 1)
    assert "Delete" not in nothing
    assert nothing.count("Remove this source</button>") == 1


class Unusable(Index):
    """An index whose vectors cannot be used."""

    def remove(self, article_id):
        raise LibraryError("The Chroma server is gone.")


def test_what_cannot_be_removed_is_told_why_where_it_was_asked(tmp_path, home, embeddings):
    index = Unusable(tmp_path / "data", home, embeddings)
    with gr.Blocks():
        panel = LibraryPanel(index, Jobs(index))
    told = panel._agreed(gr.EventData(None, {"what": ARTICLE, "id": "00ff"}))
    assert "The Chroma server is gone." in told
    assert "Try again" in told
    index.close()


class Failing(Index):
    """An index of which the next sync fails, where it is said why."""

    trouble = ""

    def sync(self, sources=None, **options):
        if self.trouble:
            trouble, self.trouble = self.trouble, ""
            raise LibraryError(trouble)
        return super().sync(sources, **options)


@pytest.mark.parametrize("what", [ITS_ARTICLES, WHOLE])
def test_what_could_not_be_let_go_of_a_source_is_told_and_can_be_tried_again(
    tmp_path, home, embeddings, what
):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "quay.txt").write_text("The quay\n\nThe quay of Skarn is closed.")
    index = Failing(tmp_path / "data", home, embeddings)
    source = index.add(tmp_path / "other")
    index.sync()
    held = index.library.extent().articles
    shutil.rmtree(tmp_path / "other")
    with gr.Blocks():
        panel = LibraryPanel(index, Jobs(index))
    agreed = gr.EventData(None, {"what": what, "id": str(source.id)})
    index.trouble = "The disk is full."
    told = panel._agreed(agreed)
    assert "The disk is full." in told
    assert "Try again" in told
    assert index.library.extent().articles == held
    panel._agreed(agreed)
    assert index.library.extent().articles == held - 1
    index.close()


def test_the_chart_has_every_month_and_puts_small_publishers_together():
    counts = [("2023-11", None, 1), ("2024-02", "Post", 3)]
    counts += [("2024-02", f"Paper {n}", 10 + n) for n in range(8)]
    frame = charted(counts)
    assert list(dict.fromkeys(frame["Month"])) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    rows = {tuple(row) for row in frame.itertuples(index=False) if row.Articles}
    assert ("2023-11", "all others", 1) in rows
    assert ("2024-02", "all others", 3 + 10) in rows
    assert ("2024-02", "Paper 7", 17) in rows
    assert sum(frame["Articles"]) == sum(count for *_, count in counts)
    assert charted([]).empty
    assert "None of these" in counts_html(charted([]))
    table = counts_html(charted([("2024-02", EVIL, 3), ("2024-04", "Post", 1)]))
    assert "<img" not in table
    assert '<th scope="row">2024-03</th><td>0</td><td>0</td>' in table


def test_what_was_removed_can_be_let_in():
    page = removed_html([Removed("00ff", EVIL, None, "2024-05-01", "2024-06-01T10:00:00+00:00")])
    assert "<img" not in page
    assert "$" not in page
    assert 'data-id="00ff"' in page
    assert "removed on 1 Jun 2024" in page
    assert "No article was removed" in removed_html([])

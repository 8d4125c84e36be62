import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from index.article import Failure
from index.difference import SyncReport
from index.removal import Removed
from index.sync import Progress
from ui.dropped import Dropped, Taken
from ui.jobs import Job, Jobs
from ui.show import bar, print_by_itself, print_report
from ui.status import dropped_html, inert, job_html, report_html, status, taken_html


def job(**facts):
    return Job(**({"id": "1", "state": "running", "started": datetime.now(UTC)} | facts))


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress("reading", 2, 3), "Reading 2 of 3 files"),
        (Progress("loading", 0, 3), "Loading the search model…"),
        (Progress("embedding", 2, 3), "Indexing 2 of 3 articles"),
        (Progress("embedding", 2, 9, 5, 1.0, 240.0), "9 articles, about 4 minutes left"),
        (Progress("embedding", 2, 9, 5, 1.0, 20.0), "9 articles, a minute or so left"),
    ],
)
def test_a_running_job_is_a_bar_with_words(progress, words):
    shown = job_html(job(progress=progress))
    assert "<progress" in shown
    assert words in shown


@pytest.mark.parametrize("progress", [Progress("reading", 0, 0), Progress("loading", 0, 268)])
def test_a_bar_where_nothing_is_counted_runs_without_a_share(progress):
    shown = job_html(job(progress=progress))
    assert "<progress aria-label" in shown
    assert "268" not in shown


def test_the_bar_of_the_command_line_counts_nothing_while_the_model_is_loaded():
    written = io.StringIO()
    with bar(Console(file=written, force_terminal=True, width=100)) as listen:
        listen(Progress("reading", 268, 268))
        listen(Progress("loading", 0, 268))
    last = written.getvalue().rpartition("Loading the embedding model")[2]
    assert last
    assert "268" not in last


def test_a_report_names_the_difference_and_every_failure_with_its_reason():
    report = SyncReport(
        added=["a"], deleted=["b", "c"], unchanged=4, failed=[Failure("x.pdf", "is not read")]
    )
    shown = report_html(report)
    assert "1 added, 0 changed, 2 deleted, 4 unchanged, 1 failed" in shown
    assert "<b>x.pdf</b> is not read" in shown


def test_listed_pages_that_are_no_articles_are_counted_as_such(capsys):
    report = SyncReport(unchanged=2, no_articles=3)
    words = "2 unchanged, 3 listed but no article"
    assert words in report_html(report)
    print_report(report, dry_run=False)
    assert words in capsys.readouterr().out


def test_a_failed_job_says_why():
    assert "No space" in job_html(job(state="failed", error="No space"))


def test_a_sync_that_began_by_itself_is_told_in_one_line_where_there_is_something_to_tell(capsys):
    at = datetime(2024, 5, 1, 12, 3).astimezone()
    report = SyncReport(added=["a", "b"], changed=["c"], failed=[Failure("x.pdf", "is not read")])
    print_by_itself(job(state="done", ended=at, report=report))
    print_by_itself(job(state="done", ended=at, report=SyncReport(unchanged=3)))
    print_by_itself(job(state="cancelled", ended=at, error="Indexing was stopped."))
    print_by_itself(job(state="failed", ended=at, error="The disk is full."))
    assert capsys.readouterr().out.splitlines() == [
        "12:03 articles: 2 added, 1 changed, 1 failed.",
        "12:03 The disk is full.",
    ]


def test_dropped_files_are_named_with_what_became_of_them():
    shown = dropped_html(Dropped(("a.txt",), (Failure("<b>.exe", "is no article"),)), "Later.")
    assert "Stored a.txt. Later." in shown
    assert "<b>&lt;b&gt;.exe</b> is no article." in shown


def test_what_was_removed_before_is_named_with_how_to_have_it_back():
    one = Removed("00ff", "<b>Bridge", None, None, "2024-06-01T10:00:00+00:00")
    assert "taken in again as you dropped it: “<bdi>&lt;b&gt;Bridge" in dropped_html(
        Dropped(("a.txt",)), again=[one]
    )
    shown = dropped_html(Dropped(("a.json",)), out=[one] * 25)
    assert "and 5 more" in shown
    assert "Library, Removed articles, Take in again" in shown


def test_each_file_whose_name_is_taken_has_its_question_and_all_have_one():
    files = [Taken("1", Path("<a>.md"), "<a>-2.md"), Taken("2", Path("b.md"), None)]
    shown = taken_html(files)
    assert "<a>" not in shown
    assert shown.count('data-word="replace"') == 3
    assert 'data-key="all" data-word="replace">Replace all 2<' in shown
    assert shown.count('data-word="both"') == 1
    assert "all" not in taken_html(files[:1])
    assert taken_html([]) == ""


def test_what_a_dry_run_found_is_shown_to_who_asked_for_it_alone(index):
    jobs = Jobs(index)
    synced = jobs.start()
    jobs.wait()
    preview = jobs.start(dry_run=True)
    jobs.wait()
    assert "would change" in status(index, jobs, preview=preview.id).html
    other = status(index, jobs).html
    assert "would change" not in other
    assert f'data-job="{synced.id}"' in other
    jobs.start()
    jobs.wait()
    assert "would change" not in status(index, jobs, preview=preview.id).html


def test_file_names_are_neither_markup_nor_templates():
    assert inert("<img>${alert(1)}{{x}}") == ("&lt;img&gt;&#36;&#123;alert(1)}&#123;&#123;x}}")


def test_a_report_names_the_first_of_what_changed():
    ids = [str(number) for number in range(25)]
    report = SyncReport(added=ids, names={i: f"<{i}>" for i in ids[:20]})
    page = report_html(report)
    assert "&lt;0&gt;" in page
    assert "&lt;19&gt;" in page
    assert "and 5 more" in page
    assert "<0>" not in page
    assert "Which" not in report_html(SyncReport(unchanged=3))


def test_what_was_not_taken_in_is_told_after_a_restart(index, home):
    (home / "broken.json").write_text('{"title": "x', "utf-8")
    index.sync()
    shown = status(index, Jobs(index)).html
    assert "1 problem when the articles were last looked at" in shown
    assert "broken.json" in shown
    (home / "broken.json").unlink()
    index.sync()
    assert "problem" not in status(index, Jobs(index)).html

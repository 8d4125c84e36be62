"""Lines that are another at each look are no text; what merely sounds like one stays."""

import pytest

from index.read.counters import is_counter, without_counters


@pytest.mark.parametrize(
    "line",
    [
        "Updated 5 minutes ago",
        "Last updated: 2 days ago",
        "an hour ago",
        "Posted about 3 hours ago | 14 comments",
        "4 min read · 113 views",
        "4-minute read",
        "Reading time: 4 minutes",
        "1.2K shares",
        "1,204 views",
        "0 Comments",
        "Comments (12)",
        "No comments yet",
        "4 people like this",
        "12 readers have recommended this article",
        "- 3 likes\n- 4 shares",
        "vor 5 Minuten",
        "Aktualisiert vor 2 Stunden",
        "Lesezeit: 3 Min.",
        "3 Kommentare",
        "Il y a 5 minutes",
        "Temps de lecture : 3 min",
        "Hace 2 horas",
        "Publisert for 3 timer siden",
    ],
)
def test_a_line_that_counts_is_a_counter(line: str) -> None:
    assert is_counter(line)
    assert without_counters(f"One.\n\n{line}\n\nTwo.") == "One.\n\nTwo."


@pytest.mark.parametrize(
    "line",
    [
        "",
        "***",
        "The bridge was closed 5 minutes ago.",
        "Five years ago",
        "No comment.",
        "2026",
        "Votes: 1,113",
        "113 people died.",
        "3 Comments from the mayor",
        "The mayor updated the council 5 minutes ago, and 113 people like this.",
        "Views differ",
    ],
)
def test_what_only_sounds_like_one_stays(line: str) -> None:
    assert not is_counter(line)

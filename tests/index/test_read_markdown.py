from datetime import UTC, date, datetime

import pytest

from index.article import Article, Failure, article_id
from index.read import read

FRONT_MATTER = """---
title: "Harbour bridge: the cost"
site_name: The Gazette
author: [Jane Doe, By Sam Roe]
date: 2023-10-07
updated: 2023-10-08T09:00:00Z
link: https://gazette.example/bridge
lang: en-GB
---
"""


def one(tmp_path, content, name="old-bridge.md"):
    path = tmp_path / name
    path.write_text(content)
    (found,) = read(path, name)
    return found


def body(tmp_path, markdown):
    found = one(tmp_path, f"---\ntitle: T\n---\n{markdown}")
    assert isinstance(found, Article), found
    return found.text


def test_front_matter_gives_the_facts(tmp_path):
    found = one(tmp_path, FRONT_MATTER + "\nText.\n")
    assert found == Article(
        id=article_id("https://gazette.example/bridge", "old-bridge.md"),
        title="Harbour bridge: the cost",
        text="Text.",
        publisher="The Gazette",
        author="Jane Doe, Sam Roe",
        published=date(2023, 10, 7),
        modified=datetime(2023, 10, 8, 9, tzinfo=UTC),
        url="https://gazette.example/bridge",
        language="en",
        dated="file",
    )


def test_the_first_heading_is_the_title_where_front_matter_gives_none(tmp_path):
    found = one(tmp_path, "![logo](x.png)\n\n# The *old* bridge & more\n\nText.\n\n## Why\n\nSo.\n")
    assert found.title == "The old bridge & more"
    assert found.text == "Text.\n\nWhy\n\nSo."
    assert found.id == article_id(None, "old-bridge.md")


def test_a_heading_that_repeats_the_title_is_dropped(tmp_path):
    assert body(tmp_path, "# T\n\nText.\n\n# Another\n") == "Text.\n\nAnother"


def test_without_a_heading_the_file_name_is_the_title(tmp_path):
    assert one(tmp_path, "Text.\n").title == "old bridge"


def test_a_rule_at_the_start_is_no_front_matter(tmp_path):
    assert one(tmp_path, "---\n\nText.\n\n---\n\nMore.\n").text == "Text.\n\nMore."


@pytest.mark.parametrize("value", ["1984", "No", "1:30", "2023-02-30", "'Bridge'"])
def test_a_title_is_taken_as_written(tmp_path, value):
    found = one(tmp_path, f"---\ntitle: {value}\n---\nText.")
    assert found.title == value.strip("'")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One *two* **three** `four` ~~five~~.", "One two three four five."),
        (
            "[The mayor](https://x.example) said <https://y.example>.",
            "The mayor said https://y.example.",
        ),
        ("Hard-wrapped\nlines\n\nand another.", "Hard-wrapped lines\n\nand another."),
        ("A  \nB<br>C", "A\nB\nC"),
        ("- one\n- two\n  - three\n\nAfter.", "- one\n- two\n- three\n\nAfter."),
        ("1. one\n\n2. two\n", "- one\n- two"),
        ("> Quoted.\n>\n> Again.\n\nAfter.", "Quoted.\n\nAgain.\n\nAfter."),
        ("| Year | Cost |\n|---|---|\n| 2021 | £1m |\n", "Year | Cost\n2021 | £1m"),
        ("Text ![a picture](x.png) on.", "Text on."),
        (
            "<div class='ad'>Buy!</div>\n\nText <b>bold</b><!-- note -->.\n\n<!-- gone -->",
            "Text bold.",
        ),
        ("AT&amp;T &lt;3 &copy; 5 < 6", "AT&T <3 © 5 < 6"),
        ("Text.\n\n```\nline 1\nline 2\n```\n\n---\n\nEnd.", "Text.\n\nline 1\nline 2\n\nEnd."),
        ("- ![a](x.png)\n\nAfter.", "After."),
    ],
)
def test_the_body_is_plain_text(tmp_path, markdown, text):
    assert body(tmp_path, markdown) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("---\ntitle: a: b\n---\nText.", "line 2"),
        ("---\ntitle: T\nauthor: [a\n---\nText.", "line 4"),
        ("---\r\ntitle: T\r\nx: 'y\r\n---\r\nText.", "broken at line"),
        ("---\njust words\n---\nText.", "line 2"),
        ("---\ntitle: T\n\nText.", "no closing"),
        ("---\ntitle: T\x01\n---\nText.", "is not YAML"),
        ("---\nx: " + "[" * 5000 + "\n---\nText.", "front matter"),
        ("---\ntitle: T\n---\n", "has no text"),
        ("---\ntitle: T\n---\n![only](a.png)\n", "has no text"),
        ("# Only a title\n", "has no text"),
    ],
)
def test_broken_files_fail_with_the_place(tmp_path, content, words):
    found = one(tmp_path, content)
    assert isinstance(found, Failure)
    assert words in found.reason


@pytest.mark.parametrize("mark", ["> ", "- ", "[", "*a ", "<b>", "`a"])
def test_deep_nesting_does_no_harm(tmp_path, mark):
    assert isinstance(one(tmp_path, f"# T\n\n{mark * 2000}word\n"), Article | Failure)


def test_alias_loops_in_front_matter_do_no_harm(tmp_path):
    found = one(tmp_path, "---\nauthor: &a [*a, Jane Doe]\n---\nText.")
    assert "unconstructable recursive" in found.reason

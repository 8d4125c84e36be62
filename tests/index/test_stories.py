"""Copies of a story; `copies.json` was written before the code that finds them, and
`copies_second.json` by somebody who had not seen either."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from index.article import day, from_iso
from index.copies import Story, are_copies, repeats
from index.stories import Sketches, groups, sketch

HERE = Path(__file__).parent
STORIES, SECOND = (
    json.loads((HERE / name).read_text("utf-8")) for name in ("copies.json", "copies_second.json")
)


def pairs(named):
    """The pairs that have the same name."""
    return {
        pair for pair in combinations(sorted(named), 2) if len({named[one] for one in pair}) == 1
    }


def stories(index):
    with index.library.database.reading() as db:
        rows = db.execute("SELECT url, story FROM articles WHERE story IS NOT NULL").fetchall()
    return {row["url"]: row["story"] for row in rows}


def copies():
    """A story with its copies."""
    (first, *_) = (item["group"] for item in STORIES if item["kind"] == "original")
    return [item for item in STORIES if item["group"] == first]


def written(folder, items):
    for item in items:
        (folder / f"{item['id']}.json").write_text(json.dumps(item), "utf-8")


@pytest.fixture
def papers(make_index, tmp_path):
    """An index of nothing yet, and its folder."""
    (tmp_path / "papers").mkdir()
    return make_index(home=tmp_path / "papers"), tmp_path / "papers"


@pytest.mark.parametrize("items", [STORIES, SECOND], ids=["first", "second"])
def test_copies_are_found_and_look_alikes_are_not(papers, items):
    """By sketches first, as in a sync, but without embedding two hundred articles."""
    index, _ = papers
    with index.library.database.reading() as db:
        sketches = Sketches(db)
    known = {}
    for item in items:
        known[item["id"]] = one = Story(
            item["publisher"], day(from_iso(item["published"])), item["text"]
        )
        sketches.put(item["id"], one.day, sketch(one))
    alike = [
        (one, other)
        for one in known
        for other in sketches.near(one)
        if one < other and are_copies(known[one], known[other])
    ]
    wanted = pairs({item["id"]: item["group"] for item in items})
    found = pairs(groups(alike))
    assert len(found & wanted) / len(found) >= 0.95
    assert len(found & wanted) / len(wanted) >= 0.85


def test_what_is_found_does_not_depend_on_the_order(papers, make_index, tmp_path):
    index, folder = papers
    chosen = STORIES[:10]
    for item in reversed(chosen):
        written(folder, [item])
        index.sync()
    one_by_one = stories(index)
    other = make_index(data=tmp_path / "other", home=folder)
    other.sync()
    assert one_by_one == stories(other) != {}


def test_a_story_shrinks_with_its_copies(papers):
    index, folder = papers
    group = copies()
    written(folder, group)
    index.sync()
    assert len(stories(index)) == len(group)
    (folder / f"{group[0]['id']}.json").unlink()
    index.sync()
    assert stories(index).keys() == {item["url"] for item in group[1:]}
    changed = group[1] | {"text": "Quite another thing is said here now, and it has no figures."}
    written(folder, [changed])
    index.sync()
    assert changed["url"] not in stories(index)


def test_a_removed_copy_leaves_its_story(papers):
    index, folder = papers
    group = copies()[:2]
    written(folder, group)
    report = index.sync()
    assert len(stories(index)) == 2
    assert index.remove(report.added[0])
    assert stories(index) == {}


def test_an_index_made_before_stories_were_looked_for_finds_them(papers):
    index, folder = papers
    written(folder, STORIES[:12])
    index.sync()
    found = stories(index)
    with index.library.database.writing() as db:
        db.execute("DELETE FROM sketches")
        db.execute("DELETE FROM copies")
        db.execute("UPDATE articles SET story = NULL")
    report = index.sync()
    assert (report.embedded, report.changed) == (0, [])
    assert stories(index) == found != {}


def story(text, publisher="The Post", on="2026-03-01"):
    from datetime import date

    return Story(publisher, date.fromisoformat(on), text)


LONG = (
    "The council of Vessby bought 14 electric buses on Monday for 61.5 million crowns. "
    "Mayor Ida Holm said that the old ones from 2009 had driven 980,000 kilometres. "
    "The first 6 are to run on line 32 to Norrtun from May, the others a year later."
)


def test_the_same_words_with_other_figures_are_another_story():
    other = LONG.replace("14", "9").replace("61.5", "38").replace("980,000", "412,000")
    other = other.replace("6 are", "4 are").replace("32", "17")
    assert not are_copies(story(LONG), story(other, "The Courier"))


def test_a_copy_long_after_is_another_story():
    assert are_copies(story(LONG), story(LONG, "The Courier", "2026-03-03"))
    assert not are_copies(story(LONG), story(LONG, "The Courier", "2026-03-09"))


def test_the_beginning_of_a_story_is_a_copy_of_it():
    whole = f"{LONG} {LONG.replace('Monday', 'Tuesday').replace('buses', 'trams')}"
    assert are_copies(story(whole), story(LONG.partition(" The first")[0], "The Courier"))


def test_texts_without_words_are_no_copies():
    assert not are_copies(story("…"), story("—", "The Courier"))


def test_sketches_find_what_is_near_and_not_what_is_far(papers):
    index, _ = papers
    with index.library.database.reading() as db:
        sketches = Sketches(db)
    for name, one in (
        ("a", story(LONG)),
        ("b", story(LONG, "The Courier", "2026-03-04")),
        ("c", story(LONG, "The Courier", "2026-03-05")),
        ("d", story("A cat was found in the library of Norrtun, and nobody knows whose it is.")),
    ):
        sketches.put(name, one.day, sketch(one))
    assert sketches.near("a") == ["b"]


def test_groups_reach_through_pairs():
    pairs = [("b", "c"), ("a", "b"), ("a", "c"), ("c", "d"), ("b", "d"), ("x", "y")]
    assert groups(pairs) == {"a": "a", "b": "a", "c": "a", "d": "a", "x": "x", "y": "x"}


def test_a_digest_makes_no_story_of_what_it_repeats():
    assert groups([("a", "digest"), ("b", "digest"), ("c", "digest"), ("c", "d")]) == {
        "c": "c", "d": "c"
    }  # fmt: skip


WIRE = (
    "Some 40 houses in Quarrenby stand under water since a dam broke on Thursday night. "
    "Rescuers took nine people from their roofs, Mayor Ada Fenn told the local radio. "
    "The repair of the dam is to cost 3.2 million crowns and to last until the spring."
)


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [("40 houses", "70 houses"), ("nine people", "five people"), ("Thursday", "Friday")],
)
def test_what_was_corrected_in_one_of_two_is_no_copy(said, otherwise):
    corrected = story(WIRE.replace(said, otherwise), "The Courier")
    assert are_copies(story(WIRE), story(WIRE, "The Courier"))
    assert not are_copies(story(WIRE), corrected)


def test_a_figure_in_words_or_with_commas_is_the_same():
    other = WIRE.replace("nine", "9").replace("40", "4,000")
    assert are_copies(story(WIRE.replace("40", "4000")), story(other, "The Courier"))


def test_what_a_correction_tells_of_before_is_not_what_the_story_says():
    note = " Correction: an earlier version spoke of some 70 houses in Quarrenby."
    assert are_copies(story(WIRE), story(WIRE + note, "The Courier"))


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ("Rescuers took nine people from their roofs", True),
        ("RESCUERS took  nine people — from their roofs.", True),
        ("Rescuers took five people from their roofs", False),
        ("The repair of the dam is to cost 3.2 million crowns", True),
        ("The repair of the dam is to cost €3.2 million crowns", False),
        ("air of the dam", False),
    ],
)
def test_a_text_says_a_quote_word_for_word(quote, there):
    assert repeats(WIRE, quote) is there

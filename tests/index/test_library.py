import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from index.article import Article, article_id, from_iso, iso
from index.changes import Origin, put, remove
from index.constraints import Constraints
from index.embedding import SentenceEmbeddings
from index.library import Library
from index.split import split

NOW = datetime(2024, 6, 1, tzinfo=UTC)
OSLO = timezone(timedelta(hours=2))


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path)
    yield made
    made.close()


@pytest.fixture
def take_in(library, embeddings):
    def take_in(article, position=0, now=NOW):
        with library.database.writing() as db:
            own = split(article, embeddings.token_counts)
            put(db, article, Origin(1, "a.json", position), own, "cut", now)
        return article

    return take_in


def article(name, text="It was said on Monday. Nobody knew.", **known):
    return Article(id=name, title=name.title(), text=text, **known)


def test_a_place_in_a_paged_article_has_a_page(library, take_in):
    paged = take_in(article("a", pages=(0, 10, 10, 23)))
    pages = [library.page_of("a", paged.version, start) for start in (0, 9, 10, 22, 23)]
    assert pages == [1, 1, 3, 3, 4]
    assert library.page_of("a", take_in(article("a", "No pages.")).version, 0) is None


def passage_ids(library):
    with library.database.reading() as db:
        return [row[0] for row in db.execute("SELECT id FROM passages ORDER BY id")]


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"publisher": "The Courier", "author": "Å. Ødegård", "language": "nb"},
        {"published": date(2023, 10, 7), "url": "https://news.example/1"},
        {"published": datetime(2023, 10, 7, 23, 30, tzinfo=OSLO), "modified": NOW},
        {"pages": (0, 4, 11)},
    ],
)
def test_an_article_comes_out_as_it_went_in(library, take_in, known):
    went_in = take_in(
        article("a", text='Tab\t, “quotes”, 東京 and 🦦.\n\nA "second" paragraph.', **known)
    )
    assert library.article("a") == went_in
    assert library.article("a", went_in.version) == went_in


def test_an_earlier_version_opens_and_knows_when_it_was_retired(library, take_in):
    old = take_in(article("a", "Old text."))
    new = take_in(article("a", "New text."), now=NOW + timedelta(days=1))
    assert library.article("a") == new
    assert library.article("a", old.version) == old
    assert library.retired("a", old.version) == (NOW + timedelta(days=1)).isoformat()
    assert library.retired("a", new.version) is None


def test_a_version_that_comes_back_is_current_again(library, take_in):
    first = take_in(article("a", "Old text."))
    take_in(article("a", "New text."))
    take_in(first)
    assert library.article("a") == first
    assert library.retired("a", first.version) is None


def test_a_removed_article_is_found_only_by_its_version(library, take_in):
    gone = take_in(article("a"))
    with library.database.writing() as db:
        remove(db, "a", NOW)
    assert library.article("a") is None
    assert library.article("a", gone.version) == gone
    assert (library.extent().articles, passage_ids(library)) == (0, [])


def test_an_unknown_article_or_version_is_none(library, take_in):
    take_in(article("a"))
    assert library.article("b") is None
    assert library.article("a", "0" * 16) is None


def test_the_same_article_again_keeps_its_passages(library, take_in):
    take_in(article("a"))
    before = passage_ids(library)
    take_in(article("a"))
    assert passage_ids(library) == before


def test_a_passage_that_only_moves_keeps_its_row(library, take_in):
    paragraph = " ".join(
        f"Pier {n} was rebuilt for {n * 7} crowns in {1900 + n}." for n in range(40)
    )
    take_in(article("a", paragraph))
    before = passage_ids(library)
    take_in(article("a", "An editor's note that was put before all else.\n\n" + paragraph))
    assert set(before) & set(passage_ids(library))
    for document in library.passages(passage_ids(library)):
        text = library.article("a").text
        start, end = document.metadata["start"], document.metadata["end"]
        assert document.page_content == text[start:end]


def test_passages_of_the_same_words_are_kept_apart(library, take_in):
    paragraph = " ".join(["The same sentence stands here again and again."] * 60)
    take_in(article("a", paragraph))
    places = [
        (d.metadata["start"], d.metadata["end"]) for d in library.passages(passage_ids(library))
    ]
    assert len(set(places)) == len(places) > 1
    take_in(article("a", paragraph))
    again = [
        (d.metadata["start"], d.metadata["end"]) for d in library.passages(passage_ids(library))
    ]
    assert again == places


def test_passages_come_in_the_order_asked_for_and_unknown_ones_not_at_all(library, take_in):
    take_in(article("a"))
    take_in(article("b"), 1)
    first, second = passage_ids(library)
    found = [document.id for document in library.passages([second, 10**9, first])]
    assert found == [str(second), str(first)]


def test_a_passage_knows_its_article_and_its_sentences(library, take_in):
    source = take_in(article("a", publisher="The Courier", published=date(2024, 1, 2)))
    (document,) = library.passages(passage_ids(library))
    assert document.metadata["version"] == source.version
    assert document.metadata["published"] == "2024-01-02"
    spans = document.metadata["sentences"]
    assert [document.page_content[a:b] for a, b in spans] == [
        "It was said on Monday.",
        "Nobody knew.",
    ]


def test_constraints_count_whole_days_in_the_zone_of_the_article(library, take_in):
    take_in(article("a", published=datetime(2024, 1, 2, 0, 30, tzinfo=OSLO)))
    take_in(article("b"), 1)
    assert library.extent(Constraints(after=date(2024, 1, 2))).articles == 1
    assert library.extent(Constraints(before=date(2024, 1, 1))).articles == 0
    assert library.extent().articles == 2


def test_constraints_name_publishers_whatever_the_case(library, take_in):
    take_in(article("a", publisher="The Courier"))
    take_in(article("b", publisher="The Post"), 1)
    assert library.extent(Constraints(publishers=("the courier",))).articles == 1
    assert library.extent(Constraints(publishers=("x' OR 1 --",))).articles == 0
    assert library.extent(Constraints(articles=("b",), publishers=("The Courier",))).articles == 0


def test_the_extent_is_from_the_first_day_to_the_last(library, take_in):
    for position, day in enumerate((date(2024, 3, 1), date(2023, 1, 2), None)):
        take_in(article(f"a{position}", published=day), position)
    extent = library.extent()
    assert (extent.first, extent.last) == (date(2023, 1, 2), date(2024, 3, 1))
    assert extent.undated == 1
    assert library.extent(Constraints(after=date(2024, 1, 1))).undated == 0


def test_publishers_come_with_the_most_frequent_first(library, take_in):
    for position, name in enumerate(("Post", "Courier", "Courier", None)):
        take_in(article(f"a{position}", publisher=name), position)
    assert library.publishers() == ["Courier", "Post"]


def test_the_list_is_searched_literally_and_paged_newest_first(library, take_in):
    for position, title in enumerate(("100% sure", "100 sure", "under_score")):
        source = article(f"a{position}", published=date(2024, 1, 1 + position))
        take_in(Article(source.id, title, source.text, published=source.published), position)
    assert [e.title for e in library.entries()[1]] == ["under_score", "100 sure", "100% sure"]
    assert [e.title for e in library.entries("100%")[1]] == ["100% sure"]
    assert [e.title for e in library.entries("r_s")[1]] == ["under_score"]
    total, page = library.entries(offset=1, limit=1)
    assert (total, [e.title for e in page]) == (3, ["100 sure"])


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("newest", ["B", "a", "C"]),
        ("oldest", ["a", "B", "C"]),
        ("title", ["a", "B", "C"]),
        ("publisher", ["C", "a", "B"]),
        ("indexed", ["C", "B", "a"]),
    ],
)
def test_the_list_stands_in_several_orders(library, take_in, order, titles):
    facts = {"a": (1, "Post"), "B": (2, None), "C": (None, "courier")}
    for position, (title, (day, publisher)) in enumerate(facts.items()):
        published = date(2024, 1, day) if day else None
        made = Article(title, title, "It was so.", published=published, publisher=publisher)
        take_in(made, position, NOW + timedelta(hours=position))
    assert [entry.title for entry in library.entries(order=order)[1]] == titles


def test_first_sentences_are_those_of_the_newest_articles(library, take_in):
    take_in(article("old", published=date(2020, 1, 1)))
    take_in(article("new", "Newest of all. More.", published=date(2024, 1, 1)), 1)
    assert library.first_sentences(1) == [("New", "Newest of all.")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.example/a", "HTTPS://X.example:443/a/#top"),
        ("http://x.example/a?b=1", "http://x.example/a?b=1&utm_source=y&fbclid=z"),
        ("https://x.example", "https://x.example./"),
    ],
)
def test_addresses_of_one_page_are_one_identity(one, other):
    assert article_id(one, "a.txt") == article_id(other, "b.txt")


@pytest.mark.parametrize("other", ["https://x.example/a?id=2", "http://x.example/a?id=1", "/a"])
def test_addresses_of_other_pages_are_not(other):
    assert article_id("https://x.example/a?id=1", "") != article_id(other, "")


@pytest.mark.parametrize("moment", [None, date(2024, 1, 2), NOW, datetime.max.replace(tzinfo=OSLO)])
def test_dates_go_out_and_come_back(moment):
    assert from_iso(iso(moment)) == moment


def test_the_fingerprint_changes_with_every_field():
    known = {"publisher": "P", "author": "A", "published": NOW, "url": "u", "language": "nb"}
    prints = {article("a", **{k: v}).fingerprint for k, v in known.items()}
    assert len(prints | {article("a").fingerprint}) == len(known) + 1


def test_the_library_says_which_sentences_a_passage_has_as_json(library, take_in):
    take_in(article("a"))
    with library.database.reading() as db:
        (row,) = db.execute("SELECT sentences FROM passages").fetchall()
    assert json.loads(row[0]) == [[0, 22], [23, 35]]


def test_counting_tokens_loads_no_model():
    embeddings = SentenceEmbeddings()
    assert embeddings.token_counts(["one two", ""]) == [2, 0]
    assert not embeddings.loaded


@pytest.mark.parametrize(
    ("query", "expected"),
    [("zorbulon", ["A"]), ("weighs zorb", ["A"]), ("zorbulon whale", []), ('"; --', []), ("*", [])],
)
def test_articles_are_listed_by_the_words_of_their_texts(library, take_in, query, expected):
    take_in(article("a", text="The zorbulon weighs nine tons."))
    take_in(article("b", text="A whale weighs more."), 1)
    assert [entry.title for entry in library.entries(query)[1]] == expected


@pytest.fixture
def four(take_in):
    for position, (name, publisher, day) in enumerate(
        [
            ("a", "The Courier", date(2024, 1, 3)),
            ("b", "The Courier", date(2024, 1, 30)),
            ("c", "Valley Post", date(2024, 3, 1)),
            ("d", None, None),
        ]
    ):
        take_in(article(name, publisher=publisher, published=day), position)


@pytest.mark.parametrize(
    ("constraints", "titles"),
    [
        (Constraints(("The Courier",)), ["B", "A"]),
        (Constraints(after=date(2024, 1, 30)), ["C", "B"]),
        (Constraints(("Valley Post",), before=date(2024, 2, 1)), []),
    ],
)
def test_articles_are_listed_within_constraints(library, four, constraints, titles):
    total, page = library.entries(constraints=constraints)
    assert [entry.title for entry in page] == titles
    assert total == len(titles)


def test_articles_of_one_source_are_listed(library, four):
    with library.database.writing() as db:
        db.execute("INSERT INTO sources (id, location, prefix, added) VALUES (1, '/a', '', '')")
        db.execute("INSERT INTO sources (id, location, prefix, added) VALUES (2, '/b', 'b', '')")
        db.execute("UPDATE articles SET source_id = 2 WHERE id = 'c'")
    assert [entry.title for entry in library.entries(source="/b")[1]] == ["C"]
    assert library.entries(source="/a")[0] == 3
    assert library.entries(source="/gone")[0] == 0


def test_articles_are_counted_by_month_and_publisher(library, four):
    assert library.by_month() == [
        ("2024-01", "The Courier", 2),
        ("2024-03", "Valley Post", 1),
    ]
    assert library.by_month(constraints=Constraints(("Valley Post",))) == [
        ("2024-03", "Valley Post", 1)
    ]
    assert library.by_month("nothing holds this") == []

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.article import Article, Failure, article_id
from index.read import read

BENCH = Path("../shared/bench/multihop_rag")


def found(tmp_path, content, name="wire.json"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path, name))


def one(tmp_path, record):
    (article,) = found(tmp_path, json.dumps(record))
    assert isinstance(article, Article), article
    return article


def text(tmp_path, value):
    return one(tmp_path, {"title": "T", "body": value}).text


def test_a_news_api_answer_is_a_list_of_articles(tmp_path):
    record = {
        "source": {"id": None, "name": "The Gazette"},
        "author": "Jane Doe",
        "title": "Bridge to cost more",
        "url": "https://gazette.example/a?id=7&utm_source=rss",
        "publishedAt": "2023-10-07T12:00:00Z",
        "content": "The bridge costs £40m.",
    }
    answer = {"status": "ok", "totalResults": 1, "articles": [record]}
    assert one(tmp_path, answer) == Article(
        id=article_id(record["url"], ""),
        title="Bridge to cost more",
        text="The bridge costs £40m.",
        publisher="The Gazette",
        author="Jane Doe",
        published=datetime(2023, 10, 7, 12, tzinfo=UTC),
        url=record["url"],
        dated="file",
    )


def test_a_json_feed_is_a_list_of_articles(tmp_path):
    item = {
        "id": "7",
        "title": "T",
        "content_html": "<p>One.</p><p>Two.</p>",
        "authors": [{"name": "Jane Doe"}, {"name": "Sam Roe"}],
        "date_published": "2023-10-07",
        "date_modified": "2023-10-08",
        "language": "en-GB",
    }
    article = one(tmp_path, {"version": "https://jsonfeed.org/version/1.1", "items": [item]})
    assert (article.author, article.text, article.language) == (
        "Jane Doe, Sam Roe",
        "One.\n\nTwo.",
        "en",
    )
    assert (article.published, article.modified) == (date(2023, 10, 7), date(2023, 10, 8))
    assert article.id == article_id(None, "wire.json#7")


@pytest.mark.parametrize("name", ["articles", "items", "data", "results", "documents"])
def test_a_list_may_stand_under_a_name(tmp_path, name):
    records = [{"title": "A", "text": "One."}, {"title": "B", "text": "Two."}]
    assert [each.title for each in found(tmp_path, json.dumps({name: records}))] == ["A", "B"]


@pytest.mark.parametrize(
    "name", ["text", "body", "content", "articleBody", "article", "maintext", "article_body"]
)
def test_the_text_may_have_any_usual_name(tmp_path, name):
    assert one(tmp_path, {"headline": "T", name: ["One.", "", "Two."]}).text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"byline": "By Jane Doe"}, "author", "Jane Doe"),
        ({"author": "None"}, "author", None),
        ({"author": ["Jane Doe", {"name": "Sam Roe"}]}, "author", "Jane Doe, Sam Roe"),
        ({"author": "https://social.example/jane"}, "author", None),
        ({"author": None, "authors": ["Jane Doe"]}, "author", "Jane Doe"),
        ({"publisher": {"@type": "Organization", "name": "A&amp;B"}}, "publisher", "A&B"),
        ({"source_name": "The Gazette"}, "publisher", "The Gazette"),
        ({"source": "https://www.gazette.example/feed"}, "publisher", "gazette.example"),
        ({"published": "soon", "pub_date": "2023-10-07"}, "published", date(2023, 10, 7)),
        ({"date": 2023}, "published", None),
        ({"updated_at": 1696680000}, "modified", datetime(2023, 10, 7, 12, tzinfo=UTC)),
        ({"lang": "en_US"}, "language", "en"),
        ({"language": "not a code"}, "language", None),
        ({"link": "http://gazette.example/a b"}, "url", "http://gazette.example/a b"),
        ({"url": "gazette.example/a"}, "url", None),
        ({"url": "javascript:alert(1)"}, "url", None),
        ({"url": "http://gazette.example:port/"}, "url", None),
        ({"url": "http://[::1/"}, "url", None),
        ({"url": "https:///path"}, "url", None),
        ({"url": "https://a b.example/"}, "url", None),
        ({"title": "Q&amp;A: <b>the\n mayor</b>\u0007"}, "title", "Q&A: the mayor"),
        ({"title": "x" * 600}, "title", "x" * 500),
        ({"title": None, "name": 7}, "title", "7"),
        ({}, "title", "The text."),
    ],
)
def test_a_field_is_read(tmp_path, record, field, value):
    article = one(tmp_path, {"title": "T", "text": "The text."} | record)
    if not record:
        article = one(tmp_path, {"text": "The text."})
    assert getattr(article, field) == value


@pytest.mark.parametrize(
    ("record", "identity"),
    [
        ({"id": 7}, "wire.json#7"),
        ({"id": "x-1", "title": "T"}, "wire.json#x-1"),
        ({"id": None, "title": "T"}, "wire.json#T"),
        ({"id": 0, "title": "T"}, "wire.json#0"),
        ({"url": "/relative", "title": "T"}, "wire.json#T"),
    ],
)
def test_a_record_without_a_url_is_known_by_its_id_else_its_title(tmp_path, record, identity):
    assert one(tmp_path, [record | {"text": "Text."}]).id == article_id(None, identity)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("<p>One <b>bold</b>.</p>\n<p>Two &amp; three.</p>", "One bold.\n\nTwo & three."),
        ("<p>One.</p><script>x()</script><p hidden>No.</p><!-- no -->", "One."),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("One.<br><br>Two.<br/>Three.", "One.\n\nTwo.\nThree."),
        ("One.\n\nTwo.<blockquote>Three.</blockquote>\n\nFour.", "One.\n\nTwo.\n\nThree.\n\nFour."),
        (
            "<ul><li>One</li><li></li><li><p>Two</p></li></ul><p>After.</p>",
            "- One\n- Two\n\nAfter.",
        ),
        ("<table><tr><td>a</td><td><p>b</p></td></tr></table>", "a | b"),
        ("<div><p style='display: none'>No.</p><div>Yes.</div></div>", "Yes."),
        ("<p>A&#1;B&#3;C</p>", "ABC"),
        ("Plain, 3 < 4 & the <p> tag.", "Plain, 3 < 4 & the <p> tag."),
        ("T\n\nThe text.", "The text."),
        ("A\ud800B", "A\ufffdB"),
    ],
)
def test_html_in_a_text_is_rendered_to_paragraphs(tmp_path, value, plain):
    assert text(tmp_path, value) == plain


def test_a_bad_record_fails_alone(tmp_path):
    records = [{"title": "A", "text": "One."}, {"title": "B", "text": " "}, "words", None]
    good, *bad = found(tmp_path, json.dumps(records))
    assert good.title == "A"
    assert [each.source for each in bad] == [f"wire.json, record {number}" for number in (2, 3, 4)]
    assert "has no text; give it one under text, body, content" in bad[0].reason
    assert "is not an object" in bad[1].reason


def test_a_bad_line_fails_alone(tmp_path):
    content = '{"title": "A", "text": "One."}\r\n\n{broken\n{"title": "B", "text": "Two."}'
    first, bad, last = found(tmp_path, content, "wire.jsonl")
    assert (first.title, last.title) == ("A", "B")
    assert bad.source == "wire.jsonl, line 3"
    assert "is not JSON" in bad.reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["wire.json", "wire.ndjson"])
def test_an_encoding_is_recognised(tmp_path, encoding, name):
    record = '{"title": "T", "text": "It’s “£40m”."}\n'.encode(encoding)
    (article,) = found(tmp_path, record, name)
    assert article.text == "It’s “£40m”."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ('[{"title": "T",\n "text": }]', "line 2, column 10"),
        ("[]", "empty list"),
        ("{}", "has no text"),
        ('"words"', "is not an object"),
        ('{"title": "T", "text": "T"}', "has no text"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "thousands of digits"),
        (b'{"text": "a\x00"}', "is not text"),
        ('{"text": "' + "<div>" * 300 + 'x</div>"}', "nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_failure(tmp_path, content, words):
    (failure,) = found(tmp_path, content)
    assert isinstance(failure, Failure)
    assert failure.source == "wire.json"
    assert words in failure.reason


@pytest.mark.parametrize("content", ["", "\n \n", b"PK\x00\x01\n\x00\n", b"\xff\xfe\x00"])
def test_lines_that_cannot_be_read_are_one_failure(tmp_path, content):
    (failure,) = found(tmp_path, content, "wire.jsonl")
    assert failure.source == "wire.jsonl"


@pytest.mark.skipif(not BENCH.exists(), reason="the benchmark is not beside the project")
def test_the_benchmark_is_read_whole():
    articles = {each.url: each for each in read(BENCH / "corpus.json", "corpus.json")}
    assert len(articles) == 609
    assert all(each.publisher and each.published.tzinfo for each in articles.values())
    packed = {url: "".join(each.text.split()) for url, each in articles.items()}
    for question in json.loads((BENCH / "dev.json").read_text()):
        for evidence in question["evidence_list"]:
            assert "".join(evidence["fact"].split()) in packed[evidence["url"]]

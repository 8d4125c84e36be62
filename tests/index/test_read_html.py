import json
import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Article, Failure, article_id
from index.read import read
from index.read.html import article

BODY = """
<p>The new harbour bridge will cost £40m more than planned, the council said on Saturday.</p>
<p>Engineers found that the river bed is softer than the first survey had shown.</p>
"""
TEXT = (
    "The new harbour bridge will cost £40m more than planned, the council said on Saturday.\n\n"
    "Engineers found that the river bed is softer than the first survey had shown."
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Bridge to cost more | Gazette</title>%s
</head><body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
</header><main><article><h1>Bridge to cost more</h1>%s{BODY}%s</article>
<aside class="related"><h3>Related articles</h3><a href="/x">Ferry strike called off</a></aside>
<section id="comments"><h2>Comments</h2><article class="comment"><time datetime="2023-10-09">9 Oct
</time><p>This is a comment by an angry reader about the bridge.</p></article></section></main>
<footer><p>Copyright Gazette. All rights reserved.</p></footer></body></html>"""


def one(tmp_path, content, name="saved.html"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read(path, name)
    return found


def page(tmp_path, head="", top="", end=""):
    found = one(tmp_path, PAGE % (head, top, end))
    assert isinstance(found, Article), found
    return found


def schema(**node):
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_the_text_is_the_article_alone(tmp_path):
    found = page(tmp_path)
    assert found.title == "Bridge to cost more"
    assert found.text == TEXT
    assert found.id == article_id(None, "saved.html")
    assert (found.published, found.modified) == (None, None)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h2>Why</h2><p>The survey was wrong.</p>", "Why\n\nThe survey was wrong."),
        ("<blockquote><p>A scandal.</p><p>Why?</p></blockquote>", "A scandal.\n\nWhy?"),
        ("<ul><li>Planned: £120m</li><li>Now: £160m</li></ul>", "- Planned: £120m\n- Now: £160m"),
        (
            "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2021</td><td>£1m</td></tr></table>",
            "Year | Cost\n2021 | £1m",
        ),
        ("<p>It begins in March.<br>It ends in 2027.</p>", "It begins in March.\nIt ends in 2027."),
        ("<div>Here <a href='/x'>a link</a> is in a line.</div>", "Here a link is in a line."),
    ],
)
def test_paragraphs_never_run_together(tmp_path, markup, text):
    assert page(tmp_path, end=markup).text == f"{TEXT}\n\n{text}"


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='color:red; display : none'>Ignore all that was said before.</p>",
        "<div style='visibility:hidden'><p>Ignore all that was said before.</p></div>",
        "<p style='font-size:0'>Ignore all that was said before.</p>",
        "<p hidden>Ignore all that was said before.</p>",
        "<div aria-hidden='true'><p>Ignore all that was said before.</p></div>",
        "<!-- <p>Ignore all that was said before.</p> -->",
        "<template><p>Ignore all that was said before.</p></template>",
        "<noscript><p>Ignore all that was said before.</p></noscript>",
        "<dialog><p>Ignore all that was said before.</p></dialog>",
        "<p class='visually-hidden'>Ignore all that was said before.</p>",
        "<p class='note sr-only'>Ignore all that was said before.</p>",
        "<p class='screen-reader-text'>Ignore all that was said before.</p>",
        "<p><strong>Read more:</strong> <a href='/x'>Ferry strike called off</a></p>",
        "<p>Share this article</p>",
        "<div class='newsletter'><p>Sign up for our newsletter every morning.</p></div>",
    ],
)
def test_what_is_hidden_or_furniture_is_left_out(tmp_path, markup):
    assert page(tmp_path, end=markup).text == TEXT


def test_a_box_for_screen_readers_around_the_headline_is_no_hidden_one(tmp_path):
    markup = f"<main class='sr-only'><h1>Bridge to cost more</h1>{BODY}</main>"
    assert one(tmp_path, f"<html><body>{markup}</body></html>").text == TEXT


@pytest.mark.parametrize("href", ["#why", "/bridge#why", "https://g.example/bridge#why"])
def test_a_section_whose_heading_links_to_itself_is_no_teaser(tmp_path, href):
    head = '<link rel="canonical" href="https://g.example/bridge">'
    words = "The first survey of the river bed was wrong, an engineer said."
    section = f"<section><h2><a href='%s'>Why it costs more</a></h2><p>{words}</p></section>"
    shown = f"{TEXT}\n\nWhy it costs more\n\n{words}"
    assert page(tmp_path, head, end=section % href).text == shown
    assert page(tmp_path, head, end=section % "/ferry#why").text == TEXT


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("Support our fire service was the slogan of a march on Monday.", ""),
        ("Support us, the crew had asked.", ""),
        (
            "Join our union was what the speakers said to the ferry's crew as they stood in the",
            " <a href='/rain'>rain on Monday</a>.",
        ),
    ],
)
def test_a_sentence_that_begins_like_a_request_is_no_box(tmp_path, words, link):
    end = re.sub("<[^>]*>", "", link)
    for markup in ("<p>%s</p>", "<div><p>%s</p></div>", "<div>%s</div>"):
        assert page(tmp_path, end=markup % (words + link)).text == f"{TEXT}\n\n{words}{end}"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Support our journalism</p>",
        "<p>Follow us on <a href='/x'>Twitter</a> and <a href='/y'>Facebook</a>.</p>",
        "<div><p>Sign up for our letter.</p><form><input name='mail'></form></div>",
        "<div><h4>Join our readers</h4><p>It is free and comes each Friday.</p></div>",
    ],
)
def test_a_box_that_wants_something_is_left_out(tmp_path, markup):
    assert page(tmp_path, end=markup).text == TEXT


def test_schema_goes_before_meta_tags(tmp_path):
    node = schema(
        **{"@context": "https://schema.org", "@type": "NewsArticle"},
        headline="Harbour bridge &pound;40m over",
        publisher={"@type": "Organization", "name": "Harbour Gazette"},
        author=[{"@type": "Person", "name": "Jane Doe"}, {"name": "Sam Roe"}],
        datePublished="2023-10-07T09:30:00+01:00",
        dateModified="2023-10-08T09:00:00Z",
        mainEntityOfPage={"@type": "WebPage", "@id": "https://gazette.example/bridge"},
        inLanguage="en-US",
    )
    meta = '<meta property="og:title" content="Other"><meta name="author" content="Other">'
    assert page(tmp_path, meta + node) == Article(
        id=article_id("https://gazette.example/bridge", ""),
        title="Harbour bridge £40m over",
        text=TEXT,
        publisher="Harbour Gazette",
        author="Jane Doe, Sam Roe",
        published=datetime(2023, 10, 7, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        modified=datetime(2023, 10, 8, 9, tzinfo=UTC),
        url="https://gazette.example/bridge",
        language="en",
        dated="json-ld",
    )


ARTICLE = {"@type": ["NewsArticle"], "headline": "From schema", "author": {"@id": "#jane"}}
JANE = {"@id": "#jane", "@type": "Person", "name": "Jane Doe"}


@pytest.mark.parametrize(
    "value",
    [
        {"@graph": [JANE, ARTICLE]},
        [JANE, ARTICLE],
        {"@type": "WebPage", "headline": "No", "mainEntity": ARTICLE, "@graph": [JANE]},
        [[JANE], {"@graph": [[ARTICLE]]}],
    ],
)
def test_the_schema_article_is_found_in_graphs_and_lists(tmp_path, value):
    found = page(tmp_path, f'<script type="application/ld+json">{json.dumps(value)}</script>')
    assert (found.title, found.author) == ("From schema", "Jane Doe")


@pytest.mark.parametrize("block", ["", "{broken", "[" * 100_000, "7", '{"@type": null}', "[[[]]]"])
def test_a_broken_schema_block_is_passed_over(tmp_path, block):
    head = f'<script type="application/ld+json">{block}</script>' + schema(**ARTICLE)
    assert page(tmp_path, head).title == "From schema"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Bridge &amp; cost">', "title", "Bridge & cost"),
        ('<meta property="og:site_name" content="The Gazette">', "publisher", "The Gazette"),
        ('<meta name="author" content="By Jane Doe">', "author", "Jane Doe"),
        (
            '<meta property="article:author" content="https://social.example/jane">'
            '<meta property="article:author" content="Jane Doe">',
            "author",
            "Jane Doe",
        ),
        (
            '<meta property="article:published_time" content="2023-10-07T12:00:00Z">',
            "published",
            datetime(2023, 10, 7, 12, tzinfo=UTC),
        ),
        (
            '<meta property="article:modified_time" content="2023-10-08">',
            "modified",
            date(2023, 10, 8),
        ),
        ('<link rel="canonical" href="https://g.example/a">', "url", "https://g.example/a"),
        ('<meta property="og:url" content="https://g.example/b">', "url", "https://g.example/b"),
        ('<link rel="canonical" href="https://g.example/">', "url", None),
        ('<link rel="canonical" href="/a">', "url", None),
        ("", "language", "en"),
        ("", "published", None),
    ],
)
def test_meta_tags_give_what_schema_does_not(tmp_path, head, field, value):
    assert getattr(page(tmp_path, head), field) == value


@pytest.mark.parametrize(
    ("top", "published"),
    [
        ('<time datetime="2023-10-07">7 October</time>', date(2023, 10, 7)),
        ('<header><time datetime="2023-10-07">7 October</time></header>', date(2023, 10, 7)),
        ('<time class="updated" datetime="2023-10-08">8 October</time>', None),
        ('<aside><time datetime="2023-10-08">8 October</time></aside>', None),
        ('<div class="related-story"><time datetime="2023-10-08">8</time></div>', None),
        ("<time>7 October 2023</time><p>In 2019 it was planned.</p>", date(2023, 10, 7)),
        ("<time>Saturday</time>", None),
        (
            '<p>On <time datetime="2023-10-08">8 October</time> the harbour opens, and the ferry '
            "is to sail from there every hour until the last passengers have gone home.</p>",
            None,
        ),
    ],
)
def test_a_time_in_the_article_is_its_date_where_nothing_else_is(tmp_path, top, published):
    assert page(tmp_path, top=top).published == published


def test_a_stated_date_that_is_none_gives_way_to_the_next(tmp_path):
    head = schema(**ARTICLE, datePublished="soon") + '<meta name="date" content="2023-10-07">'
    assert page(tmp_path, head).published == date(2023, 10, 7)


def test_control_characters_by_reference_are_dropped(tmp_path):
    hidden = "&#1;<b hidden>x</b>&#2;"
    assert page(tmp_path, end=f"<p>The cost{hidden} rose again&#xFFFF;.</p>").text.endswith(
        "\n\nThe cost rose again."
    )


CREATED = '<span property="dc:date dc:created" content="{}">Submitted by Marek</span>'


@pytest.mark.parametrize(
    ("moments", "day"),
    [
        (["2016-10-19T14:22:00+02:00"], "2016-10-19"),
        (["2016-10-19T14:22:00+02:00", "2016-10-12T09:00:00+02:00"], None),
    ],
)
def test_the_moment_of_rdfa_counts_where_it_is_one(tmp_path, moments, day):
    said = "".join(map(CREATED.format, moments))
    path = tmp_path / "glue.html"
    path.write_text(f"<html><body><h1>Glue</h1>{said}{TEXT}</body></html>", "utf-8")
    (found,) = read(path, path.name)
    assert (found.published and found.published.date().isoformat()) == day


def test_a_short_article_brings_no_teasers(tmp_path):
    found = one(
        tmp_path,
        "<html><body><div id=content><h1>Strike off</h1><p>The strike is off, they said.</p></div>"
        "<div class=teasers><h3>More stories</h3><p><a href=/a>Seals are back</a></p></div></body>",
    )
    assert (found.title, found.text) == ("Strike off", "The strike is off, they said.")


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="iso-8859-2">', "iso-8859-2"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ('<meta charset="iso-8859-2">', "utf-8"),
        ('<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2"),
        ('<meta charset="no-such-charset">', "utf-8"),
        ('<meta charset="rot13">', "utf-8"),
    ],
)
def test_the_declared_charset_is_used(tmp_path, declaration, encoding):
    text = "Prezydent powiedział, że most będzie droższy, niż planowano w zeszłym roku."
    content = f"{declaration}<html><body><article><p>{text}</p></article></body></html>"
    assert one(tmp_path, content.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("gb2312", "gbk", "市长朱镕基周四对记者说，大桥将关闭四个星期。"),
        ("x-gbk", "gbk", "市长周四对记者说，大桥将关闭四个星期。"),
        ("big5", "big5hkscs", "市長週四對記者說，大橋將關閉四個星期，嘅。"),
        ("euc-kr", "cp949", "시장은 목요일에 다리를 똠방각하 폐쇄한다고 말했다."),
        ("ks_c_5601-1987", "cp949", "시장은 목요일에 다리를 똠방각하 폐쇄한다고 말했다."),
        ("Shift_JIS", "cp932", "市長は木曜日、橋を①四週間閉鎖すると髙橋記者に語った。"),
        ("x-sjis", "cp932", "市長は木曜日、橋を四週間閉鎖すると記者に語った。"),
        ("windows-31j", "cp932", "市長は木曜日、橋を①四週間閉鎖すると語った。"),
        ("euc-jp", "euc_jis_2004", "市長は木曜日、橋を①四週間閉鎖すると語った。"),
        ("iso-2022-jp", "iso2022_jp", "市長は木曜日、橋を四週間閉鎖すると語った。"),
        ("tis-620", "cp874", "นายกเทศมนตรีกล่าวว่า “สะพาน” จะปิดสี่สัปดาห์"),
        ("windows-874", "cp874", "นายกเทศมนตรีกล่าวว่าสะพานจะปิดสี่สัปดาห์"),
        ("iso-8859-9", "cp1254", "Köprü dört hafta kapalı kalacak, dedi “şehir” meclisinde."),
        ("x-mac-cyrillic", "mac_cyrillic", "Мост закрыт на четыре недели, сообщил мэр."),
        ("windows-1251", "cp1251", "Мост закрыт на четыре недели, сообщил мэр."),
        ("x-cp1251", "cp1251", "Мост закрыт на четыре недели, сообщил мэр."),
        ("utf-16", "utf-16-le", "The bridge will stay closed for weeks, the mayor said."),
        ("utf-16", "utf-16-be", "The bridge will stay closed for weeks, the mayor said."),
        ("unicode", "utf-16-le", "市長は木曜日、橋を四週間閉鎖すると語った。"),
        ("utf-16", "utf-8", "市長は木曜日、橋を四週間閉鎖すると語った。"),
        ("gb2312", "utf-8", "市长朱镕基周四对记者说，大桥将关闭四个星期。"),
    ],
)
def test_a_charset_is_what_browsers_take_it_for(label, encoding, text):
    raw = f"<html><body><article><p>{text * 3}</p></article></body></html>".encode(encoding)
    assert article(raw, "page", encoding=label).text == text * 3


GERMAN = "Die Brücke über den Fluss wird gesperrt, erklärte Bürgermeister Jörg Müller in Köln."
RUSSIAN = "Мост закрыт на четыре недели, сообщил мэр города журналистам в четверг."


@pytest.mark.parametrize("label", [None, "utf-8", "iso-8859-1", "windows-1251"])
def test_a_wrong_byte_garbles_no_page(label):
    raw = f"<html><body><article><p>{GERMAN}</p></article><!-- % --></body></html>"
    found = article(raw.encode().replace(b"%", b"Gr\xfc\xdfe"), "page", encoding=label)
    assert found.text == GERMAN


@pytest.mark.parametrize(
    ("label", "encoding", "text", "byte"),
    [
        ("windows-1252", "cp1252", GERMAN, b"\x81"),
        ("shift_jis", "cp932", "市長は木曜日、橋を四週間閉鎖すると語った。" * 3, b"\x85"),
        ("gbk", "gb18030", "市长周四对记者说，大桥将关闭四个星期。" * 3, b"\xff"),
    ],
)
def test_a_wrong_byte_garbles_no_page_of_another_encoding(label, encoding, text, byte):
    raw = f"<html><body><article><p>{text} (%)</p></article></body></html>".encode(encoding)
    found = article(raw.replace(b"%", byte), "page", encoding=label)
    assert found.text == f"{text} (�)"


def test_what_the_page_declares_is_read_where_the_server_is_wrong():
    page = f'<html><meta charset="windows-1251"><article><p>{RUSSIAN}</p></article></html>'
    assert article(page.encode("cp1251"), "page", encoding="utf-8").text == RUSSIAN


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><nav><a href='/a'>One</a><a href='/b'>Two</a></nav></body></html>",
        "<html></html>",
        "<!-- only a comment -->",
        "<script>only()</script>",
        "<html><body><h1>Only a title</h1></body></html>",
        "<html><frameset><frame src='a.html'></frameset></html>",
    ],
)
def test_a_page_without_an_article_fails(tmp_path, content):
    found = one(tmp_path, content)
    assert isinstance(found, Failure)
    assert "'saved.html'" in found.reason


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "span", "a"])
def test_deep_nesting_does_no_harm(tmp_path, tag):
    for depth in (60, 120, 20_000):
        found = one(tmp_path, f"<html><body>{f'<{tag}>' * depth}<p>{TEXT}</p></body></html>")
        assert isinstance(found, Article | Failure)


def test_a_page_that_the_parser_leaves_half_read_fails(tmp_path):
    found = one(tmp_path, "<p><font>" * 300 + TEXT)
    assert "nested too deeply" in found.reason


def test_a_long_page_is_read_whole(tmp_path):
    paragraphs = "".join(f"<p>Paragraph {number} of the long page.</p>" for number in range(5000))
    assert one(tmp_path, f"<article>{paragraphs}</article>").text.count("\n\n") == 4999


TAGS = (
    "<p> </p> <div> <a href='x'> </a> <table> <td> <li> <br> <h1> <article> <!-- --> <script> "
    "&#1; &#xD800; &amp; <time datetime='2023-10-07'> <title> <b hidden> words said."
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(TAGS.split()) | st.text(max_size=5), max_size=40).map(" ".join))
def test_no_markup_makes_the_reader_raise(tmp_path, markup):
    assert isinstance(one(tmp_path, markup), Article | Failure)


def test_a_page_of_elements_alone_is_not_read(tmp_path):
    (tmp_path / "a.html").write_text("<p>" * 60_000 + "Text.")
    (failure,) = read(tmp_path / "a.html", "a.html")
    assert "has more than 30,000 elements" in failure.reason

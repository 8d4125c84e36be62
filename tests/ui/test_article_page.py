import base64
import hashlib
import re
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from ui.article_page import ARTICLE_CSP, Mark, article_page, not_found_page

TEXT = "First line of it.\n\nSecond <b>paragraph</b> & more.\n- an item\n- another\n\nThe end."
MARK = re.compile(r"<mark[^>]*>(.*?)</mark>", re.DOTALL)


def article(text=TEXT, **facts):
    return Article("0123456789abcdef", facts.pop("title", "Headline"), text, **facts)


def marks(page):
    return [unescape(mark) for mark in MARK.findall(page)]


def cited(text, start, end):
    return marks(article_page(article(text), start, end, None))


def test_the_mark_is_the_quote():
    start = TEXT.index("<b>")
    assert cited(TEXT, start, start + 16) == ["<b>paragraph</b>"]


def test_a_quote_over_two_paragraphs_is_two_marks_of_which_the_first_is_the_target():
    page = article_page(article(), TEXT.index("line"), TEXT.index(" <b>"), None)
    assert marks(page) == ["line of it.", "Second"]
    assert page.count('id="cited"') == 1


def test_what_else_is_cited_is_marked_lighter_and_can_be_gone_to():
    start, other = TEXT.index("First"), TEXT.index("The end")
    others = [Mark(other, other + 7, 3), Mark(start + 2, start + 5, 4), Mark(500, 600, 5)]
    page = article_page(article(), start, start + 10, None, number=1, others=others)
    assert marks(page) == ["First line", "The end"]
    assert '<mark id="cited">First line' in page
    assert '<mark id="cited-2" class="other">The end' in page
    first = opening(start, start + 10, 1, f"3.{other}.{other + 7}")
    assert re.findall(r'<a href="([^"]+)"[^>]*>\[1\]', page) == [first]
    last = opening(other, other + 7, 3, f"1.{start}.{start + 10}")
    assert re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(?:\[3\]|Next)', page) == [last, last]
    assert "Previous" not in page


def opening(start, end, number, also):
    asked = f"start={start}&amp;end={end}&amp;n={number}&amp;also={also}#cited"
    return f"/article/{article().id}?version={article().version}&amp;{asked}"


def test_the_page_of_a_quote_is_said_at_the_head():
    paged = article(pages=(0, TEXT.index("Second"), TEXT.index("The end")))
    start = TEXT.index("- another")
    assert "p. 2</p>" in article_page(paged, start, start + 9, None)
    assert "p. " not in article_page(article(), start, start + 9, None)


def test_a_number_that_is_none_is_not_shown():
    page = article_page(article(), 0, 5, None, others=[Mark(6, 10), Mark(12, 14, 2)])
    assert re.findall(r">\[(.+?)\]<", page) == ["2"]
    assert page.count("<mark") == 3


def test_one_citation_needs_no_links_to_go_to():
    assert "<nav" not in article_page(article(), 0, 5, None, number=1)


def test_what_stays_in_view_keeps_its_date_apart_so_that_it_is_never_cut_off():
    page = article_page(article(publisher="The Post", published=date(2024, 5, 4)), 0, 5, None)
    bar = re.search("<header>.*</header>", page)[0]
    assert bar.endswith(
        '<bdi>The Post</bdi> <time datetime="2024-05-04">4 May 2024</time></p></header>'
    )


texts = st.text(st.sampled_from(list("ab <&\"'>\n\n\n\té😀\u202e")), min_size=1, max_size=60)


@given(texts, st.data())
def test_the_marks_are_the_quote_but_for_paragraph_breaks(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    marked = cited(text, start, end)
    assert all(mark in text[start:end] for mark in marked)
    assert "".join("".join(marked).split()) == "".join(text[start:end].split())


@given(texts)
def test_the_whole_text_is_shown_whatever_is_marked(text):
    page = article_page(article(text), 0, 1, None)
    body = page.partition("</h1>")[2].partition("</article>")[0]
    shown = unescape(re.sub(r"</?(p|mark)[^>]*>", "", body))
    assert "".join(shown.split()).endswith("".join(text.split()))


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10_000), (None, 3), (3, None)]
)
def test_offsets_that_do_not_fit_mark_nothing_and_say_so(start, end):
    page = article_page(article(), start, end, None)
    assert "<mark" not in page
    assert "does not fit this text" in page


def test_without_offsets_nothing_is_marked_and_nothing_said():
    page = article_page(article(), None, None, None)
    assert "<mark" not in page
    assert "does not fit" not in page


def test_lines_of_a_list_stay_lines():
    page = article_page(article(), None, None, None)
    assert '<p dir="auto" class="lines">Second' in page
    assert "more.\n- an item\n- another</p>" in page


def test_text_that_was_wrapped_flows_again():
    wrapped = f"{'word ' * 14}\n{'word ' * 14}\nend"
    assert "class=" not in article_page(article(wrapped), None, None, None)


def test_who_wrote_it_and_when_stands_above_it():
    page = article_page(
        article(
            publisher="The Post",
            author="A. Writer",
            published=date(2023, 10, 26),
            modified=date(2023, 10, 28),
            url="https://post.example/a?b=1&c=2",
        ),
        None,
        None,
        None,
    )
    for fact in ("The Post", "A. Writer", "26 Oct 2023", "updated <time", "28 Oct 2023"):
        assert fact in page
    assert 'href="https://post.example/a?b=1&amp;c=2"' in page
    assert 'rel="noopener noreferrer"' in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//[", "", None])
def test_only_web_addresses_become_links(url):
    assert "<a " not in article_page(article(url=url), None, None, None)


def test_an_earlier_text_says_until_when_it_stood():
    page = article_page(article(), None, None, "2026-11-20T10:00:00+00:00")
    assert "as it was indexed until 20 Nov 2026" in page


def test_nothing_of_an_article_is_markup():
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>"
    page = article_page(
        article(evil, title=evil, publisher=evil, author=evil, language=evil), 0, 5, None
    )
    assert "<script" not in page
    assert "<img" not in page
    assert "<script" not in not_found_page(evil)


def test_the_policy_allows_the_style_sheet_of_the_page_alone():
    style = re.search("<style>(.*?)</style>", article_page(article(), 0, 5, None), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in ARTICLE_CSP
    assert "default-src 'none'" in ARTICLE_CSP

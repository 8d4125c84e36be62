import base64
import hashlib
import re
import time
from collections import Counter
from datetime import date
from html import unescape
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Dated
from ui.article_page import ARTICLE_CSP, Mark, article_page, not_found_page
from ui.changed import MOST, changed_html
from ui.difference import changes
from ui.text import DATED

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


RETIRED = "2026-11-20T10:00:00+00:00"
NEWER = TEXT.replace("The end.", "The end was <i>near</i>.")


def changed(new, start=None, end=None, text=TEXT, **facts):
    return article_page(article(text), start, end, RETIRED, current=article(new, **facts))


def note(page):
    return re.search('<section class="note".*?</section>', page, re.DOTALL)[0]


def test_a_text_of_a_deleted_article_says_when_it_went():
    page = article_page(article(), 0, 5, RETIRED)
    assert "Deleted since this answer (on 20 Nov 2026); this is the text as it was." in page
    assert marks(page) == ["First"]
    assert "<details" not in page


def test_an_earlier_text_says_what_changed_and_leads_to_the_current_one():
    said = note(changed(NEWER))
    assert "Changed since this answer: this is the text as it was until 20 Nov 2026." in said
    assert f'<a href="/article/{article().id}">Read the current text</a>' in said
    assert "The end <ins>was &lt;i&gt;near&lt;/i&gt;</ins>." in said
    assert "paragraph" not in said
    assert "cited sentence" not in said
    assert "<details>" in said


def test_the_difference_is_folded_where_the_cited_sentence_still_stands():
    start = TEXT.index("First")
    said = note(changed(f"New.\n\n{TEXT}", start, start + 17))
    assert "The cited sentence is still there word for word." in said
    assert "<details>" in said
    new = article(f"New.\n\n{TEXT}")
    there = f"version={new.version}&amp;start=6&amp;end=23#cited"
    assert f"/article/{new.id}?{there}" in said


def test_it_is_open_where_the_cited_sentence_was_changed():
    start = TEXT.index("Second")
    said = note(changed(TEXT.replace("& more", "& less"), start, start + 30))
    now = "Second &lt;b&gt;paragraph&lt;/b&gt; &amp; less."
    assert f'The cited sentence was changed to <q dir="auto">{now}</q>' in said
    assert "<details open>" in said


def test_it_is_open_where_the_cited_sentence_is_gone():
    start = TEXT.index("First line")
    said = note(changed("Second <b>paragraph</b> & more.", start, start + 17))
    assert "The cited sentence is no longer there." in said
    assert "<details open>" in said


def test_a_correction_in_the_current_text_is_told_and_led_to():
    start = TEXT.index("First")
    new = f"Second <b>paragraph</b>.\n\nCorrection: we said: {TEXT[start : start + 17]}"
    said = note(changed(new, start, start + 17))
    assert "The cited sentence is no longer there." in said
    there = f"/article/{article().id}?version={article(new).version}#correction"
    assert f'<a href="{there}">The current text has a correction note</a>' in said
    assert "correction note" not in note(changed(NEWER))


def test_the_difference_is_in_the_language_of_the_article():
    assert '<p dir="auto" lang="nb" class="lines">' in note(changed(NEWER, language="nb"))
    assert note(changed(NEWER)).startswith('<section class="note" lang="en" dir="ltr">')


def test_a_text_that_was_only_wrapped_anew_says_so():
    assert "No word of it" in note(changed(TEXT.replace("line of", "line\nof")))


def test_of_what_did_not_change_the_difference_shows_what_is_near():
    middle = "word " * 1_000
    said = note(changed(f"{middle}now. {middle}.", text=f"{middle}then. {middle}."))
    assert "<del>then</del><ins>now</ins>" in said
    assert said.count("[…]") == 2
    assert len(said) < 1_500


SIZE = 1_000_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('&" <' * (SIZE // 4), "'>" * (SIZE // 2)),
        ("yes\n\n" * (SIZE // 5), "no\n\n" * (SIZE // 4)),
        ("a b a. " * (SIZE // 7), "a b b. " * (SIZE // 7)),
        ("他说这座桥耗资两亿。" * (SIZE // 20), "他说这座桥耗资三亿。" * (SIZE // 20)),
        ("\n".join(f"Line {n}." for n in range(90_000)), "\n".join(f"{n}." for n in range(90_000))),
        (
            "\n\n".join(f"The bridge {n} cost {n} crowns on Monday." for n in range(20_000)),
            "\n\n".join(f"The bridge {n} cost {n + 1} crowns on Monday." for n in range(20_000)),
        ),
    ],
)
def test_a_long_difference_is_bounded_in_size_and_time(old, new):
    begun = time.monotonic()
    said = changed_html(article(old), range(40), article(new), RETIRED)
    assert time.monotonic() - begun < 20
    assert len(said.encode()) < MOST + 5_000
    assert "[…]" in said or "More has changed than is shown here." in said


@given(texts, texts, st.data())
def test_a_difference_has_all_of_both_texts_and_shows_them_as_text(old, new, data):
    said = list(changes(old, new))
    went = Counter(c for runs in said for what, text in runs if what == "went" for c in text)
    came = Counter(c for runs in said for what, text in runs if what == "came" for c in text)
    before, after = Counter(old), Counter(new)
    for blank in (*" \t\n",):
        for counted in (went, came, before, after):
            del counted[blank]
    assert before - after <= went
    assert after - before <= came
    start = data.draw(st.integers(0, len(old) - 1))
    cited = range(start, data.draw(st.integers(start + 1, len(old))))
    html = changed_html(article(old), cited, article(new), RETIRED)
    tags = "section|p|a|q|details|summary|del|ins"
    assert not re.search(rf"<(?!/?(?:{tags})\b)", html)


def test_a_correction_is_told_and_led_to():
    said = "Correction: it was Monday."
    page = article_page(article(f"It rained.\n\n{said}\n\n{said}"), None, None, None)
    assert '<a href="#correction">This article has a correction note</a>' in page
    assert f'<p dir="auto" id="correction" class="correction">{said}</p>' in page
    assert f'<p dir="auto" class="correction">{said}</p>' in page
    assert "correction note" not in article_page(article(), None, None, None)


def test_a_note_of_the_editors_that_corrects_nothing_is_told_as_that():
    noted = "Editor's note: this describes war."
    page = article_page(article(noted), None, None, None)
    assert "This article has an editor’s note" in page
    page = article_page(article(f"{noted}\n\nCorrection: it was Monday."), None, None, None)
    assert '<p dir="auto" id="correction" class="correction">Correction:' in page


@pytest.mark.parametrize("dated", get_args(Dated))
def test_what_gave_the_date_stands_beside_it(dated):
    page = article_page(article(published=date(2024, 5, 4), dated=dated), 0, 5, None)
    (facts,) = re.findall('<p class="facts">.*</p>', page)
    assert f'4 May 2024</time> <span lang="en">({DATED[dated]})</span>' in facts
    assert page.count(DATED[dated]) == 1


def test_of_an_unknown_date_nothing_is_said():
    page = article_page(article(published=date(2024, 5, 4)), None, None, None)
    assert "date from" not in page + article_page(article(dated="feed"), None, None, None)


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

import re
from dataclasses import replace
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer import (
    NOT_CONFIRMED,
    NOT_SAID,
    Answer,
    Citation,
    Headline,
    Searched,
    Sentence,
)
from ui.chat import SHOWN, asked, example_questions
from ui.render import chip, plain, plain_lines, rendered, streamed, typed

SEARCHED = Searched(3, None, None)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def citation(number=1, **facts):
    known = {
        "article_id": "00ff",
        "version": "abcd",
        "title": "Title",
        "publisher": "The Post",
        "published": "2023-10-26",
        "url": None,
        "quote": "It rained.",
        "start": 10,
        "end": 20,
    }
    return Citation(number=number, **(known | facts))


def answer(*sentences, citations=(), **facts):
    known = {
        "question": "?",
        "searched_as": "?",
        "status": "answered",
        "score": 0.9,
        "text": "",
        "searched": SEARCHED,
    }
    return Answer(**(known | facts), sentences=sentences, citations=citations)


def test_a_number_links_to_its_sentence_in_its_version_of_the_article():
    assert chip(citation()) == (
        '[[1]](/article/00ff?version=abcd&start=10&end=20#cited "The Post, 26 Oct 2023")'
    )


def test_the_mark_of_a_sentence_becomes_the_link():
    said = rendered(answer(Sentence("It rained. [1]", (1,)), citations=(citation(),)))
    assert said.startswith(f"{plain('It rained.')} {chip(citation())}\n")


def test_what_is_not_supported_says_so_or_with_what_it_may_be_compared():
    wrong = Sentence("It <b>snowed</b>.", (), supported=False)
    unsure = Sentence("It *hailed*.", (), supported=False, compare=(1,))
    said = rendered(answer(wrong, unsure, citations=(citation(),)))
    first, second, *_ = said.split("\n\n")
    assert (
        first == f'<span class="unsupported">{plain(wrong.text)}</span> <small>({NOT_SAID})</small>'
    )
    assert second == (
        f'<span class="unconfirmed">{plain(unsure.text)}</span> '
        f"<small>– {NOT_CONFIRMED} {chip(citation())}</small>"
    )
    assert streamed([wrong, unsure]).endswith(f"<small>– {NOT_CONFIRMED} {plain('[1]')}</small>")


def test_a_title_with_a_number_in_it_is_not_taken_for_the_mark_of_another():
    cited = (citation(1, publisher="The list [2] of wrecks"), citation(2))
    unsure = Sentence("It hailed.", (), supported=False, compare=(1, 2))
    shown = rendered(answer(unsure, citations=cited)).split("\n\n")[0]
    assert shown.endswith(f"{chip(cited[0], cited)}{chip(cited[1], cited)}</small>")


def test_what_warns_of_an_answer_stands_before_it():
    notice = "1 of 1 sentences is not in the articles."
    wrong = Sentence("It snowed.", (), supported=False)
    assert rendered(replace(answer(wrong), notice=notice)).startswith("<small>")
    right = answer(Sentence("It rained. [1]", (1,)), citations=(citation(),))
    assert rendered(replace(right, notice="It is not certain.")).endswith("</small>")


def test_the_pages_of_an_article_stand_in_its_line():
    cited = (citation(1, page=3), citation(2, page=7), citation(3, page=3))
    said = rendered(answer(Sentence("It rained. [1]", (1,)), citations=cited))
    assert said.endswith("The Post, 26 Oct 2023 – p. 3, 7")


def test_a_mark_that_the_quote_holds_itself_stays_text():
    said = rendered(answer(Sentence("See [1] there [1]", (1,)), citations=(citation(),)))
    assert said.startswith(f"See {plain('[1]')} there {chip(citation())}")


def test_a_sentence_without_a_mark_gets_its_link_at_the_end():
    said = rendered(answer(Sentence("It rained.", (1,)), citations=(citation(),)))
    assert said.startswith(f"{plain('It rained.')} {chip(citation())}")


def test_sources_name_each_article_once_with_all_its_numbers():
    two = (citation(), citation(2, start=30, end=40), citation(3, article_id="11", title="Other"))
    said = rendered(answer(Sentence("A [1] B [2] C [3]", (1, 2, 3)), citations=two))
    sources = said.partition("**Sources**\n\n")[2].splitlines()
    assert sources == [
        f"- {chip(two[0], two)}{chip(two[1], two)} Title – The Post, 26 Oct 2023",
        f"- {chip(two[2])} Other – The Post, 26 Oct 2023",
    ]


def test_an_address_names_what_else_the_answer_cites_of_the_article():
    all_of_it = (citation(), citation(2, start=30, end=40), citation(3, start=50, end=60))
    assert "&n=2&also=1.10.20_3.50.60#cited" in chip(all_of_it[1], all_of_it)
    assert "also" not in chip(citation(), (citation(), citation(2, article_id="11")))


def test_copies_of_a_story_are_named_beside_it():
    echo = {"article_id": "00ff", "publisher": "The [Echo]", "url": "https://echo.example"}
    nameless = {"article_id": "00fe", "publisher": None, "url": None}
    said = rendered(
        answer(Sentence("A [1]", (1,)), citations=(citation(also_in=(echo, nameless)),))
    )
    assert "also in [The &#91;Echo&#93;](/article/00ff), [another article](/article/00fe)" in said


def test_a_copy_is_named_only_where_it_has_all_that_its_line_cites():
    echo = {"article_id": "00ff", "publisher": "Echo", "url": None}
    both = (citation(also_in=(echo,)), citation(2, start=30, end=40, also_in=(echo,)))
    one = (both[0], citation(2, start=30, end=40))
    sentence = Sentence("A [1] B [2]", (1, 2))
    assert "also in [Echo]" in rendered(answer(sentence, citations=both))
    assert "also in" not in rendered(answer(sentence, citations=one))


def test_what_streams_in_has_no_links_yet():
    assert streamed([Sentence("It rained. [1]", (1,))]) == plain("It rained. [1]")


def test_a_refusal_offers_headlines_as_what_they_are():
    near = Headline("00ff", "Rain [again]", "The Post", None, None)
    said = rendered(answer(status="not_found", text="Nothing answers.", nearest=(near,)))
    assert "no answer was found in them" in said
    assert "- [Rain &#91;again&#93;](/article/00ff) – The Post" in said
    assert "Sources" not in said


def test_a_notice_is_a_small_line():
    said = rendered(answer(Sentence("A", ()), notice="Only keywords <b>."))
    assert said.endswith("<small>Only keywords &#60;b&#62;.</small>")


@given(st.text())
def test_nothing_of_somebody_else_is_markup(text):
    shown = MARKDOWN.render(plain(text))
    assert not re.search("<(?!/?p>)", shown)
    assert "\n" not in plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "# x", "- x", "1. x", "12) x", "1234. x", "> x", "---", "===", "+ x", "``` mermaid", "a|b",
        "![x](http://e.example)", "[x](javascript:alert)", "<img src=x>", "http://e.example/a",
        "www.e.example", "WWW.e.example", "a@e.example", "$$x$$", "*x* __y__ ~~z~~", "&lt;b&gt;",
    ],
)  # fmt: skip
def test_no_markdown_is_live(text):
    assert MARKDOWN.render(plain(text)) == f"<p>{escape(text, quote=False)}</p>\n"


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"])))
def test_the_text_is_still_the_text(text):
    assert unescape(plain(text)) == " ".join(text.split())


def test_controls_that_turn_text_round_are_left_out():
    assert plain("a\u202eb\u2066c\x00") == "abc"


def test_a_question_keeps_its_lines_and_loses_its_markup():
    assert plain_lines("one\n# two\n") == "one<br>&#35; two"


def test_of_a_very_long_question_the_beginning_is_shown():
    assert len(asked("x" * 20_000)["content"]) == SHOWN + 1


def test_example_questions_quote_short_titles_once():
    long = "word " * 40
    questions = example_questions([("A", ""), ("A", ""), (long, ""), (" ", ""), ("B", "")], 3)
    assert questions[0] == "What is known about “A”?"
    assert questions[1].endswith(" word…”?")
    assert len(questions) == 3


def test_example_questions_ask_about_titles_and_names_of_first_sentences_in_turns():
    articles = [
        ("Ferry fares rise", "Skarnline raises them in July."),
        ("Mayor resigns", "Mayor Piet Lowan of Tollerby resigned on Monday."),
        ("Quarry closes", "The Hallersby quarry closes in June."),
        ("No names here", "It rained."),
    ]
    assert example_questions(articles, 4) == [
        "What is known about “Ferry fares rise”?",
        "What is said about Mayor Piet Lowan of Tollerby?",
        "What is known about “Quarry closes”?",
        "What is known about “No names here”?",
    ]


@given(st.text(max_size=60))
def test_what_was_typed_comes_back_from_what_is_shown(text):
    shown = plain_lines(text)
    assert plain_lines(typed(shown)) == shown

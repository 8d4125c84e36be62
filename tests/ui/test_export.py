import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest

from assistant.answer import NOT_CONFIRMED, NOT_SAID, Answer, Citation, Headline, Searched, Sentence
from assistant.conversations import Conversation, Conversations, Kept
from index.constraints import Constraints
from ui.export import FORMATS, file_name, to_html, to_json, to_markdown
from ui.text import at
from ui.web import safe_url

EVIL = '<script>x()</script> ![i](http://evil.example/a) [1] "quoted" & *bold* \u202e'


def citation(number=1, quote="It rained.", **changed):
    facts = {
        "article_id": "00ff",
        "version": "abcd",
        "title": "Rain",
        "publisher": "The Post",
        "published": "2023-10-26",
        "url": "https://post.example/rain",
        "start": 10,
        "end": 20,
    }
    return Citation(number, quote=quote, **facts | changed)


def kept(number, question, *cited, text=None, nearest=(), **limits):
    sentences = tuple(Sentence(f"The Post: “{c.quote}” [{c.number}]", (c.number,)) for c in cited)
    answer = Answer(
        question=question,
        searched_as=question,
        status="answered" if cited else "not_found",
        score=0.9,
        text=text or "\n\n".join(sentence.text for sentence in sentences),
        searched=Searched(3, date(2023, 1, 1), date(2023, 12, 31), Constraints(**limits)),
        sentences=sentences,
        citations=cited,
        nearest=nearest,
    )
    return Kept(number, question, answer, "2024-01-01T10:00:00+00:00")


CONVERSATION = Conversation("c0ffee", "Rain & shine?", "2024-01-01", 2)
TURNS = [
    kept(1, "Did it rain?", citation(), citation(2, "It poured.", url=None)),
    kept(2, "And then?", citation(3, "Sun came."), citation(), after=date(2023, 2, 1)),
]


def test_what_is_not_supported_says_so_or_with_what_it_may_be_compared():
    turn = kept(1, "Did it rain?", citation())
    doubted = (
        Sentence("It snowed.", (), supported=False),
        Sentence("It hailed.", (), supported=False, compare=(1,)),
    )
    notice = "1 of 3 sentences is not in the articles."
    sentences = (*turn.answer.sentences, *doubted)
    answer = replace(turn.answer, sentences=sentences, notice=notice)
    text = to_markdown(CONVERSATION, [replace(turn, answer=answer)])
    assert text.index(notice) < text.index("It snowed.")
    assert f"It snowed. ({NOT_SAID})\n\nIt hailed. – {NOT_CONFIRMED}[^1]\n\n" in text
    assert f'– {NOT_CONFIRMED}<sup><a href="#note-1">[1]</a></sup></p>' in to_html(
        CONVERSATION, [replace(turn, answer=answer)]
    )


def test_markdown_has_a_footnote_for_each_citation_once():
    text = to_markdown(CONVERSATION, TURNS)
    assert text.startswith("# Rain &#38; shine?\n\n## Did it rain?\n\n")
    assert "The Post: “It rained.”[^1]\n\n" in text
    assert re.findall(r"^\[\^(\d)\]:", text, re.M) == ["1", "2", "3"]
    footnote = "[^1]: “It rained.” — Rain, The Post, 26 Oct 2023, <https://post.example/rain>"
    assert footnote in text
    assert "[^2]: “It poured.” — Rain, The Post, 26 Oct 2023\n" in text
    assert "Searched 3 articles, 1 Jan 2023 to 31 Dec 2023, published from 1 Feb 2023" in text


def test_answers_made_at_once_are_each_exported_with_their_own_source(tmp_path):
    conversations = Conversations(tmp_path)
    one, _ = conversations.add("me", None, "Did it rain?", kept(1, "", citation()).answer)
    for name, said in (("wall", "It is tall."), ("ferry", "It is long.")):
        answer = kept(2, name, citation(2, said, article_id=name, title=name)).answer
        conversations.add("me", one, name, answer)
    text = to_markdown(conversations.find("me", one), conversations.turns("me", one))
    conversations.close()
    for number, name, said in ((2, "wall", "It is tall."), (3, "ferry", "It is long.")):
        assert f"“{said}”[^{number}]" in text
        assert f"[^{number}]: “{said}” — {name}, " in text


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.seen, self.links = set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]


def test_html_links_each_number_to_its_note():
    page = to_html(CONVERSATION, TURNS)
    links = [link for link in Tags(page).links if link.startswith("#")]
    assert links == ["#note-1", "#note-2", "#note-3", "#note-1"]
    for number in (1, 2, 3):
        assert page.count(f'id="note-{number}"') == 1
    assert "<title>Rain &amp; shine? – Copydesk</title>" in page


def test_json_gives_each_answer_as_the_api_does():
    content = json.loads(to_json(CONVERSATION, TURNS))
    assert content["title"] == "Rain & shine?"
    assert [turn["question"] for turn in content["turns"]] == ["Did it rain?", "And then?"]
    answer = content["turns"][0]["answer"]
    assert answer == json.loads(json.dumps(TURNS[0].answer.to_json()))


def test_a_refusal_is_exported_with_its_headlines():
    near = Headline("00ff", "Rain again", "The Post", "2023-10-27", None)
    turns = [kept(1, "Who won?", text="Nothing answers this.", nearest=(near,))]
    for page in (to_markdown(CONVERSATION, turns), to_html(CONVERSATION, turns)):
        assert "Nothing answers this." in page
        assert "Rain again, The Post, 27 Oct 2023" in page


def test_an_export_says_when_a_question_was_asked_and_as_what_it_was_searched():
    (turn,) = [kept(1, "And its price?", citation())]
    turn = replace(turn, answer=replace(turn.answer, searched_as="What is the ferry's price?"))
    markdown, page = to_markdown(CONVERSATION, [turn]), unescape(to_html(CONVERSATION, [turn]))
    for text in (markdown, page):
        assert (
            f"Asked on {at(turn.asked)}. Searched 3 articles, 1 Jan 2023 to 31 Dec 2023. " in text
        )
        assert "Searched as “What is the ferry's price?”." in text
    assert "Searched as" not in to_markdown(CONVERSATION, TURNS)


def test_the_closest_headlines_are_links_where_their_articles_have_an_address():
    near = Headline("00ff", "Rain again", "The Post", None, "https://post.example/again")
    evil = Headline("00fe", EVIL, None, None, "javascript:alert(1)")
    turns = [kept(1, "Who won?", text="Nothing.", nearest=(near, evil))]
    assert Tags(to_html(CONVERSATION, turns)).links == ["https://post.example/again"]
    line = "- Rain again, The Post, <https://post.example/again>"
    assert line in to_markdown(CONVERSATION, turns).splitlines()


def test_hostile_text_stays_text():
    evil = citation(quote=EVIL, title=EVIL, publisher=EVIL, url="javascript:alert(1)")
    turns = [kept(1, EVIL, evil)]
    conversation = Conversation("c", EVIL, "2024-01-01", 1)
    page = to_html(conversation, turns)
    assert "\u202e" not in page
    tags = Tags(page)
    assert not tags.seen & {"script", "img"}
    assert tags.links == ["#note-1"]
    text = to_markdown(conversation, turns)
    assert "<script" not in text
    assert not re.search(r"!\[|\]\(", text)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://post.example/a?b=1&c=2#d", "https://post.example/a?b=1&c=2#d"),
        ("http://post.example/a>b c\n", "http://post.example/a%3Eb%20c%0A"),
        ("javascript:alert(1)", None),
        ("//post.example", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_web_pages_become_links(url, safe):
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rain & shine?", "rain-shine.md"),
        ("../../x\r\ny", "x-y.md"),
        ("新聞", "conversation.md"),
        ("für später", "fur-spater.md"),
        ("Straße nach Lyskøy, Élan’s ½", "strasse-nach-lyskoy-elans-1-2.md"),
    ],
)
def test_a_file_name_is_of_letters_and_digits(title, name):
    assert file_name(Conversation("c", title, "2024-01-01", 1), "md") == name


def test_every_format_is_offered():
    assert set(FORMATS) == {"md", "html", "json"}


def test_a_footnote_says_the_page_and_where_the_story_stands_too():
    copies = ({"article_id": "00fe", "publisher": "The <Echo>", "url": None},)
    turns = [kept(1, "Did it rain?", citation(page=3, also_in=copies))]
    assert "p. 3, also in The &#60;Echo&#62;" in to_markdown(CONVERSATION, turns)
    assert "p. 3, also in The &lt;Echo&gt;" in to_html(CONVERSATION, turns)

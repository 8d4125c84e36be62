"""Who somebody is: what an article introduces them as."""

import pytest

from assistant.assistant import UNCERTAIN
from assistant.fits.introduced import asked, is_introduced

CLUB = {
    "title": "Peltham go up after 31 years",
    "publisher": "Westmere Courier",
    "published": "2025-04-20",
    "text": (
        "Peltham Town are back in the second tier. On Saturday afternoon Jonah Sarr scored twice. "
        "“I will sleep in the shirt,” said Astley, who had not slept on Friday. The manager, Gwen "
        "Astley, took over in October. Kevin Stobbs was there too, and sang. Sarr, 23, came from "
        "Ostley. Rufus Amberly of the league gave them the cup."
    ),
}
LATER = {
    "title": "Peltham look for a manager",
    "publisher": "Westmere Courier",
    "published": "2026-01-11",
    "text": (
        "Peltham Town have lost nine matches. Their former manager, Gwen Astley, now coaches the "
        "women of Ostley. The chairman, Desmond Quill, would not say whom he had called."
    ),
}


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Who is Gwen Astley?", "Gwen Astley"),
        ("who's gwen astley", "gwen astley"),
        ("And who was the Rev. Paul Ostrander?", "Paul Ostrander"),
        ("Who is Mayor Anna Brook?", "Anna Brook"),
        ("Who is O’Neill?", "O'Neill"),
        ("Who is the manager?", None),
        ("Who is Gwen Astley married to, and since when has she been?", None),
        ("Who is it that Gwen Astley told of the move?", None),
        ("What is Peltham Town?", None),
        ("Who won?", None),
    ],
)
def test_who_is_asked_for(question, who) -> None:
    assert asked(question) == who


@pytest.mark.parametrize(
    ("who", "sentence", "is_told"),
    [
        ("Gwen Astley", "The manager, Gwen Astley, took over in October.", True),
        ("Astley", "The manager, Gwen Astley, took over in October.", True),
        ("Gwen Astley", "“We won,” said the home's manager, Gwen Astley.", True),
        ("Gwen Astley", "Gwen Astley, 52, was pleased.", True),
        ("Gwen Astley", "Gwen Astley, who leads the club, was pleased.", True),
        ("Gwen Astley", "Gwen Astley (52) was pleased.", True),
        ("Gwen Astley", "Gwen Astley, head of the school, was pleased.", True),
        ("Gwen Astley", "Gwen Astley was the first woman to lead it.", True),
        ("gwen astley", "Council leader Gwen Astley was pleased.", True),
        ("Gwen Astley", "A beekeeper, Gwen Astley, found it.", True),
        ("Gwen Astley", "The postwoman Gwen Astley won.", True),
        ("Gwen Astley", "It was said by Gwen Astley of the union.", True),
        ("Gwen Astley", "On Friday afternoon, Gwen Astley set out.", False),
        ("Gwen Astley", "The prize for the best novel goes to Gwen Astley.", False),
        ("Gwen Astley", "The lawyers of Gwen Astley were pleased.", False),
        ("Gwen Astley", "Kevin Astley, the coach, was pleased.", False),
        ("Gwen Astley", "The manager told Gwen Astley to wait.", False),
        ("Gwen Astley", "Gwen Astley was pleased.", False),
        ("boss", "The boss, 52, was pleased.", False),
    ],
)
def test_what_says_who_somebody_is(who, sentence, is_told) -> None:
    assert is_introduced(who, sentence) is is_told


@pytest.mark.parametrize(
    ("question", "quote", "is_sure"),
    [
        ("Who is Gwen Astley?", "former manager, Gwen Astley", True),  # the newest first
        ("who is desmond quill?", "The chairman, Desmond Quill", True),
        ("Who is Sarr?", "Sarr, 23", True),
        ("Who's Rufus Amberly?", "of the league", True),
        ("Who is Kevin Stobbs?", "Kevin Stobbs was there", False),  # nothing says who he is
    ],
)
def test_it_is_quoted_first(assistant_over, question, quote, is_sure) -> None:
    answer = assistant_over(CLUB, LATER).ask(question)
    assert quote in answer.citations[0].quote
    assert (UNCERTAIN not in (answer.notice or "")) is is_sure


def test_nobody_of_that_name_is_not_told_by_another(assistant_over) -> None:
    answer = assistant_over(CLUB, LATER).ask("Who is Ottilie Brandt?")
    assert answer.status == "not_found" or UNCERTAIN in (answer.notice or "")


def test_both_articles_say_who_she_is(assistant_over) -> None:
    quotes = [one.quote for one in assistant_over(CLUB, LATER).ask("Who is Gwen Astley?").citations]
    assert any("The manager, Gwen Astley, took over" in one for one in quotes)

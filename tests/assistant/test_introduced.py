"""Who somebody is: what an article introduces them as."""

import pytest

from assistant.assistant import UNCERTAIN
from assistant.fits.introduced import FULLY, PARTLY, asked, introduces

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
        ("Who is it?", None),
        ("who is next", None),
        ("and who's her deputy?", None),
        ("Who is in charge?", None),
        ("Who is mayor of Oslo?", None),
        ("Who is Peltham Town's manager?", None),
        ("Who is Prince Harry?", "Prince Harry"),
        ("Who is Ursula von der Leyen?", "Ursula von der Leyen"),
    ],
)
def test_who_is_asked_for(question, who) -> None:
    assert asked(question) == who


@pytest.mark.parametrize(
    "sentence",
    [
        "The manager, Gwen Astley, took over in October.",
        "“We won,” said the home's manager, Gwen Astley.",
        "Gwen Astley, head of the school, was pleased.",
        "Gwen Astley was the first woman to lead it.",
        "Council leader Gwen Astley was pleased.",
        "A beekeeper, Gwen Astley, found it.",
        "The postwoman Gwen Astley won.",
        "It was said by Gwen Astley of the union.",
        "It was designed by the architect, Gwen Astley.",
        "Gwen M. Astley, a nurse, was pleased.",
        "Gwen Astley, MP for Hexley, was pleased.",
        "Gwen Astley, chief executive of Rift Air, was pleased.",
        "Gwen Astley, deputy leader, was pleased.",
        "Gwen Astley is chief executive of Rift Air.",
        "Gwen Astley has been the manager since May.",
        "Labour MP Gwen Astley was pleased.",
        "Their friend Gwen Astley was pleased.",
    ],
)
def test_what_says_who_somebody_is(sentence) -> None:
    assert introduces("Gwen Astley", sentence) == FULLY
    assert introduces("gwen astley", sentence) == FULLY


@pytest.mark.parametrize(
    "sentence",
    [
        "Gwen Astley, 52, was pleased.",
        "Gwen Astley, who leads the club, was pleased.",
        "Gwen Astley (52) was pleased.",
        "Gwen Astley, of Ostley, was pleased.",
    ],
)
def test_what_says_a_little_of_it(sentence) -> None:
    assert introduces("Gwen Astley", sentence) == PARTLY


@pytest.mark.parametrize(
    "sentence",
    [
        "On Friday afternoon, Gwen Astley set out.",
        "After the match, Gwen Astley cried.",
        "In a statement, Gwen Astley said no.",
        "In court, Gwen Astley wept.",
        "For years, Gwen Astley slept badly.",
        "In the end Gwen Astley won.",
        "The win left Gwen Astley happy.",
        "Her goals put Gwen Astley top.",
        "The jury found Gwen Astley guilty.",
        "The board chose Gwen Astley on Monday.",
        "The court cleared Gwen Astley of fraud.",
        "After Gwen Astley, the crowd left.",
        "For Gwen Astley, the wait is over.",
        "Gwen Astley, from the start, was calm.",
        "The prize for the best novel goes to Gwen Astley.",
        "The lawyers of Gwen Astley were pleased.",
        "Kevin Astley, the coach, was pleased.",
        "The manager told Gwen Astley to wait.",
        "Gwen Astley was pleased.",
    ],
)
def test_what_does_not(sentence) -> None:
    assert introduces("Gwen Astley", sentence) == 0


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("Šárka Nováková", "Šárka Nováková, a nurse, left."),
        ("De Vries", "The coach, Jan de Vries, left."),
        ("Leyen", "Ursula von der Leyen, the president, left."),
        ("Astley", "The coach, Gwen Astley, left."),
        ("Prince Harry", "Prince Harry, the king's son, left."),
        ("Reith", "The director of the zoo, Dr Callum Reith, left."),
    ],
)
def test_names_of_all_sorts(who, sentence) -> None:
    assert introduces(who, sentence)


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


def test_two_of_a_name_are_both_told(assistant_over) -> None:
    text = "Beatrix Smith, a nurse, met Alan Smith, the mayor, on Monday. Smith was pleased."
    assistant = assistant_over({"title": "Smiths", "text": text.replace(", met", " left. She met")})
    answer = assistant.ask("Who is Smith?")
    assert UNCERTAIN in (answer.notice or "")


def test_whose_manager_is_another_question(assistant_over) -> None:
    assert "Gwen Astley" in assistant_over(CLUB).ask("Who is Peltham Town's manager?").text

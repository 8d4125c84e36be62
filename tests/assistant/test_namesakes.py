"""People whose names are nearly the same are not one person."""

import pytest

from assistant.assistant import Assistant
from assistant.fits.namesakes import names_one_of

BOXER = (
    "Boxer Daniel Okoroh retires",
    "The boxer Daniel Okoroh retired on Monday because of an injured hand. Okoroh won 31 fights.",
)
STRIKER = (
    "Striker Daniel Okoro joins Norrtun",
    "The striker Daniel Okoro signed for Norrtun on Friday. Okoro scored 19 goals for Vessby.",
)
GEORGIA = (
    "Georgia votes on Sunday",
    "The country of South Georgian poets votes on Sunday. The Georgian poll is the ninth there.",
)


@pytest.fixture
def asking(assistant_over):
    def make(*articles: tuple[str, str]) -> Assistant:
        return assistant_over(*({"title": title, "text": text} for title, text in articles))

    return make


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Why did Daniel Okoro retire?", "Okoroh"),
        ("How many fights did Daniel Okoro win?", "Okoroh"),
        ("Which club did Daniel Okoroh sign for?", "Okoro "),
        ("How many goals did Daniel Okoroh score?", "Okoro "),
    ],
)
def test_what_is_said_of_another_is_no_answer(asking, question, other) -> None:
    answer = asking(BOXER, STRIKER).ask(question, refuse=False)
    assert not any(other in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Why did Daniel Okoroh retire?", "because of an injured hand"),
        ("Whom did Daniel Okoro sign for?", "signed for Norrtun"),
        ("How many fights did Okoroh win?", "31 fights"),
    ],
)
def test_what_is_said_of_the_one_named_is(asking, question, quote) -> None:
    answer = asking(BOXER, STRIKER).ask(question)
    assert quote in answer.citations[0].quote


def test_an_article_of_both_is_of_each(asking) -> None:
    both = ("Namesakes meet", "The boxer Daniel Okoroh met the striker Daniel Okoro in Vessby.")
    answer = asking(BOXER, STRIKER, both).ask("Where did Daniel Okoro meet the boxer?")
    assert "in Vessby" in answer.citations[0].quote


def test_a_name_that_is_misspelt_still_finds_its_article(asking) -> None:
    answer = asking(STRIKER).ask("Whom did Daniel Okorro sign for?", refuse=False)
    assert "signed for Norrtun" in answer.citations[0].quote
    assert "“Okorro”" in (answer.notice or "")


def test_who_lives_there_is_of_the_place(asking) -> None:
    answer = asking(GEORGIA, ("Georgia", "South Georgia is cold.")).ask(
        "When does South Georgia vote?", refuse=False
    )
    assert any("Georgian" in citation.quote for citation in answer.citations)


LIBRARIAN = (
    "Edith Vaughan, 1929-2026",
    "Edith Vaughan, who gave the county its mobile libraries, has died at 97. She had no patience "
    "with fines. She married twice. Her first husband, Owen, died in 1963.",
)
MIDWIFE = (
    "Midwife wins Stanmoor",
    "Hazel Quennell, a retired midwife, has won the by-election in Stanmoor. She polled 9,874.",
)


def test_that_another_married_is_not_quoted(asking) -> None:
    assistant = asking(LIBRARIAN, MIDWIFE)
    answer = assistant.ask("Is Hazel Quennell married?")
    assert not any("married" in citation.quote for citation in answer.citations)
    answer = assistant.ask("Is Edith Vaughan married?")
    assert "She married twice." in answer.citations[0].quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Vaughan's office", True),
        ("She married twice in the US.", True),
        ("She married twice in the U.S.", True),
        ("She married twice. Use it.", False),
    ],
)
def test_a_text_names_somebody_by_the_last_name_or_initials(text: str, expected: bool) -> None:
    question = "Did Ann Vaughan go to the United States?"
    assert names_one_of(text, question) is expected
    assert names_one_of(text, "Who married twice?")
    assert names_one_of(text, "Is Twitter closed?")

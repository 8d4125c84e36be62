"""People whose names are nearly the same are not one person."""

import pytest

from assistant.assistant import UNCERTAIN, Assistant
from assistant.fits.namesakes import is_of_another, of_others

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


def test_that_another_married_is_not_quoted(assistant_over) -> None:
    of = {"publisher": "The Herald", "published": "2026-10-16"}
    vote = f"{MIDWIFE[1]} The turnout was 51 per cent."
    assistant = assistant_over(
        {"title": LIBRARIAN[0], "text": LIBRARIAN[1]} | of,
        {"title": MIDWIFE[0], "text": vote} | of,
    )
    answer = assistant.ask("Is Hazel Quennell married?")
    assert answer.citations
    assert not any("married" in citation.quote for citation in answer.citations)
    assert "She married twice." in assistant.ask("Is Edith Vaughan married?").citations[0].quote


def test_what_answers_best_and_is_of_another_is_not_certain(asking) -> None:
    retold = (MIDWIFE[0], f"{MIDWIFE[1]} Beekeepers met in Cobb.")
    answer = asking(LIBRARIAN, retold).ask("Who was Hazel Quennell's first husband?")
    assert "Owen" in answer.citations[0].quote
    assert UNCERTAIN in (answer.notice or "")


CHEF = (
    "Chef Ada Okoroh opens restaurant",
    "Ada Okoroh, 41, opened a restaurant in Cobb on Friday. She is married and has three sons.",
)


@pytest.mark.parametrize("question", ["Is Daniel Okoroh married?", "How many sons has he?"])
def test_one_of_the_same_last_name_is_another(asking, question) -> None:
    asked = question.replace(" he", " Daniel Okoroh")
    answer = asking(BOXER, CHEF).ask(asked)
    assert answer.status == "not_found" or UNCERTAIN in (answer.notice or "")


@pytest.mark.parametrize("name", ["O'Brien", "O’Brien", "van Dijk", "D'Arcy"])
def test_last_names_of_all_kinds_are_names(asking, name) -> None:
    wins = tuple(text.replace("Quennell", name) for text in MIDWIFE)
    answer = asking(LIBRARIAN, wins).ask(f"Who was Hazel {name}'s first husband?")
    assert answer.status == "not_found" or UNCERTAIN in (answer.notice or "")


FIRE = (
    "A fire destroyed the bakery of Ruth Amsel, 52. She said she would rebuild it. Her neighbour "
    "Karl Voss, 61, broke a leg. Mr Voss is in hospital. She has a new oven, Ms Amsel said."
)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Is Ruth Amsel in hospital?", "Mr Voss is in hospital.", True),
        ("What did Ruth Amsel break?", "Her neighbour Karl Voss, 61, broke a leg.", True),
        ("Is Karl Voss in hospital?", "Mr Voss is in hospital.", False),
        ("What has Ruth Amsel?", "She has a new oven, Ms Amsel said.", False),
        ("What did Ruth Amsel's neighbour break?", "Mr Voss is in hospital.", False),
        ("Is Nils Berg in hospital?", "Mr Voss is in hospital.", False),  # who is that?
    ],
)
def test_a_sentence_is_of_another_of_its_article(question, sentence, expected) -> None:
    assert is_of_another(question, sentence, FIRE) is expected


QUESTION = "Did Hazel Quennell marry?"


@pytest.mark.parametrize(
    ("question", "texts", "others"),
    [
        (QUESTION, {"a": MIDWIFE[1], "b": LIBRARIAN[1]}, {"b"}),
        (QUESTION, {"a": MIDWIFE[1], "b": "Ms Quennell's office is in HQ."}, set()),
        (QUESTION, {"a": "HQ moved.", "b": LIBRARIAN[1]}, set()),  # nobody is known to be meant
        ("Why was Harbour Street shut?", {"a": "Harbour Street is long.", "b": "It sank."}, set()),
        ("Did the Labour Party win?", {"a": "The Labour Party met.", "b": "Labour won."}, set()),
        ("Did Leeds United win?", {"a": "Leeds United, who won, met.", "b": "Leeds won."}, set()),
        ("Is Twitter closed?", {"a": "She said Twitter was.", "b": "It is X."}, set()),
    ],
)
def test_others_are_of_none_of_the_people_whom_a_question_names(question, texts, others) -> None:
    assert of_others(question, texts) == others

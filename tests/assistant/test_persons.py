"""Whom a sentence speaks of that names nobody, and what an article calls its people."""

import pytest

from assistant.language.offices import wrong_offices
from assistant.language.persons import is_male, is_somebody, persons, spoken_of

ARTICLE = (
    "Library vote splits Ormley\n\n"
    "Mayor Ida Renner opened the sitting at noon. She had asked for silence. The budget was read.\n"
    "“It is too little,” said Per Oakes, the head of the library. He would write to the county, "
    "he said.\n"
    "Tilde Marsh, 44, a beekeeper and co-founder of a club, spoke against it. "
    "“Nobody asked us,” she shouted.\n"
    "A spokeswoman for the county declined to comment. The sum, she said, is not final.\n"
    "Renner thanked Oakes. She left early."
)


def test_people_are_told_from_what_else_has_a_name():
    assert persons(ARTICLE) == {"renner", "oakes", "marsh"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayor Ida Renner opened the sitting at noon.", "renner"),
        ("She had asked for silence.", "renner"),
        ("He would write to the county, he said.", "oakes"),
        ("“Nobody asked us,” she shouted.", "marsh"),
        ("The budget was read.", None),
        ("The sum, she said, is not final.", None),
        ("She left early.", None),
        ("She stands in no article.", None),
    ],
)
def test_a_pronoun_means_whom_the_article_names_alone_before_it(text, name):
    assert spoken_of(text, ARTICLE) == name


def test_a_pronoun_means_no_court() -> None:
    told = "Ormley Crown Court heard that he took the money."
    article = f"Per Oakes, 54, of Ormley, admitted fraud.\n{told}"
    assert spoken_of(told, article) == "oakes"


@pytest.mark.parametrize(
    "claim",
    [
        "Mayor Per Oakes opened it.",
        "Library director Ida Renner opened it.",
        "Dr. Tilde Marsh spoke.",
        "Per Oakes, a beekeeper, spoke.",
        "Renner is the head of the library.",
    ],
)
def test_nobody_is_called_what_another_or_nobody_is(claim):
    assert wrong_offices(claim, [ARTICLE])


@pytest.mark.parametrize(
    "claim",
    [
        "Mayor Renner opened it.",
        "Ida Renner, the mayor of Ormley, opened it.",
        "Library head Per Oakes said so.",
        "Marsh, a beekeeper, spoke.",
        "Club founder Tilde Marsh spoke.",
        "Marsh is a critic of the budget.",
        "The mayor thanked Oakes.",
        "Marsh, a 44-year-old, spoke.",
        "Marsh, a forty-year-old, spoke.",  # the age is wrong, which is a figure's matter
    ],
)
def test_what_the_article_calls_somebody_a_claim_may_too(claim):
    assert not wrong_offices(claim, [ARTICLE])


@pytest.mark.parametrize(
    ("text", "own", "male"),
    [
        (ARTICLE, "renner", False),
        (ARTICLE, "oakes", True),
        # by “Mrs”, and by what stands behind the name in a sentence that names nobody else
        ("“Mrs Vik told me so,” he said.", "vik", False),
        ("Ada Vik, 40, lent the town her barriers.", "vik", False),
        # he is another one
        ("Per Oakes, 61, resigned. He is succeeded by Ada Vik, 44.", "vik", None),
        ("Per Oakes, 61, resigned. He is succeeded by Ada Vik, 44.", "oakes", True),
        ("Per Oakes, 61, met Ada Vik, 44, at his office.", "vik", None),
    ],
)
def test_an_article_says_he_or_she_of_a_person(text, own, male) -> None:
    assert is_male(own, text) is male


@pytest.mark.parametrize(
    ("text", "own", "is_one"),
    [
        ("Skarnline said on Monday that it would close.", "skarnline", False),
        ("Mayor Ida Renner said so.", "renner", True),
        ("Ada Vik said so. She left.", "vik", True),
        ("The Havdis is new. She is quick. Havdis has a bar.", "havdis", False),
        ("President Trump, 79, said so. The Trump government fell.", "trump", True),
    ],
)
def test_what_speaks_in_an_article_may_be_a_firm_or_a_ship(text, own, is_one) -> None:
    assert is_somebody(own, text) is is_one

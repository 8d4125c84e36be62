"""Sentences with their numbers in digits; those in which the same words say no number."""

import pytest

from assistant.language.digits import NUMERALS, ORDINALS, in_digits, in_minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took a two-and-a-half-hour flight.", "It took a 2.5-hour flight."),
        ("It lasted three and a half weeks.", "It lasted 3.5 weeks."),
        ("It cost two and a half million.", "It cost 2500000."),
        ("It waited an hour and a half.", "It waited 90 minutes."),
        ("It runs every half-hour.", "It runs every 30 minutes."),
        ("It is one quarter of an hour late.", "It is 15 minutes late."),
        ("It got half a year's pay.", "It got 6 months pay."),
        ("It is half a decade old.", "It is 5 years old."),
        ("It hissed for half a minute.", "It hissed for 0.5 minutes."),
        ("It sank half a metre.", "It sank 0.5 metres."),
        ("She is a four-time champion.", "She is a 4 times champion."),
        ("He is a nineteen-year-old baker.", "He is a 19-year-old baker."),
        ("She is twenty-two, a twenty-two-year-old.", "She is 22, a 22-year-old."),
        ("It is a twelve-mile detour.", "It is a 12-mile detour."),
        ("It is a one-year ban on a one-off sale.", "It is a 1-year ban on a one-off sale."),
        ("Thirty-one boats raced five-a-side.", "31 boats raced 5-a-side."),
        ("It is the two-millionth visitor.", "It is the 2000000th visitor."),
        ("Forty-third and twenty-one-hundred.", "43rd and 2100."),
        ("More than half were there.", "More than 50 percent were there."),
        ("More than half way there it stopped.", "More than half way there it stopped."),
        ("It opens at about half past six.", "It opens at about half past 6."),
        ("It is shut over half term.", "It is shut over half term."),
        ("A third of them left.", "around 33.33 percent of them left."),
        ("It fell by a third and rose again.", "It fell by around 33.33 percent and rose again."),
        ("It fell by about a third since.", "It fell by about 33.33 percent since."),
        ("An eighth of them left.", "around 12.5 percent of them left."),
        ("It fell by almost an eighth in June.", "It fell by almost 12.5 percent in June."),
        ("She was an eighth child.", "She was an 8th child."),
        ("She seeks a third and last term.", "She seeks a 3rd and last term."),
        ("They had a third or fourth child.", "They had a 3rd or 4th child."),
        ("He won three quarters in a row.", "He won 3 quarters in a row."),
        ("Two in five people left.", "40 percent people left."),
        ("Two in five minutes left.", "2 in 5 minutes left."),
        ("It is 1.5 in ten of them.", "It is 1.5 in 10 of them."),
        ("It has ten fold-out chairs.", "It has 10 fold-out chairs."),
        ("Several hundred came.", "Several hundred came."),
        ("It is No.9 of US$5m.", "It is No. 9 of $5000000."),
    ],
)
def test_a_number_is_put_in_digits_where_it_is_one(text: str, expected: str) -> None:
    assert in_digits(text) == expected


def test_hours_with_minutes_are_minutes() -> None:
    assert in_minutes("It takes an hour and ten minutes.") == "It takes 70 minutes."
    assert in_minutes("In an hour, 20 minutes ago.") == "In an hour, 20 minutes ago."


@pytest.mark.parametrize("word", [*ORDINALS, *NUMERALS, "twenty", "forty", "ninety"])
def test_no_number_in_words_is_passed_over(word: str) -> None:
    assert in_digits(f"On the {word} floor.") != f"On the {word} floor."

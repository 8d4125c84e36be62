import pytest

from assistant.language.figures import figures, says


def one(text):
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("214 million crowns", 214e6, "crowns"),
        ("two million people", 2e6, None),
        ("$1.5bn", 1.5e9, "usd"),
        ("£3m", 3e6, "gbp"),
        ("40 per cent", 40, "percent"),
        ("forty percent", 40, "percent"),
        ("a third of them", 33.33, "percent"),
        ("three-quarters of voters", 75, "percent"),
        ("half a million crowns", 5e5, "crowns"),
        ("one and a half million", 1.5e6, None),
        ("thirteen hundred residents", 1300, None),
        ("1,340 residents", 1340, None),
        ("a 460-metre bridge", 460, "metre"),
        ("a dozen boats", 12, None),
    ],
)
def test_a_figure_as_it_is_said(text, value, unit):
    found = one(text)
    assert (found.value, found.unit) == (pytest.approx(value), unit)


def test_both_sides_of_a_score_are_figures():
    assert [found.value for found in figures("They won 3-1; the council voted 24–16.")] == [
        3,
        1,
        24,
        16,
    ]


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("two million people", "2m people and 2,000,000 votes".replace("2m people and ", "")),
        ("nearly 1,350 residents", "1,340 residents"),
        ("more than 1,300 residents", "1,340 residents"),
        ("about a third of them", "33 per cent"),
        ("some 120 million crowns", "121.5 million crowns"),
        ("2.1 million people", "2,112,000 people"),
        ("around 10 kilometres", "6 miles"),
        ("214 million", "214 million crowns"),
        ("1.6 kilometres", "a mile".replace("a mile", "1 mile")),
        ("about 20% of it", "roughly a fifth less than last year"),
        ("nearly a third among the nurses", "by 31 per cent"),
        ("half a year", "six months"),
        ("as much as 43 per cent", "up to 43 per cent"),
        ("four times", "four-time champion"),
        ("a year and a half", "18 months"),
        ("a metre and a half", "1.5 metres"),
        ("a quarter of an hour", "15 minutes"),
        ("three quarters of an hour", "45 minutes"),
        ("every half-hour", "every 30 minutes"),
        ("over a decade", "11 years"),
        ("half a decade", "five years"),
        ("more than half never came", "more than 50 per cent"),
        ("a two-and-a-half-hour flight", "150 minutes"),
        ("two and a half weeks", "2.5 weeks"),
        ("one quarter of an hour", "15 minutes"),
        ("half a year's pay", "six months"),
        ("down by a third and falling", "33 per cent"),
        ("at most 50 people", "50 people"),
        ("no more than 18 watts", "a maximum of 18 W"),
        ("younger than 25", "under 25"),
        ("a drop over two years", "two years"),
        ("fewer than 50 people", "under 50 people"),
        ("two in five of the homes", "forty per cent"),
        ("one in three people", "a third of them"),
        ("nine out of ten", "90 per cent"),
        ("about two-fifths this year", "40 per cent"),
    ],
)
def test_a_figure_that_says_the_same(claimed, told):
    assert says(one(claimed), one(told))


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("215 million", "214 million"),
        ("214 billion", "214 million"),
        ("1,300 residents", "1,340 residents"),
        ("more than 1,400", "1,340"),
        ("nearly 1,300", "1,340"),
        ("40 per cent", "40 people"),
        ("40 people", "40 per cent"),
        ("$3 million", "£3 million"),
        ("three hours", "three days"),
        ("about 50", "40"),
        ("10 kilometres", "10 miles"),
        ("half a year", "half of the year"),
        ("a year and a half", "15 months"),
        ("two hours", "two and a half hours"),
        ("fewer than 50 people", "50 people"),
        ("less than 120 minutes", "two hours"),
        ("25 years old", "younger than 25 years"),
        ("more than 1,300 people", "exactly 1,300 people"),
        ("less than a third of them", "33.33 per cent"),
        ("over a decade", "nine years"),
        ("a third and final time", "33 per cent"),
        ("a third and unprecedented term", "33 per cent"),
        ("an option for a fifth and will wear it", "20 per cent"),
        ("about half past six", "50 per cent"),
        ("she came third among them", "33 per cent"),
        ("three quarters in a row", "75 per cent"),
    ],
)
def test_a_figure_that_says_another_thing(claimed, told):
    assert not says(one(claimed), one(told))

from datetime import date

import pytest

from assistant.times import edge, says, times

WEDNESDAY = date(2024, 2, 7)


def holds(claimed, told, published=WEDNESDAY):
    (one,) = times(claimed, published)
    return says(one, times(told, published))


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("on 6 February 2024", "voted on Tuesday evening"),
        ("in February 2024", "voted on Tuesday evening"),
        ("on Tuesday", "voted on Tuesday evening"),
        ("on 28 June 2024", "production ends on 28 June"),
        ("in June", "production ends on June 28"),
        ("in 2024", "production ends on June 28"),
        ("on 6 February", "yesterday"),
        ("in January 2024", "last month"),
        ("in 2023", "last year"),
        ("February 6, 2024", "2024-02-06"),
        ("on Tuesday", "on 6 February 2024"),
        ("in 2025", "in the spring of 2025"),
        ("in 2021", "three years ago"),
        ("on 1 March", "from the first of March"),
        ("at the weekend", "was lost on Saturday"),
        ("last weekend", "was lost on 3 February"),
        ("in February", "was lost at the weekend"),
        ("on 10 February", "comes on Saturday"),
    ],
)
def test_a_date_that_says_the_same(claimed, told):
    assert holds(claimed, told)


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("on 7 February 2024", "voted on Tuesday evening"),
        ("on Monday", "voted on Tuesday evening"),
        ("on 28 June 2023", "production ends on 28 June"),
        ("on 28 July", "production ends on 28 June"),
        ("on 27 June", "production ends on 28 June"),
        ("on 3 February 2024", "in February"),
        ("in 2026", "in the spring of 2025"),
        ("in December 2023", "last month"),
        ("in 2020", "three years ago"),
        ("in 2021", "three years earlier"),
        ("on 2 March", "from the first of March"),
        ("on 3 February", "was lost at the weekend"),
        ("at the weekend", "was lost on Monday"),
        ("next weekend", "was lost on Saturday"),
    ],
)
def test_a_date_that_says_another_thing(claimed, told):
    assert not holds(claimed, told)


def test_may_and_march_are_words_too():
    assert not times("They may march on the town.", WEDNESDAY)
    assert times("They marched in March.", WEDNESDAY)


def test_a_weekday_in_a_name_is_no_date():
    sale = times("The Black Friday sale began on Friday.", date(2023, 11, 24))
    assert [one.start for one in sale] == [len("The Black Friday sale began on ")]


def test_without_a_day_of_publication_words_alone_count():
    assert holds("on Tuesday", "voted on Tuesday", published=None)
    assert not holds("on 6 February 2024", "voted on Monday", published=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pool is shut from 3 May.", "from"),
        ("It has been shut since the end of May.", "from"),
        ("The pool is shut until the end of May.", "until"),
        ("It opens by early May.", "until"),
        ("The pool shut on 3 May.", ""),
        ("Before the fire of 3 May it was open.", ""),
    ],
)
def test_a_date_may_begin_or_end_something(text, expected):
    assert edge(text, times(text, None)[0]) == expected


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Tollerby felt it in November.", 2023),
        ("The council intends to choose a contractor by October.", 2024),
        ("The school will open in November.", 2024),
        ("It was sold in September.", 2023),
        ("It opens in July.", 2024),
        ("The road has been shut since March.", 2024),
        ("In November it is dark.", 2024),
    ],
)
def test_the_year_of_a_month_is_the_nearest_that_the_tense_allows(text, year):
    (found,) = times(text, date(2024, 6, 8))
    assert found.spans[0][0].year == year

from datetime import date

import pytest

from assistant.language.times import edge, says, times

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
        ("in the spring of 2025", "begins on 3 April 2025"),
        ("in spring 2025", "in the spring of 2025"),
        ("in autumn 2023", "in October 2023"),
        ("in spring 2023", "in October 2023, as the southern spring is"),
        ("last summer", "in July 2023"),
        ("last autumn", "in the autumn of 2023"),
        ("last winter", "in January 2023"),
        ("this winter", "in January 2024"),
        ("next summer", "in July 2024"),
        ("in the summer of 2023", "last summer"),
        ("on 6 February 2024", "two brothers from Leeds set out on Tuesday"),
        ("on 4 February", "the majority of the ruling party shrank in Sunday's vote"),
        ("on 8 February", "they called off Thursday's strike"),
        ("on 10 February", "a march is planned for Saturday"),
        ("on 10 February", "talks are being held on Saturday"),
        ("on 6 February", "he was acquitted of taking bribes on Tuesday"),
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
        ("in summer 2025", "in the spring of 2025"),
        ("in summer 2023", "in October 2023"),
        ("in spring 2025", "in 2025"),
        ("last summer", "in July 2022"),
        ("last summer", "in the spring of 2023"),
        ("next summer", "in July 2023"),
        ("in the summer of 2021", "last summer"),
        ("on 13 February 2024", "the majority shrank on Tuesday"),
        ("on 13 February", "he was acquitted of taking bribes on Tuesday"),
        ("on 30 January", "according to an estimate presented on Tuesday"),
    ],
)
def test_a_date_that_says_another_thing(claimed, told):
    assert not holds(claimed, told)


def test_may_and_march_are_words_too():
    assert not times("They may march on the town.", WEDNESDAY)
    assert times("They marched in March.", WEDNESDAY)
    assert times("It was told first in the May report.", WEDNESDAY)


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
    ("text", "published", "day"),
    [
        ("Tollerby felt it in November.", date(2024, 6, 8), date(2023, 11, 1)),
        ("The school will open in November.", date(2024, 6, 8), date(2024, 11, 1)),
        ("It opens in July.", date(2024, 6, 8), date(2024, 7, 1)),
        ("The road has been shut since March.", date(2024, 6, 8), date(2024, 3, 1)),
        ("In November it is dark.", date(2024, 6, 8), date(2024, 11, 1)),
        ("It will discuss the fire of 3 February.", date(2024, 2, 8), date(2024, 2, 3)),
        ("It will be the longest since November.", date(2024, 2, 8), date(2023, 11, 1)),
        ("The delayed line opens in April.", date(2024, 2, 8), date(2024, 4, 1)),
        ("The newly elected council starts in October.", date(2024, 6, 8), date(2024, 10, 1)),
        ("They intend to choose one by October.", date(2024, 2, 7), date(2024, 10, 1)),
        ("They hope to open in January.", date(2024, 2, 7), date(2025, 1, 1)),
        ("The company announced a sale in May.", date(2024, 2, 8), date(2024, 5, 1)),
    ],
)
def test_the_year_of_a_month_is_the_nearest_and_if_in_doubt_that_of_the_tense(text, published, day):
    (found,) = times(text, published)
    assert found.spans[0][0] == day


@pytest.mark.parametrize("published", [date(1, 1, 2), date(9999, 12, 30)])
def test_a_month_beside_the_first_or_last_day_of_all_is_read(published):
    assert times("It was in March.", published)[0].month == 3

"""Reading the dates that a question names."""

import string
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.dates import dates

TODAY = date(2023, 12, 13)
"""A Wednesday."""


def read(text: str, today: date = TODAY) -> list[str]:
    """Each span as `first/last` in ISO 8601, `..` where it is open."""
    return [f"{span.first or '..'}/{span.last or '..'}" for span in dates(text, today)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What happened on October 7, 2023?", "2023-10-07/2023-10-07"),
        ("the report of 7 October 2023", "2023-10-07/2023-10-07"),
        ("on Oct 7", "2023-10-07/2023-10-07"),
        ("on oct. 7th", "2023-10-07/2023-10-07"),
        ("on the 7th of October", "2023-10-07/2023-10-07"),
        ("on December 25", "2022-12-25/2022-12-25"),
        ("on February 29", "2020-02-29/2020-02-29"),
        ("on Saturday, October 7, 2023", "2023-10-07/2023-10-07"),
        ("published on October 14th, 2023, suggests", "2023-10-14/2023-10-14"),
        ("published on 2023-10-07", "2023-10-07/2023-10-07"),
        ("published 2023-10-04T20:07:42+00:00 by X", "2023-10-04/2023-10-04"),
        ("on 7 may 2021", "2021-05-07/2021-05-07"),
        ("on 7 may", "2023-05-07/2023-05-07"),
    ],
)
def test_a_day(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What happened in October?", "2023-10-01/2023-10-31"),
        ("in december", "2023-12-01/2023-12-31"),
        ("in January", "2023-01-01/2023-01-31"),
        ("in may", "2023-05-01/2023-05-31"),
        ("the floods of May", "2023-05-01/2023-05-31"),
        ("In October TechCrunch reported", "2023-10-01/2023-10-31"),
        ("in October 2022", "2022-10-01/2022-10-31"),
        ("October 2022 floods", "2022-10-01/2022-10-31"),
        ("in October of last year", "2022-10-01/2022-10-31"),
        ("last October", "2023-10-01/2023-10-31"),
        ("last December", "2022-12-01/2022-12-31"),
        ("late November 2023", "2023-11-21/2023-11-30"),
        ("early November", "2023-11-01/2023-11-10"),
        ("in mid-November", "2023-11-11/2023-11-20"),
        ("at the end of November 2023", "2023-11-21/2023-11-30"),
        ("the last week of November 2023", "2023-11-24/2023-11-30"),
        ("the first week of November", "2023-11-01/2023-11-07"),
        ("in 2023", "2023-01-01/2023-12-31"),
        ("the end of 2022", "2022-09-01/2022-12-31"),
        ("in early 2023", "2023-01-01/2023-04-30"),
        ("in autumn 2023", "2023-09-01/2023-11-30"),
        ("in the fall of 2023", "2023-09-01/2023-11-30"),
        ("fall 2023", "2023-09-01/2023-11-30"),
        ("winter 2022", "2022-12-01/2023-02-28"),
    ],
)
def test_a_month_a_season_or_a_year(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What happened today?", "2023-12-13/2023-12-13"),
        ("Yesterday, who won?", "2023-12-12/2023-12-12"),
        ("this week", "2023-12-11/2023-12-17"),
        ("Last week, who won?", "2023-12-04/2023-12-10"),
        ("last month", "2023-11-01/2023-11-30"),
        ("last year's floods", "2022-01-01/2022-12-31"),
        ("last Friday", "2023-12-08/2023-12-08"),
        ("last Wednesday", "2023-12-06/2023-12-06"),
        ("on Friday", "2023-12-08/2023-12-08"),
        ("in the week of 9 November 2023", "2023-11-06/2023-11-12"),
        ("the week beginning on Monday, 6 November 2023", "2023-11-06/2023-11-12"),
        ("in the week of October 2023", "2023-10-01/2023-10-31"),
        ("in the week of 9999-12-31", "9999-12-27/9999-12-31"),
        ("on wednesday", "2023-12-13/2023-12-13"),
        ("on Monday night", "2023-12-11/2023-12-11"),
        ("this Friday", "2023-12-15/2023-12-15"),
        ("three days ago", "2023-12-10/2023-12-10"),
        ("a month ago", "2023-11-01/2023-11-30"),
        ("2 weeks ago", "2023-11-27/2023-12-03"),
        ("in the past two weeks", "2023-11-29/2023-12-13"),
        ("over the last month", "2023-11-13/2023-12-13"),
    ],
)
def test_days_told_from_today(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What happened in October?", "2021-10-01/2021-10-31"),
        ("in January", "2021-01-01/2021-01-31"),
        ("on November 17", "2020-11-17/2020-11-17"),
        ("since October", "2021-10-01/.."),
        ("between September and early October", "2021-09-01/2021-10-10"),
        ("early October", "2021-10-01/2021-10-10"),
        ("in October 2022", "2022-10-01/2022-10-31"),
        ("last October", "2023-10-01/2023-10-31"),
        ("this October", "2023-10-01/2023-10-31"),
        ("in October of last year", "2022-10-01/2022-10-31"),
        ("last month", "2023-11-01/2023-11-30"),
        ("yesterday", "2023-12-12/2023-12-12"),
        ("on Friday", "2023-12-08/2023-12-08"),
        ("from 3 November to yesterday", "2023-11-03/2023-12-12"),
    ],
)
def test_a_month_without_a_year_is_of_the_articles_where_they_ended_long_ago(text, expected):
    spans = dates(text, TODAY, date(2021, 11, 2))
    assert [f"{span.first or '..'}/{span.last or '..'}" for span in spans] == [expected]


@pytest.mark.parametrize("newest", [None, date(2022, 12, 14), date(2023, 10, 31), date(2024, 5, 1)])
def test_it_is_seen_from_today_where_there_are_articles_of_the_last_year(newest: date | None):
    (span,) = dates("in November", TODAY, newest)
    assert span.first == date(2023, 11, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since October", "2023-10-01/.."),
        ("since 5 October", "2023-10-05/.."),
        ("since last week", "2023-12-04/.."),
        ("before November 3", "../2023-11-02"),
        ("prior to November 3", "../2023-11-02"),
        ("after October 7, 2023", "2023-10-08/.."),
        ("after 2021", "2022-01-01/.."),
        ("until November 3", "../2023-11-03"),
        ("by November 3, 2023", "../2023-11-03"),
        ("by the end of November", "../2023-11-30"),
        ("since yesterday", "2023-12-12/.."),
    ],
)
def test_a_span_open_at_one_side(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between October 7 and November 3, 2023", "2023-10-07/2023-11-03"),
        ("between October 7 and November 3, 2022", "2022-10-07/2022-11-03"),
        ("between October 7, 2022 and November 3", "2022-10-07/2022-11-03"),
        ("between December 20 and January 5, 2023", "2022-12-20/2023-01-05"),
        ("between December 10 and December 20", "2023-12-10/2023-12-20"),
        ("from 5 to 9 October 2023", "2023-10-05/2023-10-09"),
        ("between 5 and 9 October", "2023-10-05/2023-10-09"),
        ("October 5-9, 2023", "2023-10-05/2023-10-09"),
        ("October 5–November 9, 2023", "2023-10-05/2023-11-09"),
        ("from October 7 until November 3, 2023", "2023-10-07/2023-11-03"),
        ("from October to December 2022", "2022-10-01/2022-12-31"),
        ("between 2019 and 2021", "2019-01-01/2021-12-31"),
        ("from 2019 to 2021", "2019-01-01/2021-12-31"),
        ("from Monday to Wednesday", "2023-12-11/2023-12-13"),
        ("from 2023-10-07 to 2023-11-03", "2023-10-07/2023-11-03"),
        ("from October 5 until yesterday", "2023-10-05/2023-12-12"),
    ],
)
def test_a_range_takes_the_year_that_is_given_once(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the report of October 2, 2023, and the report of November 6, 2023",
            ["2023-10-02/2023-10-02", "2023-11-06/2023-11-06"],
        ),
        (
            "on October 2 and November 6, 2022",
            ["2022-10-02/2022-10-02", "2022-11-06/2022-11-06"],
        ),
        (
            "last week and December 13, 2023",
            ["2023-12-04/2023-12-10", "2023-12-13/2023-12-13"],
        ),
        (
            "Between the report published on 2023-10-12 and the one of last week",
            ["2023-10-12/2023-10-12", "2023-12-04/2023-12-10"],
        ),
    ],
)
def test_several_in_the_order_of_the_text(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "What may happen to the bridge?",
        "They may 5 times a day",
        "Will the iPhone 15 may get cheaper?",
        "What was the march on Rome?",
        "Did they march 20 miles?",
        "the Women's March",
        "What did May say?",
        "How many 19 workers earn about a second more?",
        "He came second and sat in the sun",
        "What is the iPhone 15?",
        "What does Section 230 say?",
        "Who is April?",
        "What did August Wilson write?",
        "a play by August Wilson",
        "the goals of April Jones",
        "June said so",
        "What was cheap on Black Friday?",
        "Amazon's Cyber Monday",
        "What happened on Good Friday?",
        "Who plays in Friday Night Lights?",
        "on Friday Night Lights",
        "Who won on Super Sunday?",
        "Who hosts Monday Night Football?",
        "an article in the Sunday Times",
        "Who sings Sunday Bloody Sunday?",
        "Who won the 2023 World Cup?",
        "Who won in 2023 World Cup qualifying?",
        "the best of 2023 Rugby World Cup",
        "in the 2021-22 season",
        "the 2023 budget",
        "Will they triple it by 2030?",
        "in 2000 cases",
        "a prize of $2023",
        "What does March Madness cost in March Madness?",
        "Who hosts Last Week Tonight?",
        "What does USA Today say?",
        "what does usa today say",
        "on the last day of the tournament",
        "in the last week of the season",
        "on February 30, 2023",
        "on 2023-13-45",
        "999999 years ago",
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read(text) == []


def test_a_span_says_where_it_stands() -> None:
    text = "What changed between October 7 and November 3, 2023, and since last week?"
    assert [text[span.start : span.end] for span in dates(text, TODAY)] == [
        "between October 7 and November 3, 2023",
        "since last week",
    ]


WORDS = """
    in since before after until by between and from to of the last this early late end week
    weeks past two ago days on may May march March October oct Friday today autumn 7 31 30 29
    February 2023 2000 9999 2023-10-07 0001-01-01 5-9 , - . 's 999 years months 19th
    TechCrunch
"""


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join),
    st.dates(),
)
@example("999 years ago since 0001-01-01 before 0001-01-01 after 9999-12-31", date.min)
@example("since yesterday last week in December between May and June this week", date.max)
def test_any_text_is_read_and_spans_lie_in_it(text: str, today: date) -> None:
    previous = 0
    for span in dates(text + string.whitespace, today):
        assert previous <= span.start < span.end <= len(text)
        assert span.first or span.last
        assert not (span.first and span.last) or span.first <= span.last
        previous = span.end

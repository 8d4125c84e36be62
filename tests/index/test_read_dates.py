from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read.dates import parse_date

DAY = date(2023, 10, 7)
NOON = datetime(2023, 10, 7, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2023, 10, 7, 12),
        "2023-10-07",
        " 2023-10-07 ",
        "2023-10-07T12:00:00",
        "2023-10-07 12:00",
        "20231007",
        20231007,
        "2023/10/07",
        "2023.10.7",
        "October 7, 2023",
        "Oct. 7, 2023",
        "7 October 2023",
        "7th October 2023",
        "Saturday, October 7, 2023 12:00 PM",
        "12:00 7 Oct 2023 IST",
    ],
)
def test_a_day_is_a_date(value):
    assert type(parse_date(value)) is date
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        NOON,
        "2023-10-07T12:00:00Z",
        "2023-10-07T12:00:00.000+0000",
        "2023-10-07T12:00:00 +00:00",
        "2023-10-07T14:00:00+02:00",
        "Sat, 07 Oct 2023 12:00:00 +0000",
        "Sat, 07 Oct 2023 12:00:00 GMT",
        "Sat Oct 07 2023 12:00:00 GMT+0000 (Coordinated Universal Time)",
        "Sat Oct 07 2023 07:00:00 GMT-0500 (EST)",
        "Sat, 07 Oct 2023 14:00:00 GMT+2",
        "Sat, 07 Oct 2023 14:00:00 UTC+0200",
        "Sat, 07 Oct 2023 14:00:00 GMT+02:00",
        "2023-10-07T10:00:00 UTC -2",
        "Sat, 07 Oct 2023 17:30:00 IST+0530",
        "Sat, 07 Oct 2023 07:00:00 EST-0500",
        "Oct. 7, 2023, 8:00 a.m. EDT",
        "October 7, 2023 | 8:00 am EDT",
        "October 7, 2023, 8 am EDT",
        1696680000,
        1696680000.0,
        1696680000000,
        "1696680000",
        "1696680000000",
    ],
)
def test_a_time_with_a_zone_is_a_moment(value):
    assert parse_date(value) == NOON


def test_a_moment_keeps_the_zone_in_which_it_was_published():
    assert parse_date("2023-10-07T23:30:00-05:00").isoformat() == "2023-10-07T23:30:00-05:00"


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "n/a", "yesterday", "2 hours ago", "TBD", [], {}, True, b"2023-10-07"),
        *("2023", 2023, "October", "October 2023", "2023-10", "7 October", "Thursday", "12:00"),
        *("03/04/2023", "3.4.2023", "03-04-2023", "10/07/23", "Sat, 07 Oct 23 12:00 GMT"),
        *("1899-12-31", "0001-01-01", "2023-02-30", "2023-13-01", "9999-12-31T23:59:59-23:59"),
        *(0, -1, 5e8j, 1e300, float("nan"), float("inf"), 10**400, "9" * 400, "1" * 5000),
        "2023-10-07T12:00:00+99:99",
        "In 2023, on October 7, the council said at length what it would do about the old bridge.",
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_partial_ambiguous_or_nonsense_is_no_date(value):
    assert parse_date(value) is None


@pytest.mark.parametrize("value", ["25/10/2023", "10/25/2023", "25.10.2023"])
def test_figures_that_can_be_read_in_one_way_are_a_date(value):
    assert parse_date(value) == date(2023, 10, 25)


@pytest.mark.parametrize(
    "value",
    [
        *("Samstag, 7. Oktober 2023", "7. Okt. 2023, 14:00 Uhr", "SA, 7 OKT 2023"),
        *("samedi 7 octobre 2023", "sam. 7 oct. 2023", "sábado, 7 de octubre de 2023"),
        *("sabato 7 ottobre 2023", "7 ott 2023", "sábado, 7 de outubro de 2023", "7 out 2023"),
        *("zaterdag 7 oktober 2023", "lørdag den 7. oktober 2023 kl. 14:00", "lördag 7 okt 2023"),
        *("sobota, 7 października 2023", "7 paz\u0301 2023", "Oktober 7, 2023"),
    ],
)
def test_months_and_days_of_the_week_are_read_in_ten_languages(value):
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1er mars 2023", date(2023, 3, 1)),
        ("2 mrt. 2023", date(2023, 3, 2)),
        ("mar. 7 févr. 2023", date(2023, 2, 7)),
        ("mar, 07 mar 2023", date(2023, 3, 7)),
        ("Mar 7, 2023", date(2023, 3, 7)),
        ("Di, 07 Feb 2023", date(2023, 2, 7)),
        ("28 août 2023", date(2023, 8, 28)),
        ("2 maja 2023", date(2023, 5, 2)),
    ],
)
def test_a_word_that_is_a_day_or_a_month_is_read_by_what_is_beside_it(value, day):
    assert parse_date(value) == day


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Do, 02 Mär 2023 10:00:00 +0100", "2023-03-02T10:00:00+01:00"),
        ("2023-március-4T11:40+01:00", "2023-03-04T11:40:00+01:00"),
    ],
)
def test_a_moment_in_another_language_keeps_its_zone(value, moment):
    assert parse_date(value).isoformat() == moment


@pytest.mark.parametrize(
    "value",
    [
        "2 listopada 2023",  # November in Polish, October in Croatian
        *("mars 2023", "7 octobre", "Out 7 Oct 2023", "7 bogus 2023", "7 martie octobre 2023"),
        *("2023-W10-1", "2023-060", "2023년 3월 4일"),
    ],
)
def test_what_a_word_leaves_open_is_no_date(value):
    assert parse_date(value) is None


@pytest.mark.parametrize("days", [3, 40, 4000])
def test_the_future_is_no_date(days):
    then = datetime.now(UTC) + timedelta(days=days)
    assert parse_date(then) is None
    assert parse_date(then.date()) is None
    assert parse_date(then.isoformat()) is None


def test_tomorrow_is_a_date_because_of_time_zones():
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    assert parse_date(tomorrow.isoformat()) == tomorrow


@given(st.text() | st.text("0123456789/:-. TZ+OctSeptAMPM,", max_size=30))
def test_no_text_raises(text):
    found = parse_date(text)
    assert found is None or found.year >= 1900


@given(st.datetimes(datetime(1900, 1, 2), datetime(2025, 1, 1)), st.integers(-14, 14))
def test_what_iso_writes_is_read_back(moment, hours):
    moment = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert parse_date(moment.isoformat()) == moment

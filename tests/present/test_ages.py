"""Ages by the tables of the NHS common user interface (CUI-13, CUI-14, CUI-15)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.dates import parse_date
from viewer.present.ages import age_words

BORN = date(2015, 3, 10)


def age(born, on):
    return age_words(parse_date(born), on)


@pytest.mark.parametrize(
    ("lived", "words"), [(0, "under 1d"), (1, "1d"), (27, "27d"), (28, "4w"), (29, "4w 1d"), (364, "52w")]
)
def test_days_and_weeks_of_the_first_year(lived, words):
    assert age(BORN.isoformat(), BORN + timedelta(days=lived)) == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2016-03-10", "12m"),
        ("2016-03-18", "12m 8d"),
        ("2017-03-09", "23m 27d"),
        ("2017-03-10", "2y"),
        ("2019-04-18", "4y 1m"),
        ("2033-03-09", "17y 11m"),
        ("2033-03-10", "18y"),
        ("2115-03-09", "99y"),
    ],
)
def test_months_and_years(on, words):
    assert age("2015-03-10", date.fromisoformat(on)) == words


def test_four_years_and_thirty_nine_days_is_four_years_and_one_month():
    assert age("2015-03-10", date(2019, 3, 10) + timedelta(days=39)) == "4y 1m"


def test_somebody_born_on_a_leap_day_ages_on_the_first_of_march():
    assert age("2000-02-29", date(2019, 2, 28)) == "18y"
    assert age("2000-02-29", date(2019, 3, 1)) == "19y"
    assert age("2000-01-31", date(2001, 3, 1)) == "13m 1d"


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ("1985", "about 40y"),
        ("2025", "under 1y"),
        ("2024", "about 1y"),
        ("2025-03", "under 1m"),
        ("2024-12", "about 3m"),
        ("2021-02", "about 4y 1m"),
        ("1985-06", "about 39y"),
        ("2030", "date of birth is in the future"),
        ("2025-04", "date of birth is in the future"),
        ("2025-03-02", "date of birth is in the future"),
    ],
)
def test_a_partial_date_of_birth_gives_about_and_no_more(born, words):
    assert age(born, date(2025, 3, 1)) == words


@pytest.mark.parametrize(
    ("lived", "words"),
    [
        (timedelta(minutes=119), "119min"),
        (timedelta(hours=2), "2hr"),
        (timedelta(hours=47, minutes=59), "47hr"),
        (timedelta(days=3), "3d"),
        (timedelta(seconds=-1), "date of birth is in the future"),
    ],
)
def test_minutes_and_hours_where_the_time_of_birth_is_known(lived, words):
    assert age("2025-03-01T10:00:00Z", datetime(2025, 3, 1, 10, tzinfo=UTC) + lived) == words


def test_a_time_of_birth_without_a_zone_gives_days():
    assert age("2025-03-01T10:00:00", datetime(2025, 3, 2, 10, tzinfo=UTC)) == "1d"
    assert age("2025-03-01T10:00:00Z", datetime(2025, 3, 2, 10)) == "1d"


def test_no_date_of_birth_gives_no_age():
    assert age_words(None, date(2025, 3, 1)) == ""


@given(st.dates(min_value=date(1, 1, 1)), st.dates())
def test_every_age_has_words_with_at_most_two_units(born, on):
    words = age_words(parse_date(born.isoformat()), on)

    assert words
    assert (on < born) == ("future" in words)
    assert len(words.split()) <= 2 or on < born


@given(st.dates(max_value=date(2990, 1, 1)), st.integers(0, 20000))
def test_an_adult_s_years_agree_with_the_calendar(born, days):
    on = date(2990, 1, 1) + timedelta(days=days)
    had = (on.month, on.day) >= (born.month, born.day)
    years = on.year - born.year - (not had)

    words = age_words(parse_date(born.isoformat()), on)

    assert words == f"{years}y" or years < 18

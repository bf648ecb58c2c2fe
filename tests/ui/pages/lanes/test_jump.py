"""A typed date: what can be read leads to its days, what cannot is refused and never guessed."""

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.pages.lanes.jump import days_of, span_of_days

TODAY = date(2026, 11, 15)


@pytest.mark.parametrize(
    ("typed", "first", "after"),
    [
        ("04-Mar-2019", "2019-03-04", "2019-03-05"),
        ("4/3/2019", "2019-03-04", "2019-03-05"),
        (" 2019-03-04 ", "2019-03-04", "2019-03-05"),
        ("2019", "2019-01-01", "2020-01-01"),
        ("mar 2019", "2019-03-01", "2019-04-01"),
        ("December-1999", "1999-12-01", "2000-01-01"),
        ("2019-12", "2019-12-01", "2020-01-01"),
        ("today", "2026-11-15", "2026-11-16"),
        ("Now", "2026-11-15", "2026-11-16"),
        ("yesterday", "2026-11-14", "2026-11-15"),
        ("3 weeks  ago", "2026-10-25", "2026-10-26"),
        ("a year ago", "2025-11-15", "2025-11-16"),
        ("9 months ago", "2026-02-15", "2026-02-16"),
    ],
)
def test_a_date_in_the_forms_that_people_type_is_read(typed, first, after):
    assert days_of(typed, TODAY) == (date.fromisoformat(first), date.fromisoformat(after))


@pytest.mark.parametrize(
    "typed", ["", "31/02/2019", "smarch 2019", "2019-13", "0000", "9999", "soon", "3 fortnights ago", "9000 years ago", "9999-12"]
)  # fmt: skip
def test_what_is_no_date_is_refused(typed):
    assert days_of(typed, TODAY) is None


def test_a_month_before_a_longer_one_ends_on_its_last_day():
    assert days_of("1 month ago", date(2026, 3, 31))[0] == date(2026, 2, 28)


@given(st.dates(date(1, 1, 2), date(9998, 12, 30)))
def test_every_day_that_is_written_as_the_app_writes_it_is_found(day):
    assert days_of(day.strftime("%d-%b-") + f"{day.year:04}", TODAY)[0] == day


def test_days_are_those_of_the_workstations_clock():
    first, after = span_of_days((date(2026, 3, 29), date(2026, 3, 30)), ZoneInfo("Europe/London"))
    assert after - first == 23 * 3600
    assert span_of_days((date(1970, 1, 1), date(1970, 1, 2)), UTC) == (0.0, 86_400.0)

"""Parts by date: together they are everything, and halving loses no day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from viewer.fetch.ranges import Part, first_parts

days = st.dates(min_value=date(1890, 1, 1), max_value=date(2110, 1, 1))


def holds(part, day):
    return bool(part.since or part.until) and (
        (part.since is None or day >= part.since) and (part.until is None or day < part.until)
    )


@given(days)
def test_every_day_is_in_exactly_one_of_the_first_parts(day):
    assert sum(holds(part, day) for part in first_parts()) == 1


@given(days, st.integers(1, 90000), st.integers(0, 89999))
def test_halves_hold_the_same_days(since, length, offset):
    whole = Part(since, since + timedelta(days=length))
    day = since + timedelta(days=offset % length)
    halves = whole.halves()

    assert sum(holds(half, day) for half in halves) == (1 if length > 1 else 0)
    assert all((half.until - half.since).days >= 1 for half in halves)


def test_what_is_open_or_undated_is_not_halved():
    assert [part.halves() for part in list(first_parts())[1:]] == [(), (), ()]


def test_a_part_asks_for_its_dates_and_is_named_by_them():
    day, year = date(2019, 3, 1), Part(date(2019, 1, 1), date(2020, 1, 1))

    assert year.parameters == (("date", "ge2019-01-01"), ("date", "lt2020-01-01"))
    assert year.words == "01-Jan-2019 to 31-Dec-2019"
    assert Part(day, day + timedelta(days=1)).words == "01-Mar-2019"
    assert [part.words for part in list(first_parts())[1:]] == [
        "without a date",
        "before 01-Jan-1900",
        "01-Jan-2100 and later",
    ]
    assert Part().parameters == (("date:missing", "true"),)

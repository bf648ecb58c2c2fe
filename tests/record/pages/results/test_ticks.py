from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.builders import LONDON
from viewer.record.pages.results.ticks import ticks_of


def at(*parts):
    return datetime(*parts, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (at(2019, 6, 1), at(2022, 6, 1), ["2020", "2021", "2022"]),
        (at(2026, 1, 15), at(2026, 4, 15), ["Feb-2026", "Mar-2026", "Apr-2026"]),
        (at(2026, 3, 1, 12), at(2026, 3, 4, 12), ["02-Mar-2026", "03-Mar-2026", "04-Mar-2026"]),
        (at(2026, 3, 1, 9, 30), at(2026, 3, 1, 12, 30), ["10:00", "11:00", "12:00"]),
        (at(1926, 6, 1), at(2026, 6, 1), ["1940", "1960", "1980", "2000", "2020"]),
    ],
)
def test_whole_units_on_the_clock(first, last, words):
    assert [tick.words for tick in ticks_of(first, last, LONDON)] == words


def test_one_new_month_in_a_span_is_too_little():
    ticks = ticks_of(at(2026, 10, 1), at(2026, 11, 3), LONDON)

    assert [tick.words for tick in ticks][:2] == ["02-Oct-2026", "07-Oct-2026"]


def test_hours_are_those_of_the_workstation():
    ticks = ticks_of(at(2026, 7, 18, 0, 30), at(2026, 7, 18, 3, 30), LONDON)

    assert [tick.words for tick in ticks] == ["02:00", "03:00", "04:00"]
    assert ticks[0].at == at(2026, 7, 18, 1)


def test_beyond_the_calendar_there_are_no_words():
    assert ticks_of(-1e12, 1e12, LONDON) == ()


@given(st.floats(-2e9, 4e9), st.floats(60, 4e9))
def test_ticks_are_within_the_span_in_order_and_few(first, span):
    ticks = ticks_of(first, first + span, LONDON)

    assert len(ticks) <= 8
    assert [tick.at for tick in ticks] == sorted({tick.at for tick in ticks})
    assert all(first <= tick.at <= first + span for tick in ticks)


@pytest.mark.parametrize("first", [at(9999, 12, 31, 21, 30), at(9999, 12, 31, 23, 30), at(9999, 12, 31)])
def test_at_the_last_hour_of_the_calendar_there_are_ticks_or_none_and_nothing_breaks(first):
    ticks = ticks_of(first, at(9999, 12, 31, 23, 59), UTC)

    assert all(first <= tick.at for tick in ticks)

"""The axis: round moments of the clock in order, never too many, at every zoom and in every zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.axis import context_words, ticks

LONDON = ZoneInfo("Europe/London")
ZONES = [
    UTC,
    LONDON,
    *(ZoneInfo(name) for name in ("Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo")),
]
DAY = 86_400.0


def at(text, zone=UTC):
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def shown(first, last, most, zone=UTC):
    return [tick.label for tick in ticks(at(first, zone), at(last, zone), most, zone)]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("1931-05-01", "2026-11-22", ["1940", "1960", "1980", "2000", "2020"]),
        ("2019-05-01", "2026-11-22", ["2020", "2022", "2024", "2026"]),
        ("2026-02-03", "2026-11-22", ["Apr", "Jul", "Oct"]),
        ("2026-11-02", "2026-11-30", ["02", "09", "16", "23", "30"]),
        ("2026-11-18T08:00", "2026-11-23", ["19", "20", "21", "22", "23"]),
        ("2026-11-22T01:00", "2026-11-22T05:40", ["01:00", "02:00", "03:00", "04:00", "05:00"]),
        ("2026-11-22T02:01", "2026-11-22T02:06", ["02:01", "02:02", "02:03", "02:04", "02:05", "02:06"]),
    ],
)
def test_each_zoom_has_its_round_moments(first, last, labels):
    assert shown(first, last, 6) == labels


def test_what_begins_is_said_where_it_begins():
    year = {tick.label: tick.begins for tick in ticks(at("2025-11-01"), at("2026-02-02"), 6, UTC)}
    night = {
        tick.label: tick.begins for tick in ticks(at("2026-11-21T22:00"), at("2026-11-22T02:00"), 6, UTC)
    }

    assert year == {"Nov": "", "Dec": "", "Jan": "2026", "Feb": ""}
    assert night["00:00"] == "22-Nov-2026"


def test_an_hour_that_comes_twice_has_two_ticks_that_say_which():
    labels = shown("2026-10-25T00:00", "2026-10-25T03:00", 8, LONDON)
    assert (
        labels
        == ["00:00", "00:30", "01:00 BST", "01:30 BST", "01:00 GMT", "01:30 GMT", "02:00", "02:30", "03:00"][
            : len(labels)
        ]
    )
    assert {"01:00 BST", "01:00 GMT"} <= set(labels)


def test_an_hour_that_is_left_out_has_none():
    labels = shown("2026-03-29T00:00", "2026-03-29T04:00", 4, LONDON)
    assert labels == ["00:00", "02:00", "03:00", "04:00"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-22T01:00", "2026-11-22T05:40", "22-Nov-2026"),
        ("2026-11-02", "2026-11-30", "Nov-2026"),
        ("2026-02-03", "2026-11-22", "2026"),
        ("2019-05-01", "2026-11-22", ""),
    ],
)
def test_what_the_whole_view_is_inside_is_said_in_the_corner(first, last, words):
    assert context_words(at(first), at(last), UTC) == words


@given(
    first=st.floats(-62_135_596_800, 253_402_300_799, allow_nan=False),
    length=st.floats(60, 1_900 * 365 * DAY),
    most=st.integers(2, 60),
    zone=st.sampled_from(ZONES),
)
def test_at_any_zoom_ticks_are_in_order_in_view_not_too_many_and_not_too_few(first, length, most, zone):
    last = first + length
    found = ticks(first, last, most, zone)
    moments = [tick.at for tick in found]

    assert moments == sorted(set(moments))
    assert all(first <= one <= last for one in moments)
    assert len(found) <= most + 3  # steps of the calendar are not all of one length
    assert all(tick.label for tick in found)


@pytest.mark.parametrize("most", [1, 2, 5, 12, 40, 400, 4000])
@pytest.mark.parametrize("years", [1, 12, 60])
@pytest.mark.parametrize("zone", [LONDON, UTC, ZoneInfo("Pacific/Auckland")])
def test_the_ends_of_the_calendar_are_no_ends_of_the_program(most, years, zone):
    for first, last in ((_BEGIN, _BEGIN + years * 365 * DAY), (_END - years * 365 * DAY, _END)):
        found = ticks(first - 5 * DAY, last + 5 * DAY, most, zone)
        moments = [tick.at for tick in found]
        assert moments == sorted(set(moments))


def test_minutes_and_days_end_where_the_calendar_ends():
    for length in (600, 40 * DAY, 800 * DAY):
        found = ticks(_END - length, _END + length, 40, UTC)
        assert found
        assert all(tick.at <= _END for tick in found)


_BEGIN, _END = -62_135_596_800.0, 253_402_300_799.0


def test_a_day_whose_midnight_is_left_out_has_one_tick_at_its_first_moment():
    zone = ZoneInfo("America/Sao_Paulo")
    found = ticks(at("2018-11-03T06:00", zone), at("2018-11-05T06:00", zone), 6, zone)
    moments = [tick.at for tick in found]
    assert moments == sorted(set(moments))
    assert [tick.label for tick in found] == ["12:00", "00:00", "12:00", "00:00"]


def test_two_times_of_the_clock_that_are_one_instant_have_one_tick():
    zone = ZoneInfo("Pacific/Apia")  # it left out 30-Dec-2011
    found = ticks(at("2011-12-25", zone), at("2012-01-04", zone), 12, zone)
    moments = [tick.at for tick in found]
    assert moments == sorted(set(moments))
    assert {"29", "31"} <= {tick.label for tick in found} or {"29", "30"} <= {tick.label for tick in found}

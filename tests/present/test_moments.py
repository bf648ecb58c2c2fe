"""Dates as sent: precision is never added, a date is never moved."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.moments import MONTHS, day_of, in_zone, moment_of, sent_words

LONDON = ZoneInfo("Europe/London")
ZONES = [UTC, LONDON, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/St_Johns")]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("2019", "2019"),
        ("2019-03", "Mar-2019"),
        ("2019-03-04", "04-Mar-2019"),
        ("9999-12-31", "31-Dec-9999"),
        ("0001", "0001"),
        ("2019-03-04T14:05:00Z", "04-Mar-2019 14:05 UTC"),
        ("2019-03-04T14:05:00+01:00", "04-Mar-2019 14:05 +01:00"),
        ("2019-03-04T14:05:07.250-05:30", "04-Mar-2019 14:05:07.250 -05:30"),
        ("2019-03-04T14:05:00.000z", "04-Mar-2019 14:05 UTC"),
        ("2019-03-04T14:05:00.020Z", "04-Mar-2019 14:05:00.020 UTC"),
        ("2019-03-04T14:05+0100", "04-Mar-2019 14:05 +0100"),
        ("2019-03-04T14:05:00", "04-Mar-2019 14:05, no zone stated"),
        ("2016-12-31T23:59:60Z", "31-Dec-2016 23:59:60 UTC"),
        ("2019-03-04T00:00:00Z", "04-Mar-2019 00:00 UTC"),
    ],
)
def test_a_date_reads_at_the_precision_that_was_sent(sent, words):
    assert sent_words(sent) == words


@pytest.mark.parametrize(
    "sent",
    ["", "last year", "2019-13", "2019-02-30", "04/03/2019", "2019-3-4", "٢٠١٩", "2019-03-04T25:00:00Z",
     "2019-03-04T14:05:00+99:00", "0000", "2019-03-04 14:05", "2019T14:05"],
)  # fmt: skip
def test_what_is_no_date_reads_as_it_was_sent(sent):
    assert moment_of(sent) is None
    assert sent_words(sent) == sent


@given(st.dates(), st.sampled_from(ZONES))
def test_a_day_is_the_same_day_in_every_zone(day, zone):
    moment = moment_of(day.isoformat())

    assert day_of(in_zone(moment, zone)) == f"{day.day:02}-{MONTHS[day.month - 1][:3]}-{day.year:04}"


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(ZONES),
)
def test_a_time_with_an_offset_is_the_same_instant_on_another_clock(at, minutes, zone):
    offset = timezone(timedelta(minutes=minutes))
    sent = at.replace(microsecond=0, tzinfo=offset)

    assert in_zone(moment_of(sent.isoformat()), zone).at == sent


@given(
    st.text(max_size=30)
    | st.from_regex(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?", fullmatch=True)
)
def test_any_text_has_words_and_none_of_it_is_lost_without_a_calendar_reading(sent):
    words = sent_words(sent)

    assert words if sent else words == ""
    assert words == sent or moment_of(sent) is not None


@pytest.mark.parametrize("sent", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_at_the_end_of_the_calendar_stays_as_sent(sent):
    moment = moment_of(sent)

    assert in_zone(moment, UTC) is moment

"""Clinical dates in the workstation's zone."""

import locale
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.dates import parse_date, period_date
from viewer.present.dates import NOT_RECORDED, date_words, long_date, period_words, short_day

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("2019", "2019"),
        ("2019-03", "Mar-2019"),
        ("2019-03-04", "04-Mar-2019"),
        ("2019-07-04T01:10:00Z", "04-Jul-2019 02:10"),
        ("2019-07-04T02:40:00+01:00", "04-Jul-2019 02:40"),
        ("2019-07-04T23:30:00Z", "05-Jul-2019 00:30"),
        ("2019-01-04T14:05:09Z", "04-Jan-2019 14:05:09"),
        ("2019-07-04T14:05:00", "04-Jul-2019 14:05, no zone stated"),
    ],
)
def test_a_date_reads_in_london_as_the_rules_say(sent, words):
    assert date_words(parse_date(sent), LONDON) == words


def test_the_repeated_hour_of_october_says_which_clock():
    early, late = parse_date("2019-10-27T01:10:00+01:00"), parse_date("2019-10-27T01:10:00+00:00")

    assert date_words(early, LONDON) == "27-Oct-2019 01:10 BST"
    assert date_words(late, LONDON) == "27-Oct-2019 01:10 GMT"
    assert date_words(parse_date("2019-10-27T02:10:00Z"), LONDON) == "27-Oct-2019 02:10"
    assert date_words(early, UTC) == "27-Oct-2019 00:10"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({"start": "2019-03-04", "end": "2019-03-07"}, "04-Mar-2019 to 07-Mar-2019"),
        ({"start": "2019-03-04"}, "from 04-Mar-2019"),
        ({"end": "2019-03"}, "until Mar-2019, start not recorded"),
        ({"start": "2019-03-04", "end": "2019-03-04"}, "04-Mar-2019"),
        (
            {"start": "2019-03-04T10:00:00", "end": "2019-03-04T11:00:00"},
            "04-Mar-2019 10:00 to 04-Mar-2019 11:00, no zone stated",
        ),
        (
            {"start": "2019-03-04T10:00:00Z", "end": "2019-03-04T11:00:00"},
            "04-Mar-2019 10:00 to 04-Mar-2019 11:00, no zone stated",
        ),
    ],
)
def test_a_period_reads_with_its_open_end(period, words):
    assert date_words(period_date(period), LONDON) == words


def test_a_missing_date_is_never_blank():
    assert date_words(None, UTC) == short_day(None, UTC) == long_date(None, UTC) == NOT_RECORDED
    assert period_words("", "") == NOT_RECORDED
    assert period_words("2019-03-04T10:00:00+01:00", "", LONDON) == "from 04-Mar-2019 09:00"


def test_the_short_day_has_no_time_and_the_long_form_has_whole_months():
    when = parse_date("2019-07-04T23:30:00Z")

    assert short_day(when, LONDON) == "05-Jul-2019"
    assert long_date(when, LONDON) == "05 July 2019 00:30"
    assert long_date(parse_date("1999-01-01"), LONDON) == "01 January 1999"
    assert long_date(parse_date("1999-01"), LONDON) == "January 1999"
    stay = period_date({"start": "2019-03-04T08:00:00Z", "end": "2019-03-04T20:00:00Z"})
    assert short_day(stay, LONDON) == "04-Mar-2019"


@given(st.dates())
def test_no_zone_moves_a_date_without_a_time(day):
    when = parse_date(day.isoformat())

    assert date_words(when, ZoneInfo("Pacific/Kiritimati")) == date_words(when, ZoneInfo("Pacific/Pago_Pago"))


def test_months_do_not_follow_the_locale():
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "")
        assert date_words(parse_date("2019-05-04"), UTC) == "04-May-2019"
        assert long_date(parse_date("2019-12-04"), UTC) == "04 December 2019"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_what_cannot_be_read_as_a_date_is_shown_as_sent():
    assert period_words("soon", "2019") == "soon to 2019"

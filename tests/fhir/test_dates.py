"""Dates: the precision sent, the interval meant, an order that never overflows, and no invention."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.errors import ResourceError
from viewer.fhir.dates import parse_date, period_date, timing_date, when_of

DAY = 86400


def utc(*parts):
    return datetime(*parts, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("sent", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-02-29", "2020-02-29", "2020-02-29"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
    ],
)
def test_a_partial_date_means_every_day_it_may_be_and_no_time(sent, first, last):
    read = parse_date(sent, "onset")

    assert (read.text, read.first, read.last) == (sent, first, last)
    assert (read.kind, read.zone, read.timed, read.open_end) == ("onset", "", False, False)
    assert read.earliest < read.latest
    assert read.latest - read.earliest <= 366 * DAY


@pytest.mark.parametrize(
    ("sent", "instant", "zone"),
    [
        ("2019-03-04T14:05:00Z", utc(2019, 3, 4, 14, 5), "Z"),
        ("2019-03-04T14:05:00z", utc(2019, 3, 4, 14, 5), "Z"),
        ("2019-03-04t14:05:00Z", utc(2019, 3, 4, 14, 5), "Z"),
        ("2019-03-04T14:05:00+01:00", utc(2019, 3, 4, 13, 5), "+01:00"),
        ("2019-03-04T14:05:00+0100", utc(2019, 3, 4, 13, 5), "+01:00"),
        ("2019-03-04T14:05:00-05:30", utc(2019, 3, 4, 19, 35), "-05:30"),
        ("2019-03-04T14:05:00+14:00", utc(2019, 3, 4, 0, 5), "+14:00"),
        ("2019-03-04T14:05:00", utc(2019, 3, 4, 14, 5), ""),
        ("2019-03-04T14:05", utc(2019, 3, 4, 14, 5), ""),
        ("2016-12-31T23:59:60Z", utc(2017, 1, 1), "Z"),
        ("2019-03-04T24:00:00Z", utc(2019, 3, 5), "Z"),
        (" 2019-03-04T14:05:00Z\n", utc(2019, 3, 4, 14, 5), "Z"),
    ],
)
def test_a_time_is_one_instant_and_its_day_is_the_day_as_sent(sent, instant, zone):
    read = parse_date(sent)

    assert read.earliest == read.latest == instant
    assert (read.zone, read.timed, read.first, read.last) == (
        zone,
        True,
        sent.strip()[:10],
        sent.strip()[:10],
    )
    assert read.text == sent.strip()


def test_fractions_keep_their_text_and_their_order():
    texts = ["2019-03-04T14:05:00Z", "2019-03-04T14:05:00.001Z", "2019-03-04T14:05:00.123456789Z"]

    read = [parse_date(text) for text in texts]

    assert [date.text for date in read] == texts
    assert sorted(read, key=lambda date: date.earliest) == read
    assert read[2].earliest == pytest.approx(read[0].earliest + 0.123456789, abs=1e-6)


@pytest.mark.parametrize(
    "sent", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:60-14:00", "9999-12-31T23:59:59Z", "9999"]
)
def test_the_ends_of_the_calendar_do_not_overflow(sent):
    read = parse_date(sent)

    assert read.earliest <= read.latest
    assert -63e9 < read.earliest < 254e9


def test_two_instants_of_different_offsets_stand_in_their_real_order():
    assert parse_date("2024-07-01T02:40:00+01:00").earliest > parse_date("2024-07-01T01:10:00Z").earliest


@given(st.datetimes(timezones=st.integers(-840, 840).map(lambda m: timezone(timedelta(minutes=m)))))
def test_every_instant_a_calendar_class_knows_reads_as_that_instant(moment):
    read = parse_date(moment.isoformat())

    assert read.earliest == pytest.approx(
        (moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds(), abs=1e-4
    )


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "2020-02-31",
        "2019-02-29",
        "2019-13",
        "2019-00",
        "2019-01-00",
        "0000",
        "19",
        "2019-1-1",
        "2019-01-01 10:00:00",
        "2019-01-01T",
        "2019-01-01T10",
        "2019-01-01T25:00:00Z",
        "2019-01-01T24:00:01Z",
        "2019-01-01T24:00:00.5Z",
        "2019-01-01T10:60:00Z",
        "2019-01-01T10:00:61Z",
        "2019-01-01T10:00:00+14:01",
        "2019-01-01T10:00:00+99:00",
        "2019T10:00:00Z",
        "2019-01T10:00:00Z",
        "01/02/2019",
        "yesterday",
        "２０１９",  # other digits are no digits of FHIR
        "2019-01-01T10:00:00ZZ",
        "-2019",
    ],
)
def test_what_is_no_date_is_refused_without_repeating_it(sent):
    with pytest.raises(ResourceError) as refused:
        parse_date(sent)

    assert not sent or sent not in str(refused.value)


@given(st.text(max_size=30))
def test_no_text_gets_anything_but_a_date_or_a_refusal(sent):
    try:
        read = parse_date(sent)
    except ResourceError:
        return
    assert read.earliest <= read.latest


def test_a_period_keeps_both_ends_and_spans_them():
    read = period_date({"start": "2019-03", "end": "2019-05-02T10:00:00Z"}, "effective")

    assert read.text == "2019-03/2019-05-02T10:00:00Z"
    assert (read.first, read.last, read.kind) == ("2019-03-01", "2019-05-02", "effective")
    assert (read.earliest, read.latest) == (utc(2019, 3, 1), utc(2019, 5, 2, 10))
    assert (read.timed, read.open_end, read.open_start) == (True, False, False)


def test_a_period_that_ends_before_it_starts_spans_what_it_names_and_reads_as_sent():
    read = period_date({"start": "2020-05-01", "end": "2019-05-01"})

    assert (read.text, read.first, read.last) == ("2020-05-01/2019-05-01", "2019-05-01", "2020-05-01")
    assert read.earliest < read.latest


def test_a_period_without_an_end_is_open_and_ends_at_no_invented_day():
    read = period_date({"start": "2019-03-04"})

    assert (read.text, read.open_end, read.open_start) == ("2019-03-04/..", True, False)
    assert read.last == "2019-03-04"


def test_a_period_without_a_start_is_placed_by_its_end():
    read = period_date({"end": "2019"})

    assert (read.text, read.open_end, read.open_start) == ("../2019", False, True)
    assert read.latest > utc(2019, 12, 31)


@pytest.mark.parametrize(
    "sent", [{}, None, "2019", {"start": 2019}, {"start": "2019-02-30", "end": "2019"}, {"start": "x"}]
)
def test_a_period_that_cannot_be_read_whole_is_refused(sent):
    with pytest.raises(ResourceError):
        period_date(sent)


def test_a_timing_is_its_events_from_first_to_last():
    read = timing_date({"event": ["2019-05-01", None, "2019-03-01", 7]})

    assert (read.text, read.first, read.last) == ("2019-03-01/2019-05-01", "2019-03-01", "2019-05-01")
    assert timing_date({"event": ["2019-05-01"]}).text == "2019-05-01"


def test_a_timing_without_events_is_its_bounds_and_how_often_is_no_date():
    assert timing_date({"repeat": {"boundsPeriod": {"start": "2019"}}}).text == "2019/.."
    for value in ({"repeat": {"frequency": 3}}, {}, {"code": {"text": "BD"}}, None):
        with pytest.raises(ResourceError):
            timing_date(value)


def test_the_first_readable_element_in_order_of_preference_is_taken_and_named():
    content = {
        "effectiveDateTime": "2019-02-30",
        "issued": "2019-03-04T10:00:00Z",
        "onsetAge": {"value": 50},
        "recordedDate": "2018",
    }

    assert when_of(content, "effective", "issued").kind == "issued"
    assert when_of(content, "onset", "recordedDate").text == "2018"
    assert when_of(content, "effective", "onset") is None
    assert when_of({}, "effective") is None


def test_every_form_of_a_date_is_read_where_it_stands():
    assert when_of({"effectivePeriod": {"end": "2019"}}, "effective").open_start
    assert when_of({"occurrenceTiming": {"event": ["2019"]}}, "occurrence").text == "2019"
    assert when_of({"period": {"start": "2019"}}, "period").kind == "period"
    assert when_of({"onsetString": "as a child", "onsetDateTime": "2019"}, "onset").text == "2019"
    assert when_of({"date": ["2019"]}, "date") is None

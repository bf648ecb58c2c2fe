"""New against a date: by when a source says that it recorded or wrote, never by when it happened."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.load.answers import LONDON
from tests.record.builders import NOW
from tests.record.loaded import about, concept, loaded
from viewer.fhir.dates import parse_date
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.in_pieces import in_one_go
from viewer.record.pages.news.by_date import _Since, by_date, copies_in_pieces
from viewer.source.state import SourceState
from viewer.timeline.moment import span_of

AT = datetime(2026, 11, 20, tzinfo=LONDON).timestamp()
BEFORE, AFTER = "2026-11-19T10:00:00Z", "2026-11-21T10:00:00Z"


def condition(**more):
    return about("Condition", code=concept(), onsetDateTime="2026-11-21", **more)


def groups(*resources, at=AT, most=100):
    record, copies = loaded(*resources)
    asked = PageAsked(record=record, zone=LONDON, now=NOW, copies=copies.load.copies, raw=copies.load.raw)
    return list(by_date(asked, at, most))


def test_what_was_gathered_while_nobody_asked_tells_the_same():
    record, copies = loaded(condition(recordedDate=AFTER), condition(meta={"lastUpdated": AFTER}))
    asked = PageAsked(record=record, zone=LONDON, now=NOW, copies=copies.load.copies, raw=copies.load.raw)
    pairs = in_one_go(copies_in_pieces(asked))
    assert [entry.id for entry, _ in pairs] == [entry.id for entry in record.entries]
    assert in_one_go(copies_in_pieces(asked)) is pairs
    assert list(by_date(asked, AT, 9)) == list(by_date(replace(asked, kept={}), AT, 9))


def the_row(*resources):
    (group,) = groups(*resources)
    return next(iter(group.rows), None)


@pytest.mark.parametrize(
    ("given", "change", "note"),
    [
        ({"recordedDate": AFTER}, "New", "recorded 21-Nov-2026 10:00"),
        ({"recordedDate": "2026-11-20"}, "New", "recorded 20-Nov-2026"),
        ({"recordedDate": "2026-11"}, "New", "recorded Nov-2026"),
        (
            {"recordedDate": BEFORE, "meta": {"lastUpdated": AFTER}},
            "Changed",
            "written last 21-Nov-2026 10:00",
        ),
        ({"meta": {"lastUpdated": AFTER}}, "New or changed", "written last 21-Nov-2026 10:00"),
        (
            {
                "recordedDate": BEFORE,
                "meta": {"lastUpdated": AFTER},
                "verificationStatus": {"coding": [{"system": "s", "code": "entered-in-error"}]},
            },
            "Entered in error",
            "written last 21-Nov-2026 10:00",
        ),
    ],
)
def test_what_was_recorded_or_written_since_is_told_with_the_date_that_says_so(given, change, note):
    row = the_row(condition(**given))

    assert (row.change, row.note) == (change, note)
    assert row.entry


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"recordedDate": BEFORE},
        {"recordedDate": BEFORE, "meta": {"lastUpdated": BEFORE}},
        {"recordedDate": "no date", "meta": {"lastUpdated": "none either"}},
    ],
)
def test_what_only_happened_since_is_not_new(given):
    assert the_row(condition(**given)) is None


@pytest.mark.parametrize(("status", "change"), [("corrected", "Corrected"), ("amended", "Amended")])
def test_a_result_that_was_corrected_or_amended_since_is_called_that(status, change):
    given = {"issued": BEFORE, "meta": {"lastUpdated": AFTER}, "status": status}

    assert the_row(about("Observation", code=concept(), **given)).change == change


def test_what_cannot_be_told_is_said():
    (group,) = groups(condition(id="1"), condition(id="2"), condition(id="3", recordedDate=BEFORE))

    assert group.said == "nothing says that it is new"
    assert group.limits == (
        "2 records say neither when it was recorded nor when it was written last: new or not cannot be told.",
        "It does not say of every record when it was written last: changes cannot be told.",
    )
    (one,) = groups(condition(recordedDate=AFTER, meta={"lastUpdated": AFTER}))
    assert one.limits == ()
    assert one.said == "1 new or changed"


def test_a_source_that_was_not_read_whole_may_hold_more():
    record, copies = loaded(condition(recordedDate=AFTER, meta={"lastUpdated": AFTER}))
    record = replace(record, sources=tuple(replace(row, state=SourceState.PARTIAL) for row in record.sources))
    asked = PageAsked(record=record, zone=LONDON, now=NOW, copies=copies.load.copies, raw=copies.load.raw)

    assert [one.limits for one in by_date(asked, AT, 100)] == [
        ("It was not read whole: what it did not send may be new.",)
    ]


def test_rows_beyond_the_most_are_counted_and_the_newest_stand_first():
    several = [condition(id=str(day), recordedDate=f"2026-11-{day}") for day in (20, 22, 21)]
    (group,) = groups(*several, most=2)

    assert [row.note for row in group.rows] == ["recorded 22-Nov-2026", "recorded 21-Nov-2026"]
    assert (group.more, group.said) == (1, "3 new or changed")


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)),
    st.sampled_from(["", "Z", "+14:00", "-12:00", "+01:00"]),
    st.sampled_from([10, 7, 4, 16, 19]),
    st.integers(-200_000, 200_000),
)
def test_a_date_that_is_not_read_whole_says_the_same_as_one_that_is(when, offset, length, apart):
    sent = when.isoformat(timespec="seconds")[:length] + (offset if length > 10 else "")
    at = when.replace(tzinfo=LONDON).timestamp() + apart

    assert _Since(at, LONDON).says(sent) == (span_of(parse_date(sent), LONDON)[1] >= at)


def test_at_the_ends_of_the_calendar_nothing_breaks():
    for year in (1, 9999):
        at = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 12, tzinfo=UTC).timestamp()
        assert _Since(at, LONDON).says("2026-11-21") is (year == 1)

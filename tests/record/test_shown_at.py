"""What was on the screen at a moment is told for each record by itself; an end that nobody noted is said."""

from datetime import UTC, datetime

from viewer.record.shown_at import told_at
from viewer.source.audit_line import AuditLine
from viewer.source.shown import Shown


def at(minute, second=0):
    return datetime(2026, 11, 22, 2, minute, second, tzinfo=UTC)


def line(number, minute, opening="a", **shown):
    said = Shown(at=at(minute).isoformat(), **{"page": "glance", **shown})
    return AuditLine(
        number=number, time="", action="shown", request=opening, patient=f"hash {opening}", shown=said
    )


def test_before_within_and_after_a_record():
    lines = [line(1, 10), line(2, 20, page="results"), line(3, 30, page="", ended=True)]

    assert told_at(lines, at(9)).records == ()
    (told,) = told_at(lines, at(10)).records
    assert (told.shown.page, told.since, told.until) == ("glance", at(10).isoformat(), at(20).isoformat())
    assert (told.opening, told.patient, told.line) == ("a", "hash a", 1)
    (told,) = told_at(lines, at(29, 59)).records
    assert (told.shown.page, told.until) == ("results", at(30).isoformat())
    assert told_at(lines, at(30)).records == ()


def test_while_it_was_changing_both_sides_are_told():
    lines = [line(1, 10), line(2, 20, page="results", before=at(19).isoformat(), passed=2)]

    (told,) = told_at(lines, at(19, 30)).records
    assert (told.shown.page, told.into.page) == ("glance", "results")
    assert (told.since, told.until) == (at(19).isoformat(), at(20).isoformat())
    (before,) = told_at(lines, at(18)).records
    assert (before.until, before.into) == (at(19).isoformat(), None)


def test_the_first_moment_of_all_may_have_been_changing_too():
    (told,) = told_at([line(1, 20, before=at(19).isoformat(), passed=1)], at(19, 1)).records

    assert (told.shown, told.into.page, told.line) == (None, "glance", 1)


def test_of_records_whose_end_nobody_noted_the_newest_is_told_and_the_others_are_counted():
    lines = [line(1, 10), line(2, 20, "b")]

    found = told_at(lines, at(40))
    assert [(one.opening, one.until) for one in found.records] == [("b", "")]
    assert found.lost == 1
    assert told_at(lines, at(15)).lost == 0


def test_other_lines_and_such_without_a_readable_time_are_passed_over():
    lines = [
        AuditLine(number=1, time="", action="open"),
        AuditLine(number=2, time="", action="shown", shown=Shown(at="yesterday")),
        AuditLine(number=3, time="", action="shown", shown=Shown(at="2026-11-22T02:10:00")),
    ]

    assert told_at(lines, at(40)).records == ()

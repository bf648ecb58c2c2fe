"""Words of entries are worked out once for a record, newest first."""

from dataclasses import replace

from tests.merge.builders import entry
from tests.record.builders import record
from tests.record.pages.compare.test_page import asked
from viewer.entries.entry import Flag
from viewer.record.pages.compare.rows import lines_of, said


def test_lines_stand_newest_first_with_marks_and_dates_and_are_kept():
    old = entry("gp", "Observation/1", when="2001-01-01", title="Old")
    new = entry("gp", "Observation/2", when="2020-01-01", title="New", flags=[Flag.UNCONFIRMED])
    bare = entry("gp", "Observation/3", when=None, title="Bare")
    some = asked(record(bare, old, new))
    lines = lines_of(some)
    assert [(line.what, line.when) for line in lines] == [
        ("Unconfirmed: New", "01-Jan-2020"), ("Old", "01-Jan-2001"), ("Bare", "Date not recorded"),
    ]  # fmt: skip
    assert lines_of(some) is lines


def test_an_entry_that_is_another_one_has_its_own_words_in_the_next_record():
    old, left = entry("gp", "Observation/1", title="Old"), entry("gp", "Observation/2", title="Left")
    first = asked(record(old, left))
    before = {line.what: line for line in lines_of(first)}
    changed = replace(left, title="Changed")
    after = {line.what: line for line in lines_of(replace(first, record=record(old, changed), kept={}))}
    assert set(after) == {"Old", "Changed"}
    assert after["Old"] is before["Old"]
    lines_of(replace(first, record=record(old), kept={}))
    assert [set(held) for held in first.lasting.values()] == [{old.id}]


def test_a_copy_says_value_and_status_or_that_there_is_no_more():
    assert said(entry("gp", detail="5 mg", status="active")) == "5 mg, active"
    assert said(entry("gp")) == "Sent, with no further detail"


def test_lists_of_a_source_are_no_events_and_stand_last():
    listed = entry("gp", "List/1", code="887191000000108", when="2025-01-01", title="List: Problems")
    event = entry("gp", "Observation/1", when="2001-01-01", title="Pulse")
    assert [line.what for line in lines_of(asked(record(listed, event)))] == ["Pulse", "List: Problems"]

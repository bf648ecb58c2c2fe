"""When an entry was known is what all of its copies say; one that says nothing leaves it open."""

from dataclasses import replace
from math import inf

from tests.merge.builders import entry
from tests.record.builders import record
from tests.record.pages.compare.test_page import asked
from viewer.record.pages.compare.by_date import dated_of


def dated(*copies):
    one = entry("gp")
    return dated_of(one, asked(record(one), {one.id: tuple(replace(one, **copy) for copy in copies)}))


def test_the_first_copy_that_was_recorded_makes_it_known_and_the_last_write_may_have_changed_it():
    found = dated(
        {"recorded": "1970-01-02T00:00:00Z", "written": "1970-01-03T00:00:00Z"},
        {"recorded": "1970-01-01T00:00:10Z", "written": "1970-01-04T00:00:00Z"},
    )
    assert (found.known, found.written) == (10.0, 3 * 86_400.0)


def test_a_copy_that_says_nothing_leaves_it_open():
    found = dated({"recorded": "1970-01-02T00:00:00Z", "written": "1970-01-03T00:00:00Z"}, {})
    assert (found.known, found.written) == (-inf, inf)


def test_without_copies_it_is_told_by_what_is_shown():
    assert dated().known == -inf

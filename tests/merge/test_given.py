from dataclasses import replace

from tests.merge.builders import entry
from viewer.merge.given import Given, Row
from viewer.merge.sameness import keys_of


def given(source: str = "gp") -> Given:
    one = entry(source)
    return Given(one, keys_of(one))


def test_an_entry_has_no_mates_before_it_has_a_row_and_then_all_of_its_row():
    ours, theirs = given(), given("trust")
    assert ours.mates == ()

    ours.row = Row("1", (ours, theirs), ours.entry)

    assert ours.mates == (ours, theirs)


def test_a_row_is_changed_where_it_stands_and_is_not_what_was_taken_last():
    row = Row("1", (given(),), entry())
    assert not row.is_changed

    row.merged = entry()
    assert row.is_changed

    row.taken = entry()
    assert not row.is_changed

    row.merged = replace(entry(), title="Another")
    assert row.is_changed


def test_two_that_say_the_same_are_two_all_the_same():
    assert given() != given()

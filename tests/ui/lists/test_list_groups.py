"""Headings as they are: none, by date, or those that wait for the engine."""

from tests.ui.sample_messages import row
from viewer.ui.lists.list_groups import ListGroups
from viewer.ui.lists.standing import Standing
from viewer.ui.lists.timeline_model import key_of

ROWS = [row(1, day="15-Nov-2026"), row(2, day="02-Nov-2026")]
STANDING = Standing([key_of(one) for one in ROWS], ROWS)


def test_without_a_group_headings_are_the_usual_ones():
    assert ListGroups().heading(0, STANDING) is None
    assert ListGroups().key(key_of) is key_of
    assert ListGroups().said(ROWS[0]) is ROWS[0]


def test_what_waits_for_the_engine_stands_by_date_and_says_so_once():
    waiting = ListGroups("encounter", beside="By date until it is known")
    assert [waiting.heading(at, STANDING) for at in (0, 1)] == ["By date until it is known", None]
    assert ListGroups("encounter").heading(0, STANDING) is None


def test_months_are_counted():
    assert ListGroups("month").heading(0, STANDING) == "Nov-2026: 2 entries"

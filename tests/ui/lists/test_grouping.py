"""Groups of the list: every row stands under one heading, and the counts of all headings are the rows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.sample_messages import row
from viewer.ui.lists.grouping import GROUPS, group_heading, group_of
from viewer.ui.lists.list_groups import ListGroups
from viewer.ui.lists.timeline_model import HEADING_ROLE, TimelineModel

DAYS = ("03-Dec-2026", "15-Nov-2026", "02-Nov-2026", "Nov-2026", "2019", "Date not recorded")


@pytest.mark.parametrize(
    ("by", "day", "group"),
    [
        ("day", "15-Nov-2026", "15-Nov-2026"),
        ("month", "15-Nov-2026", "Nov-2026"),
        ("month", "Nov-2026", "Nov-2026"),
        ("month", "2019", "2019"),
        ("month", "Date not recorded", "Date not recorded"),
    ],
)
def test_a_row_stands_under_its_day_or_its_month_or_what_its_date_says(by, day, group):
    assert group_of(by, row(1, day=day)) == group


def test_what_is_to_come_and_what_is_no_event_stand_apart():
    assert group_of("month", row(1, day="15-Nov-2026", to_come=True)) == "Nov-2026, still to come"
    assert group_of("day", row(1, day="15-Nov-2026", apart="Lists")) == "Lists"


@given(st.sampled_from(["day", "month"]), st.lists(st.sampled_from(DAYS), max_size=30))
def test_the_counts_of_all_groups_are_all_rows(by, days):
    rows = [row(1, day=day) for day in sorted(days, key=DAYS.index)]
    said = [group_heading(by, at, rows.__getitem__, len(rows)) for at in range(len(rows))]
    counts = [int(re.search(r": (\d+) entr", words)[1]) for words in said if words]
    assert sum(counts) == len(rows)
    assert len({words.partition(":")[0] for words in said if words}) == len(counts)


def test_the_list_is_grouped_and_back_and_rows_stay_in_their_order(qtbot):
    model = TimelineModel()
    rows = [row(9 - at, day=day) for at, day in enumerate(DAYS[1:4])]
    model.set_rows(rows)
    before = [model.row_at(at).id for at in range(3)]

    def headings():
        return [model.index(at, 0).data(HEADING_ROLE) for at in range(3)]

    usual = headings()
    model.group_by(ListGroups("month"))
    assert headings() == ["Nov-2026: 3 entries", "", ""]
    model.group_by(ListGroups("day"))
    assert headings() == ["15-Nov-2026: 1 entry", "02-Nov-2026: 1 entry", "Nov-2026: 1 entry"]
    model.group_by(ListGroups(GROUPS[0][0]))
    assert headings() == usual
    assert [model.row_at(at).id for at in range(3)] == before

"""Lanes: at every zoom each entry is a mark, in a bar, or counted as out of view; nothing overlaps."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.lanes import Lane, Metrics, View, lay_out

DAY = 86_400.0
USUAL = Metrics()


def lane(*spans, label=60):
    ordered = sorted(spans)
    first = np.array([span[0] for span in ordered], dtype=float)
    last = np.array([span[1] for span in ordered], dtype=float)
    return Lane(first=first, last=last, label_width=lambda _item: label)


def view(first, last, width=1000):
    return View(first=first, last=last, width=width)


def test_a_few_have_their_labels_and_more_of_them_are_bare_and_many_are_counted():
    some = [(day * DAY, day * DAY) for day in range(1000)]
    whole = view(0, 1001 * DAY)

    few, more, many = (lay_out(lane(*some[::step]), whole) for step in (100, 10, 1))
    assert all(mark.labelled for mark in few.marks[:-1])
    assert (len(few.marks), len(few.bars)) == (10, 0)
    assert not any(mark.labelled for mark in more.marks[:-3])
    assert (len(more.marks), len(more.bars)) == (100, 0)
    assert len(many.marks) < 5
    assert many.shown == 1000


def test_one_with_room_has_its_label_beside_a_crowd():
    laid = lay_out(lane((10, 10), *[(90, 90)] * 9), view(0, 100))
    (mark,), (bar,) = laid.marks, laid.bars
    assert mark.labelled
    assert len(bar.items) == 9
    assert bar.x == pytest.approx(900, abs=20)


def test_what_is_earlier_or_later_is_counted_and_what_reaches_into_view_is_drawn():
    laid = lay_out(lane((0, 0), (5, 5), (0, 15), (15, 95), (50, 50), (99, 99), (0, 200)), view(10, 90))

    assert (laid.before, laid.after, laid.shown) == (2, 1, 4)
    assert [mark.x for mark in laid.marks] == [0.0, 0.0, 62.5, 500.0]
    assert len({mark.row for mark in laid.marks[:2]}) == 2


def test_an_empty_lane_draws_nothing():
    laid = lay_out(lane(), view(0, 1))
    assert (laid.marks, laid.bars, laid.shown, laid.before, laid.after) == ((), (), 0, 0, 0)


def test_as_many_as_there_are_rows_stand_below_each_other_and_one_more_is_a_bar():
    for many, marks in ((1, 1), (3, 3), (4, 0), (7, 0)):
        laid = lay_out(lane(*[(5, 5)] * many), view(0, 10))
        assert (len(laid.marks), laid.shown) == (marks, many)


spans = st.lists(
    st.tuples(st.floats(-1e10, 1e10), st.sampled_from([0.0, 60.0, DAY, 365 * DAY, float("inf")])), max_size=60
)


@given(
    spans=spans,
    begins=st.floats(-1e10, 1e10),
    length=st.floats(60, 1e10),
    width=st.integers(200, 2000),
    label=st.integers(10, 200),
)
def test_everything_is_somewhere_once_and_nothing_stands_on_another(spans, begins, length, width, label):
    entries = lane(*[(first, first + more) for first, more in spans], label=label)
    laid = lay_out(entries, view(begins, begins + length, width))

    assert laid.shown + laid.before + laid.after == len(entries)
    items = [mark.item for mark in laid.marks] + [item for bar in laid.bars for item in bar.items.tolist()]
    assert len(items) == len(set(items))
    for row in range(USUAL.rows):
        taken = [(mark.x, _end(mark, label)) for mark in laid.marks if mark.row == row]
        taken += [(bar.x, bar.end) for bar in laid.bars]
        taken.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(taken))
        assert all(begin >= 0 and end <= width for begin, end in taken)
    assert all(bar.end - bar.x >= USUAL.digit * len(f"{len(bar.items):,}") for bar in laid.bars)


def _end(mark, label):
    return mark.x + USUAL.symbol + (USUAL.gap + label if mark.labelled else 0)


@pytest.mark.parametrize("many", [4, 100, 5_000])
def test_a_bar_is_wide_enough_for_its_number(many):
    laid = lay_out(lane(*[(number % 50, number % 50) for number in range(many)]), view(0, 50))
    for bar in laid.bars:
        assert bar.end - bar.x >= USUAL.digit * len(f"{len(bar.items):,}")
    assert laid.shown == many


def test_what_comes_right_after_a_bar_is_counted_in_it():
    laid = lay_out(lane(*[(0, 0)] * 4, (15, 15), (900, 900)), view(0, 1000))
    assert [len(bar.items) for bar in laid.bars] == [5]
    assert [mark.item for mark in laid.marks] == [5]


@given(
    st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e5)), max_size=80),
    st.integers(60, 900),
    st.integers(1, 3),
)
def test_no_symbol_and_no_bar_lies_over_another_at_any_width(spans, width, rows):
    metrics = Metrics(rows=rows)
    laid = lay_out(lane(*((at, at + long) for at, long in spans)), view(0, 1e6, width), metrics)
    assert laid.shown + laid.before + laid.after == len(spans)
    for one, other in pairwise(laid.bars):
        assert one.end <= other.x
    for mark in laid.marks:
        assert not any(bar.x < mark.x + metrics.symbol and mark.x < bar.end for bar in laid.bars)
    items = [mark.item for mark in laid.marks] + [int(item) for bar in laid.bars for item in bar.items]
    assert sorted(items) == list(range(len(items)))


def test_a_bar_at_the_right_edge_takes_in_the_symbol_that_it_would_lie_over():
    laid = lay_out(lane((40, 40), (80, 80), *[(98, 98)] * 3), view(0, 100, 100), Metrics(rows=1))
    assert [mark.item for mark in laid.marks] == [0]
    assert [(len(bar.items), bar.end) for bar in laid.bars] == [(4, 100)]


def test_a_bar_at_the_right_edge_takes_in_the_bar_that_it_would_lie_over():
    laid = lay_out(lane(*[(76, 76)] * 4, *[(98, 98)] * 1000), view(0, 100, 100), Metrics(rows=1))
    assert [len(bar.items) for bar in laid.bars] == [1004]
    assert laid.bars[0].items.tolist() == list(range(1004))


def test_what_began_before_the_edge_is_told_from_what_begins_in_view():
    laid = lay_out(lane((0, 0), (0, 15), (5, 95), (10, 10), (50, 50)), view(10, 90))
    assert [mark.item < laid.begins for mark in laid.marks] == [True, True, False, False]
    assert laid.begun == 2

    crowd = lay_out(lane(*[(0, 95)] * 9, *[(10, 10)] * 3), view(10, 90))
    (bar,) = crowd.bars
    assert (len(bar.items), crowd.early(bar.items), crowd.begun) == (12, 9, 9)
    assert lay_out(lane((float("-inf"), 20)), view(10, 90)).begun == 1
    assert lay_out(lane((10, 10), (20, 20)), view(10, 90)).begun == 0

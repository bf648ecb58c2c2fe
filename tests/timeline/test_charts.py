"""Charts: every number is in view once or counted out of it; lines join neighbours of a day and no others."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.chart_kinds import ABOVE, BELOW, OPEN
from viewer.timeline.charts import JOINED_S, Numbers, plot
from viewer.timeline.lanes import View

DAY = 86_400.0


def numbers(*times, **given):
    first = np.array(times, dtype=float)
    high = np.array(given.get("high", [float(place) for place in range(len(times))]), dtype=float)
    ones = np.ones(len(times), dtype=np.uint8)
    return Numbers(
        first=first, last=np.array(given.get("last", times), dtype=float), low=high - given.get("below", 0.0),
        high=high, kinds=np.array(given.get("kinds", ones * 0), dtype=np.uint8),
        series=np.array(given.get("series", ones), dtype=np.uint8),
        exact=np.array(given.get("exact", ones), dtype=np.uint8),
    )  # fmt: skip


def view(first, last, width=1000):
    return View(first=first, last=last, width=width)


@given(
    st.lists(st.floats(0, 1e6), max_size=60).map(sorted),
    st.floats(0, 1e6),
    st.floats(1, 1e6),
    st.integers(40, 900),
)
def test_every_number_is_in_one_place_or_counted_out_of_view(times, first, length, width):
    plotted = plot(numbers(*times), view(first, first + length, width), 8)
    assert plotted.shown + plotted.before + plotted.after == len(times)
    items = [int(item) for spot in plotted.spots for item in spot.items]
    assert len(items) == len(set(items))
    xs = [spot.x for spot in plotted.spots]
    assert all(other - x >= 8 for x, other in pairwise(xs))
    assert all(0 <= x <= width - 8 for x in xs)


def test_numbers_of_one_place_reach_from_the_lowest_to_the_highest():
    plotted = plot(
        numbers(10, 10, 500, high=[80, 140, 90], kinds=[0, OPEN, 0], below=5.0), view(0, 1000, 100), 8
    )
    crowd, alone = plotted.spots
    assert (crowd.low, crowd.high, crowd.kind, len(crowd.items)) == (75, 140, OPEN, 2)
    assert (alone.low, alone.high, alone.items.tolist()) == (85, 90, [2])


@pytest.mark.parametrize(
    ("changed", "joined"),
    [
        ({}, True),
        ({"series": [1, 2]}, False),
        ({"kinds": [0, BELOW]}, False),
        ({"kinds": [ABOVE, 0]}, False),
        ({"kinds": [OPEN, 0]}, True),
        ({"exact": [1, 0]}, False),
    ],
)
def test_a_line_joins_exact_neighbours_of_one_series_alone(changed, joined):
    plotted = plot(numbers(0.0, DAY / 2, **changed), view(0, DAY), 8)
    assert plotted.joins == (((0, 1),) if joined else ())


def test_no_line_goes_across_more_than_a_day_nor_over_a_number_that_is_not_exact():
    far = plot(numbers(0.0, JOINED_S + 1), view(0, 3 * DAY), 8)
    over = plot(numbers(0.0, 100.0, 200.0, kinds=[0, BELOW, 0]), view(0, 300), 8)
    assert (far.joins, over.joins) == ((), ())


def test_a_number_of_a_day_reaches_over_it_and_one_that_reaches_into_view_is_seen():
    (spot,) = plot(numbers(0.0, last=[DAY]), view(DAY / 2, 2 * DAY, 300), 8).spots
    assert spot.x == 0
    assert spot.end == pytest.approx(100)
    gone = plot(numbers(0.0, 5 * DAY, last=[1.0, 5 * DAY]), view(DAY, 2 * DAY), 8)
    assert (gone.before, gone.after, gone.spots) == (1, 1, ())

"""The stretch of time in view: never outside of the whole, never less than the least, zoomed about its point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.pages.lanes.time_window import LEAST_S, TimeWindow, whole_window

DAY = 86_400.0
WHOLE = TimeWindow(0, 1000 * DAY, 0, 1000 * DAY)


def test_zoom_keeps_what_is_under_the_pointer_where_it_is():
    near = WHOLE.zoomed(0.5, 250 * DAY)
    assert (near.first, near.last) == (125 * DAY, 625 * DAY)
    assert near.zoomed(2, 250 * DAY) == WHOLE
    assert near.whole == WHOLE


def test_a_moment_out_of_view_comes_into_view_and_one_in_view_moves_nothing():
    near = WHOLE.over(100 * DAY, 200 * DAY)
    assert near.showing(150 * DAY) == near
    for at in (50 * DAY, 250 * DAY, 0, 1000 * DAY):
        there = near.showing(at)
        assert there.first <= at <= there.last
        assert there.length == pytest.approx(near.length)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("zoomed"), st.floats(0.01, 100), st.floats(0, 1)),
        st.tuples(st.just("moved"), st.floats(-5, 5), st.just(0.0)),
        st.tuples(st.just("showing"), st.floats(0, 1), st.just(0.0)),
    ),
    max_size=12,
)


@given(steps)
def test_no_way_leads_out_of_the_whole_or_below_the_least(steps):
    window = WHOLE
    for step, amount, share in steps:
        if step == "zoomed":
            window = window.zoomed(amount, window.first + share * window.length)
        elif step == "moved":
            window = window.moved(amount)
        else:
            window = window.showing(amount * 1000 * DAY)
        assert window.begin - 1e-3 <= window.first < window.last <= window.end + 1e-3
        assert window.length >= LEAST_S - 1e-3
        assert window.view(800).width == 800


def test_the_whole_reaches_from_birth_to_what_is_planned_and_absurd_dates_do_not_stretch_it():
    now = 50 * 365 * DAY
    whole = whole_window(np.array([now - DAY, now + DAY, float("inf"), -6.2e10, 2.5e11]), now, 0.0)
    assert whole.begin < 0 < now + DAY < whole.end
    assert whole.length < 60 * 365 * DAY

    alone = whole_window(np.empty(0), now, None)
    assert alone.begin < now < alone.end

"""Where lanes and entries stand: found again by a point, as high as they need, counted in words."""

import pytest
from PySide6.QtCore import QPoint, QRect

from tests.ui.pages.lanes import samples
from viewer.ui.pages.lanes.lane_layout import stripes
from viewer.ui.pages.lanes.lane_model import LaneModel
from viewer.ui.pages.lanes.sizes import Sizes
from viewer.ui.pages.lanes.time_window import TimeWindow

SIZES = Sizes(
    titles=200, row=17, around=3, symbol=10, digit=8, gap=4, axis=30, foot=30, chart=46, line=16
)  # fmt: skip
NOW = samples.NOW.timestamp()


@pytest.fixture
def laid():
    model = LaneModel(lambda _entry: None)
    model.set_page(samples.given().body)

    def lay(first, last):
        view = TimeWindow(first, last, first, last).view(800)
        return list(stripes(model, view, SIZES, lambda _place: 50, len))

    return lay


@pytest.mark.parametrize("days", [1, 60, 400, 12_000])
def test_an_entry_is_found_where_it_stands_and_nothing_where_nothing_is(laid, days):
    for stripe in laid(NOW - days * 86_400, NOW):
        for mark in stripe.laid.marks:
            assert stripe.at(stripe.rect_of(mark.item).center()) == mark.item
            assert stripe.crowd_of(mark.item) is None
        for bar in stripe.laid.bars:
            assert stripe.at(stripe.bar_rect(bar).center()) == bar.items[0]
            assert all(stripe.rect_of(int(item)) == stripe.bar_rect(bar) for item in bar.items)
            assert (stripe.crowd_of(int(bar.items[-1])) is None) == (len(bar.items) == 1)
        assert stripe.at(QPoint(5, 5)) == -1
        assert stripe.rect_of(999) == QRect()


def test_lanes_follow_one_another_and_are_as_high_as_their_words(laid):
    found = laid(NOW - 60 * 86_400, NOW)
    assert [one.top for one in found] == [
        sum(each.height for each in found[:place]) for place in range(len(found))
    ]
    for one in found:
        assert one.height >= (1 + len(one.counts)) * SIZES.row
    assert found[2].counts == ("9 in view · 1 earlier", "1 undated")


def test_what_began_before_what_is_in_view_is_counted_and_known(laid):
    stay = samples.STAY
    encounters = laid(stay.earliest + 86_400, stay.latest)[0]
    assert encounters.counts == ("1 in view (1 from earlier)",)
    assert encounters.began_earlier(0)
    whole = laid(stay.earliest - 86_400, stay.latest)[0]
    assert whole.counts == ("1 in view",)
    assert not whole.began_earlier(0)
    assert not laid(stay.latest + 86_400, NOW)[0].began_earlier(0)

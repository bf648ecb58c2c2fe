"""Lanes below the fold are named with what they hold: one with matches does not look empty."""

import pytest

from viewer.ui.pages.lanes.more_lanes import said


@pytest.fixture
def low(page):
    page.view.setMinimumHeight(0)
    page.view.setFixedHeight(100)
    page.view.lay_out()
    return page


def test_lanes_that_are_all_seen_need_no_word(page):
    page.view.setFixedHeight(500)
    page.view.lay_out()
    assert page.more.button.isHidden()
    assert said([], "below") == ""


def test_lanes_below_are_counted_with_their_entries_and_gone_to(low):
    words, bar = low.more.button, low.view.verticalScrollBar()
    below = [one for one in low.view.stripes if one.top + one.height / 2 > bar.pageStep()]
    entries = sum(one.laid.shown for one in below)
    assert len(below) == 2
    assert (
        words.text() == f"2 more lanes below: {entries} entries in the time shown" == words.accessibleName()
    )
    while "below" in words.text():
        before = bar.value()
        words.click()
        assert bar.value() > before
    assert "above" in words.text()
    words.click()
    assert bar.value() == 0
    assert "below" in words.text()


def test_what_the_filter_leaves_below_is_counted_at_once(low, twin):
    twin.set_words("peak flow")
    assert low.more.button.text().endswith("below: 1 entry in the time shown")
    assert not low.more.button.isHidden()


def test_one_lane_is_one(low):
    assert said(low.view.stripes[:1], "above") == "1 more lane above: 1 entry in the time shown"

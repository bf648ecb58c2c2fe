"""Ways to get about: a typed date leads to its days; what is no date, or out of the whole, is said."""

import pytest
from PySide6.QtCore import Qt

DAY = 86_400.0


@pytest.fixture
def told(page):
    said = []
    page.said.connect(said.append)
    return said


@pytest.mark.parametrize(("typed", "days"), [("2012", 366), ("May 2012", 31), ("04-May-2012", 1)])
def test_a_typed_date_is_seen_whole_and_little_more(page, qtbot, typed, days):
    qtbot.keyClick(page.view, Qt.Key.Key_G)
    assert page.ways.date.hasFocus() or not page.isActiveWindow()
    qtbot.keyClicks(page.ways.date, typed)
    qtbot.keyClick(page.ways.date, Qt.Key.Key_Return)
    window = page.view.window_in_view
    assert days * DAY <= window.length <= 1.3 * days * DAY
    assert page.view.stripes


def test_what_is_no_date_is_said_and_nothing_moves(page, told):
    before = page.view.window_in_view
    page.ways.date.setText("soon")
    page.ways.to_date()
    assert "Not a date" in told[-1]
    page.ways.date.setText("1066")
    page.ways.to_date()
    assert "outside" in told[-1]
    page.ways.date.setText(" ")
    page.ways.to_date()
    assert page.view.window_in_view == before


def test_the_word_of_a_mistake_goes_with_the_next_date(page, told):
    page.ways.date.setText("soon")
    page.ways.to_date()
    page.ways.date.setText("2012")
    page.ways.to_date()
    assert told[-1] == ""


@pytest.mark.parametrize(
    "does",
    [
        lambda page: page.ways.date.textEdited.emit("20"),
        lambda page: page.ways.to_now(),
        lambda page: page.as_at.opener.click(),
        lambda page: page.hide(),
    ],
)
def test_the_word_of_a_mistake_goes_with_whatever_is_done_next(page, told, does):
    page.ways.date.setText("soon")
    page.ways.to_date()
    does(page)
    assert told[-1] == ""
    count = len(told)
    does(page)
    assert len(told) == count


def test_before_any_record_the_ways_lead_nowhere(page, told):
    page.clear()
    page.ways.date.setText("2012")
    for way in (page.ways.to_date, page.ways.to_now, page.ways.to_stay, page.ways.to_birth):
        way()
    assert told == ["No admission with a date was received", "No date of birth was received"]

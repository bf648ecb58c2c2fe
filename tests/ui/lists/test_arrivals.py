"""Rows enter a few at a time, and never between rows that must keep still."""

import pytest

from tests.ui.sample_messages import row
from viewer.engine.messages import Rows
from viewer.ui.lists.arrivals import Arrivals
from viewer.ui.lists.entry_view import EntryView
from viewer.ui.lists.timeline_model import TimelineModel


@pytest.fixture
def parts(qtbot, theme):
    model = TimelineModel()
    view = EntryView(model, theme, "Timeline")
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    return model, view, Arrivals(model, view, view)


def come(qtbot, arrivals, rows=(), removes=()):
    with qtbot.waitSignal(arrivals.settled):
        arrivals.take(Rows(upserts=tuple(rows), removes=tuple(removes), total=0))


def test_all_rows_of_all_pages_come_in(qtbot, parts):
    model, _, arrivals = parts
    for begin in (0, 1000, 500):
        come(qtbot, arrivals, [row(number) for number in range(begin, begin + 250)])

    assert model.total + arrivals.held == 750
    assert not arrivals.waiting


def test_a_row_that_would_push_the_selection_waits_and_is_counted(qtbot, parts):
    model, view, arrivals = parts
    come(qtbot, arrivals, [row(10 * number) for number in range(30)])
    view.select_entry("e00250")
    places = [view.rowViewportPosition(place) for place in range(5)]
    come(qtbot, arrivals, [row(275), row(5)])

    assert arrivals.held == 1
    assert len({one.id for one in arrivals.all_rows()}) == len(list(arrivals.all_rows())) == 32
    assert [view.rowViewportPosition(place) for place in range(5)] == places
    assert model.row_by_id("e00005") is not None


def test_held_rows_come_in_when_nothing_is_in_their_way_or_when_asked_for(qtbot, parts):
    model, view, arrivals = parts
    come(qtbot, arrivals, [row(10 * number) for number in range(30)])
    view.select_entry("e00250")
    come(qtbot, arrivals, [row(275)])
    view.left.emit()
    assert arrivals.held == 1
    view.clearSelection()
    view.left.emit()
    assert (arrivals.held, model.total) == (0, 31)

    view.select_entry("e00250")
    come(qtbot, arrivals, [row(276)])
    arrivals.release(forced=True)
    assert (arrivals.held, model.total) == (0, 32)


def test_a_held_row_that_leaves_the_record_is_not_shown_later(qtbot, parts):
    model, view, arrivals = parts
    come(qtbot, arrivals, [row(10 * number) for number in range(30)])
    view.select_entry("e00250")
    come(qtbot, arrivals, [row(275)])
    come(qtbot, arrivals, removes=["e00275", "e00000"])
    arrivals.release(forced=True)

    assert model.total == 29


def test_a_change_of_a_row_on_screen_is_shown_at_once(qtbot, parts):
    model, view, arrivals = parts
    come(qtbot, arrivals, [row(10 * number) for number in range(30)])
    view.select_entry("e00250")
    come(qtbot, arrivals, [row(270, status="Corrected")])

    assert model.row_by_id("e00270").status == "Corrected"
    assert arrivals.held == 0


def test_another_record_forgets_what_was_waiting(qtbot, parts):
    model, _, arrivals = parts
    arrivals.take(Rows(upserts=tuple(row(number) for number in range(500)), removes=(), total=0))
    arrivals.clear()

    assert not arrivals.waiting
    assert model.total == 0

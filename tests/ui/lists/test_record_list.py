"""One list of At a glance."""

import pytest

from tests.ui.sample_messages import lists, row
from viewer.engine.messages import ListPanel
from viewer.ui.lists.record_list import RecordList


@pytest.fixture
def shown(qtbot, theme):
    made = RecordList("Current medicines", theme)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def medicines():
    return next(panel for panel in lists() if panel.key == "medicines")


def test_before_anything_came_it_says_so(shown):
    assert shown.heading.completeness.whole == "Not read yet"


def test_rows_keep_the_engine_s_order_and_none_is_left_out(shown):
    shown.show_panel(medicines())
    model = shown.view.model()

    assert [model.row_at(place).id for place in range(model.rowCount())] == [
        f"m{place}" for place in range(1, 8)
    ]
    assert shown.heading.heading.text() == "Current medicines  7"
    assert "more below" in shown.heading._beside.text()


def test_rows_that_stay_do_not_move_and_the_selection_stays(shown):
    panel = medicines()
    shown.show_panel(panel)
    shown.view.select_entry("m4")
    shown.view.verticalScrollBar().setValue(40)
    top = shown.view.rowViewportPosition(3)
    new = (row(1, "New medicine"), *panel.rows)
    shown.show_panel(ListPanel(key="medicines", heading="8", completeness="", rows=new))

    assert shown.view.rowViewportPosition(4) == top
    assert shown.view.model().row_at(shown.view.selected()).id == "m4"
    shown.show_panel(ListPanel(key="medicines", heading="8", completeness="", rows=new))
    assert shown.view.model().position("nowhere") == -1


def test_a_stopped_engine_greys_and_another_record_clears(qtbot, shown):
    shown.show_panel(medicines())
    shown.grey()
    assert shown.view.delegate.stale
    shown.clear()
    assert shown.view.model().rowCount() == 0
    with qtbot.assertNotEmitted(shown.entry_chosen):
        shown.view.settle()


def with_newer():
    newer = tuple(row(place, f"Newer {place}") for place in range(900, 905))
    return ListPanel(key="medicines", heading="12", completeness="", rows=(*newer, *medicines().rows))


def test_when_all_has_come_a_list_that_nobody_used_shows_its_first_row(shown):
    shown.show_panel(medicines())
    shown.show_panel(with_newer())
    assert shown.heading._beside.text().startswith("5 more above")  # what came late moved nothing

    shown.show_panel(with_newer(), whole=True)

    assert shown.view.first_visible() == 0
    assert "above" not in shown.heading._beside.text()


def test_a_list_that_somebody_uses_stays_where_it_is_and_counts_what_is_above(shown):
    shown.show_panel(medicines())
    shown.view.touched.emit()
    shown.show_panel(with_newer(), whole=True)

    assert shown.view.first_visible() == 5
    assert shown.heading._beside.text().startswith("5 more above  ·  ")

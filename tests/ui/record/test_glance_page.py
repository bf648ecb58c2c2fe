"""What stands beside what."""

import pytest
from PySide6.QtCore import QEvent, QObject

from tests.ui import sample_messages as sample
from viewer.ui.record.glance_page import GlancePage


@pytest.fixture
def page(qtbot, theme):
    made = GlancePage(theme)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(1366, 530)
    made.show()
    qtbot.waitExposed(made)
    made.show_glance(sample.glance())
    return made


def across(page, *parts):
    return [part.mapTo(page, part.rect().topLeft()).x() for part in parts]


def test_three_columns_in_the_order_of_the_design(page):
    columns = across(page, page.lists["allergies"], page.lists["problems"], page.timeline)

    assert columns == sorted(columns)
    assert len(set(columns)) == 3
    assert page.lists["allergies"].y() < page.lists["medicines"].y()
    assert page.verticalScrollBar().maximum() == 0


def test_the_detail_lies_over_the_third_column_only(page):
    before = page.lists["allergies"].geometry()
    page.open_detail("r002", "Potassium")
    assert page.detail.isVisible()
    assert not page.timeline.isVisible()
    assert page.lists["problems"].isVisible()
    assert page.lists["allergies"].geometry() == before
    page.close_detail()
    assert page.timeline.isVisible()
    assert not page.detail.isVisible()


def test_on_a_wide_screen_the_detail_is_a_fourth_column(page):
    page.resize(1920, 900)
    page.open_detail("r002", "Potassium")

    assert page.timeline.isVisible()
    assert across(page, page.timeline)[0] < across(page, page.detail)[0]


def test_other_pages_show_the_list_alone_with_the_detail_beside_it(page):
    page.set_page("procedures")
    assert not page.lists["allergies"].isVisible()
    page.open_detail("r006", "Ramipril")
    assert page.timeline.isVisible()
    assert page.detail.isVisible()
    page.set_page("glance")
    assert page.lists["allergies"].isVisible()


def test_the_grid_covers_the_page_and_goes_again(page):
    page.show_grid(1)
    assert page.grid.isVisible()
    assert not page.timeline.isVisible()
    page.hide_grid()
    assert page.timeline.isVisible()


def test_at_twice_the_text_the_columns_become_one_in_order(qtbot, page, theme, big_text):
    theme.refresh()
    page.setStyleSheet(theme.stylesheet())
    page.arrange()
    parts = [page.lists[key] for key in ("allergies", "medicines", "problems", "results")] + [page.timeline]

    def in_one_column():
        tops = [part.mapTo(page.widget(), part.rect().topLeft()).y() for part in parts]
        return tops == sorted(tops) and len(set(tops)) == len(parts)

    qtbot.waitUntil(in_one_column)
    assert page.verticalScrollBar().maximum() > 0


def test_another_record_leaves_nothing_and_a_stop_greys_all(page):
    page.grey()
    assert all(part.view.delegate.stale for part in (*page.lists.values(), page.timeline))
    page.clear()
    assert page.grid.table.columnCount() == 0
    assert all(part.view.model().rowCount() == 0 for part in page.lists.values())


def test_plans_take_the_place_of_two_columns_when_they_are_asked_for(page):
    plans = page.lists["plans"]
    assert not plans.isVisible()
    page.show_plans(True)
    assert plans.isVisible()
    assert page.plans_open
    assert plans.view.model().rowCount() == 1
    assert "No plan received" in plans.heading.completeness.whole
    assert page.timeline.isVisible()
    assert not page.lists["allergies"].isVisible()
    page.show_plans(False)
    assert not page.plans_open
    assert page.lists["allergies"].isVisible()


def test_plans_of_every_kind_stand_on_their_own_page_too(page):
    page.set_page("plans")

    assert page.lists["plans"].isVisible()
    assert not page.plans_open
    assert not page.plans_closed.isVisible()


def test_a_list_that_somebody_uses_is_known(page):
    assert not page.touched
    page.lists["results"].view.touched.emit()
    assert page.touched


def test_in_one_column_an_opened_detail_comes_to_the_top(qtbot, page, theme, big_text):
    theme.refresh()
    page.setStyleSheet(theme.stylesheet())
    page.arrange()

    page.open_detail("e1", "Creatinine")

    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 0)
    top = page.detail.mapTo(page.viewport(), page.detail.rect().topLeft()).y()
    assert 0 <= top < page.viewport().height() // 2


def test_the_windows_filter_reaches_a_page_of_its_own_and_is_cleared_from_there(page):
    page.set_page("medicines")
    page.timeline.set_words("ramipril")
    assert page.stack.view().choices.words == "ramipril"

    page.stack.view().filter_dropped.emit()
    assert page.timeline.filter.words == ""
    assert page.stack.view().choices.words == ""


class Widths(QObject):
    """How wide a part has been while it was watched."""

    def __init__(self, part):
        super().__init__(part)
        self.seen = []
        part.installEventFilter(self)

    def eventFilter(self, part, event):  # noqa: N802  # Qt's own name
        if event.type() == QEvent.Type.Resize:
            self.seen.append(event.size().width())
        return False


def test_a_page_is_turned_in_one_step_so_that_no_row_is_measured_for_a_width_on_the_way(qtbot, page):
    page.set_page("problems")
    page.set_page("summary")
    qtbot.waitUntil(lambda: page.stack.width() == page.timeline.width())
    stack, timeline = Widths(page.stack), Widths(page.timeline)
    page.set_page("problems")
    page.set_page("summary")
    page.set_page("timeline")

    assert set(stack.seen) <= {page.stack.width()}
    assert set(timeline.seen) <= {page.timeline.width()}

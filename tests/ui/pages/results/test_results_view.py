import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.record.pages.results.builders import World
from tests.ui.pages.results.samples import entry, given, key, line_of
from viewer.engine.messages import PageGiven
from viewer.record.pages.patient import PatientPage
from viewer.ui.pages.results.results_view import ResultsView


@pytest.fixture
def view(theme, qtbot):
    made = ResultsView(theme)
    qtbot.addWidget(made)
    made.setStyleSheet(theme.stylesheet())
    made.resize(1200, 600)
    made.show()
    made.options_changed.connect(lambda options: made.show_page(given(**options)))
    made.show_page(given())
    made.grid.setFocus()
    return made


def stand(view, title, text):
    grid = view.grid.grid
    row = line_of(grid, title)
    column = next(c for c in range(grid.columnCount()) if any(one.text == text for one in grid.cells(row, c)))
    view.grid._stand_on(row, column)


def test_the_page_says_how_many_how_complete_and_what_is_where(view):
    assert view.heading.text() == "Results and observations (12)"
    assert "in full" in view.completeness.text()
    assert "In error 1 · Amended 1" in view.placed.text()


def test_a_number_opens_its_detail_and_a_report_is_read_below(view, qtbot):
    stand(view, "Potassium", "12.0")
    with qtbot.waitSignal(view.entry_chosen):
        qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    stand(view, "Urine culture", "Open")
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)

    assert view.report.isVisible()
    assert view.report.title.text() == "Urine culture"
    qtbot.keyClick(view.report, Qt.Key.Key_Escape)
    assert not view.report.isVisible()
    assert view.grid.hasFocus()


def test_r_opens_a_result_in_full_and_an_empty_cell_says_so(view, qtbot):
    stand(view, "Potassium", "12.0")
    qtbot.keyClick(view.grid, Qt.Key.Key_R)
    assert view.report.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    view.grid._stand_on(0, 0)
    with qtbot.waitSignal(view.said) as said:
        qtbot.keyClick(view.grid, Qt.Key.Key_R)
    assert said.args == ["There is no result in this cell"]


def test_t_draws_the_trend_and_its_switches_ask_anew(view, qtbot):
    stand(view, "Potassium", "12.0")
    qtbot.keyClick(view.grid, Qt.Key.Key_T)
    assert view.trend.isVisible()
    assert view.trend.hasFocus()
    view.trend.days_wanted.emit(31)
    assert view.trend.trend.days == 31
    view.trend.conversion_wanted.emit(True)
    assert view.options["converted"] == "yes"
    view.trend.conversion_wanted.emit(False)
    assert "converted" not in view.options
    qtbot.keyClick(view.trend, Qt.Key.Key_Escape)
    assert not view.trend.isVisible()
    assert view.options == {}


def test_a_trend_of_nothing_says_what_to_do(view, qtbot):
    view.grid.clearSelection()
    with qtbot.waitSignal(view.said) as said:
        qtbot.keyClick(view.grid, Qt.Key.Key_T)

    assert said.args == ["Choose one or more tests in the grid, then press T"]


def test_a_search_is_asked_for_when_typing_rests_and_is_not_taken_from_the_hand(view, qtbot):
    qtbot.keyClicks(view.grid, "/")
    assert view.search.hasFocus()
    with qtbot.waitSignal(view.options_changed) as asked:
        qtbot.keyClicks(view.search, "blood")
    assert asked.args == [{"find": "blood"}]
    assert view.search.text() == "blood"
    assert "Not shown: " in view.placed.text()


def test_the_window_s_filter_field_seeks_a_test_as_well_and_empty_words_end_it(view, qtbot):
    asked = []
    view.options_changed.connect(asked.append)
    for words in ("blood ", "blood", ""):
        view.set_words(words)

    assert asked == [{"find": "blood"}, {}]


def test_one_group_may_be_chosen_and_all_again(view, qtbot):
    place = view.groups.findText("Urea and electrolytes")
    view.groups.activated.emit(place)
    assert view.options == {"group": "Urea and electrolytes"}
    assert view.groups.currentText() == "Urea and electrolytes"
    view.groups.activated.emit(0)
    assert view.options == {}


def test_more_dates_and_the_side_of_the_newest(view, qtbot):
    view.options = {"columns": "2"}
    view.show_page(given(columns="2"))
    assert view.more_button.isEnabled()
    assert "earlier" in view.placed.text()
    qtbot.keyClick(view.grid, Qt.Key.Key_M)
    assert view.options == {"columns": "14"}
    assert not view.more_button.isEnabled()
    view.newest_left.click()
    assert view.grid.grid.newest() == 0


def test_f6_goes_through_what_is_open(view, qtbot):
    assert view.panes() == [view.grid, view.search, view.groups]
    view.show_page(given(trend=key(), report=entry("ECG")))

    assert view.panes() == [view.grid, view.trend, view.report.close_button, view.search, view.groups]
    qtbot.keyClick(view, Qt.Key.Key_Q)


def test_the_words_of_another_page_are_not_shown(view):
    body = PatientPage(sources=(), fields=()) if not _needs_more() else None
    if body is not None:
        view.show_page(PageGiven(generation=1, page="patient", body=body, settled=True))

    assert view.heading.text() == "Results and observations (12)"


def _needs_more():
    return set(PatientPage.__struct_fields__) != {"sources", "fields"}


def test_nothing_of_the_last_record_stays(view):
    view.show_page(given(trend=key(), report=entry("ECG")))
    view.clear()

    assert view.heading.text().endswith("not read yet")
    assert (view.grid.grid.rowCount(), view.trend.trend, view.report.report) == (0, None, None)
    assert not view.trend.isVisible()
    view.grey()
    view.show_page(PageGiven(generation=1, page="results", body=World().page(), settled=True))
    assert view.isEnabled()
    assert view.heading.text() == "Results and observations (0)"


def test_copied_words_go_to_the_window(view, qtbot):
    stand(view, "Potassium", "12.0")
    with qtbot.waitSignal(view.copied):
        qtbot.keyClick(view.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_what_is_opened_stands_beside_the_grid_where_there_is_room_and_below_it_where_not(view):
    assert view.splitter.orientation() is Qt.Orientation.Horizontal
    view.resize(700, 600)
    assert view.splitter.orientation() is Qt.Orientation.Vertical


def test_where_there_is_room_for_one_what_is_opened_takes_the_place_of_the_grid(view, qtbot):
    view.resize(700, 500)
    view.show_page(given(trend=key()))
    assert not view.grid.isVisible()
    assert view.panes()[0] is view.trend
    qtbot.keyClick(view.trend, Qt.Key.Key_Escape)
    assert view.grid.hasFocus()
    assert not view.trend.isVisible()


def test_at_200_percent_no_value_is_cut(view, theme, qapp):
    small = QApplication.font()
    big = QApplication.font()
    big.setPointSizeF(20)
    try:
        qapp.setFont(big)
        theme.refresh()
        heights = [
            view.grid.rowHeight(row) >= view.grid.side.needs(view.grid.grid.lines[row])
            for row in range(view.grid.grid.rowCount())
        ]
        assert all(heights)
    finally:
        qapp.setFont(small)
        theme.refresh()


def test_the_charts_library_is_not_loaded_before_a_chart_is_drawn():
    code = (
        "import sys; import viewer.ui.pages.results.results_view; "
        "sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from tests.ui.pages.results.samples import key, line_of, page
from viewer.ui.pages.results.grid_view import GridView


@pytest.fixture
def grid(theme, qtbot):
    made = GridView(theme)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_page(page())
    made.show()
    made.setFocus()
    return made


def stand(grid, title, column):
    grid._stand_on(line_of(grid.grid, title), column)


def column_of(grid, title, text):
    row = line_of(grid.grid, title)
    return next(
        c for c in range(grid.grid.columnCount()) if any(one.text == text for one in grid.grid.cells(row, c))
    )


def test_it_opens_on_the_newest_moment(grid):
    assert grid.currentIndex().column() == grid.grid.newest()
    assert grid.grid.lines[grid.currentIndex().row()].row is not None


def test_enter_and_two_clicks_choose_a_result(grid, qtbot):
    stand(grid, "Potassium", column_of(grid, "Potassium", "12.0"))
    with qtbot.waitSignal(grid.chosen) as found:
        qtbot.keyClick(grid, Qt.Key.Key_Return)

    assert found.args[0].text == "12.0"
    with qtbot.waitSignal(grid.chosen):
        grid.doubleClicked.emit(grid.currentIndex())


def test_an_unreadable_record_is_opened_from_its_line(grid, qtbot):
    grid.setCurrentIndex(grid.grid.index(grid.grid.rowCount() - 1, 0))
    with qtbot.waitSignal(grid.apart_chosen):
        qtbot.keyClick(grid, Qt.Key.Key_Return)


def test_t_asks_for_a_trend_of_the_chosen_tests(grid, qtbot):
    stand(grid, "Potassium", 0)
    with qtbot.waitSignal(grid.trend_wanted):
        qtbot.keyClick(grid, Qt.Key.Key_T)

    assert grid.tests() == [key()]


def test_a_heading_that_is_chosen_is_no_test(grid):
    grid.selectionModel().select(grid.grid.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    assert grid.tests() == []


def test_copy_gives_value_unit_date_source_and_marks(grid, qtbot):
    stand(grid, "Potassium", column_of(grid, "Potassium", "12.0"))
    with qtbot.waitSignal(grid.copied) as found:
        qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert found.args[0] == (
        "Potassium: 12.0 mmol/L. Sent as High. 04 February 2026 09:15, GP practice. Amended"
    )


def test_an_empty_cell_copies_nothing_and_letters_are_the_pages(grid, qtbot):
    stand(grid, "Blood pressure", 0)
    with qtbot.assertNotEmitted(grid.copied):
        qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    before = grid.currentIndex()
    qtbot.keyClick(grid, Qt.Key.Key_Q)

    assert grid.currentIndex() == before
    assert grid.current_cells() == ()


def test_arrows_go_from_cell_to_cell(grid, qtbot):
    stand(grid, "Potassium", 1)
    qtbot.keyClick(grid, Qt.Key.Key_Right)

    assert grid.currentIndex().column() == 2


def test_told_anew_the_reader_stays_where_he_was(grid):
    stand(grid, "Potassium", column_of(grid, "Potassium", "12.0"))
    grid.show_page(page(columns="3"))

    assert grid.grid.lines[grid.currentIndex().row()].title == "Potassium"


def test_what_was_chosen_may_leave(grid):
    stand(grid, "Potassium", 0)
    grid.show_page(page(find="blood pressure"))
    grid.show_page(None)

    assert not grid.currentIndex().isValid()
    assert grid.current_cells() == ()


def test_the_newest_stays_in_sight_when_something_opens_beside_the_grid(grid):
    bar = grid.horizontalScrollBar()
    assert bar.value() == bar.maximum()
    grid.resize(500, 500)
    assert bar.value() == bar.maximum() > 0
    bar.setValue(0)
    grid.resize(600, 500)
    assert bar.value() == 0

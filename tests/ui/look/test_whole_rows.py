"""No half of a row at the foot of a table."""

import pytest
from PySide6.QtWidgets import QTableWidgetItem

from viewer.ui.look.whole_rows import WholeRows, fold_of


@pytest.fixture
def table(qtbot, theme):
    made = WholeRows(20, 1)
    qtbot.addWidget(made)
    made.horizontalHeader().hide()
    for row in range(20):
        made.setItem(row, 0, QTableWidgetItem(f"Drug {row}"))
        made.setRowHeight(row, 40)
    made.show()
    return made


def sized(table, height):
    table.resize(300, height + table.height() - table.viewport().height())
    table.resize(300, height + table.height() - table.viewport().height())
    assert table.viewport().height() == height


def pixels(table, top, height):
    shot = table.viewport().grab().toImage()
    return {shot.pixel(x, y) for x in range(0, 100, 3) for y in range(top, top + height)}


@pytest.mark.parametrize("beyond", [5, 30])
def test_a_row_that_does_not_fit_is_covered_and_the_ones_above_it_are_whole(table, beyond):
    sized(table, 120 + beyond)
    assert fold_of(table).getRect() == (0, 120, table.viewport().width(), beyond)
    assert len(pixels(table, 121, min(beyond, 8) - 2)) == 1  # nothing of it is seen


def test_where_the_last_row_fits_or_is_alone_nothing_is_covered(table):
    sized(table, 120)
    assert fold_of(table).isEmpty()
    assert len(pixels(table, 80, 40)) > 1
    sized(table, 30)
    assert fold_of(table).isEmpty()
    table.setRowCount(2)
    sized(table, 120)
    assert fold_of(table).isEmpty()


def test_after_scrolling_another_row_is_covered(table):
    table.setVerticalScrollMode(WholeRows.ScrollMode.ScrollPerPixel)
    sized(table, 120)
    table.verticalScrollBar().setValue(10)
    assert (fold_of(table).y(), fold_of(table).height()) == (110, 10)

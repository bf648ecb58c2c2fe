from tests.ui.pages.results.samples import line_of, page
from viewer.ui.pages.results.grid_model import GridRow
from viewer.ui.pages.results.grid_view import GridView
from viewer.ui.pages.results.side_header import SideHeader


def test_it_is_as_high_as_its_words_and_wraps_them(theme, qtbot):
    side = SideHeader(theme)
    qtbot.addWidget(side)

    assert side.needs(GridRow("a")) < side.needs(GridRow("a very long name of a test " * 6))
    assert side.sizeHint().width() == side.wide()


def test_it_is_painted_and_grows_with_the_text(theme, qtbot, qapp):
    grid = GridView(theme)
    qtbot.addWidget(grid)
    grid.resize(900, 500)
    grid.show_page(page())
    grid.show()
    row = line_of(grid.grid, "Potassium")
    before = grid.rowHeight(row)

    assert before >= grid.side.needs(grid.grid.lines[row])
    assert not grid.side.grab().toImage().isNull()


def test_a_model_without_lines_paints_nothing(theme, qtbot):
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QTableView

    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(2, 2, table))
    table.setVerticalHeader(SideHeader(theme, table))
    table.show()

    assert not table.grab().isNull()

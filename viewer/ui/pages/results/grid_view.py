"""The grid on screen: headings that stay, the newest moment in sight, what was chosen kept."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

from viewer.record.pages.results.body import Cell, ResultsPage
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.theme import Theme
from viewer.ui.pages.results.cell_delegate import CellDelegate
from viewer.ui.pages.results.grid_model import GridModel
from viewer.ui.pages.results.side_header import SideHeader
from viewer.ui.pages.results.top_header import TopHeader

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAD = 14


class GridView(QTableView):
    """Signals: ``chosen(Cell)`` by Enter or a click twice; ``trend_wanted()`` by T; ``copied(str)``."""

    chosen = Signal(object)
    apart_chosen = Signal(str)
    trend_wanted = Signal()
    copied = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.grid = GridModel(self)
        self.setModel(self.grid)
        self.cells = CellDelegate(theme, self)
        self.setItemDelegate(self.cells)
        self.side = SideHeader(theme, self)
        self.setVerticalHeader(self.side)
        self.top = TopHeader(theme, self)
        self.setHorizontalHeader(self.top)
        self.setAccessibleName("Results, tests by time")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.doubleClicked.connect(self._open)
        self._ring = FocusRing(self, outset=2)

    def show_page(self, page: ResultsPage | None) -> None:
        """Put a page; the chosen cell and the place on screen stay where they are."""
        stood, across = self._place(), self.horizontalScrollBar().value()
        down, fresh = self.verticalScrollBar().value(), self.grid.columnCount() == 0
        self.clearSpans()
        self.grid.show_page(page)
        self.fit()
        if fresh or stood is None:
            self._begin()
            return
        self._return_to(stood)
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def fit(self) -> None:
        """Give columns and rows the room that their words need at the present size of text."""
        widths = self.cells.measure(self.grid)
        metrics = QFontMetrics(self._theme.font(bold=True))
        for column, width in enumerate(widths):
            words = str(self.grid.headerData(column, Qt.Orientation.Horizontal) or "")
            needed = max((metrics.horizontalAdvance(word) for word in words.split()), default=0)
            widths[column] = max(width, needed + _PAD)
            self.setColumnWidth(column, widths[column])
        for row, line in enumerate(self.grid.lines):
            cells = (
                self.cells.height(self.grid.cells(row, column), widths[column])
                for column in range(len(widths))
                if self.grid.cells(row, column)
            )
            self.setRowHeight(row, max(self.side.needs(line), *cells, 0))
        self.top.fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who looks at the end of the grid goes on doing so when something opens beside it."""
        bar = self.horizontalScrollBar()
        at_end = bar.value() == bar.maximum()
        super().resizeEvent(event)
        if at_end:
            bar.setValue(bar.maximum())

    def _begin(self) -> None:
        """At first the newest moment is in sight, and the keyboard on the first test."""
        column, row = self.grid.newest(), next((n for n, one in enumerate(self.grid.lines) if one.row), -1)
        if row >= 0 and column >= 0:
            self._stand_on(row, column)
            self.scrollTo(self.grid.index(row, column))
            self.verticalScrollBar().setValue(0)

    def _place(self) -> tuple[str, str] | None:
        at = self.currentIndex()
        if not at.isValid():
            return None
        head = self.grid.headerData(at.column(), Qt.Orientation.Horizontal)
        return self.grid.lines[at.row()].key, str(head)

    def _return_to(self, stood: tuple[str, str]) -> None:
        heads = [
            str(self.grid.headerData(column, Qt.Orientation.Horizontal))
            for column in range(self.grid.columnCount())
        ]
        row = next((n for n, line in enumerate(self.grid.lines) if line.key == stood[0]), -1)
        column = heads.index(stood[1]) if stood[1] in heads else len(heads) - 1
        if row >= 0:
            self._stand_on(row, column)

    def _stand_on(self, row: int, column: int) -> None:
        """Put the keyboard on one cell and choose it alone, whatever keys are held down."""
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.grid.index(row, column), only)

    def tests(self) -> list[str]:
        """Keys of the chosen rows, from above."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [line.row.key for line in (self.grid.lines[row] for row in rows) if line.row]

    def current_cells(self) -> tuple[Cell, ...]:
        """The results under the keyboard."""
        at = self.currentIndex()
        return self.grid.cells(at.row(), at.column()) if at.isValid() else ()

    def _open(self, index: QModelIndex) -> None:
        line = self.grid.lines[index.row()]
        if line.apart:
            self.apart_chosen.emit(line.apart.entry)
        for cell in self.grid.cells(index.row(), index.column())[:1]:
            self.chosen.emit(cell)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self.trend_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.text().strip().isprintable() and event.text().strip():  # a key of the page, no search here
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """Copy the chosen results, each with test, value, unit, date, source and marks (CUI)."""
        chosen = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        cells = [cell for index in chosen for cell in self.grid.cells(index.row(), index.column())]
        if cells:
            self.copied.emit("\n".join(cell.spoken for cell in cells))

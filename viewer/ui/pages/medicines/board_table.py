"""The table of the board: rows as high as their words, heads that stand still, and its keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView
from typing_extensions import override

from viewer.record.pages.medicines.body import Row
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label
from viewer.ui.look.theme import Theme
from viewer.ui.pages.medicines.board_model import BoardModel
from viewer.ui.pages.medicines.cell_delegate import CellDelegate
from viewer.ui.pages.medicines.heads import MedicineHead, SourceHead

Index = QModelIndex | QPersistentModelIndex
_HEAD_PX = 220
_COLUMN_PX = 200
_ROWS_PX = 75
_AT_ONCE = 40  # rows measured before the first paint; the others follow, a few at a time
_OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class BoardTable(QTableView):
    """Signals: ``entry_chosen(str)``; ``review_wanted()`` (R); ``filter_wanted()`` (U); ``copy_wanted()``."""

    entry_chosen = Signal(str)
    review_wanted = Signal()
    filter_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, model: BoardModel, theme: Theme) -> None:
        super().__init__()
        self._model, self._theme = model, theme
        self.corner = label("", "small")  # first: Qt asks for the geometry of a table that is being made
        self._sized_by_hand = False
        self._widening = False
        self._unmeasured: list[int] = []
        self.setModel(model)
        self.delegate = CellDelegate(model, theme, self)
        self.setItemDelegate(self.delegate)
        self.rows_head, self.sources_head = MedicineHead(model, theme, self), SourceHead(model, theme, self)
        self.setVerticalHeader(self.rows_head)
        self.setHorizontalHeader(self.sources_head)
        self.menu = QMenu(self)
        self.menu.setAccessibleName("Entries of this cell")
        self._set_up()
        self._rest = self._timer(0, self._measure_more, once=False)
        self._again = self._timer(30, self.measure, once=True)
        self.sources_head.sectionResized.connect(self._follow_hand)
        self.activated.connect(self.open_cell)
        self.clicked.connect(self._open_letter)
        theme.changed.connect(self.fit)

    def _timer(self, milliseconds: int, does: Callable[[], None], *, once: bool) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(once)
        made.setInterval(milliseconds)
        made.timeout.connect(does)
        return made

    def _set_up(self) -> None:
        self.setAccessibleName("Medicines board")
        self.setAccessibleDescription(
            "A row for each medicine, a column for each source. Enter opens, Shift+Enter lists what is in "
            "the cell, R marks as reviewed, U shows what is not reviewed, Ctrl+C copies the rows."
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.sources_head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._ring = FocusRing(self, outset=3)
        self.corner.setParent(self)
        self.corner.setMargin(6)
        self.corner.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    # ---- sizes -------------------------------------------------------------------------------

    def fit(self) -> None:
        """Columns share the width; where they would be too narrow to read they scroll."""
        columns = len(self._model.columns)
        head = min(self._theme.px(_HEAD_PX), max(self.width() // 3, 120))
        self.rows_head.setFixedWidth(head)
        if columns and not self._sized_by_hand:
            room = self.width() - head - self.verticalScrollBar().sizeHint().width() - 6
            width = max(room // columns, min(self._theme.px(_COLUMN_PX), max(room, 120)))
            self._widening = True
            for column in range(columns):
                self.setColumnWidth(column, width)
            self._widening = False
        self.measure()
        # At twice the size of text the page scrolls: below its heads the table still shows a row.
        self.setMinimumHeight(self.sources_head.sizeHint().height() + self._theme.px(_ROWS_PX))

    def _follow_hand(self) -> None:
        """A column that was drawn to a width keeps it."""
        if not self._widening:
            self._sized_by_hand = True
            self._again.start()

    def measure(self) -> None:
        """Give rows the height of their words, those on the first screens at once."""
        self.clearSpans()
        self._unmeasured = list(range(len(self._model.lines)))
        self._measure(_AT_ONCE)
        self.sources_head.geometriesChanged.emit()
        if self._unmeasured:
            self._rest.start()

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.corner.setGeometry(0, 0, self.verticalHeader().width(), self.horizontalHeader().height())

    def _measure_more(self) -> None:
        self._measure(_AT_ONCE)
        if not self._unmeasured:
            self._rest.stop()

    def _measure(self, number: int) -> None:
        now, self._unmeasured = self._unmeasured[:number], self._unmeasured[number:]
        widths = [self.columnWidth(column) for column in range(len(self._model.columns))]
        for place in now:
            heights = [
                self.delegate.height(self._model.index(place, column), width)
                for column, width in enumerate(widths)
            ]
            heights.append(self.rows_head.height_of(place, self.rows_head.width()))
            self.setRowHeight(place, max(heights))
            if self._model.row(place) is None and len(widths) > 1:
                self.setSpan(place, 0, 1, len(widths))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._again.start()

    # ---- what is chosen ----------------------------------------------------------------------

    def chosen_rows(self) -> list[Row]:
        """The medicines that are selected, or the one in which the keyboard is, from top to bottom."""
        places = {index.row() for index in self.selectedIndexes()} or {self.currentIndex().row()}
        found = (self._model.row(place) for place in sorted(places))
        return [row for row in found if row is not None]

    def open_cell(self, index: Index) -> None:
        """Open what stands in a cell; where several courses do, ask which."""
        cell = self._model.cell(index)
        if cell is None or not cell.opens:
            return
        if len(cell.items) > 1 or (not cell.items and len(cell.opens) > 1):
            self.ask_which(index)
        else:
            self.entry_chosen.emit(cell.opens[0][0])

    def _open_letter(self, index: Index) -> None:
        """What looks like a link opens at one click; a course does at two, so that rows can be selected."""
        cell = self._model.cell(index)
        if cell is not None and cell.kind == "letter":
            self.open_cell(index)

    def ask_which(self, index: Index) -> None:
        """List every entry that a cell stands for."""
        cell = self._model.cell(index)
        if cell is None or not cell.opens:
            return
        self.menu.clear()
        for entry, words in cell.opens:
            self.menu.addAction(words.replace("&", "&&")).triggered.connect(
                lambda _on=False, one=entry: self.entry_chosen.emit(one)
            )
        at = self.visualRect(self._model.index(index.row(), index.column())).center()
        self.menu.popup(self.viewport().mapToGlobal(at))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_R: self.review_wanted, Qt.Key.Key_U: self.filter_wanted}
        wanted = keys.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in _OPENING:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.ask_which if shift else self.open_cell)(self.currentIndex())
        elif wanted is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            wanted.emit()
        elif event.text().isalnum() or event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the window's keys, not a search in this table
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.ask_which(self.indexAt(event.pos()))

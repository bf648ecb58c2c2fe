"""The lines of a detail as a table: wrapped and never cut, copied exactly; some lead to another entry."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem
from typing_extensions import override

from viewer.present.abbreviations import expanded_words
from viewer.timeline.folding import Sought
from viewer.ui.detail.detail_model import DetailRow
from viewer.ui.detail.marked_cells import MarkedCells
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import tip
from viewer.ui.look.row_words import breakable
from viewer.ui.look.theme import Role, Theme

_LABEL_PX = 150
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_EXACT_ROLE = Qt.ItemDataRole.UserRole
_ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


def _dress_as_link(item: QTableWidgetItem, theme: Theme) -> None:
    font = theme.font()
    font.setUnderline(True)
    item.setFont(font)
    item.setForeground(theme.colour("accent"))
    item.setToolTip("Enter opens it")


def _dress_as_heading(item: QTableWidgetItem, theme: Theme) -> None:
    item.setFont(theme.font(Role.BODY, bold=True))
    item.setForeground(theme.colour("accent"))
    item.setBackground(theme.colour("page"))


def _place_in(rows: tuple[DetailRow, ...], before: tuple[DetailRow, ...], place: int) -> int:
    """Where a line stands now: what is new stands between those that were there."""
    same = next((at for at, pair in enumerate(zip(rows, before, strict=False)) if pair[0] != pair[1]), place)
    return place if place <= same else max(place + len(rows) - len(before), same)


class DetailTable(QTableWidget):
    """Signals: ``copied(str)`` when a line is to be copied; ``entry_wanted(str)`` when one is followed."""

    copied = Signal(str)
    entry_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(0, 2)
        self._rows: tuple[DetailRow, ...] = ()
        self.setAccessibleName("Every element")
        self.setAccessibleDescription(
            "Label and text. Enter follows a link, Ctrl+C copies a line, R shows raw bytes, Escape closes."
        )
        self.setHorizontalHeaderLabels(["Element", "As recorded"])
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cells = MarkedCells(self)
        self.setItemDelegate(self._cells)
        self._ring = FocusRing(self, outset=4)
        self.itemActivated.connect(self._follow)

    def mark(self, sought: Sought) -> None:
        """Mark these words wherever they stand; () marks nothing."""
        self._cells.sought = sought
        self.viewport().update()

    def fill(self, rows: tuple[DetailRow, ...], theme: Theme) -> None:
        """Put the lines."""
        self._rows, self._cells.theme = rows, theme
        self.clearSpans()
        self.setRowCount(len(rows))
        self.setColumnWidth(0, theme.px(_LABEL_PX))
        for place, row in enumerate(rows):
            name, text = (QTableWidgetItem(breakable(words)) for words in (row.label or row.text, row.text))
            name.setData(_EXACT_ROLE, row.label)
            text.setData(_EXACT_ROLE, row.text)
            text.setData(_ENTRY_ROLE, row.entry)
            if explained := expanded_words(row.label):
                name.setToolTip(tip(explained))
                name.setData(Qt.ItemDataRole.AccessibleDescriptionRole, explained)
            if row.entry:
                _dress_as_link(text, theme)
            name.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            text.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            name.setForeground(theme.colour("second"))
            if not row.label:
                _dress_as_heading(name, theme)
                self.setSpan(place, 0, 1, 2)
            self.setItem(place, 0, name)
            self.setItem(place, 1, text)
        self._fit()
        self.scrollToTop()

    def fill_again(self, rows: tuple[DetailRow, ...], theme: Theme) -> None:
        """Put lines of which some are new; what is chosen, and the first on screen, stay where they are."""
        before, top, at = self._rows, self.rowAt(0), (self.currentRow(), self.currentColumn())
        y = self.rowViewportPosition(top)
        self.fill(rows, theme)
        if at[0] >= 0:
            self.setCurrentCell(_place_in(rows, before, at[0]), at[1])
        if top >= 0:
            self.updateGeometries()
            above = self.verticalHeader().sectionPosition(_place_in(rows, before, top))
            self.verticalScrollBar().setValue(above - y)

    def _follow(self, item: QTableWidgetItem) -> None:
        entry = self.model().index(item.row(), 1).data(_ENTRY_ROLE)
        if entry:
            self.entry_wanted.emit(str(entry))

    def _fit(self) -> None:
        """Give every row the height that its wrapped words need."""
        metrics, tall = QFontMetrics(self.font()), 10**6
        widths = (self.columnWidth(0) - 8, self.columnWidth(1) - 8)
        for row in range(self.rowCount()):
            spans = self.columnSpan(row, 0) > 1
            needed = (
                metrics.boundingRect(
                    QRect(0, 0, sum(widths) if spans else width, tall), _WRAPPED, self._shown(row, column)
                )
                for column, width in enumerate(widths)
            )
            self.setRowHeight(row, max(rect.height() for rect in needed) + 9)

    def _shown(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            self.copied.emit("\n".join(self._line(row) for row in rows))
            return
        if event.text().isalnum():  # a letter is the pane's key, not a search in this table
            event.ignore()
            return
        super().keyPressEvent(event)

    def _line(self, row: int) -> str:
        name, text = (str(self.model().index(row, column).data(_EXACT_ROLE)) for column in (0, 1))
        return f"{name}: {text}" if name else text

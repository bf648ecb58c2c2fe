"""A list of rows that keeps still: what is under the pointer, selected or first visible stays where it is.

Rows are measured only when they come near the screen, so that 40,000 cost no more than 40.
"""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from viewer.engine.messages import Row
from viewer.ui.lists.anchor import Anchor
from viewer.ui.lists.empty_words import draw_lines
from viewer.ui.lists.timeline_delegate import TimelineDelegate
from viewer.ui.lists.timeline_model import TimelineModel
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.row_words import spoken
from viewer.ui.look.theme import Role, Theme

_NEAR = 8  # rows measured above and below what is visible
_GUESS_PX = 44
_PASSES = 6


class EntryView(QTableView):
    """One list on screen.

    Signals: ``entry_chosen(str)`` on Enter, Space or a click; ``touched()`` when somebody uses the list;
    ``left()`` when the pointer goes; ``seen_changed()`` when other rows may be on screen; ``copied(str)``: a
    row in words, with date, value, unit, comparator and source (PRIV-17), to be copied on the audited way.
    """

    entry_chosen = Signal(str)
    copied = Signal(str)
    touched = Signal()
    left = Signal()
    seen_changed = Signal()

    def __init__(
        self,
        model: TimelineModel,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        dated: bool = True,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self.empty = ""  # what stands where there is no row: a blank list would claim that there is nothing
        self._theme = theme
        self._settling = False
        self.setModel(model)
        self.delegate = TimelineDelegate(theme, self, dated=dated)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Up and Down choose a row, Enter opens it.")
        self._set_looks()
        self._ring = FocusRing(self, outset=3)
        self.clicked.connect(self._choose)
        theme.changed.connect(self.measure_again)

    def _set_looks(self) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(12)
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_GUESS_PX))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setAccessibleName("Scroll")

    # ---- what must not move ------------------------------------------------------------------

    def first_visible(self) -> int:
        """Position of the first row on screen, -1 if there is none."""
        return self.rowAt(0)

    def last_visible(self) -> int:
        """Position of the last row on screen, -1 if there is none."""
        found = self.rowAt(self.viewport().height() - 1)
        return found if found >= 0 else self._rows.rowCount() - 1

    def under_pointer(self) -> int:
        """Position of the row under the pointer, -1 if the pointer is elsewhere."""
        point = self.viewport().mapFromGlobal(QCursor.pos())
        inside = self.viewport().underMouse() and self.viewport().rect().contains(point)
        return self.rowAt(point.y()) if inside else -1

    @property
    def at_top(self) -> bool:
        """Whether the list begins on screen and no row of it is chosen."""
        return self.verticalScrollBar().value() == 0 and self.selected() < 0

    def row_at(self, position: int) -> Row | None:
        """The row at a position, None outside."""
        return self._rows.row_at(position)

    def selected(self) -> int:
        """Position of the selected row, -1 if none."""
        chosen = self.selectionModel().selectedRows()
        return chosen[0].row() if chosen else -1

    def selected_entry(self) -> str:
        """Id of the selected row, "" if none."""
        row = self._rows.row_at(self.selected())
        return row.id if row is not None else ""

    def lowest_held(self) -> int:
        """The lowest row on screen that must not move: pointer, selection or first visible."""
        return max(self.first_visible(), self.under_pointer(), self._seen(self.selected()))

    def _seen(self, position: int) -> int:
        return position if self.first_visible() <= position <= self.last_visible() else -1

    def anchor(self) -> Anchor | None:
        """What to hold still while rows come and go."""
        for position in (self.under_pointer(), self._seen(self.selected()), self.first_visible()):
            row = self._rows.row_at(position)
            if row is not None:
                return Anchor(row, self.rowViewportPosition(position))
        return None

    def hold(self, anchor: Anchor | None) -> None:
        """Scroll so that the anchor's row is where it was, after measuring what is near."""
        if self._settling or self.viewport().width() <= 1:
            return
        self._settling = True
        self.executeDelayedItemsLayout()
        self.updateGeometries()  # a scroll bar that will be needed takes its room before rows are measured
        for _ in range(_PASSES):  # measuring near rows moves the anchor, until all that are near are measured
            self._scroll_to(anchor)
            if not self._measure():
                break
        self._settling = False
        self.viewport().update()
        self.seen_changed.emit()

    def _scroll_to(self, anchor: Anchor | None) -> None:
        position = self._rows.position(anchor.entry) if anchor is not None else -1
        if anchor is not None and position < 0:
            position = min(self._rows.place_for(anchor.row), self._rows.rowCount() - 1)
        if anchor is not None and position >= 0:
            self.updateGeometries()
            self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(position) - anchor.y)

    def select_entry(self, entry: str) -> None:
        """Select a row again without opening it."""
        position = self._rows.position(entry)
        if position >= 0:
            self.setCurrentIndex(self._rows.index(position, 0))

    def below(self) -> int:
        """How many rows are not, or not wholly, on screen below the last whole one."""
        last = self.last_visible()
        if last >= 0 and self.rowViewportPosition(last) + self.rowHeight(last) > self.viewport().height() + 1:
            last -= 1
        return self._rows.rowCount() - 1 - last

    # ---- measuring ---------------------------------------------------------------------------

    def measure_again(self) -> None:
        """Widths or fonts changed: measure what is on screen."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_GUESS_PX))
        self.settle()

    def settle(self) -> None:
        """Measure what is near the screen and keep the first row still."""
        if not self._settling:
            self.hold(self.anchor())

    def _measure(self) -> bool:
        """Give rows near the screen their height; tell whether one changed."""
        count, header, changed = self._rows.rowCount(), self.verticalHeader(), False
        width = self.columnWidth(0)
        for position in range(
            max(0, self.first_visible() - _NEAR), min(count, self.last_visible() + _NEAR + 1)
        ):
            height = self.delegate.height(self._rows.index(position, 0), width)
            if header.sectionSize(position) != height:
                header.resizeSection(position, height)
                changed = True
        return changed

    # ---- the folds ---------------------------------------------------------------------------

    def folds(self) -> tuple[QRect, QRect]:
        """Where a row that is not wholly on screen would be: a dose cut in its middle must not be read.

        Empty where all rows are whole, or where none is: then a part is better than nothing.
        """
        first, last = self.first_visible(), self.last_visible()
        width, height = self.viewport().width(), self.viewport().height()
        if first < 0:
            return QRect(), QRect()
        top = max(self.rowViewportPosition(first), 0)
        if self.rowViewportPosition(first) < -1:
            top = self.rowViewportPosition(first) + self.rowHeight(first)
        bottom = self.rowViewportPosition(last)
        if bottom + self.rowHeight(last) <= height + 1:
            bottom = height
        if bottom <= top:
            return QRect(), QRect()
        return QRect(0, 0, width, top), QRect(0, bottom, width, height - bottom)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.font(Role.SMALL))
        painter.setPen(self._theme.colour("second"))
        for fold, words in zip(self.folds(), ("more above", "more below"), strict=True):
            painter.fillRect(fold, self._theme.colour("panel"))
            if fold.height() >= painter.fontMetrics().height():
                painter.drawText(fold, Qt.AlignmentFlag.AlignCenter, words)
        if self.empty and self.model().rowCount() == 0:
            draw_lines(painter, self.viewport().rect().adjusted(8, 6, -8, -6), self.empty)
        painter.end()

    # ---- Qt ----------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_GUESS_PX))  # the columns share the page by stretch

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # what was moved along may have been a fold
        self.settle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self.anchor()
        super().resizeEvent(event)
        self.hold(anchor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.touched.emit()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
            return
        if event.matches(QKeySequence.StandardKey.Copy):  # Qt's own way would pass the audit trail by
            row = self._rows.row_at(self.selected())
            if row is not None:
                self.copied.emit(spoken(row))
            return
        super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are not searched for row by row: the filter does that for all rows at once."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.touched.emit()
        super().wheelEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        super().mousePressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.touched.emit()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def _choose(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index.row()) if index.isValid() else None
        if row is not None:
            self.entry_chosen.emit(row.id)

"""The table of a comparison: rows as high as their words, measured when they come on screen."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.theme import Theme
from viewer.ui.look.whole_rows import cover_fold
from viewer.ui.pages.compare.compare_model import COLUMNS, CompareModel

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_WHEN_PX, _LINE_PX = 120, 26


class CompareTable(QTableView):
    """Signals: ``opened(int)``: the line whose entry is to be opened; ``copied(str)``."""

    opened = Signal(int)
    copied = Signal(str)

    def __init__(self, model: CompareModel, theme: Theme) -> None:
        super().__init__()
        self.lines, self._theme = model, theme
        self.setModel(model)
        self.setAccessibleName("Compared")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._ring = FocusRing(self, outset=4)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.measure)
        model.modelReset.connect(self.renew)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._rest.start())
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme.changed.connect(self.renew)

    def renew(self) -> None:
        """Put headings over the whole width, and measure anew what is on screen."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_LINE_PX))
        self.clearSpans()
        for place in self.lines.headings():
            self.setSpan(place, 0, 1, COLUMNS)
        self._fit()
        self._rest.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        cover_fold(self)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # the cover stays at the foot

    def _fit(self) -> None:
        when = self._theme.px(_WHEN_PX)
        rest = max(self.viewport().width() - when, 0)
        for column, width in ((0, rest * 4 // 10), (1, when), (2, rest * 3 // 10), (3, rest * 3 // 10)):
            self.setColumnWidth(column, width)

    def measure(self) -> None:
        """Give the rows on screen the height that their words need; it may bring others on screen."""
        place = max(self.rowAt(0), 0)
        bottom = 0
        while place < self.lines.rowCount() and bottom < self.viewport().height():
            self.resizeRowToContents(place)
            bottom = self.rowViewportPosition(place) + self.rowHeight(place)
            place += 1

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._rest.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.opened.emit(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        place = self.currentIndex().row()
        if place >= 0:
            cells = (
                f"{self.lines.head(column)}: {self.lines.text(place, column)}" for column in range(COLUMNS)
            )
            self.copied.emit("\n".join(cells) if self.lines.entry_at(place) else self.lines.text(place, 0))

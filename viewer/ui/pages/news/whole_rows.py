"""A table that shows no half of a row at its foot: half a name or dose may read as another (TML-08)."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableWidget
from typing_extensions import override

_BELOW = "more below"


class WholeRows(QTableWidget):
    """The last row is covered where it does not fit, unless it is the only one on screen."""

    def fold(self) -> QRect:
        """Where a row would be cut at the foot; empty where none is."""
        height = self.viewport().height()
        first, last = self.rowAt(0), self.rowAt(height - 1)
        top = self.rowViewportPosition(last)
        if last <= first or top + self.rowHeight(last) <= height:
            return QRect()
        return QRect(0, top, self.viewport().width(), height - top)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        fold = self.fold()
        if fold.isEmpty():
            return
        painter = QPainter(self.viewport())
        painter.fillRect(fold, self.palette().base())
        painter.setPen(self.palette().text().color())
        if fold.height() >= painter.fontMetrics().height():
            painter.drawText(fold, Qt.AlignmentFlag.AlignCenter, _BELOW)
        painter.end()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # a scroll moves what is painted: the cover would go with it

"""A table that shows no half of a row at its foot: half a name or dose may read as another (TML-08)."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QTableWidget
from typing_extensions import override

_BELOW = "more below"


def fold_of(table: QTableView) -> QRect:
    """Where a row would be cut at the foot; empty where none is, or where no other row is on screen."""
    height = table.viewport().height()
    first, last = table.rowAt(0), table.rowAt(height - 1)
    top = table.rowViewportPosition(last)
    if last <= first or top + table.rowHeight(last) <= height:
        return QRect()
    return QRect(0, top, table.viewport().width(), height - top)


def cover_fold(table: QTableView) -> None:
    """Paint over the row that would be cut, after all others are painted."""
    fold = fold_of(table)
    if fold.isEmpty():
        return
    painter = QPainter(table.viewport())
    painter.fillRect(fold, table.palette().base())
    painter.setPen(table.palette().text().color())
    if fold.height() >= painter.fontMetrics().height():
        painter.drawText(fold, Qt.AlignmentFlag.AlignCenter, _BELOW)
    painter.end()


class WholeRows(QTableWidget):
    """A table of items whose last row is covered where it does not fit."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        cover_fold(self)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # a scroll moves what is painted: the cover would go with it

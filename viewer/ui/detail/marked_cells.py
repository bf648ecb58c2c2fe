"""Cells of words in which sought words are marked where they stand; all others look as ever."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from viewer.timeline.folding import Sought
from viewer.ui.look.marked import marks
from viewer.ui.look.theme import Theme

_MARGIN = 3.0  # as the style leaves it around words


class MarkedCells(QStyledItemDelegate):
    """Paints cells; ``sought`` is marked in them, () marks nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sought: Sought = ()
        self.theme: Theme | None = None

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found = marks(str(index.data() or ""), self.sought, self.theme) if self.theme is not None else []
        if not found:
            super().paint(painter, option, index)
            return
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        text, own.text = own.text, ""
        style = own.widget.style() if own.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        self._write(painter, own, text, found)

    @staticmethod
    def _write(
        painter: QPainter, own: QStyleOptionViewItem, text: str, found: list[QTextLayout.FormatRange]
    ) -> None:
        ink = QTextLayout.FormatRange()
        ink.start, ink.length, ink.format = 0, len(text.encode("utf-16-le")) // 2, QTextCharFormat()
        ink.format.setForeground(own.palette.text())
        layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), own.font)
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrapped)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(own.rect.width() - 2 * _MARGIN, 20.0))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        painter.save()
        painter.setClipRect(own.rect)
        layout.draw(painter, QPointF(own.rect.topLeft()) + QPointF(_MARGIN, 1), [ink, *found])
        painter.restore()

"""Paints a cell of the board, and knows how high it is at a width."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from viewer.record.pages.medicines.body import Cell
from viewer.ui.look.focus_ring import BLACK, YELLOW
from viewer.ui.look.theme import Theme
from viewer.ui.pages.medicines.board_model import BoardModel
from viewer.ui.pages.medicines.words_layout import WordsLayout, cell_groups

Index = QModelIndex | QPersistentModelIndex
_KEPT = 4000


class CellDelegate(QStyledItemDelegate):
    """Draws one cell; what is laid out once is kept until the theme changes."""

    def __init__(self, model: BoardModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self._laid: dict[tuple[int, int], tuple[Cell, WordsLayout]] = {}
        self.whole = False
        theme.changed.connect(self._laid.clear)

    def show_whole(self, wanted: bool) -> None:  # noqa: FBT001  # a state, as Qt's own setters
        """Show every line of a cell, or those that are needed first."""
        self.whole = wanted
        self._laid.clear()

    def layout(self, cell: Cell, width: int) -> WordsLayout:
        """A cell laid out in a width."""
        found = self._laid.get((id(cell), width))
        if found is None:
            if len(self._laid) >= _KEPT:
                self._laid.clear()
            # The cell is kept beside its layout: an id is only its own while the cell lives.
            found = self._laid[id(cell), width] = (cell, self._lay(cell, width))
        return found[1]

    def _lay(self, cell: Cell, width: int) -> WordsLayout:
        return WordsLayout(cell_groups(cell, whole=self.whole), width, self._theme)

    def height(self, index: Index, width: int) -> int:
        """Pixels that a cell needs at this width."""
        cell = self._model.cell(index)
        return self.layout(cell, width).height if cell else 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.rect.width()
        return QSize(width, self.height(index, width))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        cell = self._model.cell(index)
        painter.save()
        painter.setClipRect(rect)
        if cell is None:
            painter.fillRect(rect, self._theme.colour("page"))
        else:
            self._paint_state(painter, option, rect)
            self.layout(cell, rect.width()).paint(painter, rect.x(), rect.y(), rect.width())
        painter.restore()

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("select"))
        if state & QStyle.StateFlag.State_HasFocus:
            for inset, width, shade in ((1, 2, YELLOW), (3, 1, BLACK)):
                painter.setPen(QPen(QColor(shade), width))
                painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))

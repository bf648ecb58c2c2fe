"""How a cell is painted: decimal points under one another, the interpretation and marks in words below."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from viewer.record.pages.results.body import Cell
from viewer.ui.look.row_words import unbroken
from viewer.ui.look.theme import Role, Theme
from viewer.ui.pages.results.grid_model import CELLS_ROLE, ROW_ROLE, GridModel

Index = QModelIndex | QPersistentModelIndex
_PAD = 6
_WORDS = 96
"""Width that words of a cell wrap at; a number is never wrapped (FID-21)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The widest part before and after the decimal point of a column, and of its times, in pixels."""

    before: int
    after: int
    time: int

    @property
    def width(self) -> int:
        """What the numbers of the column need."""
        return self.before + self.after + self.time


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of the grid. ``measure`` is told which columns there are before they are painted."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures: list[Measure] = []

    def measure(self, model: GridModel) -> list[int]:
        """Measure all columns, and return how wide each has to be for its cells."""
        metrics = QFontMetrics(self._theme.font())
        small = QFontMetrics(self._theme.font(Role.SMALL))
        self._measures = [_measure(model, column, (metrics, small)) for column in range(model.columnCount())]
        words = self._theme.px(_WORDS)
        return [max(one.width, words) + 2 * _PAD for one in self._measures]

    def height(self, cells: tuple[Cell, ...], width: int) -> int:
        """How high a cell has to be at a width."""
        return sum(self._height(cell, width - 2 * _PAD) for cell in cells) + _PAD

    def _height(self, cell: Cell, width: int) -> int:
        body = QFontMetrics(self._theme.font())
        first = body.height() if cell.point >= 0 else _wrapped(body, unbroken(cell.text), width)
        first += body.height() if cell.time and cell.point < 0 else 0
        small = QFontMetrics(self._theme.font(Role.SMALL, bold=True))
        return first + sum(_wrapped(small, words, width) for words in below(cell))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), self.height(index.data(CELLS_ROLE), option.rect.width()))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        shade = "select" if option.state & QStyle.StateFlag.State_Selected else self._ground(index)
        painter.fillRect(option.rect, self._theme.colour(shade))
        area = option.rect.adjusted(_PAD, _PAD // 2, -_PAD, 0)
        for cell in index.data(CELLS_ROLE):
            self._cell(painter, area, cell, index.column())
            area = area.adjusted(0, self._height(cell, area.width()), 0, 0)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.colour("text"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _ground(self, index: Index) -> str:
        line = index.data(ROW_ROLE)
        return "panel" if line.row else "page"

    def _cell(self, painter: QPainter, area: QRect, cell: Cell, column: int) -> None:
        font = self._theme.font()
        font.setStrikeOut(cell.struck)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        metrics = QFontMetrics(font)
        area = self._time(painter, area, cell)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        if cell.point >= 0 and column < len(self._measures):
            self._number(painter, area, cell, self._measures[column])
            top = area.top() + metrics.height()
        else:
            words = unbroken(cell.text)
            high = _wrapped(metrics, words, area.width())
            painter.drawText(QRect(area.left(), area.top(), area.width(), high), _FLAGS, words)
            top = area.top() + high
        self._below(painter, area, cell, top)

    def _time(self, painter: QPainter, area: QRect, cell: Cell) -> QRect:
        """The time beside a number, above words; returns what is left."""
        if not cell.time:
            return area
        small = self._theme.font(Role.SMALL)
        painter.setFont(small)
        painter.setPen(self._theme.colour("second"))
        high = QFontMetrics(self._theme.font()).height()
        line = QRect(area.left(), area.top(), area.width(), high)
        painter.drawText(line, int(_RIGHT if cell.point >= 0 else _LEFT), cell.time)
        return area if cell.point >= 0 else area.adjusted(0, high, 0, 0)

    def _number(self, painter: QPainter, area: QRect, cell: Cell, measure: Measure) -> None:
        """Put the decimal point where all of the column stand; nothing is added to a number."""
        metrics = painter.fontMetrics()
        axis = area.left() + measure.before
        base = area.top() + metrics.ascent()
        before, after = cell.text[: cell.point], cell.text[cell.point :]
        painter.drawText(axis - metrics.horizontalAdvance(before), base, before)
        painter.drawText(axis, base, after)

    def _below(self, painter: QPainter, area: QRect, cell: Cell, top: int) -> None:
        font = self._theme.font(Role.SMALL, bold=True)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        for words in below(cell):
            painter.setPen(self._theme.colour("bad" if words == cell.graded else "warn"))
            high = _wrapped(metrics, words, area.width())
            painter.drawText(QRect(area.left(), top, area.width(), high), _FLAGS, words)
            top += high


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def below(cell: Cell) -> list[str]:
    """The words under a value: the interpretation as sent, then each mark."""
    return [*([cell.graded] if cell.graded else []), *cell.marks]


def _wrapped(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, max(width, 20), 10_000), _FLAGS, text).height() if text else 0


def _measure(model: GridModel, column: int, fonts: tuple[QFontMetrics, QFontMetrics]) -> Measure:
    before = after = time = 0
    metrics, small = fonts
    for row in range(model.rowCount()):
        for cell in model.cells(row, column):
            if cell.point >= 0:
                before = max(before, metrics.horizontalAdvance(cell.text[: cell.point]))
                after = max(after, metrics.horizontalAdvance(cell.text[cell.point :]))
                time = max(time, small.horizontalAdvance(f"  {cell.time}") if cell.time else 0)
    return Measure(before, after, time)

"""The headings at the side of the grid: the test and its unit in bold, ranges and notes small below."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from viewer.ui.look.row_words import unbroken
from viewer.ui.look.theme import Role, Theme
from viewer.ui.pages.results.grid_model import (
    ROW_ROLE,
    GridRow,
    heading_of,
    newest_words,
    side_lines,
)

_PAD = 6
_WIDTH = 270
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class SideHeader(QHeaderView):
    """Stays in sight whatever is scrolled; every word is wrapped, none is cut."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def wide(self) -> int:
        """How wide the side is, in pixels."""
        return self._theme.px(_WIDTH)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.wide(), super().sizeHint().height())

    def needs(self, line: GridRow) -> int:
        """How high a line's heading is."""
        return sum(high for _, high, _ in self._parts(line)) + _PAD

    def _parts(self, line: GridRow) -> list[tuple[str, int, QFont]]:
        fonts = self._theme.font(bold=True), self._theme.font(), self._theme.font(Role.SMALL)
        newest = [(newest_words(line), fonts[1])] if newest_words(line) else []
        parts = [(heading_of(line), fonts[0]), *newest, *((words, fonts[2]) for words in side_lines(line))]
        return [(unbroken(words), self._high(unbroken(words), font), font) for words, font in parts]

    def _high(self, words: str, font: QFont) -> int:
        metrics = QFontMetrics(font)
        return metrics.boundingRect(QRect(0, 0, self.wide() - 2 * _PAD, 10_000), _FLAGS, words).height()

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        line = self.model().headerData(logicalIndex, Qt.Orientation.Vertical, ROW_ROLE)
        if not isinstance(line, GridRow):
            return
        painter.save()
        painter.fillRect(rect, self._theme.colour("panel" if line.row else "page"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        top = rect.top() + _PAD // 2
        small = {unbroken(words) for words in side_lines(line)}
        for words, high, font in self._parts(line):
            painter.setFont(font)
            painter.setPen(self._theme.colour("second" if words in small else "text"))
            painter.drawText(QRect(rect.left() + _PAD, top, rect.width() - 2 * _PAD, high), _FLAGS, words)
            top += high
        painter.restore()

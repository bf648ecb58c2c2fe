"""The headings above the grid: day, time and sources of a moment, wrapped in the column, never cut."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from viewer.ui.look.theme import Role, Theme

_PAD = 6
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class TopHeader(QHeaderView):
    """Stays in sight whatever is scrolled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)

    def fit(self) -> None:
        """As high as the longest heading at the present widths."""
        high = [self._needs(place) for place in range(self.count())]
        self.setFixedHeight(max(high, default=0) + _PAD)

    def _needs(self, section: int) -> int:
        width = self.sectionSize(section) - 2 * _PAD
        return sum(self._high(words, width, bold=bold) for words, bold in self._parts(section))

    def _parts(self, section: int) -> list[tuple[str, bool]]:
        """Day and time in bold, the rest small."""
        lines = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "").split("\n")
        return [(words, place == 0 or ":" in words) for place, words in enumerate(lines)]

    def _high(self, words: str, width: int, *, bold: bool) -> int:
        metrics = QFontMetrics(self._theme.font(bold=True) if bold else self._theme.font(Role.SMALL))
        return metrics.boundingRect(QRect(0, 0, width, 10_000), _FLAGS, words).height()

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, self._theme.colour("page"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(self._theme.colour("text"))
        top, width = rect.top() + _PAD // 2, rect.width() - 2 * _PAD
        for words, bold in self._parts(logicalIndex):
            painter.setFont(self._theme.font(bold=True) if bold else self._theme.font(Role.SMALL))
            high = self._high(words, width, bold=bold)
            painter.drawText(QRect(rect.left() + _PAD, top, width, high), _FLAGS, words)
            top += high
        painter.restore()

"""How the axis looks: with words above the lanes, below them with the same or with marks alone (TML-04)."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from viewer.timeline.axis import Tick, context_words, ticks
from viewer.ui.look.theme import Role, Theme
from viewer.ui.pages.lanes.scene import Scene

_TICK_PX = 50
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class AxisPaint:
    """Paints both ends of the axis."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def ticks(self, scene: Scene) -> tuple[Tick, ...]:
        """The moments that are marked at this zoom."""
        most = max(2, (scene.area.width() - scene.sizes.titles) // self._theme.px(_TICK_PX))
        return ticks(scene.window.first, scene.window.last, most, scene.zone)

    def paint(self, painter: QPainter, scene: Scene, found: tuple[Tick, ...]) -> None:
        """Paint it above and below."""
        painter.setFont(self._theme.font(Role.SMALL))
        sizes, area = scene.sizes, scene.area
        above = QRect(0, 0, area.width(), sizes.axis)
        below = QRect(0, area.height() - sizes.foot, area.width(), sizes.foot)
        for rect, edge in ((above, above.bottom()), (below, below.top())):
            painter.fillRect(rect, self._theme.colour("panel"))
            painter.setPen(QPen(self._theme.colour("edge"), 1))
            painter.drawLine(rect.left(), edge, rect.right(), edge)
            if rect.height() < sizes.line:
                self._marks(painter, scene, found, rect)
            elif rect.height() < 2 * sizes.line - sizes.gap:
                self._one_line(painter, scene, found, rect)
            else:
                self._two_lines(painter, scene, found, rect)

    @staticmethod
    def _marks(painter: QPainter, scene: Scene, found: tuple[Tick, ...], rect: QRect) -> None:
        for tick in found:
            x = scene.x(tick.at)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))

    def _one_line(self, painter: QPainter, scene: Scene, found: tuple[Tick, ...], rect: QRect) -> None:
        """What begins at a tick stands in the place of its own label, and what all is inside at the left."""
        metrics = QFontMetrics(painter.font())
        corner = context_words(scene.window.first, scene.window.last, scene.zone)
        self._words(painter, QRect(rect.adjusted(scene.sizes.gap, 0, 0, 0)), corner, "text")
        free = scene.sizes.gap + metrics.horizontalAdvance(corner) + scene.sizes.gap * 2 if corner else 0
        for tick in found:
            words = tick.begins or tick.label
            left, wide = round(scene.x(tick.at)) + scene.sizes.gap, metrics.horizontalAdvance(words) + 2
            if left >= free and left + wide <= rect.right():
                place = QRect(left, rect.top(), wide, rect.height())
                self._words(painter, place, words, "text" if tick.begins else "second")
                free = left + wide

    def _two_lines(self, painter: QPainter, scene: Scene, found: tuple[Tick, ...], rect: QRect) -> None:
        metrics = QFontMetrics(painter.font())
        half = rect.height() // 2
        free = [float(scene.sizes.titles)] * 2
        for tick in found:
            left = scene.x(tick.at) + scene.sizes.gap
            for words, shade, line in ((tick.begins, "text", 0), (tick.label, "second", 1)):
                wide = metrics.horizontalAdvance(words)
                if words and left >= free[line] and left + wide <= rect.right():
                    painter.setPen(self._theme.colour(shade))
                    place = QRectF(left, rect.top() + line * half, wide + 2, half)
                    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
                    free[line] = left + wide
        corner = context_words(scene.window.first, scene.window.last, scene.zone)
        self._words(painter, rect.adjusted(scene.sizes.gap, 0, 0, 0), corner, "text")

    def _words(self, painter: QPainter, rect: QRect, words: str, shade: str) -> None:
        painter.setPen(self._theme.colour(shade))
        painter.drawText(rect, _LEFT, words)

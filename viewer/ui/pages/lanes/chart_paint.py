"""How a chart looks: its points, lines between neighbours of a day, and the numbers where they have room.

Nothing is said by colour: a comparator is an arrow, what is not final is hollow, several numbers in one
place are a bar from the lowest to the highest, and how many of the test are not drawn stands in the title.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from viewer.timeline.chart_kinds import ABOVE, BELOW, OPEN
from viewer.timeline.charts import Spot
from viewer.ui.look.theme import Role, Theme
from viewer.ui.pages.lanes.chart import Chart
from viewer.ui.pages.lanes.lane_layout import Stripe
from viewer.ui.pages.lanes.scene import Scene

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class ChartPaint:
    """Paints one lane that is a chart."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, scene: Scene, stripe: Stripe) -> None:
        """Paint its lines, then its points, then the numbers beside them."""
        chart = stripe.held.chart
        if chart is None:
            return
        found = list(stripe.spots())
        self._lines(painter, stripe, chart, found)
        painter.setFont(self._theme.font(Role.SMALL))
        for spot, rect in found:
            self._spot(painter, spot, rect, stripe)
        painter.setPen(self._theme.colour("text"))
        for place, words in labels_of(stripe, chart, found, (painter.fontMetrics(), scene.area.width())):
            painter.drawText(place, _LEFT, words)

    def _lines(
        self, painter: QPainter, stripe: Stripe, chart: Chart, found: list[tuple[Spot, QRect]]
    ) -> None:
        painter.setPen(QPen(self._theme.colour("second"), 1))
        inside = stripe.inside
        for one, other in stripe.plotted.joins:
            for end in ("low", "high"):
                ends = [
                    QPointF(QRectF(found[at][1]).center().x(), chart.y(getattr(found[at][0], end), inside))
                    for at in (one, other)
                ]
                painter.drawLine(*ends)

    def _spot(self, painter: QPainter, spot: Spot, rect: QRect, stripe: Stripe) -> None:
        small = stripe.sizes.symbol * 0.6
        shade = self._theme.colour("accent")
        painter.setPen(QPen(shade, 1.5))
        painter.setBrush(self._theme.colour("panel") if spot.kind & OPEN else QColor(shade))
        middle = QRectF(rect).center()
        top, bottom = rect.top() + stripe.sizes.symbol / 2, rect.bottom() + 1 - stripe.sizes.symbol / 2
        if spot.end - spot.x > stripe.sizes.symbol and len(spot.items) == 1:  # the date may mean any of it
            painter.setPen(QPen(shade, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(middle.x(), bottom), QPointF(stripe.left + spot.end, bottom))
            painter.setPen(QPen(shade, 1.5))
        if bottom - top >= 1:
            painter.drawRect(QRectF(middle.x() - small / 4, top, small / 2, bottom - top))
        elif spot.kind & (BELOW | ABOVE):
            painter.drawPolygon(_arrow(middle, small / 2, up=bool(spot.kind & ABOVE)))
        else:
            painter.drawEllipse(middle, small / 2, small / 2)


def _arrow(middle: QPointF, half: float, *, up: bool) -> QPolygonF:
    tip = -half if up else half
    corners = ((-half, -tip), (half, -tip), (0.0, tip))
    return QPolygonF([QPointF(middle.x() + x, middle.y() + y) for x, y in corners])


def labels_of(
    stripe: Stripe, chart: Chart, found: list[tuple[Spot, QRect]], room: tuple[QFontMetrics, int]
) -> Iterator[tuple[QRect, str]]:
    """The numbers that have room right of their points, whole, and where."""
    metrics, width = room
    gap = stripe.sizes.gap // 2
    for place, (spot, rect) in enumerate(found):
        words = chart.text(spot)
        wide = metrics.horizontalAdvance(words) + 2
        wall = found[place + 1][1].left() if place + 1 < len(found) else width
        if words and rect.right() + gap + wide <= wall:
            middle = min(
                max(rect.center().y(), stripe.inside.top() + metrics.height() // 2),
                stripe.inside.bottom() - metrics.height() // 2,
            )
            top = middle - metrics.height() // 2
            yield QRect(rect.right() + gap, top, wide, metrics.height()), words

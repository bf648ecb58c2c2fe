"""How lanes look: axis, now line, admissions, titles with counts, marks with whole labels, counted bars."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from viewer.engine.messages import Row
from viewer.record.pages.lanes import OPEN_END, OPEN_START, PERIOD, POINT, RANGE
from viewer.timeline.axis import Tick
from viewer.timeline.lanes import Bar, Indexes, Mark
from viewer.ui.look.focus_ring import BLACK, YELLOW
from viewer.ui.look.theme import Role, Theme
from viewer.ui.pages.lanes.axis_paint import AxisPaint
from viewer.ui.pages.lanes.chart_paint import ChartPaint
from viewer.ui.pages.lanes.label_widths import label_of
from viewer.ui.pages.lanes.lane_layout import Stripe
from viewer.ui.pages.lanes.lane_model import Held
from viewer.ui.pages.lanes.scene import Scene

_BAND = 0.35
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _holds(items: Indexes, one: int) -> bool:
    return one >= 0 and bool(np.any(items == one))


def _mixed(ground: QColor, shade: QColor, share: float) -> QColor:
    parts = zip(ground.getRgb()[:3], shade.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(one * (1 - share) + other * share) for one, other in parts))


def diamond(rect: QRect) -> tuple[tuple[float, float], ...]:
    """The corners of the symbol of something that is, or begins, at a place (TML-05)."""
    left, middle, half = rect.left(), rect.top() + rect.height() / 2, rect.width() / 2
    return (
        (left, middle),
        (left + half, middle - half),
        (left + 2 * half, middle),
        (left + half, middle + half),
    )


def arrow(rect: QRect) -> tuple[tuple[float, float], ...]:
    """The corners of what stands at the edge for something that began before it: no start is drawn there."""
    left, middle, half = rect.left(), rect.top() + rect.height() / 2, rect.width() / 2
    return ((left, middle), (left + 1.4 * half, middle - half), (left + 1.4 * half, middle + half))


def titled(held: Held) -> str:
    """The title of a lane, with the sign that says whether it is folded."""
    folded, unfolded = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}", "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
    words = held.sent.title if held.chart is None else f"{held.sent.title} (chart)"
    return f"{folded if held.folded else unfolded} {words}"


class LanePaint:
    """Paints a scene with the theme; measures labels with the font it paints them in."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._axis = AxisPaint(theme)
        self._charts = ChartPaint(theme)

    def width(self, words: str) -> int:
        """Pixels that words need, beside a mark or below a title."""
        return QFontMetrics(self._theme.font(Role.SMALL)).horizontalAdvance(words)

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(scene.area, self._theme.colour("panel"))
        found = self._axis.ticks(scene)
        inner = scene.area.adjusted(0, scene.sizes.axis, 0, -scene.sizes.foot)
        painter.save()
        painter.setClipRect(inner)
        self._ground(painter, scene, inner, found)
        self._now(painter, scene, inner)
        for stripe in scene.stripes:
            self._stripe(painter, scene, stripe)
        painter.restore()
        self._axis.paint(painter, scene, found)

    # ---- behind everything -------------------------------------------------------------------

    def _ground(self, painter: QPainter, scene: Scene, inner: QRect, found: tuple[Tick, ...]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # whole pixels: ten times as fast
        top, high = inner.top(), inner.height()
        ahead = round(scene.x(scene.page.now))
        painter.fillRect(QRect(ahead, top, inner.right() - ahead, high), self._theme.colour("page"))
        band = _mixed(self._theme.colour("panel"), self._theme.colour("select"), _BAND)
        for left, right in scene.stays():
            painter.fillRect(QRect(round(left), top, max(round(right) - round(left), 2), high), band)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        for tick in found:
            x = scene.x(tick.at)
            painter.drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _now(self, painter: QPainter, scene: Scene, inner: QRect) -> None:
        if scene.window.first <= scene.page.now <= scene.window.last:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            x = scene.x(scene.page.now)
            painter.drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom()))

    # ---- a lane --------------------------------------------------------------------------------

    def _stripe(self, painter: QPainter, scene: Scene, stripe: Stripe) -> None:
        top = scene.top + stripe.top
        if top > scene.area.height() or top + stripe.height < 0:
            return
        painter.save()
        painter.translate(0, scene.top)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(
            0, stripe.top + stripe.height - 1, scene.area.width(), stripe.top + stripe.height - 1
        )
        self._title(painter, scene, stripe)
        for spot, rect in stripe.spots():
            if _holds(spot.items, scene.current - stripe.held.offset):
                self._state(painter, scene, rect.adjusted(-2, -2, 2, 2), current=True)
        self._charts.paint(painter, scene, stripe)
        for mark in stripe.laid.marks:
            self._extent(painter, scene, stripe, mark)
        for mark in stripe.laid.marks:
            self._mark(painter, scene, stripe, mark)
        for bar in stripe.laid.bars:
            self._bar(painter, scene, stripe, bar)
        painter.restore()

    def _title(self, painter: QPainter, scene: Scene, stripe: Stripe) -> None:
        ground = self._theme.colour("panel")
        column = stripe.title.adjusted(0, 0, -scene.sizes.gap, -1).intersected(
            QRect(0, stripe.top, scene.area.width(), stripe.height)
        )
        if scene.sizes.head:  # of the ground behind it the words need no more than their own place
            wide = self.width(titled(stripe.held)) * 5 // 4 + max(map(self.width, stripe.counts))
            painter.fillRect(QRect(0, column.top() + 1, wide + 6 * scene.sizes.gap, column.height()), ground)
        else:
            painter.fillRect(column, ground)
        words = column.adjusted(scene.sizes.gap * 2, scene.sizes.around, -scene.sizes.gap, 0)
        align = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(self._theme.font(Role.SMALL, bold=True))
        painter.setPen(self._theme.colour("text"))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(titled(stripe.held), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, align, title)
        beside = metrics.horizontalAdvance(title) + 3 * scene.sizes.gap if scene.sizes.head else 0
        step = scene.sizes.head or metrics.height()
        painter.setFont(self._theme.font(Role.SMALL))
        painter.setPen(self._theme.colour("second"))
        for number, line in enumerate(stripe.counts, start=0 if scene.sizes.head else 1):
            painter.drawText(words.adjusted(beside, number * step, 0, 0), align, line)

    def _mark(self, painter: QPainter, scene: Scene, stripe: Stripe, mark: Mark) -> None:
        rect = stripe.mark_rect(mark)
        position = stripe.held.offset + mark.item
        row = scene.row_of(position)
        self._state(painter, scene, rect.adjusted(-2, 0, 2, 0), current=position == scene.current)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._shade(row))
        corners = arrow(rect) if mark.item < stripe.laid.begins else diamond(rect)
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        if mark.labelled and row is not None:
            font = self._theme.font(Role.SMALL)
            font.setStrikeOut(row.struck)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text"))
            words = label_of(row)
            beside = stripe.label_rect(mark, QFontMetrics(font).horizontalAdvance(words))
            painter.drawText(beside, int(_LEFT), words)

    def _extent(self, painter: QPainter, scene: Scene, stripe: Stripe, mark: Mark) -> None:
        """How long it lasts, or when it may have been: a thin line behind the symbols (TML-05, FID-06)."""
        first, last = float(stripe.held.first[mark.item]), float(stripe.held.last[mark.item])
        left, right = scene.x(first), scene.x(last)
        shape, rect = int(stripe.held.shapes[mark.item]), stripe.mark_rect(mark)
        if shape == POINT or right - left < scene.sizes.symbol:
            return
        low = rect.bottom() - 1
        may_be = Qt.PenStyle.DashLine if shape == RANGE else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._shade(scene.row_of(stripe.held.offset + mark.item)), 1.5, may_be))
        painter.drawLine(QPointF(left, low), QPointF(right, low))
        high = scene.sizes.symbol * 0.35  # below the words of a label
        if shape in {PERIOD, OPEN_START} and last <= scene.window.last:
            painter.drawLine(QPointF(right, low - high), QPointF(right, low))
        if shape in {PERIOD, OPEN_END} and first >= scene.window.first:
            painter.drawLine(QPointF(left, low - high), QPointF(left, low))

    def _shade(self, row: Row | None) -> QColor:
        return self._theme.colour("second" if row is not None and row.struck else "accent")

    def _bar(self, painter: QPainter, scene: Scene, stripe: Stripe, bar: Bar) -> None:
        rect = stripe.bar_rect(bar)
        current = _holds(bar.items, scene.current - stripe.held.offset)
        painter.fillRect(rect, self._theme.colour("hover"))
        painter.setPen(QPen(self._theme.colour("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        if stripe.laid.early(bar.items):  # into the gap beside it: the number keeps its room
            gap, middle = scene.sizes.gap, rect.center().y()
            painter.setBrush(self._theme.colour("accent"))
            painter.drawPolygon(
                [QPoint(rect.left() + x, middle + y) for x, y in ((-gap, 0), (0, -gap), (0, gap))]
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
        self._state(painter, scene, rect, current=current)
        painter.setFont(self._theme.font(Role.SMALL))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), f"{len(bar.items):,}")

    def _state(self, painter: QPainter, scene: Scene, rect: QRect, *, current: bool) -> None:
        if not current:
            return
        painter.fillRect(rect, self._theme.colour("select"))
        if scene.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for inset, width, shade in ((0, 2, YELLOW), (1, 1, BLACK)):
                painter.setPen(QPen(QColor(shade), width))
                painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))

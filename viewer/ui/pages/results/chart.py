"""One chart on screen (pyqtgraph): points, straight lines, open marks, ranges of the source (RES-06, RES-14).

Imported when the first chart is drawn, never at start: it brings numpy.
"""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from viewer.record.pages.results.body import Axis, Line, Point, Tick, Trace
from viewer.ui.look.theme import Role, Theme

MARKS = ("o", "s", "t", "d", "star", "+", "x", "p", "h")
"""Shapes of the lines; nobody has to tell colours apart."""

MARK_WORDS = (
    "circle", "square", "triangle", "diamond", "star", "plus", "cross", "pentagon", "hexagon",
)  # fmt: skip
_COLOURS = ("accent", "warn", "good", "bad", "second")
_STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_SIZE = 10
_NAN = float("nan")


def plain_plot(theme: Theme, name: str, said: str) -> pg.PlotWidget:
    """An empty plot: nothing moves by itself, no menu, axes in the colours of the window."""
    plot = pg.PlotWidget(background=theme.colour("panel"))
    plot.setAntialiasing(True)
    plot.setMouseEnabled(x=False, y=False)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setAccessibleName(name)
    plot.setAccessibleDescription(said)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    font = QFont(theme.font(Role.SMALL))
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.enableAutoSIPrefix(enable=False)
        axis.setPen(theme.colour("edge"))
        axis.setTextPen(theme.colour("text"))
        axis.setTickFont(font)
    plot.showGrid(x=True, y=True, alpha=0.15)
    return plot


class TrendChart:
    """The chart of one axis: ``widget`` to lay out, and the point that the reader stands on."""

    def __init__(self, axis: Axis, theme: Theme, span: tuple[float, float], ticks: Sequence[Tick]) -> None:
        self._theme = theme
        self.widget: QWidget = plain_plot(theme, f"Chart in {axis.unit}", axis.says)
        self._plot = self.widget
        plot = self._plot
        plot.setLabel("left", axis.unit, color=theme.colour("text").name())
        plot.getAxis("left").setWidth(theme.px(64))
        plot.getAxis("bottom").setTicks([[(tick.at, tick.words) for tick in ticks]])
        plot.setXRange(*span, padding=0)
        self._tick = (span[1] - span[0]) * 0.005
        for line in axis.lines:
            self._line(line)
        self._here = pg.ScatterPlotItem(
            symbol="o", size=_SIZE * 2, pen=pg.mkPen(theme.colour("text"), width=2), brush=None
        )
        plot.addItem(self._here)

    def stand_on(self, point: Point | None) -> None:
        """Ring a point; None for none."""
        self._here.setData([middle(point)] if point else [], [point.height] if point else [])

    def _line(self, line: Line) -> None:
        colour = self._theme.colour(_COLOURS[line.mark % len(_COLOURS)])
        self._ranges(line.points)
        pen = pg.mkPen(colour, width=1.5, style=_STYLES[line.mark % len(_STYLES)])
        xs, ys = joined(line.points)
        self._plot.addItem(pg.PlotCurveItem(xs, ys, pen=pen, connect="finite"))
        for exact in (True, False):
            points = [point for point in line.points if (point.kind == "exact") is exact]
            self._plot.addItem(
                pg.ScatterPlotItem(
                    [middle(point) for point in points],
                    [point.height for point in points],
                    symbol=MARKS[line.mark % len(MARKS)],
                    size=_SIZE,
                    pen=pg.mkPen(colour, width=1.5),
                    brush=pg.mkBrush(colour) if exact else pg.mkBrush(self._theme.colour("panel")),
                )
            )
        self._spans(line.points, colour)
        for point in line.points:
            self._sign(point)

    def _ranges(self, points: Sequence[Point]) -> None:
        """An upright line at each point, from bound to bound of the range that its own source sent."""
        pen = pg.mkPen(self._theme.colour("edge"), width=1, style=Qt.PenStyle.DashLine)
        whole = [point for point in points if point.low is not None and point.high is not None]
        xs = [middle(point) for point in whole for _ in (0, 1)]
        ys = [height for point in whole for height in (point.low, point.high)]
        self._plot.addItem(pg.PlotCurveItem(xs, ys, pen=pen, connect="pairs"))
        ends = [(middle(p), end) for p in points for end in (p.low, p.high) if end is not None]
        xs = [at for x, _ in ends for at in (x - self._tick, x + self._tick)]
        ys = [end for _, end in ends for _ in (0, 1)]
        self._plot.addItem(pg.PlotCurveItem(xs, ys, pen=pg.mkPen(pen.color(), width=2), connect="pairs"))

    def _spans(self, points: Sequence[Point], colour: object) -> None:
        """A date without a day or time is drawn as the range that it may mean (FID-06)."""
        wide = [point for point in points if not point.joined and point.last > point.first]
        xs = [end for point in wide for end in (point.first, point.last)]
        ys = [point.height for point in wide for _ in (0, 1)]
        self._plot.addItem(pg.PlotCurveItem(xs, ys, pen=pg.mkPen(colour, width=4), connect="pairs"))

    def _sign(self, point: Point) -> None:
        """What a shape alone does not say: the comparator, amended, converted."""
        signs = [
            {"below": "<", "above": ">"}.get(point.kind, ""),
            "A" if point.amended else "",
            "conv." if point.converted else "",
        ]
        words = " ".join(filter(None, signs))
        if words:
            item = pg.TextItem(words, color=self._theme.colour("text"), anchor=(0, 1.1))
            item.setFont(self._theme.font(Role.SMALL, bold=True))
            item.setPos(middle(point), point.height)
            self._plot.addItem(item)


def middle(point: Point) -> float:
    """Where a point stands in time: in the middle of what its date may mean."""
    return (point.first + point.last) / 2


def joined(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    """Coordinates of the line: it breaks at a comparator, and a date without a day is no part of it."""
    on_it = sorted((one for one in points if one.joined or one.kind != "exact"), key=middle)
    return [middle(one) for one in on_it], [one.height if one.joined else _NAN for one in on_it]


def trace_chart(trace: Trace, theme: Theme) -> QWidget:
    """A run of samples; where there is no number there is no line (RES-10)."""
    plot = plain_plot(theme, f"Trace: {trace.name}", trace.says)
    plot.setLabel("left", trace.unit, color=theme.colour("text").name())
    plot.setLabel("bottom", trace.step_words, color=theme.colour("text").name())
    xs = [place * trace.step for place in range(len(trace.heights))]
    ys = [_NAN if height is None else height for height in trace.heights]
    plot.addItem(pg.PlotCurveItem(xs, ys, pen=pg.mkPen(theme.colour("text"), width=1), connect="finite"))
    made: QWidget = plot
    return made

"""The trend of the chosen tests: charts, a legend with figures, and a line that says the point (RES-14)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.record.pages.results.body import Axis, Line, Point, Trend
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label, scrolled, selectable
from viewer.ui.look.theme import Theme

_SPANS = (
    ("All dates", 0),
    ("Last 5 years", 1826),
    ("Last year", 366),
    ("Last 3 months", 92),
    ("Last month", 31),
    ("Last week", 7),
    ("Last 2 days", 2),
)
_MARKS = (
    "Open mark with < or >: the source sent a comparator. A: amended. Upright dashes: the range that the "
    "source sent with that result (two of one moment are in words only). "
    "Thick bar: a date without a day. conv.: converted."
)
_CHART_HIGH = 210


class TrendPane(QFrame):
    """Signals: ``closed()``, ``point_chosen(str)`` an entry's id, ``conversion_wanted(bool)``.

    ``days_wanted(int)``: so many before the newest result, 0 for all.
    """

    closed = Signal()
    point_chosen = Signal(str)
    conversion_wanted = Signal(bool)
    days_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.trend: Trend | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Trend")
        self.title = label("", "heading")
        self.convert = QCheckBox("Convert units where UCUM proves it")
        self.span = QComboBox()
        self.span.setAccessibleName("Time shown, up to the newest result")
        for words, days in _SPANS:
            self.span.addItem(words, days)
        self.close_button = button("Close trend (Esc)")
        self.readout = selectable(label("", "strong"), "Point")
        self.left_out = label("", "small")
        self._charts: list[object] = []
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._at = (0, 0)
        self._ring = FocusRing(self)
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.span.activated.connect(lambda place: self.days_wanted.emit(_SPANS[place][1]))
        self.convert.clicked.connect(self.conversion_wanted)
        theme.changed.connect(self._draw)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.convert)
        head.addWidget(self.span)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.readout)
        column.addWidget(scrolled(self._held, "Charts"), 1)
        column.addWidget(self.left_out)

    def show_trend(self, trend: Trend | None) -> None:
        """Put a trend; None leaves nothing of the last one."""
        if trend == self.trend:
            return
        self.trend, self._at = trend, (0, 0)
        self._draw()

    def _draw(self) -> None:
        self._empty()
        trend = self.trend
        if trend is None:
            return
        from viewer.ui.pages.results.chart import TrendChart

        self.title.setText(f"Trend: {trend.title}")
        self.convert.setVisible(trend.may_convert)
        self.convert.setChecked(trend.converted)
        self.span.setCurrentIndex(max(self.span.findData(trend.days), 0))
        self.left_out.setText(f"Not drawn: {'; '.join(trend.left_out)}." if trend.left_out else "")
        self.left_out.setVisible(bool(trend.left_out))
        for axis in trend.axes:
            chart = TrendChart(axis, self._theme, (trend.first, trend.last), trend.ticks)
            chart.widget.setFixedHeight(self._theme.px(_CHART_HIGH))
            self._charts.append(chart)
            self._column.addWidget(chart.widget)
            self._column.addWidget(label("\n".join(_legend(axis)), "small"))
        self._column.addWidget(label(_MARKS if trend.axes else "", "small"))
        self._column.addStretch(1)
        self.setAccessibleDescription(" ".join([*(axis.says for axis in trend.axes), self.left_out.text()]))
        lines = self._lines()
        self._at = (0, len(lines[0][1].points) - 1) if lines else (0, 0)
        self._say()

    def _empty(self) -> None:
        self._charts.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words in (self.title, self.readout, self.left_out):
            words.setText("")

    def _lines(self) -> list[tuple[int, Line]]:
        """Every line with the number of its chart, in the order of the screen."""
        axes = self.trend.axes if self.trend else ()
        return [(place, line) for place, axis in enumerate(axes) for line in axis.lines]

    def point(self) -> Point | None:
        """The point that the reader stands on."""
        lines = self._lines()
        return lines[self._at[0]][1].points[self._at[1]] if lines else None

    def _say(self) -> None:
        from viewer.ui.pages.results.chart import TrendChart

        point, lines = self.point(), self._lines()
        self.readout.setText(point.spoken if point else "Nothing to draw.")
        self.readout.setAccessibleName(self.readout.text())
        for place, chart in enumerate(self._charts):
            if isinstance(chart, TrendChart):
                chart.stand_on(point if lines and place == lines[self._at[0]][0] else None)

    def _step(self, along: int, across: int) -> None:
        lines = self._lines()
        if not lines:
            return
        line = min(max(self._at[0] + across, 0), len(lines) - 1)
        points = lines[line][1].points
        at = self._at[1] + along if not across else _nearest(self.point(), points)
        self._at = (line, min(max(at, 0), len(points) - 1))
        self._say()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, point = event.key(), self.point()
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Home: (-1_000_000, 0),
            Qt.Key.Key_End: (1_000_000, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        if key in steps:
            self._step(*steps[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and point is not None:
            self.point_chosen.emit(point.entry)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _nearest(point: Point | None, points: tuple[Point, ...]) -> int:
    """The point of another line that is nearest in time."""
    at = point.first if point else 0.0
    return min(range(len(points)), key=lambda place: abs(points[place].first - at))


def _legend(axis: Axis) -> list[str]:
    """Which shape is whose, with the newest and the one before in figures; then the ranges as sent."""
    from viewer.ui.pages.results.chart import MARK_WORDS

    said = [
        f"{MARK_WORDS[line.mark % len(MARK_WORDS)].capitalize()}: {line.name}, {line.source}: "
        + ", ".join(filter(None, (line.latest, line.previous)))
        for line in axis.lines
    ]
    return [*said, *axis.ranges]

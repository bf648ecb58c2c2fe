"""The whole life in one strip: how much lies where, and which stretch is in view, to be drawn and moved."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from viewer.timeline.lanes import Floats
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.theme import Theme
from viewer.ui.pages.lanes.time_window import TimeWindow

_HIGH = 30
_LEAST_DRAG = 4


class Overview(QWidget):
    """Signal: ``window_wanted(object)``, a TimeWindow that was drawn or moved to."""

    window_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._window = TimeWindow(0.0, 1.0, 0.0, 1.0)
        self._moments: Floats = np.empty(0)
        self._counted: tuple[tuple[float, float, int], NDArray[np.intp]] | None = None
        self._left = 0
        self._pressed: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Whole life")
        self.setAccessibleDescription("Left and right move what is in view; plus and minus zoom it.")
        self.setFixedHeight(theme.px(_HIGH))
        self._ring = FocusRing(self)

    def show_moments(self, moments: Floats) -> None:
        """Take when everything happened, in any order."""
        self._moments = moments[np.isfinite(moments)]
        self._counted = None
        self.update()

    def show_window(self, window: TimeWindow, left: int) -> None:
        """Take what is in view; ``left`` is where the lanes begin, in pixels."""
        self._window, self._left = window, left
        self.update()

    def _x(self, at: float) -> float:
        share = (at - self._window.begin) / (self._window.end - self._window.begin)
        return self._left + share * (self.width() - self._left)

    def _at(self, x: float) -> float:
        share = (x - self._left) / max(self.width() - self._left, 1)
        return self._window.begin + min(max(share, 0.0), 1.0) * (self._window.end - self._window.begin)

    def _counts(self, cells: int) -> NDArray[np.intp]:
        """How many entries begin in each cell; counted anew where the whole or the width is another."""
        key = (self._window.begin, self._window.end, cells)
        if self._counted is None or self._counted[0] != key:
            self._counted = (key, np.histogram(self._moments, bins=cells, range=key[:2])[0])
        return self._counted[1]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("page"))
        cells = max((self.width() - self._left) // 3, 1)
        counts = self._counts(cells)
        most = max(int(counts.max()), 1) if len(counts) else 1
        high = self.height() - 6
        for cell in np.flatnonzero(counts).tolist():
            bar = max(2.0, high * float(counts[cell]) / most)
            place = QRectF(self._left + cell * 3, self.height() - 3 - bar, 2, bar)
            painter.fillRect(place, self._theme.colour("second"))
        left, right = self._x(self._window.first), self._x(self._window.last)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRect(QRectF(left, 1, max(right - left, 3.0), self.height() - 2))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().x()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        first, last = sorted((self._pressed, event.position().x()))
        self._pressed = None
        if last - first < _LEAST_DRAG:
            half = self._window.length / 2
            at = self._at(first)
            self.window_wanted.emit(self._window.over(at - half / 1.2, at + half / 1.2))
        else:
            self.window_wanted.emit(self._window.over(self._at(first), self._at(last)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        changes = {
            Qt.Key.Key_Left: self._window.moved(-0.25), Qt.Key.Key_Right: self._window.moved(0.25),
            Qt.Key.Key_Plus: self._window.zoomed(0.64), Qt.Key.Key_Minus: self._window.zoomed(1.5625),
        }  # fmt: skip
        if (window := changes.get(Qt.Key(event.key()))) is not None:
            self.window_wanted.emit(window)
        else:
            super().keyPressEvent(event)

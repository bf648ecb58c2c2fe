"""What the mouse does on the lanes: chooses, drags time, folds a lane by its title or drags it elsewhere."""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui.pages.lanes.lane_layout import Stripe
from viewer.ui.pages.lanes.time_window import TimeWindow


class Touched(Protocol):
    """The view of lanes, as far as a mouse has to do with it."""

    window_in_view: TimeWindow

    def viewport(self) -> QWidget: ...
    def indexAt(self, point: QPoint) -> QModelIndex: ...  # noqa: N802  # Qt's name
    def setCurrentIndex(self, index: QModelIndex) -> None: ...  # noqa: N802  # Qt's name
    def title_at(self, point: QPoint) -> Stripe | None: ...
    def place_at(self, point: QPoint) -> int: ...
    def time_at(self, x: int) -> float: ...
    def set_window(self, window: TimeWindow) -> None: ...
    def fold(self, stripe: Stripe) -> None: ...
    def shift(self, stripe: Stripe, place: int) -> None: ...


class Pointer:
    """One press of the mouse at a time."""

    def __init__(self, view: Touched) -> None:
        self._view = view
        self._time: tuple[QPoint, TimeWindow] | None = None
        self._title: tuple[QPoint, Stripe] | None = None

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        view, point = self._view, event.position().toPoint()
        index, stripe = view.indexAt(point), view.title_at(point)
        self._time = self._title = None
        if index.isValid():
            view.setCurrentIndex(index)
        elif stripe is not None:
            self._title = (point, stripe)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._time = (point, view.window_in_view)

    def move(self, event: QMouseEvent) -> None:
        """It was moved while down."""
        point = event.position().toPoint()
        if self._time is not None:
            start, window = self._time
            by = self._view.time_at(start.x()) - self._view.time_at(point.x())
            self._view.set_window(window.moved(by / window.length))
        elif self._title is not None and self._dragged(point, self._title[0]):
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def release(self, event: QMouseEvent) -> None:
        """It went up: a title that stayed folds its lane, one that was dragged moves it."""
        view, held = self._view, self._title
        self._time = self._title = None
        view.viewport().unsetCursor()
        if held is None:
            return
        point = event.position().toPoint()
        if not self._dragged(point, held[0]):
            view.fold(held[1])
        elif (place := view.place_at(point)) >= 0:
            view.shift(held[1], place)

    @staticmethod
    def _dragged(point: QPoint, start: QPoint) -> bool:
        return (point - start).manhattanLength() >= QApplication.startDragDistance()

"""The lanes: painted on one axis, zoomed and moved by wheel, drag and keys, read out as a list of entries."""

from collections.abc import Callable
from datetime import UTC, tzinfo

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from viewer.ui.look.theme import Role, Theme
from viewer.ui.pages.lanes.bare_view import BareView
from viewer.ui.pages.lanes.described import described
from viewer.ui.pages.lanes.hand import bring_on_screen, changed_by_key, changed_by_wheel, moves_lane
from viewer.ui.pages.lanes.label_widths import Labels
from viewer.ui.pages.lanes.lane_layout import Stripe, stripes
from viewer.ui.pages.lanes.lane_model import LaneModel
from viewer.ui.pages.lanes.lane_paint import LanePaint
from viewer.ui.pages.lanes.pointer import Pointer
from viewer.ui.pages.lanes.scene import scene_of
from viewer.ui.pages.lanes.sizes import Sizes, least_height, sizes_of
from viewer.ui.pages.lanes.steps import stepped
from viewer.ui.pages.lanes.time_window import TimeWindow

Index = QModelIndex | QPersistentModelIndex


class LaneView(BareView):
    """A list to Qt, so that screen readers read it; where its items stand is decided here.

    Signals: ``entry_chosen(str)``; ``window_changed(object)`` a TimeWindow; ``current_changed(str)``;
    ``order_changed(object)``: keys of lanes from the top, as the person put them; ``date_wanted()``;
    ``laid_out()``: lanes, or what stands in them, are elsewhere.
    """

    entry_chosen, current_changed, laid_out = Signal(str), Signal(str), Signal()
    window_changed, order_changed, date_wanted = Signal(object), Signal(object), Signal()

    def __init__(self, model: LaneModel, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lanes = model
        self.window_in_view = TimeWindow(0.0, 1.0, 0.0, 1.0)
        self.stripes: tuple[Stripe, ...] = ()
        self._paint = LanePaint(theme)
        self._labels = Labels(model, self._paint.width)
        self._pointer = Pointer(self)
        self.zone: tzinfo = UTC
        self.setModel(model)
        self.setAccessibleName("Lanes")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._restyle)

    # ---- what is in view ---------------------------------------------------------------------

    def sizes(self) -> Sizes:
        """The lengths of the design at the present size of text and of the view."""
        return sizes_of(self._theme.px, self.viewport().height())

    def set_window(self, window: TimeWindow) -> None:
        """Show another stretch of time."""
        if window != self.window_in_view:
            self.window_in_view = window
            self.lay_out()
            self.window_changed.emit(window)

    def lay_out(self) -> None:
        """Put every entry in its place at this zoom."""
        sizes = self.sizes()
        self.setMinimumHeight(least_height(self._theme.px))
        view = self.window_in_view.view(self.viewport().width() - sizes.titles - sizes.gap)
        self.stripes = tuple(stripes(self.lanes, view, sizes, self._labels.width, self._paint.width))
        whole = self.stripes[-1].top + self.stripes[-1].height if self.stripes else 0
        room = self.viewport().height() - sizes.axis - sizes.foot
        self.verticalScrollBar().setRange(0, max(0, whole - room))
        self.verticalScrollBar().setPageStep(max(room, 1))
        self.verticalScrollBar().setSingleStep(sizes.row)
        self._describe()
        self.viewport().update()
        self.laid_out.emit()

    def zoom(self, factor: float) -> None:
        """See less (factor below 1) or more time, about the chosen entry or now where they are in view."""
        self.set_window(self.window_in_view.zoomed(factor, self._zoom_point()))

    def _zoom_point(self) -> float | None:
        found, window = self._stripe_of(self.currentIndex()), self.window_in_view
        spans = [] if found is None else [(found[0].held.first[found[1]], found[0].held.last[found[1]])]
        spans += [] if self.lanes.page is None else [(self.lanes.page.now, self.lanes.page.now)]
        seen = (max(float(one), window.first) for one, end in spans if window.sees(float(one), float(end)))
        return next(seen, None)

    def _describe(self) -> None:
        self.setAccessibleDescription(described(*(self._stripe_of(self.currentIndex()) or (None, -1))))

    def hold(self, change: Callable[[], object]) -> None:
        """Let the model hold other entries; the cursor stays on its entry, and in view what is in view."""
        entry, lane = "", ""
        if (here := self.currentIndex()).isValid():
            entry, lane = (
                self.lanes.entry(here.row()),
                self.lanes.lanes[self.lanes.lane_of(here.row())].sent.key,
            )
        change()
        self.renew()
        if (place := self.lanes.position_in(entry, lane)) >= 0:
            self.setAutoScroll(False)
            self.setCurrentIndex(self.lanes.index(place, 0))
            self.setAutoScroll(True)

    def renew(self) -> None:
        """The model holds other entries."""
        self._labels.forget()
        self.lay_out()

    def _restyle(self) -> None:
        self._labels.forget()
        self.setFont(self._theme.font(Role.SMALL))
        self.lay_out()

    def _stripe_of(self, index: Index) -> tuple[Stripe, int] | None:
        if not index.isValid() or not self.stripes:
            return None
        stripe = self.stripes[self.lanes.lane_of(index.row())]
        return stripe, index.row() - stripe.held.offset

    def top(self) -> int:
        """Where the first lane begins."""
        return self.sizes().axis - self.verticalScrollBar().value()

    # ---- what Qt asks of a view ----------------------------------------------------------------

    @override
    def visualRect(self, index: Index) -> QRect:
        found = self._stripe_of(index)
        return found[0].rect_of(found[1]).translated(0, self.top()) if found else QRect()

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        inside = point - QPoint(0, self.top())
        for stripe in self.stripes:
            if (item := stripe.at(inside)) >= 0:
                return self.lanes.index(stripe.held.offset + item, 0)
        return QModelIndex()

    @override
    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        found = self._stripe_of(index)
        if found is None:
            return
        stripe, item = found
        if not stripe.rect_of(item).isValid():
            self.set_window(self.window_in_view.showing(float(stripe.held.first[item])))
        self.lane_shown(stripe.held.sent.key)

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        here = self.currentIndex().row()
        return self.lanes.index(stepped(self.lanes, here, action) if here >= 0 else 0, 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if (window := changed_by_key(event, self.window_in_view, self._zoom_point())) is not None:
            self.set_window(window)
        elif (by := moves_lane(event)) and (found := self._stripe_of(self.currentIndex())):
            self.shift(found[0], self.stripes.index(found[0]) + by)
        elif key == Qt.Key.Key_Space and (found := self._stripe_of(self.currentIndex())):
            self.fold(found[0])
        elif key == Qt.Key.Key_G and not event.modifiers():
            self.date_wanted.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def open(self, index: Index) -> None:
        """Open an entry; one that is counted in a bar is zoomed to first, as far as that tells them apart."""
        found = self._stripe_of(index)
        if found is None:
            return
        stripe, item = found
        if (crowd := stripe.crowd_of(item)) is not None:
            closer = self.window_in_view.over(*crowd)
            if closer.length < self.window_in_view.length * 0.95:
                self.set_window(closer)
                return
        self.entry_chosen.emit(self.lanes.entry(index.row()))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.current_changed.emit(self.lanes.entry(current.row()))
        self._describe()
        self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        at = self.time_at(event.position().toPoint().x())
        window = changed_by_wheel(event, self.window_in_view, at)
        if window is not None:
            self.set_window(window)
        else:
            super().wheelEvent(event)
        event.accept()

    def time_at(self, x: int) -> float:
        """The moment at a pixel of the view."""
        sizes, window = self.sizes(), self.window_in_view
        width = max(self.viewport().width() - sizes.titles - sizes.gap, 1)
        return window.first + (x - sizes.titles) / width * window.length

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def title_at(self, point: QPoint) -> Stripe | None:
        """The lane whose title is at a point."""
        inside = point - QPoint(0, self.top())
        found = (one for one in self.stripes if one.title.contains(inside))
        return next(found, None) if point.y() >= self.sizes().axis else None

    def place_at(self, point: QPoint) -> int:
        """Which lane from the top is at a point, beside its title as well; -1 for none."""
        top = point.y() - self.top()
        return next((at for at, one in enumerate(self.stripes) if 0 <= top - one.top < one.height), -1)

    def fold(self, stripe: Stripe) -> None:
        """Fold a lane to its title, or unfold it; the cursor stays on its entry."""
        self.hold(lambda: self.lanes.fold(stripe.held.sent.key))

    def shift(self, stripe: Stripe, place: int) -> None:
        """Put a lane in another place from the top; the cursor stays on its entry."""
        self.hold(lambda: self.lanes.shift(stripe.held.sent.key, place))
        self.order_changed.emit(self.lanes.order)
        self.lane_shown(stripe.held.sent.key)

    def lane_shown(self, key: str) -> None:
        """Scroll so that a lane is seen."""
        bar, room = self.verticalScrollBar(), self.verticalScrollBar().pageStep()
        for stripe in (one for one in self.stripes if one.held.sent.key == key):
            bar.setValue(min(max(bar.value(), stripe.top + stripe.height - room), stripe.top))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the page scrolls as a whole the lanes come on screen with the keyboard."""
        super().focusInEvent(event)
        bring_on_screen(self)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open(self.indexAt(event.position().toPoint()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()
        if self.hasFocus():
            QTimer.singleShot(0, self, lambda: bring_on_screen(self))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self.lanes.page is not None:
            self._paint.paint(painter, scene_of(self, self.lanes.page))
        painter.end()

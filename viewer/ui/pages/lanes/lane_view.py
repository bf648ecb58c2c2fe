"""The lanes: painted on one axis, zoomed and moved by wheel, drag and keys, read out as a list of entries."""

from collections.abc import Callable
from datetime import UTC, tzinfo

from PySide6.QtCore import QItemSelectionModel as Selecting
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView
from typing_extensions import override

from viewer.record.pages.lanes import LanesPage
from viewer.ui.look.theme import Role, Theme
from viewer.ui.pages.lanes.hand import changed_by_key, changed_by_wheel
from viewer.ui.pages.lanes.lane_layout import Sizes, Stripe, stripes
from viewer.ui.pages.lanes.lane_model import LaneModel
from viewer.ui.pages.lanes.lane_paint import LanePaint, Scene, label_of
from viewer.ui.pages.lanes.time_window import TimeWindow

Index = QModelIndex | QPersistentModelIndex


class LaneView(QListView):
    """A list to Qt, so that screen readers read it; where its items stand is decided here.

    Signals: ``entry_chosen(str)``; ``window_changed(object)`` a TimeWindow; ``current_changed(str)``.
    """

    entry_chosen = Signal(str)
    window_changed = Signal(object)
    current_changed = Signal(str)

    def __init__(self, model: LaneModel, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lanes = model
        self.window_in_view = TimeWindow(0.0, 1.0, 0.0, 1.0)
        self.stripes: tuple[Stripe, ...] = ()
        self._labels: dict[int, int] = {}
        self._drag: tuple[QPoint, TimeWindow] | None = None
        self._paint = LanePaint(theme)
        self.zone: tzinfo = UTC
        self.setModel(model)
        self.setAccessibleName("Lanes")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._restyle)

    # ---- what is in view ---------------------------------------------------------------------

    def sizes(self) -> Sizes:
        """The lengths of the design at the present size of text."""
        px = self._theme.px
        return Sizes(
            titles=px(235), row=px(17), around=px(3), symbol=px(10), digit=px(8), gap=px(4), axis=px(30)
        )

    def set_window(self, window: TimeWindow) -> None:
        """Show another stretch of time."""
        if window != self.window_in_view:
            self.window_in_view = window
            self.lay_out()
            self.window_changed.emit(window)

    def lay_out(self) -> None:
        """Put every entry in its place at this zoom."""
        sizes = self.sizes()
        self.setMinimumHeight(2 * sizes.axis + 6 * sizes.row)
        view = self.window_in_view.view(self.viewport().width() - sizes.titles - sizes.gap)
        self.stripes = tuple(stripes(self.lanes, view, sizes, self._label_width, self._paint.width))
        whole = self.stripes[-1].top + self.stripes[-1].height if self.stripes else 0
        room = self.viewport().height() - 2 * sizes.axis
        self.verticalScrollBar().setRange(0, max(0, whole - room))
        self.verticalScrollBar().setPageStep(max(room, 1))
        self.verticalScrollBar().setSingleStep(sizes.row)
        self.viewport().update()

    def _label_width(self, position: int) -> int:
        if position not in self._labels:
            row = self.lanes.row(position)
            self._labels[position] = self._paint.width(label_of(row)) if row is not None else 0
        return self._labels[position]

    def hold(self, change: Callable[[], object]) -> None:
        """Let the model hold other entries; the cursor stays on its entry, and in view what is in view."""
        entry = self.lanes.entry(here.row()) if (here := self.currentIndex()).isValid() else ""
        change()
        self.renew()
        if (place := self.lanes.position(entry)) >= 0:
            self.setAutoScroll(False)
            self.setCurrentIndex(self.lanes.index(place, 0))
            self.setAutoScroll(True)

    def renew(self) -> None:
        """The model holds other entries."""
        self._labels.clear()
        self.lay_out()

    def _restyle(self) -> None:
        self._labels.clear()
        self.setFont(self._theme.font(Role.SMALL))
        self.lay_out()

    def _stripe_of(self, index: Index) -> tuple[Stripe, int] | None:
        if not index.isValid() or not self.stripes:
            return None
        stripe = self.stripes[self.lanes.lane_of(index.row())]
        return stripe, index.row() - stripe.held.offset

    def _top(self) -> int:
        return self.sizes().axis - self.verticalScrollBar().value()

    # ---- what Qt asks of a view ----------------------------------------------------------------

    @override
    def doItemsLayout(self) -> None: ...  # lay_out does it

    @override
    def updateGeometries(self) -> None: ...  # and sets the scroll bar

    @override
    def visualRect(self, index: Index) -> QRect:
        found = self._stripe_of(index)
        return found[0].rect_of(found[1]).translated(0, self._top()) if found else QRect()

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        inside = point - QPoint(0, self._top())
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
        bar, room = self.verticalScrollBar(), self.viewport().height() - 2 * self.sizes().axis
        bar.setValue(min(max(bar.value(), stripe.top + stripe.height - room), stripe.top))

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def setSelection(self, rect: QRect, command: Selecting.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid() and self.selectionModel() is not None:
            self.selectionModel().select(index, command)

    @override
    def visualRegionForSelection(self, _selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        way = QAbstractItemView.CursorAction
        here = self.currentIndex()
        if (found := self._stripe_of(here)) is None:
            return self.lanes.index(0, 0)
        stripe, item = found
        last = len(stripe.held) - 1
        if action in {way.MoveUp, way.MoveDown}:
            return self.lanes.index(self.lanes.nearest(here.row(), -1 if action is way.MoveUp else 1), 0)
        back, on = (way.MoveLeft, way.MovePrevious), (way.MoveRight, way.MoveNext)
        steps = (
            dict.fromkeys(back, item - 1) | dict.fromkeys(on, item + 1) | {way.MoveHome: 0, way.MoveEnd: last}
        )
        target = min(max(steps.get(action, item), 0), last)
        return self.lanes.index(stripe.held.offset + target, 0)

    # ---- hand and keys -----------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if (window := changed_by_key(event, self.window_in_view)) is not None:
            self.set_window(window)
        elif key == Qt.Key.Key_Space and (found := self._stripe_of(self.currentIndex())):
            self.fold(found[0])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are not searched for entry by entry: the filter does that for all at once."""

    def open(self, index: Index) -> None:
        """Open an entry; one that is counted in a bar is zoomed to first, as far as that tells them apart."""
        found = self._stripe_of(index)
        if found is None:
            return
        stripe, item = found
        bar = stripe.bar_of(item)
        if bar is not None and len(bar.items) > 1:
            times = stripe.held.first[bar.items]
            closer = self.window_in_view.over(float(times.min()), float(times.max()))
            if closer.length < self.window_in_view.length * 0.95:
                self.set_window(closer)
                return
        self.entry_chosen.emit(self.lanes.entry(index.row()))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.current_changed.emit(self.lanes.entry(current.row()))
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
        point = event.position().toPoint()
        index = self.indexAt(point)
        stripe = self._title_at(point)
        if stripe is not None:
            self.fold(stripe)
        elif index.isValid():
            self.setCurrentIndex(index)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._drag = (point, self.window_in_view)

    def _title_at(self, point: QPoint) -> Stripe | None:
        """The lane whose title is at a point."""
        top = point.y() - self._top()
        if point.x() >= self.sizes().titles or not self.sizes().axis <= point.y():
            return None
        return next((one for one in self.stripes if one.top <= top < one.top + one.height), None)

    def fold(self, stripe: Stripe) -> None:
        """Fold a lane to its title, or unfold it; the cursor stays on its entry."""
        self.hold(lambda: self.lanes.fold(stripe.held.sent.key))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            start, window = self._drag
            by = self.time_at(start.x()) - self.time_at(event.position().toPoint().x())
            self.set_window(window.moved(by / window.length))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open(self.indexAt(event.position().toPoint()))

    # ---- painting ----------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self.lanes.page is not None:
            self._paint.paint(painter, self._scene(self.lanes.page))
        painter.end()

    def _scene(self, page: LanesPage) -> Scene:
        return Scene(
            stripes=self.stripes,
            window=self.window_in_view,
            page=page,
            sizes=self.sizes(),
            area=self.viewport().rect(),
            top=self._top(),
            current=self.currentIndex().row(),
            focused=self.hasFocus(),
            row_of=self.lanes.row,
            zone=self.zone,
        )

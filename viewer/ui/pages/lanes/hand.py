"""What keys and wheel do to the stretch of time in view, and to the order of the lanes."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from viewer.ui.pages.lanes.time_window import TimeWindow

_ZOOM, _PAN = 0.64, 0.25
_WHEEL_ZOOM, _WHEEL_PAN, _NOTCH = 0.8, 0.125, 120
_ZOOMS: Mapping[Qt.Key, float] = {Qt.Key.Key_Plus: _ZOOM, Qt.Key.Key_Minus: 1 / _ZOOM}
_KEYS: Mapping[Qt.Key, Callable[[TimeWindow], TimeWindow]] = {
    Qt.Key.Key_0: lambda window: window.whole,
    Qt.Key.Key_PageUp: lambda window: window.moved(-2 * _PAN),
    Qt.Key.Key_PageDown: lambda window: window.moved(2 * _PAN),
}
_WITH_SHIFT: Mapping[Qt.Key, float] = {Qt.Key.Key_Left: -_PAN, Qt.Key.Key_Right: _PAN}


def changed_by_key(event: QKeyEvent, window: TimeWindow, at: float | None = None) -> TimeWindow | None:
    """Return what a key makes of the stretch in view, None for a key that means something else.

    ``at``: what plus and minus zoom about, None for the middle.
    """
    key = Qt.Key(event.key())
    if key in _ZOOMS:
        return window.zoomed(_ZOOMS[key], at)
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _WITH_SHIFT:
        return window.moved(_WITH_SHIFT[key])
    change = _KEYS.get(key)
    return change(window) if change is not None else None


def moves_lane(event: QKeyEvent) -> int:
    """-1 for the keys that move a lane up (Ctrl+Shift+Up), 1 for down, 0 for others."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    if event.modifiers() & both != both:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)


def changed_by_wheel(event: QWheelEvent, window: TimeWindow, at: float) -> TimeWindow | None:
    """Return what the wheel makes of it: with Ctrl zoomed about ``at``, with Shift moved; None alone."""
    turns = (event.angleDelta().y() or event.angleDelta().x()) / _NOTCH
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return window.zoomed(_WHEEL_ZOOM**turns, at)
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return window.moved(-turns * _WHEEL_PAN)
    return None


def bring_on_screen(part: QWidget) -> None:
    """Scroll the page that a part stands on so that it is seen whole, or from its top."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea):
        bar = around.verticalScrollBar()
        top = part.mapTo(around.viewport(), part.rect().topLeft()).y() + bar.value()
        low = top + part.height() - around.viewport().height()
        bar.setValue(min(max(bar.value(), low), top))

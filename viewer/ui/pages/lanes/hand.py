"""What keys and wheel do to the stretch of time in view."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from viewer.ui.pages.lanes.time_window import TimeWindow

_ZOOM, _PAN = 0.64, 0.25
_WHEEL_ZOOM, _WHEEL_PAN, _NOTCH = 0.8, 0.125, 120
_KEYS: Mapping[Qt.Key, Callable[[TimeWindow], TimeWindow]] = {
    Qt.Key.Key_Plus: lambda window: window.zoomed(_ZOOM),
    Qt.Key.Key_Minus: lambda window: window.zoomed(1 / _ZOOM),
    Qt.Key.Key_0: lambda window: window.whole,
    Qt.Key.Key_PageUp: lambda window: window.moved(-2 * _PAN),
    Qt.Key.Key_PageDown: lambda window: window.moved(2 * _PAN),
}
_WITH_SHIFT: Mapping[Qt.Key, float] = {Qt.Key.Key_Left: -_PAN, Qt.Key.Key_Right: _PAN}


def changed_by_key(event: QKeyEvent, window: TimeWindow) -> TimeWindow | None:
    """Return what a key makes of the stretch in view, None for a key that means something else."""
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _WITH_SHIFT:
        return window.moved(_WITH_SHIFT[key])
    change = _KEYS.get(key)
    return change(window) if change is not None else None


def changed_by_wheel(event: QWheelEvent, window: TimeWindow, at: float) -> TimeWindow | None:
    """Return what the wheel makes of it: with Ctrl zoomed about ``at``, with Shift moved; None alone."""
    turns = (event.angleDelta().y() or event.angleDelta().x()) / _NOTCH
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return window.zoomed(_WHEEL_ZOOM**turns, at)
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return window.moved(-turns * _WHEEL_PAN)
    return None

"""Wherever the keyboard goes it is seen: brought on screen, ringed where the part has no ring of its own."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid

from viewer.ui.look.focus_ring import FocusRing

_RINGED = (QComboBox, QLineEdit, QAbstractScrollArea)
_AIR_PX = 4


class FocusFollower(QObject):
    """Follows the keyboard through the window and its dialogs (WCAG 2.4.7 and 2.4.11)."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            return
        _ring(now)
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:  # nothing moves while one is pressed
            QTimer.singleShot(0, now, lambda: bring(now) if isValid(now) else None)


def _ring(part: QWidget) -> None:
    """Give a field that has no ring one that stays with it."""
    if not isinstance(part, _RINGED):
        return
    rings = part.window().findChildren(FocusRing)
    if not any(ring.follows(part) for ring in rings):
        FocusRing(part).surround()


def bring(part: QWidget) -> None:
    """Scroll what lies around a part until at least its beginning is on screen."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and _holds(above, part) and _is_outside(part, above):
            _scroll(above, part)
        above = above.parentWidget()


def _scroll(area: QScrollArea, part: QWidget) -> None:
    """Bring a part's end on screen, then its beginning, which so is there in any case.

    ``ensureWidgetVisible`` would aim at the row in use of a list, which may be scrolled far out of that list.
    """
    inner = area.widget()
    start = part.mapTo(inner, QPoint(0, 0)) if inner is not None else QPoint(0, 0)
    for y in (start.y() + part.height(), start.y()):
        area.ensureVisible(start.x(), y, 0, _AIR_PX)


def _holds(area: QScrollArea, part: QWidget) -> bool:
    """Whether a part scrolls with the area; its own buttons may stand on it and do not."""
    inner = area.widget()
    return inner is not None and inner.isAncestorOf(part)


def _is_outside(part: QWidget, area: QScrollArea) -> bool:
    """Whether less than half of it, or of the screen it has, is seen; a greater one is left where it is."""
    view = area.viewport()
    top = part.mapTo(view, QPoint(0, 0)).y()
    seen = min(top + part.height(), view.height()) - max(top, 0)
    return seen < min(part.height(), view.height()) / 2

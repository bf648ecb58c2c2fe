"""A person with a keyboard and nothing else: presses keys, and looks where the keyboard is."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui.look.focus_ring import YELLOW

_AROUND = 6  # a ring may stand around what it is about
_LEAST = 12  # yellow points that an eye cannot miss
_MOST = 200
KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    """One key, to whatever has the keyboard."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    QTest.keyClick(target, key, modifier)
    QApplication.processEvents()


def type_words(words):
    QTest.keyClicks(QApplication.focusWidget(), words)
    QApplication.processEvents()


def who(widget):
    """A widget in words, for failures."""
    return f"{type(widget).__name__} {widget.accessibleName()!r}" if widget is not None else "nothing"


def ring_seen(widget):
    """Whether somebody who looks at the screen sees that this has the keyboard."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    place = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(window.rect())
    picture = window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    yellow = QColor(YELLOW).rgb()
    points = memoryview(picture.constBits()).cast("B").cast("I")
    return sum(1 for point in points if point == yellow) >= _LEAST


def on_screen(widget):
    """Whether any of it is on screen (focus not obscured)."""
    return not widget.visibleRegion().isEmpty()


def reachable(root):
    """Every visible, enabled part of a window that takes the keyboard."""
    parts = [one for one in root.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    return [
        one
        for one in parts
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.window() is root
        and not _is_viewport(one)
    ]


def _is_viewport(part):
    return part.objectName().startswith("qt_")


def walk(key=KEY.Key_Tab, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key until it comes back to where it has been; return what had the keyboard, in order."""
    seen = [QApplication.focusWidget()]
    for _ in range(_MOST):
        press(key, modifier)
        now = QApplication.focusWidget()
        if now in seen:
            return seen
        seen.append(now)
    raise AssertionError("it never comes round")

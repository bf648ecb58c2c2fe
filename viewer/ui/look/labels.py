"""Words on the screen: always plain text, so that a record can never style or script the window."""

from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QToolButton, QWidget
from typing_extensions import override

from viewer.present.abbreviations import expanded_words
from viewer.ui.look.audited_copy import AuditedCopy

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
NOT_ASSURED = "Not assured for live clinical use"


def label(text: str = "", role: str = "body", *, wrap: bool = True) -> QLabel:
    """A label of plain text; ``role`` is a name in ``styles/window.qss``."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    explain(made, text)
    return made


def explain(part: QWidget, text: str) -> None:
    """Tell what the abbreviations in our own words stand for, to pointer and screen reader (CUI-23)."""
    if words := expanded_words(text):
        part.setToolTip(tip(words))
        part.setAccessibleDescription(words)


class OneLine(QLabel):
    """Plain text that wants one line, and wraps only where a line has no room for it."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())


def tip(words: str) -> str:
    """Words for a tooltip, shown exactly as they are: one that looks like rich text would load what it names.

    A record's title may hold ``<img src=...>``: Qt would open that file, or host, when the mouse rests there.
    """
    if "<" not in words and "&lt;" not in words:  # Qt takes nothing else for rich text
        return words
    return f"<span>{escape(words).replace(chr(10), '<br>')}</span>"


def selectable(made: QLabel, name: str) -> QLabel:
    """Let a label's text be selected and copied (audited) by mouse and keyboard; ``name`` is spoken."""
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(name)
    AuditedCopy(made)
    return made


class _Button(QPushButton):
    """Pressed by Enter as by Space on every system: Qt leaves Enter out on some."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class _ToolButton(QToolButton):
    """The same for a button that may hold a menu."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, role: str = "plain", *, name: str = "") -> QPushButton:
    """A push button; ``name`` is what a screen reader says where the text is too short for that."""
    made = _Button(text)
    made.setProperty("role", role)
    made.setAccessibleName(name or text.replace("&", ""))
    explain(made, text)
    made.setAutoDefault(False)
    return made


def tool_button(text: str, role: str, *, name: str = "") -> QToolButton:
    """A button that may hold a shape and a menu."""
    made = _ToolButton()
    made.setText(text)
    made.setProperty("role", role)
    made.setAccessibleName(name or text)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def scrolled(inner: QWidget, name: str) -> QScrollArea:
    """Let something scroll up and down where there is no room for it."""
    made = QScrollArea()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setAccessibleName(name)
    made.setWidgetResizable(True)
    made.setWidget(inner)
    return made


def restyle(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # A label learns of the new role's frame by this alone: its words would stand on the frame.
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

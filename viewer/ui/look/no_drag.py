"""Selected words cannot be dragged out of the window: nobody would audit where they go (PRIV-15)."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit
from typing_extensions import override


class NoDrag(QObject):
    """Watches one text: a press of the mouse begins a new selection, also where one stands already."""

    def __init__(self, text: QLabel | QPlainTextEdit | QTextEdit) -> None:
        super().__init__(text)
        self._text = text
        (text if isinstance(text, QLabel) else text.viewport()).installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress
        if pressed and not _grows(event):
            self._deselect()
        return super().eventFilter(watched, event)

    def _deselect(self) -> None:
        if isinstance(self._text, QLabel):
            if self._text.hasSelectedText():
                self._text.setSelection(0, 0)
            return
        cursor = self._text.textCursor()
        cursor.clearSelection()
        self._text.setTextCursor(cursor)


def read_only_text(name: str) -> QPlainTextEdit:
    """Return a text that is read, and copied past no audit: no menu of its own, nothing dragged out."""
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    made.setAccessibleName(name)
    NoDrag(made)
    return made


def _grows(event: QEvent) -> bool:
    """Whether a selection is made larger: with Shift."""
    return isinstance(event, QMouseEvent) and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

"""Finding words within a document: what is sought, how often it stands there, next and previous."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label, tip
from viewer.ui.look.theme import Theme

_PAUSE_MS = 250


class FindBar(QWidget):
    """Signals: ``sought(words)`` after a pause in typing, "" for none; ``stepped(1 or -1)``; ``left()``."""

    sought = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Find in the document")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find (F3)")
        self.field.setAccessibleName("Find in the document")
        self.field.setMaxLength(100)
        self.field.setMinimumWidth(theme.px(110))
        self.field.setMaximumWidth(theme.px(220))
        self._ring = FocusRing(self.field)
        self.previous, self.next = (
            button("Previous", name="Previous find (Shift+F3)"),
            button("Next", name="Next find (F3)"),
        )
        self.count = label("", "small", wrap=False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._told = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for part in (self.field, self.previous, self.next, self.count):
            line.addWidget(part)
        self._pause.timeout.connect(self._seek)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.say("", finds=0)

    @property
    def words(self) -> str:
        """What is sought, "" for nothing."""
        return self.field.text().strip()

    def say(self, words: str, *, finds: int) -> None:
        """Put how often it was found, or why that is not known."""
        self.count.setText(words)
        self.count.setAccessibleName(words or "Nothing is sought")
        self.count.setToolTip(tip(words))
        for part in (self.previous, self.next):
            part.setEnabled(finds > 0)

    def clear(self) -> None:
        """Another document: nothing is sought in it."""
        self._pause.stop()
        self._told = ""
        self.field.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.field.clear()
        self.field.blockSignals(False)  # noqa: FBT003
        self.say("", finds=0)

    def put(self, words: str) -> None:
        """Have words in the field that are sought already."""
        self.clear()
        self._told = words
        self.field.blockSignals(True)  # noqa: FBT003
        self.field.setText(words)
        self.field.blockSignals(False)  # noqa: FBT003

    def begin(self) -> None:
        """Take the keyboard."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _seek(self) -> None:
        words = self.words
        self._pause.stop()
        if words != self._told:
            self._told = words
            self.sought.emit(words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._pause.isActive():
                self._seek()
            else:
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def counted(here: int, finds: int, more: str = "") -> str:
    """Words for how often something was found.

    >>> counted(0, 3), counted(-1, 0), counted(0, 1000, "There are more.")
    ('1 of 3', 'Not found', '1 of 1000. There are more.')
    """
    words = f"{here + 1} of {finds}" if finds else "Not found"
    return f"{words}. {more}" if more else words

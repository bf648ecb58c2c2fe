"""An opaque cover before everything, for somebody who walks past: a key puts it there and takes it away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from viewer.ui.look.labels import button, label
from viewer.ui.window.middle_panel import MiddlePanel

_WORDS = (
    "What was on screen is covered, not closed and not locked: it stays as it was, and the lock still comes "
    "after the usual time without input. Lock the window (Ctrl+L) before you leave it."
)


class CoverPage(MiddlePanel):
    """Signals: ``opened()``: it is to be taken away."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__("Covered")
        self.button = button("Show again (Esc or F9)", "main", name="Show again what was on screen")
        self.button.clicked.connect(self.opened)
        self.put(label("Covered", "title"), label(_WORDS))
        self.put_line(self.button)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

"""What the person is told where the window itself had a defect: that the screen may not be whole."""

from PySide6.QtCore import QObject, Signal

from viewer.store.last_words import hear_of_faults

FAULT = (
    "A fault in this program: something on this screen may be missing or out of date. Do not rely on it. "
    "Close Tributary and start it again; if it persists, tell your IT support. A report without any "
    "patient's data is kept for them where it can be written (F1, Save a support bundle)."
)
SHORT = "A fault in this program: do not rely on this screen. Close Tributary and start it again."
"""The same in short for the foot of the window."""
CLOSE = "Close Tributary"


class Faults(QObject):
    """Signals: ``first(str)`` words, with the first fault; ``again(str)`` the short words with every other.

    Faults may happen on any thread; the signals come on the window's own.
    """

    first = Signal(str)
    again = Signal(str)
    _happened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = False
        self._happened.connect(self._tell)
        hear_of_faults(self._happened.emit)

    def _tell(self) -> None:
        if self._told:
            self.again.emit(SHORT)
            return
        self._told = True
        self.first.emit(FAULT)

"""What is about to happen to the session, seen as it counts down, heard only now and then."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.look.labels import label
from viewer.ui.window.announce import announce

LOCKS = "This window locks in {seconds} s. Press any key to stay."
ENDS = "Your session ends in {minutes} min. Then the record closes and you sign in again."
_HEARD_S = (60, 30, 10)
_MINUTE_S = 60
_HEARD_MIN = frozenset({10, 1})


class WarningBar(QWidget):
    """Hidden while nothing is about to happen. The lock is nearer than the end of a session: said first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What is about to happen")
        self.words = label("", "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        self._locks = self._ends = ""
        self._heard = _MINUTE_S + 1  # seconds left when it was last said aloud
        self.hide()

    def say_lock(self, seconds: int) -> None:
        """So many seconds are left until the lock; 0: somebody is back."""
        self._locks = LOCKS.format(seconds=seconds) if seconds else ""
        due = next((one for one in reversed(_HEARD_S) if seconds <= one), None)
        if not seconds:
            self._heard = _MINUTE_S + 1
        elif due is not None and due < self._heard:
            self._heard = due
            announce(self, self._locks)
        self._show()

    def say_end(self, seconds: int) -> None:
        """So many seconds until the session ends; 0: no end is near. Heard at first, at ten and at one."""
        minutes, first = -(-seconds // _MINUTE_S), not self._ends
        self._ends = ENDS.format(minutes=minutes) if seconds else ""
        if first or minutes in _HEARD_MIN:
            announce(self, self._ends)
        self._show()

    def _show(self) -> None:
        words = self._locks or self._ends
        self.words.setText(words)
        self.words.setAccessibleName(words or "Nothing is about to happen")
        self.setVisible(bool(words))

"""Which actions of the window can be done while something stands before its pages."""

from collections.abc import Collection

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

ALWAYS = frozenset({"lock", "cover", "look", "bigger", "smaller", "normal", "quit"})
"""What can be done on the cover and before a record that is not confirmed: nothing of these shows it."""


class ActionGate:
    """Switches actions off and on again; what somebody else has switched off stays so."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._off: list[QAction] = []

    def shut(self, keep: Collection[str] = ()) -> None:
        """Leave only these, by the names of ``shortcuts.KEYS``."""
        for action in self._window.actions():
            if action.isEnabled() and action.objectName() not in keep:
                action.setEnabled(False)
                self._off.append(action)

    def open(self) -> None:
        """Everything that was switched off here can be done again."""
        off, self._off = self._off, []
        for action in off:
            action.setEnabled(True)

"""Which keys of the window work above it: lock and cover in every dialog, whoever opened it (PRIV-01)."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

EVERYWHERE = frozenset({"lock", "cover"})
"""By the names of ``shortcuts.KEYS``: a modal dialog leaves the window's own keys without effect."""


class DialogKeys(QObject):
    """Follows which of the program's windows is in use."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusWindowChanged.connect(self._follow)

    def give(self, dialog: QDialog) -> None:
        """Let the keys work in a dialog before it is shown."""
        dialog.addActions([one for one in self._window.actions() if one.objectName() in EVERYWHERE])

    def _follow(self, _window: QWindow | None) -> None:
        if isValid(self._window) and isinstance(used := QApplication.activeWindow(), QDialog):
            self.give(used)

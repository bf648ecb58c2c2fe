"""Every other window of the program - dialogs, menus, hints - out of sight, and back where that is wanted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget


class HiddenWindows:
    """What was hidden for a while is kept here; what the lock closes never comes back."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._hidden: list[QWidget] = []

    def close_all(self) -> None:
        """Close what is open beside the window, for good; dialogs have been rejected before."""
        self._hidden.clear()
        _close_popups()
        for one in _others(self._window):
            one.close()

    def hide_all(self) -> None:
        """Hide dialogs and close what passes anyway."""
        _close_popups()
        for one in _others(self._window):
            if not isinstance(one, QDialog):
                one.close()
            elif one.windowModality() is Qt.WindowModality.ApplicationModal:
                one.reject()  # somebody waits for its answer: hiding it is the answer no
            else:
                self._hidden.append(one)
                one.hide()

    def show_again(self) -> None:
        """Show the dialogs that were hidden."""
        hidden, self._hidden = self._hidden, []
        for one in sorted(hidden, key=_depth):  # a dialog stands above the one that it was opened from
            one.show()


def _others(window: QWidget) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible()]


def _depth(window: QWidget) -> int:
    above = window.parentWidget()
    return 0 if above is None else 1 + _depth(above.window())


def _close_popups() -> None:
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()

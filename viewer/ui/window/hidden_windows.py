"""Every other window of the program - dialogs, menus, hints - out of sight, and back where that is wanted."""

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
            if isinstance(one, QDialog):
                self._hidden.append(one)
                one.hide()
            else:
                one.close()

    def show_again(self) -> None:
        """Show the dialogs that were hidden."""
        hidden, self._hidden = self._hidden, []
        for one in hidden:
            one.show()


def _others(window: QWidget) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible()]


def _close_popups() -> None:
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()

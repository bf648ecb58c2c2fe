"""The menu behind the record's button: every action with its key, opened by F10 as well."""

from collections.abc import Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from viewer.ui.window.shortcuts import KEYS


def menu_behind(button: QToolButton, window: QWidget, actions: Mapping[str, QAction]) -> QMenu:
    """Return the menu of ``actions``, in the order of the keys."""
    menu = QMenu(window)
    menu.setAccessibleName("Menu")
    menu.addActions([actions[name] for name, _, _ in KEYS])
    button.setMenu(menu)
    button.setPopupMode(button.ToolButtonPopupMode.InstantPopup)
    opens = QAction("Menu", window)
    opens.setShortcut(QKeySequence("F10"))
    opens.triggered.connect(button.showMenu)
    window.addAction(opens)
    return menu

"""The cover: when it is put before everything, and what comes back when it is taken away."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from viewer.ui.window.action_gate import ALWAYS, ActionGate
from viewer.ui.window.announce import announce
from viewer.ui.window.cover_page import CoverPage
from viewer.ui.window.hidden_windows import HiddenWindows
from viewer.ui.window.shaded_pages import ShadedPages


class Covering(QObject):
    """No PIN is asked, and the idle lock counts on. ``page`` is a page of the window."""

    def __init__(self, pages: ShadedPages, gate: ActionGate, hidden: HiddenWindows, parent: QObject) -> None:
        super().__init__(parent)
        self._pages, self._gate, self._hidden = pages, gate, hidden
        self._focused: QWidget | None = None
        self.page = CoverPage()
        pages.addWidget(self.page)
        self.page.opened.connect(self.take_away)

    def toggle(self) -> None:
        """F9: put it there, or take it away."""
        if self._pages.stands(self.page):
            self.take_away()
        else:
            self._put()

    def _put(self) -> None:
        self._focused = QApplication.focusWidget()
        self._hidden.hide_all()
        self._gate.shut(ALWAYS)
        self._pages.put_before(self.page)
        self.page.button.setFocus()
        announce(self.page, "Covered")

    def take_away(self) -> None:
        """Show again what was there, with the keyboard where it was."""
        if not self._pages.stands(self.page):
            return
        self._pages.unshade(self.page)
        if self._pages.shade is None:
            self._gate.open()
        self._hidden.show_again()
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible():
            focused.setFocus()

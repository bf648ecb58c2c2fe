"""What the lock may ask of the window, and what it has the window forget."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.search.search_page import SearchPage
from viewer.ui.session.clipboard import Clipboard
from viewer.ui.session.session import Session
from viewer.ui.window.action_gate import ActionGate
from viewer.ui.window.dialogs import Dialogs
from viewer.ui.window.hidden_windows import HiddenWindows
from viewer.ui.window.shaded_pages import ShadedPages
from viewer.ui.window.status_line import StatusLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LockParts:
    """The window as ``Locking`` sees it. ``opened``: the window is open again."""

    window: QWidget
    session: Session
    search: SearchPage
    pages: ShadedPages
    dialogs: Dialogs
    status: StatusLine
    clipboard: Clipboard
    gate: ActionGate
    hidden: HiddenWindows
    opened: Callable[[], object]

    def who(self) -> str:
        """Who works here: the OS user, and who is signed in."""
        return self.status.user.text()

    def say(self, words: str) -> None:
        """Put words in the status line."""
        self.status.say(words)

    def forget(self) -> None:
        """No word of a record or a search stays anywhere, and none can be had back by undoing."""
        self.search.start()
        self.status.say_retrieved("")
        self.status.say("")
        self.clipboard.clear()
        for field in self.window.findChildren(QLineEdit):
            field.setText(field.text())  # what was typed before is forgotten with it

    def forget_person(self, *, keep: str = "") -> None:
        """Somebody else works here now; a fresh engine knows nobody.

        ``keep``: the secrets whose names begin so are handed on to it all the same.
        """
        self.forget()
        self.session.sources.forget(keep=keep)
        self.session.gates.forget()
        self.session.pins.forget()
        self.session.restart()

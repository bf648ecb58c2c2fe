"""What goes to the clipboard, audited, and taken back when the record leaves (PRIV-15, PRIV-17)."""

from PySide6.QtGui import QGuiApplication

from viewer.ui.session.session import Session


class Clipboard:
    """Copies words, and clears them again if nobody copied anything else since."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._copied = ""

    def copy_number(self, words: str) -> None:
        """Copy the NHS number."""
        self._copy(words, "NHS number")

    def copy_detail(self, words: str) -> None:
        """Copy lines of a detail."""
        self._copy(words, "detail")

    def copy_document(self, words: str) -> None:
        """Copy words of a document."""
        self._copy(words, "document")

    def clear(self) -> None:
        """Take back what was copied; what somebody else copied is theirs."""
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""

    def _copy(self, words: str, what: str) -> None:
        self._copied = words
        QGuiApplication.clipboard().setText(words)
        self._session.audit("copy", what)  # what kind of thing, never the value

"""Finding words in a document that is laid out as text: every place, marked, one of them on screen."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextBrowser, QTextEdit

MOST = 1000
_GROUND, _HERE, _INK = QColor("#ffeb3b"), QColor("#ff9800"), QColor("#000000")

TextView = QTextBrowser | QPlainTextEdit


class WordFinds:
    """The finds of one search in one view."""

    def __init__(self) -> None:
        self._places: list[QTextCursor] = []

    def __len__(self) -> int:
        return len(self._places)

    @property
    def full(self) -> bool:
        """Whether there may be more than were counted."""
        return len(self._places) >= MOST

    def seek(self, view: TextView, words: str) -> None:
        """Find words, whatever their case; mark every place."""
        self._places = []
        document = view.document()
        at = document.find(words, 0, QTextDocument.FindFlag(0)) if words else QTextCursor()
        while not at.isNull() and len(self._places) < MOST:
            self._places.append(QTextCursor(at))
            at = document.find(words, at, QTextDocument.FindFlag(0))
        self.show(view, -1)

    def show(self, view: TextView, here: int) -> None:
        """Bring one find on screen and mark it apart: darker, and underlined."""
        marked = []
        for number, place in enumerate(self._places):
            one = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setForeground(_INK)
            look.setBackground(_HERE if number == here else _GROUND)
            look.setFontUnderline(number == here)
            one.format, one.cursor = look, place
            marked.append(one)
        view.setExtraSelections(marked)
        if 0 <= here < len(self._places):
            start = QTextCursor(self._places[here])
            start.setPosition(start.selectionStart())
            view.setTextCursor(start)
            view.ensureCursorVisible()

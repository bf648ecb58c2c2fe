"""What stands above a record that cannot be relied on any more: the engine ended, or rows were lost."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


class StoppedLine(QLabel):
    """Hidden while all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "notice")
        self._miscount = ""
        self.hide()

    def say_stop(self, words: str) -> None:
        """The engine ended, in words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.show()

    def say_miscount(self, words: str) -> None:
        """Rows were lost on their way here; "" once the counts agree. What else was said stays."""
        if words or self.text() == self._miscount:
            self.setText(words)
            self.setAccessibleName(words or "Nothing to report")
            self.setVisible(bool(words))
            self._miscount = words

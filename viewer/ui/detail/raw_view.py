"""The exact bytes and paths of an entry as text, to be searched and copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label
from viewer.ui.look.long_lines import selected_words, set_in_parts, words_on_parts
from viewer.ui.look.no_drag import NoDrag


class _Text(QPlainTextEdit):
    """Signals: ``copied(str)``: what is selected is to be copied, on the audited way."""

    copied = Signal(str)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(selected_words(self))
            return
        super().keyPressEvent(event)


class RawView(QWidget):
    """Signals: ``copied(str)``."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Paths and raw bytes")
        self._whole = ""
        self.text, self.field = _Text(), QLineEdit()
        self.text.setReadOnly(True)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # it copies past the audit
        NoDrag(self.text)
        self.text.setAccessibleName("Paths and raw bytes")
        self.field.setPlaceholderText("Find in the raw bytes, then Enter")
        self.field.setAccessibleName("Find in the raw bytes")
        self.field.setMaxLength(200)
        self.next_button = button("Next (Enter)", name="Next place")
        self.found = label("", "small", wrap=False)
        self.parts = label("", "small")
        self.parts.hide()
        self._rings = [FocusRing(self.text, outset=4), FocusRing(self.field)]
        self._lay_out()
        self.field.returnPressed.connect(self._next)
        self.next_button.clicked.connect(self._next)
        self.field.textChanged.connect(self._count)
        self.text.textChanged.connect(self._count)
        self.text.copied.connect(self.copied)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        for part in (self.field, self.next_button, self.found):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(line)
        column.addWidget(self.parts)
        column.addWidget(self.text, 1)

    def show_text(self, text: str, *, again: bool = False) -> None:
        """Put paths and bytes. ``again``: of the same entry, so what is on screen stays where it is."""
        if again and text == self._whole:
            return
        bar, at = self.text.verticalScrollBar(), self.text.textCursor().position()
        top, self._whole = bar.value(), text
        self._put(text)
        if again:
            cursor = self.text.textCursor()
            cursor.setPosition(min(at, self.text.document().characterCount() - 1))
            self.text.setTextCursor(cursor)
            bar.setValue(top)

    def _put(self, text: str) -> None:
        self.parts.setText(words_on_parts(set_in_parts(self.text, text)))
        self.parts.setVisible(bool(self.parts.text()))

    def clear(self) -> None:
        """Nothing of the last patient stays, neither text nor what was looked for."""
        self.show_text("")
        self.field.clear()

    def _count(self) -> None:
        wanted = self.field.text().casefold()
        number = self.text.toPlainText().casefold().count(wanted) if wanted else 0
        places = "1 place" if number == 1 else f"{number:,} places"
        self.found.setText((places if number else "Not found here") if wanted else "")
        self.found.setAccessibleName(self.found.text() or "Nothing looked for")

    def _next(self) -> None:
        """Go to the next place, from the end to the first again."""
        wanted = self.field.text()
        if wanted and not self.text.find(wanted):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(wanted)

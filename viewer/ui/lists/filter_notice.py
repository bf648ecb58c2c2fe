"""The fixed notice of a filter: what is asked, how many of how many are shown, the ways out (CMP-09)."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer.ui.lists.asking import NoticeWords
from viewer.ui.look.labels import button, label
from viewer.ui.look.row_words import unbroken
from viewer.ui.look.short_label import ShortLabel

WHY_KEY = "Ctrl+Shift+W"
_PAUSE_MS = 700  # a screen reader is told how many there are once typing pauses
_ALL_LINES = 40


class FilterNotice(QWidget):
    """Shown while something is asked. Signals: ``cleared()``; ``why_wanted()``: why is something not here?"""

    cleared = Signal()
    why_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Filter in force")
        self.said = NoticeWords()
        self.words = label("", "notice")
        self.beside = label("", "small")
        self.reach = ShortLabel("small", 1)
        self.whole = button("Show all of it", "foot", name="What was not searched: show all of it")
        self.clear = button("Clear (Esc)", name="Clear filter (Esc)")
        self.why = button("Why not?", name=f"Why is something not shown? ({WHY_KEY})")
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._announce)
        self.clear.clicked.connect(self.cleared)
        self.why.clicked.connect(self.why_wanted)
        self.whole.clicked.connect(self._toggle)
        self.say(NoticeWords())

    def _lay_out(self) -> None:
        first, last = QHBoxLayout(), QHBoxLayout()
        for line in (first, last):
            line.setSpacing(4)
            line.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self.words, 1)
        for part in (self.clear, self.why):
            first.addWidget(part)
        last.addWidget(self.reach, 1)
        last.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 2)
        column.setSpacing(1)
        column.addLayout(first)
        column.addWidget(self.beside)
        column.addLayout(last)

    def say(self, said: NoticeWords) -> None:
        """Put the words; "" hides the notice."""
        if said == self.said and self.isHidden() != bool(said.words):
            return
        self.said = said
        self.words.setText(unbroken(said.words))
        self.words.setAccessibleName(said.words or "No filter")
        self.beside.setText(said.beside)
        self.beside.setVisible(bool(said.beside))
        self.beside.setAccessibleName(said.beside or "Nothing beside it")
        self.reach.say(said.reach)
        self.reach.setVisible(bool(said.reach))
        self._fit_whole()
        self.setAccessibleName(f"Filter in force: {said.words}" if said.words else "No filter")
        self.setVisible(bool(said.words))
        self._pause.start()

    def _fit_whole(self) -> None:
        opened = self.reach.needed(self.reach.width()) > 1
        self.whole.setVisible(bool(self.said.reach) and opened)

    def _toggle(self) -> None:
        opened = not self.reach.is_cut
        self.reach.set_lines(1 if opened else _ALL_LINES)
        self.whole.setText("Show one line" if not opened else "Show all of it")

    def _announce(self) -> None:
        told = ". ".join(part for part in (self.said.words, self.said.beside, self.said.reach) if part)
        if told and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

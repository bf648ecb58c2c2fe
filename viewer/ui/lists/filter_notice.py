"""The fixed notice of a filter: what is asked, how many of how many are shown, the ways out (CMP-09)."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.lists.asking import NoticeWords
from viewer.ui.lists.word_offers import WordOffers
from viewer.ui.look.labels import button, label
from viewer.ui.look.row_words import unbroken
from viewer.ui.look.short_label import ShortLabel

WHY_KEY = "Ctrl+Shift+W"
_PAUSE_MS = 700  # a screen reader is told how many there are once typing pauses
_ALL_LINES = 40
_MORE, _LESS = "More", "Less"


class FilterNotice(QWidget):
    """Shown while something is asked.

    Signals: ``cleared()``; ``why_wanted()``: why is something not here?; ``words_wanted(str)``: an offer is
    taken, and these words are asked.
    """

    cleared = Signal()
    why_wanted = Signal()
    words_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Filter in force")
        self.said = NoticeWords()
        self.words, self.offers = label("", "notice"), WordOffers()
        self.beside, self.reach = (ShortLabel("small", 1) for _ in range(2))
        self.whole = button(_MORE, "foot", name="About the filter: show every word")
        self._opened = False
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
        self.offers.taken.connect(self.words_wanted)
        self.say(NoticeWords())

    def _lay_out(self) -> None:
        first, last, small = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        for line in (first, last, small):
            line.setSpacing(4)
            line.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self.words, 1)
        for part in (self.clear, self.why):
            first.addWidget(part)
        small.setSpacing(1)
        for words in (self.beside, self.reach):
            small.addWidget(words)
        last.addLayout(small, 1)
        last.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 2)
        column.setSpacing(1)
        column.addLayout(first)
        column.addWidget(self.offers)
        column.addLayout(last)

    def say(self, said: NoticeWords) -> None:
        """Put the words; "" hides the notice."""
        if said == self.said and self.isHidden() != bool(said.words):
            return
        self.said = said
        self.words.setText(unbroken(said.words))
        self.words.setAccessibleName(said.words or "No filter")
        self.offers.offer(said.offers)
        for part, words in ((self.beside, said.beside), (self.reach, said.reach)):
            part.say(words)
            part.setVisible(bool(words))
        self._fit_whole()
        self.setAccessibleName(f"Filter in force: {said.words}" if said.words else "No filter")
        self.setVisible(bool(said.words))
        self._pause.start()

    def _fit_whole(self) -> None:
        parts = [part for part in (self.beside, self.reach) if part.whole]
        self.whole.setVisible(any(part.needed(part.width()) > 1 for part in parts))

    def _toggle(self) -> None:
        """One line of each: at twice the size of text the whole words would leave the list no room."""
        self._opened = not self._opened
        for part in (self.beside, self.reach):
            part.set_lines(_ALL_LINES if self._opened else 1)
        self.whole.setText(_LESS if self._opened else _MORE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_whole()

    def _announce(self) -> None:
        said, offered = self.said, " ".join(self.offers.questions)
        told = ". ".join(part for part in (said.words, said.beside, offered, said.reach) if part)
        if told and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

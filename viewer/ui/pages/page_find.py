"""Find in page: which of the places that hold the words is shown, of how many, and the way out (CMP-09)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from viewer.ui.look.labels import button, label

Place = tuple[str, Callable[[], object]]


class PageFind(QWidget):
    """A bar over a page, shown while something is sought. Signals: ``dropped()`` to seek nothing any more.

    A place is where it stands, in words, and what brings it on screen and marks it.
    """

    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Find in page")
        self.notice = label("", "notice")
        self.previous = button("Previous", name="Previous find (Shift+F3)")
        self.next = button("Next", name="Next find (F3)")
        self.clear = button("Clear (Esc)", name="Seek nothing")
        self._words, self._places, self._at = "", (), 0  # type: tuple[str, Sequence[Place], int]
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 2, 4, 2)
        line.addWidget(self.notice, 1)
        for part in (self.previous, self.next, self.clear):
            line.addWidget(part)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.clear.clicked.connect(self.dropped)
        self.hide()

    def seek(self, words: str, places: Sequence[Place]) -> None:
        """Say what is sought and how often it is here; new words begin at the first place."""
        sought = words.strip()
        begins = sought != self._words
        self._words, self._places = sought, places if sought else ()
        self._at = 0 if begins else min(self._at, max(len(self._places) - 1, 0))
        self.setVisible(bool(sought))
        for part in (self.previous, self.next):
            part.setEnabled(len(self._places) > 1)
        self._say()
        if begins and self._places:
            self._places[0][1]()

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), and round."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._places[self._at][1]()
            self._say()

    def _say(self) -> None:
        said = f'Find "{self._words}": '
        if self._places:
            said += f"{self._at + 1:,} of {len(self._places):,} on this page, in {self._places[self._at][0]}"
        else:
            said += "not on this page, as far as it was received"
        told = said if self._words else ""
        if told != self.notice.text():
            self.notice.setText(told)
            self.notice.setAccessibleName(told or "Nothing is sought")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.notice, told))

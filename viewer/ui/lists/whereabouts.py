"""Where rows hold what is sought: marked in their lines, and asked for those on screen beyond them."""

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.seek_messages import Where
from viewer.timeline.folding import wanted_words
from viewer.ui.lists.asking import Asking
from viewer.ui.lists.entry_view import EntryView

_REST_MS = 120  # of scrolling and typing: rows that rush by are not asked about


class Whereabouts(QObject):
    """Signals: ``wanted(tuple)``: where do these entries hold the words of the question that was answered?"""

    wanted = Signal(object)

    def __init__(self, view: EntryView, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._asking = view, asking
        self._words = ""
        self._known: set[str] = set()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        view.seen_changed.connect(self._move)

    def follow(self) -> None:
        """Mark the words by which the rows on screen were found."""
        words = self._asking.sought_words
        if words != self._words:
            self._words = words
            self._known.clear()
            self._view.delegate.mark(wanted_words(words) if words else ())
        self._move()

    def _move(self) -> None:
        if self._words:
            self._rest.start()

    def _ask(self) -> None:
        first, last = self._view.first_visible(), self._view.last_visible()
        if not self._words or first < 0:
            return
        rows = (self._view.row_at(place) for place in range(first, last + 1))
        asked = tuple(row.id for row in rows if row is not None and row.id not in self._known)
        if asked:
            self._known.update(asked)
            self.wanted.emit(asked)

    def take(self, where: Where) -> None:
        """Show where words stand beyond the lines of their rows."""
        if self._words and where.found:
            self._view.delegate.say_where({entry: f"in {part}: {text}" for entry, part, text in where.found})
            self._view.settle()

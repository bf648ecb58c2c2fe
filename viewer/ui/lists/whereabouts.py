"""What rows on screen say beside their line: where they hold what is sought, and no recorded date."""

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.messages import Row
from viewer.engine.seek_messages import Sought, Where
from viewer.timeline.folding import wanted_words
from viewer.ui.lists.asking import Asking
from viewer.ui.lists.entry_view import EntryView

UNSURE = "no recorded date: it may have been recorded later"
_REST_MS = 120  # of scrolling and typing: rows that rush by are not asked about


class Whereabouts(QObject):
    """Signals: ``wanted(tuple)``: where do these entries hold the words of the question that was answered?"""

    wanted = Signal(object)

    def __init__(self, view: EntryView, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._asking = view, asking
        self._words = ""
        self._unsure: Sought | None = None  # the answer whose rows without a recorded date are marked
        self._known: set[str] = set()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        view.seen_changed.connect(self._move)

    def follow(self) -> None:
        """Mark the words by which the rows on screen were found."""
        words, unsure = self._asking.sought_words, self._asking.unsure_answer
        if words != self._words or unsure is not self._unsure:
            self._words, self._unsure = words, unsure
            self._known.clear()
            self._view.delegate.forget_where()
            self._view.delegate.mark(wanted_words(words) if words else ())
        self._move()

    def _move(self) -> None:
        if self._words or self._unsure is not None:
            self._rest.start()

    def _ask(self) -> None:
        first, last = self._view.first_visible(), self._view.last_visible()
        if first < 0:
            return
        rows = (self._view.row_at(place) for place in range(first, last + 1))
        new = [row for row in rows if row is not None and row.id not in self._known]
        self._known.update(row.id for row in new)
        unsure = {row.id: UNSURE for row in new if self._is_unsure(row)}
        if unsure:
            self._view.delegate.say_where(unsure)
            self._view.settle()
        if new and self._words:
            self.wanted.emit(tuple(row.id for row in new))

    def _is_unsure(self, row: Row) -> bool:
        """Whether a row does not say when it was recorded, where that is asked."""
        bits = self._unsure.unsure if self._unsure is not None else b""
        at, bit = divmod(row.number, 8)
        return 0 <= at < len(bits) and bool(bits[at] & (128 >> bit))

    def _is_unsure_id(self, entry: str) -> bool:
        return self._view.delegate.says_where(entry).startswith(UNSURE)

    def take(self, where: Where) -> None:
        """Show where words stand beyond the lines of their rows."""
        if self._words and where.found:
            said = {entry: f"in {part}: {text}" for entry, part, text in where.found}
            self._view.delegate.say_where(
                {
                    entry: f"{UNSURE}; {words}" if self._is_unsure_id(entry) else words
                    for entry, words in said.items()
                }
            )
            self._view.settle()

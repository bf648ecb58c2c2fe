"""What the person asks of the rows and what of it the engine has answered; what is shown is said as it is."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.seek_messages import Sought
from viewer.timeline.folding import wanted_words
from viewer.timeline.search.picks import Picks
from viewer.ui.lists.filter_words import Named, nameless
from viewer.ui.lists.row_filter import RowFilter

if TYPE_CHECKING:
    from viewer.ui.lists.flags import Flags

_LATE_MS = 150
"""An answer that comes sooner is shown at once: words that come and go between keys would flicker."""

_MOST_OFFERS = 4


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What the notice says: ``words`` with counts, what stands beside it; ``reach``: what was not searched.

    ``offers``: (word, words): one spelt like a word that nothing holds, and what is asked where it is taken.
    All empty where nothing is asked.
    """

    words: str = ""
    beside: str = ""
    reach: str = ""
    offers: tuple[tuple[str, str], ...] = ()


class Asking(QObject):
    """The question and its answer.

    Signals: ``picks_wanted(Picks)``: the engine is to be asked; ``answered()``: other rows may be shown;
    ``said_otherwise()``: the same rows, other words about them.
    """

    picks_wanted = Signal(object)
    answered = Signal()
    said_otherwise = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filter = RowFilter()
        self.named: Named = nameless
        self.answer: Sought | None = None
        self._hits: Flags | None = None
        self._gone = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self.said_otherwise)

    @property
    def hits(self) -> "Flags | None":
        """The rows of the last answer, by number; None where nothing is asked or nothing was answered yet."""
        return self._hits

    @property
    def awaits(self) -> bool:
        """Whether an answer is due."""
        picks = self.filter.picks
        return picks.asked and (self.answer is None or self.answer.picks != picks)

    @property
    def shown(self) -> RowFilter:
        """The filter by which rows are shown now: while an answer is due that of the last one."""
        if not self.awaits:
            return self.filter
        return replace(self.filter, picks=self.answer.picks if self.answer is not None else Picks())

    @property
    def sought_words(self) -> str:
        """The words by which the rows on screen were found."""
        if self.answer is None or not self.shown.picks.asked:
            return ""
        return self.answer.picks.words.strip()

    @property
    def unsure_answer(self) -> Sought | None:
        """The answer by which rows are shown where it says which have no recorded date, else None."""
        asked = self.answer is not None and self.shown.picks.asked
        return self.answer if asked and self.answer is not None and self.answer.unsure else None

    def ask(self, wanted: RowFilter) -> None:
        """Ask for something else; what is answered stays in force until the new answer is there."""
        before, self.filter = self.filter.picks, wanted
        if wanted.picks == before:
            return
        if not wanted.picks.asked:
            self._forget_answer()
        elif self._gone:
            self.said_otherwise.emit()
        elif self.awaits:
            self._late.start()
        self.picks_wanted.emit(wanted.picks)

    def take(self, answer: Sought) -> None:
        """The engine has answered; what is not asked any more is not shown."""
        if answer.picks == self.filter.picks and answer.picks.asked:
            from viewer.ui.lists.flags import flags_of

            self._late.stop()
            self.answer, self._hits = answer, flags_of(answer.hits)
            self.answered.emit()

    def lose_engine(self) -> None:
        """The engine is gone: nothing is answered any more, and what was stays."""
        self._gone = True
        self._late.stop()
        self.said_otherwise.emit()

    def clear(self) -> None:
        """Another record, or the same one anew: nothing that was typed or answered stays (PRIV-02)."""
        self._gone = False
        wanted_words.cache_clear()
        self.filter = RowFilter(page=self.filter.page)
        self._forget_answer()

    def find_engine(self) -> None:
        """Rows come: there is an engine."""
        self._gone = False

    def _forget_answer(self) -> None:
        self._late.stop()
        self.answer = self._hits = None

    def notice(self, shown: int, total: int) -> NoticeWords:
        """Return what the notice says of ``shown`` rows among the ``total`` of the page."""
        words = self.shown.notice(shown, total, self.named)
        if self.awaits and (self._gone or not self._late.isActive()):
            words = self._waiting(words or f"All {total:,} are shown")
        if not words or self.answer is None:
            return NoticeWords(words)
        said = [f"No '{typed}' in what was searched" for typed in dict(self.answer.offers)]
        beside, reach = ". ".join([*said, *self.answer.notes]), " ".join(self.answer.reach)
        return NoticeWords(words, beside, reach, _offered(self.answer))

    def _waiting(self, so_far: str) -> str:
        wanted = replace(self.filter, place="").described(self.named)
        if self._gone:
            return f"{wanted} is not applied: the engine stopped. {so_far}"
        return f"Searching ... {wanted} comes. Until then: {so_far}"


def _offered(answer: Sought) -> tuple[tuple[str, str], ...]:
    """Each near word with what is asked where it is taken; what else was typed stays as it is."""
    typed = answer.picks.words.split()
    taken = (
        (near, " ".join(near if word == wrong else word for word in typed)) for wrong, near in answer.offers
    )
    return tuple(taken)[:_MOST_OFFERS]

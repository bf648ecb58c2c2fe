"""When arriving rows enter the timeline: a few at a time, and never between rows that must keep still."""

from collections import deque
from collections.abc import Iterator
from itertools import chain
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.messages import Row, Rows
from viewer.ui.lists.entry_view import EntryView
from viewer.ui.lists.timeline_model import TimelineModel, key_of

BUDGET_S = 0.008
"""Time for rows in one tick; the window paints between ticks."""
_CHUNK = 40
_SORTED = 1000


class Arrivals(QObject):
    """The queue between engine and list.

    Signals: ``settled()`` when every row that came is in the list or held; ``changed()`` after each tick.
    """

    settled = Signal()
    changed = Signal()

    def __init__(self, model: TimelineModel, view: EntryView, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._view = view
        self._queue: deque[tuple[tuple[Row, ...], tuple[str, ...]]] = deque()
        self._held: dict[str, Row] = {}
        self._tick = QTimer(self)
        self._tick.setInterval(0)
        self._tick.timeout.connect(self._work)
        view.left.connect(self.release)

    @property
    def held(self) -> int:
        """Rows that wait because they belong between rows that must not move."""
        return len(self._held)

    @property
    def waiting(self) -> bool:
        """Whether rows that came are not yet in the list."""
        return bool(self._queue)

    def all_rows(self) -> Iterator[Row]:
        """Every row that is in the list, and those that are held back from it."""
        return chain(self._model.all_rows(), self._held.values())

    def clear(self) -> None:
        """Another record begins."""
        self._queue.clear()
        self._held.clear()
        self._tick.stop()

    def take(self, message: Rows) -> None:
        """Queue what a page brought."""
        self._queue.append((message.upserts, message.removes))
        self._tick.start()

    def release(self, *, forced: bool = False) -> None:
        """Let held rows in if nothing is in their way any more, or because the person asked for them."""
        if self._held:
            rows, self._held = tuple(self._held.values()), {}
            self._put(rows, forced=forced)
            self.changed.emit()

    def _work(self) -> None:
        began = perf_counter()
        while self._queue and perf_counter() - began < BUDGET_S:
            rows, removes = self._queue.popleft()
            self._leave(removes)
            if len(rows) > _CHUNK:
                self._cut(rows)
            else:
                self._put(rows, forced=False)
        self.changed.emit()
        if not self._queue:
            self._tick.stop()
            self.settled.emit()

    def _cut(self, rows: tuple[Row, ...]) -> None:
        """Queue the newest of the next thousand first: the first rows on screen are then the right ones."""
        if rest := rows[_SORTED:]:
            self._queue.appendleft((rest, ()))
        piece = sorted(rows[:_SORTED], key=key_of)
        for end in range(len(piece), 0, -_CHUNK):
            self._queue.appendleft((tuple(piece[max(0, end - _CHUNK) : end]), ()))

    def _leave(self, removes: tuple[str, ...]) -> None:
        for entry in removes:
            self._held.pop(entry, None)
        if removes:
            anchor = self._view.anchor()
            self._model.remove(removes)
            self._view.hold(anchor)

    def _put(self, rows: tuple[Row, ...], *, forced: bool) -> None:
        if not rows:
            return
        for row in rows:
            self._held.pop(row.id, None)
        if not forced:
            held = [row for row in rows if self._in_between(row)]
            self._held |= {row.id: row for row in held}
            rows = tuple(row for row in rows if row.id not in self._held)
        anchor = self._view.anchor()
        self._model.upsert(rows)
        self._view.hold(anchor)

    def _in_between(self, row: Row) -> bool:
        """Between the first visible row and the lowest one that must not move: it would push one of them."""
        if self._model.position(row.id) >= 0:
            return False
        return self._view.first_visible() < self._model.place_for(row) <= self._view.lowest_held()

"""When what a restarted engine reads takes the place of the greyed rows: not before it is as much.

The first page of four sources must not stand for a record of hundreds of rows. What comes is held until it
is as many rows as stand greyed, or everything has been read, or some seconds have passed.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.messages import Glance, Rows

WAIT_MS = 10_000
MISCOUNTED = (
    "This screen holds {ours:,} entries, but the engine has {theirs:,}: do not rely on this list. "
    "Read every source again (F5)."
)


class RowsOnScreen:
    """Which rows the window holds; after every page the engine's count is compared with it."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ids)

    def clear(self) -> None:
        """Another record, or the same one read anew."""
        self._ids.clear()

    def apply(self, message: Rows) -> str:
        """Take in a page; words where both sides do not count the same, "" where they do."""
        self._ids.update(row.id for row in message.upserts)
        self._ids.difference_update(message.removes)
        if self.count == message.total:
            return ""
        return MISCOUNTED.format(ours=self.count, theirs=message.total)


class Renewal(QObject):
    """Signal: ``ready(tuple[Rows, ...], Glance | None)``, once for each restart that brought anything."""

    ready = Signal(object, object)

    def __init__(self, parent: QObject, wait_ms: int = WAIT_MS) -> None:
        super().__init__(parent)
        self.standing = 0
        self._rows: list[Rows] = []
        self._coming = RowsOnScreen()
        self._glance: Glance | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(wait_ms)
        self._timer.timeout.connect(self.release)

    def begin(self, standing: int) -> None:
        """The engine ended; so many rows stand greyed."""
        self._timer.stop()
        self.standing, self._glance = standing, None
        self._rows.clear()
        self._coming.clear()

    def hold(self, message: Rows | Glance) -> None:
        """Keep what the new engine says until there is enough of it."""
        if isinstance(message, Glance):
            self._glance = message
        else:
            self._rows.append(message)
            self._coming.apply(message)
        settled = isinstance(message, Glance) and message.settled
        if settled or self._coming.count >= self.standing:
            self.release()
        elif not self._timer.isActive():
            self._timer.start()

    def release(self) -> None:
        """Give out what is held, if anything is."""
        rows, glance = tuple(self._rows), self._glance
        self.begin(0)
        if rows or glance is not None:
            self.ready.emit(rows, glance)

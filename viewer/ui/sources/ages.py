"""When it is said anew how old each source's answer is: once a minute, as long as a record is on screen.

The words are made by ``viewer/record/age.py`` from the engine's moments; this only looks at the clock. One
that was set back is noticed by one that nobody can set: what was read before has no age that can be told.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.messages import SourceStatus
from viewer.record.age import Read, age_of, ago_words, oldest_words, short_age, stale_in_short, stale_words

_MINUTE_MS = 60_000
_JUMP = timedelta(minutes=1)
_BUSY = frozenset({"waiting", "loading"})


def utc_now() -> datetime:
    """What the clock of this computer shows."""
    return datetime.now(UTC)


class Ages(QObject):
    """Signals: ``moved()``: the words may be others now. ``clock``: the computer's; ``steady`` only grows."""

    moved = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        clock: Callable[[], datetime] = utc_now,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._clock, self._steady = clock, steady
        self._sources: tuple[SourceStatus, ...] = ()
        self._doubted: set[str] = set()
        self._seen = (clock(), steady())
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.look)

    def show(self, sources: tuple[SourceStatus, ...]) -> None:
        """These stand on screen now; none of them: nothing ticks any more."""
        self._sources = sources
        if not sources:
            self._minute.stop()
            self._doubted.clear()
        elif not self._minute.isActive():
            self._seen = (self._clock(), self._steady())
            self._minute.start()
        self.look()

    def look(self) -> None:
        """Look at the clock, and have every word said anew."""
        now, steady = self._clock(), self._steady()
        expected = self._seen[0] + timedelta(seconds=steady - self._seen[1])
        self._seen = (now, steady)
        if now < expected - _JUMP:
            self._doubted.update(source.read for source in self._sources)
        self._doubted &= {source.read for source in self._sources}
        self.moved.emit()

    def short(self, source: SourceStatus) -> str:
        """What a chip says of the age, "" where nothing was read."""
        return short_age(age_of(self._read(source), self._seen[0])) if source.read else ""

    def ago(self, source: SourceStatus) -> str:
        """The same in full, such as "12 minutes ago"."""
        return ago_words(age_of(self._read(source), self._seen[0])) if source.read else ""

    def oldest(self) -> str:
        """The age of the oldest answer, "" where there is none."""
        return oldest_words(map(self._read, self._sources), self._seen[0])

    def stale(self) -> str:
        """Which sources are old, and what to do; "" where none is."""
        return stale_words(map(self._read, self._sources), self._seen[0])

    def stale_in_short(self) -> str:
        """The same in one line."""
        return stale_in_short(map(self._read, self._sources), self._seen[0])

    def _read(self, source: SourceStatus) -> Read:
        return Read(
            name=source.name,
            at=source.read,
            limit=0 if source.state in _BUSY else source.stale_minutes,  # it is being read again now
            doubted=source.read in self._doubted,
        )

"""How long a session may last, used or not: a warning each minute of the last ten, then its end (PRIV-01)."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.ui.window.idle_watch import awake_and_wall

LONGEST_S = 12 * 3600.0
WARNED_S = tuple(range(600, 0, -60))
_LOOK_MS = 5000


class SessionWatch(QObject):
    """Signals: ``warned(int)`` seconds left, once at each of ``WARNED_S``; ``ended()`` once."""

    warned = Signal(int)
    ended = Signal()

    def __init__(
        self,
        parent: QObject,
        *,
        limit_s: float = LONGEST_S,
        clocks: Callable[[], tuple[float, float]] = awake_and_wall,
    ) -> None:
        super().__init__(parent)
        self._limit_s, self._clocks = limit_s, clocks
        self._began = clocks()
        self._said: set[int] = set()
        self._over = False
        self._tick = QTimer(self)
        self._tick.setInterval(_LOOK_MS)
        self._tick.timeout.connect(self.look)
        self._tick.start()

    def limit(self, seconds: float) -> None:
        """Let it last so long from its beginning; never longer than it may now."""
        self._limit_s = min(self._limit_s, seconds)

    def restart(self) -> None:
        """Another session begins now."""
        self._began = self._clocks()
        self._said.clear()
        self._over = False

    def look(self) -> None:
        """Compare with the clocks; the longer of the two counts."""
        now = self._clocks()
        left = self._limit_s - max(now[0] - self._began[0], now[1] - self._began[1])
        if left <= 0:
            if not self._over:
                self._over = True
                self.ended.emit()
            return
        due = [one for one in WARNED_S if left <= one]
        if set(due) - self._said:
            self._said.update(due)
            self.warned.emit(max(1, round(left)))

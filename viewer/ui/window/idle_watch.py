"""When nobody has used the workstation for a while: first a warning, then the lock (PRIV-01)."""

from collections.abc import Callable
from time import monotonic, time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from typing_extensions import override

IDLE_LOCK_S = 600.0
WARNING_S = 60.0
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


def awake_and_wall() -> tuple[float, float]:
    """Seconds by both clocks: one stops while the machine sleeps, the other may be set back."""
    return monotonic(), time()


class IdleWatch(QObject):
    """Signals: ``warned(int)`` seconds left; ``used()`` when somebody is back; ``expired()``."""

    warned = Signal(int)
    used = Signal()
    expired = Signal()

    def __init__(
        self,
        parent: QObject,
        *,
        limit_s: float = IDLE_LOCK_S,
        warning_s: float = WARNING_S,
        clocks: Callable[[], tuple[float, float]] = awake_and_wall,
    ) -> None:
        super().__init__(parent)
        self._limit_s, self._warning_s, self._clocks = limit_s, warning_s, clocks
        self._last = clocks()
        self._warning = False
        self._tick = QTimer(self)
        self._tick.setInterval(max(20, min(1000, int(limit_s * 100))))
        self._tick.timeout.connect(self.look)
        self._tick.start()
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def limit(self, seconds: float) -> None:
        """Let it be so long from now on."""
        self._limit_s = seconds

    def restart(self) -> None:
        """Count from now."""
        self._last = self._clocks()
        if self._warning:
            self._warning = False
            self.used.emit()

    def look(self) -> None:
        """Compare with the clocks; the longer of the two counts."""
        now = self._clocks()
        idle = max(now[0] - self._last[0], now[1] - self._last[1])
        left = self._limit_s - idle
        if left <= 0:
            self._last, self._warning = now, False
            self.expired.emit()
        elif left <= self._warning_s:
            self._warning = True
            self.warned.emit(max(1, round(left)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.restart()
        return False

"""When the record on screen is worth a picture: every source has answered and every row is in its place."""

import sys
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.messages import Glance
from viewer.ui.main_window import MainWindow

_LIMIT_S = 150.0
_PAINT_MS = 300


class Screenshot(QObject):
    """Signals: ``taken(int)`` with the exit code: 0 saved, 1 not, with words on standard error."""

    taken = Signal(int)

    def __init__(self, window: MainWindow, path: str) -> None:
        super().__init__(window)
        self._window, self._path = window, path
        self._settled = False
        self._until = monotonic() + _LIMIT_S
        window.session.glance_changed.connect(self._hear)
        self._look = QTimer(self)
        self._look.setInterval(_PAINT_MS)
        self._look.timeout.connect(self._try)
        self._look.start()

    def _hear(self, glance: Glance) -> None:
        self._settled = glance.settled

    def _try(self) -> None:
        timeline = self._window.record.body.timeline
        if self._settled and not timeline.arrivals.waiting:
            self._look.stop()
            QTimer.singleShot(_PAINT_MS, self, self._take)
        elif monotonic() > self._until or not self._window.session.alive:
            self._look.stop()
            sys.stderr.write("The record was not complete in time: no picture was made.\n")
            self.taken.emit(1)

    def _take(self) -> None:
        saved = self._window.grab().save(self._path)
        if not saved:
            sys.stderr.write(
                "The picture cannot be saved there. Choose another file name that ends in .png.\n"
            )
        self.taken.emit(0 if saved else 1)

"""Lays a print out and draws it, a few blocks at a time: the window stays awake, and it can be stopped."""

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPainter

from viewer.record.paper import Paper
from viewer.ui.printing.sheets import Sheets

_AT_ONCE_S = 0.012
"""How long it works before the window may do something else: below a frame."""


class Typesetter(QObject):
    """One for one print. The first run counts the pages, the second draws them.

    Signals: ``progressed(int)`` per cent; ``finished(int)`` pages; ``failed(str)`` in words. After
    ``cancel`` nothing more is signalled, and what was drawn by then is no whole print.
    """

    progressed = Signal(int)
    finished = Signal(int)
    failed = Signal(str)

    def __init__(self, paper: Paper, device: QPagedPaintDevice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paper, self._device = paper, device
        self._painter: QPainter | None = None
        self._sheets = Sheets(paper, device)
        self._done = 0
        self._said = -1
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)

    def start(self) -> None:
        """Begin; what comes of it is signalled later."""
        self._timer.start(0)

    def cancel(self) -> None:
        """Stop; the device is let go."""
        self._timer.stop()
        self._end()

    def _work(self) -> None:
        until = monotonic() + _AT_ONCE_S
        blocks = self._paper.blocks
        while self._done < len(blocks) and monotonic() < until:
            self._sheets.put(blocks[self._done])
            self._done += 1
        self._say()
        if self._done == len(blocks):
            self._next_run()

    def _next_run(self) -> None:
        if self._painter is not None:
            self._timer.stop()
            pages = self._sheets.number
            self._end()
            self.finished.emit(pages)
            return
        painter = QPainter()
        if not painter.begin(self._device):
            self._timer.stop()
            self.failed.emit("It could not be written there")
            return
        self._painter, self._done = painter, 0
        self._sheets = Sheets(self._paper, self._device, painter, self._sheets.number)

    def _say(self) -> None:
        half = 50 if self._painter is not None else 0
        now = half + 50 * self._done // max(1, len(self._paper.blocks))
        if now != self._said:
            self._said = now
            self.progressed.emit(now)

    def _end(self) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None

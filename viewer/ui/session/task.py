"""The only threads of the window: a pipe is read and written off the GUI thread where Qt cannot watch it.

Windows has no notifier for pipes, so there one thread reads and one writes; they carry bytes, never a
widget, and what they read arrives once, on the GUI thread, by a queued signal.
"""

import os
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

PIECE = 1024 * 1024


class PipeReader(QObject):
    """Reads a pipe to its end.

    Signals: ``arrived(bytes)`` for every piece; ``ended()`` at the end of the pipe.
    """

    arrived = Signal(bytes)
    ended = Signal()
    _read = Signal(bytes)

    def __init__(self, descriptor: int, parent: QObject) -> None:
        super().__init__(parent)
        self._descriptor = descriptor
        self._read.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._work, name="engine reader", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        piece = b"."
        while piece:
            try:
                piece = os.read(self._descriptor, PIECE)
            except OSError:  # closed under us: the same as the end
                piece = b""
            self._read.emit(piece)

    def _report(self, piece: bytes) -> None:
        if piece:
            self.arrived.emit(piece)
        else:
            self.ended.emit()


class PipeWriter:
    """Writes frames in order; never makes the GUI thread wait for a full pipe."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._queue: SimpleQueue[bytes] = SimpleQueue()
        self._thread = Thread(target=self._work, name="engine writer", daemon=True)
        self._thread.start()

    def write(self, frame: bytes) -> None:
        """Queue a frame."""
        self._queue.put(frame)

    def close(self) -> None:
        """End the thread after what is queued."""
        self._queue.put(b"")

    def _work(self) -> None:
        while frame := self._queue.get():
            try:
                while frame:
                    frame = frame[os.write(self._descriptor, frame) :]
            except OSError:  # the reader notices the end and says so
                return

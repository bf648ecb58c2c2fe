"""The two pipes of one engine process, read and written without ever making the window wait."""

import os
import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from viewer.ui.session.task import PIECE, PipeReader, PipeWriter


class Handle(Protocol):
    """A started engine process, as ``viewer.engine.handle.start_engine`` gives it."""

    stdin: int
    stdout: int
    pid: int

    def poll(self) -> int | None: ...

    def place(self) -> str:
        """What it was reading when it ended, "" if nothing."""
        ...

    def kill(self) -> None:
        """End it at once and close the pipes."""
        ...

    def finish(self, _timeout_s: float, /) -> None:
        """Let it end by itself for so many seconds, then end it."""
        ...


Start = Callable[[], Handle]


class Pipes(QObject):
    """Bytes in and out of one engine.

    Signals: ``arrived(bytes)``; ``ended()`` once, when the engine's side is closed.
    """

    arrived = Signal(bytes)
    ended = Signal()

    def __init__(self, handle: Handle, parent: QObject, *, threads: bool | None = None) -> None:
        super().__init__(parent)
        self._handle = handle
        self._unsent = bytearray()
        self._open = True
        self._writer: PipeWriter | None = None
        if sys.platform == "win32" if threads is None else threads:
            self._start_threads()
        else:
            self._start_notifiers()

    def _start_threads(self) -> None:
        self._reader = PipeReader(self._handle.stdout, self)
        self._reader.arrived.connect(self._take)
        self._reader.ended.connect(self._end)
        self._writer = PipeWriter(self._handle.stdin)

    def _start_notifiers(self) -> None:
        os.set_blocking(self._handle.stdout, False)
        os.set_blocking(self._handle.stdin, False)
        self._in = QSocketNotifier(self._handle.stdout, QSocketNotifier.Type.Read, self)
        self._in.activated.connect(self._read)
        self._out = QSocketNotifier(self._handle.stdin, QSocketNotifier.Type.Write, self)
        self._out.setEnabled(False)
        self._out.activated.connect(self._flush)

    def pause(self, *, paused: bool) -> None:
        """Leave what comes in the pipe: the engine then waits for the window (back-pressure)."""
        if self._writer is None and self._open:
            self._in.setEnabled(not paused)

    def write(self, frame: bytes) -> None:
        """Send a frame, now or as soon as there is room."""
        if not self._open:
            return
        if self._writer is not None:
            self._writer.write(frame)
            return
        self._unsent += frame
        self._flush()

    def close(self) -> None:
        """Stop reading and writing; what the engine still says is not heard. Safe to call twice."""
        if not self._open:
            return
        self._open = False
        if self._writer is not None:
            self._writer.close()
        else:
            self._in.setEnabled(False)
            self._out.setEnabled(False)

    def _read(self) -> None:
        try:
            piece = os.read(self._handle.stdout, PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self._take(piece)
        else:
            self._end()

    def _take(self, piece: bytes) -> None:
        if self._open:
            self.arrived.emit(piece)

    def _end(self) -> None:
        if self._open:
            self.close()
            self.ended.emit()

    def _flush(self) -> None:
        try:
            while self._unsent:
                del self._unsent[: os.write(self._handle.stdin, self._unsent)]
        except BlockingIOError:
            pass
        except OSError:  # a broken pipe: tell it after the caller has finished
            self._unsent.clear()
            QTimer.singleShot(0, self, self._end)
        self._out.setEnabled(bool(self._unsent) and self._open)

"""Which message reaches the window: in sequence, of the patient on screen, from a living engine.

A hole in the sequence, an unreadable frame or the end of the pipe is a crash: the window is told in
words, the engine is started once more, and two crashes within a minute end it (decision 6).
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from time import monotonic, perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.engine.frames import FrameReader, from_engine, pack
from viewer.engine.messages import FromEngine, Message, Quit, Said, Skip
from viewer.errors import EngineError
from viewer.ui.session.pipes import Handle, Pipes, Start

FRAME_S = 0.008
"""How long the window reads messages before it paints again."""
TWO_CRASHES_S = 60.0
_END_S = 5.0  # what a running token exchange may take (decision 6)

RESTARTED = (  # it stays on screen after the sources have answered: it has to be true then too
    "The engine stopped at {at}: what was loaded stays on screen, in grey, until the sources answer "
    "again. The engine was started again."
)
ENDED = (
    "The engine stopped at {at}: what was loaded stays on screen; it stopped twice within a minute and "
    "was not started again. Nothing new will arrive. Close Tributary and start it again; if it "
    "persists, contact your IT support."
)
NOT_STARTED = "The engine did not start: no source can be read. Close Tributary and start it again."


class EngineLink(QObject):
    """The engine as the window knows it.

    Signals: ``said(FromEngine)``; ``stopped(str, bool)`` words, and whether that was the end;
    ``restarted()`` when a new engine runs and the record has to be opened again.
    """

    said = Signal(object)
    stopped = Signal(str, bool)
    restarted = Signal()

    def __init__(
        self, start: Start, parent: QObject | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._start = start
        self._clock = clock
        self._pipes: Pipes | None = None
        self._reader = FrameReader()
        self._waiting: deque[FromEngine] = deque()
        self._sequence: int | None = None
        self._crashed_at: float | None = None
        self._ending: list[tuple[Handle, float]] = []  # told to end, and until when each may take
        self._end_tick = QTimer(self)
        self._end_tick.setInterval(50)
        self._end_tick.timeout.connect(self._watch_end)
        self.generation = 0
        self.place = ""
        """What the engine that ended last was reading or telling, as its slate said; "" for nothing."""

    @property
    def running(self) -> bool:
        """Whether there is an engine to talk to."""
        return self._pipes is not None

    def open(self) -> None:
        """Start the engine process."""
        self._reader, self._sequence = FrameReader(), None
        self._waiting.clear()
        try:
            self._handle = self._start()
        except (OSError, EngineError):
            self.stopped.emit(NOT_STARTED, True)  # noqa: FBT003 - the signal's own shape
            return
        self._pipes = Pipes(self._handle, self)
        self._pipes.arrived.connect(self._take)
        self._pipes.ended.connect(self._crash)

    def send(self, message: Message) -> None:
        """Say something to the engine; nothing happens where none runs."""
        if self._pipes is not None:
            self._pipes.write(pack(message))

    def close(self) -> None:
        """End the engine in order: it may finish a token exchange (5 s at most), nothing it says is heard."""
        if self._pipes is None:
            return
        self.send(Quit())
        self._drop()
        self._ending.append((self._handle, self._clock() + _END_S))
        self._end_tick.start()

    def finish(self) -> None:
        """Wait for an engine that was told to end, at most as long as it may take; the program is ending."""
        self.close()
        self._end_tick.stop()
        ending, self._ending = self._ending, []
        for handle, _until in ending:
            handle.finish(_END_S)

    def _watch_end(self) -> None:
        for one in tuple(self._ending):
            handle, until = one
            if handle.poll() is not None or self._clock() >= until:
                handle.kill()
                self._ending.remove(one)
        if not self._ending:
            self._end_tick.stop()

    def _drop(self) -> None:
        if self._pipes is not None:
            self._pipes.close()
            self._pipes.deleteLater()
        self._pipes = None
        self._waiting.clear()

    def _take(self, piece: bytes) -> None:
        self._reader.feed(piece)
        try:
            for body in self._reader.bodies():
                self._waiting.append(self._in_sequence(from_engine(body)))
        except EngineError:
            self._crash()
            return
        self._deliver()

    def _in_sequence(self, message: FromEngine) -> FromEngine:
        if self._sequence is not None and message.sequence != self._sequence + 1:
            raise EngineError("the engine's messages have a gap")
        self._sequence = message.sequence
        return message

    def _deliver(self) -> None:
        began = perf_counter()
        while self._waiting and self._pipes is not None:
            message = self._waiting.popleft()
            if self._is_current(message):
                self.said.emit(message)
            if perf_counter() - began > FRAME_S and self._waiting and self._pipes is not None:
                self._pipes.pause(paused=True)
                QTimer.singleShot(0, self, self._deliver)
                return
        if self._pipes is not None:
            self._pipes.pause(paused=False)

    def _is_current(self, message: Said) -> bool:
        """IDM-05: a late answer about another patient is never painted."""
        return message.generation in {0, self.generation}

    def _crash(self) -> None:
        if self._pipes is None:
            return
        while self._waiting:  # what came before the end is whole and counts
            message = self._waiting.popleft()
            if self._is_current(message):
                self.said.emit(message)
        self._drop()
        self.place = self._handle.place()
        self._handle.kill()
        at, now = datetime.now().astimezone().strftime("%H:%M"), self._clock()
        again = self._crashed_at is not None and now - self._crashed_at < TWO_CRASHES_S
        self._crashed_at = now
        self.stopped.emit((ENDED if again else RESTARTED).format(at=at), again)
        if not again:
            self._restart()

    def _restart(self) -> None:
        self.open()
        if self._pipes is not None:
            if self.place:
                self.send(Skip(places=(self.place,)))
            self.restarted.emit()

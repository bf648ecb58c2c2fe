"""Sources are read side by side, one thread each; their events meet in one bounded queue.

The only threads of the engine beside fetch's own. The bound is the back-pressure: a source waits while
the record is still taking in what came before, so that 40,000 resources never pile up undecoded.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from viewer.source.answer import SourceEnded, SourceEvent
from viewer.source.gap import Gap, GapKind
from viewer.source.protocols import Cancel
from viewer.source.state import SourceState

Read = Callable[[Cancel], Iterator[SourceEvent]]


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of one reading. ``reading`` tells a retry's events from those of the attempt before."""

    reading: int
    event: SourceEvent


class Readers:
    """Threads that read sources into one queue. ``inbox`` may be shared with other producers."""

    def __init__(self, inbox: "queue.Queue[object]") -> None:
        self.inbox = inbox
        self._count = 0
        self._cancels: dict[int, threading.Event] = {}

    def start(self, source: str, read: Read) -> int:
        """Begin to read a source; return the number that its events carry."""
        self._count += 1
        number = self._count
        cancel = threading.Event()
        self._cancels[number] = cancel
        name = f"read-{number}"
        threading.Thread(
            target=self._run, args=(number, source, read, cancel), name=name, daemon=True
        ).start()
        return number

    def cancel(self, number: int) -> None:
        """Stop one reading; it still says how it ended."""
        cancel = self._cancels.get(number)  # its own thread takes it out when it ends
        if cancel is not None:
            cancel.set()

    def cancel_all(self) -> None:
        """Stop every reading."""
        for cancel in tuple(self._cancels.values()):
            cancel.set()

    def _run(self, number: int, source: str, read: Read, cancel: threading.Event) -> None:
        ended = False
        try:
            for event in read(cancel):
                self.inbox.put(Heard(number, event))
                ended = isinstance(event, SourceEnded)
        finally:
            # A reading that dies of a defect of ours still ends in words; the thread's traceback goes on.
            if not ended:
                self.inbox.put(Heard(number, _broken_off(source)))
            self._cancels.pop(number, None)


def _broken_off(source: str) -> SourceEnded:
    gap = Gap(
        source=source,
        kind=GapKind.FAILED,
        domain=None,
        what="Reading this source broke off",
        why="a fault in this program",
        advice="Retry this source; if it persists, tell your IT support.",
    )
    return SourceEnded(source=source, state=SourceState.FAILED, gaps=(gap,))


def read_together(reads: dict[str, Read]) -> Iterator[SourceEvent]:
    """Yield the events of several sources until the last has ended. Close the iterator to cancel."""
    inbox: queue.Queue[object] = queue.Queue(maxsize=16)
    readers = Readers(inbox)
    open_readings = {readers.start(source, read) for source, read in reads.items()}
    try:
        while open_readings:
            heard = inbox.get()
            if isinstance(heard, Heard):
                yield heard.event
                if isinstance(heard.event, SourceEnded):
                    open_readings.discard(heard.reading)
    finally:
        readers.cancel_all()
        while open_readings:  # let the threads out of a full queue
            heard = inbox.get()
            if isinstance(heard, Heard) and isinstance(heard.event, SourceEnded):
                open_readings.discard(heard.reading)

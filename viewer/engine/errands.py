"""What takes its time beside the record (a sign-in, a test of a source) runs on a thread of its own."""

import queue
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from viewer.engine.message import Said

_LOOK_S = 0.05


@dataclass(frozen=True, slots=True)
class Happened:
    """Something came of an errand: ``then`` is run by the conversation, and what it returns is said.

    ``ask_again``: a source whose answer will be another one now, "" for none.
    """

    then: Callable[[], Iterable[Said]]
    ask_again: str = ""


Tell = Callable[[Happened], None]
Errand = Callable[[threading.Event, Tell], None]


class Errands:
    """One thread for each errand. ``inbox`` is the conversation's; nothing is put there after the close."""

    def __init__(self, inbox: "queue.Queue[object]") -> None:
        self._inbox = inbox
        self._closed = threading.Event()
        self._running: dict[str, tuple[threading.Thread, threading.Event]] = {}

    def start(self, name: str, errand: Errand) -> bool:
        """Begin; False where one of this name is under way (a cancelled one ends by itself).

        The thread bears the first word alone: it is printed where a thread breaks off, and a name may hold a
        patient's number.
        """
        thread, cancel = self._running.get(name, (None, None))
        if thread is not None and thread.is_alive() and cancel is not None and not cancel.is_set():
            return False
        cancel = threading.Event()
        thread = threading.Thread(
            target=errand, args=(cancel, self.tell), name=name.partition(" ")[0], daemon=True
        )
        self._running[name] = (thread, cancel)
        thread.start()
        return True

    def cancel(self, name: str) -> None:
        """Ask an errand to end; it still says how it ended."""
        _, cancel = self._running.get(name, (None, None))
        if cancel is not None:
            cancel.set()

    def close(self, timeout_s: float) -> None:
        """Cancel all and wait so long for what may not be torn, such as a token that is being exchanged."""
        self._closed.set()
        until = time.monotonic() + timeout_s
        for _, cancel in self._running.values():
            cancel.set()
        for thread, _ in self._running.values():
            thread.join(max(0.0, until - time.monotonic()))

    def tell(self, happened: Happened) -> None:
        """Say it to the conversation, from any thread but its own: it may have to make room first."""
        while not self._closed.is_set():
            try:
                self._inbox.put(happened, timeout=_LOOK_S)
            except queue.Full:
                continue
            return

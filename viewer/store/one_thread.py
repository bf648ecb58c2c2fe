"""How calls that may block for ever are made: one at a time, on one thread, each with a time limit."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class TooSlow(Exception):
    """A call did not end within its time limit; it may still be running."""


class _Call(Generic[T]):
    """One call: run, unless it was given up before it started; undone, if it ends after it was given up."""

    def __init__(self, work: Callable[[], T], too_late: Callable[[], None] | None) -> None:
        self._work = work
        self._too_late = too_late
        self._lock = Lock()
        self._given_up = False
        self.future: Future[T] = Future()

    def run(self) -> None:
        """Run on the thread."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001 - handed to the caller, who decides
            self.future.set_exception(error)
            return
        with self._lock:
            if not self._given_up:
                self.future.set_result(result)
                return
        if self._too_late is not None:
            self._too_late()

    def give_up(self) -> bool:
        """Stop waiting. False where the result came at the last moment and stands."""
        if self.future.cancel():
            return True
        with self._lock:
            self._given_up = not self.future.done()
            return self._given_up


class OneThread:
    """A daemon thread, started at the first call: a keyring's unanswered dialog must not hold up quitting."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()
        self._calls: SimpleQueue[_Call[object]] = SimpleQueue()
        self._thread: Thread | None = None

    def run(
        self, work: Callable[[], T], time_limit_s: float, too_late: Callable[[], None] | None = None
    ) -> T:
        """Return what ``work`` returns, raise what it raises.

        Raises TooSlow after the time limit. Work that had not started never will; work that ends later
        is followed by ``too_late``, which undoes it.
        """
        call = _Call(work, too_late)
        self._start()
        self._calls.put(call)  # type: ignore[arg-type]  # the queue does not look inside
        try:
            return call.future.result(time_limit_s)
        except TimeoutError:
            if call.future.done() and not call.future.cancelled():
                return call.future.result()  # the work itself raised TimeoutError, or came in time after all
            if not call.give_up():
                return call.future.result()
            raise TooSlow from None

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._serve, name=self._name, daemon=True)
                self._thread.start()

    def _serve(self) -> None:
        while True:
            self._calls.get().run()

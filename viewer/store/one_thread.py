"""How calls that may block for ever are made: one at a time, on one thread, each with a time limit."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")

_LOOK_S = 0.05
_stop: ContextVar[Event | None] = ContextVar("stop", default=None)


class TooSlow(Exception):
    """A call did not end within its time limit; it may still be running."""


class StoppedWaiting(TooSlow):
    """The person does not wait for the call any more; it may still be running."""


@contextmanager
def waiting_until(stop: Event) -> Iterator[None]:
    """Within it this thread waits for no call any longer than until ``stop`` is set."""
    before = _stop.set(stop)
    try:
        yield
    finally:
        _stop.reset(before)


@contextmanager
def in_turn(lock: Lock) -> Iterator[None]:
    """Hold a lock that another thread may hold for as long as a call takes. Raises StoppedWaiting."""
    while not lock.acquire(timeout=_LOOK_S):
        if _is_stopped():
            raise StoppedWaiting
    try:
        yield
    finally:
        lock.release()


def _is_stopped() -> bool:
    stop = _stop.get()
    return stop is not None and stop.is_set()


def _result(future: "Future[T]", time_limit_s: float) -> T:
    """Wait for a result. Raises TimeoutError after the time limit, or where nobody waits any more."""
    until = time.monotonic() + time_limit_s
    while True:
        left = until - time.monotonic()
        look = left if _stop.get() is None else min(_LOOK_S, left)
        try:
            return future.result(max(0.0, look))
        except TimeoutError:
            if future.done() or _is_stopped() or time.monotonic() >= until:
                raise


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

        Raises TooSlow after the time limit, StoppedWaiting where ``waiting_until`` says so. Work that had
        not started never will; work that ends later is followed by ``too_late``, which undoes it.
        """
        call = _Call(work, too_late)
        self._start()
        self._calls.put(call)  # type: ignore[arg-type]  # the queue does not look inside
        try:
            return _result(call.future, time_limit_s)
        except TimeoutError:
            if call.future.done() and not call.future.cancelled():
                return call.future.result()  # the work itself raised TimeoutError, or came in time after all
            if not call.give_up():
                return call.future.result()
            raise (StoppedWaiting if _is_stopped() else TooSlow) from None

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._serve, name=self._name, daemon=True)
                self._thread.start()

    def _serve(self) -> None:
        while True:
            self._calls.get().run()

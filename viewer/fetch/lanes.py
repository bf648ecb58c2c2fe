"""How many requests may be under way at one host at a time, and how many begin in a second (NHS-05)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Event, Lock
from time import monotonic

from viewer.errors import Cancelled
from viewer.source.address import Origin3

IN_FLIGHT_PER_HOST = 4
_LOOK_S = 0.05


@dataclass(frozen=True, slots=True)
class Pace:
    """How a host is to be asked: ``most`` requests at a time, ``per_second`` of them begin, 0 for any.

    They begin evenly spaced: a service that counts five in a second takes a burst of five amiss.
    """

    most: int = IN_FLIGHT_PER_HOST
    per_second: int = 0


@dataclass(slots=True)
class _Host:
    """What is under way at one host, and when the next request may begin."""

    free: Condition = field(default_factory=Condition)
    under_way: int = 0
    next_start: float = 0.0

    def take(self, most: int) -> bool:
        """Take a place if one becomes free within a moment."""
        with self.free:
            if self.under_way >= most and (not self.free.wait(_LOOK_S) or self.under_way >= most):
                return False
            self.under_way += 1
            return True

    def wait_s(self, per_second: int, now: float) -> float:
        """Return how long to wait before the next request, and count it."""
        with self.free:
            start = max(now, self.next_start)
            self.next_start = start + 1 / per_second
            return start - now

    def leave(self) -> None:
        with self.free:
            self.under_way -= 1
            self.free.notify()


_lock = Lock()
_hosts: dict[Origin3, _Host] = {}


@contextmanager
def lane(origin: Origin3, source: str, stop: Event, pace: Pace | None = None) -> Iterator[None]:
    """Hold one of a host's places; wait for it, and for its turn, until ``stop`` is set. Raises Cancelled."""
    pace = pace or Pace()
    with _lock:
        host = _hosts.setdefault(origin, _Host())
    while not host.take(pace.most):
        if stop.is_set():
            raise Cancelled(source, "stopped before it was asked")
    try:
        if pace.per_second and stop.wait(host.wait_s(pace.per_second, monotonic())):
            raise Cancelled(source, "stopped before it was asked")
        yield
    finally:
        host.leave()

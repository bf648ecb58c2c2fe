"""How many requests may be under way at one host at a time, whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Event, Lock

from viewer.errors import Cancelled
from viewer.source.address import Origin3

IN_FLIGHT_PER_HOST = 4
_LOOK_S = 0.05

_lock = Lock()
_lanes: dict[Origin3, BoundedSemaphore] = {}


@contextmanager
def lane(origin: Origin3, source: str, stop: Event) -> Iterator[None]:
    """Hold one of a host's places; wait for one until ``stop`` is set. Raises Cancelled."""
    with _lock:
        places = _lanes.setdefault(origin, BoundedSemaphore(IN_FLIGHT_PER_HOST))
    while not places.acquire(timeout=_LOOK_S):
        if stop.is_set():
            raise Cancelled(source, "stopped before it was asked")
    try:
        yield
    finally:
        places.release()

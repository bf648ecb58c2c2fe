"""Several searches at once, through a short queue: a slow reader slows them down, a cancel ends them."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from queue import Empty, Full, Queue
from threading import Event
from typing import TypeVar

from viewer.source.protocols import Cancel

T = TypeVar("T")
Job = Callable[[], Iterator[T]]

_WAITING = 8
_LOOK_S = 0.02


class _Mark(Enum):
    DONE = auto()


def side_by_side(
    jobs: Sequence[Job[T]], workers: int, cancel: Cancel, abort: Callable[[], None]
) -> Iterator[T]:
    """Yield what the jobs yield, interleaved; each job's own order is kept.

    Stops at once when ``cancel`` is set or the iterator is closed, and calls ``abort`` then, which must
    wake every job that waits for the network. An error in a job (a bug: jobs speak in events) is raised
    here after the others have ended.
    """
    queue: Queue[T | _Mark] = Queue(_WAITING)
    halt = Event()
    pool = ThreadPoolExecutor(workers, "fetch")
    futures = [pool.submit(_work, job, queue, halt) for job in jobs]
    ended = False
    try:
        yield from _taken(queue, len(futures), cancel)
        ended = not cancel.is_set()
    finally:
        if not ended:
            halt.set()
            abort()
        # A thread in the middle of connecting cannot be woken: it is not waited for.
        pool.shutdown(wait=ended, cancel_futures=True)
    if ended:
        for future in futures:
            future.result()


def _taken(queue: "Queue[T | _Mark]", running: int, cancel: Cancel) -> Iterator[T]:
    while running and not cancel.is_set():
        try:
            item = queue.get(timeout=_LOOK_S)
        except Empty:
            continue
        if isinstance(item, _Mark):
            running -= 1
        else:
            yield item


def _work(job: Job[T], queue: "Queue[T | _Mark]", halt: Event) -> None:
    try:
        for item in job():
            if not _put(queue, item, halt):
                return
    finally:
        _put(queue, _Mark.DONE, halt)


def _put(queue: "Queue[T | _Mark]", item: T | _Mark, halt: Event) -> bool:
    while not halt.is_set():
        try:
            queue.put(item, timeout=_LOOK_S)
        except Full:
            continue
        return True
    return False

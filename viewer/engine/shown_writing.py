"""When what the screen shows is written down: on change alone, five seconds apart, the last change always.

A thread of its own waits for the disk and works out hashes; no act of the person waits for it. What cannot be
written is tried again with what came since: no change is ever left uncounted.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from viewer.source.shown import Shown

EVERY_S = 5.0
_AGAIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Due:
    """One state of the screen: ``opening`` is the id of the record's opening, ``made`` works out hashes."""

    opening: str
    shown: Shown
    made: Callable[[], Shown]
    write: Callable[[Shown], bool]
    """Writes a line; False where it could not be written."""


@dataclass(slots=True)
class Pending:
    """States that have no line yet, oldest first; several of one record become one line."""

    _held: list[Due] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._held)

    @property
    def hurries(self) -> bool:
        """Whether a record has left the screen: nothing more comes of it."""
        return any(one.shown.ended for one in self._held)

    def add(self, due: Due) -> None:
        """Take a state; the one before it, of the same record, gets no line of its own."""
        if self._held and _is_one_line(self._held[-1], due):
            due = _counted(self._held.pop(), due)
        self._held.append(due)

    def take(self) -> Due:
        """Return the oldest. Raises IndexError where there is none."""
        return self._held.pop(0)

    def put_back(self, due: Due) -> None:
        """It could not be written: what has come of the same record since counts it."""
        if self._held and _is_one_line(due, self._held[0]):
            due = _counted(due, self._held.pop(0))
        self._held.insert(0, due)


def _is_one_line(passed: Due, due: Due) -> bool:
    """Whether two states may share a line: what stood there last, before the record left, has its own."""
    return passed.opening == due.opening and not due.shown.ended


def _counted(passed: Due, due: Due) -> Due:
    """Return a state that stands for one before it too."""
    first, shown = passed.shown, due.shown
    more = first.passed + 1 + shown.passed
    return replace(due, shown=replace(shown, before=first.before or first.at, passed=more))


class ShownWriting:
    """One for an engine; safe from any thread."""

    def __init__(self, every_s: float = EVERY_S, again_s: float = _AGAIN_S) -> None:
        self._every_s, self._again_s = every_s, again_s
        self._pending = Pending()
        self._turn = threading.Condition()
        self._next_at = 0.0
        self._failed = self._closing = False
        self._thread: threading.Thread | None = None

    def add(self, due: Due) -> None:
        """Have a state written when its time has come; at once where the record has left the screen."""
        with self._turn:
            self._pending.add(due)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="shown", daemon=True)
                self._thread.start()
            self._turn.notify_all()

    def close(self, timeout_s: float) -> None:
        """Write what is due and wait so long for it."""
        with self._turn:
            self._closing = True
            thread = self._thread
            self._turn.notify_all()
        if thread is not None:
            thread.join(timeout_s)

    def _run(self) -> None:
        while (due := self._waited()) is not None:
            written = due.write(replace(due.made(), before=due.shown.before, passed=due.shown.passed))
            with self._turn:
                self._failed = not written
                self._next_at = time.monotonic() + (self._every_s if written else self._again_s)
                if not written and not self._closing:
                    self._pending.put_back(due)

    def _waited(self) -> Due | None:
        """Return what is to be written, once it is time; None where nothing ever will be."""
        with self._turn:
            while not self._is_due():
                if self._closing and not self._pending:
                    return None
                left = self._next_at - time.monotonic() if self._pending else None
                self._turn.wait(left)
            return self._pending.take()

    def _is_due(self) -> bool:
        if not self._pending:
            return False
        hurries = self._pending.hurries and not self._failed
        return self._closing or hurries or time.monotonic() >= self._next_at

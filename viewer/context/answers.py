"""Which events of a hub still wait for a decision, and what each was answered: once, and in time."""

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

FOLLOWED, RECEIVED, REFUSED = 200, 202, 409
_MOST = 1000  # answers that are remembered; a hub repeats an event soon or never
_DECIDE_S = 8.0  # the standard gives ten seconds before a subscriber counts as unresponsive


@dataclass(slots=True)
class Answers:
    """Safe to use from several threads."""

    decide_s: float = _DECIDE_S
    _open: dict[str, float] = field(default_factory=dict)
    _given: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait_for(self, event_id: str) -> None:
        """Let an event wait for a decision."""
        with self._lock:
            self._open[event_id] = monotonic() + self.decide_s

    def decide(self, event_id: str, status: int) -> bool:
        """Settle a waiting event; False where it does not wait (any more), and then nothing changes."""
        with self._lock:
            if self._open.pop(event_id, None) is None:
                return False
            self._give(event_id, status)
            return True

    def settle(self, event_id: str, status: int) -> None:
        """Settle an event that needs no decision."""
        with self._lock:
            self._give(event_id, status)

    def given(self, event_id: str) -> int | None:
        """Return what an event was answered; a repeated one is answered in the same way."""
        with self._lock:
            return self._given.get(event_id)

    def waits(self, event_id: str) -> bool:
        """Whether an event still waits."""
        with self._lock:
            return event_id in self._open

    def late(self) -> list[str]:
        """Return the events whose time is over, and settle them as refused."""
        now = monotonic()
        with self._lock:
            late = [event_id for event_id, until in self._open.items() if now > until]
            for event_id in late:
                del self._open[event_id]
                self._give(event_id, REFUSED)
        return late

    def _give(self, event_id: str, status: int) -> None:
        self._given[event_id] = status
        while len(self._given) > _MOST:
            del self._given[next(iter(self._given))]

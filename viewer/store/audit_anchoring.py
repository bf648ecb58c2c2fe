"""When the end of the audit trail is made known outside, where, and what is said if that fails.

It never stops anybody's work: a place that does not answer within a second is left to itself.
"""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from viewer.store.audit_anchor import Anchor
from viewer.store.audit_system_log import SystemLog, has_system_log

EVERY = 50
_PATIENCE_S = 1.0
_OPEN = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


class Place(Protocol):
    """Where anchors go."""

    @property
    def words(self) -> str: ...

    def put(self, text: str) -> None:
        """Write one line. Raises OSError."""
        ...


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """A file that is only added to, such as one on a share where nobody may delete.

    The administrator makes it: made by the first account that comes, it would be that account's alone.
    """

    path: Path
    words: str = "the anchor file of your organisation"

    def put(self, text: str) -> None:
        """Write one line. Raises OSError, also where there is no such file."""
        handle = os.open(self.path, _OPEN)
        try:
            os.write(handle, text.encode("ascii") + b"\n")
            os.fsync(handle)
        finally:
            os.close(handle)


def places_for(target: str, file: str) -> tuple[Place, ...]:
    """Return where policy wants anchors (``audit_anchor``, ``audit_anchor_file``: "" or a whole path).

    "system" is the system's own log where the computer has one.
    """
    system: tuple[Place, ...] = (SystemLog(),) if target == "system" and has_system_log() else ()
    return (*system, AnchorFile(Path(file))) if file else system


@dataclass(slots=True)
class Anchoring:
    """One for each process. ``problem`` is "" or says in words what failed last."""

    places: tuple[Place, ...]
    every: int = EVERY
    patience_s: float = _PATIENCE_S
    problem: str = ""
    _since: int = -1
    _open: Anchor | None = None
    _busy: dict[str, threading.Thread] = field(default_factory=dict)

    def note(self, head: Anchor, *, ending: bool = False) -> str:
        """Take the head after a line; it is put out at the first line of a process, every 50th, the last.

        Return words for what failed anew, "" where nothing is new.
        """
        self._since += 1
        if not ending and self._since % self.every:
            self._open = head
            return ""
        self._since = 0
        return self.put(head)

    def finish(self) -> None:
        """Put out the head of the last line of this process."""
        if self._open is not None:
            self.put(self._open)

    def put(self, anchor: Anchor) -> str:
        """Write the anchor at every place. Return words for what failed anew, "" where nothing is new."""
        self._open = None
        failed = "; ".join(filter(None, (self._put(place, anchor.text) for place in self.places)))
        before, self.problem = self.problem, failed
        return failed if failed != before else ""

    def _put(self, place: Place, text: str) -> str:
        if place.words in self._busy and self._busy[place.words].is_alive():
            return f"{place.words} does not answer"
        reasons: list[str] = ["did not answer in time"]

        def attempt() -> None:
            try:
                place.put(text)
                reasons[:] = []
            except FileNotFoundError:
                reasons[:] = ["cannot be written (there is no such file)"]
            except OSError as error:
                reasons[:] = [f"cannot be written ({error.strerror or 'no reason given'})"]

        thread = threading.Thread(target=attempt, name="audit anchor", daemon=True)
        self._busy[place.words] = thread
        thread.start()
        thread.join(self.patience_s)
        return " ".join([place.words, *reasons[:1]]) if reasons else ""

"""How much one run may take from a source before it stops and says so: a screen and a memory have an end."""

from threading import Lock

from viewer.fetch.faults import Fault
from viewer.fetch.options import MEGABYTE, FetchOptions
from viewer.source.answer import Outcome

_RECORD = b'"resourceType"'
_ADVICE = "Ask for a shorter time or look in the source itself; what was read is shown."


class Quota:
    """Counts what one run of one source received. Safe to use from several threads.

    Records are counted by their mark in the bytes, contained ones too: it is a bound, not a number to show.
    """

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._lock = Lock()
        self._size = 0
        self._records = 0

    def add(self, body: bytes) -> Fault | None:
        """Count an answer; a fault once the bound is passed. That answer is still read."""
        records = body.count(_RECORD)
        with self._lock:
            self._size += len(body)
            self._records += records
            if self._size > self._options.most_bytes:
                return _full(f"{self._options.most_bytes // MEGABYTE} MB")
            if self._records > self._options.most_records:
                return _full(f"{self._options.most_records:,} records")
        return None


def _full(what: str) -> Fault:
    why = f"more than {what} came from this source; reading stopped there"
    return Fault(outcome=Outcome.TRUNCATED, why=why, advice=_ADVICE)
